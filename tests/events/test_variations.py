"""The frames of ``variations.toml``; ``python -m bench variations`` codes all of their more than 10,000 sentences."""

from __future__ import annotations

import dragoman
from bench.variations import shares, variations, violations

SAMPLE = 220  # sentences, spread over frames and forms, so that the test runs in seconds
CEILING = 4.5  # per cent of the sample with a violation


def test_variations_are_many_and_the_same_on_every_run() -> None:
    """At least 10,000 sentences, no id twice, made without chance."""
    made = variations()

    assert len(made) >= 10_000
    assert len({v.id for v in made}) == len(made)
    assert variations() == made


def test_every_variation_has_its_anchor_in_the_text() -> None:
    """The marked words lie inside the sentence, which has no slot left open."""
    for variation in variations(SAMPLE):
        assert all(0 <= start < end <= len(variation.text) for start, end in variation.anchors)
        assert variation.anchors
        assert not set("{}*+") & set(variation.text)


def test_coding_changes_only_where_the_sentence_does() -> None:
    """The share of a sample whose coding does not follow the exchange of names, voice, tense or day."""
    made = variations(SAMPLE)

    assert shares(made, violations(dragoman.load(), made))["variations violated"] <= CEILING
