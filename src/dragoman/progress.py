"""How far a run over many reports is: a bar with rate and time left on a terminal, lines now and then elsewhere."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import Protocol, TypeVar

from dragoman.terminal import console, say

_SAMPLE = 1 << 20  # bytes at the head of a file from which its number of lines is told
_EVERY = 60.0  # seconds between lines where there is no terminal

Item = TypeVar("Item")


class Counts(Protocol):
    """What a run has done so far, as far as it concerns its progress."""

    failed: int


def expected_reports(inputs: Iterable[str]) -> int | None:
    """About how many reports the inputs hold, from sizes and heads of files alone; None where that cannot be told
    (standard input, archives, feeds, compressed files)."""
    from dragoman.readers.sources import kind_of

    total = 0
    for name in inputs:
        if name == "-" or "://" in name:
            return None
        for path in _files(Path(name)):
            count = _count(path, kind_of(path))
            if count is None:
                return None
            total += count
    return total or None


def _files(path: Path) -> Iterator[Path]:
    """The file, or the files of a folder that readers know, hidden ones left out."""
    from dragoman.readers.sources import kind_of

    if not path.is_dir():
        yield path
        return
    for file in path.rglob("*"):
        hidden = any(part.startswith(".") for part in file.relative_to(path).parts)
        if not hidden and kind_of(file) is not None and file.is_file():
            yield file


def _count(path: Path, kind: str | None) -> int | None:
    if kind in ("text", "html"):
        return 1
    if kind == "jsonl" and path.suffix.lower() != ".gz":
        return _lines(path)
    if kind == "parquet":
        return _rows(path)
    return None


def _lines(path: Path) -> int:
    """About how many lines, from those of its first megabyte."""
    with path.open("rb") as file:
        head = file.read(_SAMPLE)
    return round(path.stat().st_size / len(head) * max(head.count(b"\n"), 1)) if head else 0


def _rows(path: Path) -> int | None:
    try:
        from pyarrow.parquet import read_metadata
    except ImportError:
        return None
    try:
        return int(read_metadata(path).num_rows)
    except (OSError, ValueError):
        return None


def watched(items: Iterable[Item], tally: Counts, *, total: int | None, quiet: bool) -> Iterator[Item]:
    """The items, with their number, rate and time left told on standard error as they pass."""
    if quiet:
        yield from items
    elif console(stderr=True).is_terminal:
        yield from _drawn(items, tally, total)
    else:
        yield from _told(items, tally, total)


def _told(items: Iterable[Item], tally: Counts, total: int | None) -> Iterator[Item]:
    begun = last = time.monotonic()
    for number, item in enumerate(items, start=1):
        now = time.monotonic()
        if now - last >= _EVERY:
            last = now
            say(progress_line(number, tally.failed, now - begun, total))
        yield item


def progress_line(coded: int, failed: int, seconds: float, total: int | None) -> str:
    """One line on how far a run is.

    >>> progress_line(500, 2, 50.0, 1500)
    '500 coded, 2 failed, 10.0 a second, about 0:01:40 left'
    """
    rate = coded / max(seconds, 1e-6)
    line = f"{coded:,} coded, {failed:,} failed, {rate:.1f} a second"
    if total is None:
        return line
    left = round(max(total - coded - failed, 0) / max(rate, 1e-6))
    return f"{line}, about {left // 3600}:{left // 60 % 60:02}:{left % 60:02} left"


def _drawn(items: Iterable[Item], tally: Counts, total: int | None) -> Iterator[Item]:
    from rich.progress import BarColumn, Progress, TextColumn, TimeElapsedColumn

    columns = TextColumn("{task.description}"), BarColumn(), TimeElapsedColumn()
    begun = time.monotonic()
    sys.stderr.flush()
    with Progress(*columns, console=console(stderr=True), transient=True) as progress:
        task = progress.add_task("loading", total=total)
        for number, item in enumerate(items, start=1):
            line = progress_line(number, tally.failed, time.monotonic() - begun, total)
            progress.update(task, description=line, completed=number)
            yield item
