"""The positions of a report: stance words with who holds them, what about, since when and in whose words."""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.language import ActorLookup, Clauses, Parsed
from dragoman.positions.holders import Stand, find_stands
from dragoman.positions.objects import objects_of
from dragoman.positions.quarrels import Quarrels
from dragoman.positions.rules import PositionRules
from dragoman.record import Event, Position, Statement, Time
from dragoman.record.types import Participant, PositionObject


def find_positions(
    parsed: Parsed,
    lookup: ActorLookup,
    times: Sequence[Time],
    statements: Sequence[Statement],
    events: Sequence[Event],
    *,
    rules: PositionRules,
) -> tuple[Position, ...]:
    """The positions of the report in text order, one for each holder and object.

    ``since`` comes from a "since" beside the stance; ``statement`` is the innermost statement whose content covers
    the stance word. A stance without a holder that is an actor is left out, and so is one that is only wished for,
    asked or supposed.
    """
    clauses = Clauses(parsed, lookup)
    by_word = _innermost(parsed, statements)
    since = _Beginnings(clauses, times)
    quarrels = Quarrels(clauses, events, rules)
    found: dict[tuple[object, ...], Position] = {}
    for stand in find_stands(clauses, rules):
        things = tuple(quarrels.with_parties(stand, objects_of(clauses, stand)))
        for position in _positions(clauses, stand, things, since.of(stand.anchor), by_word[stand.anchor]):
            thing = position.object
            key = (position.holder.actor, position.stance, thing.start, thing.end, *quarrels.told_by(thing))
            found.setdefault(key, position)
    return tuple(sorted(found.values(), key=lambda p: (min(p.holder.start, p.object.start), p.object.end)))


def _positions(
    clauses: Clauses, stand: Stand, things: Sequence[PositionObject], since: str | None, statement: int | None
) -> Iterator[Position]:
    for thing in things:
        for holder in clauses.lookup.expanded(stand.holders):
            if not _is_itself(holder, thing.actor, stand):
                yield Position(holder=holder, stance=stand.stance, object=thing, since=since, statement=statement)


def _is_itself(holder: Participant, actor: str | None, stand: Stand) -> bool:
    """Nobody is its own ally or backer; whoever seeks or claims may name itself in the object."""
    return holder.actor == actor and stand.stance not in ("seeks", "claims")


def _innermost(parsed: Parsed, statements: Sequence[Statement]) -> list[int | None]:
    """For each word the statement with the shortest content around it."""
    found: list[int | None] = [None] * len(parsed.words)
    sizes = [sum(c.end - c.start for c in s.content) for s in statements]
    for number in sorted(range(len(statements)), key=lambda n: -sizes[n]):
        for content in statements[number].content:
            for index in parsed.words_in(content.start, content.end):
                found[index] = number
    return found


class _Beginnings:
    """Days since which something holds, by the word that "since" hangs on."""

    def __init__(self, clauses: Clauses, times: Sequence[Time]) -> None:
        self.by_word: dict[int, str] = {}
        for time in times:
            head = clauses.parsed.head_of(time.start, time.end)
            if head is None or time.begin is None or not _is_since(clauses, time):
                continue
            for above in clauses.parsed.ancestors(head):
                self.by_word.setdefault(above, time.begin)
                if clauses.is_verb(above):
                    break

    def of(self, anchor: int) -> str | None:
        return self.by_word.get(anchor)


def _is_since(clauses: Clauses, time: Time) -> bool:
    span = clauses.parsed.words_in(time.start, time.end)
    near = range(max(span[0] - 2, 0), span[0] + 1) if len(span) else range(0)
    return any(clauses.words[k].text.lower() == "since" for k in near)
