"""Speakers named by the layout: "NAME: words" in a transcript, and "words" – Name under a quotation."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.attribution.cues import Cue
from dragoman.attribution.drafts import Draft
from dragoman.attribution.phrases import DASHES, is_quote_mark
from dragoman.attribution.reading import Quoted, Reading

_LONGEST_NAME = 6
_LEAST_TURNS = 2  # a single "NAME: ..." may be a heading


def find_turns(reading: Reading) -> list[Draft]:
    """The statements that layout alone makes certain."""
    turns = list(_transcript(reading))
    return (turns if len(turns) >= _LEAST_TURNS else []) + list(_signed(reading))


def _transcript(reading: Reading) -> Iterator[Draft]:
    for sentence in reading.parsed.sentences:
        if not reading.begins_paragraph(sentence.first):
            continue
        first = sentence.first + is_quote_mark(reading.parsed.words[sentence.first].text)
        colon = _colon_after_name(reading, first, sentence.last)
        if colon is None:
            continue
        last = reading.paragraph_end(colon)
        if last > colon:
            cue = Cue(colon, colon, colon, "turn")
            yield Draft(cue, tuple(range(first, colon)), frozenset(range(colon + 1, last + 1)), (), last, sure=True)


def _colon_after_name(reading: Reading, first: int, last: int) -> int | None:
    """The colon behind a speaker's name, which is in capitals or a person's, at the head of a line."""
    words = reading.parsed.words
    for index in range(first, min(last, first + _LONGEST_NAME)):
        if words[index].text == ":":
            return index if index > first and _is_speaker(reading, first, index) else None
    return None


def _is_speaker(reading: Reading, first: int, end: int) -> bool:
    words = reading.parsed.words[first:end]
    if all(w.text.isupper() for w in words):
        return True
    return any(n.type == "PER" and n.first == first and n.last == end for n in reading.names_at(first))


def _signed(reading: Reading) -> Iterator[Draft]:
    """A quotation of its own paragraph, a dash, and the name of who said it."""
    for quoted in reading.quoted:
        dash = quoted.last + 1
        words = reading.parsed.words
        if dash + 1 >= len(words) or words[dash].text not in DASHES or not _opens_paragraph(reading, quoted):
            continue
        last = reading.paragraph_end(dash + 1)
        name = reading.names_at(dash + 1)
        if last - dash <= 2 * _LONGEST_NAME and any(n.type == "PER" and n.first == dash + 1 for n in name):
            source = tuple(range(dash + 1, last + (words[last].upos != "PUNCT")))
            yield Draft(Cue(dash, dash, dash, "turn"), source, frozenset(), (quoted,), quoted.last, sure=True)


def _opens_paragraph(reading: Reading, quoted: Quoted) -> bool:
    return reading.begins_paragraph(quoted.first)
