"""Our own wire stories: their gold files are well formed, and every story is coded."""

from __future__ import annotations

from pathlib import Path
from typing import Any

import pytest

import dragoman
from bench import stories
from dragoman.record import load_plover

KINDS = {"demand", "ultimatum", "obligation", "promise", "threat", "offer", "condition", "request"}
STANCES = {
    "supports",
    "opposes",
    "recognizes",
    "does-not-recognize",
    "allied-with",
    "mediates",
    "seeks",
    "claims",
}


@pytest.fixture(scope="module")
def coder() -> dragoman.Coder:
    """The bundled coder, loaded once."""
    return dragoman.load()


def marks(gold: dict[str, Any]) -> list[str]:
    """Every pattern of a gold file that must mark a place of the text."""
    rooms = ("actors", "times", "places", "events")
    facts = [fact["at"] for room in rooms for fact in gold[room]] + [fact["cue"] for fact in gold["statements"]]
    return facts + [pattern for group in gold["same_actor"] for pattern in group]


@pytest.mark.parametrize("name", stories.names())
def test_every_mark_of_gold_is_one_place_of_the_text(name: str, shared: Path) -> None:
    """Each alternative of each mark is in the text exactly once."""
    text, gold = stories.read_story(name)
    spans_of = stories.read_scorer(shared).spans_of

    assert [mark for pattern in marks(gold) for mark in pattern.split("|") if len(spans_of(mark, text)) != 1] == []


@pytest.mark.parametrize("name", stories.names())
def test_gold_uses_the_codebooks_names(name: str) -> None:
    """Event types, modes, kinds of commitment and stances of gold are those of the contract."""
    gold, types = stories.read_story(name)[1], load_plover().types
    wrong = [t for fact in gold["events"] for t in fact["types"] if t not in types]
    wrong += [m for e in gold["events"] for m in e.get("mode", ()) if not any(types[t].has_mode(m) for t in e["types"])]
    wrong += [kind for fact in gold["commitments"] for kind in fact["kind"] if kind not in KINDS]
    wrong += [stance for fact in gold["positions"] for stance in fact["stance"] if stance not in STANCES]

    assert wrong == []


@pytest.mark.parametrize("name", stories.names())
def test_a_story_is_coded(name: str, coder: dragoman.Coder) -> None:
    """A story gives events, actors and statements whose offsets lie in its text."""
    text = stories.read_story(name)[0]
    coding = stories.code(coder, name)

    assert coding["events"]
    assert coding["actors"]
    assert coding["statements"]
    assert all(0 <= e["anchor"]["start"] < e["anchor"]["end"] <= len(text) for e in coding["events"])
