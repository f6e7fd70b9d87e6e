"""Relative times against a second calendar, computed another way, over three years of days."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.times.reports import times_in

_TEXT = (
    "They met yesterday. They left today. They will meet tomorrow. They left last week. They met this month. "
    "They left last year. They left ten days ago. They left three weeks ago. They left two months ago. They left "
    "on Friday. They must go by next Tuesday. They have to go within a month. They came last weekend."
)
_DAYS = [date(2015, 12, 1) + timedelta(days=n) for n in range(1200)]  # leap day, three year ends, a week 53


def _back_to(day: date, name: str) -> date:
    """The day itself or the latest before it that the calendar calls ``name``, found by walking back."""
    while day.strftime("%A") != name:
        day -= timedelta(days=1)
    return day


def _months_before(day: date, months: int) -> str:
    count = day.year * 12 + day.month - 1 - months
    return f"{count // 12}-{count % 12 + 1:02d}"


def _month_later(day: date) -> str:
    """The same day of the next month, or the last one it has."""
    first_of_next = (day.replace(day=1) + timedelta(days=32)).replace(day=1)
    last_of_next = (first_of_next + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return first_of_next.replace(day=min(day.day, last_of_next.day)).isoformat()


def _expected(day: date) -> dict[str, tuple[str, str | None, str | None]]:
    """Value, begin and until of every expression of the text."""

    def one(d: date) -> tuple[str, str, str]:
        return d.isoformat(), d.isoformat(), d.isoformat()

    def week(d: date) -> tuple[str, str, str]:
        monday = _back_to(d, "Monday")
        return d.strftime("%G-W%V"), monday.isoformat(), (monday + timedelta(days=6)).isoformat()

    months_ago, year = _months_before(day, 2), str(day.year - 1)
    tuesday = _back_to(day + timedelta(days=7), "Tuesday")
    saturday = _back_to(day, "Monday") - timedelta(days=2)
    month_end = (day.replace(day=1) + timedelta(days=32)).replace(day=1) - timedelta(days=1)
    return {
        "yesterday": one(day - timedelta(days=1)),
        "today": one(day),
        "tomorrow": one(day + timedelta(days=1)),
        "last week": week(day - timedelta(days=7)),
        "this month": (day.strftime("%Y-%m"), day.strftime("%Y-%m-01"), month_end.isoformat()),
        "last year": (year, f"{year}-01-01", f"{year}-12-31"),
        "ten days ago": one(day - timedelta(days=10)),
        "three weeks ago": week(day - timedelta(days=21)),
        "two months ago": (months_ago, f"{months_ago}-01", _month_end(months_ago)),
        "Friday": one(_back_to(day, "Friday")),
        "next Tuesday": (tuesday.isoformat(), None, tuesday.isoformat()),
        "a month": ("P1M", day.isoformat(), _month_later(day)),
        "last weekend": (
            saturday.strftime("%G-W%V-WE"), saturday.isoformat(), (saturday + timedelta(days=1)).isoformat()
        ),
    }  # fmt: skip


def _month_end(month: str) -> str:
    first = date.fromisoformat(f"{month}-01")
    return ((first + timedelta(days=32)).replace(day=1) - timedelta(days=1)).isoformat()


@pytest.mark.parametrize("start", range(0, 1200, 100))
def test_relative_times_agree_with_a_second_calendar(start: int) -> None:
    """On each of 1,200 days every relative time has the value and the days that walking the calendar gives."""
    for day in _DAYS[start : start + 100]:
        found = times_in(_TEXT, published=day.isoformat())

        told = {words: (t.value, t.begin, t.until) for words, t in found.items()}

        assert told == _expected(day), day
