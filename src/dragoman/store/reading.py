"""Codings out of the tables, as they were added."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

import duckdb

from dragoman.record import Coding, Report, coding_from_json
from dragoman.store.rows import REPORT_FIELDS

# The ids stand in the question one by one: then the index finds them, where a join would read the whole column, and the
# texts and codings beside it.
_REPORTS = f"SELECT {', '.join(REPORT_FIELDS)} FROM reports WHERE id IN ({{}})"
_CODINGS = "SELECT report, coding FROM codings WHERE report IN ({})"
_AT_ONCE = 256
Json = dict[str, Any]
_IDS = """
SELECT id FROM reports
WHERE ($since IS NULL OR day >= $since::DATE) AND ($until IS NULL OR day <= $until::DATE)
ORDER BY day NULLS LAST, id
"""

_OTHER_CODERS = """
SELECT id FROM reports JOIN codings ON report = id WHERE version <> ? OR digest <> ? ORDER BY day NULLS LAST, id
"""
_FORMER = """
SELECT report, arg_max(coding, rank)
FROM (SELECT *, row_number() OVER (ORDER BY superseded NULLS FIRST, rowid) AS rank FROM superseded_codings)
WHERE $report IS NULL OR report = $report
GROUP BY report HAVING arg_max(report_json IS NULL, rank)
ORDER BY report
"""


@dataclass(frozen=True, slots=True)
class CodingRow:
    """A report and its coding as the store has it."""

    report: Report
    coding: str


def ids_between(connection: duckdb.DuckDBPyConnection, since: str | None, until: str | None) -> list[str]:
    """The ids of the reports of these inclusive days, by day and id."""
    return [i for (i,) in connection.execute(_IDS, {"since": since, "until": until}).fetchall()]


def ids_of_other_coders(connection: duckdb.DuckDBPyConnection, version: str, digest: str) -> list[str]:
    """The ids of the reports that another version or digest has coded, by day and id."""
    return [i for (i,) in connection.execute(_OTHER_CODERS, [version, digest]).fetchall()]


def former_codings(connection: duckdb.DuckDBPyConnection, report_id: str | None) -> list[tuple[str, str]]:
    """Report and last former coding (JSON) of the same text, of all reports or of one."""
    return [(i, coding) for i, coding in connection.execute(_FORMER, {"report": report_id}).fetchall()]


def coding_rows_of(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Iterator[CodingRow]:
    """The rows of these reports, in no order."""
    for first in range(0, len(ids), _AT_ONCE):
        some = list(ids[first : first + _AT_ONCE])
        marks = ", ".join("?" * len(some))
        reports = connection.execute(_REPORTS.format(marks), some).fetchall()
        codings = dict(connection.execute(_CODINGS.format(marks), some).fetchall())
        for cells in reports:
            report = Report(**dict(zip(REPORT_FIELDS, cells, strict=True)))
            if report.id in codings:
                yield CodingRow(report, codings[report.id])


def coding_of(row: CodingRow, pared: Callable[[Json], Json] | None = None) -> Coding:
    """The coding as it was added, with its report; or what ``pared`` leaves of its JSON, since most of the time goes
    into making records of it."""
    kept = row.coding if pared is None else pared(json.loads(row.coding))
    return replace(coding_from_json(kept), report=row.report)
