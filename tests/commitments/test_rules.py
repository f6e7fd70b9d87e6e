"""Every example of the rule files: what is owed stands in brackets; what must not match gives no such commitment."""

from __future__ import annotations

import pytest

import dragoman
from dragoman.commitments import load_commitment_rules
from dragoman.commitments.rules import AnswerRule, CueRule, ListRule
from dragoman.record import Commitment

_RULES = load_commitment_rules()


def commitments_in(text: str) -> tuple[Commitment, ...]:
    return dragoman.load()(dragoman.Report(id="rule", text=text, published="2018-03-28")).commitments


def unmarked(example: str) -> tuple[str, str]:
    """The example without its brackets, and what stood in them.

    >>> unmarked("He must [go].")
    ('He must go.', 'go')
    """
    before, rest = example.split("[")
    owed, after = rest.split("]")
    return before + owed + after, owed


@pytest.mark.parametrize("rule", _RULES.cues, ids=lambda rule: rule.id)
def test_cue_examples(rule: CueRule) -> None:
    """The bracketed words are owed in each "yes"; no "no" holds a commitment of the kind."""
    for example in rule.yes:
        text, owed = unmarked(example)
        found = commitments_in(text)

        assert any(text[c.content.start : c.content.end].startswith(owed) for c in found), (example, found)
    for example in rule.no:
        assert not [c for c in commitments_in(example) if c.kind == rule.kind], example


@pytest.mark.parametrize("rule", _RULES.listed, ids=lambda rule: rule.id)
def test_list_examples(rule: ListRule) -> None:
    """The bracketed first item is owed, of the rule's kind, in each "yes"; no "no" holds a commitment of the kind."""
    for example in rule.yes:
        text, owed = unmarked(example)
        found = commitments_in(text)

        assert (rule.kind, owed) in [(c.kind, text[c.content.start : c.content.end]) for c in found], example
    for example in rule.no:
        assert not [c for c in commitments_in(example) if c.kind == rule.kind], example


@pytest.mark.parametrize("rule", _RULES.answers, ids=lambda rule: rule.id)
def test_answer_examples(rule: AnswerRule) -> None:
    """The bracketed commitment has the rule's state in each "yes", and is open in each "no"."""
    for examples, state in ((rule.yes, rule.state), (rule.no, "open")):
        for example in examples:
            text, owed = unmarked(example)
            found = commitments_in(text)

            assert (owed, state) in [(text[c.content.start : c.content.end], c.state) for c in found], example


def test_lists_hold_every_word_once_in_lower_case() -> None:
    """Lists are asked for lemmas in lower case."""
    for words in _RULES.lists:
        assert all(w == w.lower() for w in words.words), words.id
