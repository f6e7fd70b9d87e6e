"""Flat events as Parquet, in batches. Needs the extra ``parquet``."""

from __future__ import annotations

from dataclasses import astuple, fields
from typing import BinaryIO

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from dragoman.record import Coding
from dragoman.writers.tables import EventRow, event_rows

_BATCH = 10_000
_TYPES = {"str": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}
SCHEMA = pa.schema([(field.name, _TYPES[str(field.type).split(" ")[0]]) for field in fields(EventRow)])


class ParquetOutput:
    """Codings written as rows of events."""

    def __init__(self, stream: BinaryIO) -> None:
        self._writer = ParquetWriter(stream, SCHEMA, compression="zstd")
        self._rows: list[tuple[object, ...]] = []

    def write(self, coding: Coding) -> None:
        """Write the events of one coding."""
        self._rows += [astuple(row) for row in event_rows(coding)]
        if len(self._rows) >= _BATCH:
            self._flush()

    def finish(self) -> None:
        """Write what is left and the file's footer."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._rows:
            columns = zip(*self._rows, strict=True)
            arrays = [pa.array(list(c), type=f.type) for c, f in zip(columns, SCHEMA, strict=True)]
            self._writer.write_table(pa.Table.from_arrays(arrays, schema=SCHEMA))
            self._rows = []
