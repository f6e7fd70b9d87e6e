"""What pages and questions ask for most, made ready: events, sides, pairs and reports in the order of their days, and
what is known of actors. A question about some weeks then reads those weeks only, and joins numbers."""

from __future__ import annotations

from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from dragoman.store import Store

BY_DAY = ("events_by_day", "sides_by_day", "pairs_by_day", "reports_by_day", "known_actors")
"""In the order in which they are made: each may rest on those before it."""


def fill_by_day(store: Store) -> None:
    """Make the tables anew, all at once: others see the former ones or these. Raises StoreError where they cannot be
    written."""
    with store.deriving() as deriving:
        for table in BY_DAY:
            deriving.fill(table, by_day_sql(table))


def by_day_sql(table: str, *, reports: str = "") -> str:
    """The question whose answer is the table: of all reports, or of those whose ids a further question gives.

    >>> by_day_sql("pairs_by_day").splitlines()[-1]
    'ORDER BY e.n, a, b'
    """
    sql = _sql(table)
    for slot, column in (("{reports}", "report"), ("{ids}", "id")):
        sql = sql.replace(slot, f"{column} IN ({reports})" if reports else "true")
    return sql


@cache
def _sql(table: str) -> str:
    return (files("dragoman.picture") / "sql" / f"{table}.sql").read_text(encoding="utf-8")
