"""Actors: mentions found, then joined and identified."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.language import Parsed
from dragoman.record import Actor, Mention, Statement
from dragoman.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRules:
    """Agents, titles and roles with their sectors."""


def load_actor_rules() -> ActorRules:
    """The bundled rules."""
    return ActorRules()


def find_mentions(parsed: Parsed, *, world: World, rules: ActorRules) -> tuple[Mention, ...]:
    """Words that may refer to an actor, in text order; identities come later."""
    return ()


def resolve_actors(
    parsed: Parsed,
    mentions: Sequence[Mention],
    statements: Sequence[Statement],
    *,
    day: str | None,
    world: World,
    rules: ActorRules,
) -> tuple[Actor, ...]:
    """The actors behind the mentions, with country, sector and role on the report's day."""
    return ()
