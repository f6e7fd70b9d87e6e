"""The room's one step: expressions found, placed on the calendar in text order, and read with their prepositions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field
from datetime import date

from dragoman.language import Parsed
from dragoman.record import Statement, Time
from dragoman.times.days import FIRST_YEAR, LAST_YEAR
from dragoman.times.find import Found, find_expressions
from dragoman.times.intervals import Days, day_from, days_of, lead_of, length_days, start_of_length
from dragoman.times.meaning import Meaning, Setting
from dragoman.times.neighbours import begins_range, completed
from dragoman.times.plausible import is_time
from dragoman.times.quoted import QuotedDays
from dragoman.times.resolve import resolve_expression
from dragoman.times.rules import TimeRules
from dragoman.times.story import is_story
from dragoman.times.tense import is_modifier, tense_of

_FROM_NOW = frozenset({"shift", "relday", "tonight", "overnight", "whole", "base"})
_DEADLINES = frozenset({"by", "before", "from"})


def find_times(
    parsed: Parsed, statements: Sequence[Statement], *, published: str | None, rules: TimeRules
) -> tuple[Time, ...]:
    """Every time expression of the report, in text order.

    ``published`` is an ISO day or moment; without it relative times have values with ``X`` and no days.
    """
    people = _people(parsed)
    found = [f for f in find_expressions(parsed, rules=rules) if is_time(parsed, f, people)]
    now = _report_day(published)
    reading = _Reading(parsed, rules, found, is_story(found, now))
    placed = [reading.read(index, now) for index in range(len(found))]
    quoted = QuotedDays.of(parsed, statements, found, placed)
    days = [quoted.day(expression) or now for expression in found]
    for index, day in enumerate(days):
        if day != now:
            placed[index] = reading.read_again(index, day)
        elif begins_range(parsed, found, index) and _is_after(placed[index], placed[index + 1]):
            reading.straighten(index, placed)
    return tuple(reading.time(index, placed, days[index]) for index in range(len(found)) if placed[index] is not None)


def _report_day(published: str | None) -> date | None:
    """The report's day; None where it has none, or one that no report has (the year 1, 9999)."""
    day = date.fromisoformat(published[:10]) if published else None
    return day if day is not None and FIRST_YEAR <= day.year <= LAST_YEAR else None


def _people(parsed: Parsed) -> frozenset[int]:
    """Words in names of persons; a single word may be a weekday that the model takes for a name."""
    names = [n for n in parsed.names if n.type == "PER" and n.last - n.first > 1]
    return frozenset(i for name in names for i in range(name.first, name.last))


def _first_day(meaning: Meaning | None) -> date | None:
    return meaning.extent.first if meaning is not None and meaning.extent is not None else None


def _is_after(one: Meaning | None, two: Meaning | None) -> bool:
    """Whether the first of a range came out later than its last."""
    first, last = _first_day(one), _first_day(two)
    return first is not None and last is not None and first > last


@dataclass(slots=True)
class _Reading:
    """A report's expressions on their way to the calendar, left to right.

    ``anchor`` is the time told last and ``told_in`` its sentence; ``anchors`` keeps what each expression met.
    """

    parsed: Parsed
    rules: TimeRules
    found: list[Found]
    story: bool
    anchor: Meaning | None = None
    told_in: int = 0
    anchors: list[Meaning | None] = field(default_factory=list)

    def read(self, index: int, now: date | None) -> Meaning | None:
        """The meaning of the next expression; it may become the time told last."""
        expression = self.found[index]
        self.anchors.append(self.anchor)
        story = self.story or self.is_in_step(expression)
        setting = Setting(now=now, anchor=self.anchor, story=story, ahead=self.ahead(expression))
        meaning = self.resolved(index, setting)
        if meaning is not None and self.moves_on(expression, meaning):
            self.anchor, self.told_in = meaning, self.parsed.words[expression.first].sentence
        return meaning

    def read_again(self, index: int, now: date | None, *, ahead: bool | None = None) -> Meaning | None:
        """The meaning of an expression counted from another day (that of the quotation it stands in)."""
        side = self.ahead(self.found[index]) if ahead is None else ahead
        setting = Setting(now=now, anchor=self.anchors[index], story=self.story, ahead=side)
        return self.resolved(index, setting)

    def straighten(self, index: int, placed: list[Meaning | None]) -> None:
        """Put the two ends of a range in order: a weekday ahead draws the last after it ("Monday to Friday"), else
        the first goes before the last."""
        if "weekday" in self.found[index + 1].says and self.ahead(self.found[index]):
            placed[index + 1] = self.read_again(index + 1, _first_day(placed[index]), ahead=True)
        else:
            placed[index] = self.read_again(index, _first_day(placed[index + 1]), ahead=False)

    def resolved(self, index: int, setting: Setting) -> Meaning | None:
        """The meaning of an expression with what it shares with its neighbours."""
        return resolve_expression(completed(self.parsed, self.found, index), setting, rules=self.rules)

    def is_in_step(self, expression: Found) -> bool:
        """Whether a month without a year follows close on a full date ("In August 2008 ... In September")."""
        anchor = self.anchor
        if anchor is None or not anchor.explicit or anchor.grain not in ("day", "month"):
            return False
        near = self.parsed.words[expression.first].sentence - self.told_in <= 1
        return near and "month" in expression.says and self.ahead(expression) is not True

    def moves_on(self, expression: Found, meaning: Meaning) -> bool:
        """Whether the time becomes the one told last; a story of the past is not moved by "today"."""
        if self.story and _FROM_NOW & expression.says.keys() and "direction" not in expression.says:
            return False
        return _moves_on(self.anchor, meaning)

    def ahead(self, expression: Found) -> bool | None:
        """Whether the expression lies ahead of the report's day, by verb and preposition; None: untold."""
        tense = tense_of(self.parsed, expression, rules=self.rules)
        lead = lead_of(self.parsed, expression, rules=self.rules)
        if tense == "future" or (lead in _DEADLINES and tense != "past"):
            return True
        if tense == "present" and is_modifier(self.parsed, expression) is None:
            return True
        return False if tense == "past" else None

    def time(self, index: int, placed: Sequence[Meaning | None], now: date | None) -> Time:
        """The record of an expression that has a meaning; ``placed`` are the meanings of all."""
        meaning = placed[index]
        assert meaning is not None
        begin, until = self.days(index, placed, meaning, now)
        return Time(
            start=self.found[index].start,
            end=self.found[index].end,
            type=meaning.type,
            value=meaning.value,
            begin=begin.isoformat() if begin else None,
            until=until.isoformat() if until else None,
        )

    def days(self, index: int, placed: Sequence[Meaning | None], meaning: Meaning, now: date | None) -> Days:
        """Begin and until of an expression, under its preposition."""
        expression = self.found[index]
        lead = lead_of(self.parsed, expression, rules=self.rules)
        if meaning.sense == "length" and (day := day_from(self.parsed, self.found, placed, index)) is not None:
            return day, day
        if meaning.sense == "length":
            start = start_of_length(self.parsed, self.found, placed, index)
            tense = tense_of(self.parsed, expression, rules=self.rules)
            return length_days(
                self.parsed, expression, meaning, lead, now=now, anchor=start, tense=tense, rules=self.rules
            )
        return days_of(self.parsed, expression, meaning, lead, now=now)


def _moves_on(anchor: Meaning | None, meaning: Meaning) -> bool:
    """Whether a time becomes the one told last: a year around the day told last does not."""
    if meaning.sense != "extent" or meaning.type == "DURATION" or meaning.grain in ("decade", "century"):
        return False
    if meaning.extent is None:
        return meaning.explicit
    if anchor is None or anchor.extent is None or meaning.grain != "year":
        return True
    return not meaning.extent.first <= anchor.extent.first <= meaning.extent.last
