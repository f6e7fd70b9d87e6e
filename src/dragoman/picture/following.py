"""The derived tables of a store, brought up to some reports that are new, coded anew or gone."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import dataclass, replace
from typing import TYPE_CHECKING

import pyarrow as pa

from dragoman.picture.accounts import Account
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


@dataclass(frozen=True, slots=True, kw_only=True)
class Change:
    """What becomes other: reprints; what the ``retold`` reports (the changed ones, and those that lost or won a text)
    tell now; the happenings of events; and the days that may count otherwise, as far as they are known before."""

    changed: tuple[str, ...]
    retold: tuple[str, ...]
    reprinted: Reprinted
    fresh: tuple[Filed, ...]
    joined: dict[str, Joined]
    days: frozenset[str] = frozenset()

    @property
    def reports(self) -> list[str]:
        """The reports whose events may count otherwise."""
        return sorted({*self.retold, *self.reprinted.prints})


def what_changes(store: Store, changed: Sequence[str]) -> Change:
    """What the changed reports make other. Reads only."""
    with store.reading() as connection:
        change = _change(store, connection, changed)
        return replace(change, days=frozenset(_days(store.query, change)))


def keep_change(deriving: Deriving, change: Change) -> None:
    """Bring reprints, happenings and the series of dyads up to the changed reports."""
    _keep(deriving, change)
    days = sorted(change.days | _days(deriving.query, change))
    deriving.remove("dyad_days", "day", days)
    for level in LEVELS:
        deriving.insert("dyad_days", count_days(deriving, level, days=days))


def _change(store: Store, connection: duckdb.DuckDBPyConnection, changed: Sequence[str]) -> Change:
    rules, reprinted = load_picture_rules(), follow_reprints(connection, changed)
    digests = {digest for (digest,) in connection.execute(_DIGESTS, [list(changed)]).fetchall()}
    digests |= set(reprinted.outlines["text_digest"].to_pylist())
    tellers = store.query(asked_sql("tellers"), {"digests": sorted(digests)}).to_pylist()
    retold = sorted({*changed, *(row["id"] for row in tellers)})
    ids = [row["id"] for row in tellers if row["counts"]]
    fresh = [group for coding in store.codings_of(ids) for group in filed_of(Account(coding), rules)]
    placed = follow_happenings(connection, retold, fresh, rules=rules)
    placed |= _undated(store, connection, retold, fresh, rules)
    former = dict(connection.execute(_FORMER, [list(placed)]).fetchall())
    joined = {event: new for event, new in placed.items() if new[0] in set(retold) or former.get(event) != new[1]}
    return Change(changed=tuple(changed), retold=tuple(retold), reprinted=reprinted, fresh=tuple(fresh), joined=joined)


def _undated(
    store: Store,
    connection: duckdb.DuckDBPyConnection,
    retold: Sequence[str],
    fresh: Sequence[Filed],
    rules: PictureRules,
) -> dict[str, Joined]:
    """Happenings of no known day, of the lots of reports that are others now."""
    before = set(connection.execute(_UNDATED).fetchall())
    gone = {teller for teller in before if teller[0] in set(retold)}
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


def _days(query: Callable[..., pa.Table], change: Change) -> set[str]:
    """The days whose counts the change may make others, as things stand."""
    asked = {"reports": change.reports, "events": list(change.joined)}
    return {row["day"] for row in query(asked_sql("days_touched"), asked).to_pylist() if row["day"]}
