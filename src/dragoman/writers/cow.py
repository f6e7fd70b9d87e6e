"""The Correlates of War project's numbers of states (State System Membership, v2016)."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from dragoman.rulefile import read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class CowState:
    """A member of the state system of today, with its number."""

    country: str
    number: int


@cache
def load_cow() -> dict[str, int]:
    """The numbers by ISO 3166 alpha-3 code (Kosovo ``XKX``)."""
    return {row.country: row.number for row in read_table(files("dragoman.writers") / "rules" / "cow.csv", CowState)}


def cow_number(country: str | None) -> int | None:
    """The number of a state; None for what is no member of the state system (Palestine, Hong Kong, the Holy See).

    >>> cow_number("SRB"), cow_number("PSE")
    (345, None)
    """
    return load_cow().get(country) if country else None
