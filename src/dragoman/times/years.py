"""Which year an expression belongs to: told, told by "last year", or left to the reader."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date

from dragoman.times.days import Extent
from dragoman.times.meaning import Setting

ANCHORS = {"same": 0, "very": 0, "that": 0, "this": 0}


def anchor_shift(word: str) -> int:
    """How many units "following" (1), "previous" (-1) and "same" (0) lie from the time told last."""
    return int(word) if word.lstrip("-").isdigit() else ANCHORS.get(word, 0)


def told_year(says: Mapping[str, str], setting: Setting) -> int | None:
    """The year that the words give: in figures, or by "last year", "that year"; None where they give none."""
    if "year" in says:
        return _written_year(says, setting)
    if says.get("unit") != "Y":
        return None
    if "shift" in says:
        return setting.now.year + int(says["shift"]) if setting.now else None
    if "anchor" in says and (base := setting.base or (None if setting.story else setting.now)) is not None:
        return base.year + anchor_shift(says["anchor"])
    return None


def _written_year(says: Mapping[str, str], setting: Setting) -> int:
    text = says["year"].lstrip("'’‘")
    number = int(text)
    if len(text) > 2 or "era" in says:
        return number
    base = setting.base if setting.story else setting.now
    pivot = (base.year if base else 2020) + 10
    century = pivot // 100 * 100
    return century + number if century + number <= pivot else century - 100 + number


def nearest_year(setting: Setting, extent_in: Callable[[int], Extent | None]) -> int | None:
    """The year of a day or month told without one.

    Behind: the latest that has begun by the report's day; ahead: the first that has not ended before it;
    unknown: the nearest. A story of the past takes the year nearest to the time told last.
    """
    if setting.story and setting.base is not None:
        return _year_of_story(setting, setting.base, extent_in)
    now = setting.now
    if now is None:
        return None
    extents = [(year, e) for year in range(now.year - 4, now.year + 5) if (e := extent_in(year)) is not None]
    if setting.ahead is False:
        return max((year for year, e in extents if e.first <= now), default=None)
    if setting.ahead is True:
        return min((year for year, e in extents if e.last >= now), default=None)
    return min(extents, key=lambda item: _distance(now, item[1]), default=(None, None))[0]


def _year_of_story(setting: Setting, base: date, extent_in: Callable[[int], Extent | None]) -> int:
    if setting.anchor is not None and setting.anchor.grain in ("year", "half", "season", "quarter"):
        extent = extent_in(base.year)
        return base.year + (extent is not None and base.month > 6 and extent.last < base)
    near = [(year, e) for year in (base.year, base.year + 1, base.year - 1) if (e := extent_in(year)) is not None]
    return min(near, key=lambda item: _distance(base, item[1]), default=(base.year, None))[0]


def _distance(day: date, extent: Extent) -> int:
    """Days between a day and the nearest day of an extent."""
    if extent.first <= day <= extent.last:
        return 0
    return min(abs((extent.first - day).days), abs((extent.last - day).days))
