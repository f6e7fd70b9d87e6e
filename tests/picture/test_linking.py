"""Happenings over reports: all tellings, and how many independent sources."""

from __future__ import annotations

from dataclasses import replace
from typing import Any

import pytest

from dragoman.picture import Linked, link_events
from dragoman.picture.grouping import average_link
from dragoman.picture.network import load_linking_weights
from dragoman.picture.rules import load_picture_rules
from dragoman.picture.stories import find_stories, story_chances
from dragoman.picture.tellings import Page
from dragoman.picture.wording import base_form, load_meanings
from dragoman.record import Coding, Time
from tests.picture.drafts import MITROVICA, Draft

WORDS = "Kosovo Police arrested three Kosovo Serbs in Mitrovica on Monday after a brawl near the market, Kosovo said."
AGAIN = "On Monday officers of the Kosovo Police arrested Kosovo Serbs, three men, over blows at a Mitrovica market."


def told(
    name: str, text: str, *, day: str | None = "2018-03-26", published: str | None = "2018-03-27", **report: Any
) -> Coding:
    """A report of an arrest."""
    draft = Draft(name, published, text, **report)
    return draft.did(
        "arrested", "COERCE", mode="arrest", by="XKX/police", to="XKX/serbs", day=day, place=MITROVICA
    ).coding()


def dated(coding: Coding) -> Coding:
    """The same report where the day of its event stands in its text."""
    (event,), at = coding.events, coding.report.text.index("day") if coding.report else 0
    assert event.when is not None
    day = Time(start=at - 3, end=at + 3, type="DATE", value=event.when.begin or "")
    return replace(coding, times=(day,), events=(replace(event, when=replace(event.when, time=0)),))


def only(*codings: Coding) -> Linked:
    """The one happening of the reports."""
    (linked,) = link_events(codings)
    return linked


def test_a_happening_has_all_its_tellings() -> None:
    """Two reports of one arrest are one happening with two sources."""
    linked = only(told("a", WORDS, publisher="Wire One"), told("b", AGAIN, publisher="Wire Two"))

    assert (linked.id, linked.reports, linked.sources) == ("a/event-1", ("a", "b"), ("Wire One", "Wire Two"))
    assert [telling.first for telling in linked.tellings] == [True, False]


def test_a_reprint_is_no_independent_source() -> None:
    """Who prints another's text again carries it, and adds no source."""
    again = WORDS.replace("Monday", "Monday night")
    linked = only(
        told("a", WORDS, publisher="Wire One"), told("b", again, published="2018-03-28", publisher="Daily Two")
    )

    assert [telling.reprint_of for telling in linked.tellings] == [None, "a"]
    assert linked.sources == ("Wire One",)


@pytest.mark.parametrize(
    ("one", "other", "happenings"),
    [("XKX/serbs", "SRB/serbs", 1), ("XKX/serbs", "SRB/ethnic-serbs", 1), ("XKX/serbs", "BIH/serbs", 2)],
)
def test_a_people_may_be_called_by_its_name_alone(one: str, other: str, happenings: int) -> None:
    """Serbs may be Kosovo Serbs; Bosnian Serbs are not."""
    codings = [
        Draft(name, "2018-03-27", text)
        .did("arrested", "COERCE", mode="arrest", to=people, day="2018-03-26", place=MITROVICA)
        .coding()
        for name, text, people in (("a", WORDS, one), ("b", AGAIN, other))
    ]

    assert len(link_events(codings)) == happenings


@pytest.mark.parametrize(
    ("one", "other", "happenings"),
    [("XKX", "XKX/serbs", 1), ("XKX/residents", "XKX/serbs", 1), ("XKX/residents", "SRB/serbs", 2), ("XKX", "SRB", 2)],
)
def test_a_state_and_somebody_of_it_may_have_been_hit_at_once(one: str, other: str, happenings: int) -> None:
    """By the same agent in the same way on the same day."""
    codings = [
        Draft(name, "2018-03-27", text)
        .did("arrested", "COERCE", mode="arrest", by="XKX/police", to=hit, day="2018-03-26")
        .coding()
        for name, text, hit in (("a", WORDS, one), ("b", AGAIN, other))
    ]

    assert len(link_events(codings)) == happenings


def test_told_days_that_differ_are_two_happenings() -> None:
    """Reports that each name their day tell one deed a day; a day that is only the report's may be the day before."""
    monday, tuesday = told("a", WORDS), told("b", AGAIN.replace("Monday", "Tuesday"), day="2018-03-27")

    assert len(link_events([monday, tuesday])) == 1
    assert len(link_events([dated(monday), dated(tuesday)])) == 2


def test_events_of_other_days_are_two_happenings() -> None:
    """The same deed a week later is another."""
    later = told("b", AGAIN, day="2018-04-02", published="2018-04-03")

    assert [linked.reports for linked in link_events([told("a", WORDS), later])] == [("a",), ("b",)]


def test_undated_events_that_nothing_speaks_for_stay_apart() -> None:
    """Reports without any day are joined by their words alone, and never against what is coded."""
    one, other = (
        told("a", WORDS, day=None, published=None),
        Draft("b", None, "Spain praised NATO for its help in a fire."),
    )
    other.did("praised", "SUPPORT", by="ESP", to="IGO/nato")

    assert len(link_events([one, other.coding()])) == 2
    assert link_events([]) == ()


def test_stories_of_one_kind_are_told_apart() -> None:
    """Four reports of two invented fires are two stories, though all tell of a fire in a hotel."""
    texts = (
        "A fire in the Hotel Aurora in Bergen killed four guests on Monday. Firemen from Bergen and Voss put it out.",
        "Four guests died in a fire at the Aurora, a hotel in Bergen. Firemen of Voss came to help on Monday.",
        "A fire in the Hotel Miramar in Malaga killed nine guests in June. Firemen from Malaga and Ronda put it out.",
        "Nine guests died in a fire at the Miramar, a hotel in Malaga. Firemen of Ronda came to help in June.",
    )
    codings = [Draft(str(number), None, text).coding() for number, text in enumerate(texts)]
    pages = [
        Page(coding, text, number=number, rules=load_picture_rules())
        for number, (coding, text) in enumerate(zip(codings, texts, strict=True))
    ]
    weights = load_linking_weights()

    assert find_stories(story_chances(pages, weights), least=weights.stories_least) == [[0, 1], [2, 3]]


def test_average_link_joins_the_most_alike_first() -> None:
    """A chain of likenesses is cut where the mean falls too low."""
    chain = {(0, 1): 0.9, (1, 2): 0.6, (2, 3): 0.8}

    assert average_link(4, chain, least=0.5) == [[0, 1], [2, 3]]
    assert average_link(4, chain, least=0.05) == [[0, 1, 2, 3]]


@pytest.mark.parametrize(
    ("word", "base"),
    [("Arrested", "arrest"), ("blew", "blow"), ("Kosovo's", "kosovo"), ("awards", "award"), ("ing", "ing")],
)
def test_words_are_compared_by_their_base_forms(word: str, base: str) -> None:
    """Endings and capitals make no other word, and nothing breaks on a bare ending."""
    assert base_form(word) == base


def test_words_of_like_meaning_are_near() -> None:
    """A word is itself, like its synonym, and unlike what has no vector."""
    meanings = load_meanings()

    assert meanings.nearness("kill", "kill") == 1
    assert meanings.nearness("kill", "murder") > meanings.nearness("kill", "invite")
    assert meanings.nearness("kill", "qqqq") == 0
    assert meanings.rows_of([{"qqqq"}, {"kill", "qqqq"}]).any(axis=1).tolist() == [False, True]
