"""Where bytes come from: files and standard input, packed or not; and what kind of content they hold."""

from __future__ import annotations

import io
import re
import shutil
import tempfile
from collections.abc import Iterator
from contextlib import contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import IO, BinaryIO, cast

from dragoman.readers.encodings import decoded
from dragoman.readers.packing import PACKED, unpacked

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
    ".nitf": "nitf",
    ".newsml": "newsml",
    ".warc": "warc",
    ".wet": "warc",
    ".eml": "mail",
    ".mbox": "mailbox",
    ".pdf": "pdf",
}
_PEEK = 4096
_BUFFER = 1 << 20
_KEPT_IN_MEMORY = 16_000_000  # bytes of what must be read from its end, before it goes to a file
_PASSED = re.compile(r"\s+|<\?.*?\?>|<!--.*?-->|<![^\[>]*(?:\[.*?\]\s*)?>", re.DOTALL)  # before the first element
_ROOT = re.compile(r"<(?:[\w.-]{1,40}:)?([\w.-]{1,40})")
_ROOTS = {
    "rss": "feed",
    "feed": "feed",
    "rdf": "feed",
    "nitf": "nitf",
    "newsmessage": "newsml",
    "newsitem": "newsml",
    "packageitem": "newsml",
}
_MAIL = re.compile(
    r"(?:From|To|Subject|Date|Received|Message-ID|Return-Path|Delivered-To|MIME-Version|X-[\w-]+): ", re.IGNORECASE
)
_MAILBOX = re.compile(r"From \S+ .*\d{4}\r?\n[\w-]+: ")
_MAGIC = (("{\n", "json"), ("{\r\n", "json"), ("{", "jsonl"), ("[", "json"), ("PAR1", "parquet"), ("%PDF-", "pdf"))
_HEADED = re.compile(r'"?(?:id|text|body|content|published|date|title|url)"?([,\t])', re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Source:
    """An open input: its name for messages, its bytes, its kind of content."""

    name: str
    stream: IO[bytes]
    kind: str

    def content(self, most: int) -> bytes | None:
        """All its bytes; None where there are more than ``most``."""
        content = self.stream.read(most + 1)
        return content if len(content) <= most else None

    @contextmanager
    def seekable(self) -> Iterator[IO[bytes]]:
        """Its bytes as a file that can be read from any place: itself, or a copy where it is a pipe or was packed."""
        raw = self.stream.raw if isinstance(self.stream, io.BufferedReader) else None
        if isinstance(raw, io.FileIO) and self.stream.seekable():
            self.stream.seek(0)
            yield self.stream
            return
        with tempfile.SpooledTemporaryFile(max_size=_KEPT_IN_MEMORY) as copy:
            shutil.copyfileobj(self.stream, copy, _BUFFER)
            copy.seek(0)
            yield cast(IO[bytes], copy)


def kind_of(path: Path) -> str | None:
    """The kind that a file's ending names (".jsonl.gz" too), or None."""
    suffixes = [suffix.lower() for suffix in path.suffixes]
    if suffixes and suffixes[-1] in PACKED:
        suffixes.pop()
    return KINDS.get(suffixes[-1]) if suffixes else None


@contextmanager
def opened(path: Path) -> Iterator[Source]:
    """A file, unpacked where it is packed, with the kind that its ending or its first bytes name."""
    with path.open("rb", buffering=_BUFFER) as file:
        yield _source(str(path), file, kind_of(path))


def standard_input(stream: BinaryIO) -> Source:
    """Standard input, by its first bytes."""
    return _source("standard input", stream, None)


def source_of(name: str, stream: IO[bytes]) -> Source:
    """An open stream with a name whose ending, or whose first bytes, tell what it holds."""
    return _source(name, cast(BinaryIO, stream), kind_of(Path(name)))


def _source(name: str, file: BinaryIO, kind: str | None) -> Source:
    stream = unpacked(_buffered(file), peek=_PEEK)
    if kind is None or kind == "xml":
        kind = kind_by_content(stream.peek(_PEEK)[:_PEEK])
    return Source(name, stream, kind)


def _buffered(file: BinaryIO) -> io.BufferedReader:
    return file if isinstance(file, io.BufferedReader) else io.BufferedReader(cast(io.RawIOBase, file))


def kind_by_content(head: bytes) -> str:
    """The kind that the first bytes of a file show.

    >>> kind_by_content(b'{"text": "They met."}'), kind_by_content(b'<?xml version="1.0"?><!-- a --><nitf>')
    ('jsonl', 'nitf')
    >>> kind_by_content(b"id,text\\n1,They met."), kind_by_content(b"They met.")
    ('csv', 'text')
    """
    start = decoded(head).lstrip()
    if head.startswith(b"WARC/"):
        return "warc"
    for mark, kind in _MAGIC:
        if start.startswith(mark):
            return kind
    if start.startswith("<"):
        return _ROOTS.get(_root(start), "html")
    if _MAILBOX.match(start):
        return "mailbox"
    if sum(bool(_MAIL.match(line)) for line in start.split("\n", 12)[:12]) >= 2:
        return "mail"
    if found := _HEADED.match(start):
        return "csv" if found[1] == "," else "tsv"
    return "text"


def _root(start: str) -> str:
    """The name of the first element, in small letters; empty where the head shows none."""
    at = 0
    while found := _PASSED.match(start, at):
        at = found.end()
    root = _ROOT.match(start, at)
    return root[1].lower() if root else ""
