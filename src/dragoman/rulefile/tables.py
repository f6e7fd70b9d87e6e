"""Tables: a CSV file with a header, each row read into a frozen dataclass."""

from __future__ import annotations

import csv
import io
import types
from collections.abc import Callable, Iterator
from importlib.resources.abc import Traversable
from pathlib import Path
from typing import Any, Literal, TypeVar, Union, cast, get_args, get_origin

from dragoman.errors import RuleFileError
from dragoman.rulefile.schema import check_keys, checked, field_types, file_name, type_name

R = TypeVar("R")
Cell = Callable[[str], Any]

_BOOLS = {"true": True, "false": False}


def read_table(source: Traversable | Path, kind: type[R], *, unique: str | None = None) -> tuple[R, ...]:
    """The rows of a CSV file, in its order, each a ``kind``; the header names the fields.

    Types of fields: ``str`` (never empty), ``int``, ``float``, ``bool`` (``true``, ``false``), ``Literal``,
    ``X | None`` (an empty cell is None) and ``tuple[X, ...]`` (split at ``|``; an empty cell is no items). ``unique``
    names a column in which no value may occur twice.

    Raises RuleFileError, naming file, line and column, for a file that is missing, has no rows, an unknown,
    missing or repeated column, a row of another length, or a cell of another type.
    """
    name = file_name(source)
    lines = _lines(source, name)
    _, header = next(lines, (0, []))
    _check_header(header, kind, name)
    known = field_types(cast(Any, kind))
    readers = [_cell_reader(known[column]) for column in header]
    rows = tuple(_read_row(cells, header, readers, kind, f"{name} line {n}") for n, cells in lines)
    if not rows:
        raise RuleFileError(f"{name}: holds no rows; expected at least one below the header")
    if unique is not None:
        _check_unique(rows, unique, name)
    return rows


def _lines(source: Traversable | Path, name: str) -> Iterator[tuple[int, list[str]]]:
    try:
        text = source.read_text(encoding="utf-8")
    except OSError as error:
        raise RuleFileError(f"{name}: cannot be read ({error.strerror or error})") from error
    except UnicodeDecodeError as error:
        raise RuleFileError(f"{name}: is not UTF-8 at byte {error.start}") from error
    reader = csv.reader(io.StringIO(text, newline=""), strict=True)
    try:
        for cells in reader:
            if cells:
                yield reader.line_num, cells
    except csv.Error as error:
        raise RuleFileError(f"{name} line {reader.line_num}: is not CSV: {error}") from error


def _check_header(header: list[str], kind: type, name: str) -> None:
    if not header:
        raise RuleFileError(f"{name}: is empty; expected a header and rows")
    for column in header:
        if header.count(column) > 1:
            raise RuleFileError(f'{name} line 1: column "{column}" occurs twice')
    check_keys(header, kind, f"{name} line 1")


def _read_row(cells: list[str], header: list[str], readers: list[Cell], kind: type[R], where: str) -> R:
    if len(cells) != len(header):
        raise RuleFileError(f"{where}: has {len(cells)} cells; expected {len(header)} as in the header")
    values: dict[str, Any] = {}
    for column, cell, read in zip(header, cells, readers, strict=True):
        try:
            values[column] = read(cell)
        except ValueError:
            wanted = type_name(field_types(cast(Any, kind))[column])
            raise RuleFileError(f'{where}: "{column}" is "{cell}"; expected {wanted}') from None
    try:
        return kind(**values)
    except ValueError as error:  # a check in the dataclass's own __post_init__
        raise RuleFileError(f"{where}: {error}") from error


def _cell_reader(wanted: Any) -> Cell:
    origin, args = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType) and type(None) in args:
        inner = _cell_reader(next(a for a in args if a is not type(None)))
        return lambda cell: inner(cell) if cell else None
    if origin is tuple:
        item = _cell_reader(args[0])
        return lambda cell: tuple(item(part) for part in cell.split("|")) if cell else ()
    if origin is Literal:
        return lambda cell: _literal(cell, wanted)
    if wanted is bool:
        return _bool
    if wanted is str:
        return _text
    if wanted in (int, float):
        reader: Cell = wanted
        return reader
    raise RuleFileError(f"a table cannot hold {wanted}; expected str, int, float, bool, Literal or a tuple")


def _literal(cell: str, wanted: Any) -> Any:
    try:
        return checked(cell, wanted, "", "")
    except RuleFileError as error:
        raise ValueError(str(error)) from None


def _text(cell: str) -> str:
    if not cell:  # what may be unknown is declared ``str | None``
        raise ValueError(cell)
    return cell


def _bool(cell: str) -> bool:
    if cell not in _BOOLS:
        raise ValueError(cell)
    return _BOOLS[cell]


def _check_unique(rows: tuple[Any, ...], column: str, name: str) -> None:
    seen = set()
    for row in rows:
        value = getattr(row, column)
        if value in seen:
            raise RuleFileError(f'{name}: "{column}" is "{value}" in more than one row; expected it once')
        seen.add(value)
