"""Files that stand at an address rather than on a disk: object stores, streamed by pyarrow (the extra ``parquet``)."""

from __future__ import annotations

import io
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path
from typing import IO, Any, cast

from dragoman.errors import ReportError
from dragoman.readers.sources import Source, kind_of, source_of


def is_address(name: str) -> bool:
    """Whether the input is named by an address.

    >>> is_address("s3://news/2024/"), is_address("news/2024/")
    (True, False)
    """
    return "://" in name


def files_at(address: str) -> Iterator[tuple[str, Any]]:
    """The file at the address, or the files of a folder there that have a known ending: a name for messages and
    what `opened_at` opens. Raises ReportError where pyarrow is missing or knows no such address."""
    try:
        from pyarrow import fs
    except ImportError:
        raise ReportError('addresses need pyarrow: pip install "dragoman[parquet]"', file=address) from None
    try:
        system, path = fs.FileSystem.from_uri(address)
        info = system.get_file_info(path)
    except (ValueError, OSError, NotImplementedError) as error:
        raise ReportError(f"cannot be read: {error}", file=address) from None
    if info.type == fs.FileType.NotFound:
        raise ReportError("there is no such file or folder", file=address)
    if info.is_file:
        yield address, (system, info.path)
        return
    inside = system.get_file_info(fs.FileSelector(path, recursive=True))
    for each in sorted(inside, key=lambda found: str(found.path)):
        if each.is_file and not each.base_name.startswith(".") and kind_of(Path(each.base_name)) is not None:
            yield f"{address.rstrip('/')}/{each.path.removeprefix(path).lstrip('/')}", (system, each.path)


@contextmanager
def opened_at(name: str, place: Any) -> Iterator[Source]:
    """A file that `files_at` named, open."""
    system, path = place
    with system.open_input_file(path) as file:
        yield source_of(name, cast(IO[bytes], io.BufferedReader(_Raw(file))))


class _Raw(io.RawIOBase):
    """A file of pyarrow's as Python's readers want it."""

    def __init__(self, file: Any) -> None:
        self._file = file

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        content = self._file.read(len(buffer))
        buffer[: len(content)] = content
        return len(content)
