"""When an event happened: the time that governs its anchor, else what it is part of, else the report's day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date
from functools import cached_property

from dragoman.events.candidates import Candidate
from dragoman.events.slots import Slots
from dragoman.record import Time, When

HISTORICAL_DAYS = 90  # DESIGN.md: more than 90 days before the report's day
_CLAUSES = ("ccomp", "advcl", "acl", "parataxis", "csubj")
_DURING = ("during", "in", "amid", "throughout", "at", "of")
_WIDTH = 80  # words of one clause that are looked at; longer ones are errors of the parse


class Calendar:
    """The times of one report by the clause they stand in."""

    def __init__(
        self, slots: Slots, times: Sequence[Time], day: str | None, candidates: Mapping[int, Candidate]
    ) -> None:
        self.slots, self.words, self.parsed = slots, slots.words, slots.parsed
        self.times, self.day, self.candidates = times, day, candidates
        self.at: dict[int, int] = {}
        for number, time in enumerate(times):
            for index in self.parsed.words_in(time.start, time.end):
                self.at.setdefault(index, number)
        self._known: dict[int, int | None] = {}

    def time_of(self, index: int) -> int | None:
        """The time that governs the predicate at ``index``, as index into the report's times."""
        if index not in self._known:
            self._known[index] = None
            self._known[index] = self._find(index)
        return self._known[index]

    def _find(self, index: int) -> int | None:
        found = self._named_by_when(index)
        if found is None:
            found = self.nearest(index)
        if found is None:
            found = self._of_whole(index)
        if found is None:
            found = self._of_above(index)
        return found

    def _named_by_when(self, index: int) -> int | None:
        """ "since 1999 when the alliance intervened": the time before "when"."""
        word = self.words[index]
        if word.deprel.startswith("acl:relcl") and word.head in self.at:
            return self.at[word.head]
        if word.deprel == "advcl":
            for kid in self.parsed.children(index, "advmod", "mark"):
                if self.words[kid].lemma == "when":
                    before = kid - 2 if self.words[kid - 1].text == "," else kid - 1
                    return self.at.get(before)
        return None

    def nearest(self, index: int) -> int | None:
        """The time in the word's own clause that is closest to it in the tree, then in the text."""
        level = [index]
        seen = 0
        while level and seen < _WIDTH:
            hits = [k for k in level if k in self.at and k != index and self._usable(k, index)]
            if hits:
                return self.at[min(hits, key=lambda k: abs(k - index))]
            seen += len(level)
            level = [k for parent in level for k in self.parsed.children(parent) if self._inside(k, parent, index)]
        return None

    def _usable(self, index: int, anchor: int) -> bool:
        """Whether the time can be the anchor's: on the same side of quotation marks, in no other's phrase."""
        time = self.times[self.at[index]]
        if time.type not in ("DATE", "TIME") and time.begin is None:
            return False
        if (index in self._quoted) != (anchor in self._quoted) and not self.slots.is_light(anchor):
            return False
        owner = self._owner.get(index)
        return owner is None or owner == anchor

    @cached_property
    def _quoted(self) -> frozenset[int]:
        quotations = self.parsed.quotations
        return frozenset(i for q in quotations for i in self.parsed.words_in(q.start, q.end))

    @cached_property
    def _owned(self) -> dict[int, int]:
        return {noun: self.at[index] for index, noun in self._owner.items()}

    @cached_property
    def _owner(self) -> dict[int, int]:
        """Times that stand inside the phrase of an event noun ("the attack on Monday against a bridge")."""
        found = {}
        for index in self.at:
            head = self.words[index].head
            for noun in self.parsed.children(head) if head >= 0 else ():
                is_event = noun < index and noun in self.candidates and self.words[noun].upos == "NOUN"
                last = max((*self.parsed.children(noun), *self.slots.fill(noun, "against")), default=-1)
                if is_event and last > index:
                    found[index] = noun
        return found

    def _inside(self, index: int, parent: int, anchor: int) -> bool:
        """Whether the word belongs to the clause of the anchor rather than to another event's."""
        rel = self.words[index].deprel.split(":")[0]
        if rel in _CLAUSES:
            return False
        if rel == "conj" and self.slots.grammar.is_predicate(index):
            shared = index in self.candidates and self.parsed.child(index, "nsubj", "nsubj:pass") is None
            return parent == anchor and shared
        if index in self.candidates and index != anchor and self.words[index].upos == "NOUN":
            light = self.candidates[index].light
            return light == anchor or self._is_part(index)
        return True

    def _is_part(self, index: int) -> bool:
        """Whether the noun tells the event that the anchor is part of ("killed in an attack on Monday")."""
        return self.slots.grammar.preposition(index) in _DURING or self.words[index].deprel in ("obj", "nsubj")

    def _of_whole(self, index: int) -> int | None:
        """The time of the event during which this one happened."""
        for kid in self.parsed.children(index, "obl", "nmod"):
            if self.slots.grammar.preposition(kid) in _DURING:
                for other in self.slots.grammar.conjuncts(kid):
                    if other in self.candidates and (found := self.time_of(other)) is not None:
                        return found
        return None

    def _of_above(self, index: int) -> int | None:
        """The time of the verb that carries, coordinates or contains the word."""
        word = self.words[index]
        if word.head < 0:
            return None
        rel = word.deprel.split(":")[0]
        if index in self._owned:
            return self._owned[index]
        candidate = self.candidates.get(index)
        if candidate is not None and candidate.light is not None and candidate.light != index:
            return self.nearest(candidate.light)
        if rel == "conj":
            return self.time_of(word.head) if self._shares(index) else None
        if rel == "xcomp" or (rel == "advcl" and (word.xpos == "VBG" or self.slots.grammar.is_infinitive(index))):
            return self.time_of(word.head)
        if word.upos == "NOUN" and rel in ("obj", "nsubj", "obl") and self._is_happening(word.head):
            return self.nearest(word.head) if word.head in self.candidates else self.time_of(word.head)
        if word.deprel.startswith("acl:relcl"):
            event = self.slots.act_on(word.head, self.candidates)
            return None if event is None else self._of_containing(event, index)
        return None

    def _of_containing(self, event: int, index: int) -> int | None:
        """The time of the act done to somebody, for what the relative clause says was done to him in it."""
        kinds = (self.candidates[event].type, self.candidates[index].type if index in self.candidates else "")
        return self.time_of(event) if all(k in ("ASSAULT", "COERCE", "SANCTION") for k in kinds) else None

    def _shares(self, index: int) -> bool:
        return self.parsed.child(index, "nsubj") is None or self.words[index].upos == "NOUN"

    def _is_happening(self, verb: int) -> bool:
        """Whether the verb tells of the noun's own happening, and not of what is said or thought of it."""
        lemma = self.words[verb].lemma
        if verb in self.candidates:
            return self.candidates[verb].type in ("ASSAULT", "COERCE", "RETREAT", "PROTEST", "MOBILIZE")
        return not self.slots.rules.has("say", lemma) and self.slots.grammar.is_verbal(verb)

    def when(self, number: int | None) -> When | None:
        """The days of a time, or None where the time says none."""
        if number is None:
            return None
        time = self.times[number]
        if time.begin is None and time.until is None:
            return None
        return When(begin=time.begin, until=time.until, time=number)

    def is_past(self, when: When | None) -> bool:
        """Whether it ended more than 90 days before the report's day."""
        if when is None or self.day is None:
            return False
        last = when.until or when.begin
        return last is not None and (_day(self.day) - _day(last)).days > HISTORICAL_DAYS


def _day(text: str) -> date:
    return date.fromisoformat(text)


def is_news(slots: Slots, candidate: Candidate) -> bool:
    """Whether the anchor's own clause is in the past or present perfect: the tense in which reports tell news."""
    index = candidate.light if candidate.light is not None else candidate.anchor
    word = slots.words[index]
    if word.upos == "NOUN":
        return False
    auxiliaries = {slots.words[k].text.lower() for k in slots.parsed.children(index, "aux", "aux:pass", "cop")}
    if "had" in auxiliaries or _is_since_then(slots, index):
        return False
    if word.xpos == "VBD" or auxiliaries & {"was", "were", "has", "have", "'s", "’s"}:
        return True
    if word.xpos in ("VBG", "VBN", "VB") and word.deprel in ("advcl", "conj", "xcomp") and word.head >= 0:
        head = slots.words[word.head]
        return head.xpos == "VBD" or any(
            slots.words[k].text.lower() in ("was", "were", "has", "have")
            for k in slots.parsed.children(word.head, "aux", "aux:pass")
        )
    return False


def _is_since_then(slots: Slots, verb: int) -> bool:
    """Whether the clause sums up what has been since some time ("have detained 300 people since then")."""
    kids = slots.parsed.children(verb, "obl", "advcl", "advmod")
    marks = (m for k in kids for m in (k, *slots.parsed.children(k, "case", "mark")))
    return any(slots.words[m].lemma.lower() == "since" for m in marks)
