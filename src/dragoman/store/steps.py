"""The schema, moved forward by the numbered steps of ``schema/``: a store of any age opens at the latest."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from pathlib import Path

import duckdb

from dragoman.store.connection import transaction
from dragoman.store.errors import StoreError

_STEPS_TABLE = "CREATE TABLE IF NOT EXISTS schema_steps (step INTEGER PRIMARY KEY, name VARCHAR NOT NULL)"


@dataclass(frozen=True, slots=True)
class Step:
    """One file of ``schema/``: ``001-reports-and-codings.sql`` is number 1."""

    number: int
    name: str
    sql: str


@cache
def load_steps() -> tuple[Step, ...]:
    """All steps in their order.

    >>> load_steps()[0].number, load_steps()[0].name
    (1, 'reports-and-codings')
    """
    found = []
    for file in (files("dragoman.store") / "schema").iterdir():
        number, _, rest = file.name.partition("-")
        if rest.endswith(".sql"):
            found.append(Step(int(number), rest.removesuffix(".sql"), file.read_text(encoding="utf-8")))
    return tuple(sorted(found, key=lambda step: step.number))


def latest() -> int:
    """The number of the last step."""
    return load_steps()[-1].number


def step_of(connection: duckdb.DuckDBPyConnection, path: Path) -> int:
    """The step that the store stands at, 0 where it has no tables yet.

    Raises StoreError where it is a database of something else, or of a later dragoman.
    """
    rows = connection.execute("SELECT table_name FROM duckdb_tables() WHERE NOT internal").fetchall()
    tables = {name for (name,) in rows}
    if tables and "schema_steps" not in tables:
        raise StoreError(f"{path}: is a DuckDB database, but no store of dragoman; name another file")
    if not tables:
        return 0
    at = int((connection.execute("SELECT coalesce(max(step), 0) FROM schema_steps").fetchone() or (0,))[0])
    if at > latest():
        raise StoreError(f"{path}: was written by a later dragoman (step {at}, here {latest()}); update dragoman")
    return at


def move_forward(connection: duckdb.DuckDBPyConnection, path: Path, *, steps: Sequence[Step] | None = None) -> int:
    """Apply the steps that the store lacks, each in a transaction of its own; gives how many."""
    at, done = step_of(connection, path), 0
    connection.execute(_STEPS_TABLE)
    for step in load_steps() if steps is None else steps:
        if step.number > at:
            with transaction(connection):
                connection.execute(step.sql)
                connection.execute("INSERT INTO schema_steps VALUES (?, ?)", [step.number, step.name])
            done += 1
    return done
