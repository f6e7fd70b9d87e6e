"""What the tests of the readers share: files made in the test, and what is read from them."""

from __future__ import annotations

from pathlib import Path

from dragoman.errors import ReportError
from dragoman.readers import Reading, read_reports
from dragoman.record import Report

STORY = (
    "Ministers of both sides left the hall on Monday without a deal, officials told reporters.",
    "They will meet again in May, said the mediator, who asked all to keep calm.",
)


def read(path: Path, **how: object) -> list[Report | ReportError]:
    """All that a path holds."""
    return list(read_reports([path], reading=Reading(**how)))  # type: ignore[arg-type]


def one(path: Path, **how: object) -> Report:
    """The one report of a path."""
    (item,) = read(path, **how)
    assert isinstance(item, Report), item
    return item


def failure(path: Path, **how: object) -> str:
    """The message of the one error of a path."""
    (item,) = read(path, **how)
    assert isinstance(item, ReportError), item
    return str(item)


def written(folder: Path, name: str, content: str | bytes) -> Path:
    """A file with this content."""
    path = folder / name
    path.write_bytes(content.encode("utf-8") if isinstance(content, str) else content)
    return path
