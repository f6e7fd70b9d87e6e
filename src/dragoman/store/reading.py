"""Codings out of the tables, as they were added."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

import duckdb

from dragoman.record import Coding, Report, coding_from_json

_CODINGS = """
SELECT id, text, published, title, url, publisher, language, coding
FROM reports JOIN codings ON report = id WHERE id IN (SELECT unnest(?::VARCHAR[]))
"""
_IDS = """
SELECT id FROM reports
WHERE ($since IS NULL OR day >= $since::DATE) AND ($until IS NULL OR day <= $until::DATE)
ORDER BY day NULLS LAST, id
"""


@dataclass(frozen=True, slots=True)
class CodingRow:
    """A report and its coding as the store has it."""

    report: Report
    coding: str


def ids_between(connection: duckdb.DuckDBPyConnection, since: str | None, until: str | None) -> list[str]:
    """The ids of the reports of these inclusive days, by day and id."""
    return [i for (i,) in connection.execute(_IDS, {"since": since, "until": until}).fetchall()]


def coding_rows_of(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> Iterator[CodingRow]:
    """The rows of these reports, in no order."""
    for i, text, published, title, url, publisher, language, coding in connection.execute(
        _CODINGS, [list(ids)]
    ).fetchall():
        facts = {"title": title, "url": url, "publisher": publisher, "language": language}
        yield CodingRow(Report(id=i, text=text, published=published, **facts), coding)


def coding_of(row: CodingRow) -> Coding:
    """The coding as it was added, with its report."""
    return replace(coding_from_json(row.coding), report=row.report)
