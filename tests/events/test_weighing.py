"""What the rules tell is weighed against what the model says of the same word."""

from __future__ import annotations

from dataclasses import replace

from dragoman.events import load_event_rules
from dragoman.events.candidates import Candidate
from dragoman.events.weighing import weigh
from dragoman.language import LearnedEvent

RULES = load_event_rules()
KNOWN = Candidate(3, "COERCE", "arrest", 0.8)


def learned(kind: str, probability: float, *, mode: str | None = None) -> LearnedEvent:
    return LearnedEvent(3, kind, mode, (), probability)


def confidence(event: LearnedEvent | None) -> float:
    return weigh([KNOWN], [event] if event else [], RULES)[0].confidence


def test_two_that_agree_are_trusted_more_than_the_rules_alone() -> None:
    """A rule with which the model agrees is right more often."""
    assert confidence(learned("COERCE", 0.9)) > max(confidence(None), confidence(learned("AID", 0.9)))


def test_a_surer_model_is_trusted_more() -> None:
    """Confidence rises with the model's chance."""
    assert confidence(learned("COERCE", 0.3)) < confidence(learned("COERCE", 0.95))


def test_the_model_gives_a_mode_that_the_rules_lack() -> None:
    """Rules know modes better; where they know none, the model's stands."""
    open_mode = replace(KNOWN, mode=None)

    assert weigh([KNOWN], [learned("COERCE", 0.9, mode="seize")], RULES)[0].mode == "arrest"
    assert weigh([open_mode], [learned("COERCE", 0.9, mode="seize")], RULES)[0].mode == "seize"


def test_the_model_tells_no_event_of_its_own() -> None:
    """An event that no rule knows is not told."""
    assert weigh([], [learned("AID", 0.99)], RULES) == []


def test_without_event_heads_the_rules_own_confidence_stands() -> None:
    """A model that learned no events takes nothing from the rules."""
    assert weigh([KNOWN], None, RULES) == [KNOWN]
