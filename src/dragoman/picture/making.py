"""The derived tables of a store made anew from all its reports."""

from __future__ import annotations

from collections.abc import Iterator
from typing import TYPE_CHECKING

import pyarrow as pa

from dragoman.picture.accounts import Account
from dragoman.picture.derived import asked_sql, happening_rows, reprint_rows
from dragoman.picture.dyads import count_days
from dragoman.picture.filed import Filed, Joined, filed_of, rows_of
from dragoman.picture.happenings import Fold
from dragoman.picture.reprinting import outline_rows
from dragoman.picture.reprints import reprints_and_outlines
from dragoman.picture.rules import PictureRules, load_picture_rules
from dragoman.picture.series import LEVELS
from dragoman.picture.undated import Teller, undated_happenings

if TYPE_CHECKING:
    from dragoman.store import Store

_TEXTS = "SELECT id AS report, day, text, text_digest FROM reports ORDER BY day NULLS LAST, id"
_AT_ONCE = 512  # reports


def make_linked(store: Store) -> None:
    """Make reprints and happenings anew, with what they are found by."""
    rules = load_picture_rules()
    outlines, reprints = _reprints(store)
    linking = _Linking(rules)
    ids = [row["id"] for row in store.query(asked_sql("tellers"), {"digests": None}).to_pylist() if row["counts"]]
    for coding in store.codings_of(ids):
        linking.take(filed_of(Account(coding), rules))
    joined = linking.joined | undated_happenings(linking.tellers, store.codings_of, rules=rules)
    with store.deriving() as deriving:
        for table in ("outlines", "reprints", "tellings", "happenings"):
            deriving.empty(table)
        for rows in outlines:
            deriving.insert("outlines", rows)
        deriving.insert("reprints", reprints)
        for rows in linking.rows():
            deriving.insert("tellings", rows)
        deriving.insert("happenings", happening_rows(joined))


def make_days(store: Store) -> None:
    """Count the series of dyads anew."""
    days = pa.concat_tables([count_days(store, level) for level in LEVELS])
    with store.deriving() as deriving:
        deriving.empty("dyad_days")
        deriving.insert("dyad_days", days)


def _reprints(store: Store) -> tuple[list[pa.Table], pa.Table]:
    """The rows of outlines, some at a time, and those of reprints."""
    texts = store.query(_TEXTS)
    batches = [texts.slice(first, _AT_ONCE) for first in range(0, texts.num_rows, _AT_ONCE)]
    reprints, outlines = reprints_and_outlines(_texts(batches))
    prints = {each.report: (each.original, each.likeness) for each in reprints}
    rows = (batch.drop_columns(["text"]).to_pylist() for batch in batches)
    return [outline_rows(some, [outlines[r["report"]] for r in some]) for some in rows], reprint_rows(prints)


def _texts(batches: list[pa.Table]) -> Iterator[tuple[str, str | None, str]]:
    for batch in batches:
        for row in batch.to_pylist():
            yield row["report"], row["day"].isoformat() if row["day"] else None, row["text"]


class _Linking:
    """Reports read one after the other, in their order: the happenings of what has a day, and the rows."""

    def __init__(self, rules: PictureRules) -> None:
        self._fold, self._rules = Fold(), rules
        self._leads: list[str] = []
        self._waiting: list[Filed] = []
        self._rows: list[pa.Table] = []
        self.joined: dict[str, Joined] = {}
        self.tellers: set[Teller] = set()

    def take(self, groups: list[Filed]) -> None:
        """Take in the groups of the next report."""
        for group in groups:
            if group.undated:
                self.tellers.add((group.report, group.day))
            else:
                self._place(group)
        self._waiting += groups
        if len(self._waiting) >= _AT_ONCE * 8:
            self._keep()

    def rows(self) -> list[pa.Table]:
        """The rows of all groups, some at a time."""
        self._keep()
        return self._rows

    def _place(self, group: Filed) -> None:
        number = self._fold.place(group.tellings)
        if number == len(self._leads):
            self._leads.append(group.lead)
        self.joined |= group.joined(self._leads[number])

    def _keep(self) -> None:
        self._rows.append(rows_of(self._waiting))
        self._waiting = []
