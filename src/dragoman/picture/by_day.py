"""What pages and questions ask for most, made ready: events, sides, pairs and reports in the order of their days, and
what is known of actors. A question about some weeks then reads those weeks only, and joins numbers."""

from __future__ import annotations

from collections.abc import Collection, Sequence
from contextlib import ExitStack
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pyarrow as pa

if TYPE_CHECKING:
    from dragoman.store import Store
    from dragoman.store.deriving import Deriving

BY_DAY: tuple[str, ...] = ("events_by_day", "sides_by_day", "pairs_by_day", "reports_by_day", "known_actors")
BY_DAY += ("dues_by_day", "stances_by_day")
"""In the order in which they are made: each may rest on those before it."""


def fill_by_day(store: Store) -> None:
    """Make the tables anew, all at once: others see the former ones or these. Raises StoreError where they cannot be
    written."""
    with store.deriving() as deriving:
        for table in BY_DAY:
            deriving.fill(table, by_day_sql(table))


def follow_by_day(deriving: Deriving, *, events: Collection[str], reports: Sequence[str], anew: bool) -> None:
    """Bring the tables up to what is other now: ``events`` are those that may count otherwise or are new or gone, with
    all that tells the same, ``reports`` those that are new, gone, coded anew or printed again; ``anew``: some of these
    had been there before.

    An event that was there keeps its number; new ones count on from the last.
    """
    top = deriving.query("SELECT coalesce(max(n), 0) AS n FROM events_by_day").to_pylist()[0]["n"]
    touched = {"touched_events": sorted(events), "touched_reports": list(reports)}
    with ExitStack() as known:
        for name, ids in touched.items():
            known.enter_context(deriving.knowing(name, pa.table({"id": pa.array(ids, pa.string())})))
        known.enter_context(deriving.knowing("former_events", deriving.query(_FORMER)))
        _follow(deriving, top)
        if anew:
            deriving.fill("known_actors", by_day_sql("known_actors"))
        else:
            deriving.drop("known_actors", f"actor IN ({_ACTORS})")
            deriving.add("known_actors", by_day_sql("known_actors", actors=_ACTORS))


_EVENTS, _REPORTS = "SELECT id FROM touched_events", "SELECT id FROM touched_reports"
_ACTORS = f"SELECT actor FROM actors WHERE report IN ({_REPORTS})"
_FORMER = f"SELECT id, n, report FROM events_by_day WHERE id IN ({_EVENTS}) OR report IN ({_REPORTS})"
_NUMBERED = """
SELECT f.* REPLACE (coalesce(k.n, {top} + row_number() OVER (ORDER BY k.n IS NOT NULL, f.n))::INTEGER AS n)
FROM ({question}) AS f LEFT JOIN former_events AS k ON k.id = f.id
WHERE f.id IN (SELECT id FROM touched_events)
"""


def _follow(deriving: Deriving, top: int) -> None:
    tellers = f"SELECT report FROM events WHERE id IN ({_EVENTS})"
    deriving.drop("events_by_day", "n IN (SELECT n FROM former_events)")
    made = by_day_sql("events_by_day", reports=tellers)
    deriving.add("events_by_day", _NUMBERED.replace("{top}", str(top)).replace("{question}", made))
    deriving.drop("sides_by_day", f"n IN (SELECT n FROM former_events WHERE report IN ({_REPORTS}))")
    deriving.add("sides_by_day", by_day_sql("sides_by_day", reports=_REPORTS))
    deriving.drop("pairs_by_day", "n IN (SELECT n FROM former_events)")
    deriving.add("pairs_by_day", by_day_sql("pairs_by_day", events=_EVENTS))
    for table, column in (("reports_by_day", "id"), ("dues_by_day", "report"), ("stances_by_day", "report")):
        deriving.drop(table, f"{column} IN ({_REPORTS})")
        deriving.add(table, by_day_sql(table, reports=_REPORTS))


def by_day_sql(table: str, *, reports: str = "", events: str = "", actors: str = "") -> str:
    """The question whose answer is the table: of all, or of the reports, events or actors whose ids further questions
    give.

    >>> by_day_sql("pairs_by_day").splitlines()[-1]
    'ORDER BY e.n, a, b'
    """
    slots = {"{reports}": ("report", reports), "{ids}": ("id", reports), "{events}": ("e.id", events)}
    sql = _sql(table)
    for slot, (column, question) in (slots | {"{actors}": ("actor", actors)}).items():
        sql = sql.replace(slot, f"{column} IN ({question})" if question else "true")
    return sql


@cache
def _sql(table: str) -> str:
    return (files("dragoman.picture") / "sql" / f"{table}.sql").read_text(encoding="utf-8")
