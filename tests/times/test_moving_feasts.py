"""The table of moving feasts, made again from the `holidays` library."""

from __future__ import annotations

from datetime import date, timedelta
from importlib.resources import files

from holidays.calendars.chinese import _ChineseLunisolar
from holidays.calendars.hebrew import _HebrewLunisolar
from holidays.calendars.islamic import _IslamicLunar

from dragoman.rulefile import read_table
from dragoman.times.rules import MovingFeastRow

_TABLE = read_table(files("dragoman.times") / "rules" / "en" / "moving_feasts.csv", MovingFeastRow)


def _firsts(feast: str) -> set[date]:
    return {date.fromisoformat(row.first) for row in _TABLE if row.feast == feast}


def test_islamic_feasts_are_those_of_the_library() -> None:
    """Ramadan begins, and ends on the eve of Eid al-Fitr, as the library says, 1950 to 2050."""
    islamic = _IslamicLunar()
    begins = {day for year in range(1950, 2051) for day, _ in islamic.ramadan_beginning_dates(year)}
    ends = {day - timedelta(days=1) for year in range(1949, 2052) for day, _ in islamic.eid_al_fitr_dates(year)}

    assert _firsts("ramadan") == begins
    assert {date.fromisoformat(row.last) for row in _TABLE if row.feast == "ramadan"} <= ends


def _day(told: date | tuple[date, bool]) -> date:
    """Some calendars of the library add whether the day is an estimate."""
    return told[0] if isinstance(told, tuple) else told


def test_jewish_and_chinese_feasts_are_those_of_the_library() -> None:
    """Yom Kippur and the lunar new year fall as the library says."""
    hebrew, chinese = _HebrewLunisolar(), _ChineseLunisolar()

    assert _firsts("yom kippur") == {_day(hebrew.yom_kippur_date(y)) for y in range(1950, 2051)}
    assert _firsts("lunar new year") == {_day(chinese.lunar_new_year_date(y)) for y in range(1950, 2051)}
