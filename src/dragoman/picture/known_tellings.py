"""Tellings that a store has, read as far as others may meet them: what is filed under a key, and who looks there."""

from __future__ import annotations

from bisect import bisect_left, bisect_right, insort
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from functools import cache
from itertools import islice
from typing import TYPE_CHECKING, Any

from dragoman.picture.derived import asked_sql
from dragoman.picture.filed import SELECTED, Filed, Position, groups_of
from dragoman.picture.likeness import DEPTH
from dragoman.picture.rules import PictureRules, load_picture_rules
from dragoman.picture.traits import Traits, families_of, keys_of, week_of
from dragoman.record import load_plover

if TYPE_CHECKING:
    import duckdb

_ROWS = f"SELECT {SELECTED}, h.happening FROM tellings AS t LEFT JOIN happenings AS h ON h.event = t.event WHERE "
_OF_REPORTS = _ROWS + "t.report IN (SELECT unnest($ids::VARCHAR[]))"
_OF_LEADS = _ROWS + "t.lead IN (SELECT unnest($ids::VARCHAR[]))"
_OF_HAPPENINGS = _ROWS + "h.happening IN (SELECT unnest($ids::VARCHAR[]))"

_LAST = "\U0010ffff"  # behind every id

Area = tuple[int, str, str]
"""A week, an actor or a place with its part, and a type of event."""


class KnownTellings:
    """Groups of tellings by what they are found by. ``happening`` has the happening of each group by its lead: None
    while that is not known. Groups that say nothing of their day meet none and are left out, those of ``gone`` reports
    too. Of groups that stand before ``since`` nobody asks where they look."""

    def __init__(self, connection: duckdb.DuckDBPyConnection, rules: PictureRules, *, gone: Iterable[str]) -> None:
        self._connection, self._rules, self.gone = connection, rules, frozenset(gone)
        self.since: Position = ("", "", 0)
        self.groups: dict[str, Filed] = {}
        self.happening: dict[str, str | None] = {}
        self._filed: defaultdict[object, list[tuple[Position, str]]] = defaultdict(list)
        self._looking: defaultdict[object, list[tuple[Position, str]]] = defaultdict(list)
        self._by_report: defaultdict[str, list[tuple[Position, str]]] = defaultdict(list)
        self._reports: set[str] = set(self.gone)
        self._areas: set[Area] = set()

    def of_reports(self, reports: Sequence[str]) -> list[tuple[Filed, str | None]]:
        """What the store has of some reports, gone or not, with its happenings."""
        return self._asked(_OF_REPORTS, reports)

    def of_happenings(self, happenings: Sequence[str]) -> list[tuple[Filed, str | None]]:
        """The groups that the store has of some happenings."""
        return self._asked(_OF_HAPPENINGS, happenings)

    def know(self, group: Filed, happening: str | None) -> None:
        """Take in a group, if it is not known yet, and its happening."""
        self.happening[group.lead] = happening
        if group.lead in self.groups:
            return
        self.groups[group.lead] = group
        insort(self._by_report[group.report], (group.position, group.lead))
        for key in set(keys_of(group.tellings)):
            insort(self._filed[key], (group.position, group.lead))
        if group.position >= self.since:
            for key in set(keys_of(group.tellings, look=True)):
                insort(self._looking[key], (group.position, group.lead))

    def prepare(self, groups: Iterable[Filed]) -> None:
        """Read what these groups may meet, and what else their reports tell."""
        chosen = list(groups)
        reports = {group.report for group in chosen} - self._reports
        self._reports |= reports
        self._take(_OF_REPORTS, sorted(reports))
        areas = {area for group in chosen for told in group.tellings for area in self._areas_of(told)} - self._areas
        self._areas |= areas
        if areas:
            weeks, slots, types = (list(column) for column in zip(*sorted(areas), strict=True))
            asked = {"weeks": weeks, "slots": slots, "types": types}
            leads = [lead for (lead,) in self._connection.execute(asked_sql("tellings_near"), asked).fetchall()]
            self._take(_OF_LEADS, [lead for lead in leads if lead not in self.groups])

    def met_by(self, group: Filed) -> list[Filed]:
        """The first groups of the happenings that the group meets, the earliest first: of each key the latest few that
        were filed before it."""
        keys = set(keys_of(group.tellings, look=True))
        found = {happening for key in keys for happening in islice(self._latest(key, group.position), DEPTH)}
        self._take(_OF_LEADS, sorted(found - self.groups.keys()))
        return sorted((self.groups[happening] for happening in found), key=lambda first: first.position)

    def _latest(self, key: object, position: Position) -> Iterator[str]:
        filed, seen = self._filed.get(key, []), set[str]()
        for n in range(bisect_left(filed, (position, "")) - 1, -1, -1):
            happening = self.happening[filed[n][1]]
            if happening is not None and happening not in seen:
                seen.add(happening)
                yield happening

    def looking(self, group: Filed) -> Iterator[Filed]:
        """The later groups that look where this one is filed, as far as it is among the latest there when they come."""
        for key in set(keys_of(group.tellings)):
            last = self._lasting(key, group.position)
            for other in self._after(self._looking.get(key, []), group):
                if last is not None and other.position > last:
                    break
                yield other

    def _lasting(self, key: object, position: Position) -> Position | None:
        """The position after which what was filed under a key at another is no longer among the latest few; None where
        it always is."""
        filed, seen = self._filed.get(key, []), set[str]()
        for n in range(bisect_right(filed, (position, _LAST)), len(filed)):
            happening = self.happening[filed[n][1]]
            if happening is not None:
                seen.add(happening)
                if len(seen) == DEPTH:
                    return filed[n][0]
        return None

    def beside(self, group: Filed) -> Iterator[Filed]:
        """The later groups of its report."""
        yield from self._after(self._by_report[group.report], group)

    def own(self, group: Filed) -> dict[str, list[Traits]]:
        """What the report has told before this group, by happening."""
        found: dict[str, list[Traits]] = {}
        for position, lead in self._by_report[group.report]:
            happening = self.happening[lead]
            if position < group.position and happening is not None:
                found.setdefault(happening, []).extend(self.groups[lead].tellings)
        return found

    def _after(self, places: list[tuple[Position, str]], group: Filed) -> Iterator[Filed]:
        for n in range(bisect_right(places, (group.position, _LAST)), len(places)):
            yield self.groups[places[n][1]]

    def _take(self, question: str, ids: Sequence[str]) -> None:
        for group, happening in self._asked(question, ids) if ids else ():
            if group.report not in self.gone and group.lead not in self.groups and not group.undated:
                self.know(group, happening)

    def _asked(self, question: str, ids: Sequence[str]) -> list[tuple[Filed, str | None]]:
        rows: list[dict[str, Any]] = (
            self._connection.sql(question, params={"ids": list(ids)}).to_arrow_table().to_pylist()
        )
        happenings = {row["event"]: row["happening"] for row in rows}
        return [(group, happenings[group.lead]) for group in groups_of(rows, self._rules)]

    def _areas_of(self, told: Traits) -> Iterator[Area]:
        if told.first is None or told.last is None:
            return
        slots = [f"agent {actor}" for actor in told.agents.lines] + [f"recipient {a}" for a in told.recipients.lines]
        slots += [f"place {told.place.key}"] if told.place is not None else []
        for week in {week_of(told.first), week_of(told.last)}:
            for type_ in _kin(told.type):
                yield from ((week, slot, type_) for slot in slots)


@cache
def _kin(type_: str) -> tuple[str, ...]:
    """The types of a family with this one, itself among them."""
    rules, types = load_picture_rules(), {*load_plover().types, type_}
    return tuple(other for other in sorted(types) if families_of(other, rules) & families_of(type_, rules))
