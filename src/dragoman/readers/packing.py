"""Packed files: gzip, bzip2, xz and zstd, told by their first bytes and unpacked as they are read."""

from __future__ import annotations

import bz2
import gzip
import io
import lzma
from collections.abc import Callable
from importlib import import_module
from typing import Any, BinaryIO, cast

from dragoman.errors import ReportError

PACKED = (".gz", ".bz2", ".xz", ".zst")
_CHUNK = 1 << 18
_XZ_MEMORY = 256_000_000  # bytes; a file may ask for gigabytes


class _Xz(io.RawIOBase):
    """The bytes of an xz file, unpacked with bounded memory (the standard reader sets no bound)."""

    def __init__(self, packed: BinaryIO) -> None:
        self.packed, self.left = packed, b""
        self.reader: Any = None

    def readable(self) -> bool:
        return True

    def readinto(self, buffer: Any) -> int:
        while True:
            if self.reader is None and not self._begin():
                return 0
            more = b"" if self.left or not self.reader.needs_input else self.packed.read(_CHUNK)
            if not (self.left or more) and self.reader.needs_input:
                raise EOFError("the xz file breaks off")
            got = self.reader.decompress(self.left or more, max_length=len(buffer))
            self.left = b""
            if self.reader.eof:
                self.left, self.reader = self.reader.unused_data, None
            if got:
                buffer[: len(got)] = got
                return len(got)

    def _begin(self) -> bool:
        """Begin the next stream; whether there is one (null bytes between streams are padding)."""
        self.left = self.left.lstrip(b"\x00") or self.packed.read(_CHUNK).lstrip(b"\x00")
        if not self.left:
            return False
        self.reader = lzma.LZMADecompressor(format=lzma.FORMAT_XZ, memlimit=_XZ_MEMORY)
        return True


def _zstd(packed: BinaryIO) -> Any:
    """By Python's own module (3.14 and later), else by pyarrow."""
    try:
        return import_module("compression.zstd").ZstdFile(packed)
    except ImportError:
        pass
    try:
        import pyarrow
    except ImportError:
        raise ReportError('zstd needs pyarrow: pip install "dragoman[parquet]"') from None
    return pyarrow.CompressedInputStream(pyarrow.PythonFile(packed, mode="r"), "zstd")


_BY_MARK: tuple[tuple[bytes, Callable[[BinaryIO], Any]], ...] = (
    (b"\x1f\x8b", lambda packed: gzip.GzipFile(fileobj=packed)),
    (b"BZh", bz2.BZ2File),
    (b"\xfd7zXZ\x00", _Xz),
    (b"\x28\xb5\x2f\xfd", _zstd),
)


def unpacked(stream: io.BufferedReader, *, peek: int) -> io.BufferedReader:
    """The stream itself, or what it holds where it is packed. Raises ReportError where zstd has no reader."""
    head = stream.peek(peek)
    for mark, opened in _BY_MARK:
        if head.startswith(mark):
            return io.BufferedReader(cast(io.RawIOBase, opened(cast(BinaryIO, stream))))
    return stream
