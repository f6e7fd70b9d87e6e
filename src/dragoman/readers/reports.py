"""Reports from files, folders and standard input, as one stream."""

from __future__ import annotations

import lzma
import os
import sys
import zlib
from collections.abc import Iterable, Iterator
from importlib import import_module
from pathlib import Path
from typing import BinaryIO

from dragoman.errors import ReportError
from dragoman.readers.addresses import files_at, is_address, opened_at
from dragoman.readers.options import BROKEN, Items, Reading
from dragoman.readers.sources import Source, kind_of, opened, standard_input

_READERS = {
    "text": ("plain", "read_text"),
    "html": ("html", "read_html"),
    "jsonl": ("jsonl", "read_jsonl"),
    "json": ("jsonl", "read_json"),
    "csv": ("tables", "read_csv"),
    "tsv": ("tables", "read_tsv"),
    "parquet": ("tables", "read_parquet"),
    "feed": ("feeds", "read_feed"),
    "warc": ("archives", "read_warc"),
    "nitf": ("nitf", "read_nitf"),
    "newsml": ("newsml", "read_newsml"),
    "mail": ("mail", "read_mail"),
    "mailbox": ("mail", "read_mailbox"),
    "pdf": ("pdf", "read_pdf"),
}


def read_reports(
    inputs: Iterable[str | Path], *, reading: Reading | None = None, stdin: BinaryIO | None = None
) -> Items:
    """The reports of files, folders (their known files, by name), addresses of an object store and ``-``
    (standard input), in order.

    What cannot be read stands in the stream as a ReportError that names its file and line, what is in
    another language than is wanted as an OtherLanguage; the reports around them still come. A file's kind
    follows from its ending, else from its first bytes; packed files are unpacked. Text keeps its
    characters as they came: line ends, control characters and all.

    >>> import io
    >>> [report] = read_reports(["-"], stdin=io.BytesIO(b"Ministers met in Oslo."))
    >>> report.text
    'Ministers met in Oslo.'
    """
    how = reading or Reading()
    for name in inputs:
        if str(name) == "-":
            yield from _guarded(_read_input(stdin or sys.stdin.buffer, how), "standard input")
            continue
        if is_address(str(name)):
            yield from _guarded(_read_address(str(name), how), str(name))
            continue
        for path in _files(Path(name)):
            yield from _guarded(_read_file(path, how), str(path))


def _read_address(address: str, reading: Reading) -> Items:
    for name, place in files_at(address):
        yield from _guarded(_read_place(name, place, reading), name)


def _read_place(name: str, place: object, reading: Reading) -> Items:
    with opened_at(name, place) as source:
        yield from _read(source, reading)


def _read_file(path: Path, reading: Reading) -> Items:
    with opened(path) as source:
        yield from _read(source, reading)


def _read_input(stream: BinaryIO, reading: Reading) -> Items:
    yield from _read(standard_input(stream), reading)


def _read(source: Source, reading: Reading) -> Items:
    module, function = _READERS[source.kind]
    reader = getattr(import_module(f"dragoman.readers.{module}"), function)
    yield from reader(source, reading)


def _guarded(items: Items, name: str) -> Items:
    """The items; a file that breaks off ends with an error instead of the run."""
    try:
        yield from items
    except ReportError as error:
        yield error if error.file else ReportError(str(error), file=name, report=error.report)
    except (*BROKEN, zlib.error, lzma.LZMAError) as error:
        reason = error.strerror if isinstance(error, OSError) and error.strerror else f"{type(error).__name__}: {error}"
        yield ReportError(f"cannot be read: {reason}", file=name)


def _files(path: Path) -> Iterator[Path]:
    """The path itself, or the files of a folder that have a known ending, hidden ones left out."""
    if not path.is_dir():
        yield path
        return
    for folder, folders, names in os.walk(path):
        folders[:] = sorted(name for name in folders if not name.startswith("."))
        for name in sorted(names):
            file = Path(folder) / name
            if not name.startswith(".") and kind_of(file) is not None:
                yield file
