"""Who acts on whom: actors in two columns on an oval, a tapered stroke from each actor to its recipient.

Names stand outside the oval, one a line, so that none covers another. Who deals with whom stands near.
"""

from __future__ import annotations

import math
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from dragoman.pages.geometry import (
    Box,
    Label,
    Point,
    numbers_text,
    on_curve,
    overlap,
    tapered,
    text_width,
    toward,
    wrapped,
)
from dragoman.pages.rows import EventRow
from dragoman.pages.view import Badge

ACTORS = 26  # that a picture can hold and still be read
_ROUNDS = 6
_SAME_SIDE = 200.0  # what a tie between neighbours of one side costs, in units of height
_RADIUS, _THIN, _THICK = 6.0, 4.0, 14.0
_PLACES = (0.34, 0.45, 0.26, 0.56, 0.66, 0.18, 0.76)


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """The measures of a picture: its width, the room for names on either side, letters in a line of a name."""

    width: float
    margin: float
    letters: int
    pitch: float
    size: float


WIDE = Frame(width=680, margin=190, letters=24, pitch=38, size=13)
NARROW = Frame(width=360, margin=120, letters=14, pitch=42, size=13)


@dataclass(frozen=True, slots=True, kw_only=True)
class Node:
    """An actor at its point."""

    x: float
    y: float
    radius: float
    keys: str
    title: str
    label: Label
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Stroke:
    """The events of one class from an actor to a recipient."""

    path: str
    quad: int
    firm: bool
    keys: str
    title: str
    label: Label
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Network:
    """The picture and what it leaves out."""

    width: float
    height: float
    nodes: tuple[Node, ...]
    strokes: tuple[Stroke, ...]
    left_out: int
    alone: tuple[EventRow, ...]
    """Events that join no two actors."""


@dataclass(frozen=True, slots=True, order=True)
class Tie:
    """From whom to whom, and of which class and status."""

    actor: str
    recipient: str
    quad: int
    firm: bool


@dataclass(frozen=True, slots=True, kw_only=True)
class Bundle:
    """The events of a tie: how many, their label, what they are, their keys, and where they stand."""

    events: int
    numbers: str
    told: str
    keys: tuple[str, ...] = ()
    address: str = ""
    weight: float | None = None
    """How thick its stroke is, in events; else their number."""


def network(rows: Sequence[EventRow], frame: Frame) -> Network | None:
    """The picture of events between actors; None where no event joins two."""
    ties = _ties(rows)
    names = {i: name for row in rows for i, name in (*row.actors, *row.recipients)}
    drawn = draw_ties({tie: _bundle(badges) for tie, badges in ties.items()}, names, frame)
    joined = {badge.number for badges in ties.values() for badge in badges}
    return drawn and replace(drawn, alone=tuple(row for row in rows if row.badge.number not in joined))


def draw_ties(
    ties: Mapping[Tie, Bundle], names: Mapping[str, str], frame: Frame, addresses: Mapping[str, str] | None = None
) -> Network | None:
    """The picture of ties between actors; None where there is none. ``addresses`` are the actors' pages."""
    weight = Counter[str]()
    for tie, bundle in ties.items():
        weight[tie.actor] += bundle.events
        weight[tie.recipient] += bundle.events
    drawn = [i for i, _ in sorted(weight.items(), key=lambda item: (-item[1], item[0]))[:ACTORS]]
    kept = {tie: bundle for tie, bundle in ties.items() if tie.actor in drawn and tie.recipient in drawn}
    drawn = [i for i in drawn if any(i in (tie.actor, tie.recipient) for tie in kept)]
    if not kept:
        return None
    points = _points(_order(drawn, kept, frame), frame)
    pages = addresses or {}
    return Network(
        width=frame.width,
        height=max(y for _, y in points.values()) + frame.pitch,
        nodes=tuple(
            replace(_node(i, names[i], points[i], weight[i], kept, frame), address=pages.get(i, "")) for i in drawn
        ),
        strokes=tuple(_strokes(kept, names, points, frame)),
        left_out=len(weight) - len(drawn),
        alone=(),
    )


def _bundle(badges: Sequence[Badge]) -> Bundle:
    numbers = ", ".join(str(badge.number) for badge in badges)
    return Bundle(
        events=len(badges),
        numbers=numbers_text([badge.number for badge in badges]),
        told=f"{badges[0].quad_name}, {numbers}",
        keys=tuple(badge.key for badge in badges),
    )


def _ties(rows: Sequence[EventRow]) -> dict[Tie, list[Badge]]:
    ties = defaultdict[Tie, list[Badge]](list)
    for row in rows:
        for actor, _ in row.actors:
            for recipient, _ in row.recipients:
                if actor != recipient:
                    ties[Tie(actor, recipient, row.badge.quad, row.badge.firm)].append(row.badge)
    return dict(sorted(ties.items()))


def _order(actors: Sequence[str], ties: Mapping[Tie, Bundle], frame: Frame) -> list[str]:
    """The actors in an order that keeps ties short and across the oval: swaps that help, a fixed number of rounds."""
    order = list(actors)
    seats = list(_points(order, frame).values())
    near = defaultdict[str, Counter[str]](Counter)
    for tie, bundle in ties.items():
        near[tie.actor][tie.recipient] += bundle.events
        near[tie.recipient][tie.actor] += bundle.events
    seat = {actor: n for n, actor in enumerate(order)}
    middle = frame.width / 2

    def length(actor: str) -> float:
        x, y = seats[seat[actor]]
        far = 0.0
        for other, events in near[actor].items():
            at = seats[seat[other]]
            far += events * (abs(y - at[1]) + _SAME_SIDE * ((x < middle) == (at[0] < middle)))
        return far

    for _ in range(_ROUNDS):
        for a in range(len(order)):
            for b in range(a + 1, len(order)):
                one, two = order[a], order[b]
                before = length(one) + length(two)
                seat[one], seat[two] = b, a
                if length(one) + length(two) < before - 1e-9:
                    order[a], order[b] = two, one
                else:
                    seat[one], seat[two] = a, b
    return order


def _points(order: Sequence[str], frame: Frame) -> dict[str, Point]:
    """Seats by turns on the left and right of an oval, evenly from top to bottom."""
    deep = math.ceil(len(order) / 2)
    height = max(1, deep - 1) * frame.pitch + frame.pitch / 2
    middle = frame.pitch * 0.7 + height / 2
    points = {}
    for n, actor in enumerate(order):
        level, right = divmod(n, 2)
        y = frame.pitch * 0.7 + level * frame.pitch + (frame.pitch / 2 if right else 0)
        bulge = math.sqrt(max(0.0, 1 - ((y - middle) / (height / 2 + frame.pitch)) ** 2))
        reach = (frame.width / 2 - frame.margin) * (0.35 + 0.65 * bulge)
        points[actor] = (round(frame.width / 2 + (reach if right else -reach), 1), round(y, 1))
    return points


def _node(actor: str, name: str, at: Point, weight: int, ties: Mapping[Tie, Bundle], frame: Frame) -> Node:
    right = at[0] > frame.width / 2
    radius = min(_RADIUS + 1.2 * math.sqrt(weight - 1), 12)
    lines = wrapped(name, frame.letters)
    aside = at[0] + (radius + 6) * (1 if right else -1)
    y = at[1] + frame.size * (0.35 - 0.58 * (len(lines) - 1))
    own = dict.fromkeys(k for tie, held in ties.items() if actor in (tie.actor, tie.recipient) for k in held.keys)
    return Node(
        x=at[0],
        y=at[1],
        radius=round(radius, 1),
        keys=" ".join(own),
        title=name,
        label=Label(x=round(aside, 1), y=round(y, 1), lines=lines, anchor="start" if right else "end"),
    )


def _strokes(
    ties: Mapping[Tie, Bundle], names: Mapping[str, str], points: dict[str, Point], frame: Frame
) -> Iterator[Stroke]:
    beside = Counter[tuple[str, str]]()
    taken: list[Box] = []
    for tie, bundle in ties.items():
        a, b = sorted((tie.actor, tie.recipient))
        start, end = points[tie.actor], points[tie.recipient]
        bend = _bend(points[a], points[b], beside[a, b], frame)
        beside[a, b] += 1
        start, end = toward(start, bend, _RADIUS), toward(end, bend, _RADIUS + 5)
        yield Stroke(
            path=tapered(
                start, bend, end, min(_THIN + 2.2 * (bundle.events if bundle.weight is None else bundle.weight), _THICK)
            ),
            quad=tie.quad,
            firm=tie.firm,
            keys=" ".join(bundle.keys),
            title=f"{names[tie.actor]} → {names[tie.recipient]}: {bundle.told}",
            label=_label(start, bend, end, bundle.numbers, taken, frame),
            address=bundle.address,
        )


def _bend(a: Point, b: Point, beside: int, frame: Frame) -> Point:
    """Where the stroke between two points bends: to the middle of the oval, and aside of those before it."""
    x, y = (a[0] + b[0]) / 2, (a[1] + b[1]) / 2
    same_side = (a[0] > frame.width / 2) == (b[0] > frame.width / 2)
    inward = frame.width / 2 - x
    far = abs(a[1] - b[1])
    x += math.copysign(min(abs(inward) * 0.9, 40 + 0.5 * far), inward) if same_side else inward * 0.1
    dx, dy = b[0] - a[0], b[1] - a[1]
    far = math.hypot(dx, dy) or 1.0
    aside = 22 * ((beside + 1) // 2) * (1 if beside % 2 else -1)
    return (x - dy / far * aside, y + dx / far * aside)


def _label(start: Point, bend: Point, end: Point, text: str, taken: list[Box], frame: Frame) -> Label:
    """The events' numbers on the stroke, where they cover the fewest others."""
    half = text_width(text, frame.size) / 2 + 2
    best = min(_PLACES, key=lambda t: overlap(_box(on_curve(start, bend, end, t), half, frame.size), taken))
    at = on_curve(start, bend, end, best)
    taken.append(_box(at, half, frame.size))
    return Label(x=round(at[0], 1), y=round(at[1] + frame.size * 0.35, 1), lines=(text,), anchor="middle")


def _box(at: Point, half: float, size: float) -> Box:
    return (at[0] - half, at[1] - size * 0.6, at[0] + half, at[1] + size * 0.6)
