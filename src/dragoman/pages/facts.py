"""The figures at the head of a report: plain counts of what the coding holds, and nothing drawn from them."""

from __future__ import annotations

from collections import Counter
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.pages.rows import Duty, EventRow, country_name
from dragoman.pages.view import QUADS, ReportView
from dragoman.record import Event, Participant


@dataclass(frozen=True, slots=True, kw_only=True)
class Share:
    """The events of one quad class; ``begin`` and ``width`` are in hundredths of the bar."""

    quad: int
    name: str
    count: int
    begin: float
    width: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Facts:
    """What the head of a report says."""

    events: int
    again: int
    shares: tuple[Share, ...]
    pair: tuple[str, str] | None
    pair_events: int
    due: Duty | None
    """The earliest duty with a day that does not lie before the report's."""
    dated: int
    own_voice: int
    sourced: int
    sources: int


def facts(view: ReportView, rows: Sequence[EventRow], duties: Sequence[Duty]) -> Facts:
    """The figures of a report."""
    happenings = [row for row in rows if row.same_as is None]
    pairs = Counter(pair for event in view.coding.events for pair in _pairs(view, event))
    pair, most = min(pairs.items(), key=lambda item: (-item[1], item[0]), default=(None, 0))
    named = (country_name(pair[0]), country_name(pair[1])) if pair else None
    dated = [duty for duty in duties if duty.due]
    voices = [row.source for row in rows]
    return Facts(
        events=len(happenings),
        again=len(rows) - len(happenings),
        shares=_shares(Counter(row.badge.quad for row in happenings)),
        pair=named,
        pair_events=most,
        due=next((duty for duty in dated if duty.last_day >= (view.coding.wire.published or "")[:10]), None),
        dated=len(dated),
        own_voice=voices.count(None),
        sourced=len(voices) - voices.count(None),
        sources=len(set(voices) - {None}),
    )


def _pairs(view: ReportView, event: Event) -> set[tuple[str, str]]:
    """The countries that an event joins, each pair in the order of the alphabet."""
    if event.same_as is not None:
        return set()
    ours, theirs = _countries(view, event.actors), _countries(view, event.recipients)
    return {(min(a, b), max(a, b)) for a in ours for b in theirs if a != b}


def _countries(view: ReportView, participants: Sequence[Participant]) -> set[str]:
    actors = (view.actors.get(p.actor) for p in participants)
    return {actor.country for actor in actors if actor is not None and actor.country}


def _shares(counts: Counter[int]) -> tuple[Share, ...]:
    total, begin = sum(counts.values()) or 1, 0.0
    shares = []
    for quad, name in QUADS.items():
        width = 100 * counts[quad] / total
        shares.append(Share(quad=quad, name=name, count=counts[quad], begin=round(begin, 2), width=round(width, 2)))
        begin += width
    return tuple(shares)
