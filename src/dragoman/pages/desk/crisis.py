"""A crisis: two actors with their series, timeline, map, network, happenings, commitments and positions."""

from __future__ import annotations

from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.pages import map as maps
from dragoman.pages import network as networks
from dragoman.pages.desk.alerts import Alerted, alerted, flags_of, rung_between
from dragoman.pages.desk.asking import Asker
from dragoman.pages.desk.charts import DayCount, Lanes, Series
from dragoman.pages.desk.events import Somebody, Tally, actor_names, lines_of, tally
from dragoman.pages.desk.filters import Filters
from dragoman.pages.desk.happenings import Told, happenings, told
from dragoman.pages.desk.owed import Owed, Stance, deadlines, owed, stances
from dragoman.pages.desk.pictures import day_counts, lanes_of, maps_of, networks_of, series_of
from dragoman.pages.desk.reports import Known

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
    asked: Filters
    """What the address names."""
    filters: Filters
    """The events that are shown."""
    tally: Tally
    address: str
    beside_address: str
    """All that the two take part in, side by side too."""
    directions: tuple[Direction, ...]
    counts: tuple[DayCount, ...]
    series: tuple[Series, ...]
    alerted: tuple[Alerted, ...]
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


def crisis(asker: Asker, asked: Filters, known: Known) -> Crisis:
    """The page; what is asked names two actors and both days. Shown is only what the series counts, and of that what
    the one does to the other: what they do side by side to a third is no matter between them."""
    filters = between(asked)
    with asker.within(filters) as near:
        return _page(asker, near, asked, filters, known)


def between(asked: Filters) -> Filters:
    """The events of a crisis; actors beyond the first two must take part as well."""
    return asked.but(between=asked.actor[:2], actor=asked.actor[2:], counted="1")


def _page(asker: Asker, near: Asker, asked: Filters, filters: Filters, known: Known) -> Crisis:
    """The page; ``near`` knows only its events."""
    (a, b), since, until = filters.between, filters.since, filters.until
    names = actor_names(asker, [a, b])
    shown = owed(deadlines(asker, on=until, parties=[a, b]) or deadlines(asker, on=until, parties=[a]))
    due = [(each.due, each.address, f"due {each.due_text}: {each.words}") for each in shown]
    counts, rung = day_counts(near, filters), rung_between(asker, asked, known)
    rows = happenings(near, filters, limit=_HAPPENINGS)
    lines = lines_of(asker, [*(n for each in rung for n in each.events), *(row["n"] for row in rows)])
    rings = alerted(asker, rung, lines)
    return Crisis(
        a=Somebody(id=a, name=names[a]),
        b=Somebody(id=b, name=names[b]),
        since=since,
        until=until,
        asked=asked,
        filters=filters,
        tally=tally(near, filters),
        address=filters.address(),
        beside_address=filters.but(between=(), actor=(*filters.between, *filters.actor)).address(),
        directions=tuple(_direction(near, filters, one, other, names) for one, other in ((a, b), (b, a))),
        counts=tuple(counts),
        series=series_of(counts, filters, since=since, until=until, alerts=flags_of(rings)),
        alerted=tuple(rings),
        lanes=lanes_of(near, filters, since=since, until=until, due=due),
        maps=maps_of(near, filters),
        networks=networks_of(near, filters),
        happenings=tuple(told(rows, lines)),
        due=tuple(shown[:12]),
        stances=tuple(stances(asker, on=until, holder=a, limit=12) + stances(asker, on=until, holder=b, limit=12)),
    )


def _direction(asker: Asker, filters: Filters, ours: str, theirs: str, names: dict[str, str]) -> Direction:
    one_way = filters.but(between=(), by=ours, to=theirs)
    return Direction(
        ours=Somebody(id=ours, name=names[ours]),
        theirs=Somebody(id=theirs, name=names[theirs]),
        tally=tally(asker, one_way),
        address=one_way.address(),
    )
