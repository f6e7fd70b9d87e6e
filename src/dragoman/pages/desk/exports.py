"""What a page shows as a file: CSV, JSON or Parquet."""

from __future__ import annotations

import json
from collections.abc import Iterator
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.parquet

from dragoman.writers.tables import csv_line, safe_cell

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


def file_of(table: pa.Table, form: str) -> bytes:
    """The table as a file of that form; in a CSV no cell is a formula to a spreadsheet."""
    if form == "json":
        return json_bytes(table.to_pylist())
    if form == "csv":
        return "".join(f"{line}\r\n" for line in _lines(table)).encode("utf-8", "replace")
    out = BytesIO()
    pyarrow.parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


def _lines(table: pa.Table) -> Iterator[str]:
    yield csv_line(table.column_names)
    for row in table.to_pylist():
        yield csv_line([safe_cell(value) for value in row.values()])


def json_bytes(value: Any) -> bytes:
    """Records, rows and days as JSON.

    >>> json_bytes([{"day": date(1990, 8, 2)}])
    b'[{"day": "1990-08-02"}]'
    """
    return json.dumps(value, ensure_ascii=False, default=_plain, allow_nan=False).encode("utf-8", "replace")


def _plain(value: Any) -> Any:
    if is_dataclass(value) and not isinstance(value, type):
        return asdict(value)
    if isinstance(value, date | datetime):
        return value.isoformat()
    raise TypeError(f"{type(value).__name__} cannot be written as JSON")
