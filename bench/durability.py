"""Kill -9 at random moments while ``dragoman add`` runs: ``python -m bench.durability [--kills 1000] [--seed 1]``.

Each run is the command itself in a process forked from one that has imported everything; the codings are made up
(no model), so that a run is nothing but reading, adding and committing. The process writes the ids of each batch
that was accepted to a pipe; once it is dead, another process opens the store and looks: every accepted report is
there exactly once, every coding has all its rows, no row is without its report. At the end the picture follows what
the kills left, and must be what making it anew gives. Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
from collections.abc import Callable
from pathlib import Path
from typing import Any

import pyarrow  # noqa: F401  imported before the fork, as are the rest
from typer.testing import CliRunner

import dragoman
from bench.generated import GeneratedCoder, numbered_report
from bench.killing import killed_in_fork
from dragoman import cli, keeping, storing  # noqa: F401
from dragoman.picture.refresh import refresh
from dragoman.readers import read_reports  # noqa: F401
from dragoman.record import json_line
from dragoman.scale import code_here  # noqa: F401
from dragoman.store import Store, open_store
from dragoman.version import digest

REPORTS_A_RUN, EVENTS, A_BATCH = 12, 2, 4
WHOLE = 10  # runs after which every table is looked at; the reports are after each
PICTURE = ("reprints", "happenings", "dyad_days", "outlines", "tellings")
TABLES = ("codings", "wires", "sentences", "actors", "mentions", "statements", "events", "participants")


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=1000)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    digest()  # cached before the fork
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(killed_runs(Path(folder), options.kills, options.seed)))


def killed_runs(folder: Path, kills: int, seed: int) -> dict[str, Any]:
    """What was accepted, and what is wrong with the store afterwards (nothing, one hopes)."""
    store, draw = folder / "crisis.duckdb", random.Random(seed)
    inputs, accepted, at, usual, struck = folder / "reports.jsonl", set[str](), 0, 60.0, 0
    wrong: list[str] = []
    for number in range(kills + 1):
        lines = [json_line(numbered_report(at + n, EVENTS)) for n in range(REPORTS_A_RUN)]
        inputs.write_text("\n".join(lines), encoding="utf-8")
        after = draw.uniform(0, usual) if number else usual  # the first one shows how long a run takes
        told, ended, seconds = killed_in_fork(_add(inputs, store), after)
        accepted |= set(told)
        if ended:  # it was quicker than the signal: aim earlier, take the next reports
            usual, at = seconds, at + REPORTS_A_RUN
        else:
            struck, usual = struck + 1, usual * 1.02
            at = max((int(i[2:]) + 1 for i in told), default=at) if draw.random() < 0.7 else at
        wrong += [
            f"run {number}: {fault}"
            for fault in _looked_at(store, accepted, whole=number % WHOLE == 0 or number == kills)
        ]
        if number % 100 == 99:
            print(
                f"{number + 1} runs, {len(accepted)} reports accepted, {len(wrong)} wrong", file=sys.stderr, flush=True
            )
    told, _, _ = killed_in_fork(lambda pipe: _tell_picture(pipe, store), 600.0)
    wrong += told
    return {"runs": kills + 1, "killed while running": struck, "accepted": len(accepted), "wrong": wrong[:20]}


def _add(inputs: Path, store: Path) -> Callable[[int], None]:
    """The command, its coder made up, its accepted batches told to a pipe."""

    def work(pipe: int) -> None:
        plain_add = Store.add

        def add(self: Store, codings: Any, **options: Any) -> Any:
            given = list(codings)
            done = plain_add(self, given, **options)
            os.write(pipe, "".join(f"{c.id}\n" for c in given).encode())
            return done

        Store.add = add  # type: ignore[method-assign]
        keeping.KEPT_AT_ONCE = A_BATCH
        keeping.present_coder = lambda actors=None: ("0", "generated")
        dragoman.load = lambda: GeneratedCoder(EVENTS)  # type: ignore[assignment,return-value]
        result = CliRunner().invoke(cli.app, ["add", str(inputs), "--db", str(store), "--quiet", "--language", "any"])
        if result.exit_code:
            os.write(2, f"{result.exit_code} {result.output} {result.exception!r}\n".encode())

    return work  # type: ignore[return-value]


def _tell_picture(pipe: int, path: Path) -> None:
    """Tell the tables that, once they follow what the kills left, are not what making them anew gives."""
    with open_store(path, write=True) as store:
        refresh(store)
        before = {table: _rows(store, table) for table in PICTURE}
        refresh(store, whole=True)
        differ = [table for table in PICTURE if _rows(store, table) != before[table]]
    os.write(pipe, "".join(f"picture-differs:{table}\n" for table in differ).encode())


def _rows(store: Store, table: str) -> list[str]:
    return sorted(str(row) for row in store.query(f"SELECT * FROM {table}").to_pylist())


def _leave(work: Callable[[], None]) -> None:
    """Do the work and end this process, whatever comes of it."""
    try:
        work()
    except BaseException as error:  # noqa: BLE001
        os.write(2, f"{type(error).__name__}: {error}\n".encode())
    finally:
        os._exit(0)


def _looked_at(store: Path, accepted: set[str], *, whole: bool) -> list[str]:
    """What is wrong with the store, found in a process of its own: this one must never open it, since it forks."""
    reading, writing = os.pipe()
    child = os.fork()
    if child == 0:
        os.close(reading)
        _leave(lambda: _tell(writing, store, accepted, whole))
    os.close(writing)
    with os.fdopen(reading) as told:
        text = told.read()
    os.waitpid(child, 0)
    found: list[str] = json.loads(text) if text else ["the process that looks at the store died"]
    return found


def _tell(pipe: int, store: Path, accepted: set[str], whole: bool) -> None:
    try:
        faults = _faults(store, accepted, whole)
    except Exception as error:  # noqa: BLE001
        faults = [f"{type(error).__name__}: {error}"]
    with os.fdopen(pipe, "w") as out:
        json.dump(faults, out)


def _faults(path: Path, accepted: set[str], whole: bool) -> list[str]:
    if not path.exists():
        return [f"{len(accepted)} reports accepted, no store"] if accepted else []
    with open_store(path) as store, store.reading() as connection:
        ids = [i for (i,) in connection.execute("SELECT id FROM reports").fetchall()]
        faults = [f"{len(ids) - len(set(ids))} reports twice"] if len(ids) != len(set(ids)) else []
        if missing := accepted - set(ids):
            faults.append(f"{len(missing)} accepted reports missing: {sorted(missing)[:3]}")
        for table in TABLES if whole else ():
            faults += _rows_at_fault(connection, table)
    return faults


def _rows_at_fault(connection: Any, table: str) -> list[str]:
    """Rows of a table that have no report, and reports that have not their rows; what a report has of each is known."""
    wanted = {"codings": 1, "wires": 1, "sentences": EVENTS + 1, "statements": 1, "events": EVENTS}
    strays = connection.execute(
        f"SELECT count(*) FROM {table} WHERE report NOT IN (SELECT id FROM reports)"
    ).fetchone()[0]
    least = wanted.get(table, 1)
    having = f"= {least}" if table in wanted else f">= {least}"
    kept = f"SELECT report FROM {table} GROUP BY report HAVING count(*) {having}"
    short = connection.execute(f"SELECT count(*) FROM reports WHERE id NOT IN ({kept})").fetchone()[0]
    found = [f"{strays} stray rows in {table}"] if strays else []
    return found + ([f"{short} reports without their {table}"] if short else [])


if __name__ == "__main__":
    main()
