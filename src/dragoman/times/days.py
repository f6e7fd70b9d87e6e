"""Calendar arithmetic: extents of weeks, months, seasons and decades; Easter; the Julian calendar."""

from __future__ import annotations

from calendar import monthrange
from dataclasses import dataclass
from datetime import MAXYEAR, MINYEAR, date, timedelta

SEASON_MONTHS = {"SP": (3, 5), "SU": (6, 8), "FA": (9, 11), "WI": (12, 14)}
FIRST_YEAR, LAST_YEAR = 1000, 2500  # reports speak of no days beyond; calendar steps around them stay in range
_THIRDS = {"START": 0, "MID": 1, "END": 2}


@dataclass(frozen=True, slots=True)
class Extent:
    """Days from ``first`` to ``last``, both included."""

    first: date
    last: date


def day_of(year: int, month: int, day: int) -> date | None:
    """The day, or None where the calendar has none such (30 February, the year 0).

    >>> day_of(2024, 2, 29), day_of(2023, 2, 29)
    (datetime.date(2024, 2, 29), None)
    """
    if not (MINYEAR <= year <= MAXYEAR and 1 <= month <= 12 and 1 <= day <= monthrange(year, month)[1]):
        return None
    return date(year, month, day)


def month_extent(year: int, month: int) -> Extent:
    """All days of a month; months beyond 12 run on into the next year.

    >>> month_extent(2024, 2).last, month_extent(2023, 13).first
    (datetime.date(2024, 2, 29), datetime.date(2024, 1, 1))
    """
    year, month = year + (month - 1) // 12, (month - 1) % 12 + 1
    return Extent(date(year, month, 1), date(year, month, monthrange(year, month)[1]))


def months_extent(year: int, first: int, last: int) -> Extent:
    """Whole months from ``first`` to ``last`` of a year."""
    return Extent(month_extent(year, first).first, month_extent(year, last).last)


def years_extent(first: int, last: int) -> Extent | None:
    """Whole years from ``first`` to ``last``; None where they lie outside the calendar.

    >>> years_extent(1990, 1999).last
    datetime.date(1999, 12, 31)
    """
    if first < MINYEAR or last > MAXYEAR:
        return None
    return Extent(date(first, 1, 1), date(last, 12, 31))


def week_extent(day: date) -> Extent:
    """The ISO week of a day, Monday to Sunday."""
    monday = day - timedelta(days=day.weekday())
    return Extent(monday, monday + timedelta(days=6))


def week_value(day: date) -> str:
    """The ISO week of a day as TIMEX3 writes it.

    >>> week_value(date(2019, 12, 31))
    '2020-W01'
    """
    year, week, _ = day.isocalendar()
    return f"{year:04d}-W{week:02d}"


def add_months(day: date, months: int) -> date:
    """The same day some months on, drawn back to the month's end where that month is shorter.

    >>> add_months(date(2023, 1, 31), 1)
    datetime.date(2023, 2, 28)
    """
    target = month_extent(day.year, day.month + months)
    return target.first + timedelta(days=min(day.day, target.last.day) - 1)


def season_extent(year: int, season: str) -> Extent:
    """Whole months of a season (northern); winter runs from December of ``year`` into the next year.

    >>> season_extent(2018, "SP").last
    datetime.date(2018, 5, 31)
    """
    return months_extent(year, *SEASON_MONTHS[season])


def part_of_month(extent: Extent, part: str) -> Extent:
    """Early (1-10), mid (11-20) or late (21 to the end) days of a month."""
    low = _THIRDS[part] * 10
    last = extent.last if part == "END" else extent.first + timedelta(days=low + 9)
    return Extent(extent.first + timedelta(days=low), last)


def part_of_years(first: int, count: int, part: str) -> Extent | None:
    """Early, mid or late years of a decade (0-3, 4-6, 7-9) or century (in the same shares).

    >>> part_of_years(1980, 10, "END").first
    datetime.date(1987, 1, 1)
    """
    cuts = {"START": (0, 3), "MID": (4, 6), "END": (7, 9)}[part]
    tenth = count // 10
    return years_extent(first + cuts[0] * tenth, first + (cuts[1] + 1) * tenth - 1)


def easter(year: int, *, orthodox: bool = False) -> date:
    """Easter Sunday in the Gregorian calendar (Meeus); with ``orthodox`` that of the Eastern churches.

    >>> easter(2018), easter(2018, orthodox=True)
    (datetime.date(2018, 4, 1), datetime.date(2018, 4, 8))
    """
    return _julian_easter(year) if orthodox else _gregorian_easter(year)


def _gregorian_easter(year: int) -> date:
    golden, century, rest = year % 19, year // 100, year % 100
    leap, over = divmod(century, 4)
    moon = (century - (century + 8) // 25 + 1) // 3
    epact = (19 * golden + century - leap - moon + 15) % 30
    weekday = (32 + 2 * over + 2 * (rest // 4) - epact - rest % 4) % 7
    shift = (golden + 11 * epact + 22 * weekday) // 451
    month, day = divmod(epact + weekday - 7 * shift + 114, 31)
    return date(year, month, day + 1)


def _julian_easter(year: int) -> date:
    epact = (19 * (year % 19) + 15) % 30
    weekday = (2 * (year % 4) + 4 * (year % 7) - epact + 34) % 7
    month, day = divmod(epact + weekday + 114, 31)
    return from_julian(year, month, day + 1)


def from_julian(year: int, month: int, day: int) -> date:
    """The Gregorian day of a day of the Julian calendar (for 1 March 1600 and later years alike).

    >>> from_julian(1917, 10, 25)
    datetime.date(1917, 11, 7)
    """
    century = year // 100 if month > 2 else (year - 1) // 100
    return date(year, month, 1) + timedelta(days=day - 1 + century - century // 4 - 2)


def weekday_of_month(year: int, month: int, count: int, weekday: int) -> date:
    """The ``count``-th weekday (1 is Monday) of a month; count 0 stands for the last.

    >>> weekday_of_month(2018, 11, 4, 4)
    datetime.date(2018, 11, 22)
    """
    extent = month_extent(year, month)
    if count == 0:
        return extent.last - timedelta(days=(extent.last.isoweekday() - weekday) % 7)
    return extent.first + timedelta(days=(weekday - extent.first.isoweekday()) % 7 + 7 * (count - 1))
