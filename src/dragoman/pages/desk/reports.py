"""Reports: those of a day, and one as its brief, with what the store knows around it."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.pages.brief import ReportPage, report_page
from dragoman.pages.desk.asking import Asker, Row
from dragoman.pages.desk.filters import path_of
from dragoman.pages.shown import one_line
from dragoman.pages.view import ReportView


@dataclass(frozen=True, slots=True, kw_only=True)
class Known:
    """What the store holds."""

    reports: int
    publishers: tuple[str, ...]
    """Those of most reports first."""
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportLine:
    """A report of a list."""

    id: str
    address: str
    title: str
    publisher: str
    day: str
    events: int = 0
    original: str = ""
    """The page of the report that this one prints again."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """An event of the report that other reports tell too."""

    number: int
    address: str
    tellings: int


@dataclass(frozen=True, slots=True, kw_only=True)
class StoredReport:
    """A report's brief, who else carries it, and which of its events other reports tell."""

    page: ReportPage
    original: ReportLine | None
    carried: tuple[ReportLine, ...]
    linked: tuple[Linked, ...]


def known(asker: Asker) -> Known:
    """How many reports, from which publishers, of which days."""
    rows = asker.rows("reports.held")
    return Known(
        reports=sum(row["reports"] for row in rows),
        publishers=tuple(row["publisher"] for row in rows if row["publisher"] is not None),
        first=min((row["first_day"] for row in rows if row["first_day"]), default=""),
        last=max((row["last_day"] for row in rows if row["last_day"]), default=""),
    )


def reports_of(asker: Asker, day: str, *, limit: int = 60) -> list[ReportLine]:
    """The reports of a day, by publisher."""
    return [_line(row) for row in asker.rows("reports.lines", day=day, limit=limit)]


def stored_report(asker: Asker, id: str) -> StoredReport | None:
    """The report of that id; None where the store has none."""
    codings = asker.codings([id])
    if not codings or codings[0].report is None:
        return None
    coding = codings[0]
    original = asker.rows("reports.original", report=id)
    return StoredReport(
        page=report_page(ReportView(1, codings[0].report, coding)),
        original=_line(original[0]) if original else None,
        carried=tuple(_line(row) for row in asker.rows("reports.carried", report=id)),
        linked=tuple(
            Linked(number=row["ordinal"] + 1, address=path_of("happening", row["happening"]), tellings=row["tellings"])
            for row in asker.rows("reports.linked", report=id)
        ),
    )


def _line(row: Row) -> ReportLine:
    return ReportLine(
        id=row["id"],
        address=path_of("report", row["id"]),
        title=one_line(row["title"] or row["id"]),
        publisher=one_line(row["publisher"] or ""),
        day=row.get("day") or "",
        events=row.get("events", 0),
        original=path_of("report", row["original"]) if row.get("original") else "",
    )
