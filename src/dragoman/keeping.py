"""Codings into a store as they are made: what is known is not coded again, what is coded is kept batch by batch."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import islice
from pathlib import Path
from typing import TYPE_CHECKING

from dragoman.errors import ReportError
from dragoman.record import Coding, Report, text_digest

if TYPE_CHECKING:
    from dragoman.store import Added, Store

LOOKED_UP = 256  # reports that the store is asked for at once
KEPT_AT_ONCE = 256  # codings in one transaction, unless they take longer than this to make:
LONGEST = 10.0  # seconds


@dataclass(slots=True)
class Kept:
    """What a run has brought into the store."""

    added: int = 0
    known: int = 0
    replaced: int = 0
    older: int = 0  # known reports whose coding is of another version or digest

    def count(self, added: Added) -> None:
        """Count a batch."""
        self.added += added.added
        self.known += added.known
        self.replaced += added.replaced


@dataclass(slots=True)
class Keeper:
    """Brings the codings of a run into ``store``. ``coder`` is the version and digest of what codes now.

    A stopped run loses at most the codings since the last batch; the same run again codes only what is missing.
    """

    store: Store
    coder: tuple[str, str]
    replace: bool = False
    kept: Kept = field(default_factory=Kept)
    now: Callable[[], datetime] = lambda: datetime.now(UTC)
    _waiting: list[Coding] = field(default_factory=list)
    _since: float = field(default_factory=time.monotonic)
    _on_the_way: dict[str, str] = field(default_factory=dict)  # ids being coded, with the digest of their text

    def unknown(self, items: Iterable[Report | ReportError]) -> Iterator[Report | ReportError]:
        """The reports that the store lacks. One whose id is taken by another text comes as an error, unless the
        new text is to replace the former. Errors pass."""
        rest = iter(items)
        while batch := list(islice(rest, LOOKED_UP)):
            known = self.store.known([item.id for item in batch if isinstance(item, Report)])
            for item in batch:
                if isinstance(item, ReportError):
                    yield item
                    continue
                former = known.get(item.id)
                digest = former.text_digest if former else self._on_the_way.get(item.id)
                if digest is None or (self.replace and not (former and former.has(item))):
                    self._on_the_way[item.id] = text_digest(item.text)
                    yield item
                elif digest == text_digest(item.text):
                    self.kept.known += 1
                    self.kept.older += former is not None and (former.version, former.digest) != self.coder
                else:
                    yield _taken(item)

    def keep(self, coding: Coding) -> None:
        """Keep a coding with the next batch. Raises StoreError."""
        self._waiting.append(coding)
        if len(self._waiting) >= KEPT_AT_ONCE or time.monotonic() - self._since >= LONGEST:
            self.flush()

    def flush(self) -> None:
        """Keep what waits, now. Raises StoreError; then nothing of the batch is kept."""
        if self._waiting:
            self.kept.count(self.store.add(self._waiting, replace=self.replace, at=self.now()))
        for coding in self._waiting:
            self._on_the_way.pop(coding.id, None)
        self._waiting, self._since = [], time.monotonic()


def present_coder(actors: Path | None = None) -> tuple[str, str]:
    """The version and digest that a coding made now would bear; loads the gazetteer, not the model."""
    from dragoman.version import __version__, digest
    from dragoman.world import actors_stamp
    from dragoman.world.gazetteer import load_gazetteer

    return __version__, digest(load_gazetteer().stamp, actors_stamp(actors) if actors else "")


def _taken(report: Report) -> ReportError:
    return ReportError(
        f'report "{report.id}" is in the store with another text, which stays; --replace puts this one in its place',
        report=report.id,
    )
