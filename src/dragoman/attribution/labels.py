"""Source and content from the model's labels, made whole along the tree."""

from __future__ import annotations

from dragoman.attribution.contents import Content
from dragoman.attribution.cues import Cue
from dragoman.attribution.phrases import noun_phrase, runs
from dragoman.attribution.reading import Reading


def labelled_source(reading: Reading, cue: Cue) -> tuple[int, ...]:
    """The noun phrase around the words that the model takes for the source of this cue."""
    if cue.learned is None or not cue.learned.source:
        return ()
    parsed = reading.parsed
    first, last = max(runs(parsed, cue.learned.source), key=lambda r: r[1] - r[0])
    inside = range(first, last + 1)
    tops = [i for i in inside if parsed.words[i].head not in inside]
    return tuple(inside) if len(tops) != 1 else tuple(i for i in noun_phrase(parsed, tops[0]) if i in inside)


def labelled_content(reading: Reading, cue: Cue) -> Content:
    """The words that the model takes for the content of this cue."""
    if cue.learned is None:
        return Content(frozenset())
    return Content(frozenset(cue.learned.content), (), frozenset({"learned"}))
