"""Whose an attack is by what is said of it: planted by, attributed to, claimed by."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from dragoman.events.candidates import Candidate
from dragoman.events.slots import Slots
from dragoman.record import Participant


@dataclass(frozen=True, slots=True)
class Authors:
    """``whom`` gives the actors that a phrase names."""

    slots: Slots
    whom: Callable[[int], tuple[Participant, ...]]

    def told(self, candidate: Candidate) -> tuple[Participant, ...]:
        """Whose an attack or a weapon is by a participle: "a bomb planted by X", "a strike attributed to X"."""
        grammar, anchor = self.slots.grammar, candidate.anchor
        noun = anchor if self.slots.words[anchor].upos == "NOUN" else grammar.subject(anchor)
        kids = () if noun is None else self.slots.parsed.children(noun, "acl")
        for kid in kids:
            if self.slots.rules.has("authored", self.slots.lemma(kid)):
                phrases = (k for preposition in ("by", "to", "on") for k in grammar.phrases(kid, preposition))
                if found := tuple(p for k in phrases for p in self.whom(k)):
                    return found
        return ()

    def claiming(self, candidate: Candidate) -> tuple[Participant, ...]:
        """Who says that it was theirs: "X claimed responsibility for the bomb that killed nine", "claimed by X"."""
        grammar, words = self.slots.grammar, self.slots.words
        at = candidate.anchor
        for above in self.slots.parsed.ancestors(at):
            claims = self.slots.rules.has("claim", words[above].lemma) and grammar.is_verbal(above)
            if claims and grammar.is_passive(above) and at == grammar.object(above):
                by = grammar.subject(above)
                return () if by is None else self.whom(by)
            if claims and (self._is_responsibility(at) or self._takes_responsibility(above)):
                doer = grammar.subject(above)
                return () if doer is None else self.whom(doer)
            if grammar.is_verbal(above) and not words[at].deprel.startswith("acl"):
                return ()
            at = above
        return ()

    def _is_responsibility(self, index: int) -> bool:
        return self.slots.words[index].lemma == "responsibility"

    def _takes_responsibility(self, verb: int) -> bool:
        thing = self.slots.grammar.object(verb)
        return thing is not None and self._is_responsibility(thing)
