"""Actors: mentions found, then joined and identified."""

from dragoman.actors.dwellers import find_dwellers, with_dwellers
from dragoman.actors.mentions import find_mentions
from dragoman.actors.resolve import resolve_actors
from dragoman.actors.rules import ActorRules, load_actor_rules

__all__ = ["ActorRules", "find_dwellers", "find_mentions", "load_actor_rules", "resolve_actors", "with_dwellers"]
