"""Sentences of ``corpus/negatives``, which tell no public affair; ``python -m bench negatives`` reads them all."""

from __future__ import annotations

import dragoman
from bench.negatives import FOLDER as NEGATIVES
from bench.negatives import false_events, lines_of, negatives, rate

SAMPLE = 6  # every sixth sentence, so that the test runs in seconds
CEILING = 4.5  # false events in 100 sentences of the sample


def test_the_negative_set_is_large_and_has_no_sentence_twice() -> None:
    """At least 1,400 sentences of at least 5 words, each of them once."""
    sentences = [s.text for s in negatives()]

    assert len(sentences) >= 1400
    assert len(set(sentences)) == len(sentences)
    assert [s for s in sentences if not 5 <= len(s.split()) <= 45] == []


def test_every_kind_has_sentences() -> None:
    """No file of the set is empty."""
    assert [file.name for file in NEGATIVES.glob("*.txt") if len(lines_of(file)) < 40] == []


def test_few_events_are_coded_where_there_is_none() -> None:
    """The share of false events in a sample stays below its ceiling."""
    sample = negatives()[::SAMPLE]

    assert rate(false_events(dragoman.load(), sample), sample) <= CEILING
