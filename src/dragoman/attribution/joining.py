"""Who the source of a statement is: its words joined to an actor."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace

from dragoman.language import ActorLookup, Parsed
from dragoman.record import Source, Statement


def attach_sources(parsed: Parsed, statements: Sequence[Statement], lookup: ActorLookup) -> tuple[Statement, ...]:
    """The statements with the actor behind each source, where the words name one."""
    return tuple(s if s.source is None else replace(s, source=_joined(parsed, s.source, lookup)) for s in statements)


def _joined(parsed: Parsed, source: Source, lookup: ActorLookup) -> Source:
    head = parsed.head_of(source.start, source.end)
    found = lookup.at(head) if head is not None else None
    return source if found is None else replace(source, actor=found.actor)
