"""A statement on its way: in words, not yet in characters."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.attribution.cues import Cue
from dragoman.attribution.reading import Quoted


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in words; ``quotations`` lie wholly in its content, ``last`` is its last word of content."""

    cue: Cue | None
    source: tuple[int, ...]
    content: frozenset[int]
    quotations: tuple[Quoted, ...] = ()
    last: int = -1

    def covered(self) -> set[int]:
        """All words of the content, quotations included."""
        return set(self.content).union(*(range(q.first, q.last + 1) for q in self.quotations))
