"""The report's own evidence for its day, where nobody gave it one."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from datetime import date, timedelta
from itertools import pairwise

from dragoman.language import Parsed
from dragoman.times.dates import date_meaning
from dragoman.times.find import Found, find_expressions
from dragoman.times.meaning import Setting
from dragoman.times.rules import TimeRules

_HEAD_SENTENCES = 4  # a date line stands above the story
_NEAR = 6  # words around a year or "a decade ago" that may name what is dated
_BESIDE = frozenset({",", "(", "-", "–", "—", ":", "is", "on"})
_DATE_WORDS = frozenset(
    {"published", "updated", "posted", "date", "dated", "on", ":", ",", ".", "-", "–", "|", "the", "by"}
)
_YEARS_IN = {"Y": 1, "DE": 10}


def date_from_text(parsed: Parsed, *, rules: TimeRules) -> str | None:
    """The day a report without a date gives itself away by, as an ISO date, or None.

    Two things fix a day: a full date that stands alone above the story, and a date set beside a word such
    as "today" or "yesterday" ("yesterday, 27 March"). A date without its year takes the year from what the
    report itself counts back to ("a decade ago" of what it elsewhere puts into 2008). A year alone is no
    day, and where two days are told, none is.
    """
    found = find_expressions(parsed, rules=rules)
    days = {*_date_lines(parsed, found, rules), *_days_beside(parsed, found, rules)}
    return days.pop().isoformat() if len(days) == 1 else None


def _date_lines(parsed: Parsed, found: Sequence[Found], rules: TimeRules) -> Iterator[date]:
    """Full dates that fill one of the first sentences alone."""
    for expression in found:
        number = parsed.words[expression.first].sentence
        if number >= _HEAD_SENTENCES:
            return
        sentence = parsed.sentences[number]
        others = [*range(sentence.first, expression.first), *range(expression.last, sentence.last)]
        if all(parsed.words[i].text.lower() in _DATE_WORDS for i in others):
            day = _day_of(expression, None, rules)
            if day is not None:
                yield day


def _days_beside(parsed: Parsed, found: Sequence[Found], rules: TimeRules) -> Iterator[date]:
    """Days that "today", "yesterday" and "tomorrow" are told to be, drawn back to the report's day."""
    year = _year_counted(parsed, found)
    for one, two in pairwise(found):
        for word, day in ((one, two), (two, one)):
            if set(word.says) == {"relday"} and _is_beside(parsed, one, two):
                told = _day_of(day, year, rules)
                if told is not None:
                    yield told - timedelta(days=int(word.says["relday"]))


def _is_beside(parsed: Parsed, one: Found, two: Found) -> bool:
    between = parsed.words[one.last : two.first]
    return 0 < len(between) <= 2 and all(w.text.lower() in _BESIDE for w in between)


def _day_of(expression: Found, year: int | None, rules: TimeRules) -> date | None:
    """The one day of an expression; ``year`` is lent to one that tells none."""
    says = expression.says
    if expression.yields != "date" or not ("iso" in says or {"month", "day"} <= says.keys()):
        return None
    if "year" not in says and "iso" not in says:
        if year is None:
            return None
        says = {**says, "year": str(year)}
    meaning = date_meaning(says, Setting(), rules=rules)
    extent = meaning.extent if meaning is not None else None
    if extent is None or ("weekday" in says and extent.first.isoweekday() != int(says["weekday"])):
        return None
    return extent.first


def _year_counted(parsed: Parsed, found: Sequence[Found]) -> int | None:
    """The report's year, by what lies "a decade ago" and is elsewhere put into its year; None where the
    report names no such thing, or two years follow."""
    dated = [(int(f.says["year"]), _nouns_near(parsed, f)) for f in found if f.says.keys() == {"year"}]
    years: set[int] = set()
    for expression in found:
        count = _years_back(expression)
        if count is not None:
            nouns = _nouns_near(parsed, expression)
            years.update(year + count for year, names in dated if nouns & names)
    return years.pop() if len(years) == 1 else None


def _years_back(expression: Found) -> int | None:
    says = expression.says
    if expression.yields != "shifted" or says.get("direction") != "ago" or says.get("unit") not in _YEARS_IN:
        return None
    count = float(says.get("count", "1"))
    return int(count) * _YEARS_IN[says["unit"]] if count == int(count) else None


def _nouns_near(parsed: Parsed, expression: Found) -> frozenset[str]:
    """Lemmas of the common nouns of the same sentence close to an expression."""
    sentence = parsed.sentences[parsed.words[expression.first].sentence]
    first, last = max(sentence.first, expression.first - _NEAR), min(sentence.last, expression.last + _NEAR)
    return frozenset(
        w.lemma for i, w in enumerate(parsed.words[first:last], start=first)
        if w.upos == "NOUN" and not expression.first <= i < expression.last
    )  # fmt: skip
