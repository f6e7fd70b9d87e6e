"""Patterns of words: read into a tree, written out as a regular expression over letters.

A pattern is written with

- a kind in capitals (``MONTH``), a word in small letters (``ago``), several of them (``a|an``),
- ``?`` after an item that may be missing, ``( ... | ... )`` for a choice, ``( ... )?``,
- ``name=ITEM`` and ``name=( ... )`` for what is to be read out, ``<piece>`` for a pattern written once elsewhere,
- ``!ITEM`` for what must not follow, ``~ITEM`` for what must not stand before.
"""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass

Names = frozenset[str]
Letters = Callable[[Names], str]
PHRASE = "FEAST"  # the kind of several words together; the words after its first have the letter REST
REST = "\x01"
ANY = frozenset({"ANY"})  # the name of an item that any word answers

_PIECE = re.compile(r"<([a-z-]+)>")
_ITEM = re.compile(r"(?P<name>[a-z][a-z0-9]*=)?(?P<mark>[!~]?)(?P<body>[^\s?]+)(?P<maybe>\??)")
_CLOSE = (")", ")?")


class PatternError(ValueError):
    """A pattern that cannot be read; the message says what was found."""


@dataclass(frozen=True, slots=True)
class Item:
    """One word of any of the names; ``mark`` is ``!`` or ``~`` where it must not be there."""

    names: Names
    name: str = ""
    mark: str = ""
    maybe: bool = False


@dataclass(frozen=True, slots=True)
class Group:
    """One of several rows of items."""

    rows: tuple[tuple[Item | Group, ...], ...]
    name: str = ""
    maybe: bool = False


def parse_pattern(text: str, pieces: Mapping[str, str]) -> Group:
    """The tree of a pattern. Raises PatternError for an unknown piece, an unclosed choice or an odd item."""
    tokens = _expanded(text, pieces).split()
    group, at = _group(tokens, 0, "")
    if at != len(tokens):
        raise PatternError(f'"{text}" closes a choice that it never opened')
    return group


def _expanded(text: str, pieces: Mapping[str, str]) -> str:
    while match := _PIECE.search(text):
        if match[1] not in pieces:
            raise PatternError(f'there is no piece "<{match[1]}>"')
        text = f"{text[: match.start()]}( {pieces[match[1]]} ){text[match.end() :]}"
    return text


def _group(tokens: list[str], at: int, name: str) -> tuple[Group, int]:
    rows: list[list[Item | Group]] = [[]]
    while at < len(tokens) and tokens[at] not in _CLOSE:
        token = tokens[at]
        at += 1
        if token == "|":
            rows.append([])
        elif token == "(" or token.endswith("=("):
            inner, at = _group(tokens, at, token[:-2])
            if at == len(tokens):
                raise PatternError("a choice is not closed")
            rows[-1].append(Group(inner.rows, inner.name, tokens[at] == ")?"))
            at += 1
        else:
            rows[-1].append(_item(token))
    return Group(tuple(tuple(row) for row in rows), name), at


def _item(token: str) -> Item:
    match = _ITEM.fullmatch(token)
    if match is None:
        raise PatternError(f'"{token}" is no item of a pattern')
    return Item(frozenset(match["body"].split("|")), (match["name"] or "")[:-1], match["mark"], bool(match["maybe"]))


def items_of(group: Group) -> Iterator[Item]:
    """Every item of a tree."""
    for row in group.rows:
        for part in row:
            if isinstance(part, Item):
                yield part
            else:
                yield from items_of(part)


def first_letters(group: Group, letters: Letters) -> tuple[str, bool]:
    """Letters that a match can begin with, and whether the group can match nothing."""
    found, empty = "", group.maybe
    for row in group.rows:
        row_empty = True
        for part in row:
            more, may_be_empty = _first_of(part, letters)
            found += more
            if not may_be_empty:
                row_empty = False
                break
        empty = empty or row_empty
    return found, empty


def _first_of(part: Item | Group, letters: Letters) -> tuple[str, bool]:
    if isinstance(part, Group):
        return first_letters(part, letters)
    return ("", True) if part.mark else (letters(part.names), part.maybe)


@dataclass(slots=True)
class Writer:
    """Writes trees as regular expressions; ``groups`` tells what each named group reads out."""

    letters: Letters
    groups: dict[str, tuple[str, Names]]

    def group(self, group: Group) -> str:
        """The regular expression of a tree."""
        body = "|".join("".join(self.part(part) for part in row) for row in group.rows)
        opened = self.opened(group.name, frozenset())
        return f"{opened}{body})?" if group.maybe else f"{opened}{body})"

    def part(self, part: Item | Group) -> str:
        if isinstance(part, Group):
            return self.group(part)
        chosen = f"[{re.escape(self.letters(part.names))}]"
        if part.mark:
            return f"(?!{chosen})" if part.mark == "!" else f"(?<!{chosen})"
        if PHRASE in part.names:
            chosen += f"{REST}*"
        if part.name:
            chosen = f"{self.opened(part.name, part.names)}{chosen})"
        return f"(?:{chosen})?" if part.maybe else chosen

    def opened(self, name: str, names: Names) -> str:
        if not name:
            return "(?:"
        key = f"{name}_{len(self.groups)}"
        self.groups[key] = (name, names)
        return f"(?P<{key}>"
