"""A statement on its way: in words, not yet in characters."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.attribution.cues import Cue
from dragoman.attribution.reading import Quoted


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in words; ``quotations`` lie wholly in its content, ``last`` is its last word of
    content, ``frames`` are the rules' ways by which the content was found."""

    cue: Cue | None
    source: tuple[int, ...]
    content: frozenset[int]
    quotations: tuple[Quoted, ...] = ()
    last: int = -1
    frames: frozenset[str] = frozenset()

    def covered(self) -> set[int]:
        """All words of the content, quotations included."""
        return set(self.content).union(*(range(q.first, q.last + 1) for q in self.quotations))

    def cue_words(self) -> range:
        """The words of the cue."""
        return range(self.cue.first, self.cue.last + 1) if self.cue else range(0)
