"""Cue finding: the words that may bring a statement, by rule and by the model's labels."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.attribution.phrases import verb_group
from dragoman.attribution.reading import Reading
from dragoman.attribution.rules import CueEntry
from dragoman.language import LearnedStatement, Parsed

_POS = {"VERB": "verb", "AUX": "verb", "NOUN": "noun", "ADJ": "adjective", "PROPN": "noun"}
# Verbs that only say how the next one is done: the cue is the whole chain ("continued to call for").
_CHAIN = frozenset(["continue", "begin", "start", "go", "keep", "stop", "cease", "decline", "refuse", "appear", "proceed", "help", "try", "dare"])


@dataclass(frozen=True, slots=True)
class Cue:
    """Words ``[first, last]`` that may bring a statement, around their ``head``. ``entry`` is the rule
    data of the head, ``learned`` the model's reading; at least one is there, but for phrases and colons."""

    head: int
    first: int
    last: int
    pos: str
    entry: CueEntry | None = None
    learned: LearnedStatement | None = None


def find_cues(reading: Reading) -> tuple[Cue, ...]:
    """Candidate cues in text order, one for each head word: words of the rules, fixed phrases, colons
    before quotations, and the words that the model takes for cues."""
    found: dict[int, Cue] = {}
    for index in range(len(reading.parsed.words)):
        cue = _phrase(reading, index) or _colon(reading, index) or _word(reading, index)
        if cue is not None:
            found.setdefault(cue.head, cue)
    for head, statement in _learned(reading.parsed).items():
        found[head] = _with_label(reading.parsed, head, statement, found.get(head))
    return tuple(sorted(found.values(), key=lambda c: c.first))


def _learned(parsed: Parsed) -> dict[int, LearnedStatement]:
    """The model's statements by the head word of their cue, the most probable where two share a word."""
    taken: set[int] = set()
    found: dict[int, LearnedStatement] = {}
    for statement in sorted(parsed.statements, key=lambda s: -s.probability):
        if taken.isdisjoint(statement.cue):
            found[_head(parsed, statement.cue)] = statement
            taken.update(statement.cue)
    return found


def _head(parsed: Parsed, indices: tuple[int, ...]) -> int:
    """The word of a cue that its other words hang from; of a chain ("continued to call") the last verb."""
    inside = set(_unbroken(indices, indices[0]))
    tops = [i for i in sorted(inside) if parsed.words[i].head not in inside]
    head = tops[0]
    for child in parsed.children(head, "xcomp"):
        if child in inside and parsed.words[child].upos == "VERB":
            return child
    return head


def _with_label(parsed: Parsed, head: int, statement: LearnedStatement, known: Cue | None) -> Cue:
    if known is not None:
        return Cue(known.head, known.first, known.last, known.pos, known.entry, statement)
    near = _unbroken(statement.cue, head)
    first, last = near[0], near[-1]
    pos = _POS.get(parsed.words[head].upos, "other")
    if pos == "verb":
        group_first, group_last = verb_group(parsed, head)
        first, last = min(first, group_first), max(last, group_last)
    return Cue(head, first, last, pos, None, statement)


def _unbroken(indices: tuple[int, ...], head: int) -> list[int]:
    """The run of cue words around one of them, gaps of one word closed."""
    run = [head]
    for index in sorted(i for i in indices if i > head):
        if index - run[-1] <= 2:
            run.append(index)
    for index in sorted((i for i in indices if i < head), reverse=True):
        if run[0] - index <= 2:
            run.insert(0, index)
    return run


def _word(reading: Reading, index: int) -> Cue | None:
    parsed, rules = reading.parsed, reading.rules
    word = parsed.words[index]
    pos = _POS.get(word.upos)
    if pos is None or word.deprel in ("aux", "aux:pass", "cop", "amod", "compound"):
        return None
    lemma = word.lemma.lower()
    particle = parsed.child(index, "compound:prt")
    entry = None
    if particle is not None:
        entry = rules.entry(pos, f"{lemma} {parsed.words[particle].lemma.lower()}")
    entry = entry or rules.entry(pos, lemma)
    if entry is None:
        return None
    first, last = verb_group(parsed, index)
    return Cue(index, _chain_start(parsed, index, first), last, pos, entry)


def _chain_start(parsed: Parsed, head: int, first: int) -> int:
    """Where the cue begins when a verb like "continue" leads it ("has continued to call for")."""
    word = parsed.words[head]
    if word.deprel != "xcomp" or word.head < 0 or word.head >= head:
        return first
    between = range(word.head + 1, first)
    leads = parsed.words[word.head].lemma.lower() in _CHAIN
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
