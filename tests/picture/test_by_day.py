"""The tables by day: which telling counts, and when they are empty."""

from __future__ import annotations

from pathlib import Path

from bench.generated import generated
from dragoman.picture.by_day import fill_by_day
from dragoman.picture.dyads import count_days
from dragoman.store import Store, open_store

_COUNTED = """
SELECT count(DISTINCT (d.event, a.country, b.country)) AS n FROM events_by_day AS d
JOIN sides_by_day AS a ON a.event = d.event AND a.part = 'actor'
JOIN sides_by_day AS b ON b.event = d.event AND b.part = 'recipient'
WHERE d.counted AND a.country <> b.country
"""


def _rows(store: Store) -> int:
    (row,) = store.query("SELECT count(*) AS n FROM events_by_day").to_pylist()
    return int(row["n"])


def test_what_counts_is_what_the_series_counts(tmp_path: Path) -> None:
    """As many events between two states as their days have."""
    with open_store(tmp_path / "a.duckdb", write=True) as store:
        store.add(generated(20))
        fill_by_day(store)
        (counted,) = store.query(_COUNTED).to_pylist()
        days = [row for row in count_days(store, "state").to_pylist() if row["source"] != row["target"]]

    assert counted["n"] == sum(row["events"] for row in days) > 0


def test_they_are_empty_once_something_is_added(tmp_path: Path) -> None:
    """What is known stays out of date at no time; a report that is known already changes nothing."""
    with open_store(tmp_path / "a.duckdb", write=True) as store:
        store.add(generated(3))
        fill_by_day(store)
        store.add(generated(3))
        same = _rows(store)
        store.add(generated(4))

        assert same > 0
        assert _rows(store) == 0
