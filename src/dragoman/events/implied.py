"""Who takes part where the clause names nobody: a place's people or state, or who did what was told before."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.events.candidates import Candidate
from dragoman.events.slots import Slots
from dragoman.events.where import Map
from dragoman.record import Participant

BY_AUTHORITIES = frozenset({("COERCE", "arrest"), ("SANCTION", "convict")})
_THIS = frozenset({"the", "this", "that"})
_RECENT = 3  # sentences within which "the attack" takes up an attack


@dataclass(frozen=True, slots=True)
class Implied:
    """``named`` are the actors by the head words of their mentions, ``dwellers`` the people of places, ``states`` the
    ids of those actors that are states.
    """

    slots: Slots
    named: Mapping[int, Participant | None]
    dwellers: Mapping[int, Participant | None]
    states: frozenset[str]
    candidates: Mapping[int, Candidate]
    map: Map

    def people(self, candidate: Candidate, actors: Sequence[Participant]) -> tuple[Participant, ...]:
        """The people of the place of an act that nobody else is told to suffer ("shells fell on targets in Aleppo")."""
        index = self.map.suffers(candidate)
        found = None if index is None else self.named.get(index) or self.dwellers.get(index)
        return () if found is None or found.actor in {p.actor for p in actors} else (found,)

    def authority(self, candidate: Candidate, recipients: Sequence[Participant]) -> tuple[Participant, ...]:
        """The state in which somebody is arrested or sentenced, where nobody else is told to have done it."""
        index = self.map.suffers(candidate)
        found = None if index is None else self.named.get(index)
        taken = found is None or found.actor in {p.actor for p in recipients}
        return () if found is None or taken or found.actor not in self.states else (found,)

    def judged(
        self,
        candidate: Candidate,
        actors: Sequence[Participant],
        doers: Callable[[Candidate], tuple[Participant, ...]],
    ) -> tuple[Participant, ...]:
        """Who did the act that is judged, as the sentences before tell it ("Planes struck Aleppo. Oman condemned the
        attack"); ``doers`` gives those of an earlier act.
        """
        for act in self._acts_before(candidate):
            if found := tuple(p for p in doers(act) if p.actor not in {a.actor for a in actors}):
                return found
        return ()

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
