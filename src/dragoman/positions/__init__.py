"""Positions: who supports, opposes, recognizes, mediates, seeks or claims what."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.language import ActorLookup, Parsed
from dragoman.record import Event, Position, Statement, Time


@dataclass(frozen=True, slots=True, kw_only=True)
class PositionRules:
    """Words of standing for and against."""


def load_position_rules() -> PositionRules:
    """The bundled rules."""
    return PositionRules()


def find_positions(
    parsed: Parsed,
    lookup: ActorLookup,
    times: Sequence[Time],
    statements: Sequence[Statement],
    events: Sequence[Event],
    *,
    rules: PositionRules,
) -> tuple[Position, ...]:
    """The positions of the report in text order."""
    return ()
