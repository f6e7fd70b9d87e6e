"""Noise: lines, and words inside lines, that the page or the wire put beside the story."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.record import Noise, Span
from dragoman.wire.rules import WireRules

LONGEST = 500  # characters: a longer line is prose
_MARKS = "•·*–—-|>»▶►■● \t"


def find_noise(text: str, lines: Sequence[Span], *, rules: WireRules) -> tuple[Noise, ...]:
    """The noise of a report, in order: whole lines, and unmistakable words inside other lines."""
    known: dict[str, str | None] = {}  # pages repeat their buttons
    found = []
    for line in lines:
        kind = _kind_of(text[line.start : line.end], known, rules) if line.end - line.start <= LONGEST else None
        if kind is not None:
            found.append(Noise(start=line.start, end=line.end, kind=kind))
    taken = {noise.start for noise in found}
    for match in rules.noises.inside.finditer(text):
        if match.start() not in taken:
            found.append(Noise(start=match.start(), end=match.end(), kind=_kind(match.lastgroup, rules)))
    return tuple(sorted(found, key=lambda n: (n.start, n.end)))


def _kind_of(words: str, known: dict[str, str | None], rules: WireRules) -> str | None:
    """The kind of noise that a line is, or None; kept in ``known`` for the next such line."""
    if words not in known:
        match = rules.noises.line.fullmatch(words)
        if match is None and (words[0] in _MARKS or words[-1] in _MARKS):
            match = rules.noises.line.fullmatch(words.strip(_MARKS))
        known[words] = _kind(match.lastgroup, rules) if match is not None else None
    return known[words]


def _kind(group: str | None, rules: WireRules) -> str:
    return rules.noises.kinds[group or ""]
