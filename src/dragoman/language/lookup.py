"""Which actor do these words name: the one lookup that every later room needs."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, replace
from functools import cached_property

from dragoman.language.parsed import Parsed
from dragoman.record.types import Actor, Mention, Participant


@dataclass(frozen=True)
class ActorLookup:
    """Actors by the head word of their mentions.

    ``at(token_index)`` gives the participant whose mention has that word as its head (the longest
    such mention), or None. ``covering(token_index)`` gives the smallest mention that covers it.
    """

    parsed: Parsed
    actors: tuple[Actor, ...]
    by_head: dict[int, tuple[Actor, Mention]]

    @classmethod
    def of(cls, parsed: Parsed, actors: Sequence[Actor]) -> ActorLookup:
        by_head: dict[int, tuple[Actor, Mention]] = {}
        for actor in actors:
            for mention in actor.mentions:
                head = parsed.head_of(mention.start, mention.end)
                if head is None:
                    continue
                known = by_head.get(head)
                if known is None or _length(known[1]) < _length(mention):
                    by_head[head] = (actor, mention)
        return cls(parsed, tuple(actors), by_head)

    def at(self, token_index: int) -> Participant | None:
        found = self.by_head.get(token_index)
        if found is None:
            return None
        actor, mention = found
        return Participant(actor=actor.id, start=mention.start, end=mention.end)

    def expanded(self, participants: Iterable[Participant]) -> tuple[Participant, ...]:
        """The participants, each of "both sides" in place of both; an actor that is there by itself is not doubled."""
        given = tuple(participants)
        own = {participant.actor for participant in given}
        return tuple(
            replace(participant, actor=actor)
            for participant in given
            for actor in self._members.get(participant.actor, (participant.actor,))
            if actor == participant.actor or actor not in own
        )

    @cached_property
    def _members(self) -> dict[str, tuple[str, ...]]:
        return {actor.id: actor.members for actor in self.actors if actor.members}

    def covering(self, token_index: int) -> Participant | None:
        """The participant of the smallest mention that covers the word, or None."""
        return self._by_word.get(token_index)

    @cached_property
    def _by_word(self) -> dict[int, Participant]:
        found: dict[int, Participant] = {}
        longest_first = sorted(self.by_head.values(), key=lambda pair: -_length(pair[1]))
        for actor, mention in longest_first:
            participant = Participant(actor=actor.id, start=mention.start, end=mention.end)
            for index in self.parsed.words_in(mention.start, mention.end):
                found[index] = participant
        return found


def _length(mention: Mention) -> int:
    return mention.end - mention.start
