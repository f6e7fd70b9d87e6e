"""The sentences with marked events: well formed, unique, and rich in every type and mode."""

from __future__ import annotations

from collections import Counter
from pathlib import Path

import pytest

from corpus.read_events import read_events, read_sentence
from dragoman.record import load_plover

FOLDER = Path(__file__).resolve().parents[2] / "corpus" / "events"
SENTENCES = list(read_events(FOLDER))
EVENTS = [event for sentence in SENTENCES for event in sentence.events]


def test_the_corpus_is_large_and_has_sentences_without_events() -> None:
    """At least 3,000 sentences, and a model must also see what is no event."""
    assert len(SENTENCES) >= 3000
    assert sum(not sentence.events for sentence in SENTENCES) / len(SENTENCES) > 0.12


def test_no_sentence_is_written_twice() -> None:
    """Two equal sentences would weigh twice in training."""
    doubled = [text for text, count in Counter(s.text for s in SENTENCES).items() if count > 1]

    assert not doubled


@pytest.mark.parametrize("name", load_plover().types)
def test_every_type_and_mode_is_well_represented(name: str) -> None:
    """Each type at least 150 times, each of its modes at least 15 times."""
    kind = load_plover().types[name]
    modes = Counter(event.mode for event in EVENTS if event.type == name)

    assert sum(modes.values()) >= 150
    assert all(modes[mode] >= 15 for mode in (*kind.modes, *kind.modes_without_score)), modes


def test_most_events_say_who_takes_part() -> None:
    """An event without any participant is rare."""
    bare = sum(not {"actor", "recipient"} & set(event.roles) for event in EVENTS)

    assert bare / len(EVENTS) < 0.1


@pytest.mark.parametrize(
    ("line", "message"),
    [
        ("[Police]1 {arrested|COERCE-arrest a2}", "no phrase 2"),
        ("[Police {arrested|COERCE}", "never closed"),
        ("Police] left", 'without "\\["'),
        ("{arrested|ARREST}", "no event type"),
        ("{arrested|COERCE-visit}", "no mode of COERCE"),
        ("{arrested|COERCE soon}", "no role, flag or harm"),
        ("[Police]1 left", "phrase 1 has no role"),
        ("[ Police]1 {left|RETREAT a1}", "space at the edge"),
    ],
)
def test_a_malformed_line_is_refused(line: str, message: str) -> None:
    """The message says what is wrong and shows the line."""
    with pytest.raises(ValueError, match=message):
        read_sentence(line)
