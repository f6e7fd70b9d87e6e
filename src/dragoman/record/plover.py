"""The PLOVER ontology: event types, modes, scores, contexts and actor sectors.

The tables stand beside this file: ``plover.toml``, ``contexts.csv`` and ``sectors.csv``.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from functools import cache
from importlib.resources import files
from typing import Literal

from dragoman.rulefile import read_rules, read_table

Quad = Literal[1, 2, 3, 4]
SectorKind = Literal["primary", "secondary", "body"]


@dataclass(frozen=True, slots=True, kw_only=True)
class EventType:
    """An event type: its quad class, its score, and its modes with their scores.

    ``score`` runs from -10 (conflict) to +10 (cooperation); ``modes_without_score`` take the type's.
    """

    id: str
    quad: Quad
    score: float
    recipient_required: bool
    meaning: str
    source: str
    modes: dict[str, float] = field(default_factory=dict)
    modes_without_score: tuple[str, ...] = ()

    def has_mode(self, mode: str) -> bool:
        """Whether ``mode`` is one of this type's."""
        return mode in self.modes or mode in self.modes_without_score


@dataclass(frozen=True, slots=True, kw_only=True)
class Context:
    """A context: its code, what it covers, and a limit worth knowing."""

    code: str
    meaning: str
    note: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Sector:
    """An actor's sector. ``body`` marks the codes that PLOVER writes in place of a country (IGO, NGO)."""

    code: str
    kind: SectorKind
    meaning: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Plover:
    """The whole ontology, each part by its code."""

    types: dict[str, EventType]
    contexts: dict[str, Context]
    sectors: dict[str, Sector]

    def quad_of(self, event_type: str) -> int:
        """The quad class of an event type; raises KeyError for what is no type.

        >>> load_plover().quad_of("SANCTION")
        4
        """
        return self.types[event_type].quad

    def score_of(self, event_type: str, mode: str | None = None) -> float:
        """The score of a mode where it has one, else of its type; raises KeyError for what is no type.

        >>> load_plover().score_of("ACCUSE"), load_plover().score_of("ACCUSE", "allege")
        (-3.0, -3.5)
        """
        kind = self.types[event_type]
        return kind.score if mode is None else kind.modes.get(mode, kind.score)


@cache
def load_plover() -> Plover:
    """The ontology as the package has it; read once."""
    folder = files("dragoman.record")
    return Plover(
        types={rule.id: rule for rule in read_rules(folder / "plover.toml", EventType)},
        contexts={row.code: row for row in read_table(folder / "contexts.csv", Context, unique="code")},
        sectors={row.code: row for row in read_table(folder / "sectors.csv", Sector, unique="code")},
    )
