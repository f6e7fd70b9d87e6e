"""Dates: days, months, years and what stands around them, from words to the calendar."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from datetime import date, timedelta

from dragoman.times.days import (
    Extent,
    day_of,
    from_julian,
    month_extent,
    season_extent,
    week_extent,
    week_value,
    years_extent,
)
from dragoman.times.feasts import feast_extent
from dragoman.times.figures import figures_meaning
from dragoman.times.meaning import Grain, Meaning, Setting
from dragoman.times.parts import part_of
from dragoman.times.rules import TimeRules
from dragoman.times.shifts import at_grain, placed, quarter_meaning
from dragoman.times.years import anchor_shift, nearest_year, told_year

Says = Mapping[str, str]
_GRAIN_OF_UNIT: dict[str, Grain] = {"D": "day", "W": "week", "M": "month", "Q": "quarter", "Y": "year"}
_UNKNOWN_UNIT = {"D": "XXXX-XX-XX", "W": "XXXX-WXX", "M": "XXXX-XX", "Q": "XXXX-QX", "Y": "XXXX", "WE": "XXXX-WXX-WE"}


def date_meaning(says: Says, setting: Setting, *, rules: TimeRules) -> Meaning | None:
    """What a date means; None where the calendar has no such day."""
    meaning = _plain(says, setting, rules)
    if meaning is None:
        return None
    part = says.get("part") or says.get("edge")
    return part_of(meaning, part, setting, edge="edge" in says) if part else meaning


def _plain(says: Says, setting: Setting, rules: TimeRules) -> Meaning | None:
    for keys, read in _READERS:
        if any(key in says for key in keys):
            return read(says, setting)
    if "feast" in says:
        return _feast(says, setting, rules)
    if "year" in says:
        return _year(says, setting)
    if "unit" in says or "whole" in says:
        return _unit(says, setting)
    if "daypart" in says and ("shift" in says or "anchor" in says):
        return _shifted_daypart(says, setting)
    return _today(says, setting)


def _today(says: Says, setting: Setting) -> Meaning:
    """A part of the day or a clock time alone is one of the day told last, or of the report's."""
    anchor = setting.anchor
    if anchor is not None and anchor.grain in ("day", "time") and anchor.extent and setting.story:
        return at_grain(anchor.extent.last, "day")
    return _day_at(setting.now)


def _day_at(day: date | None) -> Meaning:
    return at_grain(day, "day") if day else Meaning(type="DATE", value="XXXX-XX-XX", grain="day")


def _figures(says: Says, setting: Setting) -> Meaning | None:
    return figures_meaning(says)


def _month(says: Says, setting: Setting) -> Meaning | None:
    month = int(says["month"])
    if "day" in says:
        return _month_day(says, setting, month, int(says["day"]))
    year = _year_for(says, setting, lambda y: month_extent(y, month))
    if year is None:
        return Meaning(type="DATE", value=f"XXXX-{month:02d}", grain="month")
    if "era" in says:
        return Meaning(type="DATE", value=f"BC{year:04d}-{month:02d}", grain="month", explicit=True)
    return Meaning(
        type="DATE",
        value=f"{year:04d}-{month:02d}",
        extent=month_extent(year, month),
        grain="month",
        explicit="year" in says,
    )


def _day_alone(says: Says, setting: Setting) -> Meaning:
    """ "The 20th" is of the month told last, else of the report's; "Sunday the 25th" of the nearest that fits."""
    base = setting.base or setting.now
    if says.get("unit") == "M":
        month = _unit(says, setting).extent
        return _day_at(day_of(month.first.year, month.first.month, int(says["day"])) if month else None)
    if base is None:
        return _day_at(None)
    months = [month_extent(base.year, base.month + step).first for step in (0, -1, 1)]
    days = [day for m in months if (day := day_of(m.year, m.month, int(says["day"]))) is not None]
    fitting = [day for day in days if "weekday" not in says or day.isoweekday() == int(says["weekday"])]
    return _day_at(fitting[0] if fitting else None)


def _month_day(says: Says, setting: Setting, month: int, number: int) -> Meaning | None:
    year = _year_for(says, setting, lambda y: _one_day(day_of(y, month, number)))
    if year is None:
        return Meaning(type="DATE", value=f"XXXX-{month:02d}-{number:02d}", grain="day")
    if "era" in says:
        return Meaning(type="DATE", value=f"BC{year:04d}-{month:02d}-{number:02d}", grain="day", explicit=True)
    day = from_julian(year, month, number) if "julian" in says else day_of(year, month, number)
    if day is None:
        return None
    return Meaning(type="DATE", value=day.isoformat(), extent=Extent(day, day), grain="day", explicit="year" in says)


def _one_day(day: date | None) -> Extent | None:
    return Extent(day, day) if day else None


def _year_for(says: Says, setting: Setting, extent_in: Callable[[int], Extent | None]) -> int | None:
    """The year of a month, day or season: told, by "last" and "next", or the nearest."""
    if (year := told_year(says, setting)) is not None:
        return year
    if says.get("unit") == "Y":
        return None
    if "anchor" in says and setting.base is not None:
        return _beside(setting.base, anchor_shift(says["anchor"]), extent_in)
    if "shift" in says and setting.now is not None:
        return _beside(setting.now, int(says["shift"]), extent_in)
    return nearest_year(setting, extent_in)


def _beside(day: date, shift: int, extent_in: Callable[[int], Extent | None]) -> int | None:
    """The year of the latest extent that ended before ``day`` (shift -1), of the first that begins after it
    (1), or of the one in the same year (0)."""
    near = [(year, e) for year in range(day.year - 2, day.year + 3) if (e := extent_in(year)) is not None]
    if shift < 0:
        return max((year for year, e in near if e.last < day), default=None)
    if shift > 0:
        return min((year for year, e in near if e.first > day), default=None)
    return day.year


def _season(says: Says, setting: Setting) -> Meaning:
    season = says["season"]
    year = _season_year(says, setting, season)
    if year is None:
        return Meaning(type="DATE", value=f"XXXX-{season}", grain="season")
    if "era" in says:
        return Meaning(type="DATE", value=f"BC{year:04d}-{season}", grain="season")
    return Meaning(type="DATE", value=f"{year:04d}-{season}", extent=season_extent(year, season), grain="season")


def _season_year(says: Says, setting: Setting, season: str) -> int | None:
    """ "Next spring" said in spring is the next year's; "last summer" said in summer the last year's."""
    now = setting.now
    if now is not None and "shift" in says and "unit" not in says and "year" not in says:
        if (shift := int(says["shift"])) == 0:
            return now.year
        return _beside(now, shift, lambda y: season_extent(y, season))
    return _year_for(says, setting, lambda y: season_extent(y, season))


def _quarter(says: Says, setting: Setting) -> Meaning | None:
    number = int(says["quarter"])
    if not 1 <= number <= 4:
        return None
    year = told_year(says, setting)
    if year is None and (year := _year_of_the(says, setting)) is None:
        year = nearest_year(setting, lambda y: quarter_meaning(y, number).extent)
    if year is None:
        return Meaning(type="DATE", value=f"XXXX-Q{number}", grain="quarter")
    return quarter_meaning(year, number)


def _year_of_the(says: Says, setting: Setting) -> int | None:
    """ "Of the year" names the report's own."""
    return setting.now.year if says.get("whole") == "Y" and setting.now else None


def _half(says: Says, setting: Setting) -> Meaning | None:
    number = 2 if says["half"] == "latter" else int(says["half"])
    if number > 2:
        return None
    if "month" in says or "decade" in says or "century" in says or says.get("whole", "Y") != "Y":
        return part_of(_plain_rest(says, setting), "START" if number == 1 else "END", setting, edge=False)
    year = told_year(says, setting) or (setting.now.year if setting.now else None)
    if year is None:
        return Meaning(type="DATE", value=f"XXXX-H{number}", grain="half")
    first = month_extent(year, 6 * number - 5).first
    extent = Extent(first, month_extent(year, 6 * number).last)
    return Meaning(type="DATE", value=f"{year:04d}-H{number}", extent=extent, grain="half")


def _plain_rest(says: Says, setting: Setting) -> Meaning:
    rest = {k: v for k, v in says.items() if k != "half"}
    for keys, read in _READERS:
        if any(key in rest for key in keys):
            return read(rest, setting) or _day_at(None)
    return _day_at(None)


def _decade(says: Says, setting: Setting) -> Meaning:
    figures = says["decade"]
    if "era" in says:
        return Meaning(type="DATE", value=f"BC{int(figures) // 10:03d}", grain="decade")
    first = int(figures) if len(figures) > 2 else _full_decade(int(figures), setting)
    return Meaning(
        type="DATE", value=f"{first // 10:03d}", extent=years_extent(first, first + 9), grain="decade", explicit=True
    )


def _full_decade(figures: int, setting: Setting) -> int:
    """The decade of "the '90s": the latest that has begun."""
    now = setting.now.year if setting.now else 2020
    century = now // 100 * 100
    return century + figures if century + figures <= now else century - 100 + figures


def _century(says: Says, setting: Setting) -> Meaning:
    number = int(says["century"])
    if "era" in says:
        return Meaning(type="DATE", value=f"BC{number - 1:02d}", grain="century")
    first = (number - 1) * 100
    extent = years_extent(max(first, 1), first + 99)
    return Meaning(type="DATE", value=f"{number - 1:02d}", extent=extent, grain="century", explicit=True)


def _weekday(says: Says, setting: Setting) -> Meaning:
    weekday = int(says["weekday"])
    start = setting.base if "anchor" in says or setting.on_a_day else setting.now
    if start is None:
        return Meaning(type="DATE", value=f"XXXX-WXX-{weekday}", grain="day")
    return at_grain(_weekday_near(start, weekday, says, setting), "day")


def _weekday_near(start: date, weekday: int, says: Says, setting: Setting) -> date:
    back = timedelta(days=(start.isoweekday() - weekday) % 7)
    on = timedelta(days=(weekday - start.isoweekday()) % 7)
    shift = says.get("shift", says.get("anchor", ""))
    if "past" in says or shift in ("-1", "previous", "last"):
        return start - (back or timedelta(days=7))
    if shift in ("1", "following"):
        return start + (on or timedelta(days=7))
    if shift == "0" and not setting.ahead:
        return week_extent(start).first + timedelta(days=weekday - 1)
    return start + on if setting.ahead or shift == "0" else start - back


def _relative_day(says: Says, setting: Setting) -> Meaning:
    return _day_at(setting.now + timedelta(days=int(says["relday"])) if setting.now else None)


def _day_beyond(says: Says, setting: Setting) -> Meaning:
    """ "The day after tomorrow", "the night before"."""
    if "daypart" in says:
        start, step = setting.base, 1
    else:
        start, step = setting.now, 2
    sign = 1 if says["base"] == "after" else -1
    return _day_at(start + timedelta(days=sign * step) if start else None)


def _night(says: Says, setting: Setting) -> Meaning:
    """Overnight: the night into the report's day."""
    if setting.now is None:
        return _day_at(None)
    before = setting.now - timedelta(days=1)
    return Meaning(type="DATE", value=before.isoformat(), extent=Extent(before, setting.now), grain="day")


def _tonight(says: Says, setting: Setting) -> Meaning:
    return _day_at(setting.now)


def _unit(says: Says, setting: Setting) -> Meaning:
    """ "Last week", "the following day", "that year"."""
    unit = says.get("unit") or says["whole"]
    if unit == "WE" and ("whole" in says or says.get("shift") == "0"):
        return _the_weekend(setting)
    if "shift" in says or "whole" in says:
        start, shift = setting.now, int(says.get("shift", "0"))
        if setting.story and ("whole" in says or (shift == 0 and unit == "D")):
            start = setting.base
    else:
        start, shift = setting.base, anchor_shift(says.get("anchor", "that"))
        if start is None and unit in ("M", "Y", "Q") and not setting.story:
            start = setting.now
    return _unit_at(start, shift, unit)


def _unit_at(start: date | None, shift: int, unit: str) -> Meaning:
    if start is None:
        return Meaning(type="DATE", value=_UNKNOWN_UNIT.get(unit, "XXXX"), grain=_GRAIN_OF_UNIT.get(unit, "year"))
    if unit == "WE":
        return _weekend(start + timedelta(days=7 * shift))
    if unit in ("DE", "CE"):
        return _years(start, shift, 10 if unit == "DE" else 100)
    return placed(start, shift, unit)


def _the_weekend(setting: Setting) -> Meaning:
    """ "The weekend", "this weekend": the one under way, the coming one where it lies ahead, else the last."""
    now = setting.now
    if now is None:
        return Meaning(type="DATE", value=_UNKNOWN_UNIT["WE"], grain="weekend")
    coming = setting.ahead or now.isoweekday() >= 6
    return _weekend(now if coming else now - timedelta(days=7))


def _weekend(day: date) -> Meaning:
    sunday = week_extent(day).last
    extent = Extent(sunday - timedelta(days=1), sunday)
    return Meaning(type="DATE", value=f"{week_value(day)}-WE", extent=extent, grain="weekend")


def _years(start: date, shift: int, count: int) -> Meaning:
    first = (start.year // count + shift) * count
    value = f"{first // count:03d}" if count == 10 else f"{first // count:02d}"
    return Meaning(
        type="DATE",
        value=value,
        extent=years_extent(max(first, 1), first + count - 1),
        grain="decade" if count == 10 else "century",
    )


def _shifted_daypart(says: Says, setting: Setting) -> Meaning:
    """ "This morning", "last night", "the next morning"."""
    if "shift" in says:
        start, shift = setting.now, int(says["shift"])
    else:
        start, shift = setting.base, anchor_shift(says["anchor"])
    return _day_at(start + timedelta(days=shift) if start else None)


def _fiscal(says: Says, setting: Setting) -> Meaning | None:
    return _unit(says, setting) if "unit" in says and "year" not in says else _year(says, setting)


def _year(says: Says, setting: Setting) -> Meaning | None:
    year = told_year(says, setting)
    if year is None:
        return None
    if "era" in says:
        return Meaning(type="DATE", value=f"BC{year:04d}", grain="year", explicit=True)
    return Meaning(type="DATE", value=f"{year:04d}", extent=years_extent(year, year), grain="year", explicit=True)


def _feast(says: Says, setting: Setting, rules: TimeRules) -> Meaning | None:
    row = rules.feasts[says["feast"].replace(" – ", " - ")]

    def extent_in(year: int) -> Extent | None:
        return feast_extent(row, year, rules.moving_feasts)

    year = _year_for(says, setting, extent_in)
    extent = extent_in(year) if year is not None else None
    if extent is None:
        return Meaning(type="DATE", value="XXXX-XX-XX", grain="day")
    if extent.first == extent.last:
        return at_grain(extent.first, "day")
    value = f"{extent.first.isoformat()}/{extent.last.isoformat()}"
    return Meaning(type="DATE", value=value, extent=extent, grain="month")


_READERS: tuple[tuple[tuple[str, ...], Callable[[Says, Setting], Meaning | None]], ...] = (
    (("iso", "isomonth"), _figures),
    (("half",), _half),
    (("quarter",), _quarter),
    (("month",), _month),
    (("day",), _day_alone),
    (("decade",), _decade),
    (("century",), _century),
    (("season",), _season),
    (("weekday",), _weekday),
    (("relday",), _relative_day),
    (("overnight",), _night),
    (("tonight",), _tonight),
    (("base",), _day_beyond),
    (("fiscal",), _fiscal),
)
