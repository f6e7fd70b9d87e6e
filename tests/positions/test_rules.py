"""Every example of the rule file: the object stands in brackets; what must not match gives no such position."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.positions import load_position_rules
from dragoman.positions.rules import StanceRule
from dragoman.record import Position

_RULES = load_position_rules()


def positions_in(text: str) -> tuple[Position, ...]:
    return dragoman.load()(dragoman.Report(id="rule", text=text, published="2018-03-28")).positions


@pytest.mark.parametrize("rule", _RULES.stances, ids=lambda rule: rule.id)
def test_stance_examples(rule: StanceRule) -> None:
    """Each "yes" has a position of the stance on the bracketed words; no "no" has one of the stance."""
    for example in rule.yes:
        thing = example.split("[")[1].split("]")[0]
        text = example.replace("[", "").replace("]", "")
        found = [(p.stance, text[p.object.start : p.object.end]) for p in positions_in(text)]

        assert any(s == rule.stance and words.startswith(thing) for s, words in found), (example, found)
    for example in rule.no:
        assert not [p for p in positions_in(example) if p.stance == rule.stance], example


def test_lists_that_rules_name_are_there() -> None:
    """A rule that asks for a list finds it."""
    for rule in _RULES.stances:
        assert rule.things in (None, "actors") or not _RULES.has(rule.things, "")
