"""The dump as a stream of lines: allCountries.zip, one country's zip, or the text in it. Never whole in memory."""

from __future__ import annotations

import io
import zipfile
import zlib
from collections.abc import Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from itertools import islice
from pathlib import Path
from typing import BinaryIO, cast

from dragoman.errors import GazetteerError

LINES = 50_000  # that are read, and later kept, together
_BUFFER = 1 << 20
_BROKEN = (zipfile.BadZipFile, zlib.error, EOFError, OSError, NotImplementedError, RuntimeError)


@dataclass(frozen=True, slots=True)
class Dump:
    """A dump's lines: ``size`` in bytes, unpacked; ``source`` tells it from any other dump."""

    stream: BinaryIO
    size: int
    source: str

    def batches(self, offset: int) -> Iterator[list[bytes]]:
        """The lines from byte ``offset`` of the unpacked text, ``LINES`` at a time.

        Raises GazetteerError where the file is cut off or damaged.
        """
        try:
            self.stream.seek(offset)
            lines = io.BufferedReader(cast(io.RawIOBase, self.stream), _BUFFER)
            while batch := list(islice(lines, LINES)):
                yield batch
        except _BROKEN as error:
            raise GazetteerError(f"{self.source.partition(' ')[0]}: cut off or damaged: {error}") from error


@contextmanager
def open_dump(path: Path) -> Iterator[Dump]:
    """The dump in a file. Raises GazetteerError where there is none in it."""
    if not path.is_file():
        raise GazetteerError(f"there is no file {path}")
    if not zipfile.is_zipfile(path):
        if path.suffix.lower() == ".zip":
            raise GazetteerError(f"{path} is no zip file, or not all of it")
        state = path.stat()
        with path.open("rb") as text:
            yield Dump(text, state.st_size, f"{path.name} {state.st_size} {state.st_mtime_ns}")
        return
    with ExitStack() as kept:
        try:
            packed = kept.enter_context(zipfile.ZipFile(path))
            member = _table(packed, path)
            stream = cast(BinaryIO, kept.enter_context(packed.open(member)))
        except _BROKEN as error:
            raise GazetteerError(f"{path}: {error}") from error
        yield Dump(stream, member.file_size, f"{path.name} {member.file_size} {member.CRC:08x}")


def _table(packed: zipfile.ZipFile, path: Path) -> zipfile.ZipInfo:
    """The member that holds the places: the largest text that is no readme."""
    texts = [m for m in packed.infolist() if m.filename.endswith(".txt") and "readme" not in m.filename.lower()]
    if not texts:
        raise GazetteerError(f"{path} holds no table of places; expected allCountries.txt, or a country's: XK.txt")
    return max(texts, key=lambda m: m.file_size)
