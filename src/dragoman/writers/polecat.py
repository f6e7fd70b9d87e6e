"""POLECAT's file of 40 columns: one row an event, several actors between semicolons.

Only what is told as happening is listed (no negated, hypothetical or future events, no second mention of
the same happening), since the format has no column that would say otherwise. Wikipedia ids are left
empty: the coding has none.
"""

from __future__ import annotations

from collections.abc import Iterator, Sequence

from dragoman.record import Coding, Event, Participant
from dragoman.writers.cow import cow_number
from dragoman.writers.plover_json import actor_code
from dragoman.writers.tables import tsv_line
from dragoman.writers.view import CodingView, country_code, joined, one_line, place_level

COLUMNS = (
    *("Event ID", "Event Date", "Event Type", "Event Mode", "Intensity", "Quad Code", "Contexts"),
    *("Actor Name", "Actor Country", "Actor COW", "Primary Actor Sector", "Actor Sectors", "Actor Title"),
    *("Actor Name Raw", "Wikipedia Actor ID"),
    *("Recipient Name", "Recipient Country", "Recipient COW", "Primary Recipient Sector", "Recipient Sectors"),
    *("Recipient Title", "Recipient Name Raw", "Wikipedia Recipient ID"),
    *("Placename", "City", "District", "Province", "Country", "Latitude", "Longitude", "GeoNames ID"),
    *("Raw Placename", "Feature Type", "Source", "Publication Date"),
    *("Story People", "Story Organizations", "Story Locations", "Language", "Version"),
)
POLECAT_HEAD = tsv_line(COLUMNS)


def polecat_lines(coding: Coding) -> Iterator[str]:
    """The events of a coding as lines of POLECAT's file."""
    view = CodingView(coding)
    for event in coding.events:
        if view.happened(event):
            yield tsv_line(_cells(view, event))


def _cells(view: CodingView, event: Event) -> list[object]:
    coding, report = view.coding, view.coding.report
    published = coding.wire.published
    return [
        *(event.id, view.day(event), event.type, event.mode, event.score, event.quad, joined(event.contexts)),
        *_party(view, event.actors),
        *_party(view, event.recipients),
        *_place(view, event),
        one_line((report.publisher if report else None) or coding.wire.agency or ""),
        published[:10] if published else None,
        joined(_names(coding, "person")),
        joined(_names(coding, "organization", "group")),
        joined(dict.fromkeys(one_line(place.name) for place in coding.places)),
        report.language if report else None,
        f"dragoman {coding.version}",
    ]


def _names(coding: Coding, *types: str) -> Iterator[str]:
    """The actors of these types that the report calls by a name."""
    for actor in coding.actors:
        if actor.type in types and any(mention.kind == "name" for mention in actor.mentions):
            yield one_line(actor.name)


def _party(view: CodingView, participants: Sequence[Participant]) -> list[object]:
    actors = view.named(participants)
    return [
        joined(one_line(actor.name) for actor in actors),
        joined(actor_code(actor) for actor in actors),
        joined(str(cow_number(actor.country) or "") for actor in actors),
        joined(actor.sector for actor in actors),
        joined(dict.fromkeys(code for actor in actors for code in actor.sectors)),
        joined(one_line(actor.role) if actor.role else None for actor in actors),
        joined(view.words(p.start, p.end) for p in participants),
        None,
    ]


def _place(view: CodingView, event: Event) -> list[object]:
    place = view.place(event)
    if place is None:
        return [None] * 10
    level, name = place_level(place), one_line(place.name)
    return [
        name,
        *(name if level == wanted else None for wanted in ("city", "district", "province")),
        country_code(place.country),
        *(place.lat, place.lon, place.geonames_id),
        view.words(place.start, place.end),
        place.feature,
    ]
