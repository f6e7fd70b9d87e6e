"""Who and whom: the table of turns in ``parties.toml``, each sentence coded as a report of its own."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.record import Event, Report

CASES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("parties.toml").read_text(encoding="utf-8"))[
    "case"
]


@pytest.mark.parametrize("case", CASES, ids=lambda case: case["id"])
def test_participants_are_those_of_the_table(case: dict[str, Any]) -> None:
    """The event at the anchor has the actors and recipients, the type and the harm that the case lists."""
    coding = dragoman.load()(Report(id="r", text=case["text"], published="2024-05-14"))
    at = case["text"].index(case["anchor"])
    found = [event for event in coding.events if event.anchor.start <= at < event.anchor.end]

    assert found, [coding.report.text[e.anchor.start : e.anchor.end] for e in coding.events if coding.report]
    for side in ("actors", "recipients"):
        if side in case:
            assert sorted(p.actor for p in getattr(found[0], side)) == sorted(case[side]), side
    assert found[0].type == case.get("type", found[0].type)
    assert found[0].modality == case.get("modality", found[0].modality)
    assert len(coding.events) == case.get("events", len(coding.events))
    if "harm" in case:
        assert counted(found[0]) == case["harm"]


def counted(event: Event) -> dict[str, int | None]:
    """The least number of people that each kind of harm befell."""
    kinds = ("killed", "injured", "displaced", "detained")
    counts = {kind: getattr(event.harm, kind) for kind in kinds} if event.harm is not None else {}
    return {kind: count.min for kind, count in counts.items() if count is not None}
