"""Dates written in figures: ISO 8601, 3/28/2018, 28.03.2018, 11-02-89."""

from __future__ import annotations

import re
from collections.abc import Mapping

from dragoman.times.days import (
    FIRST_YEAR,
    LAST_YEAR,
    Extent,
    day_of,
    month_extent,
    week_extent,
    week_value,
    years_extent,
)
from dragoman.times.meaning import Meaning

_CUTS = re.compile(r"[-/.–]")


def figures_meaning(says: Mapping[str, str]) -> Meaning | None:
    """The meaning of a date in figures, or None where the calendar has none such.

    Slashes and hyphens are read month first unless that cannot be, stops day first.
    """
    if "isomonth" in says:
        return _month_or_years(says["isomonth"])
    text = says["iso"]
    if "W" in text:
        return _week(text)
    head, mark, moment = text.partition("t" if "t" in text else "T")
    parts = [int(p) for p in _CUTS.split(head) if p]
    ordered = _ordered(parts, head)
    day = day_of(*ordered) if ordered else None
    if day is None or not FIRST_YEAR <= day.year <= LAST_YEAR:
        return None
    extent = Extent(day, day)
    if mark:
        return Meaning(type="TIME", value=f"{day.isoformat()}T{moment}", extent=extent, grain="time", explicit=True)
    return Meaning(type="DATE", value=day.isoformat(), extent=extent, grain="day", explicit=True)


def _ordered(parts: list[int], text: str) -> tuple[int, int, int] | None:
    """Year, month, day."""
    if len(parts) != 3:
        return None
    if len(_CUTS.split(text)[0]) == 4:
        return parts[0], parts[1], parts[2]
    first, second, year = parts
    if year < 100:
        year += 2000 if year < 50 else 1900
    day_first = "." in text or first > 12
    return (year, second, first) if day_first and second <= 12 else (year, first, second)


def _week(text: str) -> Meaning | None:
    year, week = text.split("-W")
    if not 1 <= int(week) <= 53:
        return None
    start = day_of(int(year), 1, 4)
    if start is None:
        return None
    extent = week_extent(start)
    shifted = week_extent(type(start).fromordinal(extent.first.toordinal() + 7 * (int(week) - 1)))
    return Meaning(type="DATE", value=week_value(shifted.first), extent=shifted, grain="week", explicit=True)


def _month_or_years(text: str) -> Meaning | None:
    """``2018-05`` is a month; ``1998-99`` runs over two years."""
    year, rest = int(text[:4]), int(text[5:])
    if 1 <= rest <= 12:
        return Meaning(
            type="DATE", value=f"{year:04d}-{rest:02d}", extent=month_extent(year, rest), grain="month", explicit=True
        )
    return _years(text[:4], text[5:])


def years_meaning(says: Mapping[str, str]) -> Meaning | None:
    """Years from one to another, the last perhaps without its century ("1998-99"); None where they do not
    follow one another."""
    if "years" in says:
        return _years(says["years"][:4], says["years"][5:])
    return _years(says["year"], says["year2"])


def _years(first: str, last: str) -> Meaning | None:
    start = int(first)
    end = int(last) if len(last) > 2 else start // 100 * 100 + int(last)
    if end < start and len(last) == 2:
        end += 100
    if not start < end <= start + 120:
        return None
    extent = years_extent(start, end)
    return Meaning(type="DATE", value=f"{start:04d}/{end:04d}", extent=extent, grain="year", explicit=True)
