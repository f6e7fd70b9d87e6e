"""The events and their sides in the order of their days, so that a question about some weeks reads those weeks only."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.store import Store

BY_DAY = ("sides_by_day", "events_by_day")  # a store whose events_by_day is filled has both


def fill_by_day(store: Store) -> None:
    """Make the derived tables ``events_by_day`` and ``sides_by_day`` anew. Raises StoreError where they cannot be
    written."""
    for table in BY_DAY:
        store.put(table, store.query(by_day_sql(table)))


@cache
def by_day_sql(table: str) -> str:
    """The question whose answer is the table: also what stands in its place where the picture was not made.

    >>> by_day_sql("sides_by_day").splitlines()[0]
    '-- The participants with the day of their event.'
    """
    return (files("dragoman.picture") / "sql" / f"{table}.sql").read_text(encoding="utf-8")
