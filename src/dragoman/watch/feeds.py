"""A feed as a source: its entries, and where it has only summaries, the articles behind them."""

from __future__ import annotations

import re
from collections.abc import Iterator, Mapping
from dataclasses import dataclass, replace
from urllib.parse import urlsplit

from dragoman.errors import ReportError
from dragoman.readers import Reading
from dragoman.readers.feeds import Entry, feed_entries
from dragoman.readers.html import page_report
from dragoman.readers.options import finished
from dragoman.record import Report, text_digest
from dragoman.watch.errors import WebError
from dragoman.watch.fetching import Answer, Limits
from dragoman.watch.finding import Found, Poll
from dragoman.watch.state import Polling
from dragoman.watch.visiting import Visitor

_MOST_ENTRIES = 1_000
_WHOLE = 1_500  # characters from which a summary is taken for the article
_TRIES = 3  # of an article, before its summary is taken
_EVERYWHERE = ("http://", "https://", "urn:", "tag:")
_NOT_MODIFIED = 304
_PAGES = ("text/html", "application/xhtml+xml")
_CHARSET = re.compile(r"charset=[\"']?([\w.:-]{2,40})", re.IGNORECASE)


@dataclass(frozen=True, slots=True, kw_only=True)
class FeedSource:
    """A feed, ready to be asked; entries that change take the place of what they were."""

    url: str
    shown: str
    every: float
    full_pages: bool
    visitor: Visitor
    limits: Limits
    reading: Reading
    replaces: bool = True

    @property
    def key(self) -> str:
        """What the feed is known by."""
        return self.url

    @property
    def host(self) -> str:
        """The server that is asked."""
        return urlsplit(self.url).netloc

    def poll(self, polling: Polling) -> Poll:
        """The entries that the feed has now; none where the server says that nothing changed."""
        marks = {"If-None-Match": polling.etag, "If-Modified-Since": polling.modified}
        headers = {name: mark for name, mark in marks.items() if mark}
        answer = self.visitor.get(self.url, limits=self.limits, headers=headers)
        if answer.status == _NOT_MODIFIED:
            return Poll(etag=polling.etag, modified=polling.modified, unchanged=True)
        return Poll(
            found=tuple(self._entries(answer)),
            etag=answer.headers.get("etag"),
            modified=answer.headers.get("last-modified"),
            moved=answer.moved,
        )

    def _entries(self, answer: Answer) -> Iterator[Found]:
        """The entries, the oldest first, each once."""
        said = answer.headers.get("content-type")
        entries = list(feed_entries(answer.content, url=answer.url, content_type=said))[:_MOST_ENTRIES]
        met: set[str] = set()
        for entry in reversed(entries):
            found = self._found(entry)
            if found.item not in met:
                met.add(found.item)
                yield found

    def _found(self, entry: Entry) -> Found:
        item = self._identity(entry.fields)
        mark = text_digest(f"{entry.fields.get('title')}\n{entry.fields.get('text')}")
        return Found(item=item, mark=mark, reports=lambda tries: iter([self._report(entry, item, tries)]))

    def _identity(self, fields: Mapping[str, str | None]) -> str:
        """An id that no entry of another feed has: the entry's own where it holds everywhere, else with the feed's."""
        own, link = fields.get("id"), fields.get("url")
        if own and own.startswith(_EVERYWHERE):
            return own
        if own:
            return f"{self.url}#{own}"
        return link or text_digest(f"{self.url}\n{fields.get('title')}\n{fields.get('text')}")

    def _report(self, entry: Entry, item: str, tries: int) -> Report | ReportError:
        """The article where it is wanted and can be had, else what the feed has of it."""
        link = entry.fields.get("url")
        short = not entry.is_whole and len(entry.fields.get("text") or "") < _WHOLE
        if self.full_pages and short and link:
            article = self._article(link, tries)
            if article is not None:
                return replace(
                    article,
                    id=item,
                    url=link,
                    title=article.title or entry.fields.get("title"),
                    published=entry.fields.get("published") or article.published,
                    publisher=article.publisher or entry.fields.get("publisher"),
                    author=article.author or entry.fields.get("author"),
                )
        return finished({**entry.fields, "id": item}, self.reading, file=item)

    def _article(self, link: str, tries: int) -> Report | None:
        """The article's page as a report; None where there is none to be had, or none after some tries."""
        try:
            answer = self.visitor.get(link, limits=self.limits)
        except WebError as error:
            if error.lasting or tries + 1 >= _TRIES:
                return None
            raise
        said = answer.headers.get("content-type", "text/html")
        if not said.startswith(_PAGES):
            return None
        charset = _CHARSET.search(said)
        encoding = charset[1] if charset else None
        report = page_report(answer.content, self.reading, file=link, url=answer.url, encoding=encoding)
        return report if isinstance(report, Report) else None
