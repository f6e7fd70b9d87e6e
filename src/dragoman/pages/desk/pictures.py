"""The pictures of a view over many reports: series, timeline, map and network, every part a link to its events."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Sequence

from dragoman.pages import map as maps
from dragoman.pages import network as networks
from dragoman.pages.desk.asking import Asker
from dragoman.pages.desk.charts import NARROW, WIDE, Acting, DayCount, Lanes, Series, lanes, series
from dragoman.pages.desk.events import actor_names
from dragoman.pages.desk.filters import Filters, path_of
from dragoman.pages.rows import place_level
from dragoman.pages.view import QUADS
from dragoman.record import Place

_PLACES, _TIES = 120, 28
_THICKEST = 5.0  # events that make the thickest stroke
Dated = tuple[str, str, str]
"""A day with the address and the words of what stands there."""


def day_counts(asker: Asker, filters: Filters) -> list[DayCount]:
    """The events of a view by day and class."""
    return [
        DayCount(
            day=row["day"],
            quads=(row["quad1"], row["quad2"], row["quad3"], row["quad4"]),
            score=row["score"] or 0.0,
        )
        for row in asker.rows("events.days", filters)
    ]


def series_of(
    counts: Sequence[DayCount], filters: Filters, *, since: str, until: str, alerts: Sequence[Dated] = ()
) -> tuple[Series, ...]:
    """The series as a wide and a narrow drawing; none where there is no event."""

    address = filters.opener("since", "until", "quad")

    def opener(first: str, last: str, quad: int) -> str:
        return address(first, last, str(quad))

    drawn = (series(counts, since=since, until=until, size=s, opener=opener, alerts=alerts) for s in (WIDE, NARROW))
    return tuple(each for each in drawn if each is not None)


def lanes_of(asker: Asker, filters: Filters, *, since: str, until: str, due: Sequence[Dated] = ()) -> Lanes | None:
    """Who acts when."""
    rows = asker.rows("events.acting", filters)
    names = actor_names(asker, sorted({row["actor"] for row in rows}))
    address = filters.opener("since", "until", "by", "quad")
    acts = [
        Acting(
            actor=row["actor"],
            day=row["day"],
            quad=row["quad"],
            events=row["events"],
            address=address(row["day"], row["day"], row["actor"], str(row["quad"])),
        )
        for row in rows
    ]
    addresses = {actor: path_of("actor", actor) for actor in names}
    return lanes(acts, since=since, until=until, names=names, addresses=addresses, due=due)


def maps_of(asker: Asker, filters: Filters) -> tuple[maps.Map, ...]:
    """Where the events of a view happened, as a wide and a narrow drawing."""
    sites = []
    for row in asker.rows("events.places", filters, limit=_PLACES):
        place = Place(
            start=0,
            end=0,
            name=row["name"],
            lat=row["lat"],
            lon=row["lon"],
            country=row["country"],
            feature=row["feature"],
        )
        told = _events(row["events"])
        sites.append(
            maps.Site(
                place=place,
                level=place_level(place),
                events=row["events"],
                numbers=str(row["events"]),
                all_numbers=told,
                told=told,
                address=filters.but(place=row["name"]).address(),
            )
        )
    drawn = (maps.draw_sites(sites, sheet) for sheet in (maps.WIDE, maps.NARROW))
    return tuple(each for each in drawn if each is not None)


def networks_of(asker: Asker, filters: Filters) -> tuple[networks.Network, ...]:
    """Who acts on whom in a view, as a wide and a narrow drawing."""
    rows = asker.rows("events.ties", filters, limit=_TIES)
    address = filters.opener("by", "to", "quad")
    most = max((row["events"] for row in rows), default=1)
    ties = {
        networks.Tie(row["actor"], row["recipient"], row["quad"], row["firm"]): networks.Bundle(
            events=row["events"],
            numbers=str(row["events"]),
            told=f"{_events(row['events'])} of {QUADS.get(row['quad'], 'class not known')}",
            address=address(row["actor"], row["recipient"], str(row["quad"])),
            weight=_THICKEST * (row["events"] / most) ** 0.5 - 1,
        )
        for row in rows
    }
    names = actor_names(asker, sorted({end for tie in ties for end in (tie.actor, tie.recipient)}))
    pages = {actor: path_of("actor", actor) for actor in names}
    drawn = (networks.draw_ties(ties, names, frame, pages) for frame in (networks.WIDE, networks.NARROW))
    return tuple(each for each in drawn if each is not None)


def _events(count: int) -> str:
    return "1 event" if count == 1 else f"{count:,} events"


def grouped(counts: Sequence[tuple[tuple[str, str], DayCount]]) -> dict[tuple[str, str], list[DayCount]]:
    """Day counts by the pair that they belong to."""
    found = defaultdict[tuple[str, str], list[DayCount]](list)
    for key, count in counts:
        found[key].append(count)
    return found
