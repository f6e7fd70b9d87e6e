"""All patterns of the room, compiled once; finds the longest match at each place of a report."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.times.lexicon import Entry, Lexicon
from dragoman.times.pattern import Group, Names, Writer, first_letters, items_of, parse_pattern


@dataclass(frozen=True, slots=True)
class Capture:
    """Words ``[first, last)`` read out under a name; ``kinds`` are those the pattern allows there."""

    name: str
    first: int
    last: int
    kinds: Names


@dataclass(frozen=True, slots=True)
class Match:
    """Words ``[first, last)`` that a rule matched, with what it reads out."""

    rule: int
    first: int
    last: int
    captures: tuple[Capture, ...]


class Grammar:
    """Patterns over a lexicon. Raises PatternError where a pattern cannot be read."""

    def __init__(
        self,
        patterns: Iterable[str],
        pieces: Mapping[str, str],
        entries: Mapping[str, tuple[Entry, ...]],
        phrases: Sequence[tuple[str, ...]],
    ) -> None:
        trees = [parse_pattern(pattern, pieces) for pattern in patterns]
        self.lexicon = Lexicon(entries, (item.names for tree in trees for item in items_of(tree)), phrases)
        self._compiled = [_Pattern(tree, self.lexicon) for tree in trees]
        self._by_letter: dict[str, list[tuple[int, _Pattern]]] = {}
        for number, pattern in enumerate(self._compiled):
            for letter in set(pattern.first):
                self._by_letter.setdefault(letter, []).append((number, pattern))
        self._start = re.compile(f"[{re.escape(''.join(self._by_letter))}]")

    def matches(self, letters: str, first: int, last: int) -> Iterator[Match]:
        """Matches among the words ``[first, last)``, left to right, none overlapping another.

        At each place the longest match wins, of equally long ones that of the earliest rule.
        """
        at = first
        while start := self._start.search(letters, at, last):
            at = start.start()
            end, rule, found = at, 0, None
            for number, pattern in self._by_letter[letters[at]]:
                match = pattern.regex.match(letters, at, last)
                if match is not None and match.end() > end:
                    end, rule, found = match.end(), number, match
            if found is None:
                at += 1
                continue
            yield Match(rule, at, end, self._compiled[rule].captures(found))
            at = end


class _Pattern:
    """One pattern as a regular expression over letters."""

    def __init__(self, tree: Group, lexicon: Lexicon) -> None:
        writer = Writer(lexicon.letters_of, {})
        self.regex = re.compile(writer.group(tree))
        self.first = first_letters(tree, lexicon.letters_of)[0]
        self._groups = writer.groups

    def captures(self, match: re.Match[str]) -> tuple[Capture, ...]:
        found = []
        for group, (name, kinds) in self._groups.items():
            first, last = match.span(group)
            if last > first:
                found.append(Capture(name, first, last, kinds))
        return tuple(found)
