"""How fast the desk's pages come over a million events: ``python -m bench.desk [STORE] [--events 1000000]``.

A store of generated reports is made (kept at STORE where that is named, and made only once), then each page is asked
for with nothing kept from before, beside a bare query: open the file, count the events of one day, close. Figures are
the best of five in one process, in milliseconds of wall time and as a ratio to the bare query.
"""

from __future__ import annotations

import argparse
import tempfile
import time
from collections.abc import Callable
from pathlib import Path

import duckdb
from starlette.testclient import TestClient

from bench.generated import generated
from dragoman.pages.desk import desk
from dragoman.picture.by_day import fill_by_day
from dragoman.picture.dyads import count_days
from dragoman.store import open_store

SEED_REPORTS, EVENTS = 2_000, 10  # reports that are written one by one, and events in each
TIMES = 5
BARE = "SELECT count(*) FROM events WHERE day = DATE '2024-06-03'"
PAGES = {
    "today": "/?on=2024-06-03",
    "crisis": "/crisis?actor=NOR&actor=SWE&until=2024-06-03",
    "actor": "/actor/NOR?until=2024-06-03",
    "events": "/events?actor=NOR&quad=4",
    "events, all": "/events",
    "happening": "/happening/g-17/event-2",
    "report": "/report/g-17",
    "deadlines": "/deadlines?on=2024-06-03",
    "search": "/search?q=shelled",
    "events as csv": "/api/events.csv?actor=NOR&actor=FIN&limit=1000",
}
_COPIED = {
    "reports": ("id", "text_digest"),
    "codings": ("report",),
    "sentences": ("report",),
    "actors": ("report",),
    "mentions": ("report",),
    "places": ("report",),
    "statements": ("id", "report"),
    "events": ("id", "report", "statement"),
    "participants": ("report", "event"),
}

# Of two copies that follow each other the second tells again what the first tells.
_LINKING = r"""
INSERT INTO happenings
SELECT regexp_replace(id, '-c\d+/', if(copy < 2, '/', '-c' || (copy - copy % 2) || '/')), id, report, copy % 2 = 0
FROM (SELECT id, report, coalesce(nullif(regexp_extract(report, '-c(\d+)$', 1), '')::INTEGER, 0) AS copy FROM events)
"""
_CODING = """
replace(replace(coding, report || '/', report || '-c' || k || '/'),
        '"id":"' || report || '"', '"id":"' || report || '-c' || k || '"')
"""


def scores(shared: Path) -> dict[str, float]:
    """How many bare queries each page costs."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.duckdb"
        grown(path, 1_000_000)
        bare, pages = measured(path)
    return {f"desk: {name} / bare query": took / bare for name, took in pages.items()}


def grown(path: Path, events: int) -> None:
    """A store of as many events: some written as always, then copied under new ids with shifted days."""
    with open_store(path, write=True) as store:
        store.add(generated(SEED_REPORTS, EVENTS))
    with duckdb.connect(str(path)) as connection:
        copies = max(1, events // (SEED_REPORTS * EVENTS)) - 1
        for table, ids in _COPIED.items():
            connection.execute(_copying(connection, table, ids), {"copies": copies})
        connection.execute(_LINKING)
    with open_store(path, write=True) as store:
        store.put("dyad_days", count_days(store, "state"))
        fill_by_day(store)


def _copying(connection: duckdb.DuckDBPyConnection, table: str, ids: tuple[str, ...]) -> str:
    """The insertion of the copies of a table's rows; ids of reports are ``g-17``, those below begin with them."""
    columns = [name for name, *_ in connection.execute(f"DESCRIBE {table}").fetchall()]
    cells = []
    for name in columns:
        if name in ids:
            cells.append(f"regexp_replace({name}, '^(g-\\d+)', '\\1-c' || k)")
        elif name in ("day", "begin_day", "until_day"):
            cells.append(f"{name} + ((k // 2) % 3)::INTEGER")
        elif name == "coding":
            cells.append(_CODING)
        else:
            cells.append(name)
    return f"INSERT INTO {table} SELECT {', '.join(cells)} FROM {table}, range(1, $copies + 1) AS c(k)"


def measured(path: Path) -> tuple[float, dict[str, float]]:
    """Milliseconds of a bare query, and of each page made anew."""
    with TestClient(desk(path), base_url="http://127.0.0.1") as client:
        for address in PAGES.values():
            client.get(address).raise_for_status()  # templates, outlines and files are read once
        bare = _best(lambda: _bare(path))
        pages = {}
        for name, address in PAGES.items():
            pages[name] = _best(lambda address=address: _anew(path, address))  # type: ignore[misc]
    return bare, pages


def _bare(path: Path) -> None:
    with duckdb.connect(str(path), read_only=True) as connection:
        connection.execute(BARE).fetchall()


def _anew(path: Path, address: str) -> None:
    """A desk that has kept nothing gives the page."""
    TestClient(desk(path), base_url="http://127.0.0.1").get(address).raise_for_status()


def _best(act: Callable[[], None]) -> float:
    took = []
    for _ in range(TIMES):
        begun = time.perf_counter()
        act()
        took.append(time.perf_counter() - begun)
    return 1000 * min(took)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("store", nargs="?", type=Path)
    parser.add_argument("--events", type=int, default=1_000_000)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        path = options.store or Path(folder) / "desk.duckdb"
        if not path.exists():
            grown(path, options.events)
        bare, pages = measured(path)
    print(f"{'bare query':20} {bare:8.1f} ms")
    for name, took in pages.items():
        print(f"{name:20} {took:8.1f} ms {took / bare:6.1f} times")


if __name__ == "__main__":
    main()
