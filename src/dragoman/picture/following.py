"""The derived tables of a store, brought up to some reports that are new, coded anew or gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyarrow as pa

from dragoman.picture.accounts import Account
from dragoman.picture.by_day import follow_by_day
from dragoman.picture.derived import asked_sql, happening_rows, reprint_rows
from dragoman.picture.dyads import count_days
from dragoman.picture.filed import Filed, Joined, filed_of, rows_of
from dragoman.picture.relinking import follow_happenings
from dragoman.picture.reprinting import Reprinted, follow_reprints
from dragoman.picture.rules import PictureRules, load_picture_rules
from dragoman.picture.series import LEVELS
from dragoman.picture.undated import follow_undated

if TYPE_CHECKING:
    import duckdb

    from dragoman.store import Store
    from dragoman.store.deriving import Deriving

_DIGESTS = "SELECT text_digest FROM outlines WHERE report IN (SELECT unnest($1::VARCHAR[]))"
_UNDATED = "SELECT DISTINCT report, day::VARCHAR FROM tellings WHERE undated"
_FORMER = "SELECT event, happening FROM happenings WHERE event IN (SELECT unnest($1::VARCHAR[]))"


Touched = tuple[str, str | None]
"""An event and its day."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes other: reprints; what the ``retold`` reports (the changed ones, and those that lost or won a text)
    tell now; the happenings of events; and which events may count otherwise, as far as that is known before. ``anew``:
    some of the reports were there before."""

    changed: tuple[str, ...]
    retold: tuple[str, ...]
    reprinted: Reprinted
    fresh: tuple[Filed, ...]
    joined: dict[str, Joined]
    anew: bool
    touched: frozenset[Touched] = frozenset()

    @property
    def reports(self) -> list[str]:
        """The reports whose events may count otherwise."""
        return sorted({*self.retold, *self.reprinted.prints})


def what_changes(store: Store, changed: Sequence[str]) -> Change:
    """What the changed reports make other. Reads only."""
    with store.reading() as connection:
        change = _change(store, connection, changed)
        return replace(change, touched=_touched(store.query, change))


def keep_change(deriving: Deriving, change: Change) -> None:
    """Bring all derived tables up to the changed reports."""
    _keep(deriving, change)
    touched = change.touched | _touched(deriving.query, change)
    days = sorted({day for _, day in touched if day is not None})
    deriving.remove("dyad_days", "day", days)
    for level in LEVELS:
        deriving.insert("dyad_days", count_days(deriving, level, days=days))
    follow_by_day(deriving, events={event for event, _ in touched}, reports=change.reports, anew=change.anew)


def _change(store: Store, connection: duckdb.DuckDBPyConnection, changed: Sequence[str]) -> Change:
    rules, reprinted = load_picture_rules(), follow_reprints(connection, changed)
    former = {digest for (digest,) in connection.execute(_DIGESTS, [list(changed)]).fetchall()}
    digests = former | set(reprinted.outlines["text_digest"].to_pylist())
    tellers = store.query(asked_sql("tellers"), {"digests": sorted(digests)}).to_pylist()
    retold = sorted({*changed, *(row["id"] for row in tellers)})
    ids = [row["id"] for row in tellers if row["counts"]]
    fresh = [group for coding in store.codings_of(ids) for group in filed_of(Account(coding), rules)]
    placed = follow_happenings(connection, retold, fresh, rules=rules)
    placed |= _undated(store, connection, retold, fresh, rules)
    known = dict(connection.execute(_FORMER, [list(placed)]).fetchall())
    gone = set(retold)
    return Change(
        changed=tuple(changed),
        retold=tuple(retold),
        reprinted=reprinted,
        fresh=tuple(fresh),
        joined={event: new for event, new in placed.items() if new[0] in gone or known.get(event) != new[1]},
        anew=bool(former),
    )


def _undated(
    store: Store,
    connection: duckdb.DuckDBPyConnection,
    retold: Sequence[str],
    fresh: Sequence[Filed],
    rules: PictureRules,
) -> dict[str, Joined]:
    """Happenings of no known day, of the lots of reports that are others now."""
    before = set(connection.execute(_UNDATED).fetchall())
    known = set(retold)
    gone = {teller for teller in before if teller[0] in known}
    come = {(group.report, group.day) for group in fresh if group.undated}
    if not gone and not come:
        return {}
    return follow_undated(before, before - gone | come, gone | come, store.codings_of, rules=rules)


def _keep(deriving: Deriving, change: Change) -> None:
    deriving.remove("outlines", "report", change.changed)
    deriving.insert("outlines", change.reprinted.outlines)
    deriving.remove("tellings", "report", change.retold)
    deriving.insert("tellings", rows_of(change.fresh))
    deriving.remove("reprints", "report", list(change.reprinted.prints))
    deriving.insert("reprints", reprint_rows({r: to for r, to in change.reprinted.prints.items() if to is not None}))
    deriving.remove("happenings", "report", change.retold)
    deriving.remove("happenings", "event", list(change.joined))
    deriving.insert("happenings", happening_rows(change.joined))


def _touched(query: Callable[..., pa.Table], change: Change) -> frozenset[Touched]:
    """The events that may count otherwise, with their days, as things stand."""
    asked = {"reports": change.reports, "events": list(change.joined)}
    return frozenset((row["event"], row["day"]) for row in query(asked_sql("events_touched"), asked).to_pylist())
