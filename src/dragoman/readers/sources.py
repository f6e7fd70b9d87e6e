"""Where bytes come from: files, standard input, gzip; and what kind of content they hold."""

from __future__ import annotations

import gzip
import io
import re
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from dragoman.errors import ReportError

KINDS = {
    ".txt": "text",
    ".text": "text",
    ".html": "html",
    ".htm": "html",
    ".xhtml": "html",
    ".jsonl": "jsonl",
    ".ndjson": "jsonl",
    ".json": "json",
    ".csv": "csv",
    ".tsv": "tsv",
    ".parquet": "parquet",
    ".rss": "feed",
    ".atom": "feed",
    ".xml": "xml",
    ".warc": "warc",
}
_PEEK = 4096
_BUFFER = 1 << 20
_GZIP = b"\x1f\x8b"
_FEED = re.compile(rb"<(?:rss|feed|rdf:RDF)[\s>]", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """An open input: its name for messages, its bytes, its kind of content, and its file if it is one."""

    name: str
    stream: IO[bytes]
    kind: str
    path: Path | None = None

    def content(self, most: int) -> bytes | None:
        """All its bytes; None where there are more than ``most``."""
        content = self.stream.read(most + 1)
        return content if len(content) <= most else None


def kind_of(path: Path) -> str | None:
    """The kind that a file's ending names (".jsonl.gz" too), or None."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] == ".gz":
        suffixes.pop()
    return KINDS.get(suffixes[-1]) if suffixes else None


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """A file, unpacked where it is gzip, with the kind that its ending or its first bytes name."""
    with path.open("rb", buffering=_BUFFER) as file:
        yield _source(str(path), file, kind_of(path), path)


def standard_input(stream: BinaryIO) -> Source:
    """Standard input, by its first bytes."""
    return _source("standard input", stream, None, None)


def _source(name: str, file: BinaryIO, kind: str | None, path: Path | None) -> Source:
    stream = _buffered(file)
    if _peeked(stream).startswith(_GZIP):
        stream = _buffered(cast(BinaryIO, gzip.GzipFile(fileobj=stream)))
    if kind is None or kind == "xml":
        kind = _kind_by_content(_peeked(stream), kind)
    return Source(name, stream, kind, path)


def _buffered(file: BinaryIO) -> io.BufferedReader:
    return file if isinstance(file, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, file))


def _peeked(stream: io.BufferedReader) -> bytes:
    return stream.peek(_PEEK)[:_PEEK]


def _kind_by_content(head: bytes, kind: str | None) -> str:
    start = head.lstrip(b"\xef\xbb\xbf \t\r\n")
    if start.startswith(b"{"):
        return "jsonl"
    if start.startswith(b"PAR1"):
        return "parquet"
    if start.startswith(b"WARC/"):
        return "warc"
    if start.startswith(b"<"):
        return "feed" if _FEED.search(head) else "html"
    if kind == "xml":
        raise ReportError("is no XML; expected a feed")
    return "text"
