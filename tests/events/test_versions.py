"""Who says that an event happened, and which events are versions of one happening: short stories as data."""

from __future__ import annotations

import tomllib
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.record import Coding, Event, Report

STORIES: list[dict[str, Any]] = tomllib.loads(Path(__file__).with_name("versions.toml").read_text("utf-8"))["story"]


def told(coding: Coding, text: str, event: Event) -> str:
    """The event as a line of the file writes it."""
    statement = coding.statements[event.statement] if event.statement is not None else None
    source = "-"
    if statement is not None:
        source = text[statement.source.start : statement.source.end] if statement.source else "nobody named"
    earlier = coding.events[event.same_as].anchor if event.same_as is not None else None
    same = text[earlier.start : earlier.end] if earlier else "-"
    return " | ".join((text[event.anchor.start : event.anchor.end], event.type, event.modality, source, same))


def fits(line: str, found: str) -> bool:
    """Whether an event is the line's: the anchor holds its words, "*" is any type."""
    wanted, had = line.split(" | "), found.split(" | ")
    return wanted[0] in had[0] and wanted[1] in ("*", had[1]) and wanted[2:4] == had[2:4] and wanted[4] in had[4]


@pytest.mark.parametrize("story", [pytest.param(s, id=s["id"]) for s in STORIES])
def test_events_say_who_says_so(story: dict[str, Any]) -> None:
    """Each story has the events that it lists, in their order, with modality, innermost source and earlier version."""
    coding = dragoman.load()(Report(id=story["id"], text=story["text"], published="2020-03-28"))
    found = [told(coding, story["text"], event) for event in coding.events]
    left = iter(found)

    missing = [line for line in story["expect"] if not any(fits(line, event) for event in left)]

    assert not missing, f"{missing} not in {found}"
