"""Tellings as they stand in the store's table ``tellings``: groups of a report's tellings of one thing."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from functools import cached_property
from typing import Any

import pyarrow as pa

from dragoman.picture.accounts import Account
from dragoman.picture.happenings import traits_in
from dragoman.picture.likeness import Role
from dragoman.picture.linking import is_undated
from dragoman.picture.rules import PictureRules
from dragoman.picture.traits import Spot, Traits, families_of

Position = tuple[str, str, int]
"""Where a group stands among all: its report's day, empty where it has none; the report; its first event's ordinal."""

Joined = tuple[str, str]
"""An event's report, and the happening that the event tells."""

_ROLES = ("agents", "agent_lines", "agents_known", "recipients", "recipient_lines", "recipients_known")
_TYPES = {name: pa.list_(pa.string()) for name in (*_ROLES, "stems")}
_TYPES |= {"ordinal": pa.int32(), "lead_ordinal": pa.int32(), "undated": pa.bool_(), "geonames_id": pa.int64()}
_DAYS = ("day", "begin_day", "until_day", "first_day", "last_day")
_PLACE = ("place_key", "place_name", "geonames_id", "place_country", "place_feature")
_COLUMNS = (
    *("event", "report", "day", "ordinal", "lead", "lead_ordinal", "undated", "type", "mode", "speaker"),
    *(*_ROLES, *_PLACE, "stems", *_DAYS[1:]),
)
SELECTED = ", ".join(f"t.{name}::VARCHAR AS {name}" if name in _DAYS else f"t.{name}" for name in _COLUMNS)
"""The columns of ``tellings AS t`` as ``groups_of`` reads them."""


@dataclass(frozen=True, kw_only=True)
class Filed:
    """A report's tellings of one thing, in the order of the report; ``lead`` is the event of the first."""

    report: str
    day: str | None
    ordinals: tuple[int, ...]
    tellings: tuple[Traits, ...]

    @cached_property
    def lead(self) -> str:
        """The event of the first telling, by which the group is known."""
        return self.tellings[0].event

    @cached_property
    def position(self) -> Position:
        """Where it stands among all groups."""
        return self.day or "", self.report, self.ordinals[0]

    @property
    def undated(self) -> bool:
        """Whether it says nothing of when it was."""
        return is_undated(self.tellings)

    def joined(self, happening: str) -> dict[str, Joined]:
        """Its events, where the group is of a happening."""
        return {told.event: (self.report, happening) for told in self.tellings}


def filed_of(account: Account, rules: PictureRules) -> list[Filed]:
    """The groups of a report."""
    ordinals = {event.id: number for number, event in enumerate(account.coding.events)}
    return [
        Filed(
            report=account.coding.id,
            day=account.origin.day,
            ordinals=tuple(ordinals[told.event] for told in group),
            tellings=tuple(group),
        )
        for group in traits_in(account, rules)
    ]


# ---- rows --------------------------------------------------------------------------------------------


def rows_of(groups: Iterable[Filed]) -> pa.Table:
    """The rows of ``tellings``; days are ISO texts."""
    columns: dict[str, list[Any]] = {name: [] for name in _COLUMNS}
    for group in groups:
        for ordinal, told in zip(group.ordinals, group.tellings, strict=True):
            for name, cell in zip(_COLUMNS, _cells(group, ordinal, told), strict=True):
                columns[name].append(cell)
    return pa.table({name: pa.array(cells, _TYPES.get(name, pa.string())) for name, cells in columns.items()})


def _cells(group: Filed, ordinal: int, told: Traits) -> tuple[Any, ...]:
    return (
        *(told.event, told.report, group.day, ordinal, group.lead, group.ordinals[0], group.undated),
        *(told.type, told.mode, told.speaker, *_role_cells(told.agents), *_role_cells(told.recipients)),
        *(_place_cells(told.place) if told.place is not None else (None,) * len(_PLACE)),
        *(sorted(told.stems), told.begin, told.until, told.first, told.last),
    )


def _role_cells(role: Role) -> Iterator[list[str]]:
    return (sorted(actors) for actors in (role.ids, role.lines, role.known))


def _place_cells(place: Spot) -> tuple[Any, ...]:
    return str(place.key), place.name, place.geonames_id, place.country, place.feature


def groups_of(rows: Sequence[Mapping[str, Any]], rules: PictureRules) -> list[Filed]:
    """The groups of rows as ``SELECTED`` asks for them; all rows of a group must be among them."""
    by_lead: dict[str, list[Mapping[str, Any]]] = {}
    for row in sorted(rows, key=lambda row: row["ordinal"]):
        by_lead.setdefault(row["lead"], []).append(row)
    return [
        Filed(
            report=group[0]["report"],
            day=group[0]["day"],
            ordinals=tuple(row["ordinal"] for row in group),
            tellings=tuple(_traits(row, rules) for row in group),
        )
        for group in by_lead.values()
    ]


def _traits(row: Mapping[str, Any], rules: PictureRules) -> Traits:
    return Traits(
        event=row["event"],
        report=row["report"],
        type=row["type"],
        mode=row["mode"],
        agents=_role(row, "agents", "agent_lines", "agents_known"),
        recipients=_role(row, "recipients", "recipient_lines", "recipients_known"),
        place=_spot(row),
        stems=frozenset(row["stems"]),
        begin=row["begin_day"],
        until=row["until_day"],
        first=row["first_day"],
        last=row["last_day"],
        families=families_of(row["type"], rules),
        speaker=row["speaker"],
    )


def _role(row: Mapping[str, Any], ids: str, lines: str, known: str) -> Role:
    return Role(ids=frozenset(row[ids]), lines=frozenset(row[lines]), known=frozenset(row[known]))


def _spot(row: Mapping[str, Any]) -> Spot | None:
    if row["place_name"] is None:
        return None
    place = row["geonames_id"], row["place_country"], row["place_feature"]
    return Spot(name=row["place_name"], geonames_id=place[0], country=place[1], feature=place[2])
