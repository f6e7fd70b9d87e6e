"""The store at a million made-up events: ``python -m bench store``, or ``python -m bench.store EVENTS`` for fewer.

CPU seconds throughout, so that a busy machine changes little. Yardsticks in the same run: DuckDB's own COPY of the
same rows from Parquet into the same schema, and a bare count over the events on an open connection.
"""

from __future__ import annotations

import json
import subprocess
import sys
import tempfile
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from itertools import islice
from pathlib import Path
from typing import Any

import duckdb

from bench.generated import generated
from dragoman.store import Store, open_store
from dragoman.store.connection import connected
from dragoman.store.rows import CODED_TABLES
from dragoman.store.steps import move_forward

MILLION = 1_000_000
_EVENTS_A_REPORT, _REPORTS_A_BATCH = 10, 2000
_BARE = "SELECT quad, count(*) FROM events GROUP BY quad"
_WEEKS = """
SELECT date_trunc('week', day) AS week, sum(quad1), sum(quad2), sum(quad3), sum(quad4)
FROM {} WHERE source = 'NOR' AND target = 'SWE' GROUP BY week ORDER BY week
"""


def scores(shared: Path) -> dict[str, float]:
    """The figures at a million events, from a process of its own."""
    command = [sys.executable, "-m", "bench.store", str(MILLION)]
    found: dict[str, float] = json.loads(subprocess.run(command, capture_output=True, check=True, text=True).stdout)
    return found


def measure(events: int, folder: Path) -> dict[str, float]:
    """The figures at so many events."""
    path, reports = folder / "crisis.duckdb", events // _EVENTS_A_REPORT
    adding = _add_all(path, reports)
    copying = _copy_all(path, folder / "copied.duckdb", folder)
    with open_store(path) as store:
        asked = _questions(store)
        asked["again"] = _cpu(lambda: store.known([f"g-{n}" for n in range(256)]))
    with open_store(path, write=True) as store:
        batch = list(generated(256, _EVENTS_A_REPORT, first=reports))
        small = _cpu(lambda: store.add(batch), times=1)
    return {
        "speed store add, events a CPU second": events / adding,
        "speed store COPY, events a CPU second": events / copying,
        "speed store COPY / add": adding / copying,
        "speed store 256 reports more, CPU s": small,
        "speed store look up 256 ids, CPU ms": asked["again"] * 1000,
        "speed store bare count, CPU ms": asked["bare"] * 1000,
        "speed store open and count, CPU ms": asked["opened"] * 1000,
        "speed store dyad weeks, CPU ms": asked["weeks"] * 1000,
        "speed store dyad weeks / bare count": asked["weeks"] / asked["bare"],
        "speed store one coding, CPU ms": asked["coding"] * 1000,
        "speed store search, CPU ms": asked["search"] * 1000,
        "speed store file, MB": path.stat().st_size / 1e6,
    }


def _add_all(path: Path, reports: int) -> float:
    """CPU seconds of adding alone; making the codings up does not count."""
    codings, spent = generated(reports, _EVENTS_A_REPORT), 0.0
    with open_store(path, write=True) as store:
        while batch := list(islice(codings, _REPORTS_A_BATCH)):
            spent += _cpu(lambda given=batch: store.add(given), times=1)  # type: ignore[misc]
    return spent


def _copy_all(path: Path, copy: Path, folder: Path) -> float:
    """CPU seconds of DuckDB's COPY of the same rows into a new file of the same schema."""
    tables = ("reports", *CODED_TABLES)
    with _plain(path, read_only=True) as connection:
        for table in tables:
            connection.execute(f"COPY {table} TO '{folder / table}.parquet'")
    with connected(copy, write=True, wait=1) as connection:
        move_forward(connection, copy)

    def work() -> None:
        with _plain(copy, read_only=False) as connection:
            for table in tables:
                connection.execute(f"COPY {table} FROM '{folder / table}.parquet'")

    return _cpu(work, times=1)


@contextmanager
def _plain(path: Path, *, read_only: bool) -> Iterator[duckdb.DuckDBPyConnection]:
    connection = duckdb.connect(str(path), read_only=read_only)
    try:
        yield connection
    finally:
        connection.close()


def _questions(store: Store) -> dict[str, float]:
    found = {"opened": _cpu(lambda: store.query(_BARE)), "coding": _cpu(lambda: store.coding("g-77"))}
    with store.reading() as connection:
        found["bare"] = _cpu(lambda: connection.execute(_BARE).fetchall())
        found["weeks"] = _cpu(lambda: connection.execute(_WEEKS.format("dyad_day")).fetchall())
        found["search"] = _cpu(lambda: store.search('"on day 77"'))
    return found


def _cpu(work: Callable[[], Any], *, times: int = 3) -> float:
    """The least CPU time of some runs, of all threads."""
    spent = []
    for _ in range(times):
        begun = time.process_time()
        work()
        spent.append(time.process_time() - begun)
    return min(spent)


if __name__ == "__main__":
    with tempfile.TemporaryDirectory() as name:
        print(json.dumps(measure(int(sys.argv[1]) if len(sys.argv) > 1 else MILLION, Path(name))))
