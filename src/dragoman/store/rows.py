"""A coding as rows: one function a table, the cells in the order of the table's columns in ``schema/``."""

from __future__ import annotations

from collections.abc import Callable, Iterator, Sequence
from dataclasses import fields, replace
from datetime import datetime
from itertools import chain
from typing import Any

from dragoman.record import Coding, Count, Event, Participant, Report, Span, When, json_line, text_digest

Row = tuple[Any, ...]
_MOST = 2**63 - 1  # what a BIGINT holds
_HARMS = ("killed", "injured", "displaced", "detained")


REPORT_FIELDS = tuple(field.name for field in fields(Report))  # the first columns of ``reports``, in this order


def report_row(report: Report, day: str | None, added: datetime | None) -> Row:
    """The row of ``reports``; ``day`` is the report's day as coded, ``added`` in UTC."""
    return *(getattr(report, name) for name in REPORT_FIELDS), day, text_digest(report.text), added


def coding_rows(coding: Coding) -> dict[str, list[Row]]:
    """The rows of every table that a coding fills, by table name; ``reports`` is not among them."""
    return {name: list(rows(coding)) for name, rows in _TABLES.items()}


def coding_day(coding: Coding) -> str | None:
    """The report's day as coded, as an ISO day."""
    return coding.wire.published[:10] if coding.wire.published else None


def coding_text(coding: Coding) -> str:
    """The coding as one line of JSON without its report, which has a table of its own."""
    return json_line(replace(coding, report=None))


def _codings(coding: Coding) -> Iterator[Row]:
    yield coding.id, coding.version, coding.digest, coding_text(coding)


def _wires(coding: Coding) -> Iterator[Row]:
    wire, at = coding.wire, coding.wire.dateline
    dateline = (at.start, at.end, at.place, at.date) if at is not None else (None,) * 4
    yield coding.id, wire.agency, wire.published, wire.published_from, *dateline


def _credits(coding: Coding) -> Iterator[Row]:
    for c in coding.wire.credits:
        yield coding.id, c.start, c.end, c.name, c.role, c.place


def _noise(coding: Coding) -> Iterator[Row]:
    for noise in coding.wire.noise:
        yield coding.id, noise.start, noise.end, noise.kind


def _sentences(coding: Coding) -> Iterator[Row]:
    for n, sentence in enumerate(coding.sentences):
        yield coding.id, n, sentence.start, sentence.end


def _actors(coding: Coding) -> Iterator[Row]:
    for n, a in enumerate(coding.actors):
        sectors = list(a.sectors)
        yield coding.id, n, a.id, a.name, a.type, a.country, a.sector, sectors, a.role, a.ethnic_group


def _mentions(coding: Coding) -> Iterator[Row]:
    for actor in coding.actors:
        for mention in actor.mentions:
            yield coding.id, actor.id, mention.start, mention.end, mention.kind


def _places(coding: Coding) -> Iterator[Row]:
    for n, p in enumerate(coding.places):
        yield coding.id, n, p.start, p.end, p.name, p.geonames_id, p.lat, p.lon, p.country, p.feature, p.use


def _times(coding: Coding) -> Iterator[Row]:
    for n, t in enumerate(coding.times):
        yield coding.id, n, t.start, t.end, t.type, t.value, t.begin, t.until


def _statements(coding: Coding) -> Iterator[Row]:
    for n, s in enumerate(coding.statements):
        actor = s.source.actor if s.source else None
        source = (s.source.start, s.source.end, actor) if s.source else (None, None, None)
        yield s.id, coding.id, n, *source, *_ends(s.cue), s.kind, s.denies, s.attitude


def _contents(coding: Coding) -> Iterator[Row]:
    for statement in coding.statements:
        for span in statement.content:
            yield coding.id, statement.id, span.start, span.end


def _events(coding: Coding) -> Iterator[Row]:
    for n, e in enumerate(coding.events):
        begin, until = _days(e.when)
        yield (
            *(e.id, coding.id, n, e.type, e.mode, e.quad, e.score, e.anchor.start, e.anchor.end, begin, until),
            *(begin or until or coding_day(coding), e.where, e.modality, e.historical),
            *(_id_of(coding.statements, e.statement), _id_of(coding.events, e.same_as), e.confidence),
            *chain.from_iterable(_bounds(e, harm) for harm in _HARMS),
        )


def _contexts(coding: Coding) -> Iterator[Row]:
    for event in coding.events:
        for context in event.contexts:
            yield coding.id, event.id, context


def _participants(coding: Coding) -> Iterator[Row]:
    known = {actor.id: (actor.country, actor.sector) for actor in coding.actors}
    for event in coding.events:
        for part, participants in (("actor", event.actors), ("recipient", event.recipients)):
            for n, p in enumerate(participants):
                yield coding.id, event.id, part, n, p.actor, *known.get(p.actor, (None, None)), p.start, p.end


def _commitments(coding: Coding) -> Iterator[Row]:
    for n, c in enumerate(coding.commitments):
        yield (
            *(c.id, coding.id, n, c.kind, *_ends(c.content), *_ends(c.condition), *_days(c.due), c.state),
            *(_id_of(coding.statements, c.statement), _id_of(coding.events, c.event)),
        )


def _parties(coding: Coding) -> Iterator[Row]:
    for commitment in coding.commitments:
        for part, parties in (("debtor", commitment.debtors), ("creditor", commitment.creditors)):
            for party in parties:
                yield coding.id, commitment.id, part, *_named(party)


def _positions(coding: Coding) -> Iterator[Row]:
    for n, p in enumerate(coding.positions):
        about = (p.object.actor, p.object.start, p.object.end)
        statement = _id_of(coding.statements, p.statement)
        yield p.id, coding.id, n, *_named(p.holder), p.stance, *about, p.since, statement


def _named(participant: Participant) -> Row:
    return participant.actor, participant.start, participant.end


def _ends(span: Span | None) -> Row:
    return (span.start, span.end) if span is not None else (None, None)


def _days(when: When | None) -> tuple[str | None, str | None]:
    return (when.begin, when.until) if when is not None else (None, None)


def _bounds(event: Event, harm: str) -> Row:
    count: Count | None = getattr(event.harm, harm) if event.harm is not None else None
    if count is None:
        return None, None
    return min(count.min, _MOST), None if count.max is None else min(count.max, _MOST)


def _id_of(items: Sequence[Any], index: int | None) -> str | None:
    return None if index is None else items[index].id


_TABLES: dict[str, Callable[[Coding], Iterator[Row]]] = {
    "codings": _codings,
    "wires": _wires,
    "credits": _credits,
    "noise": _noise,
    "sentences": _sentences,
    "actors": _actors,
    "mentions": _mentions,
    "places": _places,
    "times": _times,
    "statements": _statements,
    "statement_contents": _contents,
    "events": _events,
    "event_contexts": _contexts,
    "participants": _participants,
    "commitments": _commitments,
    "commitment_parties": _parties,
    "positions": _positions,
}
CODED_TABLES = tuple(_TABLES)
