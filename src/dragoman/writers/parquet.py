"""Flat tables as Parquet, in batches. Needs the extra ``parquet``."""

from __future__ import annotations

from dataclasses import astuple
from typing import BinaryIO

import pyarrow as pa
from pyarrow.parquet import ParquetWriter

from dragoman.record import Coding
from dragoman.writers.tables import Table

_BATCH = 10_000
_TYPES = {"str": pa.string(), "int": pa.int64(), "float": pa.float64(), "bool": pa.bool_()}


def schema_of(table: Table) -> pa.Schema:
    """The columns of a table with their types."""
    return pa.schema([(name, _TYPES[kind]) for name, kind in table.types.items()])


class ParquetOutput:
    """Codings written as rows of a flat table."""

    def __init__(self, stream: BinaryIO, table: Table) -> None:
        self._table, self._schema = table, schema_of(table)
        self._writer = ParquetWriter(stream, self._schema, compression="zstd")
        self._rows: list[tuple[object, ...]] = []

    def write(self, coding: Coding) -> None:
        """Write the rows of one coding."""
        self._rows += [astuple(row) for row in self._table.rows(coding)]
        if len(self._rows) >= _BATCH:
            self._flush()

    def finish(self) -> None:
        """Write what is left and the file's footer."""
        self._flush()
        self._writer.close()

    def _flush(self) -> None:
        if self._rows:
            columns = zip(*self._rows, strict=True)
            arrays = [pa.array(list(c), type=f.type) for c, f in zip(columns, self._schema, strict=True)]
            self._writer.write_table(pa.Table.from_arrays(arrays, schema=self._schema))
            self._rows = []
