"""Who takes part: the actors behind the slots of a candidate, by relation."""

from __future__ import annotations

from collections.abc import Collection, Iterable, Sequence
from dataclasses import dataclass, replace
from functools import partial

from dragoman.events.authors import Authors
from dragoman.events.candidates import Candidate
from dragoman.events.implied import BY_AUTHORITIES, DONE_TO, Implied
from dragoman.events.rules import DefaultSlots, EventRules, PredicateRule
from dragoman.events.slots import Slots
from dragoman.events.where import Map
from dragoman.language import ActorLookup
from dragoman.record import Participant

_OWNERS = ("nmod:poss", "amod", "compound", "nmod:desc")
_BELONGING = ("of", "from", "by")
_PLACED = ("in", "near", "at", "for", "against")
_OUTER = frozenset({"nsubj", "obj", "obl", "nmod", "nmod:poss"})  # how a torn piece of a name hangs outside it
_KINDS = {"VERB": "verb", "NOUN": "noun", "ADJ": "adjective"}
_DEEPEST = 4
_OF_STATE = (
    "troops", "envoy", "proposal", "demand", "virtue", "treaty", "aid", "restriction", "talks", "place-thing",
    "property", "relation", "independence", "asset", "supply-line", "weapons-stock", "conflict", "state-thing",
    "weapon", "quantity",
)  # fmt: skip


class Actors:
    """Which actor do these words name: by the head of their mention, or what they belong to."""

    def __init__(self, slots: Slots, lookup: ActorLookup, dwellers: ActorLookup) -> None:
        self.slots, self.words, self.parsed = slots, slots.words, slots.parsed
        self.by_head = {index: lookup.at(index) for index in lookup.by_head}
        self.dwellers = {index: dwellers.at(index) for index in dwellers.by_head}
        self._rulers = {(m.start, m.end): a.id for a in dwellers.actors if a.sector == "GOV" for m in a.mentions}
        places = [p for p in self.dwellers.values() if p is not None]
        self._dwelling = frozenset((*places, *map(self.ruling, places)))
        self._add_broken_names(lookup)
        self._heads = {(p.start, p.end): index for index, p in self.by_head.items() if p is not None}
        self.kinds = {actor.id: actor for actor in (*dwellers.actors, *lookup.actors)}
        self._known: dict[tuple[int, bool], tuple[Participant, ...]] = {}
        told = ((actor.id, k) for k, (actor, m) in sorted(lookup.by_head.items(), reverse=True) if m.kind == "nominal")
        self._nouns = dict(told)

    def _add_broken_names(self, lookup: ActorLookup) -> None:
        """Other words of a name that hang outside it where the tree has torn it ("New" of "New Zealand")."""
        for actor, mention in lookup.by_head.values():
            inside = list(self.parsed.words_in(mention.start, mention.end))
            for index in inside if mention.kind == "name" and len(inside) > 1 else ():
                word = self.words[index]
                if word.upos == "PROPN" and word.head not in inside and word.deprel in _OUTER:
                    self.by_head.setdefault(index, Participant(actor=actor.id, start=mention.start, end=mention.end))

    def head_of(self, participant: Participant) -> int | None:
        """The word at which the participant was found, None where a learned span gave it."""
        return self._heads.get((participant.start, participant.end))

    def is_dweller(self, participant: Participant) -> bool:
        """Whether it is only the people of a place where something happens, or the government that sits there."""
        return participant in self._dwelling

    def ruling(self, participant: Participant) -> Participant:
        """The government in place of the people of its capital: "an embassy in Lima"."""
        ruler = self._rulers.get((participant.start, participant.end))
        return participant if ruler is None else replace(participant, actor=ruler)

    def heads(self, actor: str) -> list[int]:
        """The words at which the report names or describes the actor."""
        return [index for index, known in self.by_head.items() if known is not None and known.actor == actor]

    def is_actor(self, index: int) -> bool:
        return bool(self.of(index, places=False))

    def is_happening(self, index: int) -> bool:
        """Whether the word is no actor but something that happens: "in the Palestinian uprising"."""
        nouns = self.slots.rules.nouns
        return index not in self.by_head and any(name in nouns for name in self.slots.names(index))

    def noun_of(self, index: int) -> int:
        """The noun that first told who a pronoun or a person's name stands for ("*soldiers* said they had",
        "*President* Mora"), else the word itself."""
        word = self.words[index]
        if word.upos == "PROPN" and (titles := self.parsed.children(index, "nmod:desc", "appos")):
            return titles[0]
        known = self.by_head.get(index) if word.upos == "PRON" or word.deprel == "nsubj" else None
        return index if known is None or word.upos == "NOUN" else self._nouns.get(known.actor, index)

    def is_named(self, index: int) -> bool:
        """Whether the word itself, or what it counts, is an actor, and not only something of an actor's."""
        return any(k in self.by_head for k in self.slots.meant(index))

    def of(self, index: int, *, places: bool) -> tuple[Participant, ...]:
        """The actors that the phrase headed by ``index`` names, those coordinated with it too.

        ``places`` lets a phrase stand for who lives or works where it is ("a base in Mali").
        """
        key = (index, places)
        if key not in self._known:
            self._known[key] = ()
            self._known[key] = _distinct(p for k in self._coordinated(index) for p in self._one(k, places))
        return self._known[key]

    def _coordinated(self, index: int) -> tuple[int, ...]:
        items = self.slots.grammar.conjuncts(index)
        return tuple(k for k in items if k == index or self.words[k].upos not in ("VERB", "AUX"))

    def _one(self, index: int, places: bool, depth: int = 0) -> tuple[Participant, ...]:
        known = self.by_head.get(index) or (self.dwellers.get(index) if places else None)
        if known is not None:
            return (*self._sharing(index, known), known)
        if depth > _DEEPEST or self.words[index].upos in ("VERB", "ADV"):
            return ()
        if self.words[index].deprel == "appos" and (beside := self.by_head.get(self.words[index].head)) is not None:
            return (beside,)
        for kid in self.slots.grammar.phrases(index, "of") if self._measures(index) else ():
            if counted := self.of(kid, places=places):
                return counted
        for relations in (("nmod:poss",), ("amod", "compound", "nmod:desc", "flat", "appos")):
            found = [
                p
                for kid in self.parsed.children(index, *relations)
                for k in self.slots.grammar.conjuncts(self.slots.grammar.resolved(kid))
                if (p := self.by_head.get(k)) is not None
                and (places or self._stands_for(p, index, owned=relations == ("nmod:poss",)))
            ]
            if found:
                return tuple(found)
        if holder := self._holder(index):
            return holder
        for preposition in (*_BELONGING, *(_PLACED if places else ())):
            for kid in self.slots.grammar.phrases(index, preposition):
                found = [
                    p for p in self._one(kid, places, depth + 1) if places or self._stands_for(p, index, owned=True)
                ]
                if found:
                    return tuple(found)
        return ()

    def _stands_for(self, participant: Participant, noun: int, *, owned: bool) -> bool:
        """Whether a noun with a state's adjective, or owned by it, stands for it: "a French move", no laboratory."""
        if self.kinds[participant.actor].type != "state":
            return True
        if owned:
            return not self.slots.is_apart(noun)
        has = self.slots.rules.has
        return any(n in self.slots.rules.nouns or any(has(k, n) for k in _OF_STATE) for n in self.slots.names(noun))

    def _holder(self, index: int) -> tuple[Participant, ...]:
        """Whose a thing is by a participle: "the rebel-held town", "the French-led force"."""
        kids = (k for k in self.parsed.children(index, "amod") if self._is_participle(k))
        inside = (g for k in kids for g in self.parsed.children(k) if g < k and g in self.by_head)
        return tuple(p for g in inside if (p := self.by_head[g]) is not None)

    def _is_participle(self, index: int) -> bool:
        """Whether the adjective is a verb's form; behind a hyphen the parse may call it an adjective ("French-led")."""
        word = self.words[index]
        hyphened = word.xpos == "JJ" and index > 0 and self.words[index - 1].text in ("-", "‑")
        return word.xpos == "VBN" or (hyphened and word.text.lower().endswith(("ed", "held", "run")))

    def _sharing(self, index: int, known: Participant) -> tuple[Participant, ...]:
        """Whom a country's name names that shares the noun: "Chadian" of "Chadian and Sudanese envoys", "Mali" of
        "the ministers of Chad and Mali"."""
        kind = known.actor.partition("/")[2]
        kids = self.parsed.children(index, "amod", "compound", "nmod:desc", "nmod") if kind else ()
        heads = (k for kid in kids for k in self.slots.grammar.conjuncts(kid))
        found = (p for k in heads if (p := self.by_head.get(k)) is not None)
        return tuple(p for p in found if p.actor != known.actor and p.actor.partition("/")[2] == kind)

    def _measures(self, index: int) -> bool:
        word = self.words[index]
        return word.upos == "NUM" or self.slots.rules.has("quantity", word.lemma)


@dataclass(frozen=True, slots=True)
class Parties:
    """Actors and recipients of one event."""

    actors: tuple[Participant, ...] = ()
    recipients: tuple[Participant, ...] = ()


class Casting:
    """Participants of every candidate of a report."""

    def __init__(
        self, slots: Slots, actors: Actors, rules: EventRules, candidates: dict[int, Candidate], places: Map
    ) -> None:
        self.slots, self.actors, self.rules, self.candidates = slots, actors, rules, candidates
        named, whom = actors.by_head, partial(actors.of, places=False)
        self.authors = Authors(slots, whom)
        self.implied = Implied(slots, named, actors.dwellers, actors.kinds, candidates, places, whom)
        self._known: dict[int, Parties] = {}

    def of(self, candidate: Candidate) -> Parties:
        """The parties of a candidate; nobody is in both lists."""
        if candidate.anchor not in self._known:
            self._known[candidate.anchor] = Parties()
            self._known[candidate.anchor] = self._find(candidate)
        return self._known[candidate.anchor]

    def sides(self, candidate: Candidate) -> Parties:
        """The parties of a mutual act told apart: who does it, and with whom."""
        return Parties(*self._by_rule(candidate))

    def without_forces(self, candidate: Candidate, parties: Parties) -> Parties:
        """Who sends forces, and against whom, without the forces themselves: nobody is behind "troops were deployed",
        and who "put the army on alert" did so to nobody else."""
        moved = self.slots.grammar.object(candidate.anchor) if candidate.type == "MOBILIZE" else None
        own = () if moved is None else self.actors.of(moved, places=False)
        nobodys = {p.actor for p in own if p.actor.startswith(("group/", "organization/"))}
        forces = {p.actor for p in own if self.actors.kinds[p.actor].sector == "MIL"}
        return Parties(
            tuple(p for p in parties.actors if p.actor not in nobodys),
            tuple(p for p in parties.recipients if p.actor not in forces),
        )

    def _find(self, candidate: Candidate) -> Parties:
        if candidate.asker is not None:
            asked = () if candidate.asked is None else self.actors.of(candidate.asked, places=False)
            return Parties(self.actors.of(candidate.asker, places=False), asked)
        actors, recipients = self._by_rule(candidate)
        if candidate.outcome is not None:
            actors, recipients = self._of_outcome(candidate, actors, recipients)
        if candidate.learned is not None:
            recipients = recipients or self._recipients_by_model(candidate, actors)
        actors = actors or self._doers_elsewhere(candidate, recipients)
        if recipients and not actors and candidate.type == "CONSULT":
            actors = self.implied.visitor(candidate)
            recipients = self._others(candidate, recipients, {p.actor for p in actors})
        if candidate.rule is not None and candidate.rule.mutual:
            return Parties(_distinct((*actors, *recipients)))
        return Parties(actors, self._sufferers_elsewhere(candidate, actors, recipients))

    def _doers_elsewhere(self, candidate: Candidate, recipients: tuple[Participant, ...]) -> tuple[Participant, ...]:
        """Who did it, where the words beside the act tell nobody."""
        if candidate.type == "PROTEST":
            return self._of_crowd(candidate, {p.actor for p in recipients})
        found: tuple[Participant, ...] = ()
        if candidate.type in DONE_TO:
            found = self.implied.part_of(candidate, self._doers) or self.authors.told(candidate)
            found = found or self.authors.claiming(candidate) or self.implied.accused(candidate, self._sufferers)
        if not found and (candidate.type, candidate.mode) in BY_AUTHORITIES:
            found = self.implied.authority(candidate, recipients)
        return found

    def _sufferers_elsewhere(
        self, candidate: Candidate, actors: tuple[Participant, ...], told: tuple[Participant, ...]
    ) -> tuple[Participant, ...]:
        """Whom it was done to, where the words beside the act tell nobody."""
        if candidate.type == "AGREE":
            told = self.implied.outside(actors, told)
        if not told and candidate.type == "ACCUSE":
            told = self.implied.judged(candidate, actors, self._doers)
        if not told and candidate.type == "REJECT":
            refused = self.implied.refused(candidate, self._sufferers)
            told = self._others(candidate, refused, {p.actor for p in actors})
        if not told and "where" in self._default(candidate).recipient and candidate.mode != "resign":
            told = self.implied.people(candidate, actors)
        return told

    def _sufferers(self, candidate: Candidate) -> tuple[Participant, ...]:
        return self.of(candidate).recipients

    def _doers(self, candidate: Candidate) -> tuple[Participant, ...]:
        return self.of(candidate).actors

    def _default(self, candidate: Candidate) -> DefaultSlots:
        kind = _KINDS.get(self.slots.words[candidate.anchor].upos, "verb")
        return self.rules.defaults.get((candidate.type, kind)) or self.rules.defaults[candidate.type, "verb"]

    def _by_rule(self, candidate: Candidate) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        default = self._default(candidate)
        rule = candidate.rule
        first = rule.actor if rule is not None and rule.actor else default.actor
        second = rule.recipient if rule is not None and _tells(rule) else default.recipient
        actors = self._first_filled(candidate, first, ())
        taken = {p.actor for p in actors}
        return actors, self._first_filled(candidate, second, taken)

    def _first_filled(
        self, candidate: Candidate, slots: Sequence[str], taken: Collection[str]
    ) -> tuple[Participant, ...]:
        for slot in slots:
            found = self._filled(candidate, slot)
            kept = self._others(candidate, found, taken)
            if kept:
                return kept[:1] if slot == "inside" else kept
        return ()

    def _others(
        self, candidate: Candidate, found: Iterable[Participant], doers: Collection[str]
    ) -> tuple[Participant, ...]:
        """Those found who are not the doers, nor the force that these act with."""
        own = candidate.type in _WITH_OWN_TROOPS
        return tuple(p for p in found if p.actor not in doers and not (own and self.implied.is_own_force(p, doers)))

    def _filled(self, candidate: Candidate, slot: str) -> tuple[Participant, ...]:
        if slot.startswith("inner-"):
            inner = self.candidates.get(candidate.inner) if candidate.inner is not None else None
            if inner is None or inner.anchor == candidate.anchor:
                return ()
            mutual = inner.rule is not None and inner.rule.mutual
            parties = self.sides(inner) if mutual else self.of(inner)
            return parties.actors if slot == "inner-actor" else parties.recipients
        if slot == "purpose":
            return self._purpose(candidate)
        if slot in ("where", "inside"):  # the place counts only where nothing else is told, see _sufferers_elsewhere
            return self._inside(candidate) if slot == "inside" else ()
        slot, _, wanted = slot.partition(":")
        places = slot.rpartition("-")[2] in _WHERE_PEOPLE_ARE
        found: list[Participant] = []
        for index in self.slots.fill(candidate.anchor, slot, candidate.light):
            if wanted == "$actor" and not self.actors.is_named(index):
                continue
            if slot in _SCENES and self.actors.is_happening(index):
                continue
            found += self.actors.of(index, places=places)
        return _distinct(map(self.actors.ruling, found) if candidate.type in _DIPLOMATIC else found)

    def _of_outcome(
        self, candidate: Candidate, actors: tuple[Participant, ...], recipients: tuple[Participant, ...]
    ) -> tuple[tuple[Participant, ...], tuple[Participant, ...]]:
        """Who did it and whom it hurt, with what the verb of harm tells ("an attack by rebels killed nine")."""
        verb = candidate.outcome
        if verb is None:
            return actors, recipients
        harmed = self.slots.grammar.object(verb)
        hurt = self.actors.of(harmed, places=True) if harmed is not None else ()
        doer = self.slots.grammar.subject(verb)
        if not actors and doer is not None and doer != candidate.anchor:
            actors = self.actors.of(doer, places=False)
        if recipients and self.slots.words[candidate.anchor].upos == "VERB":
            return actors, recipients
        doers = {p.actor for p in actors}
        return actors, tuple(p for p in hurt if p.actor not in doers) or recipients

    def _inside(self, candidate: Candidate) -> tuple[Participant, ...]:
        """Whoever is named in what is refused, threatened or demanded ("threatened to resume raids in Chad")."""
        parsed, words = self.slots.parsed, self.slots.words
        slots = ("infinitive", "clause", "object", "to", "for", "of")
        heads = (k for slot in slots for k in self.slots.fill(candidate.anchor, slot, candidate.light))
        inside = (k for head in dict.fromkeys(heads) for k in parsed.subtree(head))
        return tuple(p for k in inside if words[k].upos != "PRON" and (p := self.actors.by_head.get(k)) is not None)

    def _of_crowd(self, candidate: Candidate, taken: Iterable[str]) -> tuple[Participant, ...]:
        """Who gathers for a protest or acts during one ("miners converged on Lima for a rally")."""
        noun, grammar = candidate.anchor, self.slots.grammar
        word = self.slots.words[noun]
        if word.upos != "NOUN" or word.head < 0 or grammar.preposition(noun) not in ("for", "during", "at", "in"):
            return ()
        doer = grammar.subject(word.head) if grammar.is_verbal(word.head) else None
        found = () if doer is None else self.actors.of(doer, places=False)
        return tuple(p for p in found if p.actor not in taken and self.actors.kinds[p.actor].sector in _CROWD)

    def _purpose(self, candidate: Candidate) -> tuple[Participant, ...]:
        """Whom an act is aimed at by what it demands or protests ("marched to demand reforms by the king")."""
        anchors = [candidate.anchor] if candidate.light is None else [candidate.anchor, candidate.light]
        for anchor in anchors:
            for kid in self.slots.parsed.children(anchor, "advcl", "acl", "xcomp"):
                aim = self.candidates.get(kid)
                if aim is not None and aim.anchor != candidate.anchor and (found := self.of(aim).recipients):
                    return found
                target = self.slots.grammar.object(kid)
                for index in (target, *self.slots.fill(kid, "for"), *self.slots.fill(kid, "against")):
                    if index is not None and (found := self.actors.of(index, places=False)):
                        return found
                for index in self.slots.parsed.subtree(kid):
                    if (named := self.actors.by_head.get(index)) is not None and self.slots.words[index].upos != "PRON":
                        return (named,)
        return ()

    def _recipients_by_model(self, candidate: Candidate, actors: Sequence[Participant]) -> tuple[Participant, ...]:
        """Whom the model takes for acted upon, where the rules find nobody and know who acts."""
        if candidate.learned is None or not actors:
            return ()
        heads = (index for role, index in candidate.learned.roles if role == "recipient")
        found = (p for index in heads for p in self.actors.of(self.slots.grammar.resolved(index), places=True))
        return self._others(candidate, _distinct(found), {participant.actor for participant in actors})


_DIPLOMATIC = frozenset({"SUPPORT", "SANCTION", "CONSULT", "COOPERATE", "AGREE", "REJECT", "REQUEST", "ACCUSE"})
_WITH_OWN_TROOPS = frozenset({"RETREAT", "CONCEDE", "AGREE", "MOBILIZE", "AID", "SUPPORT", "COOPERATE"})
_CROWD = frozenset({"CVL", "EDU", "LAB", "REF", "AGR", "REL", "MED", "SOC", "PTY"})
_SCENES = frozenset({"in", "at", "near", "outside"})
_WHERE_PEOPLE_ARE = frozenset(
    {"object", "on", "at", "in", "against", "near", "outside", "to", "into", "of", "for", "from"}
)


def _tells(rule: PredicateRule) -> bool:
    """Whether the rule says who the recipient is, be it nobody."""
    return bool(rule.recipient) or rule.mode == "resign"


def _distinct(found: Iterable[Participant]) -> tuple[Participant, ...]:
    """Each actor once, in the order found."""
    kept: dict[str, Participant] = {}
    for participant in found:
        kept.setdefault(participant.actor, participant)
    return tuple(kept.values())
