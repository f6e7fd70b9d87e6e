"""Places as GeoJSON (RFC 7946): one feature a literal place of a report, with the events there.

A place that only stands for somebody or something ("Moscow said") is left out, unless an event is there, and
so is a place without coordinates. Properties are flat, so that map programs show them as a table.
"""

from __future__ import annotations

import json
from collections.abc import Iterator
from typing import Any, BinaryIO

from dragoman.record import Coding, Event, Place
from dragoman.writers.view import CodingView, joined, one_line

_HEAD = b'{"type":"FeatureCollection","features":['
_TAIL = b"]}\n"


class GeojsonOutput:
    """Codings written as features, each on a line of its own."""

    def __init__(self, stream: BinaryIO) -> None:
        self._stream, self._between = stream, _HEAD + b"\n"

    def write(self, coding: Coding) -> None:
        """Write the places of one coding."""
        for feature in features_of(coding):
            line = json.dumps(feature, ensure_ascii=False, separators=(",", ":"))
            self._stream.write(self._between + line.encode("utf-8", "replace"))
            self._between = b",\n"

    def finish(self) -> None:
        """Close the collection."""
        self._stream.write((b"\n" if self._between == b",\n" else _HEAD) + _TAIL)


def features_of(coding: Coding) -> Iterator[dict[str, Any]]:
    """The literal places of a coding, and those where an event is, as features."""
    view = CodingView(coding)
    for index, place in enumerate(coding.places):
        events = [event for event in coding.events if event.where == index]
        if (events or place.use == "literal") and place.lat is not None and place.lon is not None:
            yield {
                "type": "Feature",
                "id": f"{coding.id}/place-{index + 1}",
                "geometry": {"type": "Point", "coordinates": [place.lon, place.lat]},
                "properties": _properties(view, place, events),
            }


def _properties(view: CodingView, place: Place, events: list[Event]) -> dict[str, Any]:
    coding = view.coding
    return {
        "report_id": coding.id,
        "published": coding.wire.published,
        "title": one_line(coding.report.title) if coding.report and coding.report.title else None,
        "place": one_line(place.name),
        "country": place.country,
        "geonames_id": place.geonames_id,
        "feature": place.feature,
        "words": view.words(place.start, place.end),
        "start": place.start,
        "end": place.end,
        "events": len(events),
        "event_ids": joined(event.id for event in events),
        "event_types": joined(event.type for event in events),
        "event_days": ";".join(view.begin(event) or "" for event in events),
        "event_quads": ";".join(str(event.quad) for event in events),
        "event_modalities": joined(event.modality for event in events),
        "actors": joined(dict.fromkeys(actor.name for e in events for actor in view.named(e.actors))),
        "recipients": joined(dict.fromkeys(actor.name for e in events for actor in view.named(e.recipients))),
        "sentences": joined(dict.fromkeys(view.sentence(event) for event in events)),
    }
