"""Actors told by description in a whole report: who "its ally", "the island" and "the northern neighbour" are."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.record import Report


def actor_at(text: str, words: str) -> str | None:
    """The id of the actor whose mention has just these words, at their last place in the text."""
    start = text.rindex(words)
    coding = dragoman.load()(Report(id="described", text=text, published="2031-02-03"))
    return next(
        (a.id for a in coding.actors for m in a.mentions if (m.start, m.end) == (start, start + len(words))), None
    )


@pytest.mark.parametrize(
    ("text", "words", "actor"),
    [
        (
            "Belarus seized a Latvian ferry on Monday. Ukraine closed its airspace to its neighbour. "
            "Moscow stood by its ally.",
            "its ally",
            "BLR",
        ),
        (
            "Rwanda accused Uganda of arming rebels. Burundi urged calm. "
            "Kigali said its northern neighbour had massed troops.",
            "its northern neighbour",
            "UGA",
        ),
        (
            "Kenya condemned Ethiopia and Tanzania. Nairobi warned its southern neighbour.",
            "its southern neighbour",
            "TZA",
        ),
        (
            "Turkey condemned Cyprus on Monday and Greece on Tuesday. It then threatened the island.",
            "the island",
            "CYP",
        ),
        ("The Security Council condemned the invasion by Iraq of its neighbour.", "its", "IRQ"),
        ("Canada rebuked Morocco. Mali backed the kingdom.", "the kingdom", "MAR"),
        ("Hezbollah fired rockets at Haifa on Monday. Israel struck the militia.", "the militia", "LBN/hezbollah"),
        ("Hezbollah freed two men. A court met in Haifa. Israel praised the group.", "the group", "LBN/hezbollah"),
        (
            "Gen. Idris Deby seized power in Chad in 1990. The general had led the army.",
            "The general",
            "TCD/idris-deby",
        ),
    ],
)
def test_a_description_means_a_state_told_of_before(text: str, words: str, actor: str) -> None:
    """The state that fits the words: the owner's counterpart, by the side on which it lies, or an island."""
    assert actor_at(text, words) == actor


@pytest.mark.parametrize(
    ("text", "word", "actor"),
    [
        ("The treaty was long. It angered Peru.", "It", None),
        ("Norway signed the treaty. It accused Sweden of delay.", "It", "NOR"),
        ("Norway's Cabinet met on Monday. “Sweden has broken its word,” it said.", "it", "NOR/cabinet"),
        ("Sweden will not sign the treaty before May, it said.", "it", "SWE"),
    ],
)
def test_it_is_a_thing_unless_it_does_what_only_actors_do(text: str, word: str, actor: str | None) -> None:
    """ "It" behind a treaty is the treaty; who accuses or says is somebody, and not whom its own quotation is about."""
    assert actor_at(text, word) == actor


def test_they_behind_several_are_all_of_them() -> None:
    """ "They" behind "Peru, Chile and Bolivia" acts for the three."""
    text = "Peru, Chile and Bolivia cut ties with Brazil on Monday. They accused Brasilia of spying."
    coding = dragoman.load()(Report(id="several", text=text, published="2031-02-03"))
    event = next(e for e in coding.events if text[e.anchor.start :].startswith("accused"))

    assert {p.actor for p in event.actors} == {"PER", "CHL", "BOL"}


@pytest.mark.parametrize(
    ("text", "words"),
    [
        ("Peru condemned Chile. A fire broke out on the island.", "the island"),
        ("Peru closed its border. Lima thanked its allies.", "its allies"),
        ("The senator condemned Chile. He met his ally on Monday.", "his ally"),
    ],
)
def test_a_description_that_fits_no_state_told_of_means_none(text: str, words: str) -> None:
    """No island was told of; several allies are nobody in particular; a man's ally is no state."""
    assert actor_at(text, words) not in ("PER", "CHL")
