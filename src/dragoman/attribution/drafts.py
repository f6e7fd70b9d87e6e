"""A statement on its way: in words, not yet in characters."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.attribution.cues import Cue
from dragoman.attribution.reading import Quoted


@dataclass(frozen=True, slots=True)
class Draft:
    """A statement in words; ``quotations`` lie wholly in its content, ``last`` is its last word of
    content, ``frames`` are the rules' ways by which the content was found;
    ``sure`` tells that the model or the layout vouches for it."""

    cue: Cue | None
    source: tuple[int, ...]
    content: frozenset[int]
    quotations: tuple[Quoted, ...] = ()
    last: int = -1
    frames: frozenset[str] = frozenset()
    sure: bool = False

    def covered(self) -> set[int]:
        """All words of the content, quotations included."""
        return set(self.content).union(*(range(q.first, q.last + 1) for q in self.quotations))

    def cue_words(self) -> range:
        """The words of the cue."""
        return range(self.cue.first, self.cue.last + 1) if self.cue else range(0)


def last_word(words: Iterable[int], quotations: Iterable[Quoted]) -> int:
    """The last word of a content, -1 where there is none."""
    return max([*words, *(q.last for q in quotations)], default=-1)
