"""Rows to Arrow tables and into the database: a batch at a time, never row by row."""

from __future__ import annotations

from collections.abc import Sequence
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.record import whole_characters

_ARROW = {
    "VARCHAR": pa.large_string(),
    "DATE": pa.large_string(),  # the contract has days as text; DuckDB makes them days
    "VARCHAR[]": pa.list_(pa.large_string()),
    "TINYINT": pa.int64(),
    "INTEGER": pa.int64(),
    "BIGINT": pa.int64(),
    "DOUBLE": pa.float64(),
    "BOOLEAN": pa.bool_(),
    "TIMESTAMP": pa.timestamp("us"),
}
_COLUMNS = "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal ORDER BY column_index"
Columns = dict[str, list[tuple[str, str]]]


def table_columns(connection: duckdb.DuckDBPyConnection) -> Columns:
    """Name and type of the columns of every table and view, in their order."""
    columns: Columns = {}
    for table, name, kind in connection.execute(_COLUMNS).fetchall():
        columns.setdefault(table, []).append((name, kind))
    return columns


def insert_rows(
    connection: duckdb.DuckDBPyConnection, table: str, rows: Sequence[Sequence[Any]], columns: Sequence[tuple[str, str]]
) -> None:
    """Add rows, their cells in the order of the table's ``columns``."""
    if not rows:
        return
    arrays = [_array(cells, _ARROW[kind]) for cells, (_, kind) in zip(zip(*rows, strict=True), columns, strict=True)]
    insert_arrow(connection, table, pa.table(arrays, names=[name for name, _ in columns]))


def insert_arrow(connection: duckdb.DuckDBPyConnection, table: str, rows: pa.Table) -> None:
    """Add the rows of an Arrow table, by the names of its columns; what it lacks is null."""
    connection.register("incoming_rows", rows)
    try:
        connection.execute(f'INSERT INTO "{table}" BY NAME SELECT * FROM incoming_rows')
    finally:
        connection.unregister("incoming_rows")


def _array(cells: Sequence[Any], kind: pa.DataType) -> pa.Array:
    """A column; half a surrogate pair, which no database holds, becomes U+FFFD, so that offsets stay."""
    try:
        return pa.array(cells, type=kind)
    except UnicodeEncodeError:
        return pa.array([whole_characters(cell) if isinstance(cell, str) else cell for cell in cells], type=kind)
