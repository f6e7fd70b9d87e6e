"""Reports and codings to JSON and back: every field of the contract by its own name.

Codings are written whole: what is not known stands as null or an empty list. Reading takes what is
there: a missing key has its default, a key that this version does not know is passed over, so that
older and newer files stay readable.
"""

from __future__ import annotations

import hashlib
import json
import re
import types
from collections.abc import Callable, Iterable, Iterator, Mapping
from dataclasses import MISSING, fields, is_dataclass
from datetime import datetime
from functools import cache
from pathlib import Path
from typing import Any, Literal, Union, cast, get_args, get_origin, get_type_hints

from dragoman.errors import ReportError
from dragoman.record.types import Coding, Report

Json = dict[str, Any]
ID_LENGTH = 16  # hex digits of a report's digest: 64 bits, no clash to expect below a thousand million reports

_ISO = re.compile(r"\d{4}-\d\d-\d\d(?:[T ]\d\d:\d\d(?::\d\d(?:\.\d{1,6})?)?(?:Z|[+-]\d\d:?\d\d)?)?\Z", re.ASCII)
_SURROGATE = re.compile("[\ud800-\udfff]")
_OPTIONAL_TEXTS = ("title", "url", "publisher", "language", "author")


def text_digest(text: str) -> str:
    """The id of a report that has none: 16 hex digits of the SHA-256 of its text.

    >>> text_digest("The ministers met.")
    'f846a7b47a3b988d'
    """
    return hashlib.sha256(text.encode("utf-8", "surrogatepass")).hexdigest()[:ID_LENGTH]


def iso_published(value: str) -> str | None:
    """``value`` as the contract wants it: an ISO date, or an ISO date-time with zone; None where it is neither.

    A date-time without a zone keeps its day, since the hour means nothing without one.

    >>> iso_published("2018-03-14T09:30:00Z"), iso_published("2018-03-14 09:30"), iso_published("14 March")
    ('2018-03-14T09:30:00Z', '2018-03-14', None)
    """
    value = value.strip()
    if not _ISO.match(value):
        return None
    try:
        moment = datetime.fromisoformat(value)
    except ValueError:
        return None
    return value if len(value) == 10 or moment.tzinfo else value[:10]


def report_from_json(value: str | Mapping[str, Any], *, file: str | None = None, line: int | None = None) -> Report:
    """The report that a JSON object (parsed, or as text) holds; ``file`` and ``line`` go into messages.

    Without ``id`` the report gets the digest of its text. Keys that are no part of a report are passed
    over. Half a surrogate pair, which no UTF-8 file can hold, becomes U+FFFD, so lengths stay.

    Raises ReportError where it is no JSON, ``text`` is missing, or a field is not what the contract says.

    >>> report_from_json('{"id": "k-1", "text": "They met.", "published": "2018-03-14"}').published
    '2018-03-14'
    """
    fields_of = _parsed(value, file, line) if isinstance(value, str) else value
    if not isinstance(fields_of, Mapping):
        raise _wrong("report", fields_of, 'a JSON object with "text"', file, line)
    text = fields_of.get("text")
    if not isinstance(text, str):
        raise _wrong("text", text, "the report's text", file, line)
    text = whole_characters(text)
    return Report(
        id=_report_id(fields_of.get("id"), text, file, line),
        text=text,
        published=_published(fields_of.get("published"), file, line),
        **{name: _optional_text(name, fields_of.get(name), file, line) for name in _OPTIONAL_TEXTS},
    )


def report_to_json(report: Report) -> Json:
    """A report as a JSON object."""
    return cast(Json, _written(report))


def coding_to_json(coding: Coding) -> Json:
    """A coding as a JSON object, every field in the contract's order."""
    return cast(Json, _written(coding))


def coding_from_json(value: str | Mapping[str, Any]) -> Coding:
    """The coding that a JSON object (parsed, or as text) holds.

    Raises ReportError, naming the coding and the field, where the types are not the contract's; whether
    offsets and indices hold is what ``check_coding`` says.
    """
    table = _parsed(value, None, None) if isinstance(value, str) else value
    name = table.get("id") if isinstance(table, Mapping) else None
    try:
        return cast(Coding, _reader(Coding)(table, ""))
    except _Unfit as unfit:
        where = f'coding "{name}"' if name is not None else "coding"
        raise ReportError(f"{where}: {unfit}", report=str(name) if name is not None else None) from None


def json_line(value: Coding | Report) -> str:
    """One line of JSONL, without its line end.

    Text stays readable (UTF-8, no escapes), except where it holds half a surrogate pair.
    """
    content = _written(value)
    text = json.dumps(content, ensure_ascii=False, separators=(",", ":"))
    if _SURROGATE.search(text):
        return json.dumps(content, separators=(",", ":"))
    return text


def read_codings(source: Path | Iterable[str]) -> Iterator[Coding]:
    """The codings of a JSONL file, or of its lines, in order; empty lines are passed over.

    Raises ReportError, naming file and line, at the first line that is no coding.
    """
    if isinstance(source, Path):
        with source.open(encoding="utf-8") as lines:
            yield from _codings(lines, str(source))
    else:
        yield from _codings(source, "codings")


def whole_characters(text: str) -> str:
    """``text`` with U+FFFD for each half of a surrogate pair: what UTF-8 can hold, of the same length."""
    return _SURROGATE.sub("\ufffd", text)


def _codings(lines: Iterable[str], file: str) -> Iterator[Coding]:
    for number, line in enumerate(lines, start=1):
        if not line.strip():
            continue
        try:
            yield coding_from_json(line)
        except ReportError as error:
            raise ReportError(str(error), file=file, line=number, report=error.report) from None


def _parsed(text: str, file: str | None, line: int | None) -> Any:
    try:
        return json.loads(text)
    except json.JSONDecodeError as error:
        raise ReportError(f"is not JSON: {error.msg} at column {error.colno}", file=file, line=line) from None
    except (RecursionError, ValueError) as error:
        raise ReportError(f"is not JSON that can be read: {error}", file=file, line=line) from None


def _report_id(value: Any, text: str, file: str | None, line: int | None) -> str:
    if value is None or value == "":
        return text_digest(text)
    if isinstance(value, bool) or not isinstance(value, str | int):
        raise _wrong("id", value, "a text", file, line)
    return whole_characters(str(value))


def _published(value: Any, file: str | None, line: int | None) -> str | None:
    if value is None or value == "":
        return None
    published = iso_published(value) if isinstance(value, str) else None
    if published is None:
        raise _wrong("published", value, 'an ISO date such as "2018-03-14", or null', file, line)
    return published


def _optional_text(name: str, value: Any, file: str | None, line: int | None) -> str | None:
    if value is None or value == "":
        return None
    if not isinstance(value, str):
        raise _wrong(name, value, "a text, or null", file, line)
    return whole_characters(value)


def _wrong(name: str, value: Any, wanted: str, file: str | None, line: int | None) -> ReportError:
    return ReportError(f'"{name}" is {_shown(value)}; expected {wanted}', file=file, line=line)


def _shown(value: Any) -> str:
    text = json.dumps(value, default=str)
    return text if len(text) <= 60 else text[:57] + "..."


def _written(value: Any) -> Any:
    if isinstance(value, tuple):
        return [_written(item) for item in value]
    names = _field_names(value.__class__)
    if names is None:
        return value
    return {name: _written(getattr(value, name)) for name in names}


@cache
def _field_names(kind: type) -> tuple[str, ...] | None:
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else None


class _Unfit(Exception):
    """A value that does not fit its field; the message names the field."""

    def __init__(self, path: str, value: Any, wanted: str) -> None:
        super().__init__(f"{path or 'it'} is {_shown(value)}; expected {wanted}")


_Reader = Callable[[Any, str], Any]


@cache
def _reader(wanted: Any) -> _Reader:
    """What turns a JSON value into ``wanted``; built once for each type of the contract."""
    origin, args = get_origin(wanted), get_args(wanted)
    if origin in (Union, types.UnionType):
        inner = _reader(next(a for a in args if a is not type(None)))
        return lambda value, path: None if value is None else inner(value, path)
    if origin is tuple:
        return _list_reader(_reader(args[0]))
    if origin is Literal:
        return _literal_reader(args)
    if is_dataclass(wanted) and isinstance(wanted, type):
        return _object_reader(wanted)
    return _plain_reader(wanted)


def _list_reader(item: _Reader) -> _Reader:
    def read(value: Any, path: str) -> Any:
        if not isinstance(value, list):
            raise _Unfit(path, value, "a list")
        return tuple(item(each, f"{path}[{i}]") for i, each in enumerate(value))

    return read


def _literal_reader(allowed: tuple[Any, ...]) -> _Reader:
    def read(value: Any, path: str) -> Any:
        if value not in allowed:
            raise _Unfit(path, value, "one of " + ", ".join(map(str, allowed)))
        return value

    return read


def _plain_reader(wanted: Any) -> _Reader:
    names = {str: "a text", int: "a whole number", float: "a number", bool: "true or false"}

    def read(value: Any, path: str) -> Any:
        if value.__class__ is wanted:
            return value
        if wanted is float and value.__class__ is int:
            return float(value)
        raise _Unfit(path, value, names[wanted])

    return read


def _object_reader(kind: type) -> _Reader:
    hints = get_type_hints(kind)
    readers = {f.name: _reader(hints[f.name]) for f in fields(kind)}
    required = [f.name for f in fields(kind) if f.default is MISSING and f.default_factory is MISSING]

    def read(value: Any, path: str) -> Any:
        if not isinstance(value, Mapping):
            raise _Unfit(path, value, "a JSON object")
        prefix = f"{path}." if path else ""
        for name in required:
            if name not in value:
                raise _Unfit(f"{prefix}{name}", None, "a value")
        known = {key: readers[key](each, prefix + key) for key, each in value.items() if key in readers}
        return kind(**known)

    return read
