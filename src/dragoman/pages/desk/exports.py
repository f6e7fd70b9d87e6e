"""What a page shows as a file: CSV, JSON or Parquet."""

from __future__ import annotations

import json
from dataclasses import asdict, is_dataclass
from datetime import date, datetime
from io import BytesIO
from typing import Any

import pyarrow as pa
import pyarrow.csv
import pyarrow.parquet

MEDIA = {
    "csv": "text/csv; charset=utf-8",
    "json": "application/json",
    "parquet": "application/vnd.apache.parquet",
}


def file_of(table: pa.Table, form: str) -> bytes:
    """The table as a file of that form; cells of a CSV are written as they are, text between quotation marks."""
    if form == "json":
        return json_bytes(table.to_pylist())
    out = BytesIO()
    if form == "csv":
        pyarrow.csv.write_csv(table, out)
    else:
        pyarrow.parquet.write_table(table, out, compression="zstd")
    return out.getvalue()


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
