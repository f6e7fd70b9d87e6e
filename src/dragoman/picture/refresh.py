"""The derived tables of a store, made from what was added: reprints, happenings and the series of dyads."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING, Any

from dragoman.picture.by_day import fill_by_day
from dragoman.picture.dyads import count_days
from dragoman.picture.linking import Linked, link_events
from dragoman.picture.reprints import find_reprints
from dragoman.picture.series import LEVELS, later

if TYPE_CHECKING:
    import pyarrow as pa

    from dragoman.store import Store

_OVERLAP = 30  # days before the first new report from which tellings are linked again
_TEXTS = "SELECT id, day::VARCHAR AS day, text FROM reports ORDER BY day NULLS LAST, id"
_CHANGED = """
SELECT min(day)::VARCHAR AS day, count(*) AS reports, count(*) - count(day) AS undated,
    (SELECT count(*) FROM happenings) AS linked
FROM (
    SELECT r.id, r.day FROM reports AS r SEMI JOIN (
        SELECT e.report FROM events AS e ANTI JOIN happenings AS h ON h.event = e.id
        WHERE e.modality IN ('actual', 'negated')
    ) AS missing ON missing.report = r.id
    WHERE r.id NOT IN (SELECT report FROM reprints)
    UNION ALL
    SELECT h.report, r.day FROM happenings AS h LEFT JOIN reports AS r ON r.id = h.report
    WHERE h.event NOT IN (SELECT id FROM events)
)
"""
_EARLIER = """
SELECT h.* FROM happenings AS h JOIN reports AS r ON r.id = h.report WHERE r.day IS NULL OR r.day < $since::DATE
"""
_BEGUN = f"""
SELECT event, happening FROM happenings WHERE happening IN (SELECT happening FROM ({_EARLIER})) ORDER BY event
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """How many rows the derived tables now have."""

    reprints: int
    happenings: int
    dyad_days: int


def refresh(store: Store) -> Refreshed:
    """Fill the derived tables. Raises StoreError where they cannot be written.

    Reprints and series are made anew from the whole store. Tellings are linked again from 30 days before the first
    report that is new; a happening that began before keeps its id. Where a new report has no day, all are linked.
    """
    reprints = _put(store, "reprints", _reprints(store), ("report", "original", "likeness"))
    if (rows := _happenings(store)) is not None:
        _put(store, "happenings", rows, ("happening", "event", "report", "first"))
    days = _all_days(store)
    store.put("dyad_days", days)
    fill_by_day(store)
    (row,) = store.query("SELECT count(DISTINCT happening) AS n FROM happenings").to_pylist()
    return Refreshed(reprints=reprints, happenings=row["n"], dyad_days=days.num_rows)


def _all_days(store: Store) -> pa.Table:
    import pyarrow as pa

    return pa.concat_tables([count_days(store, level) for level in LEVELS])


def _reprints(store: Store) -> list[tuple[Any, ...]]:
    texts = ((row["id"], row["day"], row["text"]) for row in store.query(_TEXTS).to_pylist())
    return [(reprint.report, reprint.original, reprint.likeness) for reprint in find_reprints(texts)]


def _happenings(store: Store) -> list[tuple[Any, ...]] | None:
    """The rows of ``happenings``; None where nothing has changed."""
    (changed,) = store.query(_CHANGED).to_pylist()
    if not changed["reports"]:
        return None
    if changed["undated"] or not changed["linked"]:
        return list(_rows(link_events(store.codings()), {}))
    since = later(changed["day"], -_OVERLAP)
    earlier = [tuple(row.values()) for row in store.query(_EARLIER, {"since": since}).to_pylist()]
    begun = {row["event"]: row["happening"] for row in store.query(_BEGUN, {"since": since}).to_pylist()}
    return [*earlier, *_rows(link_events(store.codings(since=since)), begun)]


def _rows(linked: Iterable[Linked], begun: dict[str, str]) -> Iterator[tuple[Any, ...]]:
    """A row for each telling; ``begun`` has the happenings of events that began before those linked now."""
    for happening in linked:
        former = next((begun[telling.event] for telling in happening.tellings if telling.event in begun), None)
        for telling in happening.tellings:
            yield former or happening.id, telling.event, telling.report, telling.first and former is None


def _put(store: Store, table: str, rows: list[tuple[Any, ...]], columns: tuple[str, ...]) -> int:
    import pyarrow as pa

    kinds = {"likeness": pa.float64(), "first": pa.bool_()}
    arrays = [pa.array([row[n] for row in rows], kinds.get(name, pa.string())) for n, name in enumerate(columns)]
    store.put(table, pa.table(arrays, names=list(columns)))
    return len(rows)
