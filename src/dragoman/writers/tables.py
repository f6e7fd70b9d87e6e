"""The flat tables: events here, the others in `rows.py`; the same columns in CSV, Parquet, Stata and pandas."""

from __future__ import annotations

import csv
import io
from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import astuple, dataclass, fields
from typing import Any

from dragoman.record import Coding, Count, Event
from dragoman.writers.rows import (
    ActorRow,
    CommitmentRow,
    PositionRow,
    StatementRow,
    actor_rows,
    commitment_rows,
    position_rows,
    statement_rows,
)
from dragoman.writers.view import CodingView, joined

_FORMULA = ("=", "+", "-", "@", "\t", "\r")


@dataclass(frozen=True, slots=True, kw_only=True)
class EventRow:
    """One event. Several actors stand between semicolons, in one order in all actor columns; ``actor_words``
    are the report's own words; ``denied`` says that the statement denies it."""

    event_id: str
    report_id: str
    published: str | None
    title: str | None
    publisher: str | None
    url: str | None
    type: str
    mode: str | None
    contexts: str
    quad: int
    score: float
    actors: str
    actor_names: str
    actor_countries: str
    actor_sectors: str
    actor_words: str
    recipients: str
    recipient_names: str
    recipient_countries: str
    recipient_sectors: str
    recipient_words: str
    begin: str | None
    until: str | None
    place: str | None
    place_country: str | None
    lat: float | None
    lon: float | None
    geonames_id: int | None
    killed_min: int | None
    killed_max: int | None
    injured_min: int | None
    injured_max: int | None
    displaced_min: int | None
    displaced_max: int | None
    detained_min: int | None
    detained_max: int | None
    modality: str
    historical: bool
    said_by: str | None
    said_by_words: str | None
    denied: bool
    same_as: str | None
    confidence: float
    start: int
    end: int
    anchor: str | None
    sentence: str | None
    version: str
    digest: str


COLUMNS = tuple(field.name for field in fields(EventRow))


def event_rows(coding: Coding) -> Iterator[EventRow]:
    """The rows of a coding, an event each, in its order."""
    view = CodingView(coding)
    for event in coding.events:
        yield _row(view, event)


def _row(view: CodingView, event: Event) -> EventRow:
    coding, report = view.coding, view.coding.report
    place, statement = view.place(event), view.statement(event)
    source = statement.source if statement is not None else None
    return EventRow(
        event_id=event.id,
        report_id=coding.id,
        published=coding.wire.published,
        title=report.title if report else None,
        publisher=(report.publisher if report else None) or coding.wire.agency,
        url=report.url if report else None,
        type=event.type,
        mode=event.mode,
        contexts=joined(event.contexts),
        quad=event.quad,
        score=event.score,
        **_party(view, event, "actor"),
        **_party(view, event, "recipient"),
        begin=event.when.begin if event.when else None,
        until=event.when.until if event.when else None,
        place=place.name if place else None,
        place_country=place.country if place else None,
        lat=place.lat if place else None,
        lon=place.lon if place else None,
        geonames_id=place.geonames_id if place else None,
        **_harm(event),
        modality=event.modality,
        historical=event.historical,
        said_by=source.actor if source else None,
        said_by_words=view.words(source.start, source.end) if source else None,
        denied=statement.denies if statement else False,
        same_as=coding.events[event.same_as].id if event.same_as is not None else None,
        confidence=event.confidence,
        start=event.anchor.start,
        end=event.anchor.end,
        anchor=view.words(event.anchor.start, event.anchor.end),
        sentence=view.sentence(event),
        version=coding.version,
        digest=coding.digest,
    )


def _party(view: CodingView, event: Event, part: str) -> dict[str, Any]:
    """The columns of the actors, or of the recipients."""
    participants = event.actors if part == "actor" else event.recipients
    actors = view.named(participants)
    return {
        f"{part}s": joined(actor.id for actor in actors),
        f"{part}_names": joined(actor.name for actor in actors),
        f"{part}_countries": ";".join(actor.country or "" for actor in actors),
        f"{part}_sectors": ";".join(actor.sector or "" for actor in actors),
        f"{part}_words": joined(view.words(p.start, p.end) for p in participants),
    }


def _harm(event: Event) -> dict[str, Any]:
    columns: dict[str, int | None] = {}
    for kind in ("killed", "injured", "displaced", "detained"):
        count: Count | None = getattr(event.harm, kind) if event.harm else None
        columns[f"{kind}_min"] = count.min if count else None
        columns[f"{kind}_max"] = count.max if count else None
    return columns


@dataclass(frozen=True, slots=True)
class Table:
    """A flat table: its name, the class of its rows, and what makes them of a coding."""

    name: str
    row: type[Any]
    rows: Callable[[Coding], Iterator[Any]]

    @property
    def columns(self) -> tuple[str, ...]:
        """The names of the columns, in order."""
        return tuple(field.name for field in fields(self.row))

    @property
    def types(self) -> dict[str, str]:
        """The columns with "str", "int", "float" or "bool"; all but "bool" may be missing."""
        return {field.name: str(field.type).split(" ")[0] for field in fields(self.row)}

    @property
    def csv_head(self) -> str:
        """The first line of the table as CSV."""
        return csv_line(self.columns)

    def csv_lines(self, coding: Coding) -> Iterator[str]:
        """The rows of a coding as lines of CSV."""
        for row in self.rows(coding):
            yield csv_line([safe_cell(value) for value in astuple(row)])


TABLES = {
    table.name: table
    for table in (
        Table("events", EventRow, event_rows),
        Table("statements", StatementRow, statement_rows),
        Table("commitments", CommitmentRow, commitment_rows),
        Table("positions", PositionRow, position_rows),
        Table("actors", ActorRow, actor_rows),
    )
}


def csv_line(cells: Sequence[object]) -> str:
    """One line of CSV without its line end."""
    out = io.StringIO()
    csv.writer(out, lineterminator="").writerow(cells)
    return out.getvalue()


def tsv_line(cells: Iterable[object]) -> str:
    """One line of tab-separated values; None is an empty cell."""
    return "\t".join("" if cell is None else str(cell) for cell in cells)


def safe_cell(value: object) -> object:
    """Texts that a spreadsheet would run as a formula begin with an apostrophe; truth values as JSON has them."""
    if isinstance(value, bool):
        return "true" if value else "false"
    if isinstance(value, str) and value.startswith(_FORMULA):
        return f"'{value}"
    return value
