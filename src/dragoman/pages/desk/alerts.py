"""Pairs that are out of their ordinary, and why: the alerts of the picture, with the events that made them."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.pages.days import day_text
from dragoman.pages.desk.asking import Asker, Row
from dragoman.pages.desk.charts import DayCount
from dragoman.pages.desk.events import Line, actor_names, lines_of
from dragoman.pages.desk.filters import Filters
from dragoman.pages.desk.pictures import day_counts
from dragoman.pages.desk.today import Known, crisis_address
from dragoman.picture.alerts import HARD, Ring, rings
from dragoman.picture.series import Deed, DyadDay
from dragoman.picture.surprise import BASE, WINDOW

_BACK = BASE + 2 * WINDOW + 26  # days that a ring of today can rest on
_STILL = 3  # days after which a ring is over
_SHOWN, _LINES = 8, 4
LATELY = 14  # days whose events an alert of today can show


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerted:
    """A pair that rings, in words, with the events that made it."""

    title: str
    index: float
    day: str
    words: str
    fresh: tuple[str, ...]
    """Hard types of which the 60 days before had none."""
    lines: tuple[Line, ...]
    address: str
    events_address: str


def alerts_on(asker: Asker, on: str, known: Known, *, near: Asker) -> list[Alerted]:
    """The pairs of states that ring on a day, the most surprising first; ``near`` knows the events of
    ``lately``.
    """
    days = [_dyad_day(row) for row in asker.rows("alerts.pairs", on=on, days=_BACK)]
    if not days or not known.first:
        return []
    begin = max(known.first, _earlier(on, _BACK - 1))
    hard = [_hard(row) for row in asker.rows("alerts.hard", on=on, days=_BACK, types=list(HARD))]
    found = rings(days, level="state", first=begin, last=on, hard=hard)
    still = sorted((ring for ring in found if ring.last > _earlier(on, _STILL)), key=lambda ring: -ring.index)
    return _all_alerted(near, still[:_SHOWN], hard)


def lately(on: str) -> Filters:
    """The events that the alerts of a day are shown by."""
    return Filters(since=_earlier(on, LATELY), until=on)


def alerts_between(asker: Asker, filters: Filters, known: Known) -> list[Alerted]:
    """The alerts of two actors in the days of the filters, the latest first: those of two states from their series,
    as the first page has them.
    """
    a, b = sorted(filters.actor[:2])
    days, hard = _states(asker, a, b, filters.until) or _others(asker, a, b, filters.until)
    if not days or not known.first:
        return []
    found = rings(days, level="state", first=known.first, last=filters.until, hard=hard)
    return _all_alerted(asker, [ring for ring in found if ring.last >= filters.since][:_SHOWN], hard)


def _states(asker: Asker, a: str, b: str, on: str) -> tuple[list[DyadDay], list[Deed]] | None:
    """The days and the hard events of two states; None where they have no series."""
    days = [_dyad_day(row) for row in asker.rows("alerts.between", a=a, b=b, on=on)]
    if not days:
        return None
    return days, [_hard(row) for row in asker.rows("alerts.hard_between", a=a, b=b, on=on, types=list(HARD))]


def _others(asker: Asker, a: str, b: str, on: str) -> tuple[list[DyadDay], list[Deed]]:
    """The same of any two actors, counted from their events."""
    whole = Filters(actor=(a, b), until=on, counted="1")
    days = [_own_day(count, a, b) for count in day_counts(asker, whole)]
    rows = asker.rows("alerts.hard_days", whole, types=list(HARD))
    return days, [_hard({**row, "source": a, "target": b}) for row in rows]


def flags_of(found: Iterable[Alerted]) -> list[tuple[str, str, str]]:
    """The alerts as marks of a series: day, address, words."""
    return [(each.day, each.events_address, f"alert: {each.words}") for each in found]


def _all_alerted(asker: Asker, found: Sequence[Ring], hard: Sequence[Deed]) -> list[Alerted]:
    """The rings with their words and events, all looked up at once."""
    names = actor_names(asker, sorted({one for ring in found for one in ring.dyad}))
    views = [_made(ring) for ring in found]
    ids = [[row["id"] for row in asker.rows("events.ids", view, limit=_LINES, offset=0)] for view in views]
    known = {line.id: line for line in lines_of(asker, [i for some in ids for i in some])}
    return [
        _alerted(ring, view, names, tuple(known[i] for i in some if i in known), _fresh(ring, hard))
        for ring, view, some in zip(found, views, ids, strict=True)
    ]


def _made(ring: Ring) -> Filters:
    """The view of the events that made a ring: those of the seven days that end with its peak."""
    since = _earlier(ring.peak, WINDOW - 1) if ring.reason == "surprise" else ring.peak
    return Filters(actor=ring.dyad, since=since, until=ring.peak, quad=("3", "4"), counted="1")


def _alerted(
    ring: Ring, made: Filters, names: dict[str, str], own: tuple[Line, ...], fresh: tuple[str, ...]
) -> Alerted:
    return Alerted(
        title=" and ".join(names[one] for one in ring.dyad),
        index=ring.index,
        day=ring.peak,
        words=_words(ring, fresh),
        fresh=fresh,
        lines=own,
        address=crisis_address(*ring.dyad, until=ring.last),
        events_address=made.address(),
    )


def _words(ring: Ring, fresh: Sequence[str]) -> str:
    told = (
        f"the first {' and '.join((', '.join(fresh[:-1]), fresh[-1])) if len(fresh) > 1 else fresh[0]} in {BASE} days"
        if fresh
        else ""
    )
    counted = (
        f"{ring.count} {'event' if ring.count == 1 else 'events'} of conflict in the {WINDOW} days to "
        f"{day_text(ring.peak)}, where the {BASE} days before led to expect {ring.expected:.1f}"
    )
    if ring.reason == "first":
        return f"{told or 'a hard event'} ({counted})"
    return f"{counted}; {told}" if told else counted


def _fresh(ring: Ring, hard: Sequence[Deed]) -> tuple[str, ...]:
    """The hard types of the ring of which the 60 days before had none."""
    begin, days = _earlier(ring.since, BASE), dict[str, list[str]]()
    for deed in hard:
        if {deed.source, deed.target} == set(ring.dyad) and begin <= deed.day <= ring.last:
            days.setdefault(deed.type, []).append(deed.day)
    return tuple(kind for kind in HARD if kind in days and min(days[kind]) >= ring.since)


def _dyad_day(row: Row) -> DyadDay:
    return DyadDay(level="state", events=row["quad3"] + row["quad4"], **row)


def _own_day(count: DayCount, a: str, b: str) -> DyadDay:
    one, two, three, four = count.quads
    return DyadDay(
        source=a,
        target=b,
        level="state",
        day=count.day,
        quad1=one,
        quad2=two,
        quad3=three,
        quad4=four,
        events=sum(count.quads),
    )


def _hard(row: Row) -> Deed:
    return Deed(event="", quad=4, score=0.0, **row)


def _earlier(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()
