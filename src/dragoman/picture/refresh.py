"""The derived tables of a store, made anew from what was added: reprints, happenings and the series of dyads."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from dragoman.picture.dyads import count_days
from dragoman.picture.reprints import find_reprints
from dragoman.picture.series import LEVELS

if TYPE_CHECKING:
    from collections.abc import Iterator

    from dragoman.store import Store

_TEXTS = "SELECT id, day::VARCHAR AS day, text FROM reports ORDER BY day NULLS LAST, id"


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """How many rows the derived tables now have."""

    reprints: int
    dyad_days: int


def refresh(store: Store) -> Refreshed:
    """Fill the derived tables; the same store gives the same tables. Raises StoreError where it cannot be written."""
    import pyarrow as pa

    found = [
        {"report": reprint.report, "original": reprint.original, "likeness": reprint.likeness}
        for reprint in find_reprints(_texts(store))
    ]
    schema = pa.schema([("report", pa.string()), ("original", pa.string()), ("likeness", pa.float64())])
    store.put("reprints", pa.Table.from_pylist(found, schema=schema))
    days = pa.concat_tables([count_days(store, level) for level in LEVELS])
    store.put("dyad_days", days)
    return Refreshed(reprints=len(found), dyad_days=days.num_rows)


def _texts(store: Store) -> Iterator[tuple[str, str | None, str]]:
    for row in store.query(_TEXTS).to_pylist():
        yield row["id"], row["day"], row["text"]
