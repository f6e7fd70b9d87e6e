"""The store: reports and codings in one DuckDB file that people can ask questions of."""

from __future__ import annotations

import os
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import ExitStack, contextmanager
from datetime import datetime
from pathlib import Path
from types import TracebackType
from typing import Any

import duckdb
import pyarrow as pa

from dragoman.record import Coding, Report
from dragoman.store.adding import Added, KnownReport, add_codings, known_reports
from dragoman.store.columns import insert_arrow
from dragoman.store.connection import connected, transaction
from dragoman.store.deriving import Deriving, checked
from dragoman.store.errors import StoreError
from dragoman.store.lock import WriteLock
from dragoman.store.reading import (
    CodingRow,
    coding_of,
    coding_rows_of,
    former_codings,
    ids_between,
    ids_of_other_coders,
)
from dragoman.store.search import Found, search_reports
from dragoman.store.steps import latest, move_forward, step_of

PATIENCE = 120.0  # seconds that a writer waits for long readers: its codings cost more than the wait
_READ_AT_ONCE = 256  # codings


class Store:
    """A store as ``open_store`` gives it. Each question opens the file, asks and closes it, so that others get in.

    It belongs to one thread; threads each open their own.
    """

    def __init__(self, path: Path, *, write: bool, wait: float) -> None:
        self.path, self.write, self.wait = path, write, wait
        self._held: duckdb.DuckDBPyConnection | None = None
        self._ends = ExitStack()

    def __enter__(self) -> Store:
        with self._ends:
            if self.write:
                self._ends.enter_context(WriteLock(self.path, wait=self.wait))
            self._bring_to_latest()
            self._ends = self._ends.pop_all()
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self._ends.close()

    def add(self, codings: Iterable[Coding], *, replace: bool = False, at: datetime | None = None) -> Added:
        """Keep codings, each with its report: all of the batch, or none of it where this raises.

        A report that is known with the same text stays as it is, and its coding too where version and digest are
        the same; another coding of the same text takes the place of the former, which is kept as superseded. A
        report whose id is known with another text is left out and named in ``clashes``, unless ``replace``: then
        it takes the place of the former, which is kept as superseded with its text. ``at`` is when (UTC).

        Raises StoreError where the store was not opened to write or cannot be written.
        """
        with self._writing() as connection:
            return add_codings(connection, codings, replace=replace, at=at)

    def put(self, table: str, rows: pa.Table, *, replace: bool = True) -> None:
        """Fill one of the derived tables, in place of what it held unless ``replace`` is False."""
        with self._writing() as connection:
            if replace:
                connection.execute(f"DELETE FROM {checked(table)}")
            insert_arrow(connection, checked(table), rows)

    @contextmanager
    def deriving(self) -> Iterator[Deriving]:
        """A change of the derived tables: all of it is kept, or nothing where the block raises. Others get in when it
        has ended."""
        with self._writing() as connection:
            yield Deriving(connection)

    def query(self, sql: str, parameters: Sequence[Any] | Mapping[str, Any] = ()) -> pa.Table:
        """The answer to a question in SQL, which can change nothing and see no other file.

        Raises StoreError with DuckDB's words where it cannot be answered.
        """
        with self.reading() as connection:
            answer = connection.sql(sql, params=parameters or None)
            if answer is None:
                raise StoreError(f"{self.path}: {sql.strip()[:60]!r} asks nothing; expected one SELECT")
            return answer.to_arrow_table()

    @contextmanager
    def reading(self) -> Iterator[duckdb.DuckDBPyConnection]:
        """One connection for several questions: all see the same state, and no writer gets in meanwhile."""
        if self._held is not None:
            yield self._held
            return
        with connected(self.path, write=False, wait=self.wait) as connection:
            self._held = connection
            try:
                yield connection
            finally:
                self._held = None

    def coding(self, report_id: str) -> Coding:
        """The coding of a report, with the report. Raises StoreError where the store has none."""
        with self.reading() as connection:
            found = list(coding_rows_of(connection, [report_id]))
        if not found:
            raise StoreError(f'{self.path}: has no report "{report_id}"')
        return coding_of(found[0])

    def codings(self, since: str | None = None, until: str | None = None) -> Iterator[Coding]:
        """The codings of reports of these inclusive ISO days, by day and id, those of no day last.

        With a bound, reports of no day are left out.
        """
        with self.reading() as connection:
            ids = ids_between(connection, since, until)
        yield from self.codings_of(ids)

    def codings_of(self, ids: Sequence[str]) -> Iterator[Coding]:
        """The codings of these reports, in this order; those that the store lacks are left out."""
        for first in range(0, len(ids), _READ_AT_ONCE):
            yield from map(coding_of, self._rows(ids[first : first + _READ_AT_ONCE]))

    def _rows(self, ids: Sequence[str]) -> list[CodingRow]:
        with self.reading() as connection:
            found = {row.report.id: row for row in coding_rows_of(connection, ids)}
        return [found[i] for i in ids if i in found]

    def search(self, wanted: str, *, limit: int = 20, offset: int = 0) -> Found:
        """The reports whose title or text holds every term of ``wanted``, the latest first: whole words, phrases
        between quotation marks, ``protest*`` for words that begin so, ``-sport`` for what must not occur. Case and
        accents do not count.
        """
        with self.reading() as connection:
            return search_reports(connection, wanted, limit=limit, offset=offset)

    def known(self, ids: Sequence[str]) -> dict[str, KnownReport]:
        """Which of these reports the store has, and with what."""
        with self.reading() as connection:
            return known_reports(connection, ids)

    def stale(self, version: str, digest: str) -> list[str]:
        """The ids of the reports whose coding is of another version or digest, by day and id."""
        with self.reading() as connection:
            return ids_of_other_coders(connection, version, digest)

    def reports(self, ids: Sequence[str]) -> list[Report]:
        """These reports, in this order; those that the store lacks are left out."""
        return [row.report for row in self._rows(ids)]

    def superseded(self, report_id: str | None = None) -> Iterator[tuple[Coding, Coding]]:
        """The last former coding of each report that has one (or of one report), with the present coding.

        Left out are those that were replaced together with their text: their words stand elsewhere.
        """
        with self.reading() as connection:
            formers = former_codings(connection, report_id)
        for first in range(0, len(formers), _READ_AT_ONCE):
            some = dict(formers[first : first + _READ_AT_ONCE])
            for row in self._rows(list(some)):
                yield coding_of(CodingRow(row.report, some[row.report.id])), coding_of(row)

    @contextmanager
    def _writing(self) -> Iterator[duckdb.DuckDBPyConnection]:
        if not self.write:
            raise StoreError(f"{self.path}: was opened to be read; open it with write=True")
        patience = max(self.wait, PATIENCE)
        with connected(self.path, write=True, wait=patience) as connection, transaction(connection):
            yield connection

    def _bring_to_latest(self) -> None:
        if not self.path.exists():
            if not self.write:
                raise StoreError(f"{self.path}: there is no such store; dragoman add REPORTS --db {self.path} makes it")
            _make(self.path, self.wait)
            return
        with connected(self.path, write=False, wait=self.wait) as connection:
            if step_of(connection, self.path) == latest():
                return
        with ExitStack() as lock:
            if not self.write:
                lock.enter_context(WriteLock(self.path, wait=self.wait))
            with connected(self.path, write=True, wait=max(self.wait, PATIENCE)) as connection:
                move_forward(connection, self.path)


def open_store(path: Path | str, *, write: bool = False, wait: float = 10.0) -> Store:
    """A store to be used in a ``with``; with ``write`` it is made where there is none.

    One process at a time may write: a second one gets StoreBusy after ``wait`` seconds. A reader waits as long for
    a writer that is just writing a batch. A store of an older dragoman is brought to the latest schema.

    Raises StoreError where the file is no store, is missing (to read), or cannot be made.
    """
    return Store(Path(path), write=write, wait=wait)


def _make(path: Path, wait: float) -> None:
    """A new store appears under its name only when it is whole."""
    part = path.with_name(f".{path.name}.{os.getpid()}.part")
    try:
        part.unlink(missing_ok=True)
        with connected(part, write=True, wait=wait) as connection:
            move_forward(connection, part)
        part.replace(path)
    except OSError as error:
        raise StoreError(f"{path}: cannot be made: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)
