"""One happening told twice in a clause: "an attack killed nine", "attacked the camp, killing nine"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.events.candidates import Candidate
from dragoman.events.slots import Slots

_IN = ("in", "during", "by", "when", "with")
_AIMED = frozenset(
    {
        ("PROTEST", "REQUEST"),
        ("PROTEST", "PROTEST"),
        ("PROTEST", "ACCUSE"),
        ("CONSULT", "CONSULT"),
        ("AGREE", "CONSULT"),
        ("COERCE", "COOPERATE"),  # "arrested for collaborating": the charge
        ("SANCTION", "COOPERATE"),
    }
)
_CAUSES = frozenset({"ASSAULT", "COERCE", "PROTEST"})


def with_outcomes(found: Sequence[Candidate], slots: Slots) -> list[Candidate]:
    """The candidates without the verbs of harm that only tell what came of another; that one keeps the verb
    as its ``outcome``."""
    by_word = {c.anchor: c for c in found}
    outcome: dict[int, int] = {}
    for candidate in found:
        if candidate.type == "ASSAULT" and _tells_harm(candidate.anchor, slots):
            cause = _cause(candidate.anchor, by_word, slots)
            if cause is not None and cause not in outcome.values():
                outcome.setdefault(cause, candidate.anchor)
    outcomes = set(outcome.values())
    dropped = outcomes | _beside(outcomes, by_word, slots) | _aims(by_word, slots)
    return [
        replace(c, outcome=outcome[c.anchor]) if c.anchor in outcome else c for c in found if c.anchor not in dropped
    ]


def _beside(outcomes: set[int], by_word: dict[int, Candidate], slots: Slots) -> set[int]:
    """Verbs of harm coordinated with an outcome and without a doer of their own ("killing nine and wounding ten")."""
    beside = (k for verb in outcomes for k in slots.parsed.children(verb, "conj") if k in by_word)
    return {k for k in beside if _tells_harm(k, slots) and slots.parsed.child(k, "nsubj", "nsubj:pass") is None}


def _aims(by_word: dict[int, Candidate], slots: Slots) -> set[int]:
    """Verbs that only tell what a protest demands, a meeting is about or somebody is held for ("marched to demand",
    "met to discuss", "arrested for collaborating")."""
    found = set()
    carried = {c.light: c for c in by_word.values() if c.light is not None}
    for index, candidate in by_word.items():
        word = slots.words[index]
        if word.upos != "VERB" or word.head < 0 or word.deprel not in ("advcl", "acl", "xcomp"):
            continue
        above = by_word.get(word.head) or carried.get(word.head)
        if above is not None and (above.type, candidate.type) in _AIMED and above.anchor != index:
            found.add(index)
    return found


def _tells_harm(index: int, slots: Slots) -> bool:
    lemma = slots.lemma(index)
    return slots.words[index].upos == "VERB" and (
        any(slots.rules.has(kind, lemma) for kind in ("harm-killed", "harm-injured", "harm-destroyed"))
    )


def _cause(verb: int, by_word: dict[int, Candidate], slots: Slots) -> int | None:
    """The word of the event that did the harm which the verb tells of."""
    subject = slots.grammar.subject(verb)
    if subject is not None and _is_cause(subject, verb, by_word, slots, "NOUN"):
        return subject
    for preposition in _IN:
        for phrase in slots.grammar.phrases(verb, preposition):
            if _is_cause(phrase, verb, by_word, slots, "NOUN"):
                return phrase
    word = slots.words[verb]
    if word.deprel == "advcl" and word.xpos == "VBG" and _is_cause(word.head, verb, by_word, slots, "VERB"):
        return word.head
    if word.deprel == "advcl" and word.xpos == "VBG" and word.head >= 0:
        for noun in slots.parsed.children(word.head, "obj", "nsubj"):
            if _is_cause(noun, verb, by_word, slots, "NOUN"):
                return noun
    return None


def _is_cause(index: int, verb: int, by_word: dict[int, Candidate], slots: Slots, upos: str) -> bool:
    candidate = by_word.get(index)
    if candidate is None or index == verb or slots.words[index].upos != upos or candidate.type not in _CAUSES:
        return False
    return not _tells_harm(index, slots)
