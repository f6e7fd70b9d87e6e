"""RSS and Atom: an entry is a report. Needs the extra ``feeds``."""

from __future__ import annotations

import io
from calendar import timegm
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from datetime import UTC, datetime
from typing import Any

from trafilatura import html2txt

from dragoman.errors import ReportError
from dragoman.readers.options import BROKEN, Items, Reading, finished
from dragoman.readers.sources import Source

_MOST_BYTES = 100_000_000


@dataclass(frozen=True, slots=True, kw_only=True)
class Entry:
    """An entry of a feed: the fields of a report, and whether it brings its content or only a summary."""

    fields: Mapping[str, str | None]
    is_whole: bool


def read_feed(source: Source, reading: Reading) -> Items:
    """The reports of a feed: the entry's content, else its summary, as plain text. Nothing is fetched."""
    content = source.content(_MOST_BYTES)
    if content is None:
        raise ReportError(f"has more than {_MOST_BYTES:,} bytes; a feed of that size is not read")
    for entry in feed_entries(content):
        yield finished(entry.fields, reading, file=source.name)


def feed_entries(content: bytes, *, url: str | None = None, content_type: str | None = None) -> Iterator[Entry]:
    """The entries of a feed in its order; ``url`` and ``content_type`` are what a server said of it.

    Raises ReportError where it is no feed, or feedparser is missing.
    """
    try:
        import feedparser
    except ImportError:
        raise ReportError('feeds need feedparser: pip install "dragoman[feeds]"') from None
    said = {"content-location": url, "content-type": content_type}
    try:
        feed = feedparser.parse(io.BytesIO(content), response_headers={k: v for k, v in said.items() if v})
    except BROKEN as error:
        raise ReportError(f"is no feed that can be read: {type(error).__name__}") from None
    if not feed.entries and (feed.bozo or not feed.version):
        raise ReportError(f"is no feed that can be read: {feed.get('bozo_exception', 'it has no entries')}")
    for entry in feed.entries:
        yield _entry(entry, feed.feed)


def _entry(entry: Any, feed: Any) -> Entry:
    whole = next((part.value for part in entry.get("content", ()) if part.get("value")), None)
    fields = {
        "id": entry.get("id"),
        "text": _text(whole or entry.get("summary", "")) or entry.get("title", ""),
        "title": entry.get("title"),
        "url": entry.get("link"),
        "publisher": feed.get("title"),
        "language": feed.get("language"),
        "published": _published(entry),
        "author": entry.get("author"),
    }
    return Entry(fields=fields, is_whole=whole is not None)


def _text(body: str) -> str:
    return html2txt(f"<html><body>{body}</body></html>") if "<" in body else body


def _published(entry: Any) -> str | None:
    # feedparser's own get() gives the one for the other, with a warning
    moment = dict.get(entry, "published_parsed") or dict.get(entry, "updated_parsed")
    return datetime.fromtimestamp(timegm(moment), UTC).isoformat().replace("+00:00", "Z") if moment else None
