"""Pairs that are out of their ordinary, and why: the alerts of the picture, with the events that made them."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.pages.days import day_text
from dragoman.pages.desk.asking import Asker, Row, is_state
from dragoman.pages.desk.events import Line, actor_names, lines_of
from dragoman.pages.desk.events import found as events_of
from dragoman.pages.desk.filters import Filters, crisis_address
from dragoman.pages.desk.reports import Known
from dragoman.picture.alerts import HARD, Ring, rings
from dragoman.picture.series import Deed, DyadDay
from dragoman.picture.surprise import BASE, WINDOW

_BACK = BASE + 2 * WINDOW + 26  # days that a ring of today can rest on
_STILL = 3  # days after which a ring is over
_SHOWN, _LINES = 8, 4


@dataclass(frozen=True, slots=True, kw_only=True)
class Rung:
    """A pair that rings, with the numbers of the events to be shown."""

    ring: Ring
    fresh: tuple[str, ...]
    events: tuple[int, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alerted:
    """A pair that rings, in words, with the events that made it."""

    title: str
    index: float
    day: str
    words: str
    count: int
    """The events of conflict of the seven days, which the words name and the address leads to."""
    fresh: tuple[str, ...]
    """Hard types of which the 60 days before had none."""
    lines: tuple[Line, ...]
    address: str
    events_address: str


def rung_on(asker: Asker, on: str, known: Known) -> list[Rung]:
    """The pairs of states that ring on a day, the most surprising first."""
    rows = asker.rows("alerts.pairs", on=on, days=_BACK)
    if not rows or not known.first:
        return []
    begin = max(known.first, _earlier(on, _BACK - 1))
    found = rings(_days(rows), level="state", first=begin, last=on, hard=_hard(rows))
    still = sorted((ring for ring in found if ring.last > _earlier(on, _STILL)), key=lambda ring: -ring.index)
    return _all_rung(still[:_SHOWN], rows, _latest(asker, still[:_SHOWN]))


def rung_between(asker: Asker, filters: Filters, known: Known) -> list[Rung]:
    """The alerts of two actors in the days of the filters, the latest first; two states as the first page has them."""
    one, other = sorted(filters.actor[:2])
    states = is_state(one) and is_state(other)
    if states:
        rows = asker.rows("alerts.states", one=one, other=other, on=filters.until)
    else:
        whole = Filters(between=(one, other), until=filters.until, counted="1")
        rows = [{**row, "a": one, "b": other} for row in asker.rows("alerts.others", whole)]
    if not rows or not known.first:
        return []
    found = rings(_days(rows), level="state", first=known.first, last=filters.until, hard=_hard(rows))
    shown = [ring for ring in found if ring.last >= filters.since][:_SHOWN]
    latest = _latest(asker, shown) if states else [events_of(asker, _made(ring), limit=_LINES) for ring in shown]
    return _all_rung(shown, rows, latest)


def alerted(asker: Asker, found: Sequence[Rung], lines: Mapping[int, Line]) -> list[Alerted]:
    """The rings in words, with their events out of ``lines``."""
    names = actor_names(asker, sorted({one for each in found for one in each.ring.dyad}))
    return [
        Alerted(
            title=" and ".join(names[one] for one in each.ring.dyad),
            index=each.ring.index,
            day=each.ring.peak,
            words=_words(each.ring, each.fresh),
            count=each.ring.count,
            fresh=each.fresh,
            lines=tuple(lines[n] for n in each.events),
            address=crisis_address(*each.ring.dyad, until=each.ring.last),
            events_address=_made(each.ring).address(),
        )
        for each in found
    ]


def alerts_on(asker: Asker, on: str, known: Known) -> list[Alerted]:
    """The pairs of states that ring on a day, in words."""
    found = rung_on(asker, on, known)
    return alerted(asker, found, lines_of(asker, (n for each in found for n in each.events)))


def flags_of(found: Iterable[Alerted]) -> list[tuple[str, str, str]]:
    """The alerts as marks of a series: day, address, words."""
    return [(each.day, each.events_address, f"alert: {each.words}") for each in found]


def _all_rung(found: Sequence[Ring], rows: Sequence[Row], events: Sequence[Sequence[int]]) -> list[Rung]:
    return [
        Rung(ring=ring, fresh=_fresh(ring, rows), events=tuple(own)) for ring, own in zip(found, events, strict=True)
    ]


def _latest(asker: Asker, found: Sequence[Ring]) -> list[list[int]]:
    """The numbers of the latest events of each ring of two states, all looked up at once."""
    if not found:
        return []
    views = [_made(ring) for ring in found]
    events = defaultdict[tuple[str, ...], list[int]](list)
    for row in asker.rows(
        "alerts.made",
        ones=[view.between[0] for view in views],
        others=[view.between[1] for view in views],
        sinces=[view.since for view in views],
        untils=[view.until for view in views],
        first=min(view.since for view in views),
        last=max(view.until for view in views),
        limit=_LINES,
    ):
        events[row["a"], row["b"], row["until"]].append(row["n"])
    return [events[(*view.between, view.until)] for view in views]


def _made(ring: Ring) -> Filters:
    """The view of the events that a ring counts: those of the seven days that end with its peak."""
    since = _earlier(ring.peak, WINDOW - 1)
    return Filters(between=ring.dyad, since=since, until=ring.peak, quad=("3", "4"), counted="1")


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


def _fresh(ring: Ring, rows: Iterable[Row]) -> tuple[str, ...]:
    """The hard types of the ring of which the 60 days before had none."""
    begin, days = _earlier(ring.since, BASE), dict[str, list[str]]()
    for row in rows:
        if (row["a"], row["b"]) == ring.dyad and begin <= row["day"] <= ring.last:
            days.setdefault(row["type"], []).append(row["day"])
    return tuple(kind for kind in HARD if kind in days and min(days[kind]) >= ring.since)


def _days(rows: Iterable[Row]) -> list[DyadDay]:
    """The conflict of pairs, each event once, whoever began."""
    return [
        DyadDay(
            source=row["a"],
            target=row["b"],
            level="state",
            day=row["day"],
            quad3=row["events"] if row["quad"] == 3 else 0,
            quad4=row["events"] if row["quad"] == 4 else 0,
            events=row["events"],
        )
        for row in rows
    ]


def _hard(rows: Iterable[Row]) -> list[Deed]:
    return [
        Deed(event="", quad=4, score=0.0, source=row["a"], target=row["b"], day=row["day"], type=row["type"])
        for row in rows
        if row["type"] in HARD
    ]


def _earlier(day: str, days: int) -> str:
    return (date.fromisoformat(day) - timedelta(days=days)).isoformat()
