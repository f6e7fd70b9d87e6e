"""Our own hard cases, as data: each sentence gives the statements that its case lists."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.record import Coding, Report, Statement

FLOOR = 0.95  # share of the cases without a known gap that must be right with the bundled model
FOLDER = Path(__file__).with_name("cases")
FILES = sorted(FOLDER.glob("*.toml"))
CASES: list[dict[str, Any]] = [case for file in FILES for case in tomllib.loads(file.read_text("utf-8"))["case"]]
GAPS = [
    pytest.param(c["id"], marks=pytest.mark.xfail(reason=c["known_gap"], strict=True), id=c["id"])
    for c in CASES
    if "known_gap" in c
]


@dataclass(frozen=True)
class Expected:
    """One line of ``expect``; an empty part is not asked for."""

    source: str
    cue: str
    content: tuple[str, ...]
    kind: str
    attitude: str
    actor: str

    @classmethod
    def of(cls, line: str) -> Expected:
        source, cue, content, kind, attitude, *actor = line.split(" | ")
        return cls(source, cue, tuple(content.split(" / ")), kind, attitude, *(actor or [""]))

    def fits(self, text: str, found: Statement) -> bool:
        """Whether the statement is this one; possessive endings of a source, and the comma
        that closes its apposition, do not matter."""
        source = text[found.source.start : found.source.end] if found.source else "-"
        cue = text[found.cue.start : found.cue.end] if found.cue else "-"
        return (
            source.removesuffix(",").removesuffix("’s").removesuffix("’") == self.source
            and self.cue in cue
            and tuple(text[c.start : c.end] for c in found.content) == self.content
            and found.kind == self.kind
            and (found.attitude or "-") == self.attitude
            and (not self.actor or (found.source is not None and found.source.actor == self.actor))
        )


def misses(case: dict[str, Any], coding: Coding) -> list[str]:
    """What a coding lacks or has too much, in words."""
    text, left = case["text"], list(coding.statements)
    wrong = []
    for line in case["expect"]:
        fitting = [s for s in left if Expected.of(line).fits(text, s)]
        if fitting:
            left.remove(fitting[0])
        else:
            wrong.append(f"missed: {line}")
    if case.get("exact", True):
        wrong += [f"extra: {described(text, s)}" for s in left]
    return wrong


def described(text: str, found: Statement) -> str:
    source = f"{text[found.source.start : found.source.end]} ({found.source.actor})" if found.source else "-"
    cue = text[found.cue.start : found.cue.end] if found.cue else "-"
    content = " / ".join(text[c.start : c.end] for c in found.content)
    return " | ".join((source, cue, content, found.kind, found.attitude or "-"))


@pytest.fixture(scope="module")
def results() -> dict[str, list[str]]:
    coder = dragoman.load()
    codings = coder.pipe(Report(id=case["id"], text=case["text"], published="2018-03-28") for case in CASES)
    return {case["id"]: misses(case, coding) for case, coding in zip(CASES, codings, strict=True)}


def test_hard_cases_are_right(results: dict[str, list[str]]) -> None:
    """At least 95 in 100 of the hard cases without a known gap give exactly the statements that they list."""
    asked = [c["id"] for c in CASES if "known_gap" not in c]
    wrong = {name: results[name] for name in asked if results[name]}

    assert len(wrong) <= (1 - FLOOR) * len(asked), "\n".join(f"{name}: {found}" for name, found in wrong.items())


@pytest.mark.parametrize("name", GAPS)
def test_known_gaps_are_still_open(results: dict[str, list[str]], name: str) -> None:
    """A case with a known gap is wrong; when it comes right, its line must go."""
    assert not results[name]


def test_every_case_says_why_it_is_hard() -> None:
    """There are at least 150 cases; their ids are unique, and each names the turn that makes it hard."""
    assert len({case["id"] for case in CASES}) == len(CASES) >= 150
    assert all(case["why"] for case in CASES)
