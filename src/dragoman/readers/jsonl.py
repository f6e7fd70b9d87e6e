"""JSONL: a report a line; and JSON: a report, or a list of them."""

from __future__ import annotations

import json
from collections.abc import Iterator, Mapping
from typing import Any

from dragoman.errors import ReportError
from dragoman.readers.columns import fields_of
from dragoman.readers.encodings import decoded
from dragoman.readers.options import Item, Items, Reading, finished, too_long
from dragoman.readers.sources import Source

_ESCAPED = 3  # bytes of an escaped character (\\uXXXX, two of them beyond U+FFFF) for each of most_bytes' four
_ROOM = 1_000_000  # bytes for the other fields
_CHUNK = 1 << 20
_MOST_JSON = 500_000_000  # bytes of a JSON file, which is read whole


def read_jsonl(source: Source, reading: Reading) -> Items:
    """The reports of a JSONL file, line by line; empty lines are passed over."""
    most = _ESCAPED * reading.most_bytes + _ROOM
    for number, line in enumerate(_lines(source, most), start=1):
        if line is None:
            yield too_long(f"more than {most:,} bytes", reading, file=source.name, line=number)
        elif line.strip():
            yield _report(decoded(line), reading, source.name, number)


def read_json(source: Source, reading: Reading) -> Items:
    """The reports of a JSON file: one object, a list of objects, or JSONL under another ending."""
    content = source.content(_MOST_JSON)
    if content is None:
        yield ReportError(f"has more than {_MOST_JSON:,} bytes; give it as JSONL", file=source.name)
        return
    text = decoded(content)
    try:
        value = json.loads(text)
    except (ValueError, RecursionError) as error:
        yield from _json_lines(text, reading, source.name, error)
        return
    for fields in value if isinstance(value, list) else [value]:
        yield _of_fields(fields, reading, source.name, None)


def _json_lines(text: str, reading: Reading, file: str, error: Exception) -> Items:
    """The lines of a .json file that is JSONL: its first line is JSON; else the one error of the file."""
    lines = [(number, line) for number, line in enumerate(text.split("\n"), start=1) if line.strip()]
    if not lines or isinstance(_report(lines[0][1], reading, file, lines[0][0]), ReportError):
        yield ReportError(f"is not JSON: {error}", file=file)
        return
    for number, line in lines:
        yield _report(line, reading, file, number)


def _lines(source: Source, most: int) -> Iterator[bytes | None]:
    """Lines, the next one only when it is asked for; None for one of more than ``most`` bytes."""
    while line := source.stream.readline(most + 1):
        if len(line) <= most:
            yield line
            continue
        while line and not line.endswith(b"\n"):
            line = source.stream.readline(_CHUNK)
        yield None


def _report(line: str, reading: Reading, file: str, number: int) -> Item:
    try:
        fields = json.loads(line)
    except json.JSONDecodeError as error:
        return ReportError(f"is not JSON: {error.msg} at column {error.colno}", file=file, line=number)
    except (ValueError, RecursionError) as error:
        return ReportError(f"is not JSON that can be read: {error}", file=file, line=number)
    return _of_fields(fields, reading, file, number)


def _of_fields(fields: Any, reading: Reading, file: str, number: int | None) -> Item:
    if not isinstance(fields, Mapping):
        return ReportError('is no JSON object; expected one with "text"', file=file, line=number)
    inner = fields.get("report")
    if "text" not in fields and isinstance(inner, Mapping):  # a coding brings its report with it
        fields = inner
    return finished(fields_of(fields, reading.columns), reading, file=file, line=number)
