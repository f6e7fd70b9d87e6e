"""Which column or key of a user's file holds which field of a report: as told, else by the names that people use."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Any, Literal

from dragoman.rulefile import read_table

FIELDS = ("id", "text", "published", "title", "url", "publisher", "language", "author")
_MANY = 200  # keys of one object, above which the choice is made anew each time

Choice = tuple[tuple[str, str], ...]  # field, and the name of the column that holds it


@dataclass(frozen=True, slots=True, kw_only=True)
class ColumnName:
    """A name under which files hold a field; of one field the earlier names win."""

    field: Literal["id", "text", "published", "title", "url", "publisher", "language", "author"]
    name: str


@cache
def _known_names() -> tuple[ColumnName, ...]:
    return read_table(files("dragoman.readers") / "rules" / "columns.csv", ColumnName, unique="name")


def chosen_columns(names: Iterable[str], told: Mapping[str, str]) -> Choice:
    """For each field the column that holds it, where there is one; ``told`` goes before what names suggest.

    Capitals, spaces and hyphens in names make no difference.

    >>> chosen_columns(["Body", "Publish Date", "n"], {})
    (('text', 'Body'), ('published', 'Publish Date'))
    >>> chosen_columns(["text", "lead"], {"text": "lead"})
    (('text', 'lead'),)
    """
    keys = tuple(names)
    choose = _choice if len(keys) <= _MANY else _choice.__wrapped__
    return choose(keys, tuple(sorted(told.items())))


@lru_cache(maxsize=64)
def _choice(names: tuple[str, ...], told: Choice) -> Choice:
    """As ``chosen_columns``; files have few sets of names, so that most choices are made once."""
    taken = dict(told)
    plain: dict[str, str] = {}
    for name in names:
        plain.setdefault(_plain(name), name)
    for known in _known_names():
        if known.field not in taken and known.name in plain:
            taken[known.field] = plain[known.name]
    return tuple((field, taken[field]) for field in FIELDS if field in taken)


def fields_of(row: Mapping[str, Any], told: Mapping[str, str]) -> dict[str, Any]:
    """The fields of a report from a row or an object, under the contract's names.

    What stands under one of the contract's own names, or where it was told, is taken as it is; of a name
    that was only guessed a list of texts becomes one text, and what is no text is left out.
    """
    choice = chosen_columns((name for name in row if isinstance(name, str)), told)
    return {field: row.get(name) if field == name or field in told else _text(row.get(name)) for field, name in choice}


def _plain(name: str) -> str:
    return name.strip().lower().replace(" ", "_").replace("-", "_")


def _text(value: Any) -> Any:
    """A guessed value as text or number: a list of texts joined, an object by its name; None where it is neither."""
    if isinstance(value, Mapping):
        value = value.get("name")
    if isinstance(value, list | tuple):
        value = ", ".join(part for part in value if isinstance(part, str))
    return value if isinstance(value, str | int) and not isinstance(value, bool) else None
