"""What the world's tables hold: states, seats of power, organisations, peoples, holders of offices."""

from __future__ import annotations

from dataclasses import dataclass
from typing import Literal

StateKind = Literal["state", "partial", "former", "dependency", "region"]
KnownKind = Literal["state", "adjective", "demonym", "capital", "seat", "organization", "people", "holder"]


@dataclass(frozen=True, slots=True, kw_only=True)
class State:
    """A state, or a land that is coded under one.

    ``id`` is the code for a state (``SRB``) and ``code/name`` for the rest (``GEO/abkhazia``);
    ``code`` is always an ISO 3166-1 alpha-3 code (Kosovo ``XKX``): for a partially recognised entity
    that of its nominal sovereign, for a former state that of its successor, for a dependency that of
    the state which controls it. ``sectors`` is ``("PRE",)`` for partially recognised entities.
    ``lat`` and ``lon`` are degrees, WGS 84.
    """

    id: str
    code: str
    kind: str
    name: str
    aliases: tuple[str, ...] = ()
    adjectives: tuple[str, ...] = ()
    demonyms: tuple[str, ...] = ()
    capital: str | None = None
    capital_aliases: tuple[str, ...] = ()
    lat: float | None = None
    lon: float | None = None
    geonames_id: int | None = None

    @property
    def sectors(self) -> tuple[str, ...]:
        """PLOVER's secondary sector PRE for partially recognised entities, else none."""
        return ("PRE",) if self.kind == "partial" else ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Seat:
    """A building, street or quarter that stands for a body of power ("Kremlin")."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str
    sector: str
    body: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Organization:
    """An organisation or armed group; ``sectors`` begins with ``sector``, PLOVER's primary code.

    ``begin`` and ``until`` are inclusive ISO days where the row holds for some time only; the package's own rows
    hold always.
    """

    id: str
    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    sector: str
    secondary: tuple[str, ...] = ()
    kind: str
    begin: str | None = None
    until: str | None = None

    @property
    def sectors(self) -> tuple[str, ...]:
        """All PLOVER sectors, the primary one first."""
        return (self.sector, *self.secondary)


@dataclass(frozen=True, slots=True, kw_only=True)
class People:
    """An ethnic or religious people; ``country`` is None where it lives in several states."""

    id: str
    name: str
    forms: tuple[str, ...] = ()
    country: str | None = None
    adjective: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class OfficeHolder:
    """One term of one person in one office; ``begin`` and ``until`` are inclusive ISO days.

    ``body`` is the id of the organisation or land whose office it is, None where it is the state's own;
    ``country`` is None for offices of international bodies. ``surname`` is set where newswires use
    another short form than the last word ("Xi", "Lopez Obrador").
    ``until`` is None for a term not known to have ended. ``approximate`` marks terms of which the day
    or month was set to the first of its month or year.
    """

    name: str
    surname: str | None = None
    aliases: tuple[str, ...] = ()
    country: str | None = None
    body: str | None = None
    office: str
    sector: str
    begin: str
    until: str | None = None
    approximate: bool = False


@dataclass(frozen=True, slots=True)
class Known:
    """A table entry that a run of words names.

    ``key`` finds it: the id of a state (also for its adjectives, demonyms and capital), organisation
    or people; the name of a seat or of an office holder. ``words`` is the form in the table.
    """

    kind: KnownKind
    key: str
    words: str
