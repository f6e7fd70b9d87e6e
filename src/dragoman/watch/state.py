"""What the watch remembers from one run to the next, in a small SQLite file beside the store.

The store is right about reports: an item counts as seen only when this file says so and its report is in the store.
What an item is about to give is written before the store's commit, and that it is settled after: whatever a kill
leaves, the next run finds the item again, knows which reports are its own, sees that the store has them, and only
writes that down; or, where the item was corrected meanwhile, puts the correction in their place.
"""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable, Iterator, Mapping, Sequence
from contextlib import contextmanager
from dataclasses import dataclass
from importlib.resources import files
from pathlib import Path
from types import TracebackType

from dragoman.watch.errors import WatchError

_KEPT = 90 * 86_400.0  # seconds that an item is remembered after it was last seen


@dataclass(frozen=True, slots=True, kw_only=True)
class Polling:
    """What is remembered of a source: the server's marks of its last version, failures in a row, when to ask again."""

    etag: str | None = None
    modified: str | None = None
    failures: int = 0
    due: float = 0.0


@dataclass(frozen=True, slots=True)
class Remembered:
    """What is remembered of an item; ``outcome`` is None while it is tried again."""

    mark: str
    outcome: str | None
    tries: int
    reports: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Delivery:
    """An alert that is to be brought somewhere, and how often that was tried."""

    alert: str
    sink: str
    content: str
    tries: int


class State:
    """The file, held by one process. Raises WatchError where another one holds it or it cannot be used."""

    def __init__(self, path: Path) -> None:
        self.path = path

    def __enter__(self) -> State:
        self.connection = sqlite3.connect(self.path, isolation_level=None, timeout=2.0)
        try:
            self.connection.execute("PRAGMA locking_mode = EXCLUSIVE")
            self.connection.execute("PRAGMA synchronous = FULL")
            self.connection.execute("BEGIN EXCLUSIVE")
            self.connection.execute("COMMIT")
            self.connection.executescript((files("dragoman.watch") / "schema.sql").read_text(encoding="utf-8"))
        except sqlite3.Error as error:
            self.connection.close()
            raise WatchError(_said(self.path, error)) from None
        return self

    def __exit__(self, kind: type[BaseException] | None, error: BaseException | None, at: TracebackType | None) -> None:
        self.connection.close()

    def polling(self, source: str) -> Polling:
        """What is remembered of a source; nothing of a new one."""
        sql = "SELECT etag, modified, failures, due FROM sources WHERE source = ?"
        row = self.connection.execute(sql, [source]).fetchone()
        return Polling(etag=row[0], modified=row[1], failures=row[2], due=row[3]) if row else Polling()

    def polled(self, source: str, polling: Polling) -> None:
        """Remember how a poll went."""
        with self._writing():
            self.connection.execute(
                "INSERT OR REPLACE INTO sources VALUES (?, ?, ?, ?, ?)",
                [source, polling.etag, polling.modified, polling.failures, polling.due],
            )

    def items(self, source: str) -> dict[str, Remembered]:
        """The items of a source that are remembered."""
        reports: dict[str, list[str]] = {}
        for item, report in self.connection.execute("SELECT item, report FROM item_reports WHERE source = ?", [source]):
            reports.setdefault(item, []).append(report)
        rows = self.connection.execute("SELECT item, mark, outcome, tries FROM items WHERE source = ?", [source])
        return {
            item: Remembered(mark, outcome, tries, tuple(reports.get(item, ()))) for item, mark, outcome, tries in rows
        }

    def settle(self, source: str, items: Mapping[str, Remembered], *, seen: float) -> None:
        """Remember what became of some items, and the reports that they gave; all of them or none."""
        rows = [(source, item, known.mark, known.outcome, known.tries, seen) for item, known in items.items()]
        pairs = [(source, item, report) for item, known in items.items() for report in known.reports]
        with self._writing():
            self.connection.executemany("INSERT OR REPLACE INTO items VALUES (?, ?, ?, ?, ?, ?)", rows)
            self.connection.executemany("INSERT OR IGNORE INTO item_reports VALUES (?, ?, ?)", pairs)

    def still_there(self, source: str, items: Iterable[str], *, seen: float) -> None:
        """These items were met again; those of the source that were not for long are forgotten."""
        with self._writing():
            pairs = [(seen, source, item) for item in items]
            self.connection.executemany("UPDATE items SET seen = ? WHERE source = ? AND item = ?", pairs)
            old = [source, seen - _KEPT]
            self.connection.execute(
                "DELETE FROM item_reports WHERE source = ?1 AND item IN "
                "(SELECT item FROM items WHERE source = ?1 AND seen < ?2)",
                old,
            )
            self.connection.execute("DELETE FROM items WHERE source = ? AND seen < ?", old)

    def is_behind(self) -> bool:
        """Whether the store has reports that the picture was not told of."""
        return self.connection.execute("SELECT 1 FROM picture WHERE behind = 1").fetchone() is not None

    def set_behind(self, behind: bool) -> None:
        """Remember whether the picture is behind the store."""
        if behind == self.is_behind():
            return
        with self._writing():
            self.connection.execute("DELETE FROM picture")
            self.connection.execute("INSERT INTO picture VALUES (?)", [int(behind)])

    def is_told(self, series: str, first: str, last: str) -> bool:
        """Whether an alert of the same series was told for a spell that touches these days (ISO, both inclusive)."""
        sql = "SELECT 1 FROM alerts WHERE series = ? AND first <= ? AND last >= ?"
        return self.connection.execute(sql, [series, last, first]).fetchone() is not None

    def tell(self, alert: str, series: str, days: tuple[str, str], content: str, sinks: Sequence[str]) -> None:
        """Take an alert in, to be brought to the sinks; one that is known already is left as it is."""
        with self._writing():
            row = [alert, series, *days, content]
            self.connection.execute("INSERT OR IGNORE INTO alerts VALUES (?, ?, ?, ?, ?)", row)
            pairs = [(alert, sink) for sink in sinks]
            self.connection.executemany("INSERT OR IGNORE INTO deliveries (alert, sink) VALUES (?, ?)", pairs)

    def deliveries(self, *, now: float) -> list[Delivery]:
        """What is to be brought somewhere by now, the oldest first."""
        sql = """SELECT alert, sink, content, tries FROM deliveries JOIN alerts USING (alert)
                 WHERE done = 0 AND due <= ? ORDER BY alerts.rowid"""
        return [Delivery(*row) for row in self.connection.execute(sql, [now]).fetchall()]

    def delivered(self, delivery: Delivery) -> None:
        """Remember that an alert arrived."""
        self._delivery(delivery, "done = 1")

    def put_off(self, delivery: Delivery, *, due: float | None) -> None:
        """Remember that an alert did not arrive, and when it is tried again; with None it is given up."""
        change = "done = 2" if due is None else f"due = {due:f}"
        self._delivery(delivery, f"tries = tries + 1, {change}")

    def _delivery(self, delivery: Delivery, change: str) -> None:
        with self._writing():
            sql = f"UPDATE deliveries SET {change} WHERE alert = ? AND sink = ?"
            self.connection.execute(sql, [delivery.alert, delivery.sink])

    @contextmanager
    def _writing(self) -> Iterator[None]:
        try:
            self.connection.execute("BEGIN IMMEDIATE")
            try:
                yield
            except BaseException:
                self.connection.execute("ROLLBACK")
                raise
            self.connection.execute("COMMIT")
        except sqlite3.Error as error:
            raise WatchError(_said(self.path, error)) from None


def _said(path: Path, error: sqlite3.Error) -> str:
    if "locked" in str(error):
        return f"{path}: another dragoman watch uses this store; stop it, or give this one another store"
    return f"{path}: what the watch remembers cannot be used: {error}"
