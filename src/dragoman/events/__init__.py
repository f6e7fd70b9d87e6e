"""Events: who did what to whom, when and where, according to whom."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.language import ActorLookup, Parsed
from dragoman.record import Event, Place, Statement, Time, Wire


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRules:
    """Predicates and their event types."""


def load_event_rules() -> EventRules:
    """The bundled rules."""
    return EventRules()


def find_events(
    parsed: Parsed,
    lookup: ActorLookup,
    times: Sequence[Time],
    places: Sequence[Place],
    statements: Sequence[Statement],
    *,
    wire: Wire,
    day: str | None,
    rules: EventRules,
) -> tuple[Event, ...]:
    """The events of the report in text order; ``day`` is the report's ISO day."""
    return ()
