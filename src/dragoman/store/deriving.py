"""Derived tables, changed together: others see all of a change or nothing of it."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from contextlib import contextmanager
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.store.columns import insert_arrow
from dragoman.store.errors import StoreError

DERIVED = (
    *("reprints", "happenings", "dyad_days", "events_by_day", "sides_by_day", "pairs_by_day"),
    *("reports_by_day", "known_actors", "dues_by_day", "stances_by_day"),
    *("outlines", "tellings", "unpictured", "picture_stamps"),
)


class Deriving:
    """One transaction over the derived tables, as ``Store.deriving`` gives it. Raises StoreError for other tables."""

    def __init__(self, connection: duckdb.DuckDBPyConnection) -> None:
        self._connection = connection

    def empty(self, table: str) -> None:
        """Take away all rows."""
        self._connection.execute(f"DELETE FROM {checked(table)}")

    def remove(self, table: str, column: str, values: Sequence[str]) -> None:
        """Take away the rows whose column has one of the values."""
        if values:
            sql = f"DELETE FROM {checked(table)} WHERE {column} IN (SELECT unnest($1)::{_kind(column)})"
            self._connection.execute(sql, [list(values)])

    def insert(self, table: str, rows: pa.Table) -> None:
        """Add the rows of an Arrow table, by the names of its columns."""
        if rows.num_rows:
            insert_arrow(self._connection, checked(table), rows)

    def fill(self, table: str, sql: str) -> None:
        """In place of the rows the answer to a question to the store itself, by the names of its columns: no row passes
        through this process."""
        self.empty(table)
        self.add(table, sql)

    def add(self, table: str, sql: str) -> None:
        """Add the answer to a question, by the names of its columns."""
        self._connection.execute(f"INSERT INTO {checked(table)} BY NAME {sql}")

    def drop(self, table: str, condition: str) -> None:
        """Take away the rows of which a condition in SQL holds."""
        self._connection.execute(f"DELETE FROM {checked(table)} WHERE {condition}")

    @contextmanager
    def knowing(self, name: str, rows: pa.Table) -> Iterator[None]:
        """Rows that questions may ask by a name, while the block lasts."""
        self._connection.register(name, rows)
        try:
            yield
        finally:
            self._connection.unregister(name)

    def query(self, sql: str, parameters: Mapping[str, Any] | None = None) -> pa.Table:
        """The answer to a question, with all that has changed so far."""
        return self._connection.sql(sql, params=parameters or None).to_arrow_table()


def checked(table: str) -> str:
    """The table's name. Raises StoreError where it is no derived one."""
    if table not in DERIVED:
        raise StoreError(f'"{table}" is not a derived table; expected one of {", ".join(DERIVED)}')
    return table


def _kind(column: str) -> str:
    return "DATE" if column == "day" else "VARCHAR"
