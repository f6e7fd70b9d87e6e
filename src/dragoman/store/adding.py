"""Codings into the tables: each report once, whatever is added again."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass, field
from datetime import UTC, datetime

import duckdb

from dragoman.record import Coding, InternalError, Report, json_line, text_digest
from dragoman.store.columns import insert_rows, table_columns
from dragoman.store.reading import coding_rows_of
from dragoman.store.rows import CODED_TABLES, REPORT_FIELDS, Row, coding_day, coding_rows, report_row

_FACTS = tuple(name for name in REPORT_FIELDS if name not in ("id", "text"))
_KNOWN = f"""
SELECT id, text_digest, version, digest, {", ".join(_FACTS)}
FROM reports JOIN codings ON report = id WHERE id IN (SELECT unnest(?::VARCHAR[]))
"""
_SUPERSEDE = """
INSERT INTO superseded_codings BY NAME
SELECT report, version, digest, coding, given AS report_json, ?::TIMESTAMP AS superseded
FROM codings JOIN (SELECT unnest(?::VARCHAR[]) AS report, unnest(?::VARCHAR[]) AS given) USING (report)
"""

_UNPICTURED = "INSERT INTO unpictured SELECT unnest(?::VARCHAR[])"


@dataclass(frozen=True, slots=True, kw_only=True)
class Added:
    """What became of a batch: reports that are new, that were known already, whose coding took the place of a former
    one; ``clashes`` are ids known with another text, whose reports were left out."""

    added: int = 0
    known: int = 0
    replaced: int = 0
    clashes: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class KnownReport:
    """What the store holds under an id."""

    text_digest: str
    version: str
    digest: str
    facts: tuple[str | None, ...]  # all else that the report brings: published, title ...

    def has(self, report: Report) -> bool:
        """Whether it is this report, in every fact."""
        return self.text_digest == text_digest(report.text) and self.facts == _facts(report)


@dataclass(slots=True)
class _Batch:
    """What a batch will change."""

    new: dict[str, Coding] = field(default_factory=dict)
    replaced: dict[str, Coding] = field(default_factory=dict)
    known: int = 0
    clashes: list[str] = field(default_factory=list)


def known_reports(connection: duckdb.DuckDBPyConnection, ids: Sequence[str]) -> dict[str, KnownReport]:
    """Which of the ids the store has, and with what."""
    rows = connection.execute(_KNOWN, [list(ids)]).fetchall()
    return {row[0]: KnownReport(row[1], row[2], row[3], tuple(row[4:])) for row in rows}


def add_codings(
    connection: duckdb.DuckDBPyConnection, codings: Iterable[Coding], *, replace: bool, at: datetime | None
) -> Added:
    """Add the codings within the transaction that the caller holds; ``Store.add`` says what is kept."""
    given = list(codings)
    batch = _sorted_out(given, known_reports(connection, [c.id for c in given]), replace=replace)
    moment = _utc(at)
    if batch.replaced:
        _supersede(connection, batch.replaced, moment)
    if batch.new or batch.replaced:
        _insert(connection, [*batch.new.values(), *batch.replaced.values()], moment)
    return Added(
        added=len(batch.new),
        known=batch.known,
        replaced=len(batch.replaced),
        clashes=tuple(dict.fromkeys(batch.clashes)),
    )


def report_of(coding: Coding) -> Report:
    """The report that the coding brings. Raises InternalError where it brings none, or another's."""
    if coding.report is None or coding.report.id != coding.id:
        raise InternalError(f'coding "{coding.id}" comes without its report; the store keeps both together')
    return coding.report


def _sorted_out(codings: Sequence[Coding], known: dict[str, KnownReport], *, replace: bool) -> _Batch:
    batch, seen = _Batch(), dict(known)
    for coding in codings:
        former, this = seen.get(coding.id), _as_known(coding)
        if former is None:
            batch.new[coding.id] = coding
        elif former == this or (former.text_digest == this.text_digest and _same_coder(former, this) and not replace):
            batch.known += 1
            continue
        elif former.text_digest != this.text_digest and not replace:
            batch.clashes.append(coding.id)
            continue
        elif coding.id in batch.new:
            batch.new[coding.id] = coding
        else:
            batch.replaced[coding.id] = coding
        seen[coding.id] = this
    return batch


def _same_coder(one: KnownReport, other: KnownReport) -> bool:
    return (one.version, one.digest) == (other.version, other.digest)


def _as_known(coding: Coding) -> KnownReport:
    report = report_of(coding)
    return KnownReport(text_digest(report.text), coding.version, coding.digest, _facts(report))


def _facts(report: Report) -> tuple[str | None, ...]:
    return tuple(getattr(report, name) for name in _FACTS)


def _supersede(connection: duckdb.DuckDBPyConnection, replaced: dict[str, Coding], moment: datetime | None) -> None:
    ids = list(replaced)
    former = {row.report.id: row.report for row in coding_rows_of(connection, ids)}
    given = [json_line(former[i]) if former[i] != replaced[i].report else None for i in ids]
    connection.execute(_SUPERSEDE, [moment, ids, given])
    for table in CODED_TABLES:
        connection.execute(f"DELETE FROM {table} WHERE report IN (SELECT unnest(?::VARCHAR[]))", [ids])
    connection.execute("DELETE FROM reports WHERE id IN (SELECT unnest(?::VARCHAR[]))", [ids])


def _insert(connection: duckdb.DuckDBPyConnection, codings: Sequence[Coding], moment: datetime | None) -> None:
    tables: dict[str, list[Row]] = {name: [] for name in ("reports", *CODED_TABLES)}
    for coding in codings:
        tables["reports"].append(report_row(report_of(coding), coding_day(coding), moment))
        for name, rows in coding_rows(coding).items():
            tables[name] += rows
    columns = table_columns(connection)
    for name, rows in tables.items():
        insert_rows(connection, name, rows, columns[name])
    connection.execute(_UNPICTURED, [[coding.id for coding in codings]])


def _utc(at: datetime | None) -> datetime | None:
    return at.astimezone(UTC).replace(tzinfo=None) if at is not None and at.tzinfo is not None else at
