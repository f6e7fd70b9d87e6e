"""Does a coding keep the contract? Offsets, indices, ids, days and codes, each named where it fails."""

from __future__ import annotations

import re
from collections.abc import Callable, Iterator
from dataclasses import fields, is_dataclass
from datetime import date
from functools import cache
from typing import Any, Literal, NoReturn, get_args, get_origin, get_type_hints

from dragoman.errors import InternalError
from dragoman.record.as_json import iso_published
from dragoman.record.plover import load_plover
from dragoman.record.types import Coding, Event

_DAY = re.compile(r"\d{4}-\d\d-\d\d\Z", re.ASCII)
_COUNTRY = re.compile(r"[A-Z]{3}\Z")
_DAYS = ("begin", "until", "date", "since")
_INDEXES = {"place": "places", "where": "places", "time": "times", "statement": "statements", "event": "events"}
_NUMBERED = ("statements", "events", "commitments", "positions")


def check_coding(coding: Coding, text: str) -> None:
    """Raise InternalError at the first thing in ``coding`` of the report ``text`` that breaks the contract.

    The message names the report, the field with its indices, and the offsets, and says what was expected.
    """
    _Check(coding, text).check()


class _Check:
    """One coding against one text; every method raises InternalError."""

    def __init__(self, coding: Coding, text: str) -> None:
        self.coding, self.length = coding, len(text)
        self.actors = {actor.id for actor in coding.actors}

    def check(self) -> None:
        for path, value in _records(self.coding, ""):
            self.check_record(path, value)
        self.check_actors()
        self.check_ids()
        for index, event in enumerate(self.coding.events):
            self.check_event(f"events[{index}]", event, index)
        if self.coding.report is not None and len(self.coding.report.text) != self.length:
            self.fail("report.text", f"has {len(self.coding.report.text)} characters", f"{self.length}")

    def check_record(self, path: str, value: Any) -> None:
        """What holds for every record of the contract: offsets, enumerations, days, indices, actors."""
        names = _names(value.__class__)
        if "start" in names and "end" in names:
            self.check_offsets(path, value.start, value.end)
        for name, allowed in _literals(value.__class__).items():
            found = getattr(value, name)
            if found is not None and found not in allowed:
                self.fail(_at(path, name), f'is "{found}"', "one of " + ", ".join(allowed))
        for name in names:
            rule = _RULES.get(name)
            if rule is not None:
                rule(self, _at(path, name), getattr(value, name))
        if "begin" in names and value.begin and value.until and value.begin > value.until:
            self.fail(path, f"begins on {value.begin} after it ends on {value.until}", "begin <= until")
        if "min" in names and value.max is not None and value.max < value.min:
            self.fail(path, f"has min {value.min} above max {value.max}", "min <= max")

    def check_offsets(self, path: str, start: int, end: int) -> None:
        if end > self.length:
            self.fail(path, f"{start}-{end} ends outside the text", f"at most {self.length} characters")
        if not 0 <= start < end:
            self.fail(path, f"{start}-{end} covers no characters", "0 <= start < end")

    def check_day(self, path: str, value: str | None) -> None:
        if value is not None and not is_day(value):
            self.fail(path, f'is "{value}"', 'an ISO date such as "2018-03-14", or null')

    def check_published(self, path: str, value: str | None) -> None:
        if value is not None and iso_published(value) != value:
            self.fail(path, f'is "{value}"', 'an ISO date such as "2018-03-14", or null')

    def check_index(self, path: str, value: Any) -> None:
        if not isinstance(value, int):
            return  # None, or a field of the same name that holds text (a credit's place)
        into = _INDEXES[path.rpartition(".")[2]]
        count = len(getattr(self.coding, into))
        if not 0 <= value < count:
            self.fail(path, f"is {value}", f"an index into {into}, of which there are {count}")

    def check_actor(self, path: str, value: str | None) -> None:
        if isinstance(value, str) and value not in self.actors:
            self.fail(path, f'is "{value}"', "the id of an actor of this coding")

    def check_country(self, path: str, value: str | None) -> None:
        if value is not None and not _COUNTRY.match(value):
            self.fail(path, f'is "{value}"', 'an ISO 3166 alpha-3 code such as "SRB", or null')

    def check_count(self, path: str, value: int | None) -> None:
        if value is not None and value < 0:
            self.fail(path, f"is {value}", "0 or more people")

    def check_latitude(self, path: str, value: float | None) -> None:
        if value is not None and not -90 <= value <= 90:
            self.fail(path, f"is {value}", "degrees between -90 and 90")

    def check_longitude(self, path: str, value: float | None) -> None:
        if value is not None and not -180 <= value <= 180:
            self.fail(path, f"is {value}", "degrees between -180 and 180")

    def check_actors(self) -> None:
        """Ids once each, and sectors of PLOVER, the primary one first."""
        seen: set[str] = set()
        sectors = load_plover().sectors
        for index, actor in enumerate(self.coding.actors):
            path = f"actors[{index}]"
            if not actor.id or actor.id in seen:
                self.fail(f"{path}.id", f'is "{actor.id}"', "an id that no other actor has")
            seen.add(actor.id)
            for code in actor.sectors if actor.sector is None else (actor.sector, *actor.sectors):
                if code not in sectors:
                    self.fail(f"{path}.sectors", f'hold "{code}"', "codes of PLOVER's sectors")

    def check_ids(self) -> None:
        """Statements, events, commitments and positions each have an id of their own."""
        seen: set[str] = set()
        for group in _NUMBERED:
            for index, item in enumerate(getattr(self.coding, group)):
                if not item.id or item.id in seen:
                    self.fail(f"{group}[{index}].id", f'is "{item.id}"', "an id that nothing else has")
                seen.add(item.id)

    def check_event(self, path: str, event: Event, index: int) -> None:
        """Type, mode, contexts, quad and score as PLOVER has them; ``same_as`` points back."""
        plover = load_plover()
        kind = plover.types.get(event.type)
        if kind is None:
            self.fail(f"{path}.type", f'is "{event.type}"', "one of " + ", ".join(plover.types))
        if event.mode is not None and not kind.has_mode(event.mode):
            modes = [*kind.modes, *kind.modes_without_score]
            self.fail(f"{path}.mode", f'is "{event.mode}"', f"a mode of {kind.id} ({', '.join(modes) or 'none'})")
        for context in event.contexts:
            if context not in plover.contexts:
                self.fail(f"{path}.contexts", f'hold "{context}"', "PLOVER's contexts")
        if event.quad != kind.quad:
            self.fail(f"{path}.quad", f"is {event.quad}", f"{kind.quad} for {kind.id}")
        score = plover.score_of(event.type, event.mode)
        if event.score != score:
            name = kind.id if event.mode is None else f"{kind.id}-{event.mode}"
            self.fail(f"{path}.score", f"is {event.score}", f"{score} for {name}")
        if event.same_as is not None and not 0 <= event.same_as < index:
            self.fail(f"{path}.same_as", f"is {event.same_as}", f"the index of an event before {index}")
        if not 0 <= event.confidence <= 1:
            self.fail(f"{path}.confidence", f"is {event.confidence}", "a number from 0 to 1")

    def fail(self, path: str, found: str, expected: str) -> NoReturn:
        raise InternalError(
            f'report "{self.coding.id}": {path} {found}; expected {expected}. This is a bug in dragoman.'
        )


_RULES: dict[str, Callable[[_Check, str, Any], None]] = {
    **dict.fromkeys(_DAYS, _Check.check_day),
    **dict.fromkeys(_INDEXES, _Check.check_index),
    **dict.fromkeys(("min", "max"), _Check.check_count),
    "published": _Check.check_published,
    "actor": _Check.check_actor,
    "country": _Check.check_country,
    "lat": _Check.check_latitude,
    "lon": _Check.check_longitude,
}


def is_day(value: str) -> bool:
    """Whether ``value`` is an ISO calendar date.

    >>> is_day("2018-03-14"), is_day("2018-02-30"), is_day("20180314")
    (True, False, False)
    """
    if not _DAY.match(value):
        return False
    try:
        date.fromisoformat(value)
    except ValueError:
        return False
    return True


def _records(value: Any, path: str) -> Iterator[tuple[str, Any]]:
    """Every record inside ``value`` with its path, in the contract's order."""
    for name in _names(value.__class__):
        inner = getattr(value, name)
        at = _at(path, name)
        if isinstance(inner, tuple):
            for index, item in enumerate(inner):
                if _names(item.__class__):
                    yield f"{at}[{index}]", item
                    yield from _records(item, f"{at}[{index}]")
        elif _names(inner.__class__):
            yield at, inner
            yield from _records(inner, at)


def _at(path: str, name: str) -> str:
    return f"{path}.{name}" if path else name


@cache
def _names(kind: type) -> tuple[str, ...]:
    return tuple(f.name for f in fields(kind)) if is_dataclass(kind) else ()


@cache
def _literals(kind: type) -> dict[str, tuple[str, ...]]:
    """The fields of ``kind`` that take one of a few words, with those words."""
    found = {}
    for name, hint in get_type_hints(kind).items():
        for part in (hint, *get_args(hint)):
            if get_origin(part) is Literal:
                found[name] = get_args(part)
    return found
