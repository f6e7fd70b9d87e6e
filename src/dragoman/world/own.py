"""Actors of the user's own: a CSV or TOML file of names, or a dictionary of PETRARCH, as rows of the world's tables."""

from __future__ import annotations

import csv
import hashlib
import re
import tomllib
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any, Literal

from dragoman.errors import RuleFileError
from dragoman.record import load_plover
from dragoman.rulefile.schema import built
from dragoman.world.forms import pieces_of
from dragoman.world.records import OfficeHolder, Organization

OwnType = Literal["person", "organization", "group"]
OWN_GROUP = "own group"  # the kind of a group of the user's, which is no organisation

_ALWAYS = "0001-01-01"
_DAY = re.compile(r"\d{4}-\d{2}-\d{2}")
_LISTS = ("aliases", "sectors")
_FIELDS = {"from": "begin", "sector": "sectors"}


@dataclass(frozen=True, slots=True, kw_only=True)
class OwnActor:
    """One row: what ``name`` (or an alias) is from ``begin`` until ``until``, inclusive ISO days, None where open.

    ``country`` is an ISO 3166-1 alpha-3 code (Kosovo ``XKX``), ``sectors`` are PLOVER's, the primary one first;
    ``role`` is what a person is there ("governor"). Several rows of one name tell what it was at different times.
    """

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sectors: tuple[str, ...] = ()
    type: OwnType = "organization"
    role: str | None = None
    begin: str | None = None
    until: str | None = None

    def __post_init__(self) -> None:
        if not pieces_of(self.name):
            raise ValueError(f'"name" is "{self.name}"; expected words')
        for key, day in (("from", self.begin), ("until", self.until)):
            if day is not None and not _DAY.fullmatch(day):
                raise ValueError(f'"{key}" is "{day}"; expected an ISO day such as "2019-03-24", or nothing')
        if self.begin and self.until and self.until < self.begin:
            raise ValueError(f'"until" ({self.until}) lies before "from" ({self.begin})')
        if self.country is not None and not re.fullmatch(r"[A-Z]{3}", self.country):
            raise ValueError(f'"country" is "{self.country}"; expected an ISO alpha-3 code such as "KEN", or nothing')
        for sector in self.sectors:
            if sector not in load_plover().sectors:
                raise ValueError(f'"sector" is "{sector}"; expected codes of PLOVER such as "REB", joined by "|"')


def read_own_actors(path: Path) -> tuple[OwnActor, ...]:
    """The rows of a ``.csv`` (with a header) or ``.toml`` file (``[[actor]]`` tables).

    Columns: name, aliases, country, sector, type, role, from, until; only the name is needed. In a CSV several
    aliases or sectors stand between ``|``. Raises RuleFileError naming file and row for what cannot be read.
    """
    tables = _toml_tables(path) if path.suffix.lower() == ".toml" else _csv_tables(path)
    found = tuple(built({_FIELDS.get(k, k): v for k, v in table.items()}, OwnActor, where) for where, table in tables)
    if not found:
        raise RuleFileError(f"{path}: holds no actors; expected at least one row with a name")
    return found


def actors_stamp(path: Path) -> str:
    """16 hex digits that change with the bytes of a file of own actors, or with how its ending has it read.

    Raises RuleFileError where it cannot be read.
    """
    try:
        content = path.read_bytes()
    except OSError as error:
        raise RuleFileError(f"{path}: cannot be read ({error.strerror or error})") from error
    return hashlib.sha256(path.suffix.lower().encode() + b"\n" + content).hexdigest()[:16]


def _text(path: Path) -> str:
    try:
        return path.read_text(encoding="utf-8-sig")
    except OSError as error:
        raise RuleFileError(f"{path}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise RuleFileError(f"{path}: is not UTF-8 at byte {error.start}") from error


def _toml_tables(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    try:
        content = tomllib.loads(_text(path))
    except tomllib.TOMLDecodeError as error:
        raise RuleFileError(f"{path}: is not TOML: {error}") from error
    tables = content.get("actor")
    if set(content) != {"actor"} or not isinstance(tables, list):
        raise RuleFileError(f"{path}: expected only [[actor]] tables")
    for number, table in enumerate(tables, start=1):
        if not isinstance(table, dict):
            raise RuleFileError(f"{path}, actor {number}: is {table!r}; expected an [[actor]] table")
        yield f"{path}, actor {number}", {k: _value(k, v) for k, v in table.items()}


def _csv_tables(path: Path) -> Iterator[tuple[str, dict[str, Any]]]:
    lines = csv.DictReader(_text(path).splitlines(), restkey="(more)")
    for row in lines:
        where = f"{path}, line {lines.line_num}"
        if row.pop("(more)", None):
            raise RuleFileError(f"{where}: has more cells than the header has columns")
        table = {(k or "").strip(): (v or "").strip() for k, v in row.items()}
        yield where, {key: _value(key, cell) for key, cell in table.items() if cell}


def _value(key: str, value: Any) -> Any:
    """A cell as the schema wants it: texts of a list parted at ``|``, days of TOML as text."""
    if _FIELDS.get(key, key) in _LISTS and isinstance(value, str):
        return [item.strip() for item in value.split("|") if item.strip()]
    return value.isoformat() if hasattr(value, "isoformat") else value


def as_bodies(rows: Sequence[OwnActor]) -> tuple[Organization, ...]:
    """The rows that are no persons, as organisations: one for each term, all of a name with the same id."""
    return tuple(_body(row) for row in rows if row.type != "person")


def _body(row: OwnActor) -> Organization:
    slug = "-".join(pieces_of(row.name))
    return Organization(
        id=f"{row.country or _body_code(row.sectors) or row.type}/{slug}",
        name=row.name,
        aliases=row.aliases,
        country=row.country,
        sector=row.sectors[0] if row.sectors else "UNK",
        secondary=row.sectors[1:],
        kind=OWN_GROUP if row.type == "group" else "organization",
        begin=row.begin,
        until=row.until,
    )


def _body_code(sectors: Iterable[str]) -> str | None:
    known = load_plover().sectors
    return next((sector for sector in sectors if known[sector].kind == "body"), None)


def as_holders(rows: Sequence[OwnActor]) -> tuple[OfficeHolder, ...]:
    """The rows that are persons, each as a term of office."""
    return tuple(
        OfficeHolder(
            name=row.name,
            aliases=row.aliases,
            country=row.country,
            office="-".join(pieces_of(row.role or "")),
            sector=row.sectors[0] if row.sectors else "",
            begin=row.begin or _ALWAYS,
            until=row.until,
        )
        for row in rows
        if row.type == "person"
    )
