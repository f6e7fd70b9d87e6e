"""How many people were harmed: the counts that stand with an event, and with what came of it."""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.events.candidates import Candidate
from dragoman.events.slots import Slots
from dragoman.record import Count, Harm

_NUMBER = re.compile(r"\d{1,3}(?:,\d{3})+|\d+")
_AND_RANGE = re.compile(r"(\d+)\s*(?:-|–|to)\s*(\d+)\Z")
_BEFORE = frozenset({"after", "since", "because", "as", "before", "until", "if", "unless", "although", "though"})


class Harms:
    """Counts of people in one report."""

    def __init__(self, slots: Slots, candidates: Sequence[Candidate]) -> None:
        self.owner = {c.anchor: c.anchor for c in candidates}
        self.owner |= {c.outcome: c.anchor for c in candidates if c.outcome is not None}
        self.slots, self.words, self.parsed, self.rules = slots, slots.words, slots.parsed, slots.rules

    def of(self, candidate: Candidate) -> Harm | None:
        """The people killed, injured, displaced or detained in an event, or None."""
        found: dict[str, Count] = {}
        for verb in self._tellers(candidate):
            kind = self._kind(verb, candidate)
            if kind is None or kind in found:
                continue
            victim = self._victim(verb)
            if victim is not None and (count := self.count(victim)) is not None:
                found[kind] = count
        return Harm(**found) if found else None

    def _tellers(self, candidate: Candidate) -> list[int]:
        """The anchor and the verbs beside it that tell what came of it ("attacked the camp, killing 9")."""
        anchor = candidate.anchor
        around = [anchor] if candidate.outcome is None else [anchor, candidate.outcome]
        word = self.words[anchor]
        if word.upos == "NOUN" and word.head >= 0 and word.deprel in ("nsubj", "obl", "nsubj:pass"):
            around.append(word.head)
        for base in list(around) if candidate.light is None else [*around, candidate.light]:
            for kid in self.parsed.children(base, "advcl", "conj", "acl", "parataxis", "xcomp"):
                if self.slots.grammar.is_verbal(kid) and self._is_outcome(kid, anchor):
                    around.append(kid)
        return around

    def _is_outcome(self, verb: int, anchor: int) -> bool:
        """Whether the verb tells what came of the event, and not of another, nor what came before
        ("closed the border after three guards were killed")."""
        if self.owner.get(verb, anchor) != anchor:
            return False
        marks = self.parsed.children(verb, "mark")
        return not any(self.words[k].lemma in _BEFORE for k in marks)

    def _kind(self, verb: int, candidate: Candidate) -> str | None:
        lemma = self.slots.lemma(verb)
        for kind in ("killed", "injured", "displaced", "detained"):
            if self.rules.has(f"harm-{kind}", lemma):
                return kind
        return None

    def _victim(self, verb: int) -> int | None:
        if self.words[verb].upos == "NOUN":
            phrases = self.slots.grammar.phrases(verb, "of")
            return phrases[0] if phrases else None
        if self.rules.has("harm-intransitive", self.slots.lemma(verb)):
            return self.slots.grammar.subject(verb)
        return self.slots.grammar.object(verb)

    def count(self, index: int) -> Count | None:
        """How many the noun phrase says.

        "at least 11" has no upper bound; "up to 20" runs from 0; dozens are at least 24; nobody is 0.
        """
        word = self.words[index]
        if word.lemma in ("nobody", "none") or any(
            self.words[k].lemma == "no" for k in self.parsed.children(index, "det")
        ):
            return Count(min=0, max=0)
        number = self._number(index)
        if number is None:
            return self._vague(index)
        value = self._value(number)
        if isinstance(value, Count):
            return value
        return self._bounded(number, value) if value is not None else self._vague(index)

    def _number(self, index: int) -> int | None:
        if self.words[index].upos == "NUM" and _value_of(self.words[index].text, self.rules.numbers) is not None:
            return index
        return self.parsed.child(index, "nummod")

    def _value(self, index: int) -> int | Count | None:
        text = self.words[index].text
        span = _AND_RANGE.match(text)
        if span:
            return Count(min=int(span[1]), max=int(span[2]))
        value = _value_of(text, self.rules.numbers)
        if value is None:
            return None
        for kid in self.parsed.children(index, "compound", "nummod"):
            part = _value_of(self.words[kid].text, self.rules.numbers)
            if part is not None:
                value = part * value if value >= 100 and part < value else part + value
        return value

    def _bounded(self, number: int, value: int) -> Count:
        before = {
            w.text.lower() for w in self.words[max(0, number - 3) : number] if w.sentence == self.words[number].sentence
        }
        if before & {"least", "than", "over", "some", "nearly", "almost", "about", "around", "up", "most"}:
            if "least" in before:
                return Count(min=value)
            if "more" in before or "over" in before:
                return Count(min=value + (0 if value else 1))
            if "fewer" in before or "less" in before or "most" in before or {"up", "to"} <= before:
                return Count(min=0, max=value)
        return Count(min=value, max=value)

    def _vague(self, index: int) -> Count | None:
        for at in (index, *self.parsed.children(index, "nummod", "det", "amod")):
            low = self.rules.vague.get(self.words[at].text.lower())
            if low is not None:
                return Count(min=low)
        if self.words[index].deprel != "" and self.words[index].upos == "NOUN":
            singular = "Number=Sing" in self.words[index].feats or self.words[index].xpos == "NN"
            one = any(self.words[k].lemma in ("a", "an", "one") for k in self.parsed.children(index, "det", "nummod"))
            if singular and one and self.rules.has("person", self.words[index].lemma):
                return Count(min=1, max=1)
        return None


def _value_of(text: str, numbers: dict[str, int]) -> int | None:
    lower = text.lower()
    if lower in numbers:
        return numbers[lower]
    parts = lower.split("-")
    if len(parts) == 2 and all(p in numbers for p in parts):
        return numbers[parts[0]] + numbers[parts[1]]
    return int(lower.replace(",", "")) if _NUMBER.fullmatch(lower) else None
