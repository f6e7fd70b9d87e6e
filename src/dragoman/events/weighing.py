"""The rules' candidates weighed against what the model says of the same words."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from math import exp, log

from dragoman.events.candidates import Candidate
from dragoman.events.rules import EventRules, ToldBy
from dragoman.language import LearnedEvent

_SILENT = 0.001  # the model's chance of an event at a word of which it says nothing


def weigh(found: Iterable[Candidate], learned: Iterable[LearnedEvent] | None, rules: EventRules) -> list[Candidate]:
    """The candidates in text order, each with what the model learned of its word and the chance that it is right.

    The rules decide what is told: events of the model alone, and its types against the rules', were right too seldom
    (README.md). Where the model has no event heads (``learned`` None) the rules' own confidence stands.
    """
    known = sorted(found, key=lambda candidate: candidate.anchor)
    if learned is None:
        return known
    told = {event.anchor: event for event in learned}
    return [_weighed(candidate, _said_of(candidate, told), rules) for candidate in known]


def _said_of(candidate: Candidate, told: dict[int, LearnedEvent]) -> LearnedEvent | None:
    """What the model says of the candidate's word, of the verb that carries it ("held talks") or, where it sees the
    like, of the noun that makes it what it is ("went on strike")."""
    if candidate.anchor in told:
        return told[candidate.anchor]
    if candidate.light is not None:
        return told.get(candidate.light)
    return next((told[k] for k in candidate.consumed if k in told and told[k].type == candidate.type), None)


def _weighed(candidate: Candidate, event: LearnedEvent | None, rules: EventRules) -> Candidate:
    mode = event.mode if event is not None and event.type == candidate.type else None
    chance = confidence(told_by(candidate, event), event, rules)
    return replace(candidate, mode=candidate.mode or mode, learned=event, confidence=chance)


def told_by(candidate: Candidate, event: LearnedEvent | None) -> ToldBy:
    """Who tells the candidate: the rules alone, both, or the rules where the model says another type."""
    if event is None:
        return "rules"
    return "both" if event.type == candidate.type else "rules-against-model"


def confidence(told_by: ToldBy, event: LearnedEvent | None, rules: EventRules) -> float:
    """The chance that such a candidate is right: a logistic of the model's log-odds of an event at the word."""
    trust = rules.trust[told_by]
    return 1 / (1 + exp(-(trust.bias + trust.weight * log_odds(event))))


def log_odds(event: LearnedEvent | None) -> float:
    """The model's log-odds of an event at the word, bounded."""
    probability = _SILENT if event is None else min(max(event.probability, _SILENT), 1 - _SILENT)
    return log(probability / (1 - probability))
