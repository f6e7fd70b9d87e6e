"""Tables: a report a row, in CSV, TSV and Parquet files."""

from __future__ import annotations

import codecs
import csv
import io
from collections.abc import Iterator
from datetime import date, datetime
from typing import Any

from dragoman.errors import ReportError
from dragoman.readers.columns import chosen_columns, fields_of
from dragoman.readers.encodings import decoded, likely_encoding
from dragoman.readers.options import Items, Reading, finished
from dragoman.readers.sources import Source

_ROWS = 256  # of a Parquet file at a time
_SAMPLE = 1 << 20
_BOM = b"\xef\xbb\xbf"


def read_csv(source: Source, reading: Reading) -> Items:
    """The reports of a CSV file whose header names the fields."""
    return _delimited(source, reading, ",")


def read_tsv(source: Source, reading: Reading) -> Items:
    """The reports of a file of tab-separated values."""
    return _delimited(source, reading, "\t")


def _delimited(source: Source, reading: Reading, delimiter: str) -> Items:
    csv.field_size_limit(max(csv.field_size_limit(), reading.most_bytes))
    text = io.TextIOWrapper(source.stream, encoding=_encoding(source), errors="replace", newline="")
    try:
        yield from _rows_of_lines(csv.DictReader(text, delimiter=delimiter), source, reading)
    finally:
        text.detach()  # or it would close the stream, which is not its own


def _rows_of_lines(rows: csv.DictReader[str], source: Source, reading: Reading) -> Items:
    _check_columns(rows.fieldnames or (), reading)
    while True:
        try:
            row = next(rows)
        except StopIteration:
            return
        except csv.Error as error:
            yield ReportError(f"is not CSV: {error}", file=source.name, line=rows.line_num)
            return
        fields = {name: cell for name, cell in row.items() if name is not None and cell}
        yield finished(fields_of(fields, reading.columns), reading, file=source.name, line=rows.line_num)


def _encoding(source: Source) -> str:
    """The encoding of a CSV file, by its beginning."""
    head = source.stream.peek(_SAMPLE)[:_SAMPLE]  # type: ignore[attr-defined]
    if head.startswith(_BOM):
        return "utf-8-sig"
    if head.startswith((b"\xff\xfe", b"\xfe\xff")):
        return "utf-16"
    try:
        codecs.getincrementaldecoder("utf-8")().decode(head)  # a character may be cut at its end
    except UnicodeDecodeError:
        return likely_encoding(head)
    return "utf-8"


def read_parquet(source: Source, reading: Reading) -> Items:
    """The reports of a Parquet file, a few hundred rows at a time. Needs the extra ``parquet``."""
    try:
        from pyarrow import ArrowException
        from pyarrow.parquet import ParquetFile
    except ImportError:
        raise ReportError('Parquet needs pyarrow: pip install "dragoman[parquet]"') from None
    try:
        with source.seekable() as file, ParquetFile(file) as table:
            names = table.schema_arrow.names
            _check_columns(names, reading)
            wanted = [name for _, name in chosen_columns(names, reading.columns) if name in names]
            for number, row in enumerate(_rows(table, wanted), start=1):
                yield finished(fields_of(row, reading.columns), reading, file=f"{source.name} row {number}")
    except ArrowException as error:
        raise ReportError(f"is no Parquet that can be read: {error}") from None


def _rows(table: Any, wanted: list[str]) -> Iterator[dict[str, Any]]:
    for batch in table.iter_batches(batch_size=_ROWS, columns=wanted):
        for row in batch.to_pylist():
            yield {name: _plain(value) for name, value in row.items()}


def _plain(value: Any) -> Any:
    """Days as ISO texts, bytes as text; the rest as it is."""
    if isinstance(value, datetime):
        return value.isoformat(timespec="seconds")
    if isinstance(value, date):
        return value.isoformat()
    return decoded(value) if isinstance(value, bytes) else value


def _check_columns(names: Any, reading: Reading) -> None:
    """Raise ReportError where the table has no column for the text, or lacks one that was told, naming what it has."""
    chosen = dict(chosen_columns([str(name) for name in names], reading.columns))
    known = ", ".join(str(name) for name in names) or "none"
    for field, name in {"text": "text", **chosen}.items():
        if name not in names:
            raise ReportError(f'has no column "{name}" (its columns: {known}); name it with --column {field}=NAME')
