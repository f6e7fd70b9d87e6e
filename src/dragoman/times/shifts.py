"""Times counted from another: "two weeks ago", "a day earlier", "a week from Monday"."""

from __future__ import annotations

from collections.abc import Mapping
from datetime import date, timedelta

from dragoman.times.days import (
    FIRST_YEAR,
    LAST_YEAR,
    Extent,
    add_months,
    month_extent,
    week_extent,
    week_value,
    years_extent,
)
from dragoman.times.lengths import amount_of
from dragoman.times.meaning import Grain, Meaning, Setting

_BACK = frozenset({"ago", "earlier", "before", "back", "previously"})
_FROM_NOW = frozenset({"ago", "back"})
_OFFSETS = {"yesterday": -1, "today": 0, "now": 0, "tomorrow": 1}
_MONTHS = {"M": 1, "Q": 3, "Y": 12, "DE": 120, "CE": 1200}
_DAYS = {"D": 1, "NI": 1, "W": 7, "FN": 14, "WE": 7}
_HOURS = {"TH": 1.0, "TM": 1 / 60, "TS": 1 / 3600}
_GRAINS: dict[str, Grain] = {
    "D": "day",
    "NI": "day",
    "W": "week",
    "FN": "week",
    "M": "month",
    "Q": "quarter",
    "Y": "year",
}
_UNKNOWN = {"day": "XXXX-XX-XX", "week": "XXXX-WXX", "month": "XXXX-XX", "quarter": "XXXX-QX", "year": "XXXX"}


def shifted_meaning(says: Mapping[str, str], setting: Setting) -> Meaning:
    """The meaning of a time so many units from the report's day, or from the time told last."""
    direction = says.get("direction", "later")
    sign = -1 if direction in _BACK else 1
    amount = amount_of(says)
    if amount is None or "unit" not in says:
        return _vague(sign)
    start = _start(says, direction, setting)
    if "weekday" in says:
        start = start and start + timedelta(days=(int(says["weekday"]) - start.isoweekday()) % 7)
        return at_grain(moved, "day") if start and (moved := moved_by(start, *amount)) else _unknown_day()
    if says.get("unit2") == "quarter":
        return _year_ago_quarter(setting)
    whole = _follows_quarter(amount[1], direction, setting)
    return whole or placed(start, sign * amount[0], amount[1])


def _unknown_day() -> Meaning:
    return Meaning(type="DATE", value=_UNKNOWN["day"], grain="day")


def _vague(sign: int) -> Meaning:
    if sign < 0:
        return Meaning(type="DATE", value="PAST_REF", sense="past")
    return Meaning(type="DATE", value="FUTURE_REF", sense="future")


def _start(says: Mapping[str, str], direction: str, setting: Setting) -> date | None:
    if "base" in says:
        return setting.now and setting.now + timedelta(days=_OFFSETS.get(says["base"], 0))
    if direction in _FROM_NOW and not setting.story:
        return setting.now
    if "weekday" in says:
        return setting.now
    return setting.base or (setting.now if direction == "ago" else None)


def _follows_quarter(unit: str, direction: str, setting: Setting) -> Meaning | None:
    """ "a year earlier" beside a quarter is the same quarter of the year before."""
    anchor = setting.anchor
    if unit != "Y" or direction not in ("ago", "earlier", "before") or anchor is None or anchor.grain != "quarter":
        return None
    if anchor.extent is None:
        return None
    return quarter_meaning(anchor.extent.first.year - 1, (anchor.extent.first.month + 2) // 3)


def _year_ago_quarter(setting: Setting) -> Meaning:
    """The quarter told last, or the report's own, a year before."""
    day = setting.base or setting.now
    return at_grain(add_months(day, -12), "quarter") if day else Meaning(type="DATE", value="XXXX-QX", grain="quarter")


def quarter_meaning(year: int, quarter: int) -> Meaning:
    """A quarter of a year (1 to 4; beyond, of the years around)."""
    year, quarter = year + (quarter - 1) // 4, (quarter - 1) % 4 + 1
    extent = Extent(month_extent(year, quarter * 3 - 2).first, month_extent(year, quarter * 3).last)
    return Meaning(type="DATE", value=f"{year:04d}-Q{quarter}", extent=extent, grain="quarter")


def placed(start: date | None, count: float, unit: str) -> Meaning:
    """The day, week, month or year that lies ``count`` units from ``start``, in the unit's precision."""
    if unit in _HOURS:
        return _hours(start, count * _HOURS[unit])
    grain = _GRAINS.get(unit, "year")
    moved = moved_by(start, count, unit) if start else None
    return at_grain(moved, grain) if moved else Meaning(type="DATE", value=_UNKNOWN[grain], grain=grain)


def moved_by(start: date, count: float, unit: str) -> date | None:
    """``start`` moved by a length of time; hours rounded to days; None outside the calendar.

    >>> moved_by(date(2018, 3, 27), 48, "TH"), moved_by(date(2018, 3, 27), 3, "W")
    (datetime.date(2018, 3, 29), datetime.date(2018, 4, 17))
    """
    try:
        if unit in _MONTHS:
            moved = _moved_months(start, count * _MONTHS[unit])
        else:
            days = count * _HOURS[unit] / 24 if unit in _HOURS else count * _DAYS[unit]
            moved = start + timedelta(days=int(days + 0.5) if days >= 0 else -int(-days + 0.5))
    except (OverflowError, ValueError):
        return None
    return moved if FIRST_YEAR <= moved.year <= LAST_YEAR else None


def _moved_months(start: date, months: float) -> date:
    whole = int(months)
    rest = timedelta(days=round((months - whole) * 30))
    return add_months(start, whole) + rest


def at_grain(day: date, grain: Grain) -> Meaning:
    """The day, or the week, month, quarter or year that holds it.

    >>> at_grain(date(2018, 3, 27), "week").value
    '2018-W13'
    """
    if grain == "week":
        return Meaning(type="DATE", value=week_value(day), extent=week_extent(day), grain=grain)
    if grain == "month":
        return Meaning(type="DATE", value=f"{day:%Y-%m}", extent=month_extent(day.year, day.month), grain=grain)
    if grain == "quarter":
        return quarter_meaning(day.year, (day.month + 2) // 3)
    if grain == "year":
        return Meaning(type="DATE", value=f"{day.year:04d}", extent=years_extent(day.year, day.year), grain=grain)
    return Meaning(type="DATE", value=day.isoformat(), extent=Extent(day, day), grain="day")


def _hours(start: date | None, hours: float) -> Meaning:
    """Hours and minutes: the day alone is known, and that only where they fill days or stay within one."""
    moved = moved_by(start, hours, "TH") if start else None
    if moved is None:
        return Meaning(type="TIME", value="XXXX-XX-XXTXX", grain="time")
    return Meaning(type="TIME", value=f"{moved.isoformat()}TXX", extent=Extent(moved, moved), grain="time")
