"""Days as datelines and stamps write them."""

from __future__ import annotations

import re
from datetime import date, timedelta

from dragoman.wire.rules import WireRules

_ISO = re.compile(r"(\d{4})-(\d\d)-(\d\d)", re.ASCII)
_NUMBERS = re.compile(r"(\d{1,2})([./])(\d{1,2})[./](\d{4})", re.ASCII)
_YEAR = re.compile(r"(?<!\d)(?:19|20)\d\d(?!\d)", re.ASCII)
_NUMBER = re.compile(r"(?<!\d)\d{1,2}(?!\d)", re.ASCII)
_WORD = re.compile(r"[^\W\d_]+")
_WEEK = 7
_FAR = 180  # days: a dateline further from the report's date than this is not completed by it


def read_day(words: str, *, near: str | None, rules: WireRules) -> str | None:
    """The ISO date that ``words`` name, or None where they leave it open.

    ``near`` is the report's own date: it gives the year of "March 26" and the day of "Monday" (the
    last one up to the day after it). Day and month in figures between strokes are read only where one
    order is possible.

    >>> from dragoman.wire.rules import load_wire_rules
    >>> read_day("March 26", near="2018-03-27", rules=load_wire_rules())
    '2018-03-26'
    >>> read_day("March 26", near=None, rules=load_wire_rules()) is None
    True
    """
    if (iso := _ISO.search(words)) is not None:
        return _day(*(int(part) for part in iso.groups()))
    if (numbers := _NUMBERS.search(words)) is not None:
        return _from_numbers(numbers)
    names = [word.lower() for word in _WORD.findall(words)]
    month = next((rules.months[n] for n in names if n in rules.months), None)
    number, year = _NUMBER.search(words), _YEAR.search(words)
    if month is not None and number is not None:
        if year is not None:
            return _day(int(year[0]), month, int(number[0]))
        return _nearest(month, int(number[0]), near)
    weekday = next((rules.weekdays[n] for n in names if n in rules.weekdays), None)
    return _last(weekday, near) if weekday is not None and month is None else None


def _day(year: int, month: int, day: int) -> str | None:
    try:
        return date(year, month, day).isoformat()
    except ValueError:
        return None


def _from_numbers(numbers: re.Match[str]) -> str | None:
    first, mark, second, year = numbers.groups()
    if mark == "/" and int(first) <= 12 and int(second) <= 12 and first != second:
        return None
    if mark == "/" and int(second) > 12:
        first, second = second, first
    return _day(int(year), int(second), int(first))


def _nearest(month: int, day: int, near: str | None) -> str | None:
    if near is None:
        return None
    there = date.fromisoformat(near[:10])
    days = [found for year in (there.year - 1, there.year, there.year + 1) if (found := _day(year, month, day))]
    best = min(days, key=lambda found: abs((date.fromisoformat(found) - there).days), default=None)
    return best if best and abs((date.fromisoformat(best) - there).days) <= _FAR else None


def _last(weekday: int, near: str | None) -> str | None:
    if near is None:
        return None
    latest = date.fromisoformat(near[:10]) + timedelta(days=1)
    return (latest - timedelta(days=(latest.weekday() - weekday) % _WEEK)).isoformat()
