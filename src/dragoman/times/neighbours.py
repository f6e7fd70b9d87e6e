"""What an expression shares with the one beside it: a clock time its day, a month its year, a range its order."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.language import Parsed
from dragoman.times.days import SEASON_MONTHS
from dragoman.times.find import Found

_CLOCK_FIELDS = frozenset({"clock", "hour", "ampm", "zone", "noon", "daypart", "part"})
_DAY_FIELDS = frozenset({"day", "weekday", "relday", "iso"})
_LIST_FIELDS = frozenset({"month", "season"})
_BESIDE = frozenset({"on", "at", ",", "the", "in", "from", "around", "about", "by", "(", ")", "of"})
_JOINTS = frozenset({"and", "or", "to", "through", "until", "till", "-", "–", "—", ",", "late", "early"})
_RANGE = frozenset({"to", "through", "until", "till", "-", "–", "—"})


def completed(parsed: Parsed, found: Sequence[Found], index: int) -> Found:
    """The expression with what it takes from its neighbours, or as it is."""
    return _with_day(parsed, found, index) or _with_year(parsed, found, index)


def _with_day(parsed: Parsed, found: Sequence[Found], index: int) -> Found | None:
    """A clock time or part of the day with the day that stands beside it ("10 p.m. on Sunday"), else None."""
    expression = found[index]
    if not expression.says.keys() <= _CLOCK_FIELDS:
        return None
    for near in (index + 1, index - 1):
        if 0 <= near < len(found) and _is_its_day(parsed, expression, found[near]):
            return replace(expression, says={**_with_year(parsed, found, near).says, **expression.says})
    return None


def _is_its_day(parsed: Parsed, expression: Found, day: Found) -> bool:
    """Whether an expression is a day that a clock time stands beside."""
    if day.yields != "date" or not _DAY_FIELDS & day.says.keys() or _CLOCK_FIELDS & day.says.keys():
        return False
    first, last = min(expression.last, day.last), max(expression.first, day.first)
    return last - first <= 2 and all(w.text.lower() in _BESIDE for w in parsed.words[first:last])


def _with_year(parsed: Parsed, found: Sequence[Found], index: int) -> Found:
    """The expression, with the year that it shares with the next ("in August and September 1914")."""
    expression = found[index]
    if index + 1 == len(found) or not _LIST_FIELDS & expression.says.keys() or "year" in expression.says:
        return expression
    after = found[index + 1]
    if "year" not in after.says or not _LIST_FIELDS & after.says.keys():
        return expression
    if not _is_joined(parsed, expression, after, _JOINTS):
        return expression
    year = int(after.says["year"].lstrip("'’‘"))
    if _month_of(expression) > _month_of(after):
        year -= 1
    lent = {"year": f"{year:04d}"} | {k: v for k, v in after.says.items() if k == "era"}
    return replace(expression, says={**expression.says, **lent})


def _is_joined(parsed: Parsed, expression: Found, after: Found, joints: frozenset[str]) -> bool:
    """Whether only such words stand between two expressions."""
    between = parsed.words[expression.last : after.first]
    return 0 < len(between) <= 2 and all(w.text.lower() in joints for w in between)


def begins_range(parsed: Parsed, found: Sequence[Found], index: int) -> bool:
    """Whether the expression is the first of a range whose last is the next expression ("from May 3 to May 9")."""
    if index + 1 == len(found) or not {"day", "weekday", "month"} & found[index].says.keys():
        return False
    return "year" not in found[index].says and _is_joined(parsed, found[index], found[index + 1], _RANGE)


def _month_of(expression: Found) -> int:
    says = expression.says
    if "month" in says:
        return int(says["month"])
    return SEASON_MONTHS[says["season"]][0]
