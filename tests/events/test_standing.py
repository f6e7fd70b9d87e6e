"""Private life is no public affair: firms, schools and clubs among themselves, and sentences about games or science."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.record import Report


@pytest.mark.parametrize(
    "text",
    [
        "The insurer accused its former manager of hiding losses.",
        "The school in Malmo suspended two pupils for a week.",
        "The museum apologised to visitors for the long queue.",
        "The goalkeeper was attacked by Peru from the start.",
        "Chile and Peru clashed in the quarter-final on Friday.",
        "Biologists in Chile agreed to share the genome with colleagues in Japan.",
    ],
)
def test_private_life_has_no_events(text: str) -> None:
    """What firms, schools, teams and scientists do among themselves is not told."""
    assert _types(text) == []


@pytest.mark.parametrize(
    ("text", "told"),
    [
        ("The insurer accused the government of hiding losses.", ["ACCUSE"]),
        ("Soldiers arrested the goalkeeper.", ["COERCE"]),
        ("Chile accused biologists in Peru of stealing the genome.", ["ACCUSE"]),
        ("Students marched through Lima on Friday against the new law.", ["PROTEST"]),
    ],
)
def test_whoever_is_public_makes_it_an_event(text: str, told: list[str]) -> None:
    """A government, soldiers, a state, or a crowd in the street make the same words news."""
    assert _types(text) == told


def _types(text: str) -> list[str]:
    return [event.type for event in dragoman.load()(Report(id="r", text=text, published="2024-05-14")).events]


@pytest.mark.parametrize(
    "text",
    [
        "Denmark surrendered their lead to Norway in the final minute.",
        "Peru welcomed six million visitors last year.",
        "The king opened an exhibition of old maps.",
        "An army of ants forced the gardeners to retreat.",
        "The thriller opens with the murder of a tenor.",
        "Peru attacked from the start, but Chile kept a clean sheet.",
    ],
)
def test_figures_of_speech_have_no_events(text: str) -> None:
    """Leads are lost, visitors welcomed, armies are of ants and murders are in a thriller."""
    assert _types(text) == []
