"""Whether a report tells of a past far from its own day."""

from __future__ import annotations

from collections.abc import Sequence
from datetime import date

from dragoman.times.find import Found

_FAR = 2  # years between a date and the report
_LEAST = 3  # dates with a year that make a story
_SHARE = 2.0  # how many times more far dates than near ones and words such as "yesterday"


def is_story(found: Sequence[Found], now: date | None) -> bool:
    """Whether bare months belong to the year told last rather than to the report's.

    So it is where full dates lie years away and hardly anything is counted from the report's own day.
    """
    far = near = 0
    for expression in found:
        says = expression.says
        if "year" in says and ("month" in says or "season" in says):
            year = int(says["year"].lstrip("'’‘"))
            if now is None or abs(year - now.year) >= _FAR or "era" in says:
                far += 1
            else:
                near += 1
        elif "relday" in says or "weekday" in says or says.get("shift") in ("-1", "1") or "tonight" in says:
            near += 1
    return far >= _LEAST and far > _SHARE * near
