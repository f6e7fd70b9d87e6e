"""What else a place is called: names an English report may use, spellings, short forms, names of airports."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from difflib import SequenceMatcher
from functools import cache
from importlib.resources import files

from dragoman.rulefile import read_table
from dragoman.world.gazetteer import gazetteer_key

SPELLINGS_FROM = 20000  # inhabitants: from here on another spelling counts as the own name

_DIGIT = re.compile(r"\d")


@dataclass(frozen=True, slots=True, kw_only=True)
class AreaForm:
    """How names of areas are made: the words before and after the part that is used alone."""

    before: str | None = None
    after: str | None = None


def is_useful(name: str) -> bool:
    """Whether an English report may use this name: Latin letters, a capital first, no airport code.

    >>> [name for name in ("Kiev", "Київ", "KBP", "IEV", "kiev") if is_useful(name)]
    ['Kiev']
    """
    if len(name) <= 3 or not name[0].isupper() or name.isupper() or _DIGIT.search(name):
        return False
    return name.isascii() or all(not c.isalpha() or ord(c) < 0x250 or 0x1E00 <= ord(c) < 0x1F00 for c in name)


def spellings(name: str, others: Iterable[str]) -> Iterator[str]:
    """Those of the ``others`` that are ``name`` in another spelling.

    >>> list(spellings("Mitrovicë", ["Mitrovica", "Kosovska Mitrovica"]))
    ['Mitrovica']
    """
    own = gazetteer_key(name)
    for other in others:
        key = gazetteer_key(other)
        if key[:1] == own[:1] and len(key) > 4 and SequenceMatcher(None, key, own).ratio() >= 0.85:
            yield other


def short_forms(name: str) -> Iterator[str]:
    """The part of an area's name that is used alone.

    >>> list(short_forms("Clark County"))
    ['Clark']
    """
    for before, after in _forms():
        if name.startswith(before) and name.endswith(after) and len(name) > len(before) + len(after) + 2:
            yield name[len(before) : len(name) - len(after)]


def airport_names(name: str, city: str) -> Iterator[str]:
    """Other names of an airport; ``city`` is the town that it serves, empty where it is not known.

    >>> sorted(set(airport_names("Tbilisi International Airport", "Tbilisi")))
    ['Tbilisi Airport', 'Tbilisi International Airport']
    """
    bare = " ".join(name.replace("/", " ").split())
    yield bare.replace(" International", "")
    yield bare.replace("International ", "")
    if city and bare.startswith(f"{city} ") and bare.count(" ") > 2:
        yield bare.removeprefix(f"{city} ")
        yield bare.removeprefix(f"{city} ").replace(" International", "")
    if "International" in bare and city:
        yield f"{city} International Airport"
        yield f"{city} Airport"


@cache
def _forms() -> tuple[tuple[str, str], ...]:
    rows = read_table(files("dragoman.world") / "rules" / "en" / "area_forms.csv", AreaForm)
    return tuple((f"{row.before} " if row.before else "", _ending(row.after)) for row in rows)


def _ending(after: str | None) -> str:
    return "" if after is None else after if after.startswith("-") else f" {after}"
