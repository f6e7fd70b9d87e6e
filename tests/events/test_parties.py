"""Who and whom: the table of turns in ``parties.toml``, each sentence coded as a report of its own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.record import Report

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("parties.toml").read_text(encoding="utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_participants_are_those_of_the_table(case: dict[str, Any]) -> None:
    """The event at the anchor has the actors and recipients that the case lists."""
    coding = dragoman.load()(Report(id="r", text=case["text"], published="2024-05-14"))
    at = case["text"].index(case["anchor"])
    found = [event for event in coding.events if event.anchor.start <= at < event.anchor.end]

    assert found, [coding.report.text[e.anchor.start : e.anchor.end] for e in coding.events if coding.report]
    for side in ("actors", "recipients"):
        if side in case:
            assert sorted(p.actor for p in getattr(found[0], side)) == sorted(case[side]), side
