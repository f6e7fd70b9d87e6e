"""Countries of actors whose own words tell none: from the only country that their sentence speaks of."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict

from dragoman.actors.drafts import Draft
from dragoman.actors.names import Name
from dragoman.actors.registry import Registry

# Sectors of people and institutions that live in the country that the sentence is about. Armed
# groups, media, charities and analysts often are from elsewhere.
_AT_HOME = frozenset({"GOV", "LEG", "JUD", "COP", "PTY", "CVL", "EDU", "LAB", "REF", "AGR", "REL", "MED", "ELI", "MIL"})


def with_countries(registry: Registry) -> None:
    """Fill in countries where the sentence of an actor's first mention names exactly one."""
    named = _countries(registry)
    starts = [sentence.start for sentence in registry.parsed.sentences]
    for draft in registry.drafts:
        if draft.into is None and draft.mentions and _lives_there(draft):
            sentence = bisect_right(starts, draft.mentions[0].start) - 1
            found = named.get(sentence, set())
            if len(found) == 1:
                draft.country = next(iter(found))


def _lives_there(draft: Draft) -> bool:
    parent = draft.parent.final() if draft.parent is not None else None
    if draft.country is not None or draft.type == "state" or (parent is not None and parent.id is not None):
        return False
    return bool(draft.sectors) and draft.sectors[0] in _AT_HOME and (draft.domestic or draft.named)


def _countries(registry: Registry) -> dict[int, set[str]]:
    """Countries by sentence: of lands, places and peoples named in it."""
    found: dict[int, set[str]] = defaultdict(set)
    words = registry.parsed.words
    for name in registry.reading.names:
        country = _country_of(registry, name)
        if country is not None:
            found[words[name.head].sentence].add(country)
    return found


def _country_of(registry: Registry, name: Name) -> str | None:
    if name.kind == "organization":
        return registry.world.organizations[name.key].country
    return registry.world.seats[name.key].country if name.kind == "seat" else registry.places.country_of(name)
