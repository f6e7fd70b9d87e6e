"""Source and content from the model's labels, made whole along the tree."""

from __future__ import annotations

from dragoman.attribution.contents import Content, phrase_source
from dragoman.attribution.cues import Cue
from dragoman.attribution.extents import quotations_in
from dragoman.attribution.phrases import unbroken_runs
from dragoman.attribution.reading import Reading
from dragoman.attribution.sources import is_dummy


def labelled_source(reading: Reading, cue: Cue) -> tuple[int, ...]:
    """The longest run of words that the model takes for the source of this cue."""
    if cue.learned is None or not cue.learned.source:
        return ()
    if cue.pos == "phrase":
        return _after_phrase(reading, cue)
    first, last = max(unbroken_runs(cue.learned.source), key=lambda r: r[1] - r[0])
    if first == last and is_dummy(reading.parsed, cue.head, first):
        return ()
    return tuple(_without_torn_clause(reading, first, last))


def _without_torn_clause(reading: Reading, first: int, last: int) -> range:
    """The run up to a clause that it breaks off: "the survey, conducted | in May"."""
    words = reading.parsed.words
    for index in range(last, first, -1):
        word = words[index]
        if word.deprel.startswith("acl") and first <= word.head < index and words[index - 1].text == ",":
            return range(first, index - 1) if reading.parsed.subtree(index)[-1] > last else range(first, last + 1)
    return range(first, last + 1)


def _after_phrase(reading: Reading, cue: Cue) -> tuple[int, ...]:
    """The source right behind "according to", by the model's labels or by the tree."""
    labelled = cue.learned.source if cue.learned else ()
    run = next((r for r in unbroken_runs(labelled) if r[0] == cue.last + 1), None)
    return tuple(range(run[0], run[1] + 1)) if run else phrase_source(reading, cue)


def labelled_content(reading: Reading, cue: Cue) -> Content:
    """The words that the model takes for the content of this cue, quotations made whole."""
    if cue.learned is None:
        return Content(frozenset())
    words = frozenset(cue.learned.content)
    if cue.pos == "phrase" and cue.learned.source and cue.last + 1 not in cue.learned.source:
        return Content(frozenset())
    blocked = frozenset(range(cue.first, cue.last + 1)) | frozenset(cue.learned.source)
    return Content(words, quotations_in(reading, words, blocked), frozenset({"learned"}))
