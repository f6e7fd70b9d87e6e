"""PLOVER JSON: one event a line, the fields of the manual's chapter "Data Fields".

Left out are negated events (the manual wants them out) and fields that only a clock could fill. The
auxiliary modes historical, future and hypothetical stand in ``mode`` behind the event's own.
"""

from __future__ import annotations

import json
from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.record import Actor, Coding, Event, Harm, Participant
from dragoman.writers.view import CodingView, country_code, place_level

_BODIES = ("UNO", "EUR", "NGO", "ISM", "IMG", "MNC", "IGO")
_LEVELS = {"city": 4, "district": 3, "province": 2}
_COUNTRY_LEVEL = 1


def plover_lines(coding: Coding) -> Iterator[str]:
    """The events of a coding as lines of PLOVER JSON."""
    view = CodingView(coding)
    for event in coding.events:
        if event.modality != "negated":
            yield json.dumps(_event(view, event), ensure_ascii=False, separators=(",", ":"))


def _event(view: CodingView, event: Event) -> dict[str, Any]:
    known = {
        "id": event.id,
        "date": view.day(event),
        "enddate": event.when.until if event.when else None,
        "actor": _entities(view, event.actors),
        "recipient": _entities(view, event.recipients),
        "event": event.type,
        "event_loc": _place(view, event),
        "event_text": view.words(event.anchor.start, event.anchor.end),
        "quad_code": event.quad,
        "event_scale": event.score,
        "mode": _modes(event),
        "context": list(event.contexts),
        "size": _size(event.harm),
        "text": view.sentence(event),
        "text_info": {"sequence": view.sentence_number(event), "start": event.anchor.start, "end": event.anchor.end},
        "cite_info": _citation(view),
        "coder": f"dragoman {view.coding.version}",
    }
    return {name: value for name, value in known.items() if value not in (None, {})}


def _modes(event: Event) -> list[str]:
    modes = [event.mode] if event.mode else []
    if event.modality in ("future", "hypothetical"):
        modes.append(event.modality)
    return [*modes, "historical"] if event.historical else modes


def _entities(view: CodingView, participants: Sequence[Participant]) -> list[dict[str, Any]]:
    words = {p.actor: view.words(p.start, p.end) for p in reversed(participants)}
    return [_entity(actor, words[actor.id]) for actor in view.named(participants)]


def _entity(actor: Actor, words: str | None) -> dict[str, Any]:
    known = {
        "code": actor_code(actor),
        "sector": [code for code in dict.fromkeys((actor.sector, *actor.sectors)) if code],
        "entity_text": words,
        "identifier_id": actor.id,
        "identifier_text": actor.name,
        "ethnicity": actor.ethnic_group,
        "office": actor.role,
    }
    return {name: value for name, value in known.items() if value not in (None, [])}


def actor_code(actor: Actor) -> str | None:
    """The country's code, or that of the kind of body which stands in its place (IGO, NGO, ...)."""
    codes = (actor.sector, *actor.sectors)
    return country_code(actor.country) or next((body for body in _BODIES if body in codes), None)


def _place(view: CodingView, event: Event) -> dict[str, Any]:
    place = view.place(event)
    if place is None:
        return {}
    level = place_level(place)
    known = {
        "extracted_place": view.words(place.start, place.end),
        "resolved_place": place.name,
        "geonameid": place.geonames_id,
        "lat": place.lat,
        "lon": place.lon,
        level or "": place.name if level else None,
        "country_code": country_code(place.country),
        "feature_code": place.feature,
        "resolution": _LEVELS[level] if level else _COUNTRY_LEVEL if (place.feature or "").startswith("PCL") else None,
    }
    return {name: value for name, value in known.items() if value is not None}


def _size(harm: Harm | None) -> dict[str, int]:
    """The least numbers stated."""
    if harm is None:
        return {}
    counts = {"dead": harm.killed, "injured": harm.injured, "arrested": harm.detained}
    return {name: count.min for name, count in counts.items() if count is not None}


def _citation(view: CodingView) -> dict[str, str]:
    coding, report = view.coding, view.coding.report
    known = {
        "citation": coding.id,
        "url": report.url if report else None,
        "title": report.title if report else None,
        "publication": (report.publisher if report else None) or coding.wire.agency,
        "language": report.language if report else None,
        "codebook": "PLOVER 2.0",
        "version": coding.version,
    }
    return {name: value for name, value in known.items() if value}
