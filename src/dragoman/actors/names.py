"""Names in a report: those of the world's tables and those that the model finds."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.actors.phrases import top_of
from dragoman.language import NameSpan, Parsed
from dragoman.world import Known, World

NameKind = Literal[
    "state", "adjective", "demonym", "capital", "seat", "organization", "people", "holder", "PER", "ORG", "LOC"
]
_ORDER: tuple[NameKind, ...] = (
    "state",
    "organization",
    "seat",
    "people",
    "holder",
    "capital",
    "demonym",
    "adjective",
)
LANDS = frozenset({"state", "adjective", "demonym"})


@dataclass(frozen=True, slots=True)
class Name:
    """Words ``[first, last)`` that name something; ``head`` is the word of them that hangs outside.

    ``key`` is the world's key where ``kind`` is one of the world's, else the words themselves.
    """

    first: int
    last: int
    head: int
    kind: NameKind
    key: str


def find_names(parsed: Parsed, *, world: World) -> tuple[Name, ...]:
    """Names in text order; none overlaps another.

    A name of the world's tables yields to a longer one that the model found around it.
    """
    people = frozenset(parsed.words[n.last - 1].text for n in parsed.names if n.type == "PER" and n.last - n.first > 1)
    learned = [span for span in parsed.names if _is_nominal(parsed, span)]
    found: list[Name] = []
    for name in _merged(_known(parsed, world), learned, parsed, people):
        if not found or name.first >= found[-1].last:
            found.append(name)
    return tuple(found)


def _is_nominal(parsed: Parsed, span: NameSpan) -> bool:
    return any(parsed.words[i].upos in ("PROPN", "NOUN", "ADJ", "X") for i in range(span.first, span.last))


def _known(parsed: Parsed, world: World) -> Iterator[Name]:
    words = [word.text for word in parsed.words]
    at = 0
    for index, word in enumerate(words):
        if index < at or not (word[0].isupper() or word[0] in "’'") or word.casefold() not in world.first_words:
            continue
        found = world.longest(words, index)
        if found is not None:
            count, entries = found
            at = index + count
            yield _named(parsed, index, at, entries)


def _named(parsed: Parsed, first: int, last: int, entries: tuple[Known, ...]) -> Name:
    head = top_of(parsed, first, last)
    kinds = {entry.kind: entry.key for entry in reversed(entries)}
    kind = next(kind for kind in _preferred(parsed, head) if kind in kinds)
    return Name(first, last, head, kind, kinds[kind])  # type: ignore[index]


def _preferred(parsed: Parsed, head: int) -> tuple[NameKind, ...]:
    """What an ambiguous name most likely is: "Serbs" a people, "Serbian" an adjective."""
    word = parsed.words[head]
    if word.upos == "ADJ" or word.deprel == "amod":
        return ("state", "organization", "seat", "people", "adjective", "demonym", "holder", "capital")
    return _ORDER


def _merged(known: Iterable[Name], learned: list[NameSpan], parsed: Parsed, people: frozenset[str]) -> Iterator[Name]:
    """Both kinds in text order; of two that overlap the longer one, the world's where they are equal."""
    spans = iter(learned)
    span = next(spans, None)
    for name in known:
        while span is not None and span.last <= name.first:
            yield _learned(parsed, span)
            span = next(spans, None)
        if span is not None and span.first < name.last and _yields(name, span, parsed, people):
            continue
        yield name
        while span is not None and span.first < name.last:
            span = next(spans, None)
    while span is not None:
        yield _learned(parsed, span)
        span = next(spans, None)


def _yields(name: Name, span: NameSpan, parsed: Parsed, people: frozenset[str]) -> bool:
    """Whether the world's name is part of a longer name, or the surname of a person named in full."""
    if span.last - span.first > name.last - name.first:
        return not (span.type == "LOC" and name.kind in ("state", "capital") and span.last == name.last)
    return span.type == "PER" and name.last - name.first == 1 and parsed.words[name.first].text in people


def _learned(parsed: Parsed, span: NameSpan) -> Name:
    first, last = span.first, span.last
    while last - first > 1 and parsed.words[first].upos == "DET":
        first += 1
    while last - first > 1 and parsed.words[last - 1].upos in ("PART", "PUNCT"):
        last -= 1
    text = parsed.text[parsed.words[first].start : parsed.words[last - 1].end]
    return Name(first, last, top_of(parsed, first, last), span.type, text)
