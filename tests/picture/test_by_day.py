"""The tables by day: which telling counts, what two states do to each other, and what is to come."""

from __future__ import annotations

from dataclasses import replace
from pathlib import Path

from bench.generated import generated, numbered_coding
from dragoman.picture.by_day import BY_DAY, fill_by_day
from dragoman.picture.dyads import count_days
from dragoman.picture.refresh import refresh
from dragoman.record import Coding
from dragoman.store import Store, open_store


def number(store: Store, sql: str) -> int:
    """The only cell of an answer."""
    (row,) = store.query(sql).to_pylist()
    return int(next(iter(row.values())))


def mutual(coding: Coding) -> Coding:
    """The coding with its first event done by both sides to both."""
    first = coding.events[0]
    both = (*first.actors, *first.recipients)
    return replace(coding, events=(replace(first, actors=both, recipients=both), *coding.events[1:]))


def test_what_counts_is_what_the_series_counts(tmp_path: Path) -> None:
    """As many events between two states as their days have."""
    with open_store(tmp_path / "a.duckdb", write=True) as store:
        store.add(generated(20))
        fill_by_day(store)
        days = [row for row in count_days(store, "state").to_pylist() if row["source"] != row["target"]]

        assert number(store, "SELECT count(*) FROM pairs_by_day") == sum(row["events"] for row in days) > 0


def test_an_event_of_two_upon_each_other_is_one_between_them(tmp_path: Path) -> None:
    """Though the series has it in both directions."""
    coding = next(c for c in generated(50) if len({p.country for p in c.actors}) > 1)
    first = coding.events[0]
    states = {p.actor[:3] for p in (*first.actors, *first.recipients) if p.actor}
    with open_store(tmp_path / "a.duckdb", write=True) as store:
        store.add([mutual(coding)])
        fill_by_day(store)
        found = store.query("SELECT a, b FROM pairs_by_day WHERE n IN (SELECT n FROM events_by_day WHERE ordinal = 0)")

    assert [{row["a"], row["b"]} for row in found.to_pylist()] == [states]


def test_they_stay_and_tell_what_is_to_come(tmp_path: Path) -> None:
    """What is added, or coded anew, stands beside them until they are made again; what is known changes nothing."""
    with open_store(tmp_path / "a.duckdb", write=True) as store:
        store.add(generated(3))
        refresh(store)
        store.add(generated(3))
        same = number(store, "SELECT count(*) FROM unpictured")
        store.add([numbered_coding(1, digest="other"), numbered_coding(3)])
        come = store.query("SELECT report FROM unpictured ORDER BY report").column(0).to_pylist()
        before = number(store, "SELECT count(*) FROM events_by_day")
        refresh(store)

        assert (same, come, before) == (0, ["g-1", "g-3"], 30)
        assert number(store, "SELECT count(*) FROM events_by_day") == 40
        assert number(store, "SELECT count(*) FROM unpictured") == 0


def test_an_old_store_has_all_to_come(tmp_path: Path) -> None:
    """Where nobody has made the tables yet they are empty, and every report is told of."""
    with open_store(tmp_path / "a.duckdb", write=True) as store:
        store.add(generated(3))

        assert all(number(store, f"SELECT count(*) FROM {table}") == 0 for table in BY_DAY)
        assert number(store, "SELECT count(*) FROM unpictured") == 3
