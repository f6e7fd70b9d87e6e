"""A crisis: two actors with their series, timeline, map, network, happenings, commitments and positions."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.pages import map as maps
from dragoman.pages import network as networks
from dragoman.pages.desk.asking import Asker
from dragoman.pages.desk.charts import DayCount, Lanes, Series
from dragoman.pages.desk.events import Somebody, Tally, actor_names, tally
from dragoman.pages.desk.filters import Filters
from dragoman.pages.desk.happenings import Told, told
from dragoman.pages.desk.owed import Owed, Stance, deadlines, owed, stances
from dragoman.pages.desk.pictures import Dated, day_counts, lanes_of, maps_of, networks_of, series_of

SPAN = 90  # days that a crisis page shows where its address names none
_HAPPENINGS = 25


@dataclass(frozen=True, slots=True, kw_only=True)
class Direction:
    """What one of the two does to the other."""

    ours: Somebody
    theirs: Somebody
    tally: Tally
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Crisis:
    """The page of two actors from ``since`` to ``until``."""

    a: Somebody
    b: Somebody
    since: str
    until: str
    filters: Filters
    tally: Tally
    address: str
    directions: tuple[Direction, ...]
    counts: tuple[DayCount, ...]
    series: tuple[Series, ...]
    lanes: Lanes | None
    maps: tuple[maps.Map, ...]
    networks: tuple[networks.Network, ...]
    happenings: tuple[Told, ...]
    due: tuple[Owed, ...]
    stances: tuple[Stance, ...]


def window(filters: Filters, first: str, last: str) -> Filters:
    """The filters with both days: those of the address, else of the record's days the ninety to the last report.

    >>> window(Filters(until="1990-08-02"), "1990-07-17", "1990-09-14").since
    '1990-07-17'
    """
    until = filters.until or last
    since = filters.since or max(first, (date.fromisoformat(until) - timedelta(days=SPAN - 1)).isoformat())
    return filters.but(since=min(since, until), until=until)


def crisis(asker: Asker, filters: Filters, *, alerts: Sequence[Dated] = ()) -> Crisis:
    """The page; ``filters`` name two actors and both days, and only what the series counts is shown."""
    a, b = filters.actor[:2]
    filters = filters.but(counted="1")
    names = actor_names(asker, [a, b])
    since, until = filters.since, filters.until
    found = deadlines(asker, on=until, parties=[a, b]) or deadlines(asker, on=until, parties=[a])
    shown = owed(found)
    counts = day_counts(asker, filters)
    due = [(each.due, each.address, f"due {each.due_text}: {each.words}") for each in shown]
    return Crisis(
        a=Somebody(id=a, name=names[a]),
        b=Somebody(id=b, name=names[b]),
        since=since,
        until=until,
        filters=filters,
        tally=tally(asker, filters),
        address=filters.address(),
        directions=tuple(_direction(asker, filters, one, other, names) for one, other in ((a, b), (b, a))),
        counts=tuple(counts),
        series=series_of(counts, filters, since=since, until=until, alerts=alerts),
        lanes=lanes_of(asker, filters, since=since, until=until, due=due),
        maps=maps_of(asker, filters),
        networks=networks_of(asker, filters),
        happenings=tuple(told(asker, filters, limit=_HAPPENINGS)),
        due=tuple(shown[:12]),
        stances=tuple(stances(asker, on=until, holder=a, limit=12) + stances(asker, on=until, holder=b, limit=12)),
    )


def _direction(asker: Asker, filters: Filters, ours: str, theirs: str, names: dict[str, str]) -> Direction:
    one_way = filters.but(actor=(), by=ours, to=theirs)
    return Direction(
        ours=Somebody(id=ours, name=names[ours]),
        theirs=Somebody(id=theirs, name=names[theirs]),
        tally=tally(asker, one_way),
        address=one_way.address(),
    )
