"""Between whom "the dispute" or "the talks" are: the two sides of what was told last."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.language import Clauses
from dragoman.positions.holders import Stand
from dragoman.positions.rules import PositionRules
from dragoman.record import Event
from dragoman.record.types import PositionObject


@dataclass(frozen=True)
class Quarrels:
    """Finds the parties of a quarrel that somebody mediates and whose words name none."""

    clauses: Clauses
    events: Sequence[Event]
    rules: PositionRules

    def with_parties(self, stand: Stand, things: Iterable[PositionObject]) -> Iterator[PositionObject]:
        """The objects; in place of a quarrel that names nobody one for each of its two sides, if they are clear."""
        for thing in things:
            sides = self._sides(stand, thing) if stand.stance == "mediates" and thing.actor is None else ()
            yield from (replace(thing, actor=side) for side in sides) if sides else (thing,)

    def told_by(self, thing: PositionObject) -> tuple[str, ...]:
        """What tells two sides of one quarrel apart; nothing of other objects."""
        return (thing.actor,) if thing.actor is not None and self._is_quarrel(thing) else ()

    def _is_quarrel(self, thing: PositionObject) -> bool:
        head = self.clauses.parsed.head_of(thing.start, thing.end)
        return head is not None and self.rules.has("quarrels", self.clauses.lemma(head))

    def _sides(self, stand: Stand, thing: PositionObject) -> tuple[str, ...]:
        """Who acts and who suffers in the nearest event before that has both and not the mediator."""
        if not self._is_quarrel(thing):
            return ()
        start = self.clauses.words[stand.anchor].start
        holders = {holder.actor for holder in stand.holders}
        for event in reversed([e for e in self.events if e.anchor.start < start]):
            actors, recipients = [p.actor for p in event.actors], [p.actor for p in event.recipients]
            sides = (actors[0], recipients[0]) if actors and recipients else tuple(actors) if len(actors) == 2 else ()
            if len(set(sides)) == 2 and not holders & {*actors, *recipients}:
                return sides
        return ()
