"""The rules' and the model's candidates as one list, each with the chance that it is right."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import replace
from math import exp, log

from dragoman.events.candidates import Candidate
from dragoman.events.rules import EventRules, ToldBy
from dragoman.language import LearnedEvent

_SILENT = 0.001  # the model's chance of an event at a word of which it says nothing


def merge(found: Iterable[Candidate], learned: Iterable[LearnedEvent] | None, rules: EventRules) -> list[Candidate]:
    """The candidates in text order, one at a word, with calibrated confidence; those below ``rules.least`` left out.

    Where the model has no event heads (``learned`` None) the rules' candidates stand with their own confidence.
    """
    if learned is None:
        return sorted(found, key=lambda candidate: candidate.anchor)
    merged = (likeliest(known, event, rules) for known, event in readings(found, learned))
    return [candidate for candidate in merged if candidate.confidence >= rules.least]


def readings(
    found: Iterable[Candidate], learned: Iterable[LearnedEvent]
) -> Iterator[tuple[Candidate | None, LearnedEvent | None]]:
    """What the rules and the model say of each word, in text order; of "held talks" they may name either word."""
    by_word = {candidate.anchor: candidate for candidate in found}
    told = {event.anchor: event for event in learned}
    for candidate in by_word.values():
        if candidate.light is not None and candidate.light in told and candidate.anchor not in told:
            told[candidate.anchor] = told.pop(candidate.light)
    for index in sorted({*by_word, *told}):
        yield by_word.get(index), told.get(index)


def likeliest(known: Candidate | None, event: LearnedEvent | None, rules: EventRules) -> Candidate:
    """What the rules and the model say of a word, whichever is likelier to be right."""
    found = [
        replace(candidate, confidence=chance(told_by, event, rules)) for told_by, candidate in options(known, event)
    ]
    return max(found, key=lambda candidate: candidate.confidence)


def options(known: Candidate | None, event: LearnedEvent | None) -> Iterator[tuple[ToldBy, Candidate]]:
    """The readings of a word, with who tells them."""
    if known is None:
        if event is not None:
            yield "model", Candidate(event.anchor, event.type, event.mode, event.probability, learned=event)
    elif event is None:
        yield "rules", known
    elif event.type == known.type:
        yield "both", replace(known, mode=known.mode or event.mode, learned=event)
    else:
        yield "rules-against-model", replace(known, learned=event)
        yield "model-against-rules", replace(known, type=event.type, mode=event.mode, rule=None, learned=event)


def chance(told_by: ToldBy, event: LearnedEvent | None, rules: EventRules) -> float:
    """The chance that such a reading is right: a logistic of the model's log-odds of an event at the word."""
    trust = rules.trust[told_by]
    return 1 / (1 + exp(-(trust.bias + trust.weight * log_odds(event))))


def log_odds(event: LearnedEvent | None) -> float:
    """The model's log-odds of an event at the word, bounded."""
    probability = _SILENT if event is None else min(max(event.probability, _SILENT), 1 - _SILENT)
    return log(probability / (1 - probability))
