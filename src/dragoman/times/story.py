"""Whether a report tells of a past far from its own day."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from datetime import date

from dragoman.times.find import Found

_FAR = 2  # years between a date and the report
_LEAST = 3  # far dates that make a story
_FULL = frozenset({"month", "season", "era"})
_SHARE = 3.0  # how many times more dates with a year than words such as "yesterday"


def is_story(found: Sequence[Found], now: date | None) -> bool:
    """Whether bare months belong to the year told last rather than to the report's.

    So it is where full dates lie years away and hardly anything is counted from the report's own day.
    """
    far = years = told = counted = 0
    for expression in found:
        says = expression.says
        if "year" in says and expression.yields == "date":
            told += 1
            far += _is_far(says, now) if _FULL & says.keys() else 0
            years += _is_far(says, now)
        elif "relday" in says or "weekday" in says or says.get("shift") in ("-1", "1") or "tonight" in says:
            counted += 1
    if far < _LEAST and not (far and years >= 2 * _LEAST and counted * 2 * _LEAST <= years):
        return False
    return years * 2 > told and told > _SHARE * counted


def _is_far(says: Mapping[str, str], now: date | None) -> bool:
    if now is None or "era" in says:
        return True
    year = says["year"].lstrip("'’‘")
    return len(year) == 4 and abs(int(year) - now.year) >= _FAR
