"""What stands around every page, how templates are filled, and answers kept as long as the store stays as it is."""

from __future__ import annotations

import hashlib
from collections import OrderedDict
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path
from threading import Lock
from typing import Any

from dragoman.pages.brief import environment
from dragoman.pages.days import day_text
from dragoman.pages.desk.filters import Filters
from dragoman.pages.desk.reports import Known
from dragoman.pages.view import QUADS
from dragoman.record import load_plover
from dragoman.version import __version__

PLACES = (("/", "Today"), ("/deadlines", "Deadlines"), ("/events", "Events"), ("/search", "Search"), ("/api", "API"))
STATIC = {"brief.css": "text/css", "desk.css": "text/css", "brief.js": "text/javascript", "desk.js": "text/javascript"}
_PUBLISHERS = 40
_KEPT = 64 * 2**20  # bytes of answers that are kept


@dataclass(frozen=True, slots=True, kw_only=True)
class Frame:
    """What every page shows around its own."""

    here: str
    stamp: str
    known: Known
    asked: str = ""
    exports: Filters | None = None
    places: tuple[tuple[str, str], ...] = PLACES

    @property
    def publishers(self) -> tuple[str, ...]:
        """Those of most reports, to choose from."""
        return self.known.publishers[:_PUBLISHERS]

    @property
    def quads(self) -> dict[int, str]:
        """The quad classes by number."""
        return QUADS

    @property
    def types(self) -> tuple[tuple[str, str], ...]:
        """The event types with their meaning."""
        return tuple((name, known.meaning) for name, known in load_plover().types.items())

    @staticmethod
    def static(name: str) -> str:
        """The address of a file of the desk, which changes with the file."""
        return f"/static/{name}?v={_digest(name)}"


def static_file(name: str) -> bytes | None:
    """A file that pages refer to; None for any other name."""
    return _static(name) if name in STATIC else None


@cache
def _static(name: str) -> bytes:
    return (files("dragoman.pages") / "static" / name).read_bytes()


@cache
def _digest(name: str) -> str:
    return hashlib.sha256(_static(name)).hexdigest()[:12]


def rendered(template: str, frame: Frame, **context: Any) -> bytes:
    """A page of the desk as HTML."""
    kit = environment()
    kit.filters.setdefault("day", day_text)
    kit.filters.setdefault("without", _without)
    return kit.get_template(f"desk/{template}.html").render(frame=frame, **context).encode("utf-8", "replace")


def _without(filters: Filters, name: str, value: str, path: str) -> str:
    """The address of the view without one value of a filter."""
    held = getattr(filters, name)
    rest: str | tuple[str, ...] = "" if isinstance(held, str) else tuple(each for each in held if each != value)
    return filters.but(**{name: () if name == "between" else rest}).address(path)


def stamp_of(path: Path) -> str:
    """What changes when the store does, read without opening it; empty where there is no store.

    >>> stamp_of(Path("no such store"))
    ''
    """
    parts = []
    for file in (path, path.with_name(f"{path.name}.wal")):
        try:
            stat = file.stat()
        except OSError:
            continue
        parts.append(f"{stat.st_ino} {stat.st_size} {stat.st_mtime_ns}")
    return hashlib.sha256("|".join([__version__, *parts]).encode()).hexdigest()[:16] if parts else ""


class Shelf:
    """Answers by address, as long as the store's stamp is the same; those asked for least recently go first."""

    def __init__(self, most: int = _KEPT) -> None:
        self._most, self._size, self._stamp = most, 0, ""
        self._held: OrderedDict[str, tuple[bytes, str]] = OrderedDict()
        self._lock = Lock()

    def find(self, stamp: str, key: str) -> tuple[bytes, str] | None:
        """The answer kept for a key, with its media type."""
        with self._lock:
            self._turn(stamp)
            found = self._held.get(key)
            if found is not None:
                self._held.move_to_end(key)
            return found

    def keep(self, stamp: str, key: str, answer: tuple[bytes, str]) -> None:
        """Keep an answer that was made while the store had this stamp."""
        with self._lock:
            self._turn(stamp)
            if key in self._held or len(answer[0]) > self._most // 8:
                return
            self._held[key] = answer
            self._size += len(answer[0])
            while self._size > self._most:
                _, (gone, _) = self._held.popitem(last=False)
                self._size -= len(gone)

    def _turn(self, stamp: str) -> None:
        if stamp != self._stamp:
            self._held.clear()
            self._stamp, self._size = stamp, 0
