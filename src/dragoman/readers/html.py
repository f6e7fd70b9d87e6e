"""An HTML page is one report: its main text, found without a network; nothing in it is run."""

from __future__ import annotations

import logging
from datetime import datetime
from typing import Any

from lxml.etree import LxmlError
from trafilatura import bare_extraction

from dragoman.errors import ReportError
from dragoman.readers.encodings import declared_encoding, decoded, known_encoding
from dragoman.readers.options import BROKEN, Item, Items, Reading, finished, too_long
from dragoman.readers.sources import Source

_MOST_BYTES = 20_000_000  # markup and all
_DAY = {"original_date": True, "extensive_search": False, "outputformat": "%Y-%m-%dT%H:%M:%S%z"}

logging.getLogger("trafilatura").setLevel(logging.CRITICAL)  # what it could not read is told by our own message
logging.getLogger("htmldate").setLevel(logging.CRITICAL)


def read_html(source: Source, reading: Reading) -> Items:
    """The one report of an HTML file."""
    content = source.content(_MOST_BYTES)
    if content is None:
        yield too_long(f"more than {_MOST_BYTES:,} bytes of HTML", reading, file=source.name)
        return
    yield page_report(content, reading, file=source.name)


def page_report(
    content: bytes, reading: Reading, *, file: str, url: str | None = None, encoding: str | None = None
) -> Item:
    """The report of a page's bytes, its offsets into the main text; an error where the page has none.

    ``url`` and ``encoding`` are what a server said of the page.
    """
    page = decoded(content, declared=known_encoding(encoding) or declared_encoding(content))
    try:
        found: Any = bare_extraction(
            page.replace("\x00", " "),
            url=url,
            favor_precision=True,
            include_comments=False,
            with_metadata=True,
            date_extraction_params=dict(_DAY),
        )
    except (*BROKEN, LxmlError) as error:
        return ReportError(f"cannot be read as HTML: {type(error).__name__}", file=file)
    if found is None or not found.text:
        return ReportError("holds no main text", file=file)
    fields = {
        "text": found.text,
        "title": found.title,
        "url": url or found.url,
        "publisher": found.sitename,
        "language": found.language,
        "author": found.author,
        "published": _moment(found.date),
    }
    return finished(fields, reading, file=file)


def _moment(words: str | None) -> str | None:
    """The day, or the moment with its zone, as ISO; None where it is neither."""
    try:
        return datetime.fromisoformat(words).isoformat() if words else None
    except ValueError:
        return None
