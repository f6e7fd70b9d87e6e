"""The frames of ``variations.toml``; ``python -m bench variations`` codes all of their more than 10,000 sentences."""

from __future__ import annotations

import dragoman
from bench.variations import HELD_OUT, shares, variations, violations

SAMPLE = 220  # sentences, spread over frames and forms, so that the test runs in seconds
CEILING = 2.0  # per cent of the sample with a violation


def test_variations_are_many_and_the_same_on_every_run() -> None:
    """At least 10,000 sentences, no id twice, made without chance."""
    made = variations()

    assert len(made) >= 10_000
    assert len({v.id for v in made}) == len(made)
    assert variations() == made


def test_those_held_out_are_other_sentences() -> None:
    """At least 2,000, none of them among those that rules are mended on."""
    made = {v.text for v in variations(frames=HELD_OUT)}

    assert len(made) >= 2_000
    assert made.isdisjoint(v.text for v in variations())


def test_every_variation_has_its_anchor_in_the_text() -> None:
    """The marked words lie inside the sentence, which has no slot left open."""
    for variation in [*variations(SAMPLE), *variations(SAMPLE, frames=HELD_OUT)]:
        assert all(0 <= start < end <= len(variation.text) for start, end in variation.anchors)
        assert variation.anchors
        assert not set("{}*+") & set(variation.text)


def test_coding_changes_only_where_the_sentence_does() -> None:
    """The share of a sample whose coding does not follow the exchange of names, voice, tense or day."""
    made = variations(SAMPLE)

    assert shares(made, violations(dragoman.load(), made))["variations violated"] <= CEILING
