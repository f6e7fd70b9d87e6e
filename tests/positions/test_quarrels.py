"""Whom a mediator stands between, where the report calls it "the dispute" and told of the two sides before."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.record import Report


@pytest.mark.parametrize(
    ("text", "sides"),
    [
        ("Iran accused Iraq of shelling a post on Monday. Oman mediates in the dispute.", {"IRN", "IRQ"}),
        ("Kenya and Somalia broke off ties in May. Qatar has mediated the conflict for years.", {"KEN", "SOM"}),
        ("Oman accused Iraq of shelling a post on Monday. Oman mediates in the dispute.", {None}),
        ("Qatar mediates in the dispute.", {None}),
    ],
)
def test_the_dispute_is_between_who_acted_and_who_suffered_before(text: str, sides: set[str | None]) -> None:
    """Both sides of the last event that had two; none where the mediator is one of them or nothing was told."""
    found = dragoman.load()(Report(id="quarrel", text=text, published="2018-03-28")).positions

    assert {p.object.actor for p in found if p.stance == "mediates"} == sides
