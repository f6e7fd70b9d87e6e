"""Who takes part where the clause names nobody: a place's people or state, or who did what was told before."""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.events.candidates import Candidate
from dragoman.events.slots import Slots
from dragoman.events.where import Map
from dragoman.record import Actor, Participant

BY_AUTHORITIES = frozenset({("COERCE", "arrest"), ("SANCTION", "convict")})
DONE_TO = frozenset({"ASSAULT", "COERCE", "SANCTION"})
_MEANWHILE = frozenset({"after", "following", "during", "before", "in", "on"})
_THIS = frozenset({"the", "this", "that"})
_RECENT = 3  # sentences within which "the attack" takes up an attack

Doers = Callable[[Candidate], tuple[Participant, ...]]  # who does an act


@dataclass(frozen=True, slots=True)
class Implied:
    """``named`` are the actors by the head words of their mentions, ``dwellers`` the people of places, ``kinds`` all of
    them by id; ``whom`` gives the actors that a phrase names.
    """

    slots: Slots
    named: Mapping[int, Participant | None]
    dwellers: Mapping[int, Participant | None]
    kinds: Mapping[str, Actor]
    candidates: Mapping[int, Candidate]
    map: Map
    whom: Callable[[int], tuple[Participant, ...]]

    def people(self, candidate: Candidate, actors: Sequence[Participant]) -> tuple[Participant, ...]:
        """The people of the place of an act that nobody else is told to suffer ("shells fell on targets in Aleppo")."""
        index = self.map.suffers(candidate)
        found = None if index is None else self.named.get(index) or self.dwellers.get(index)
        return () if found is None or found.actor in {p.actor for p in actors} else (found,)

    def authority(self, candidate: Candidate, recipients: Sequence[Participant]) -> tuple[Participant, ...]:
        """Who arrested or sentenced somebody, where nobody is told to have done it: the police that say so ("nine were
        detained, police said"), else the state in which it happened.
        """
        index = self.map.suffers(candidate)
        place = None if index is None else self.named.get(index)
        state = () if place is None or self.kinds[place.actor].type != "state" else (place,)
        taken = {p.actor for p in recipients}
        return tuple(p for p in self._police(candidate.anchor) or state if p.actor not in taken)

    def _police(self, verb: int) -> tuple[Participant, ...]:
        """The police that tell of what the verb says."""
        parsed, rules = self.slots.parsed, self.slots.rules
        above = (parsed.words[verb].head,) if parsed.words[verb].deprel in ("ccomp", "parataxis") else ()
        for said in (*above, *parsed.children(verb, "parataxis")):
            speaker = parsed.child(said, "nsubj") if rules.has("say", self.slots.lemma(said)) else None
            found = () if speaker is None else self.whom(speaker)
            if found and self.kinds[found[0].actor].sector == "COP":
                return found
        return ()

    def part_of(self, candidate: Candidate, doers: Doers) -> tuple[Participant, ...]:
        """Who did it, where a passive does not say and the clause tells of whose act it was part
        ("arrested after a raid by police", "the attack by police on a man who was arrested").
        """
        grammar, words = self.slots.grammar, self.slots.words
        index = candidate.anchor
        if not grammar.is_passive(index):
            return ()
        for verb in (index, *(k for k in self.slots.parsed.children(index, "conj") if grammar.is_passive(k))):
            for preposition in ("after", "in", "during"):
                for phrase in grammar.phrases(verb, preposition):
                    if found := self._of_force(phrase, doers):
                        return found
        first = grammar.first_conjunct(index)
        if first != index and first in self.candidates and self.candidates[first].type in DONE_TO:
            return self._of_force(first, doers)
        if words[index].deprel.startswith("acl:relcl"):
            above = self.slots.act_on(words[index].head, self.candidates)
            return self._of_force(above, doers) if above is not None and above != index else ()
        return ()

    def _of_force(self, index: int, doers: Doers) -> tuple[Participant, ...]:
        part = self.candidates.get(index)
        return doers(part) if part is not None and part.type in DONE_TO else ()

    def accused(self, candidate: Candidate, blamed: Doers) -> tuple[Participant, ...]:
        """Who is blamed, charged or condemned for the act ("blamed the gang for the killing of nine men");
        ``blamed`` gives whom another event accuses.
        """
        words, anchor = self.slots.words, candidate.anchor
        if words[anchor].upos != "NOUN" or self.slots.grammar.preposition(anchor) not in ("for", "of", "over"):
            return ()
        above = self.candidates.get(words[anchor].head)
        return blamed(above) if above is not None and above.type == "ACCUSE" else ()

    def visitor(self, candidate: Candidate) -> tuple[Participant, ...]:
        """Who had talks with somebody or was on a visit, by what he did meanwhile ("signed it after talks with Oman",
        "the emir, on a visit to Oman, said").
        """
        words, grammar = self.slots.words, self.slots.grammar
        at = candidate.anchor
        while words[at].deprel == "nmod" and grammar.preposition(at) == "of":
            at = words[at].head  # "after three days of talks"
        above = words[at].head
        if above < 0 or grammar.preposition(at) not in _MEANWHILE:
            return ()
        if words[at].deprel == "nmod" and above in self.named:
            return self.whom(above)
        if words[at].deprel != "obl" or grammar.is_passive(above):
            return ()
        subject = grammar.subject(above)
        return () if subject is None else self.whom(subject)

    def is_own_force(self, participant: Participant, doers: Collection[str]) -> bool:
        """Whether it is the doer's own force with which he acts: "withdrew its troops from Abyei"."""
        parsed, rules = self.slots.parsed, self.slots.rules
        head = parsed.head_of(participant.start, participant.end)
        if head is None or not any(rules.has("troops", name) for name in self.slots.names(head)):
            return False
        same = any(self.kinds[participant.actor].country == self.kinds[doer].country for doer in doers)
        return same and any(parsed.words[k].upos == "PRON" for k in parsed.children(head, "nmod:poss"))

    def refused(self, candidate: Candidate, sufferers: Doers) -> tuple[Participant, ...]:
        """Who is refused, by the verb before it where the refusal says no more ("thanked Lima but declined")."""
        parsed, verb = self.slots.parsed, candidate.anchor
        first = parsed.words[verb].head
        alone = (
            parsed.words[verb].deprel == "conj" and parsed.child(verb, "nsubj", "obj", "obl", "xcomp", "ccomp") is None
        )
        before = self.candidates.get(first)
        return sufferers(before) if alone and before is not None else ()

    def outside(self, actors: Sequence[Participant], recipients: Sequence[Participant]) -> tuple[Participant, ...]:
        """Those to whom something is agreed by several states together: people and things of nobody else's country are
        only what the states agree about ("Chad and Niger agreed to exchange prisoners").
        """
        lands = {self.kinds[p.actor].country for p in actors} - {None}
        if len(lands) < 2:
            return tuple(recipients)
        return tuple(p for p in recipients if self.kinds[p.actor].country not in {*lands, None})

    def judged(
        self,
        candidate: Candidate,
        actors: Sequence[Participant],
        doers: Doers,
    ) -> tuple[Participant, ...]:
        """Who did the act that is judged: the doer of the clause beside which it is called something ("Mali freed him,
        a step that France denounced"), or as the sentences before tell it ("Planes struck Aleppo. Oman condemned the
        attack"); ``doers`` gives those of an earlier act.
        """
        if found := self._of_deed(candidate):
            return found
        for act in self._acts_before(candidate):
            if found := tuple(p for p in doers(act) if p.actor not in {a.actor for a in actors}):
                return found
        return ()

    def _of_deed(self, candidate: Candidate) -> tuple[Participant, ...]:
        """Whose deed it is that a relative clause judges, where the noun stands beside a whole clause."""
        words, grammar = self.slots.words, self.slots.grammar
        noun = words[candidate.anchor].head
        is_deed = noun >= 0 and any(self.slots.rules.has("deed", name) for name in self.slots.names(noun))
        if not words[candidate.anchor].deprel.startswith("acl:relcl") or not is_deed:
            return ()
        if words[noun].deprel not in ("appos", "parataxis", "dep", "conj", "obl:unmarked", "obl"):
            return ()
        verb = next((k for k in self.slots.parsed.ancestors(noun) if grammar.is_verbal(k)), None)
        subject = None if verb is None else grammar.subject(verb)
        return () if subject is None else self.whom(subject)

    def _acts_before(self, candidate: Candidate) -> Iterator[Candidate]:
        """Acts of the kind that the object names, nearest first; none where it is not said to be known."""
        words = self.slots.words
        act = self.slots.grammar.object(candidate.anchor)
        if act is None or not any(words[k].lemma in _THIS for k in self.slots.parsed.children(act, "det")):
            return
        nouns = self.slots.rules.nouns
        types = {predicate.rule.type for name in self.slots.names(act) for predicate in nouns.get(name, ())}
        types = {"ASSAULT"} if "ASSAULT" in types else types  # an attack, whatever else the word may mean
        for at in range(candidate.anchor - 1, -1, -1):
            away = words[act].sentence - words[at].sentence
            if away > _RECENT:
                return
            one = self.candidates.get(at)
            if away > 0 and one is not None and one.type in types:
                yield one
