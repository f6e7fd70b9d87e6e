"""The story with its evidence: the text cut where any evidence begins or ends, so that nothing overlaps.

Each segment knows all that covers it. The text of the segments, one after the other, is the report's text.
"""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from dragoman.pages.shown import Piece, pieces
from dragoman.pages.view import Badge, ReportView
from dragoman.record import Event, Participant, PositionObject, Source, Span

LAYERS = 3  # underlines that can stand below one another
_PARAGRAPH = re.compile(r"\n[^\S\n]*(?:\n[^\S\n]*)+|\n")
_ROLES = ("actor", "recipient", "time", "place", "source", "more")


@dataclass(frozen=True, slots=True, kw_only=True)
class Cover:
    """Evidence: characters and what they are to the thing of that key ("event", a role, or "noise")."""

    start: int
    end: int
    role: str
    key: str
    event: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Underline:
    """One event's line below a segment; ``layer`` says how deep it lies."""

    badge: Badge
    layer: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Segment:
    """Characters that the same evidence covers from end to end."""

    pieces: tuple[Piece, ...]
    underlines: tuple[Underline, ...] = ()
    roles: tuple[tuple[str, str], ...] = ()
    """Each role with the keys of what it is a part of, separated by spaces."""
    noise: bool = False
    ends: tuple[Badge, ...] = ()
    """The events whose words end here: their numbers follow."""


def paragraphs(view: ReportView) -> list[list[Segment]]:
    """The whole text in paragraphs of segments."""
    text = view.report.text
    covers = [c for c in _covers(view) if 0 <= c.start < c.end <= len(text)]
    breaks = [m.end() for m in _PARAGRAPH.finditer(text)]
    found: list[list[Segment]] = []
    stops = iter([*(b for b in breaks if b < len(text)), len(text)])
    stop, current = next(stops), list[Segment]()
    for end, segment in _segments(view, covers, breaks):
        current.append(segment)
        if end >= stop:
            found.append(current)
            stop, current = next(stops, len(text)), []
    return found


def _segments(view: ReportView, covers: Sequence[Cover], breaks: Iterable[int]) -> Iterator[tuple[int, Segment]]:
    """Segments with their ends, by one sweep over all edges."""
    text = view.report.text
    opening, closing = defaultdict[int, list[int]](list), defaultdict[int, list[int]](list)
    for number, cover in enumerate(covers):
        opening[cover.start].append(number)
        closing[cover.end].append(number)
    edges = sorted({0, len(text), *opening, *closing, *breaks})
    active: dict[int, Cover] = {}
    for start, end in pairwise(edges):
        for number in closing[start]:
            active.pop(number, None)
        active.update((number, covers[number]) for number in opening[start])
        ending = [covers[number] for number in closing[end] if covers[number].role == "event"]
        yield end, _segment(view, text[start:end], list(active.values()), ending)


def _segment(view: ReportView, text: str, active: Sequence[Cover], ending: Sequence[Cover]) -> Segment:
    roles = defaultdict[str, dict[str, None]](dict)
    for cover in active:
        roles[cover.role][cover.key] = None
    events = [view.badges[cover.event] for cover in active if cover.role == "event"]
    return Segment(
        pieces=tuple(pieces(text)),
        underlines=tuple(Underline(badge=b, layer=min(n, LAYERS - 1)) for n, b in enumerate(events)),
        roles=tuple((role, " ".join(roles[role])) for role in _ROLES if role in roles),
        noise="noise" in roles,
        ends=tuple(view.badges[e] for e in sorted(cover.event for cover in ending)),
    )


def _covers(view: ReportView) -> Iterator[Cover]:
    coding = view.coding
    for number, event in enumerate(coding.events):
        yield from _of_event(view, number, event)
    for number, said in enumerate(coding.statements, start=1):
        yield from _more(view.key("c", number), said.source, said.cue, *said.content)
    for number, duty in enumerate(coding.commitments, start=1):
        yield from _more(view.key("d", number), duty.content, duty.condition)
    for number, stance in enumerate(coding.positions, start=1):
        yield from _more(view.key("p", number), stance.holder, stance.object)
    yield from (Cover(start=n.start, end=n.end, role="noise", key="") for n in coding.wire.noise)


def _of_event(view: ReportView, number: int, event: Event) -> Iterator[Cover]:
    """The words of an event, of those who take part in it, of its time and place, and of who says so."""
    key, coding = view.badges[number].key, view.coding
    yield Cover(start=event.anchor.start, end=event.anchor.end, role="event", key=key, event=number)
    yield from (Cover(start=p.start, end=p.end, role="actor", key=key) for p in event.actors)
    yield from (Cover(start=p.start, end=p.end, role="recipient", key=key) for p in event.recipients)
    if event.when is not None and event.when.time is not None:
        time = coding.times[event.when.time]
        yield Cover(start=time.start, end=time.end, role="time", key=key)
    if event.where is not None:
        place = coding.places[event.where]
        yield Cover(start=place.start, end=place.end, role="place", key=key)
    source = coding.statements[event.statement].source if event.statement is not None else None
    if source is not None:
        yield Cover(start=source.start, end=source.end, role="source", key=key)


def _more(key: str, *spans: Span | Source | Participant | PositionObject | None) -> Iterator[Cover]:
    """The words of a claim, a duty or a stance."""
    return (Cover(start=s.start, end=s.end, role="more", key=key) for s in spans if s is not None)
