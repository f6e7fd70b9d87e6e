"""A connection to the database file, waited for while another process holds the file."""

from __future__ import annotations

import re
import time
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import duckdb

from dragoman.store.errors import StoreBusy, StoreError
from dragoman.store.lock import PAUSE

_HELD = re.compile(r"Could not set lock on file|different configuration than existing connections")
_PID = re.compile(r"\(PID (\d+)\)")
_FULL = re.compile(r"No space left|File too large|disk quota|could not write", re.IGNORECASE)


@contextmanager
def connected(path: Path, *, write: bool, wait: float) -> Iterator[duckdb.DuckDBPyConnection]:
    """A connection, closed again at the end; a reader's sees no file but the store itself.

    Raises StoreBusy where the file stays held for ``wait`` seconds, StoreError where it cannot be opened or where
    DuckDB reports an error of its own, a full disk among them.
    """
    connection = _opened(path, write=write, wait=wait)
    try:
        yield connection
    except duckdb.Error as error:
        raise StoreError(_said(path, error)) from error
    except RuntimeError as error:
        if str(error) == "Query interrupted":  # Ctrl-C in the midst of a question, in DuckDB's words
            raise KeyboardInterrupt from None
        raise
    finally:
        _close(path, connection)


@contextmanager
def transaction(connection: duckdb.DuckDBPyConnection) -> Iterator[None]:
    """All of it or nothing of it."""
    connection.begin()
    try:
        yield
    except BaseException:
        _roll_back(connection)
        raise
    connection.commit()


def _opened(path: Path, *, write: bool, wait: float) -> duckdb.DuckDBPyConnection:
    until = time.monotonic() + wait
    while True:
        try:
            return duckdb.connect(str(path), read_only=not write, config={"enable_external_access": False})
        except duckdb.Error as error:
            if not _HELD.search(str(error)):
                raise StoreError(_said(path, error)) from error
            if time.monotonic() >= until:
                raise _busy(path, str(error), write=write) from error
        time.sleep(PAUSE)


def _busy(path: Path, told: str, *, write: bool) -> StoreBusy:
    found = _PID.search(told)
    pid = int(found[1]) if found else None
    by = f"process {pid}" if pid is not None else "another process"
    doing = "is reading it for a long time" if write else "keeps it to itself while it writes"
    return StoreBusy(f"{path}: {by} {doing}; try again when it has ended", pid=pid)


def _said(path: Path, error: duckdb.Error) -> str:
    lines = [line.strip() for line in str(error).splitlines() if line.strip()]
    text = lines[0] if lines else type(error).__name__
    if _FULL.search(text):
        return f"{path}: cannot be written, nothing of this batch is kept: {text}"
    return f"{path}: {text}"


def _roll_back(connection: duckdb.DuckDBPyConnection) -> None:
    try:
        connection.rollback()
    except duckdb.Error:
        return  # after a failed write DuckDB has rolled back by itself


def _close(path: Path, connection: duckdb.DuckDBPyConnection) -> None:
    try:
        connection.close()
    except duckdb.Error as error:
        raise StoreError(_said(path, error)) from error
