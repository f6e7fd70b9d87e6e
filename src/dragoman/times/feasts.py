"""Days of feasts: fixed, counted from Easter, n-th weekdays of a month, or from a table."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta
from typing import TYPE_CHECKING

from dragoman.times.days import Extent, day_of, easter, weekday_of_month

if TYPE_CHECKING:
    from dragoman.times.rules import FeastRow

MovingFeasts = Mapping[str, Mapping[int, Extent]]


def feast_extent(row: FeastRow, year: int, moving: MovingFeasts) -> Extent | None:
    """The days of a feast in a year; None where the table of moving feasts does not reach (1950 to 2050)."""
    if row.rule == "table":
        return moving.get(row.value, {}).get(year)
    if row.rule == "fixed":
        month, number = row.value.split("-")
        day = day_of(year, int(month), int(number))
    elif row.rule == "weekday":
        month, count, weekday = row.value.split("-")
        day = weekday_of_month(year, int(month), 0 if count == "L" else int(count), int(weekday))
    else:
        day = easter(year, orthodox=row.rule == "orthodox") + timedelta(days=int(row.value))
    return Extent(day, day) if day else None
