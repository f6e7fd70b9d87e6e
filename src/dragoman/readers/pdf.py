"""PDF: the text of a document's pages is one report. Needs the extra ``documents``."""

from __future__ import annotations

import io
import logging
import re
from collections.abc import Iterator
from typing import Any

from dragoman.errors import ReportError
from dragoman.readers.days import iso_day
from dragoman.readers.options import BROKEN, Items, Reading, finished, too_long
from dragoman.readers.sources import Source

_MOST_BYTES = 100_000_000
_MOST_PAGES = 2_000
_CUT_WORD = re.compile(r"(?<=[a-z])-\n(?=[a-z])")  # a word parted at the end of a line
_DATE = re.compile(r"D:(\d{4})(\d\d)(\d\d)")

logging.getLogger("pypdf").setLevel(logging.CRITICAL)  # what it could not read is told by our own message


def read_pdf(source: Source, reading: Reading) -> Items:
    """The one report of a PDF file: its pages in order, an empty line between them, words parted at line ends joined.

    A page that is a picture has no text and gives none.
    """
    try:
        from pypdf import PdfReader
        from pypdf.errors import PyPdfError
    except ImportError:
        raise ReportError('PDF needs pypdf: pip install "dragoman[documents]"') from None
    content = source.content(_MOST_BYTES)
    if content is None:
        raise ReportError(f"has more than {_MOST_BYTES:,} bytes of PDF")
    try:
        document = PdfReader(io.BytesIO(content))
        pages = _pages(document, reading)
        fields = {"text": "\n\n".join(pages), **_facts(document)}
    except (PyPdfError, *BROKEN) as error:
        raise ReportError(f"cannot be read as PDF: {type(error).__name__}: {error}") from None
    if len(fields["text"] or "") > reading.longest:
        yield too_long(f"more than {reading.longest:,} characters", reading, file=source.name)
        return
    yield finished(fields, reading, file=source.name)


def _pages(document: Any, reading: Reading) -> Iterator[str]:
    """The text of each page that has some, until there is more than a report may hold."""
    if len(document.pages) > _MOST_PAGES:
        raise ReportError(f"has {len(document.pages):,} pages; at most {_MOST_PAGES:,} are read")
    size = 0
    for page in document.pages:
        text = _CUT_WORD.sub("", page.extract_text()).strip()
        size += len(text)
        if text:
            yield text
        if size > reading.longest:
            return


def _facts(document: Any) -> dict[str, str | None]:
    told = document.metadata or {}
    day = _DATE.match(str(told.get("/CreationDate", "")))
    return {
        "title": str(told.get("/Title") or "").strip() or None,
        "author": str(told.get("/Author") or "").strip() or None,
        "published": iso_day("-".join(day.groups())) if day else None,
    }
