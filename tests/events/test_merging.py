"""What rules and model say of a word becomes one reading with the chance that it is right."""

from __future__ import annotations

from dragoman.events import load_event_rules
from dragoman.events.candidates import Candidate
from dragoman.events.merging import likeliest, merge
from dragoman.language import LearnedEvent

RULES = load_event_rules()
KNOWN = Candidate(3, "COERCE", "arrest", 0.8)


def learned(kind: str, probability: float) -> LearnedEvent:
    return LearnedEvent(3, kind, None, "actual", False, (), probability)


def test_two_that_agree_are_trusted_more_than_either() -> None:
    """A rule and the model at one word are right more often than one of them alone."""
    both = likeliest(KNOWN, learned("COERCE", 0.9), RULES).confidence

    assert both > likeliest(KNOWN, None, RULES).confidence
    assert both > likeliest(None, learned("COERCE", 0.9), RULES).confidence


def test_the_mode_is_the_rules_where_they_agree() -> None:
    """Rules know modes better than the model."""
    assert likeliest(KNOWN, learned("COERCE", 0.9), RULES).mode == "arrest"


def test_a_surer_model_is_trusted_more() -> None:
    """Confidence rises with the model's chance."""
    low, high = (likeliest(None, learned("AID", p), RULES).confidence for p in (0.3, 0.95))

    assert low < high


def test_what_is_too_unlikely_is_left_out() -> None:
    """A word of which the model thinks little is no event."""
    assert merge([], [learned("AID", 0.05)], RULES) == []


def test_without_event_heads_the_rules_stand_alone() -> None:
    """A model that learned no events takes nothing from the rules."""
    assert merge([KNOWN], None, RULES) == [KNOWN]


def test_a_light_verb_and_its_noun_are_one_event() -> None:
    """Of "held talks" the rules name the noun and the model may name the verb."""
    talks = Candidate(4, "CONSULT", None, 0.8, light=3)

    assert [c.anchor for c in merge([talks], [learned("CONSULT", 0.9)], RULES)] == [4]
