"""What is told only in passing: an aside that the model does not see stays only where something bears it out."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.events import find_events, load_event_rules
from dragoman.language import ActorLookup, LearnedEvent
from dragoman.record import Actor, Mention, Wire
from dragoman.testing import parsed_from

RAIDED_TO_STOP = """
Kenya    Kenya    PROPN  nsubj       2
bombed   bomb     VERB   root        0   xpos=VBD
camps    camp     NOUN   obj         2
to       to       PART   mark        5
arrest   arrest   VERB   advcl       2   xpos=VB
rebels   rebel    NOUN   obj         5
.        .        PUNCT  punct       2
"""
ARRESTED_LATER = """

Kenya    Kenya    PROPN  nsubj       2
arrested arrest   VERB   root        0   xpos=VBD
rebels   rebel    NOUN   obj         2
.        .        PUNCT  punct       2
"""
FLED_AFTER = """
Rebels   rebel    NOUN   nsubj       2
rested   rest     VERB   root        0   xpos=VBD
after    after    SCONJ  mark        4
bombing  bomb     VERB   advcl       2   xpos=VBG
Kenya    Kenya    PROPN  obj         4
.        .        PUNCT  punct       2
"""


def types(table: str, learned: tuple[LearnedEvent, ...] | None) -> list[str]:
    """The types of the events of a table in which Kenya and the rebels act; ``learned`` is what the model says."""
    parsed = replace(parsed_from(table), events=learned)
    kenya = tuple(_mentions(parsed.text, "Kenya"))
    rebels = tuple(_mentions(parsed.text.lower(), "rebels"))
    actors = [
        Actor(id="KEN", name="Kenya", type="state", country="KEN", mentions=kenya),
        Actor(id="KEN/rebels", name="rebels", type="group", sector="REB", country="KEN", mentions=rebels),
    ]
    lookup = ActorLookup.of(parsed, actors)
    events = find_events(parsed, lookup, (), (), (), wire=Wire(), day="2024-05-14", rules=load_event_rules())
    return [event.type for event in events]


def _mentions(text: str, word: str) -> list[Mention]:
    starts = [k for k in range(len(text)) if text.startswith(word, k)]
    return [Mention(start=k, end=k + len(word), kind="nominal") for k in starts]


def test_an_aim_that_the_model_does_not_see_is_no_event_beside_the_act() -> None:
    """ "bombed camps to arrest rebels" tells of the bombing alone."""
    assert types(RAIDED_TO_STOP, ()) == ["ASSAULT"]


@pytest.mark.parametrize(("probability", "told"), [(0.3, ["ASSAULT", "COERCE"]), (0.05, ["ASSAULT"])])
def test_the_model_bears_out_an_aside(probability: float, told: list[str]) -> None:
    """An aside that the model takes for an event with some chance is told."""
    assert types(RAIDED_TO_STOP, (LearnedEvent(4, "COERCE", None, (), probability),)) == told


def test_another_sentence_bears_out_an_aside() -> None:
    """The arrest told later as news makes the arrest told in passing one too."""
    assert types(RAIDED_TO_STOP + ARRESTED_LATER, ()) == ["ASSAULT", "COERCE", "COERCE"]


def test_an_aside_that_is_all_the_sentence_tells_of_a_public_affair_stays() -> None:
    """ "rested after bombing Kenya" tells of nothing else, and of a state."""
    assert types(FLED_AFTER, ()) == ["ASSAULT"]


def test_without_event_heads_every_aside_stays() -> None:
    """A model that was never taught events says nothing against an aside."""
    assert types(RAIDED_TO_STOP, None) == ["ASSAULT", "COERCE"]
