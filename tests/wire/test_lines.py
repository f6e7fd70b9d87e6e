"""Datelines, credits, noise and plain story lines, each a line of the tables beside this file."""

from __future__ import annotations

import csv
from pathlib import Path

import pytest

from dragoman.record import Report, Wire
from dragoman.wire import find_wire, load_wire_rules, regions_outside_story

HERE = Path(__file__).parent


def rows(name: str) -> list[dict[str, str]]:
    """The rows of a table beside this file."""
    with (HERE / name).open(encoding="utf-8", newline="") as table:
        return list(csv.DictReader(table, delimiter="\t", quoting=csv.QUOTE_NONE))


def wire_of(text: str, *, published: str | None = None) -> Wire:
    """The wire of a report that holds nothing but ``text``."""
    return find_wire(Report(id="t", text=text, published=published), rules=load_wire_rules())


@pytest.mark.parametrize("row", rows("datelines.tsv"), ids=lambda row: row["text"][:30])
def test_dateline(row: dict[str, str]) -> None:
    """A dateline gives its place words, its agency and its day; other lines give none of them."""
    text = row["text"]
    wire = wire_of(text, published="2018-03-27")
    line = wire.dateline

    assert (text[line.start : line.end] if line else "") == row["place"]
    assert (wire.agency or "") == row["agency"]
    assert ((line.date if line else None) or "") == (row["date"] if row["place"] else "")


@pytest.mark.parametrize("row", rows("credits.tsv"), ids=lambda row: row["text"][:30])
def test_credits(row: dict[str, str]) -> None:
    """Credits give name, role and place, and their words are no part of the story."""
    text = row["text"]
    wire = wire_of(text)
    found = "|".join(f"{c.name}/{c.role}/{c.place or ''}" for c in wire.credits)

    assert found == row["credits"]
    assert [text[c.start : c.end] for c in wire.credits] == [c.name for c in wire.credits]
    assert regions_outside_story(wire)[-1].end == len(text)


@pytest.mark.parametrize("row", rows("stories.tsv"), ids=lambda row: row["text"][:30])
def test_story_line_is_left_alone(row: dict[str, str]) -> None:
    """A line of the story that begins like a credit, a button or a dateline stays in the story."""
    assert regions_outside_story(wire_of(row["text"])) == ()
