"""Every rule of the room matches its own yes phrases and none of its near misses."""

from __future__ import annotations

import pytest

from dragoman.record import Report
from dragoman.rulefile import read_rules
from dragoman.wire import find_wire, load_wire_rules
from dragoman.wire.rules import FOLDER, CreditRule, DatelineRule, NoiseRule

DATELINES = read_rules(FOLDER / "dateline.toml", DatelineRule)
CREDITS = read_rules(FOLDER / "credits.toml", CreditRule)
STORY = " ministers met on Tuesday to talk about the border."
NOISE = read_rules(FOLDER / "noise.toml", NoiseRule)


def named(rules):  # type: ignore[no-untyped-def]
    """Every rule under its id."""
    return [pytest.param(rule, id=rule.id) for rule in rules]


def wire_of(text: str):  # type: ignore[no-untyped-def]
    """The wire of a report that holds nothing but ``text``."""
    return find_wire(Report(id="t", text=text), rules=load_wire_rules())


@pytest.mark.parametrize("rule", named(DATELINES))
def test_dateline_forms(rule: DatelineRule) -> None:
    """A form of datelines is found where it stands, and not in its near misses."""
    (form,) = (form for form in load_wire_rules().datelines if form.rule.id == rule.id)

    for phrase in rule.yes:
        assert form.pattern.match(phrase) is not None, phrase
        assert any(n.kind == "dateline" for n in wire_of(phrase + STORY).noise), phrase
    for phrase in rule.no:
        assert not any(n.kind == "dateline" for n in wire_of(phrase + STORY).noise), phrase


@pytest.mark.parametrize("rule", named(CREDITS))
def test_credit_forms(rule: CreditRule) -> None:
    """A form of credits is found with its role, and not in its near misses."""
    for phrase in rule.yes:
        wire = wire_of(phrase)

        assert [n.kind for n in wire.noise] == ["credit"], phrase
        assert all(credit.role == rule.role for credit in wire.credits), phrase
    for phrase in rule.no:
        assert not any(n.kind == "credit" for n in wire_of(phrase + ".").noise), phrase
        assert not any(n.kind == "credit" for n in wire_of(phrase).noise), phrase


@pytest.mark.parametrize("rule", named(NOISE))
def test_noise_forms(rule: NoiseRule) -> None:
    """A noise rule finds its lines under its kind, and leaves its near misses to the story."""
    for phrase in rule.yes:
        text = phrase if rule.where == "line" else f"Police met. {phrase} They left."

        assert [n.kind for n in wire_of(text).noise] == [rule.kind], phrase
    for phrase in rule.no:
        assert wire_of(phrase).noise == (), phrase
