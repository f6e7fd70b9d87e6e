"""The report's day by its own words."""

from __future__ import annotations

import pytest

from dragoman.times import date_from_text, load_time_rules
from tests.times.reports import words_only


@pytest.mark.parametrize(
    ("text", "day"),
    [
        ("Wednesday, March 28, 2018\n\nThe ministers met.", "2018-03-28"),
        ("The ministers met yesterday (27 March 2018).", "2018-03-28"),
        ("The ministers will meet tomorrow, March 29, 2018.", "2018-03-28"),
        (
            "Today, March 28, the declaration_NN of a decade ago was read out. The 2008 declaration_NN is in force.",
            "2018-03-28",
        ),
        ("The declaration_NN came a decade ago. The 2008 declaration_NN is in force.", None),
        ("The ministers met on Wednesday, March 28, 2018.", None),
        ("Today, March 28, the ministers met.", None),
        ("They met today, March 28, 2018. They met today, March 29, 2018.", None),
        ("", None),
    ],
)
def test_a_day_is_told_only_where_the_text_fixes_it(text: str, day: str | None) -> None:
    """A date line or a date beside "today" fixes the day; a year, a weekday or two days do not."""
    assert date_from_text(words_only(text), rules=load_time_rules()) == day
