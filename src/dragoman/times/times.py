"""The room's one step: expressions found, placed on the calendar in text order, and read with their prepositions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.language import Parsed
from dragoman.record import Statement, Time
from dragoman.times.find import Found, find_expressions
from dragoman.times.intervals import days_of, lead_of, length_days
from dragoman.times.meaning import Meaning, Setting, Tense
from dragoman.times.plausible import is_time
from dragoman.times.quoted import QuotedDays
from dragoman.times.resolve import resolve_expression
from dragoman.times.rules import Relation, TimeRules
from dragoman.times.story import is_story
from dragoman.times.tense import is_modifier, tense_of

_DEADLINES = frozenset({"by", "before", "from"})


def find_times(
    parsed: Parsed, statements: Sequence[Statement], *, published: str | None, rules: TimeRules
) -> tuple[Time, ...]:
    """Every time expression of the report, in text order.

    ``published`` is an ISO day or moment; without it relative times have values with ``X`` and no days.
    """
    people = _people(parsed)
    found = [f for f in find_expressions(parsed, rules=rules) if is_time(parsed, f, people)]
    now = date.fromisoformat(published[:10]) if published else None
    reading = _Reading(parsed, rules, found, now, is_story(found, now))
    first = [reading.read(i, now) for i in range(len(found))]
    quoted = QuotedDays.of(parsed, statements, found, first)
    reading.anchor = None
    times = []
    for index, expression in enumerate(found):
        day = quoted.day(expression) or now
        placed = first[index] if day == now else reading.read(index, day)
        if placed is not None:
            times.append(reading.time(index, placed, day))
    return tuple(times)


def _people(parsed: Parsed) -> frozenset[int]:
    """Words in names of persons; a single word may be a weekday that the model takes for a name."""
    names = [n for n in parsed.names if n.type == "PER" and n.last - n.first > 1]
    return frozenset(i for name in names for i in range(name.first, name.last))


@dataclass(slots=True)
class _Reading:
    """A report's expressions on their way to the calendar; ``anchor`` is the time told last."""

    parsed: Parsed
    rules: TimeRules
    found: list[Found]
    now: date | None
    story: bool
    anchor: Meaning | None = None

    def read(self, index: int, now: date | None) -> Meaning | None:
        expression = self.found[index]
        says = self.borrowed(index)
        setting = Setting(now=now, anchor=self.anchor, story=self.story, ahead=self.ahead(expression))
        meaning = resolve_expression(says, setting, rules=self.rules)
        if meaning is not None and meaning.sense == "extent" and meaning.extent is not None:
            self.anchor = meaning
        return meaning

    def borrowed(self, index: int) -> Found:
        return self.found[index]

    def ahead(self, expression: Found) -> bool | None:
        tense = tense_of(self.parsed, expression, rules=self.rules)
        lead = lead_of(self.parsed, expression, rules=self.rules)
        if tense == "future" or (lead in _DEADLINES and tense != "past"):
            return True
        return False if tense == "past" else None

    def time(self, index: int, meaning: Meaning, now: date | None) -> Time:
        expression = self.found[index]
        lead = lead_of(self.parsed, expression, rules=self.rules)
        if meaning.sense == "length":
            begin, until = length_days(
                self.parsed, expression, meaning, lead, now=now, anchor=None,
                tense=tense_of(self.parsed, expression, rules=self.rules), rules=self.rules,
            )  # fmt: skip
        else:
            begin, until = days_of(meaning, lead, now=now)
        return Time(
            start=expression.start,
            end=expression.end,
            type=meaning.type,
            value=meaning.value,
            begin=begin.isoformat() if begin else None,
            until=until.isoformat() if until else None,
        )


_ = (Tense, Relation, is_modifier)
