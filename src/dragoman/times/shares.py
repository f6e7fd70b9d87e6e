"""Shares of a longer time: the first ten months of 1915, the last week of May."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import timedelta

from dragoman.times.dates import date_meaning
from dragoman.times.days import Extent
from dragoman.times.lengths import duration_value
from dragoman.times.meaning import Meaning, Setting
from dragoman.times.rules import TimeRules
from dragoman.times.shifts import at_grain, moved_by

_SHARE = ("order", "count", "piece")


def share_meaning(says: Mapping[str, str], setting: Setting, *, rules: TimeRules) -> Meaning | None:
    """The first, n-th or last so many units of a date: a length with its place; one day is a date."""
    whole = date_meaning({k: v for k, v in says.items() if k not in _SHARE}, setting, rules=rules)
    if whole is None:
        return None
    count, unit = float(says.get("count", "1")), says["piece"]
    extent = whole.extent and _share_of(whole.extent, int(says["order"]), count, unit)
    if extent is not None and unit == "D" and count == 1:
        return at_grain(extent.first, "day")
    return Meaning(type="DURATION", value=duration_value(count, unit), extent=extent, grain=whole.grain)


def _share_of(whole: Extent, order: int, count: float, unit: str) -> Extent | None:
    """Units counted from the whole's first day, or back from its last; None where they do not fit into it."""
    if unit.startswith("T") or unit not in ("D", "W", "M", "Q", "Y", "FN", "DE"):
        return None
    if order < 0:
        first = moved_by(whole.last + timedelta(days=1), -count, unit)
        return Extent(first, whole.last) if first and first >= whole.first else None
    first = moved_by(whole.first, (order - 1) * count, unit)
    beyond = first and moved_by(first, count, unit)
    if not first or not beyond or beyond - timedelta(days=1) > whole.last:
        return None
    return Extent(first, beyond - timedelta(days=1))
