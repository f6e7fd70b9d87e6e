"""From the words of a content to its characters, and how much of it is quoted."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.attribution.phrases import is_quote_mark, runs
from dragoman.attribution.reading import Quoted, Reading
from dragoman.language import Parsed
from dragoman.record.types import Span, StatementKind

_ALL_QUOTED = 0.95
_TRAILING = frozenset(".,;:-—–")


def content_spans(
    reading: Reading, words: Iterable[int], quotations: Sequence[Quoted], blocked: frozenset[int]
) -> tuple[Span, ...]:
    """The pieces of a content: unbroken runs of words with the quotation marks that belong to them,
    without the comma before the cue or the stop of the sentence."""
    kept = set(words)
    kept.update(i for q in quotations for i in range(q.first, q.last + 1))
    spans = [_trimmed(reading, first, last) for first, last in runs(reading.parsed, kept - blocked, blocked=blocked)]
    return tuple(s for s in spans if s is not None)


def quotations_in(reading: Reading, words: Iterable[int], blocked: frozenset[int]) -> tuple[Quoted, ...]:
    """The quotations that lie mostly in the words, counting only the sentences in which the words stand:
    the model labels one sentence of a long quotation and means all of it. A quotation that holds a
    ``blocked`` word, the cue's or the source's, is not what they bring."""
    kept = set(words)
    found: dict[int, Quoted] = {}
    around = {q.first for q in map(reading.quotation_at, blocked) if q is not None}
    for index in kept:
        quoted = reading.quotation_at(index)
        if quoted is None or quoted.first in found or quoted.first in around:
            continue
        first, last = reading.sentence_of(index)
        inside = range(max(first, quoted.first), min(last, quoted.last) + 1)
        if 2 * sum(i in kept for i in inside) >= len(inside):
            found[quoted.first] = quoted
    return tuple(found[first] for first in sorted(found))


def _trimmed(reading: Reading, first: int, last: int) -> Span | None:
    """The run without punctuation at its edges, but for quotation marks, brackets and final ! and ?."""
    words = reading.parsed.words
    while first <= last and words[first].upos == "PUNCT" and not _opens(words[first].text):
        first += 1
    while last >= first and words[last].text in _TRAILING and reading.quotation_at(last) is None:
        last -= 1
    while last > first and words[last].text in "“„«([" and not _closes(reading, last):
        last -= 1
    if first > last or all(words[i].upos == "PUNCT" for i in range(first, last + 1)):
        return None
    return Span(words[first].start, words[last].end)


def _closes(reading: Reading, index: int) -> bool:
    quoted = reading.quotation_at(index)
    return quoted is not None and quoted.last == index


def _opens(text: str) -> bool:
    return is_quote_mark(text) or text in "([$#"


def kind_of(parsed: Parsed, content: Sequence[Span]) -> StatementKind:
    """Direct where the letters of the content stand between quotation marks, mixed where some do."""
    inside = letters = 0
    for span in content:
        letters += _letters(parsed.text, span.start, span.end)
        for q in _overlapping(parsed, span):
            inside += _letters(parsed.text, max(q[0], span.start), min(q[1], span.end))
    if not inside:
        return "indirect"
    return "direct" if inside >= _ALL_QUOTED * letters else "mixed"


def _letters(text: str, start: int, end: int) -> int:
    return sum(c.isalnum() for c in text[start:end])


def _overlapping(parsed: Parsed, span: Span) -> list[tuple[int, int]]:
    quotations = parsed.quotations
    low, high = 0, len(quotations)
    while low < high:
        middle = (low + high) // 2
        if quotations[middle].end <= span.start:
            low = middle + 1
        else:
            high = middle
    found = []
    while low < len(quotations) and quotations[low].start < span.end:
        found.append((quotations[low].start, quotations[low].end))
        low += 1
    return found
