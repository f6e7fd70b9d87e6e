"""What the network learns from: sentences with whichever labels their corpus has.

All corpora are read from paths given by the caller; nothing is fetched. Words are cut as the
package cuts them, except in treebanks, which bring their own.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from pathlib import Path
from typing import Any

from corpus.read_events import MarkedEvent, MarkedSentence, read_events
from dragoman.language.sentences import split_sentences
from dragoman.language.words import split_words

NAME_LABELS = ("O", "B-PER", "I-PER", "B-ORG", "I-ORG", "B-LOC", "I-LOC")
ROLE_LABELS = ("none", "source", "cue", "content")
MODALITY_LABELS = ("actual", "future", "hypothetical", "negated")
KEPT = ("mixed.txt", "unseen.txt", "news-unseen.txt")  # negatives for measuring only
EVENT_ROLE_LABELS = ("none", "actor", "recipient", "place", "time")


@dataclass(frozen=True)
class Anchor:
    """An event: what it is, and a role for every word of the sentence."""

    type: str
    mode: str  # "none" where there is none
    modality: str
    historical: bool
    roles: tuple[str, ...]


@dataclass(frozen=True)
class Example:
    """One sentence; a label list is empty where its corpus does not have that layer."""

    words: tuple[str, ...]
    upos: tuple[str, ...] = ()
    xpos: tuple[str, ...] = ()
    feats: tuple[str, ...] = ()
    lemmas: tuple[str, ...] = ()
    heads: tuple[int, ...] = ()  # 0 is the root, else 1 + index of the head
    deprels: tuple[str, ...] = ()
    names: tuple[str, ...] = ()
    cues: tuple[int, ...] | None = None  # first words of cues
    roles: dict[int, tuple[str, ...]] = field(default_factory=dict)  # per cue, a role for every word
    anchors: dict[int, Anchor] | None = None  # events by the first word of their anchor


def open_text(path: Path) -> Any:
    return gzip.open(path, "rt", encoding="utf-8") if path.suffix == ".gz" else path.open(encoding="utf-8")


def read_treebank(path: Path) -> Iterator[tuple[str, Example]]:
    """(document id, sentence) of a CoNLL-U file."""
    document, rows = "", []
    with open_text(path) as lines:
        for line in lines:
            line = line.rstrip("\n")
            if line.startswith("# newdoc"):
                document = line.split("=", 1)[-1].strip()
            elif line and line[0] != "#":
                columns = line.split("\t")
                if columns[0].isdigit():
                    rows.append(columns)
            elif not line and rows:
                yield document, _example(rows)
                rows = []
    if rows:
        yield document, _example(rows)


def _example(rows: list[list[str]]) -> Example:
    def column(index: int) -> tuple[str, ...]:
        return tuple(row[index] for row in rows)

    return Example(
        words=column(1),
        lemmas=column(2),
        upos=column(3),
        xpos=column(4),
        feats=column(5),
        heads=tuple(int(row[6]) for row in rows),
        deprels=column(7),
    )


def with_names(treebank: Iterable[tuple[str, Example]], names: Path) -> Iterator[Example]:
    """The treebank's sentences with the names that a file of the same documents marks."""
    entities = {row["id"]: (row["text"], row["ents"]) for row in _json_lines(names)}
    cursor: dict[str, int] = {}
    for document, example in treebank:
        if document not in entities:
            yield example
            continue
        text, ents = entities[document]
        spans, at = [], cursor.get(document, 0)
        for word in example.words:
            start = text.find(word, at)
            if start < 0 or start - at > 40:
                raise ValueError(f"{document}: word {word!r} not found after character {at}")
            at = start + len(word)
            spans.append((start, at))
        cursor[document] = at
        yield replace(example, names=bio(spans, [(e["start"], e["end"], e["type"]) for e in ents]))


def bio(spans: list[tuple[int, int]], entities: list[tuple[int, int, str]]) -> tuple[str, ...]:
    """BIO labels of the words at ``spans`` for entities ``(start, end, type)``; other types are O."""
    labels = ["O"] * len(spans)
    for start, end, kind in entities:
        if kind not in ("PER", "ORG", "LOC"):
            continue
        inside = [i for i, (a, b) in enumerate(spans) if a < end and start < b]
        for position, i in enumerate(inside):
            labels[i] = ("I-" if position else "B-") + kind
    return tuple(labels)


def read_names(path: Path) -> Iterator[Example]:
    """Sentences with names from JSON lines ``{"text", "ents"}``."""
    for row in _json_lines(path):
        entities = [(e["start"], e["end"], e["type"]) for e in row["ents"]]
        yield from cut(row["text"], entities)


def cut(text: str, entities: list[tuple[int, int, str]]) -> Iterator[Example]:
    spans = split_words(text)
    for first, last in split_sentences(text, spans):
        part = spans[first:last]
        yield Example(words=tuple(text[a:b] for a, b in part), names=bio(part, entities))


def read_wikigold(path: Path) -> Iterator[Example]:
    """Wikigold's columns: index, word, BIO tag; MISC counts as no name."""
    words: list[str] = []
    labels: list[str] = []
    with open_text(path) as lines:
        for line in [*lines, "\n"]:
            columns = line.split()
            if len(columns) >= 3:
                words.append(columns[1])
                labels.append(columns[2] if columns[2][2:] in ("PER", "ORG", "LOC") else "O")
            elif words:
                yield Example(words=tuple(words), names=tuple(_started(labels)))
                words, labels = [], []


def _started(labels: list[str]) -> list[str]:
    """IOB to BIO: a name always begins with B."""
    out: list[str] = []
    for label in labels:
        if label[0] == "I" and (not out or out[-1][2:] != label[2:]):
            label = "B-" + label[2:]
        out.append(label)
    return out


def read_bracketed(folder: Path) -> Iterator[Example]:
    """The project's own sentences: ``[PER ...]``, ``[ORG ...]``, ``[LOC ...]`` inside plain text."""
    for path in sorted(folder.glob("*.txt")):
        for line in path.read_text(encoding="utf-8").splitlines():
            if line.strip() and not line.startswith("#"):
                yield from cut(*unbracket(line.strip()))


def unbracket(line: str) -> tuple[str, list[tuple[int, int, str]]]:
    """
    >>> unbracket("[PER Ana Lim] left [LOC Oslo].")
    ('Ana Lim left Oslo.', [(0, 7, 'PER'), (13, 17, 'LOC')])
    """
    text, entities, at = "", [], 0
    while (start := line.find("[", at)) >= 0:
        end = line.index("]", start)
        kind, _, words = line[start + 1 : end].partition(" ")
        text += line[at:start]
        entities.append((len(text), len(text) + len(words), kind))
        text += words
        at = end + 1
    return text + line[at:], entities


def read_attribution(path: Path) -> Iterator[Example]:
    """Sentences with cues and, for each cue, the words of its source, cue and content in the sentence."""
    for row in _json_lines(path):
        text = row["text"]
        spans = split_words(text)
        statements = [s for s in row["statements"] if s["cue"]]
        for first, last in split_sentences(text, spans):
            if last - first <= 160:
                yield _attributed(text, spans[first:last], statements)


def _attributed(text: str, spans: list[tuple[int, int]], statements: list[dict[str, Any]]) -> Example:
    begin, end = spans[0][0], spans[-1][1]
    roles: dict[int, tuple[str, ...]] = {}
    for statement in statements:
        cue = statement["cue"][0]
        if not begin <= cue["start"] < end:
            continue
        labels = ["none"] * len(spans)
        for role in ("content", "source", "cue"):
            for piece in statement[role]:
                for i, (a, b) in enumerate(spans):
                    if a < piece["end"] and piece["start"] < b:
                        labels[i] = role
        if "cue" in labels:
            roles[labels.index("cue")] = tuple(labels)
    return Example(words=tuple(text[a:b] for a, b in spans), cues=tuple(sorted(roles)), roles=roles)


def read_marked_events(folder: Path) -> Iterator[Example]:
    """The project's own sentences with their events (``corpus/GUIDE.md``)."""
    for sentence in read_events(folder):
        spans = split_words(sentence.text)
        anchors: dict[int, Anchor] = {}
        for event in sentence.events:
            at = next((i for i, (a, b) in enumerate(spans) if a < event.end and event.start < b), None)
            if at is not None:
                roles = _event_roles(spans, sentence, event)
                anchors[at] = Anchor(event.type, event.mode or "none", event.modality, event.historical, roles)
        yield Example(words=tuple(sentence.text[a:b] for a, b in spans), anchors=anchors)


def read_negatives(folder: Path) -> Iterator[Example]:
    """The project's own sentences without any event, but for the files of ``KEPT``."""
    for path in sorted(folder.glob("*.txt")):
        if path.name not in KEPT:
            for line in path.read_text(encoding="utf-8").splitlines():
                if line.strip() and not line.startswith("#"):
                    spans = split_words(line.strip())
                    yield Example(words=tuple(line.strip()[a:b] for a, b in spans), anchors={})


def _event_roles(spans: list[tuple[int, int]], sentence: MarkedSentence, event: MarkedEvent) -> tuple[str, ...]:
    """A role for every word; where phrases nest, the inner one decides."""
    labels = ["none"] * len(spans)
    parts = [(sentence.phrases[n], role) for role in EVENT_ROLE_LABELS[1:] for n in event.roles.get(role, ())]
    for (start, end), role in sorted(parts, key=lambda part: part[0][0] - part[0][1]):
        for i, (a, b) in enumerate(spans):
            if a < end and start < b:
                labels[i] = role
    return tuple(labels)


def _json_lines(path: Path) -> Iterator[dict[str, Any]]:
    with open_text(path) as lines:
        for line in lines:
            if line.strip():
                yield json.loads(line)
