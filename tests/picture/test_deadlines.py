"""What is owed by when, and the calendar that other programs read."""

from __future__ import annotations

from datetime import UTC, date, datetime

import icalendar
import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.picture import calendar_text, find_deadlines
from dragoman.record import Coding
from tests.picture.drafts import Draft


def told(
    name: str, words: str, due: str | None, *, day: str = "2014-03-04", by: str | None = "RUS", **more: object
) -> Coding:
    """A report in which Ukraine demands something."""
    draft = Draft(name, day, f"{name}: Ukraine told Russia to {words}.", publisher="Example Wire")
    return draft.owes(words, by=by, to="UKR", due=due, **more).coding()  # type: ignore[arg-type]


def events(text: str) -> list[icalendar.Event]:
    """The events of a calendar, read by a calendar library."""
    return list(icalendar.Calendar.from_ical(text.encode("utf-8")).walk("VEVENT"))


TROOPS = told("a", "withdraw its troops", "2014-03-06")
GAS = told("b", "open the gas pipeline", "2014-03-05")
TALKS = told("c", "begin direct talks", None)


def test_deadlines_come_by_day_and_those_without_one_last() -> None:
    """Each with the days that are left."""
    found = find_deadlines([TALKS, TROOPS, GAS], on="2014-03-04")

    assert [(d.due, d.days_left) for d in found] == [("2014-03-05", 1), ("2014-03-06", 2), (None, None)]


@pytest.mark.parametrize(
    ("state", "on", "running"),
    [
        ("open", "2014-03-06", True),
        ("open", "2014-03-07", False),
        ("accepted", "2014-03-05", True),
        ("rejected", "2014-03-05", True),
        ("rejected", "2014-03-07", False),
        ("met", "2014-03-05", False),
        ("unmet", "2014-03-05", False),
    ],
)
def test_what_runs_is_not_done_and_not_past(state: str, on: str, running: bool) -> None:
    """What was refused still has its day to come; what was done or broken has none."""
    (deadline,) = find_deadlines([told("a", "withdraw its troops", "2014-03-06", state=state)], on=on)

    assert deadline.is_running == running


def test_without_a_day_to_ask_for_nothing_expires() -> None:
    """No clock is asked."""
    (deadline,) = find_deadlines([TROOPS], on=None)

    assert (deadline.state, deadline.days_left) == ("open", None)


def test_calendar_is_read_back_as_whole_days() -> None:
    """A calendar library finds days and no moments; the stamp is the report's day, in UTC."""
    (event,) = events(calendar_text(find_deadlines([TROOPS], on="2014-03-04")))

    assert type(event["DTSTART"].dt) is date and event["DTSTART"].dt == date(2014, 3, 6)
    assert event["DTSTART"].params["VALUE"] == "DATE" and "DTEND" not in event
    assert event["DTSTAMP"].dt == datetime(2014, 3, 4, tzinfo=UTC)
    assert event["UID"] == "a/commitment-1@dragoman"
    assert event["SUMMARY"] == "Russia: withdraw its troops (demand, open)"
    assert "“a: Ukraine told Russia to withdraw its troops.” (Example Wire, 2014-03-04)" in event["DESCRIPTION"]


def test_a_calendar_moves_with_an_extension() -> None:
    """Same UID, later day, higher SEQUENCE."""
    later = told("x", "withdraw its troops", "2014-03-10", day="2014-03-05")
    (event,) = events(calendar_text(find_deadlines([TROOPS, later], on="2014-03-05")))

    assert (event["UID"], event["SEQUENCE"]) == ("a/commitment-1@dragoman", 1)
    assert event["DTSTART"].dt == date(2014, 3, 10)


def test_a_calendar_has_no_zone_and_what_has_no_day_is_not_in_it() -> None:
    """Nothing in the file depends on where or when it is made."""
    text = calendar_text(find_deadlines([TROOPS, TALKS], on="2014-03-04"))

    assert "TZID" not in text and "VTIMEZONE" not in text
    assert len(events(text)) == 1


def test_no_deadline_is_still_a_calendar() -> None:
    """An empty one."""
    assert events(calendar_text([])) == []


# Characters that a report may hold; half a surrogate pair is not among them, a reader makes U+FFFD of it.
WORDS = st.text(st.characters(exclude_categories=["Cs"]), min_size=1).filter(str.strip)


@given(WORDS)
def test_any_words_come_back_from_the_calendar(words: str) -> None:
    """Lines are at most 75 octets and end in CR LF; no words break out of their line; all come back."""
    text = calendar_text(find_deadlines([told("a", words, "2014-03-06", by=None)], on="2014-03-04"))
    (event,) = events(text)
    lines = text.encode("utf-8").split(b"\r\n")

    assert lines.pop() == b"" and all(len(line) <= 75 for line in lines)
    assert not any(c in line for line in lines for c in (b"\r", b"\n", b"\0"))
    assert str(event["SUMMARY"]).endswith("(demand, open)") and len(event) == 8
    assert [c for c in str(event["SUMMARY"]) if c.isalnum()] == [c for c in f"{words} demand open" if c.isalnum()]
