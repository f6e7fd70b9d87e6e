"""How fast the desk's pages come: ``python -m bench.desk [STORE] [--events 1000000]``.

A store of generated reports is made (kept at STORE where that is named, and made only once) and served. Each page is
asked for over HTTP with nothing kept from before, until its first byte is there, beside a bare query: open the file,
count the events of one day, close. Figures are the best of seven, in milliseconds of wall time and of processor time,
and as a ratio to the bare query's processor time, which a busy machine changes least.
"""

from __future__ import annotations

import argparse
import http.client
import os
import tempfile
import threading
import time
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass, replace
from datetime import date, timedelta
from pathlib import Path

import duckdb
import uvicorn

from bench.generated import generated
from dragoman.pages.desk import desk
from dragoman.picture.by_day import fill_by_day
from dragoman.picture.making import make_days
from dragoman.record import Coding, Commitment, Position, PositionObject, When
from dragoman.store import open_store

SEED_REPORTS, EVENTS = 2_000, 10  # reports that are written one by one, and events in each
SMALL, TIMES = 100_000, 7
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
    "commitments": ("id", "report"),
    "commitment_parties": ("report", "commitment"),
    "positions": ("id", "report"),
}
_DAYS = ("day", "begin_day", "until_day", "due_begin", "due_until")

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


@dataclass(frozen=True, slots=True)
class Took:
    """Milliseconds, the best of several: by the clock, and of the processor."""

    wall: float
    cpu: float


def scores(shared: Path) -> dict[str, float]:
    """How many bare queries each page costs, over a hundred thousand events."""
    with tempfile.TemporaryDirectory() as folder:
        path = Path(folder) / "desk.duckdb"
        grown(path, SMALL)
        bare, pages = measured(path)
    return {f"speed desk {name} / bare query": took.cpu / bare.cpu for name, took in pages.items()}


def grown(path: Path, events: int) -> None:
    """A store of as many events: some written as always, then copied under new ids with shifted days."""
    with open_store(path, write=True) as store:
        store.add(map(owing, generated(SEED_REPORTS, EVENTS)))
    with duckdb.connect(str(path)) as connection:
        copies = max(1, events // (SEED_REPORTS * EVENTS)) - 1
        for table, ids in _COPIED.items():
            connection.execute(_copying(connection, table, ids), {"copies": copies})
        connection.execute(_LINKING)
    with open_store(path, write=True) as store:
        make_days(store)
        fill_by_day(store)
        with store.deriving() as deriving:
            deriving.empty("unpictured")


def owing(coding: Coding) -> Coding:
    """The coding with a demand that falls due after thirty days, and a position."""
    first = coding.events[0]
    day = (date.fromisoformat(coding.wire.published or "") + timedelta(days=30)).isoformat()
    (actor,), (recipient,) = first.actors, first.recipients
    demand = Commitment(
        id=f"{coding.id}/commitment-1",
        kind="demand",
        debtors=first.recipients,
        creditors=first.actors,
        content=coding.sentences[0],
        due=When(begin=day, until=day),
    )
    about = PositionObject(start=recipient.start, end=recipient.end, actor=recipient.actor)
    position = Position(id=f"{coding.id}/position-1", holder=actor, stance="opposes", object=about)
    return replace(coding, commitments=(demand,), positions=(position,))


def _copying(connection: duckdb.DuckDBPyConnection, table: str, ids: tuple[str, ...]) -> str:
    """The insertion of the copies of a table's rows; ids of reports are ``g-17``, those below begin with them."""
    columns = [name for name, *_ in connection.execute(f"DESCRIBE {table}").fetchall()]
    cells = []
    for name in columns:
        if name in ids:
            cells.append(f"regexp_replace({name}, '^(g-\\d+)', '\\1-c' || k)")
        elif name in _DAYS:
            cells.append(f"{name} + ((k // 2) % 3)::INTEGER")
        elif name == "coding":
            cells.append(_CODING)
        else:
            cells.append(name)
    return f"INSERT INTO {table} SELECT {', '.join(cells)} FROM {table}, range(1, $copies + 1) AS c(k)"


def measured(path: Path) -> tuple[Took, dict[str, Took]]:
    """What a bare query takes, and each page made anew."""
    with _served(path) as port:
        for address in PAGES.values():
            _first_byte(path, port, address)  # templates, outlines and files are read once
        bare = _best(lambda: _bare(path))
        return bare, {name: _best(lambda to=address: _first_byte(path, port, to)) for name, address in PAGES.items()}  # type: ignore[misc]


@contextmanager
def _served(path: Path) -> Iterator[int]:
    """A desk on a free port."""
    server = uvicorn.Server(uvicorn.Config(desk(path), port=0, log_level="error", lifespan="off"))
    thread = threading.Thread(target=server.run, daemon=True)
    thread.start()
    while not server.started:
        time.sleep(0.02)
    yield server.servers[0].sockets[0].getsockname()[1]
    server.should_exit = True
    thread.join()


def _bare(path: Path) -> None:
    with duckdb.connect(str(path), read_only=True) as connection:
        connection.execute(BARE).fetchall()


def _first_byte(path: Path, port: int, address: str) -> None:
    """Ask for a page as if the store had changed since, so that nothing is kept of it, and wait for its first byte."""
    os.utime(path)
    connection = http.client.HTTPConnection("127.0.0.1", port)
    connection.request("GET", address)
    answer = connection.getresponse()
    if answer.status != 200 or not answer.read(1):
        raise RuntimeError(f"{address}: {answer.status}")
    connection.close()


def _best(act: Callable[[], None]) -> Took:
    walls, spent = [], []
    for _ in range(TIMES):
        begun, cpu = time.perf_counter(), time.process_time()
        act()
        walls.append(time.perf_counter() - begun)
        spent.append(time.process_time() - cpu)
    return Took(1000 * min(walls), 1000 * min(spent))


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
    print(f"{'':20} {'wall':>8} {'CPU ms':>8} bare queries")
    for name, took in {"bare query": bare, **pages}.items():
        print(f"{name:20} {took.wall:8.1f} {took.cpu:8.1f} {took.cpu / bare.cpu:6.1f}")


if __name__ == "__main__":
    main()
