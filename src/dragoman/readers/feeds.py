"""RSS and Atom: an entry is a report. Needs the extra ``feeds``."""

from __future__ import annotations

import io
from calendar import timegm
from datetime import UTC, datetime
from typing import Any

from trafilatura import html2txt

from dragoman.errors import ReportError
from dragoman.readers.options import Items, Reading, finished
from dragoman.readers.sources import Source

_MOST_BYTES = 100_000_000


def read_feed(source: Source, reading: Reading) -> Items:
    """The reports of a feed: the entry's content, else its summary, as plain text. Nothing is fetched."""
    try:
        import feedparser
    except ImportError:
        raise ReportError('feeds need feedparser: pip install "dragoman[feeds]"') from None
    content = source.content(_MOST_BYTES)
    if content is None:
        raise ReportError(f"has more than {_MOST_BYTES:,} bytes; a feed of that size is not read")
    feed = feedparser.parse(io.BytesIO(content))
    if feed.bozo and not feed.entries:
        raise ReportError(f"is no feed that can be read: {feed.bozo_exception}")
    for entry in feed.entries:
        yield finished(_fields(entry, feed.feed), reading, file=source.name)


def _fields(entry: Any, feed: Any) -> dict[str, str | None]:
    body = next((part.value for part in entry.get("content", ()) if part.get("value")), entry.get("summary", ""))
    return {
        "id": entry.get("id"),
        "text": _text(body) or entry.get("title", ""),
        "title": entry.get("title"),
        "url": entry.get("link"),
        "publisher": feed.get("title"),
        "language": feed.get("language"),
        "published": _published(entry),
    }


def _text(body: str) -> str:
    return html2txt(f"<html><body>{body}</body></html>") if "<" in body else body


def _published(entry: Any) -> str | None:
    # feedparser's own get() gives the one for the other, with a warning
    moment = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    return datetime.fromtimestamp(timegm(moment), UTC).isoformat().replace("+00:00", "Z") if moment else None
