"""Every form of commitment, as data: sentences read by the bundled model, and what must be found in them."""

from __future__ import annotations

import tomllib
from dataclasses import dataclass
from functools import cache
from pathlib import Path

import pytest

import dragoman
from dragoman.record import Coding, Commitment, Span

DAY = "2018-03-28"
_CASES = tomllib.loads((Path(__file__).parent / "cases.toml").read_text(encoding="utf-8"))["case"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Case:
    """A sentence and the commitment in it; what is None is not checked."""

    sentence: str
    kind: str
    content: str = ""
    debtors: list[str] | None = None
    creditors: list[str] | None = None
    condition: str | None = None
    due: str | None = None
    state: str = "open"


CASES = [Case(**case) for case in _CASES]


@cache
def coded(sentence: str) -> Coding:
    """The coding of a report of one or two sentences."""
    return dragoman.load()(dragoman.Report(id="case", text=sentence, published=DAY))


def words(case: Case, span: Span | None) -> str:
    return "" if span is None else case.sentence[span.start : span.end]


def fits(case: Case, found: Commitment) -> bool:
    return (
        found.kind == case.kind
        and found.state == case.state
        and case.content in words(case, found.content)
        and (case.condition is None or case.condition in words(case, found.condition))
        and (case.debtors is None or case.debtors == [p.actor for p in found.debtors])
        and (case.creditors is None or case.creditors == [p.actor for p in found.creditors])
        and case.due == (found.due.until if found.due else None)
    )


@pytest.mark.parametrize("case", [c for c in CASES if c.kind != "none"], ids=lambda c: c.sentence)
def test_a_form_gives_its_commitment(case: Case) -> None:
    """The sentence yields a commitment of the kind, with its parties, content, condition, deadline and state."""
    found = coded(case.sentence).commitments

    assert any(fits(case, c) for c in found), found


@pytest.mark.parametrize("case", [c for c in CASES if c.kind == "none"], ids=lambda c: c.sentence)
def test_a_near_miss_gives_nothing(case: Case) -> None:
    """Ordinary futures, wishes, weather and sport commit nobody."""
    assert coded(case.sentence).commitments == ()
