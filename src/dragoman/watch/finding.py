"""What a poll of a source finds: items, each of which gives reports."""

from __future__ import annotations

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from typing import Protocol

from dragoman.errors import ReportError
from dragoman.record import Report
from dragoman.watch.state import Polling


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """An item of a source: an entry of a feed, a file of a folder. ``mark`` changes when the item changes.

    ``reports`` reads it; it may fetch, and raises WebError where that is to be tried again later. It is given how
    often it was tried before.
    """

    item: str
    mark: str
    reports: Callable[[int], Iterator[Report | ReportError]]


@dataclass(frozen=True, slots=True, kw_only=True)
class Poll:
    """What a poll brought: the items that are there now, the server's marks, a lasting new address where it has one.
    ``unchanged`` is true where the server said so; then there are no items."""

    found: tuple[Found, ...] = ()
    etag: str | None = None
    modified: str | None = None
    moved: str | None = None
    unchanged: bool = False


class Source(Protocol):
    """A feed or a folder, ready to be asked."""

    @property
    def key(self) -> str:
        """What it is known by from one run to the next."""

    @property
    def shown(self) -> str:
        """What messages call it."""

    @property
    def every(self) -> float:
        """Seconds between two polls."""

    @property
    def host(self) -> str:
        """The server that is asked; empty where there is none."""

    @property
    def replaces(self) -> bool:
        """Whether an id that is known with another text is no news: feeds that share entries differ in summaries."""

    def poll(self, polling: Polling) -> Poll:
        """What is there now. Raises WebError, OSError or ReportError where it cannot be had or read."""
