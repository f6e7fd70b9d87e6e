"""The reprints of a store, followed as reports come: only what a new report can change is compared again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

import pyarrow as pa

from dragoman.picture.derived import asked_sql
from dragoman.picture.reprints import Comparing, Outline, Runs, Text, enough, outlines_of, runs_of

if TYPE_CHECKING:
    import duckdb

_READ_AT_ONCE = 512  # texts
_CHANGED = """
SELECT id AS report, day, text, text_digest FROM reports WHERE id IN (SELECT unnest($1::VARCHAR[])) ORDER BY id
"""
_TEXTS = "SELECT id, day::VARCHAR, text FROM reports WHERE id IN (SELECT unnest($1::VARCHAR[]))"
_KNOWN = "SELECT report, original, likeness FROM reprints"
_ORDER = (
    "SELECT report, day::VARCHAR AS day, words, runs FROM outlines_now WHERE report IN (SELECT unnest($1::VARCHAR[]))"
)
_KINDS = {"words": pa.int32(), "runs": pa.int32(), "day": pa.date32(), "sample": pa.list_(pa.uint32())}

Print = tuple[str, float]  # the original and the likeness
Place = tuple[str, int, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reprinted:
    """What is other about reprints: by report, None for one that is none any more; and the outlines of what changed."""

    prints: dict[str, Print | None]
    outlines: pa.Table


def outline_rows(reports: Sequence[dict[str, Any]], found: Sequence[Outline]) -> pa.Table:
    """Rows of ``outlines``: of reports by id, day and digest of their text."""
    columns: dict[str, list[Any]] = {name: [row[name] for row in reports] for name in ("report", "day", "text_digest")}
    columns |= {name: [getattr(outline, name) for outline in found] for name in ("words", "runs", "sample")}
    return pa.table({name: pa.array(cells, _KINDS.get(name, pa.string())) for name, cells in columns.items()})


def follow_reprints(connection: duckdb.DuckDBPyConnection, changed: Sequence[str]) -> Reprinted:
    """What the changed reports (new, coded anew, or gone) make other. The connection may be one that only reads."""
    fresh = connection.sql(_CHANGED, params=[list(changed)]).to_arrow_table()
    outlines = outline_rows(fresh.to_pylist(), outlines_of(fresh["text"].to_pylist()))
    touched = _asked(connection, "affected", "outlines", changed)
    connection.register("fresh_outlines", outlines)
    connection.register("changed_reports", pa.table({"report": pa.array(changed, pa.string())}))
    connection.execute(asked_sql("outlines_now"))
    try:
        touched |= _asked(connection, "affected", "outlines_now", changed)
        return Reprinted(prints=_prints(connection, touched, set(changed)), outlines=outlines)
    finally:
        connection.execute("DROP VIEW outlines_now")
        connection.unregister("fresh_outlines")
        connection.unregister("changed_reports")


def _prints(connection: duckdb.DuckDBPyConnection, touched: set[str], changed: set[str]) -> dict[str, Print | None]:
    """What is other: of the reports that a change touches, and of those that print what these print again."""
    known = {report: (original, likeness) for report, original, likeness in connection.execute(_KNOWN).fetchall()}
    other = _compared(connection, touched, known)
    moved = {report for report in touched | changed if other.get(report, (None,))[0] != known.get(report, (None,))[0]}
    roots = {known.get(report, (report,))[0] for report in moved} | moved
    after = {report for report, (original, _) in known.items() if original in roots}
    if not after <= touched:
        touched = touched | after
        other = _compared(connection, touched, known)
    reports = (report for report in touched | changed if other.get(report) != known.get(report))
    return {report: other.get(report) for report in reports}


def _compared(connection: duckdb.DuckDBPyConnection, reports: set[str], known: dict[str, Print]) -> dict[str, Print]:
    """The reprints among some reports; what the others print again is known."""
    earlier, comparing = _candidates(connection, reports), Comparing()
    read = _read(connection, {each for late, others in earlier for each in (late, *others)})
    found: dict[str, Print] = {}
    for late, others in earlier:
        printed = comparing.first_printed(read[late], (read[other] for other in others))
        if printed is not None:
            other = others[printed[0]]
            former = found.get(other) if other in reports else known.get(other)
            found[late] = (former[0] if former else other), printed[1]
    return found


def _candidates(connection: duckdb.DuckDBPyConnection, reports: set[str]) -> list[tuple[str, list[str]]]:
    """Each report, in order, with the earlier ones that share looked-up runs, the one that shares most first."""
    pairs = connection.execute(asked_sql("paired").replace("{outlines}", "outlines_now"), [sorted(reports)]).fetchall()
    ids = sorted({report for late, early, _ in pairs for report in (late, early)})
    order: dict[str, Place] = {}
    sizes: dict[str, int] = {}
    for report, day, words, runs in connection.execute(_ORDER, [ids]).fetchall():
        order[report] = day or "9999-99-99", -words, report
        sizes[report] = runs
    found: dict[str, list[tuple[int, Place]]] = {}
    for late, early, hits in pairs:
        if enough(hits, sizes[late], sizes[early]):
            found.setdefault(late, []).append((-hits, order[early]))
    return [(late, [place[2] for _, place in sorted(found[late])]) for late in sorted(found, key=order.__getitem__)]


def _read(connection: duckdb.DuckDBPyConnection, reports: Iterable[str]) -> dict[str, tuple[Text, Runs]]:
    """Texts and runs of some reports."""
    ids, found = sorted(reports), dict[str, tuple[Text, Runs]]()
    for first in range(0, len(ids), _READ_AT_ONCE):
        rows: list[Text] = connection.execute(_TEXTS, [ids[first : first + _READ_AT_ONCE]]).fetchall()
        for row, runs in zip(rows, runs_of([text for _, _, text in rows]), strict=True):
            found[row[0]] = row, runs
    return found


def _asked(connection: duckdb.DuckDBPyConnection, question: str, outlines: str, reports: Sequence[str]) -> set[str]:
    sql = asked_sql(question).replace("{outlines}", outlines)
    return {report for (report,) in connection.execute(sql, [list(reports)]).fetchall()}
