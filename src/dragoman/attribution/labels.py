"""Source and content from the model's labels, made whole along the tree."""

from __future__ import annotations

from dragoman.attribution.contents import Content
from dragoman.attribution.cues import Cue
from dragoman.attribution.extents import quotations_in
from dragoman.attribution.phrases import unbroken_runs
from dragoman.attribution.reading import Reading


def labelled_source(reading: Reading, cue: Cue) -> tuple[int, ...]:
    """The longest run of words that the model takes for the source of this cue."""
    if cue.learned is None or not cue.learned.source:
        return ()
    first, last = max(unbroken_runs(cue.learned.source), key=lambda r: r[1] - r[0])
    return tuple(range(first, last + 1))


def labelled_content(reading: Reading, cue: Cue) -> Content:
    """The words that the model takes for the content of this cue, quotations made whole."""
    if cue.learned is None:
        return Content(frozenset())
    words = frozenset(cue.learned.content)
    blocked = frozenset(range(cue.first, cue.last + 1)) | frozenset(cue.learned.source)
    return Content(words, quotations_in(reading, words, blocked), frozenset({"learned"}))
