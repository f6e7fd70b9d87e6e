"""A parsed report: words with their trees, names and quotations, and the questions rooms ask of it.

Trees are Universal Dependencies (v2, English). Word positions are ``token_index`` values into
``Parsed.words`` and run over the whole report; a sentence's root has ``head == -1``.
"""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Iterator
from dataclasses import dataclass
from functools import cached_property
from typing import Literal

NameType = Literal["PER", "ORG", "LOC"]


@dataclass(frozen=True, slots=True)
class Word:
    """One syntactic word: ``text[start:end]`` of the report, with its tags and its place in the tree."""

    start: int
    end: int
    text: str
    lemma: str
    upos: str
    xpos: str
    feats: str
    head: int
    deprel: str
    sentence: int


@dataclass(frozen=True, slots=True)
class Sentence:
    """Words ``[first, last)`` and characters ``[start, end)`` of one sentence."""

    first: int
    last: int
    start: int
    end: int


@dataclass(frozen=True, slots=True)
class NameSpan:
    """A name found by the model: words ``[first, last)``, characters ``[start, end)``."""

    first: int
    last: int
    start: int
    end: int
    type: NameType


@dataclass(frozen=True, slots=True)
class Quotation:
    """Characters between quotation marks, the marks included. ``closed`` is false where the closing
    mark is missing (a paragraph of a longer quotation, or an error)."""

    start: int
    end: int
    closed: bool


@dataclass(frozen=True, slots=True)
class LearnedStatement:
    """What the model takes for a statement inside one sentence: token indices of each part.

    ``cue`` holds the first word of the cue first; ``probability`` is the model's for that word.
    ``chances`` holds, for every word of the sentence in order, the probabilities that it belongs to the
    source, the cue and the content; it is empty where nobody gave them.
    """

    cue: tuple[int, ...]
    source: tuple[int, ...]
    content: tuple[int, ...]
    probability: float
    chances: tuple[tuple[float, float, float], ...] = ()


@dataclass(frozen=True, slots=True)
class LearnedEvent:
    """What the model takes for an event: its anchor word, and the head words that play a part in it.

    ``roles`` holds (role, token_index) with role one of actor, recipient, place, time; ``probability``
    is the model's that the word is an anchor of this type.
    """

    anchor: int
    type: str
    mode: str | None
    roles: tuple[tuple[str, int], ...]
    probability: float


@dataclass(frozen=True)
class Parsed:
    """A report read once; rooms only ask questions of it."""

    text: str
    words: tuple[Word, ...]
    sentences: tuple[Sentence, ...]
    names: tuple[NameSpan, ...] = ()
    quotations: tuple[Quotation, ...] = ()
    statements: tuple[LearnedStatement, ...] = ()
    events: tuple[LearnedEvent, ...] | None = None  # None where the model has no event heads

    @cached_property
    def _children(self) -> tuple[tuple[int, ...], ...]:
        kids: list[list[int]] = [[] for _ in self.words]
        for index, word in enumerate(self.words):
            if word.head >= 0:
                kids[word.head].append(index)
        return tuple(tuple(k) for k in kids)

    @cached_property
    def _bases(self) -> list[str]:
        return [word.deprel.partition(":")[0] for word in self.words]

    @cached_property
    def _starts(self) -> list[int]:
        return [word.start for word in self.words]

    def children(self, index: int, *deprels: str) -> tuple[int, ...]:
        """Token indices of the dependents of ``index``, left to right; with ``deprels`` only those
        whose relation, or relation without its subtype, is one of them."""
        kids = self._children[index]
        if not deprels or not kids:
            return kids
        words, bases = self.words, self._bases
        return tuple([k for k in kids if bases[k] in deprels or words[k].deprel in deprels])

    def child(self, index: int, *deprels: str) -> int | None:
        """The first dependent with one of the relations, or None."""
        kids = self.children(index, *deprels)
        return kids[0] if kids else None

    def subtree(self, index: int) -> tuple[int, ...]:
        """``index`` and all words below it, in text order."""
        found, stack = [], [index]
        while stack:
            at = stack.pop()
            found.append(at)
            stack.extend(self._children[at])
        return tuple(sorted(found))

    def ancestors(self, index: int) -> Iterator[int]:
        """The words above ``index``, nearest first."""
        at = self.words[index].head
        while at >= 0:
            yield at
            at = self.words[at].head

    def word_at(self, offset: int) -> int | None:
        """The word that covers the character at ``offset``, or None between words."""
        index = bisect_right(self._starts, offset) - 1
        return index if index >= 0 and offset < self.words[index].end else None

    def words_in(self, start: int, end: int) -> range:
        """Token indices of the words that overlap characters ``[start, end)``."""
        first = bisect_right(self._starts, start) - 1
        if first < 0 or self.words[first].end <= start:
            first += 1
        last = first
        while last < len(self.words) and self.words[last].start < end:
            last += 1
        return range(first, last)

    def head_of(self, start: int, end: int) -> int | None:
        """The word of ``[start, end)`` whose head lies outside: the head of a phrase; the first such
        word where there are several, None where the span has no word."""
        span = self.words_in(start, end)
        for index in span:
            if self.words[index].head not in span:
                return index
        return None

    def quoted(self, offset: int) -> bool:
        """Whether the character at ``offset`` stands between quotation marks."""
        return any(q.start <= offset < q.end for q in self.quotations)
