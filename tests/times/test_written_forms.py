"""Written forms of one and the same day, and of feasts."""

from __future__ import annotations

from datetime import date, timedelta

import pytest

from dragoman.times.days import easter
from tests.times.reports import times_in

_FORMS = [
    "March 3, 2017", "Mar. 3, 2017", "March 3rd, 2017", "March the 3rd, 2017", "March 3 2017", "MARCH 3, 2017",
    "3 March 2017", "3 Mar 2017", "3rd March 2017", "3rd of March 2017", "the 3rd of March, 2017",
    "the third of March 2017", "Friday, March 3, 2017", "Fri., March 3, 2017", "Friday 3 March 2017",
    "Friday, 3 March, 2017", "3 March '17", "3-Mar-2017", "3-March-2017", "2017-03-03", "2017/03/03", "03/03/2017",
    "3/3/17", "03.03.2017", "3.3.2017", "20170303", "03-03-2017", "2017 March 3",
]  # fmt: skip


@pytest.mark.parametrize("form", _FORMS)
def test_every_written_form_is_the_same_day(form: str) -> None:
    """Each way of writing 3 March 2017 is found whole and is that day."""
    found = times_in(f"It was signed on {form} in Geneva.")

    assert {k: t.value for k, t in found.items()} == {form: "2017-03-03"}


@pytest.mark.parametrize(
    ("feast", "day"),
    [
        ("Easter Monday 2019", "2019-04-22"),
        ("Orthodox Easter 2018", "2018-04-08"),
        ("Orthodox Christmas", "2018-01-07"),
        ("Good Friday 2018", "2018-03-30"),
        ("Thanksgiving 2017", "2017-11-23"),
        ("New Year's Eve", "2017-12-31"),
        ("Yom Kippur 2017", "2017-09-30"),
    ],
)
def test_feasts_have_their_days(feast: str, day: str) -> None:
    """Fixed feasts, those of Easter and those of the table are single days."""
    assert times_in(f"They met on {feast}.")[feast].value == day


def test_a_month_of_fasting_has_its_first_and_last_day() -> None:
    """Ramadan runs over its days."""
    found = times_in("They fought during Ramadan 2017.")["Ramadan 2017"]

    assert (found.begin, found.until) == ("2017-05-27", "2017-06-24")


def test_easter_agrees_with_the_churches_rule() -> None:
    """Easter is the Sunday after the full moon of spring: never before 22 March nor after 25 April, always a Sunday."""
    for year in range(1900, 2100):
        day = easter(year)

        assert day.isoweekday() == 7
        assert date(year, 3, 22) <= day <= date(year, 4, 25)
        assert (easter(year, orthodox=True) - day) % timedelta(days=7) == timedelta(0)
