"""Every form of position, as data: sentences read by the bundled model, and what must be found in them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import dragoman
from dragoman.record import Coding, Position

_CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence and the position in it; what is None is not checked."""

    sentence: str
    stance: str
    object: str = ""
    holder: str | None = None
    about: str | None = None
    since: str | None = None


CASES = [Case(**case) for case in _CASES]


@cache
def coded(sentence: str) -> Coding:
    """The coding of a report of one sentence."""
    return dragoman.load()(dragoman.Report(id="case", text=sentence, published="2018-03-28"))


def fits(case: Case, found: Position) -> bool:
    return (
        found.stance == case.stance
        and case.object in case.sentence[found.object.start : found.object.end]
        and (case.holder is None or case.holder == found.holder.actor)
        and (case.about is None or case.about == found.object.actor)
        and case.since == found.since
    )


@pytest.mark.parametrize("case", [c for c in CASES if c.stance != "none"], ids=lambda c: c.sentence)
def test_a_form_gives_its_position(case: Case) -> None:
    """The sentence yields a position of the stance, with holder, object, the object's actor, and since when."""
    found = coded(case.sentence).positions

    assert any(fits(case, p) for p in found), found


@pytest.mark.parametrize("case", [c for c in CASES if c.stance == "none"], ids=lambda c: c.sentence)
def test_a_near_miss_gives_nothing(case: Case) -> None:
    """Single acts, possible stances and other senses of the words hold no position."""
    assert coded(case.sentence).positions == ()
