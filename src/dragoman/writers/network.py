"""Who acted on whom as a network: actors are nodes, and a directed edge sums up the events from one to the other.

Listed is what POLECAT's file lists: what is told as happening, once, and not as a past without a day. An
event of several actors and recipients counts on each edge between them.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import product
from typing import BinaryIO
from xml.sax.saxutils import escape as escape_xml
from xml.sax.saxutils import quoteattr

from dragoman.record import Actor, Coding, Event
from dragoman.writers.view import CodingView, one_line

_NODE = {"name": "string", "type": "string", "country": "string", "sector": "string", "role": "string"}
_EDGE = {
    "events": "int",
    "quad1": "int",
    "quad2": "int",
    "quad3": "int",
    "quad4": "int",
    "score": "double",
    "first_day": "string",
    "last_day": "string",
    "types": "string",
}
_QUADS = (1, 2, 3, 4)


@dataclass(slots=True)
class Edge:
    """The events from one actor to another: how many by quad class, the sum of their scores, their days and types."""

    quads: dict[int, int] = field(default_factory=lambda: dict.fromkeys(_QUADS, 0))
    score: float = 0.0
    days: set[str] = field(default_factory=set)
    types: dict[str, int] = field(default_factory=dict)

    def add(self, event: Event, day: str | None) -> None:
        """Count an event."""
        self.quads[event.quad] += 1
        self.score += event.score
        self.types[event.type] = self.types.get(event.type, 0) + 1
        if day:
            self.days = {min(day, *self.days), max(day, *self.days)} if self.days else {day}

    def values(self) -> dict[str, object]:
        """The values of the edge by the names of GraphML's keys."""
        return {
            "events": sum(self.quads.values()),
            **{f"quad{quad}": self.quads[quad] for quad in _QUADS},
            "score": round(self.score, 6),
            "first_day": min(self.days, default=None),
            "last_day": max(self.days, default=None),
            "types": ";".join(f"{name}:{self.types[name]}" for name in sorted(self.types)),
        }


class GraphmlOutput:
    """Codings summed up as GraphML; what is held grows with the pairs of actors, not with the reports."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream = stream
        self._nodes: dict[str, Actor] = {}
        self._edges: dict[tuple[str, str], Edge] = {}

    def write(self, coding: Coding) -> None:
        """Count the events of one coding."""
        view = CodingView(coding)
        for event in coding.events:
            if view.happened(event):
                self._count(event, view)

    def _count(self, event: Event, view: CodingView) -> None:
        for source, target in product(view.named(event.actors), view.named(event.recipients)):
            for actor in (source, target):
                self._nodes.setdefault(actor.id, actor)
            self._edges.setdefault((source.id, target.id), Edge()).add(event, view.day(event))

    def finish(self) -> None:
        """Write the network, nodes and edges by id."""
        for line in self._lines():
            self._stream.write(line.encode("utf-8", "replace") + b"\n")

    def _lines(self) -> Iterator[str]:
        yield '<?xml version="1.0" encoding="UTF-8"?>'
        yield '<graphml xmlns="http://graphml.graphdrawing.org/xmlns">'
        for kind, keys in (("node", _NODE), ("edge", _EDGE)):
            for name, type_ in keys.items():
                yield f'<key id="{kind}-{name}" for="{kind}" attr.name="{name}" attr.type="{type_}"/>'
        yield '<graph id="actors" edgedefault="directed">'
        for name in sorted(self._nodes):
            known = {key: getattr(self._nodes[name], key) for key in _NODE}
            yield f"<node id={_attribute(name)}>{_values('node', known)}</node>"
        for source, target in sorted(self._edges):
            values = _values("edge", self._edges[source, target].values())
            yield f"<edge source={_attribute(source)} target={_attribute(target)}>{values}</edge>"
        yield "</graph>"
        yield "</graphml>"


def _values(kind: str, values: dict[str, object]) -> str:
    return "".join(
        f'<data key="{kind}-{name}">{escape_xml(one_line(str(value)))}</data>'
        for name, value in values.items()
        if value is not None
    )


def _attribute(text: str) -> str:
    return quoteattr(one_line(text))
