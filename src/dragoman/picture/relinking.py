"""The happenings of a store, followed as reports come: only tellings that a change can reach are placed again.

Reports are placed one after the other (``happenings.Fold``), and a telling meets what was filed under its keys before
it. So a change reaches the later tellings that look under a key where something is filed otherwise now; where one of
these is placed otherwise, the change goes on from its own keys. What is not reached stands as it did: the outcome is
that of placing all reports anew.
"""

from __future__ import annotations

import heapq
from collections.abc import Iterable, Sequence
from typing import TYPE_CHECKING

from dragoman.picture.filed import Filed, Joined, Position
from dragoman.picture.happenings import choose
from dragoman.picture.known_tellings import KnownTellings
from dragoman.picture.rules import PictureRules

if TYPE_CHECKING:
    import duckdb


def follow_happenings(
    connection: duckdb.DuckDBPyConnection, changed: Sequence[str], fresh: Iterable[Filed], *, rules: PictureRules
) -> dict[str, Joined]:
    """The report and happening of each event that is placed again where the groups ``fresh`` take the place of what the
    changed reports told; events of no known day are not among them."""
    known = KnownTellings(connection, rules, gone=changed)
    former = [(group, happening) for group, happening in known.of_reports(changed) if not group.undated]
    new = [group for group in fresh if not group.undated]
    first = [*(group for group, _ in former), *new]
    known.since = min((group.position for group in first), default=known.since)
    known.prepare(first)
    change = _Change(known)
    begun = [group.lead for group, happening in former if happening == group.lead]
    left = [group for group, _ in known.of_happenings(begun) if group.report not in known.gone]
    for group in (*left, *new):  # what began the happenings of those that are left is another now, or gone
        known.know(group, None)
        change.expect(group)
    for group, _ in former:
        change.reach(group)
    return change.moved()


class _Change:
    """The groups that a change reaches, placed again one after the other."""

    def __init__(self, known: KnownTellings) -> None:
        self._known = known
        self._waiting: list[tuple[Position, str]] = []
        self._expected: set[str] = set()
        self._ready: set[str] = set()

    def expect(self, group: Filed) -> None:
        """The group is to be placed again."""
        if group.lead not in self._expected:
            self._expected.add(group.lead)
            heapq.heappush(self._waiting, (group.position, group.lead))

    def reach(self, group: Filed) -> None:
        """What looks where the group is filed is to be placed again."""
        for other in self._known.looking(group):
            self.expect(other)

    def moved(self) -> dict[str, Joined]:
        """Place all that is expected, and what that reaches: report and happening of each event that was placed."""
        found: dict[str, Joined] = {}
        while self._waiting:
            _, lead = self._waiting[0]
            if lead not in self._ready:
                self._prepare()
            heapq.heappop(self._waiting)
            group = self._known.groups[lead]
            happening = self._place(group)
            found |= group.joined(happening)
        return found

    def _prepare(self) -> None:
        leads = {lead for _, lead in self._waiting} - self._ready
        self._known.prepare(self._known.groups[lead] for lead in leads)
        self._ready |= leads

    def _place(self, group: Filed) -> str:
        known, met, own = self._known, self._known.met_by(group), self._known.own(group)
        tried = ((n, first.tellings[0], own.get(first.lead, [])) for n, first in enumerate(met))
        at = choose(tried, group.tellings)
        happening = met[at].lead if at is not None else group.lead
        if known.happening[group.lead] != happening:
            known.happening[group.lead] = happening
            self.reach(group)
            for other in known.beside(group):
                self.expect(other)
        return happening
