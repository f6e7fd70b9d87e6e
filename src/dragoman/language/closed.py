"""Closed lists of words that cut text into words and sentences, read once."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.rulefile import read_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class ClosedList:
    """A closed list: what its words have in common, and words that are in it (``yes``) or not (``no``)."""

    id: str
    meaning: str
    source: str
    words: frozenset[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@cache
def load_closed_lists() -> tuple[ClosedList, ...]:
    """The bundled lists. Raises RuleFileError where the file is wrong."""
    return read_rules(files("dragoman.language") / "rules" / "en" / "words.toml", ClosedList)


@cache
def closed_list(name: str) -> frozenset[str]:
    """The words of one list; raises KeyError for a name that is none.

    >>> "mr." in closed_list("title")
    True
    """
    return {rule.id: rule.words for rule in load_closed_lists()}[name]
