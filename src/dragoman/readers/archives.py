"""WARC: every HTML page of a web archive is a report. Needs the extra ``warc``."""

from __future__ import annotations

from dragoman.errors import ReportError
from dragoman.readers.html import page_report
from dragoman.readers.options import Items, Reading
from dragoman.readers.sources import Source

_MOST_BYTES = 20_000_000
_PAGES = ("text/html", "application/xhtml+xml")


def read_warc(source: Source, reading: Reading) -> Items:
    """The reports of an archive: its answers of type HTML, each with the address it was fetched from."""
    try:
        from fastwarc.warc import ArchiveIterator, WarcRecordType
    except ImportError:
        raise ReportError('WARC needs fastwarc: pip install "dragoman[warc]"') from None
    for record in ArchiveIterator(source.stream, record_types=WarcRecordType.response, parse_http=True):
        if record.http_content_type not in _PAGES:
            continue
        url = record.headers.get("WARC-Target-URI")
        content = record.reader.read(_MOST_BYTES)
        yield page_report(content, reading, file=f"{source.name} {url}", url=url, encoding=record.http_charset)
