"""The hour and zone of a report's date-time never move its day: a wire's day is the day where it was filed."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from tests.times.reports import times_in

# Clocks changed on these days: New York and Paris in spring and autumn, a leap day, the ends of a year.
DAYS = ("2018-03-11", "2018-03-25", "2018-10-28", "2018-11-04", "2016-02-29", "2017-12-31", "2018-01-01")
HOURS = ("T00:00:00", "T01:30:00", "T02:30:00", "T23:59:59")
ZONES = ("Z", "+14:00", "-11:00", "+01:00", "+02:00", "-05:00", "-04:00", "+05:45")


@pytest.mark.parametrize("day", DAYS)
def test_relative_days_count_from_the_day_as_written(day: str) -> None:
    """Yesterday, today and tomorrow are the same for every hour and zone of the day."""
    text = "They met yesterday, talk today and will sign tomorrow."
    middle = date.fromisoformat(day)
    expected = [(middle + timedelta(days=shift)).isoformat() for shift in (-1, 0, 1)]

    for published in [day, *(day + hour + zone for hour in HOURS for zone in ZONES)]:
        found = times_in(text, published=published)
        assert [found[word].begin for word in ("yesterday", "today", "tomorrow")] == expected, published
