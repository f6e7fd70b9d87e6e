"""Parts of a date: early May, the end of the year, later this week."""

from __future__ import annotations

from datetime import date, timedelta

from dragoman.times.days import Extent, month_extent, part_of_month, part_of_years
from dragoman.times.meaning import Grain, Meaning, Setting


def part_of(meaning: Meaning, part: str, setting: Setting, *, edge: bool) -> Meaning:
    """The early, middle or late part; "earlier" and "later" reach to and from the report's day."""
    extent = meaning.extent
    if extent is None:
        return meaning
    narrowed = _narrowed(extent, meaning.grain, part, setting, edge=edge)
    return Meaning(
        type=meaning.type,
        value=meaning.value,
        extent=narrowed or extent,
        grain=meaning.grain,
        explicit=meaning.explicit,
    )


def _narrowed(extent: Extent, grain: Grain, part: str, setting: Setting, *, edge: bool) -> Extent | None:
    if part in ("EARLIER", "LATER"):
        return _up_to_now(extent, part, setting.now)
    if grain == "month":
        return part_of_month(extent, part)
    if grain in ("year", "half", "quarter", "season"):
        return _months_part(extent, part, edge=edge)
    if grain in ("decade", "century"):
        return part_of_years(extent.first.year, 10 if grain == "decade" else 100, part)
    if grain == "week":
        low, high = {"START": (0, 1), "MID": (2, 3), "END": (4, 6)}[part]
        return Extent(extent.first + timedelta(days=low), extent.first + timedelta(days=high))
    return None


def _up_to_now(extent: Extent, part: str, now: date | None) -> Extent | None:
    if now is None or not extent.first <= now <= extent.last:
        return None
    return Extent(extent.first, now) if part == "EARLIER" else Extent(now, extent.last)


def _months_part(extent: Extent, part: str, *, edge: bool) -> Extent:
    """A third of the months; the beginning and the end of a year, "the end of", are one month of twelve."""
    count = (extent.last.year - extent.first.year) * 12 + extent.last.month - extent.first.month + 1
    size = max(count // 12, 1) if edge and part != "MID" else max(count // 3, 1)
    skip = {"START": 0, "MID": (count - size) // 2, "END": count - size}[part]
    first = month_extent(extent.first.year, extent.first.month + skip)
    return Extent(first.first, month_extent(first.first.year, first.first.month + size - 1).last)
