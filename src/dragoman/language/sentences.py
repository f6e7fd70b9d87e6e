"""Sentences by rule: words in, word ranges out.

A sentence ends at ``. ! ?`` (with the quotation marks and brackets that close after it) when what
follows looks like a beginning, and at every empty line. Trees never cross these bounds. A learned
splitter gained nothing on news (bench/syntax: 93.8 for plain punctuation on PUD).
"""

from __future__ import annotations

import re
from collections.abc import Sequence

from dragoman.language.closed import closed_list

_END = frozenset({".", "!", "?", "...", "…", "....", "?!", "!!", "!?"})
_CLOSING = frozenset("\"”’'»)]}›") | {"''"}
_OPENING = frozenset("\"“‘'«([{„‚‹*•-–—") | {"``", "--"}
_BREAK = re.compile(r"\n[ \t\r\f\v]*\n|\r\n[ \t]*\r\n|\u2029")
_LINE = re.compile(r"[\n\r\u2028]")
_MAX_WORDS = 120
# After these a stop is part of the word and the next capital belongs to the same sentence.
_TITLES = closed_list("title")
_SENTENCE_OPENERS = closed_list("opener")


def split_sentences(text: str, spans: Sequence[tuple[int, int]]) -> list[tuple[int, int]]:
    """Word ranges ``[first, last)`` of the sentences over the words at ``spans``.

    >>> text = "Mr. Smith left. He said: no."
    >>> from dragoman.language.words import split_words
    >>> split_sentences(text, split_words(text))
    [(0, 4), (4, 9)]
    """
    ranges: list[tuple[int, int]] = []
    first = 0
    ended = False
    for index, (start, end) in enumerate(spans):
        if index > first and _starts(text, spans, index, first, ended=ended):
            ranges.append((first, index))
            first = index
            ended = False
        word = text[start:end]
        if word in _END or _stop_ends(word, text, spans, index):
            ended = True
        elif not (ended and _closes(text, spans, index)):
            ended = False
    if first < len(spans):
        ranges.append((first, len(spans)))
    return ranges


def _starts(text: str, spans: Sequence[tuple[int, int]], index: int, first: int, *, ended: bool) -> bool:
    """Whether the word at ``index`` begins a sentence."""
    before, start = spans[index - 1][1], spans[index][0]
    gap = text[before:start]
    if gap and _BREAK.search(gap):
        return True
    if index - first >= _MAX_WORDS and (text[before - 1] in ",;:" or index - first >= 2 * _MAX_WORDS):
        return True
    if not ended:
        return bool(_LINE.search(gap)) and _line_begins(text, spans, index, first)
    if _closes(text, spans, index) and not gap:
        return False
    return bool(gap) and _begins(text, spans, index)


def _closes(text: str, spans: Sequence[tuple[int, int]], index: int) -> bool:
    """Whether the word is a closing mark: by its form, or by its place where other languages close with
    the mark that opens in English („so.“ Then)."""
    start, end = spans[index]
    word = text[start:end]
    if word in _CLOSING:
        return True
    return word in ("“", "‘", "«") and not text[max(0, start - 1) : start].isspace() and not text[end : end + 1].strip()


def _line_begins(text: str, spans: Sequence[tuple[int, int]], index: int, first: int) -> bool:
    """A new line begins a sentence after a short line (a title, a list entry) when it begins like one."""
    line_start = spans[index][0]
    last = text[spans[index - 1][1] - 1]
    opens = text[line_start].isupper() or text[line_start] in "\"“‘'«-*•"
    return opens and (last in ':;"”' or index - first <= 14) and last not in ",-–—"


def _begins(text: str, spans: Sequence[tuple[int, int]], index: int) -> bool:
    start, end = spans[index]
    word = text[start:end]
    while word in _OPENING and index + 1 < len(spans):
        index += 1
        start, end = spans[index]
        word = text[start:end]
    return word[0].isupper() or word[0].isdigit() or not word[0].islower()


def _stop_ends(word: str, text: str, spans: Sequence[tuple[int, int]], index: int) -> bool:
    """Whether an abbreviation's own stop may also end the sentence ("in the U.S. He left")."""
    if len(word) < 3 or word[-1] != "." or word.lower() in _TITLES or index + 1 >= len(spans):
        return False
    following = text[spans[index + 1][0] : spans[index + 1][1]]
    if _initials(word):
        return following in _SENTENCE_OPENERS
    return following[0].isupper() and following in _SENTENCE_OPENERS


def _initials(word: str) -> bool:
    return len(word) <= 6 and word[1] == "."
