"""Our own hard cases, as data: each sentence gives the statements that its case lists."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pytest

import dragoman
from dragoman.record import Coding, Report, Statement

FLOOR = 0.95  # share of the cases that must be right with the bundled model
FILE = Path(__file__).with_name("cases.toml")
CASES: list[dict[str, Any]] = tomllib.loads(FILE.read_text(encoding="utf-8"))["case"]


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
        """Whether the statement is this one; possessive endings of a source do not matter."""
        source = text[found.source.start : found.source.end] if found.source else "-"
        cue = text[found.cue.start : found.cue.end] if found.cue else "-"
        return (
            source.removesuffix("’s").removesuffix("’") == self.source
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
    """At least 95 in 100 of the hard cases give exactly the statements that they list."""
    wrong = {name: found for name, found in results.items() if found}

    assert len(wrong) <= (1 - FLOOR) * len(results), "\n".join(f"{name}: {found}" for name, found in wrong.items())


def test_every_case_says_why_it_is_hard() -> None:
    """Ids are unique, and each case names the turn that makes it hard."""
    assert len({case["id"] for case in CASES}) == len(CASES)
    assert all(case["why"] for case in CASES)
