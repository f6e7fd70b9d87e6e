"""What a store says of two: their series, their alerts with the words behind them, and their outlook."""

from __future__ import annotations

from collections.abc import Iterator, Mapping, Sequence
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING, Any, Protocol

from dragoman.picture.alerts import HARD, Alert, Ring, alerts, rings
from dragoman.picture.outlook import Forecasts, TypeDay
from dragoman.picture.series import Deed, DyadDay, Level, later
from dragoman.picture.surprise import BASE
from dragoman.writers.view import one_line

if TYPE_CHECKING:
    import pyarrow as pa

    from dragoman.store import Store

_COLUMNS = "source, target, level, day::VARCHAR AS day, quad1, quad2, quad3, quad4, score, events, mutual"
_DAYS = f"""
SELECT {_COLUMNS} FROM dyad_days
WHERE level = $level AND ($one IS NULL OR $one IN (source, target)) AND ($other IS NULL OR $other IN (source, target))
    AND ($one IS NULL OR $other IS NULL OR $one <> $other OR source = target)
ORDER BY source, target, day
"""
_CONFLICT = f"SELECT {_COLUMNS} FROM dyad_days WHERE level = $level AND quad3 + quad4 > 0 ORDER BY source, target, day"
_RECORD = "SELECT min(day)::VARCHAR AS first, max(day)::VARCHAR AS last FROM reports"
_NAMES = "SELECT source FROM dyad_days WHERE level = $level GROUP BY source ORDER BY sum(events) DESC, source"
_HARD_DAYS = """
SELECT 'hard' AS event, day::VARCHAR AS day, type, 4 AS quad, 0.0 AS score, source, target
FROM dyads WHERE list_contains($types::VARCHAR[], type) GROUP BY ALL ORDER BY ALL
"""
_TYPE_DAYS = "SELECT DISTINCT source, target, type, day::VARCHAR AS day FROM dyads ORDER BY ALL"


def record_days(store: Store) -> tuple[str, str] | None:
    """The days of the first and the last report; None where no report has a day."""
    (row,) = store.query(_RECORD).to_pylist()
    return (row["first"], row["last"]) if row["first"] is not None else None


def level_names(store: Store, *, level: Level) -> list[str]:
    """Those who did something to somebody, the busiest first."""
    return [row["source"] for row in store.query(_NAMES, {"level": level}).to_pylist()]


class Asked(Protocol):
    """What answers questions in SQL: a store, or a change of its derived tables."""

    def query(self, sql: str, parameters: Mapping[str, Any] = ...) -> pa.Table:
        """The answer to a question."""


def count_days(store: Asked, level: Level, *, days: Sequence[str] | None = None) -> pa.Table:
    """The rows of ``dyad_days`` for a level, counted anew from the events: of all days, or of some ISO days."""
    sql = _sql("told", "sides", "dyad_days")
    if days is None:
        return store.query(sql, {"level": level})
    return store.query(_sql("some_days").replace("{question}", sql), {"level": level, "days": list(days)})


def dyad_series(store: Store, one: str | None = None, other: str | None = None, *, level: Level) -> list[DyadDay]:
    """The days on which something happened between two, either way, from the derived table; of one with anybody
    where only one is named, of all where none is."""
    asked = {"level": level, "one": one, "other": other}
    return [DyadDay(**row) for row in store.query(_DAYS, asked).to_pylist()]


def find_alerts(store: Store, *, level: Level = "state", since: str | None = None) -> list[Alert]:
    """The alerts of all dyads of a level, the latest first, each with the events that made it; with ``since`` those
    that still rang on that ISO day or later."""
    with store.reading():
        found = [ring for ring in find_rings(store, level=level) if since is None or ring.last >= since]
        return alerts(found, _deeds_of(store, found, level))


def find_rings(store: Store, *, level: Level = "state") -> list[Ring]:
    """The alerts without their events, which is faster."""
    days = record_days(store)
    if days is None:
        return []
    rows = [DyadDay(**row) for row in store.query(_CONFLICT, {"level": level}).to_pylist()]
    asked = {"level": level, "types": list(HARD)}
    hard = [Deed(**row) for row in store.query(_sql("told", "sides") + _HARD_DAYS, asked).to_pylist()]
    return rings(rows, level=level, first=days[0], last=days[1], hard=hard)


def find_deeds(store: Store, one: str, other: str, *, level: Level, since: str, until: str) -> list[Deed]:
    """The events that count between two, either way, from one ISO day to another, with their words."""
    return list(_deeds(store, [(*sorted((one, other)), since, until)], level))


def forecasts(store: Store, *, level: Level = "state", day: str | None = None) -> Forecasts:
    """The forecaster on the store's record; it answers for each dyad. ``day`` is the first of the seven days, else
    the day after the last report."""
    days = record_days(store)
    rows = store.query(_sql("told", "sides") + _TYPE_DAYS, {"level": level}).to_pylist()
    begin, end = days or ("", "")
    known = (TypeDay(**row) for row in rows if begin <= row["day"] <= end)
    return Forecasts(known, day=day or (later(end, 1) if days else None))


def _deeds_of(store: Store, found: Sequence[Ring], level: Level) -> Iterator[Deed]:
    """The events of each ring and of the 60 days before it."""
    yield from _deeds(store, [(*ring.dyad, later(ring.since, -BASE), ring.last) for ring in found], level)


def _deeds(store: Store, spans: Sequence[tuple[str, ...]], level: Level) -> Iterator[Deed]:
    if not spans:
        return
    ones, others, sinces, untils = (list(column) for column in zip(*spans, strict=True))
    asked = {"level": level, "ones": ones, "others": others, "sinces": sinces, "untils": untils}
    yield from map(_deed, store.query(_sql("told", "sides", "deeds"), asked).to_pylist())


def _deed(row: dict[str, Any]) -> Deed:
    text, start, end = row.pop("text"), row.pop("anchor_start"), row.pop("anchor_end")
    first, last = row.pop("sentence_start"), row.pop("sentence_end")
    sentence = text[start if first is None else first : end if last is None else last]
    row |= {"words": one_line(text[start:end]), "sentence": one_line(sentence), "title": _line(row["title"])}
    return Deed(**row | {"publisher": _line(row["publisher"]), "url": _line(row["url"])})


def _line(text: str | None) -> str | None:
    return one_line(text) if text else None


@cache
def _sql(*names: str) -> str:
    folder = files("dragoman.picture") / "sql"
    return "\n".join((folder / f"{name}.sql").read_text(encoding="utf-8") for name in names)
