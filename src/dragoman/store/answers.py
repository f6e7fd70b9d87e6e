"""Answers of a store as texts and files: the same answer, the same bytes."""

from __future__ import annotations

import json
from datetime import date, datetime
from typing import Any

import pyarrow as pa
import pyarrow.compute
import pyarrow.csv
import pyarrow.parquet


def as_csv(answer: pa.Table) -> str:
    """The answer as CSV; lists are JSON in their cell, and a text that a spreadsheet would run as a formula begins
    with an apostrophe."""
    plain = [_plain_column(column) for column in answer.columns]
    sink = pa.BufferOutputStream()
    pyarrow.csv.write_csv(pa.table(plain, names=_once_each(answer.column_names)), sink)
    return str(sink.getvalue().to_pybytes().decode("utf-8"))


def as_json(answer: pa.Table) -> str:
    """The answer as a JSON list of objects, days and times as ISO texts."""
    return json_text(answer.to_pylist())


def as_parquet(answer: pa.Table) -> bytes:
    """The answer as a Parquet file."""
    sink = pa.BufferOutputStream()
    pyarrow.parquet.write_table(answer, sink, compression="zstd")
    return bytes(sink.getvalue().to_pybytes())


def json_text(value: Any) -> str:
    """``value`` as indented JSON with a line end; what JSON has no type for is a text."""
    return json.dumps(value, ensure_ascii=False, indent=1, default=_iso) + "\n"


def cell_text(value: Any) -> str:
    """A value as a cell of a table shows it.

    >>> cell_text(None), cell_text(True), cell_text(["COP", "GOV"]), cell_text(0.5)
    ('', 'true', '["COP", "GOV"]', '0.5')
    """
    if value is None:
        return ""
    if isinstance(value, str):
        return value
    if isinstance(value, bool | list | dict | tuple):
        return json.dumps(value, ensure_ascii=False, default=_iso)
    return _iso(value)


def _iso(value: object) -> str:
    return value.isoformat() if isinstance(value, date | datetime) else str(value)


def _plain_column(column: pa.ChunkedArray) -> pa.ChunkedArray | pa.Array:
    if pa.types.is_nested(column.type):
        return pa.array([None if value is None else cell_text(value) for value in column.to_pylist()], pa.string())
    if pa.types.is_string(column.type) or pa.types.is_large_string(column.type):
        return pyarrow.compute.replace_substring_regex(column, r"^([=+\-@\t\r])", r"'\1", max_replacements=1)
    return column


def _once_each(names: list[str]) -> list[str]:
    """Names of columns of which no two are the same."""
    seen: dict[str, int] = {}
    unlike = []
    for name in names:
        seen[name] = seen.get(name, 0) + 1
        unlike.append(name if seen[name] == 1 else f"{name}_{seen[name]}")
    return unlike
