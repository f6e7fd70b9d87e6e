"""Cue finding: the words that may bring a statement, by rule and by the model's labels."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.attribution.decoding import Labelled, Labeller
from dragoman.attribution.phrases import verb_group
from dragoman.attribution.reading import Reading
from dragoman.attribution.rules import CueEntry
from dragoman.language import Parsed

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective", "PROPN": "noun"}


@dataclass(frozen=True, slots=True)
class Cue:
    """Words ``[first, last]`` that may bring a statement, around their ``head``. ``entry`` is the rule
    data of the head, ``learned`` the words that the model
    gives to its parts; at least one is there, but for phrases and colons."""

    head: int
    first: int
    last: int
    pos: str
    entry: CueEntry | None = None
    learned: Labelled | None = None


def find_cues(reading: Reading, labeller: Labeller) -> tuple[Cue, ...]:
    """Candidate cues in text order, one for each head word: words of the rules, fixed phrases, colons
    before quotations, and the words that the model takes for cues."""
    found: dict[int, Cue] = {}
    last = -1  # of the phrase before
    for index in range(len(reading.parsed.words)):
        cue = _phrase(reading, index) or _colon(reading, index) or _word(reading, index)
        if cue is not None and index > last:
            found.setdefault(cue.head, cue)
            last = cue.last if cue.pos == "phrase" else last
    return tuple(sorted(_with_learned(reading, labeller, found).values(), key=lambda c: c.first))


def _with_learned(reading: Reading, labeller: Labeller, ruled: dict[int, Cue]) -> dict[int, Cue]:
    """The rules' cues and the model's, the most probable first where two share a word."""
    found = dict(ruled)
    phrases = {i: c.head for c in ruled.values() if c.pos == "phrase" for i in range(c.first, c.last + 1)}
    taken: set[int] = set()
    for statement in sorted(reading.parsed.statements, key=lambda s: -s.probability):
        if statement.cue[0] in taken:
            continue
        labels = labeller.label(statement)
        words = _unbroken(labels.cue, statement.cue[0])
        phrase = next((phrases[i] for i in words if i in phrases), None)
        head = phrase if phrase is not None else _head(reading.parsed, words)
        if taken.isdisjoint(words):
            found[head] = _learned_cue(reading.parsed, head, words, labels, found.get(head))
            taken.update(words)
    return found


def _learned_cue(parsed: Parsed, head: int, words: list[int], labels: Labelled, known: Cue | None) -> Cue:
    if known is not None and known.pos == "phrase":
        return Cue(known.head, known.first, known.last, known.pos, None, labels)
    first, last = words[0], words[-1]
    pos = known.pos if known else _POS.get(parsed.words[head].upos, "other")
    return Cue(head, first, last, pos, known.entry if known else None, labels)


def _head(parsed: Parsed, words: list[int]) -> int:
    """The word of a cue that its other words hang from; of a chain ("continued to call") the last verb."""
    head = next(i for i in words if parsed.words[i].head not in words)
    for child in parsed.children(head, "xcomp"):
        if child in words and parsed.words[child].upos == "VERB":
            return child
    return head


def _unbroken(indices: Sequence[int], around: int) -> list[int]:
    """The run of cue words around one of them, gaps of one word closed."""
    run = [around]
    for index in (i for i in indices if i > around):
        if index - run[-1] <= 2:
            run += range(run[-1] + 1, index + 1)
    for index in (i for i in reversed(indices) if i < around):
        if run[0] - index <= 2:
            run = [*range(index, run[0]), *run]
    return run


def _word(reading: Reading, index: int) -> Cue | None:
    parsed, rules = reading.parsed, reading.rules
    word = parsed.words[index]
    pos = _POS.get(word.upos)
    if pos is None or word.deprel in ("aux", "aux:pass", "cop", "amod", "compound"):
        return None
    lemma = word.lemma.lower()
    particle = parsed.child(index, "compound:prt")
    if particle is not None:  # "charged up the hill": the particle makes another verb of it
        lemma = f"{lemma} {parsed.words[particle].lemma.lower()}"
    entry = rules.entry(pos, lemma)
    if entry is None:
        return None
    first, last = verb_group(parsed, index)
    return Cue(index, _chain_start(reading, index, first), last, pos, entry)


def _chain_start(reading: Reading, head: int, first: int) -> int:
    """Where the cue begins when a verb like "continue" leads it ("has continued to call for")."""
    parsed = reading.parsed
    word = parsed.words[head]
    if word.deprel != "xcomp" or word.head < 0 or word.head >= head:
        return first
    between = range(word.head + 1, first)
    leads = parsed.words[word.head].lemma.lower() in reading.rules.list("leading")
    if leads and all(parsed.words[i].text.lower() == "to" for i in between):
        return verb_group(parsed, word.head)[0]
    return first


def _phrase(reading: Reading, index: int) -> Cue | None:
    words = reading.parsed.words
    for parts in reading.rules.phrases.get(words[index].text.lower(), ()):
        last = index + len(parts) - 1
        if last >= reading.sentence_of(index)[1]:
            continue
        if all(words[index + k].text.lower() == part for k, part in enumerate(parts)):
            return Cue(index, index, last, "phrase")
    return None


def _colon(reading: Reading, index: int) -> Cue | None:
    if reading.parsed.words[index].text != ":" or reading.quotation_at(index):
        return None
    follows = reading.quotation_at(index + 1)
    return Cue(index, index, index, "colon") if follows and follows.first == index + 1 else None
