"""Flat tables as pandas frames and as Stata files. Needs the extra ``frames``."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import astuple
from datetime import datetime
from typing import TYPE_CHECKING, BinaryIO

from dragoman.errors import DragomanError
from dragoman.record import Coding
from dragoman.writers.tables import TABLES, Table

if TYPE_CHECKING:
    import pandas as pd

_DTYPES = {"int": "Int64", "float": "float64", "bool": "bool", "str": "object"}
_STATA_NAMES = {"quad": "quad_class", "start": "start_at", "end": "end_at"}  # `quad` and `end` are words of Stata's
_LONGEST_STRING = 2045  # bytes of Stata's plain strings; longer ones are its strL
_STAMP = datetime(2000, 1, 1)  # noqa: DTZ001  the format has no zone; one day for all, so that bytes repeat


class FrameError(DragomanError):
    """A frame that cannot be made: pandas is missing, or there is no such table."""


def to_frame(codings: Coding | Iterable[Coding], table: str = "events") -> pd.DataFrame:
    """A flat table of codings as a pandas frame: "events", "statements", "commitments", "positions" or "actors".

    The columns are those of the same table in Parquet and CSV; days stay ISO texts, whole numbers that may be
    missing are pandas' ``Int64``. Raises FrameError where pandas is missing or there is no such table.
    """
    if table not in TABLES:
        raise FrameError(f'there is no table "{table}"; expected one of {", ".join(TABLES)}')
    known = [codings] if isinstance(codings, Coding) else codings
    chosen = TABLES[table]
    return _frame(chosen, [astuple(row) for coding in known for row in chosen.rows(coding)])


def _frame(table: Table, rows: list[tuple[object, ...]]) -> pd.DataFrame:
    try:
        import pandas as pd
    except ImportError:
        raise FrameError('frames and Stata files need pandas: pip install "dragoman[frames]"') from None
    frame = pd.DataFrame(rows, columns=list(table.columns), dtype="object")
    return frame.astype({name: _DTYPES[kind] for name, kind in table.types.items()})


class StataOutput:
    """Codings written as a Stata file (release 14 and later), all rows held till the end."""

    def __init__(self, stream: BinaryIO, table: Table) -> None:
        self._stream, self._table = stream, table
        self._rows: list[tuple[object, ...]] = []
        _frame(table, [])  # says at once that pandas is missing

    def write(self, coding: Coding) -> None:
        """Take the rows of one coding."""
        self._rows += [astuple(row) for row in self._table.rows(coding)]

    def finish(self) -> None:
        """Write the file: missing texts are empty, truth values 0 and 1, whole numbers doubles."""
        frame, types = _frame(self._table, self._rows), self._table.types
        for name, kind in types.items():
            if kind == "str":
                frame[name] = frame[name].fillna("").astype("object")
            elif kind == "bool":
                frame[name] = frame[name].astype("int8")
            elif kind == "int":
                frame[name] = frame[name].astype("float64")
        long = [name for name, kind in types.items() if kind == "str" and _is_long(frame[name])]
        frame.rename(columns=_STATA_NAMES).to_stata(
            self._stream,
            write_index=False,
            version=118,
            convert_strl=[_STATA_NAMES.get(name, name) for name in long],
            time_stamp=_STAMP,
            data_label=f"dragoman {self._table.name}",
        )
        self._rows = []


def _is_long(texts: Iterable[str]) -> bool:
    return any(len(text.encode("utf-8", "replace")) > _LONGEST_STRING for text in texts)
