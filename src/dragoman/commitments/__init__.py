"""Commitments: what is demanded, promised or owed, on what condition and by when."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.language import ActorLookup, Parsed
from dragoman.record import Commitment, Event, Statement, Time


@dataclass(frozen=True, slots=True, kw_only=True)
class CommitmentRules:
    """Words that demand, promise, threaten and bind."""


def load_commitment_rules() -> CommitmentRules:
    """The bundled rules."""
    return CommitmentRules()


def find_commitments(
    parsed: Parsed,
    lookup: ActorLookup,
    times: Sequence[Time],
    statements: Sequence[Statement],
    events: Sequence[Event],
    *,
    day: str | None,
    rules: CommitmentRules,
) -> tuple[Commitment, ...]:
    """The commitments of the report in text order."""
    return ()
