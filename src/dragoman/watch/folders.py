"""A folder as a source: its files, once they are no longer written to."""

from __future__ import annotations

import os
from collections.abc import Callable, Iterator
from dataclasses import dataclass
from pathlib import Path

from dragoman.errors import ReportError
from dragoman.readers import Reading, read_reports
from dragoman.readers.sources import kind_of
from dragoman.record import Report
from dragoman.watch.finding import Found, Poll
from dragoman.watch.state import Polling

_SETTLED = 2.0  # seconds since a file was last written to


@dataclass(frozen=True, slots=True, kw_only=True)
class FolderSource:
    """A folder, ready to be looked at; ``now`` is the time in seconds since 1970. A report of a changed file does not
    take the place of one that is known by the same id, unless the same file brought it."""

    path: Path
    key: str
    shown: str
    every: float
    reading: Reading
    now: Callable[[], float]
    host: str = ""
    replaces: bool = False

    def poll(self, polling: Polling) -> Poll:
        """The files that are there and at rest. Raises OSError where there is no such folder."""
        if not self.path.is_dir():
            raise NotADirectoryError(f"{self.path}: is no folder")
        return Poll(found=tuple(self._files()))

    def _files(self) -> Iterator[Found]:
        for folder, folders, names in os.walk(self.path):
            folders[:] = sorted(name for name in folders if not name.startswith("."))
            for name in sorted(names):
                path = Path(folder) / name
                if not name.startswith(".") and kind_of(path) is not None:
                    yield from self._file(path)

    def _file(self, path: Path) -> Iterator[Found]:
        try:
            facts = path.stat()
        except OSError:
            return  # gone since the folder was read
        if self.now() - facts.st_mtime < _SETTLED:
            return
        item, mark = str(path.relative_to(self.path)), f"{facts.st_size} {facts.st_mtime_ns}"
        yield Found(item=item, mark=mark, reports=lambda _: self._reports(path))

    def _reports(self, path: Path) -> Iterator[Report | ReportError]:
        yield from read_reports([path], reading=self.reading)
