"""When by what else happened: days counted back from the main clause, and what followed something long past."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.record import Event, Report


def told(text: str, anchor: str) -> Event:
    """The event at a word of a report of 14 May 2024, a Tuesday."""
    coding = dragoman.load()(Report(id="r", text=text, published="2024-05-14"))
    at = text.index(anchor)
    return next(event for event in coding.events if event.anchor.start <= at < event.anchor.end)


@pytest.mark.parametrize(
    ("measure", "day"), [("a day", "2024-05-12"), ("two weeks", "2024-04-29"), ("hours", "2024-05-13")]
)
def test_days_are_counted_back_from_the_main_clause(measure: str, day: str) -> None:
    """ "A day after" is the day before the act of the main clause."""
    event = told(f"Chad expelled the envoy on Monday, {measure} after Malian police arrested him.", "arrested")

    assert event.when is not None
    assert (event.when.begin, event.when.until) == (day, day)


def test_what_followed_something_long_past_is_long_past() -> None:
    """ "Eight months later" behind an event of years ago is years ago too."""
    text = (
        "In 2014 Peru recalled its ambassador. The envoy returned eight months later, after Chile expelled a general."
    )
    event = told(text, "expelled")

    assert event.historical
    assert event.when is None


def test_a_sum_since_then_has_no_day() -> None:
    """What has been done "since then" was not all done on the report's day."""
    assert told("Malian police have detained 300 protesters since then.", "detained").when is None
