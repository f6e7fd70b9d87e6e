"""The people of the places that a report names: actors only where an event happens to them ("a curfew in Cizre")."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace

from dragoman.actors.drafts import slug_of
from dragoman.language import ActorLookup, Parsed
from dragoman.record import Actor, Event, Mention, Place

_LIVED_IN = ("PPL", "ADM", "RGN", "ISL", "AREA", "PCL")  # GeoNames features where people live


def find_dwellers(parsed: Parsed, places: Sequence[Place], actors: Sequence[Actor]) -> tuple[Actor, ...]:
    """For every literal place in which people live, and which is no actor itself, its people, in text order; for a
    capital the government that sits there, too.

    PLOVER codes the people as civilians of the country. They have the id that the place has where it acts or suffers.
    """
    taken = ActorLookup.of(parsed, actors).by_head
    found: dict[str, Actor] = {}
    for place in places:
        head = parsed.head_of(place.start, place.end)
        if not _has_people(place) or place.country is None or head is None or head in taken:
            continue
        mention = Mention(start=place.start, end=place.end, kind="name")
        name = " ".join(parsed.text[place.start : place.end].split())
        for actor in _of_place(place.country, name, capital=place.feature == "PPLC"):
            known = found.get(actor.id, actor)
            found[actor.id] = replace(known, mentions=(*known.mentions, mention))
    return tuple(found.values())


def _of_place(country: str, name: str, *, capital: bool) -> Iterator[Actor]:
    people = f"{country}/{slug_of(name)}"
    yield Actor(id=people, name=name, type="group", country=country, sector="CVL", sectors=("CVL",))
    if capital:
        rule = f"{country}/government"
        yield Actor(id=rule, name=name, type="organization", country=country, sector="GOV", sectors=("GOV",))


def with_dwellers(actors: Sequence[Actor], dwellers: Sequence[Actor], events: Iterable[Event]) -> tuple[Actor, ...]:
    """The actors with those dwellers to whom an event happens, by the mentions that the events name; the order stays
    that of first mentions.
    """
    named = {(p.actor, p.start, p.end) for event in events for p in (*event.actors, *event.recipients)}
    known = {actor.id: actor for actor in actors}
    for dweller in dwellers:
        mentions = tuple(m for m in dweller.mentions if (dweller.id, m.start, m.end) in named)
        if mentions:
            one = known.get(dweller.id) or replace(dweller, mentions=())
            known[dweller.id] = replace(one, mentions=tuple(sorted((*one.mentions, *mentions), key=_order)))
    return tuple(sorted(known.values(), key=lambda actor: min(_order(m) for m in actor.mentions)))


def _has_people(place: Place) -> bool:
    return place.use == "literal" and (place.feature or "").startswith(_LIVED_IN)


def _order(mention: Mention) -> tuple[int, int]:
    return mention.start, -mention.end
