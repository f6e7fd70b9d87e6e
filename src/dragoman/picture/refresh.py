"""The derived tables of a store, made from what was added: reprints, happenings and the series of dyads.

They follow a few new reports without reading all the others: what they then hold is what making them anew would give.
"""

from __future__ import annotations

import hashlib
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import TYPE_CHECKING

import pyarrow as pa

from dragoman.picture.by_day import fill_by_day
from dragoman.picture.derived import asked_sql
from dragoman.picture.following import keep_change, what_changes
from dragoman.picture.making import make_days, make_linked
from dragoman.version import __version__, files_under

if TYPE_CHECKING:
    from dragoman.store import Store
    from dragoman.store.deriving import Deriving

_MOST = 0.2  # share of the reports above which making all anew costs less than following
_FORM = "1"  # of the derived tables: another one where code makes other rows of the same rules
_COUNTS = """
SELECT
    (SELECT count(*) FROM reprints) AS reprints,
    (SELECT count(DISTINCT happening) FROM happenings) AS happenings,
    (SELECT count(*) FROM dyad_days) AS dyad_days
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Refreshed:
    """How many rows the derived tables now have, how many reports were new to them, and whether they were made anew."""

    reprints: int
    happenings: int
    dyad_days: int
    reports: int
    whole: bool


def refresh(store: Store, *, whole: bool = False) -> Refreshed:
    """Let the derived tables follow the reports that are new, coded anew or gone; or make them anew: with ``whole``,
    where other rules made them, and where most reports are new. Raises StoreError where they cannot be written.

    Whatever ended a process before, the next call leaves the tables as they should be.
    """
    state = _state(store)
    changed, whole = state.changed, whole or not state.made or len(state.changed) > _MOST * state.reports
    if whole:
        _make(store)
    change = what_changes(store, changed) if changed and not whole else None
    with store.deriving() as deriving:
        if change is not None:
            keep_change(deriving, change)
        _settle(deriving)
        (counts,) = deriving.query(_COUNTS).to_pylist()
    return Refreshed(**counts, reports=len(changed), whole=whole)


@dataclass(frozen=True, slots=True, kw_only=True)
class _State:
    """The reports that the tables have not followed, how many there are, and whether these rules made the tables."""

    changed: list[str]
    reports: int
    made: bool


def _state(store: Store) -> _State:
    with store.reading():
        changed = [row["report"] for row in store.query(asked_sql("changed")).to_pylist()]
        stamps = [row["stamp"] for row in store.query("SELECT stamp FROM picture_stamps").to_pylist()]
        (row,) = store.query("SELECT count(*) AS reports FROM reports").to_pylist()
    return _State(changed=changed, reports=row["reports"], made=stamps == [_stamp()])


def _make(store: Store) -> None:
    with store.deriving() as deriving:
        deriving.empty("picture_stamps")  # from here on nothing but another making anew helps
    make_linked(store)
    make_days(store)
    fill_by_day(store)


def _settle(deriving: Deriving) -> None:
    """Remember that the tables are whole, and that they follow all reports: no report can come in between, since this
    process alone writes."""
    deriving.empty("unpictured")
    deriving.empty("picture_stamps")
    deriving.insert("picture_stamps", pa.table({"stamp": [_stamp()]}))


@cache
def _stamp() -> str:
    """16 hex digits over what makes the tables: version, rules and questions."""
    total = hashlib.sha256(f"{__version__} {_FORM}".encode())
    for path, file in sorted(files_under(files("dragoman.picture"), (".toml", ".sql", "linking.json"))):
        total.update(path.encode() + hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:16]
