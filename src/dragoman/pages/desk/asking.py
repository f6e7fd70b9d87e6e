"""Questions in SQL, from the files beside this one, to one state of the store."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from contextlib import contextmanager
from functools import cache
from importlib.resources import files
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.pages.desk.filters import Filters
from dragoman.picture.by_day import BY_DAY, by_day_sql
from dragoman.record import Coding
from dragoman.store import open_store
from dragoman.store.reading import coding_of, coding_rows_of

if TYPE_CHECKING:
    import duckdb
    import pyarrow as pa

    from dragoman.store import Store

_KEPT = ("events", "events_by_day", "sides_by_day", "places")
_SEEN = ("participants", "happenings")  # views of those that were kept
Row = dict[str, Any]
Condition = tuple[str, dict[str, Any]]
_NAME = re.compile(r"^-- name: (\w+)\s*$", re.MULTILINE)
_LISTS = ("type", "quad", "sector")  # any of their values may hold; of the others each must


class Asker:
    """Asks one open store; every answer is of the same state."""

    def __init__(self, store: Store, connection: duckdb.DuckDBPyConnection) -> None:
        self.store, self._connection = store, connection

    def rows(
        self, question: str, filters: Filters | None = None, *, fill: Condition | None = None, **parameters: Any
    ) -> list[Row]:
        """The rows that answer a question, named by its file and its name there ("events.count").

        ``fill`` is a further condition of the question's own, as ``every`` makes it.
        """
        answer = self._connection.execute(*_filled(question, filters, fill, parameters))
        names = [column[0] for column in answer.description or ()]
        return [dict(zip(names, row, strict=True)) for row in answer.fetchall()]

    def table(self, question: str, filters: Filters | None = None, **parameters: Any) -> pa.Table:
        """The same as an Arrow table."""
        sql, asked = _filled(question, filters, None, parameters)
        return self._connection.sql(sql, params=asked).to_arrow_table()

    def one(self, question: str, filters: Filters | None = None, **parameters: Any) -> Row:
        """The only row of an answer."""
        return self.rows(question, filters, **parameters)[0]

    @contextmanager
    def within(self, filters: Filters) -> Iterator[Asker]:
        """An asker that knows only the events that the filters let through: many questions about them cost one look
        at the whole store.
        """
        with self._connection.cursor() as connection:
            stood_in = stand_in(connection)
            for table in _KEPT:
                connection.execute(*_filled(f"within.{table}", filters, None, {}))
            for table in BY_DAY if stood_in else ():
                connection.execute(f"DROP VIEW temp.{table}")
            for table in _KEPT:
                connection.execute(f"ALTER TABLE kept_{table} RENAME TO {table}")
            for view in _SEEN:
                connection.execute(_sql(f"within.{view}"))
            yield Asker(self.store, connection)

    def codings(self, reports: Sequence[str]) -> list[Coding]:
        """The codings of these reports, in their order; a report that the store has not is left out."""
        found = {row.report.id: coding_of(row) for row in coding_rows_of(self._connection, reports)}
        return [found[i] for i in reports if i in found]


@contextmanager
def asking(path: Path, *, wait: float = 10.0) -> Iterator[Asker]:
    """The store, opened for as long as one page asks; its schema must be the latest, as ``open_store`` makes it.

    Raises StoreError, StoreBusy.
    """
    store = open_store(path, wait=wait)
    with store.reading() as connection:
        stand_in(connection)
        yield Asker(store, connection)


def stand_in(connection: duckdb.DuckDBPyConnection) -> bool:
    """Whether the tables by day are not made yet: then the questions that make them stand in their place."""
    made = bool(connection.execute("SELECT 1 FROM events_by_day LIMIT 1").fetchall())
    for table in () if made else BY_DAY:
        connection.execute(f"CREATE TEMP VIEW {table} AS {by_day_sql(table)}")
    return not made


def condition(filters: Filters) -> Condition:
    """The filters as a condition on an event ``e``, with its parameters.

    >>> condition(Filters(until="1990-08-02"))
    ('(e.day <= $until_0::DATE)', {'until_0': '1990-08-02'})
    """
    parts, parameters, days = [], dict[str, Any](), days_of(filters)
    for name, values in _grouped(filters).items():
        text = _sql(f"conditions.{name}").replace("{days}", days)
        for number, value in enumerate([values] if name in _LISTS else values):
            if "{0}" in text:
                parameters[f"{name}_{number}"] = value
            parts.append(f"({text.replace('{0}', f'${name}_{number}')})")
    return " AND ".join(parts) or "true", parameters


def days_of(filters: Filters) -> str:
    """The filters' days as a condition on the ``day`` of a table by day; none where there is no bound.

    >>> days_of(Filters(until="1990-08-02"))
    'day <= $until_0::DATE'
    """
    bounds = (("since", ">="), ("until", "<="))
    return " AND ".join(f"day {sign} ${name}_0::DATE" for name, sign in bounds if getattr(filters, name)) or "true"


def every(question: str, values: Sequence[str]) -> Condition:
    """The named condition for each of the values, all of which must hold; none asks nothing.

    >>> every("owed.party", [])
    ('true', {})
    """
    text = _sql(question)
    parts = [text.replace("{0}", f"$each_{number}") for number in range(len(values))]
    return " AND ".join(parts) or "true", {f"each_{number}": value for number, value in enumerate(values)}


def _filled(
    question: str, filters: Filters | None, fill: Condition | None, parameters: dict[str, Any]
) -> tuple[str, dict[str, Any] | None]:
    """A question's SQL with its conditions, and all its parameters."""
    sql = _sql(question).replace("{days}", days_of(filters or Filters()))
    for slot, held in (("{where}", condition(filters) if filters is not None else None), ("{fill}", fill)):
        if held is not None:
            sql, parameters = sql.replace(slot, held[0]), parameters | held[1]
    return sql, {name: value for name, value in parameters.items() if f"${name}" in sql} or None


def _grouped(filters: Filters) -> dict[str, list[str]]:
    found: dict[str, list[str]] = {}
    for name, value in filters.pairs:
        found.setdefault(name, []).append(value)
    return found


def _sql(question: str) -> str:
    file, _, name = question.partition(".")
    return _statements(file)[name]


@cache
def _statements(file: str) -> dict[str, str]:
    """The named statements of a file."""
    text = (files("dragoman.pages.desk") / "sql" / f"{file}.sql").read_text(encoding="utf-8")
    parts = _NAME.split(text)
    return {name: sql.strip() for name, sql in zip(parts[1::2], parts[2::2], strict=True)}
