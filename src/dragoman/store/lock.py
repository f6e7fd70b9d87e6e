"""One writer at a time: a lock file beside the database names the process that writes.

The lock is the operating system's (flock), so that it goes with its process, however that ends; what is
left of the file afterwards means nothing.
"""

from __future__ import annotations

import os
import time
from pathlib import Path
from types import TracebackType

from dragoman.store.errors import StoreBusy, StoreError

try:
    import fcntl
except ImportError:  # Windows: DuckDB's own lock still keeps a second writer out, without naming the first
    fcntl = None  # type: ignore[assignment]

PAUSE = 0.02  # seconds between two tries


class WriteLock:
    """Held from ``with`` to its end. Raises StoreBusy where another process holds it for longer than ``wait`` seconds,
    StoreError where the lock file cannot be written."""

    def __init__(self, store: Path, *, wait: float) -> None:
        self.store, self.wait = store, wait
        self.path = store.with_name(f"{store.name}.lock")
        self.file: int | None = None

    def __enter__(self) -> WriteLock:
        try:
            self.file = os.open(self.path, os.O_RDWR | os.O_CREAT | getattr(os, "O_CLOEXEC", 0), 0o644)
        except OSError as error:
            raise StoreError(f"{self.path}: cannot be written: {error.strerror or error}") from error
        until = time.monotonic() + self.wait
        while not self._taken():
            if time.monotonic() >= until:
                holder = self._holder()
                os.close(self.file)
                self.file = None
                raise StoreBusy(_busy(self.store, holder), pid=holder)
            time.sleep(PAUSE)
        self._sign()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        if self.file is not None:
            os.close(self.file)  # the lock goes with it; the file stays, since taking it away would race
            self.file = None

    def _taken(self) -> bool:
        if fcntl is None or self.file is None:
            return True
        try:
            fcntl.flock(self.file, fcntl.LOCK_EX | fcntl.LOCK_NB)
        except BlockingIOError:
            return False
        return True

    def _sign(self) -> None:
        """Write this process's number; a full disk only costs the other process the number."""
        if self.file is None:
            return
        try:
            os.ftruncate(self.file, 0)
            os.pwrite(self.file, f"{os.getpid()}\n".encode(), 0)
        except OSError:
            return

    def _holder(self) -> int | None:
        text = os.pread(self.file, 32, 0).strip() if self.file is not None else b""
        return int(text) if text.isdigit() else None


def _busy(store: Path, holder: int | None) -> str:
    by = f"process {holder}" if holder is not None else "another process"
    return (
        f"{store}: {by} is writing to it, and a store takes one writer at a time; wait until it has ended, or stop it. "
        "Reading goes on meanwhile."
    )
