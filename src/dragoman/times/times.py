"""The room's one step: expressions found, placed on the calendar in text order, and read with their prepositions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, replace
from datetime import date

from dragoman.language import Parsed
from dragoman.record import Statement, Time
from dragoman.times.days import SEASON_MONTHS
from dragoman.times.find import Found, find_expressions
from dragoman.times.intervals import day_from, days_of, lead_of, length_days, start_of_length
from dragoman.times.meaning import Meaning, Setting
from dragoman.times.plausible import is_time
from dragoman.times.quoted import QuotedDays
from dragoman.times.resolve import resolve_expression
from dragoman.times.rules import TimeRules
from dragoman.times.story import is_story
from dragoman.times.tense import is_modifier, tense_of

_LIST_FIELDS = frozenset({"month", "season"})
_FROM_NOW = frozenset({"shift", "relday", "tonight", "overnight", "whole", "base"})
_CLOCK_FIELDS = frozenset({"clock", "hour", "ampm", "zone", "noon", "daypart", "part"})
_DAY_FIELDS = frozenset({"day", "weekday", "relday", "iso"})
_BESIDE = frozenset({"on", "at", ",", "the", "in", "from", "around", "about", "by", "(", ")", "of"})
_JOINTS = frozenset({"and", "or", "to", "through", "until", "till", "-", "–", "—", ",", "late", "early"})
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
            times.append(reading.time(index, first, placed, day))
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
    told_in: int = 0  # the sentence of the time told last

    def read(self, index: int, now: date | None) -> Meaning | None:
        expression = self.found[index]
        says = self.with_day(index) or self.borrowed(index)
        story = self.story or self.is_in_step(expression)
        setting = Setting(now=now, anchor=self.anchor, story=story, ahead=self.ahead(expression))
        meaning = resolve_expression(says, setting, rules=self.rules)
        if meaning is not None and self.moves_on(expression, meaning):
            self.anchor, self.told_in = meaning, self.parsed.words[expression.first].sentence
        return meaning

    def is_in_step(self, expression: Found) -> bool:
        """Whether a month without a year follows close on a full date ("In August 2008 ... In September")."""
        anchor = self.anchor
        if anchor is None or not anchor.explicit or anchor.grain not in ("day", "month"):
            return False
        near = self.parsed.words[expression.first].sentence - self.told_in <= 1
        return near and "month" in expression.says and self.ahead(expression) is not True

    def with_day(self, index: int) -> Found | None:
        """A clock time or part of the day with the day that stands beside it ("10 p.m. on Sunday"), else None."""
        expression = self.found[index]
        if not expression.says.keys() <= _CLOCK_FIELDS:
            return None
        for near in (index + 1, index - 1):
            if 0 <= near < len(self.found) and self.is_its_day(expression, self.found[near]):
                return replace(expression, says={**self.borrowed(near).says, **expression.says})
        return None

    def is_its_day(self, expression: Found, day: Found) -> bool:
        """Whether an expression is a day that a clock time stands beside."""
        if day.yields != "date" or not _DAY_FIELDS & day.says.keys() or _CLOCK_FIELDS & day.says.keys():
            return False
        first, last = min(expression.last, day.last), max(expression.first, day.first)
        between = self.parsed.words[first:last]
        return len(between) <= 2 and all(w.text.lower() in _BESIDE for w in between)

    def borrowed(self, index: int) -> Found:
        """The expression, with the year that it shares with the next ("in August and September 1914")."""
        expression = self.found[index]
        if index + 1 == len(self.found) or not _LIST_FIELDS & expression.says.keys() or "year" in expression.says:
            return expression
        after = self.found[index + 1]
        if "year" not in after.says or not _LIST_FIELDS & after.says.keys() or not self.joined(expression, after):
            return expression
        year = int(after.says["year"].lstrip("'’‘"))
        if _month_of(expression) > _month_of(after):
            year -= 1
        lent = {"year": f"{year:04d}"} | {k: v for k, v in after.says.items() if k == "era"}
        return replace(expression, says={**expression.says, **lent})

    def joined(self, expression: Found, after: Found) -> bool:
        """Whether only "and", "to" or a dash stands between two expressions."""
        between = self.parsed.words[expression.last : after.first]
        return 0 < len(between) <= 2 and all(w.text.lower() in _JOINTS for w in between)

    def moves_on(self, expression: Found, meaning: Meaning) -> bool:
        """Whether the time becomes the one told last; a story of the past is not moved by "today"."""
        if self.story and _FROM_NOW & expression.says.keys() and "direction" not in expression.says:
            return False
        return _moves_on(self.anchor, meaning)

    def ahead(self, expression: Found) -> bool | None:
        tense = tense_of(self.parsed, expression, rules=self.rules)
        lead = lead_of(self.parsed, expression, rules=self.rules)
        if tense == "future" or (lead in _DEADLINES and tense != "past"):
            return True
        if tense == "present" and is_modifier(self.parsed, expression) is None:
            return True
        return False if tense == "past" else None

    def time(self, index: int, placed: Sequence[Meaning | None], meaning: Meaning, now: date | None) -> Time:
        """The record of an expression; ``placed`` are the meanings of all expressions."""
        expression = self.found[index]
        lead = lead_of(self.parsed, expression, rules=self.rules)
        begin: date | None
        until: date | None
        if meaning.sense == "length" and (day := day_from(self.parsed, self.found, placed, index)) is not None:
            begin = until = day
        elif meaning.sense == "length":
            start = start_of_length(self.parsed, self.found, placed, index)
            tense = tense_of(self.parsed, expression, rules=self.rules)
            begin, until = length_days(
                self.parsed, expression, meaning, lead, now=now, anchor=start, tense=tense, rules=self.rules
            )
        else:
            begin, until = days_of(self.parsed, expression, meaning, lead, now=now)
        return Time(
            start=expression.start,
            end=expression.end,
            type=meaning.type,
            value=meaning.value,
            begin=begin.isoformat() if begin else None,
            until=until.isoformat() if until else None,
        )


def _month_of(expression: Found) -> int:
    says = expression.says
    if "month" in says:
        return int(says["month"])
    return SEASON_MONTHS[says["season"]][0] if "season" in says else 0


def _moves_on(anchor: Meaning | None, meaning: Meaning) -> bool:
    """Whether a time becomes the one told last: a year around the day told last does not."""
    if meaning.sense != "extent" or meaning.type == "DURATION" or meaning.grain in ("decade", "century"):
        return False
    if meaning.extent is None:
        return meaning.explicit
    if anchor is None or anchor.extent is None or meaning.grain != "year":
        return True
    return not meaning.extent.first <= anchor.extent.first <= meaning.extent.last
