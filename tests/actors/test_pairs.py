"""'Both sides' and 'the two governments' stand for the two parties told of last."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.record import Report


def parties(text: str, words: str) -> tuple[set[str], set[str]]:
    """Actors and recipients of the event whose anchor is ``words``."""
    coding = dragoman.load()(Report(id="pair", text=text, published="2031-02-03"))
    event = next(e for e in coding.events if text[e.anchor.start : e.anchor.end].startswith(words))
    return {p.actor for p in event.actors}, {p.actor for p in event.recipients}


@pytest.mark.parametrize(
    ("text", "words", "actors", "recipients"),
    [
        (
            "Argentina urged Chile and Peru to talk. The two countries signed a fishing treaty on Monday.",
            "signed",
            {"CHL", "PER"},
            set(),
        ),
        (
            "Malta accused Estonia of piracy. Sweden urged the two governments to talk.",
            "urged",
            {"SWE"},
            {"MLT", "EST"},
        ),
        (
            "Malta and Estonia broke off talks. Italy, whose firm drills there, urged both neighbours to talk.",
            "urged",
            {"ITA"},
            {"MLT", "EST"},
        ),
        (
            "Zambia condemned Malawi. Both neighbours signed a treaty a week later.",
            "signed",
            {"ZMB", "MWI"},
            set(),
        ),
    ],
)
def test_a_pair_stands_for_both(text: str, words: str, actors: set[str], recipients: set[str]) -> None:
    """Each of the two takes part, by the words of the pair."""
    assert parties(text, words) == (actors, recipients)


def test_a_pair_of_nobody_stands_for_itself() -> None:
    """Where no two parties were told of, nobody is guessed."""
    assert parties("Sweden urged both sides to talk.", "urged") == ({"SWE"}, {"group/both-sides"})
