"""A store of any age opens at the latest step; what is no store is left alone."""

from __future__ import annotations

from pathlib import Path

import duckdb
import pytest

from dragoman.store import DERIVED, StoreError, open_store
from dragoman.store.connection import connected
from dragoman.store.steps import latest, load_steps, move_forward
from tests.writers.codings import drawn


def old_store(path: Path, upto: int) -> None:
    """A store as an older dragoman made it."""
    with connected(path, write=True, wait=1) as connection:
        move_forward(connection, path, steps=load_steps()[:upto])


def test_steps_are_numbered_without_a_gap() -> None:
    """From 1."""
    assert [step.number for step in load_steps()] == list(range(1, latest() + 1))


@pytest.mark.parametrize("step", range(latest() + 1))
def test_an_old_store_opens_at_the_latest_step(tmp_path: Path, step: int) -> None:
    """To read as well as to write, with the tables of all steps."""
    path = tmp_path / "old.duckdb"
    old_store(path, step)

    with open_store(path, write=step % 2 == 0) as store:
        steps = store.query("SELECT step FROM schema_steps ORDER BY step").column(0).to_pylist()

    assert steps == list(range(1, latest() + 1))


def test_what_an_old_store_holds_stays(tmp_path: Path) -> None:
    """A coding of step 1 comes back after the steps that follow."""
    path = tmp_path / "old.duckdb"
    with open_store(path, write=True) as store:
        store.add([drawn()])
    with connected(path, write=True, wait=1) as connection:  # back to step 1
        for kind, name in connection.execute(
            "SELECT 'VIEW', view_name FROM duckdb_views() WHERE NOT internal "
            "UNION ALL SELECT 'MACRO', function_name FROM duckdb_functions() WHERE NOT internal "
            f"UNION ALL SELECT 'TABLE', unnest({[*DERIVED, 'cow_states']})"
        ).fetchall():
            connection.execute(f"DROP {kind} {name}")
        connection.execute("DELETE FROM schema_steps WHERE step > 1")

    with open_store(path) as store:
        kept, rows = store.coding("k"), store.query("SELECT * FROM polecat").num_rows

    assert kept == drawn()
    assert rows == 1


def test_a_later_store_is_refused(tmp_path: Path) -> None:
    """Its tables may mean other things."""
    path = tmp_path / "later.duckdb"
    old_store(path, latest())
    with connected(path, write=True, wait=1) as connection:
        connection.execute("INSERT INTO schema_steps VALUES (999, 'x')")

    with pytest.raises(StoreError, match=r"later dragoman \(step 999"), open_store(path, write=True):
        pass


def test_a_database_of_something_else_is_left_alone(tmp_path: Path) -> None:
    """And so is a file that is none."""
    other, text = tmp_path / "other.duckdb", tmp_path / "text.duckdb"
    with duckdb.connect(str(other)) as connection:
        connection.execute("CREATE TABLE mine (a INTEGER)")
    text.write_text("no database at all, but long enough to be looked at\n" * 1000)

    with pytest.raises(StoreError, match="no store of dragoman"), open_store(other, write=True):
        pass
    with pytest.raises(StoreError, match="valid DuckDB"), open_store(text, write=True):
        pass
    assert text.read_text().startswith("no database")
