"""ICEWS' file of 20 columns: one row for each source and target of an event, types as CAMEO.

Listed is what POLECAT's file lists, where it has a source. An event of several sources or targets makes
several rows, each with its own id (ICEWS itself repeats ids). Sectors are PLOVER's codes.
"""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import product

from dragoman.record import Actor, Coding, Event
from dragoman.rulefile import read_table
from dragoman.world import load_world
from dragoman.writers.tables import tsv_line
from dragoman.writers.view import CodingView, one_line, place_level

COLUMNS = (
    *("Event ID", "Event Date", "Source Name", "Source Sectors", "Source Country", "Event Text", "CAMEO Code"),
    *("Intensity", "Target Name", "Target Sectors", "Target Country", "Story ID", "Sentence Number", "Publisher"),
    *("City", "District", "Province", "Country", "Latitude", "Longitude"),
)
ICEWS_HEAD = tsv_line(COLUMNS)


@dataclass(frozen=True, slots=True, kw_only=True)
class Cameo:
    """The CAMEO code nearest to a PLOVER type and mode, with ICEWS' words and Goldstein's number for it."""

    type: str
    mode: str | None
    code: str
    text: str
    intensity: float


@cache
def load_cameo() -> dict[tuple[str, str | None], Cameo]:
    """CAMEO codes by PLOVER type and mode."""
    table = files("dragoman.writers") / "rules" / "cameo.csv"
    return {(row.type, row.mode): row for row in read_table(table, Cameo)}


def icews_lines(coding: Coding) -> Iterator[str]:
    """The events of a coding as lines of ICEWS' file."""
    view = CodingView(coding)
    for event in coding.events:
        if view.happened(event):
            yield from _event_lines(view, event)


def _event_lines(view: CodingView, event: Event) -> Iterator[str]:
    targets: list[Actor | None] = [*view.named(event.recipients)]
    pairs = list(product(view.named(event.actors), targets or [None]))
    for number, (source, target) in enumerate(pairs, start=1):
        row_id = event.id if len(pairs) == 1 else f"{event.id}.{number}"
        yield tsv_line(_cells(view, event, row_id, source, target))


def _cells(view: CodingView, event: Event, row_id: str, source: Actor, target: Actor | None) -> list[object]:
    coding, report = view.coding, view.coding.report
    table = load_cameo()
    cameo = table.get((event.type, event.mode)) or table[event.type, None]
    return [
        *(row_id, view.day(event)),
        *_actor(source),
        *(cameo.text, cameo.code, cameo.intensity),
        *_actor(target),
        *(coding.id, view.sentence_number(event)),
        one_line((report.publisher if report else None) or coding.wire.agency or ""),
        *_place(view, event),
    ]


def _actor(actor: Actor | None) -> list[object]:
    if actor is None:
        return [None] * 3
    return [one_line(actor.name), ",".join(actor.sectors) or actor.sector, _country(actor.country)]


def _place(view: CodingView, event: Event) -> list[object]:
    place = view.place(event)
    if place is None:
        return [None] * 6
    level, name = place_level(place), one_line(place.name)
    levels = [name if level == wanted else None for wanted in ("city", "district", "province")]
    return [*levels, _country(place.country), place.lat, place.lon]


def _country(code: str | None) -> str | None:
    """The country's name, as ICEWS writes it; the code where the world has no name for it."""
    state = load_world().states.get(code) if code else None
    return state.name if state else code
