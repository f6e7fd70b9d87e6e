"""WARC: every HTML page of a web archive, and every text of its WET files, is a report. Needs the extra ``warc``."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import IO, Any

from dragoman.errors import ReportError
from dragoman.readers.encodings import decoded
from dragoman.readers.html import page_report
from dragoman.readers.options import Item, Items, Reading, finished, too_long
from dragoman.readers.sources import Source

_MOST_BYTES = 20_000_000
_PAGES = ("text/html", "application/xhtml+xml")
_FOUND = 200


def read_warc(source: Source, reading: Reading) -> Items:
    """The reports of an archive, one at a time: its answers of type HTML, each with the address it was fetched from,
    and its extracted texts. Answers that are errors or redirects are passed over."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise ReportError('WARC needs fastwarc: pip install "dragoman[warc]"') from None
    wanted = WarcRecordType.response | WarcRecordType.conversion
    stream: Any = _Counted(source.stream)
    records = ArchiveIterator(stream, record_types=wanted, parse_http=True, auto_decode="all")
    for record in _unbroken(records):
        if record.is_http and _is_page(record):
            yield _page(record, reading, source.name)
        elif not record.is_http and (record.headers.get("Content-Type") or "").startswith("text/plain"):
            yield _text(record, reading, source.name)


class _Counted:
    """A stream that knows how far it was read, which fastwarc asks of every stream, pipes too."""

    def __init__(self, stream: IO[bytes]) -> None:
        self.stream, self.at = stream, 0

    def read(self, size: int = -1) -> bytes:
        content = self.stream.read(size)
        self.at += len(content)
        return content

    def tell(self) -> int:
        return self.at


def _unbroken(records: Iterable[Any]) -> Iterator[Any]:
    """The records; where fastwarc's Rust gives up (an exception that no ``except Exception`` sees), an error."""
    try:
        yield from records
    except BaseException as error:
        if type(error).__name__ != "PanicException":
            raise
        raise ReportError("is no WARC that can be read") from None


def _is_page(record: Any) -> bool:
    status = record.http_headers.status_code if record.http_headers is not None else None
    return record.http_content_type in _PAGES and status in (_FOUND, None)


def _page(record: Any, reading: Reading, name: str) -> Item:
    url = record.headers.get("WARC-Target-URI")
    content = record.reader.read(_MOST_BYTES + 1)
    if len(content) > _MOST_BYTES:
        return too_long(f"more than {_MOST_BYTES:,} bytes of HTML", reading, file=f"{name} {url}")
    return page_report(content, reading, file=f"{name} {url}", url=url, encoding=record.http_charset)


def _text(record: Any, reading: Reading, name: str) -> Item:
    url = record.headers.get("WARC-Target-URI")
    content = record.reader.read(reading.most_bytes + 1)
    return finished({"text": decoded(content), "url": url}, reading, file=f"{name} {url}")
