"""What a view shows, as its address says it: days, types, quads, actors, place, sector, source."""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass, fields, replace
from datetime import date
from functools import lru_cache
from typing import Any
from urllib.parse import quote, quote_plus, urlencode

from dragoman.errors import DragomanError
from dragoman.record import load_plover

_LONGEST = 200  # characters of a value
_MOST = 40  # values of one filter
_MANY = ("type", "quad", "actor", "between", "sector")


class FilterError(DragomanError):
    """An address that asks for what there cannot be."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Filters:
    """Which events are shown. An empty field asks nothing; all that are set must hold."""

    since: str = ""
    until: str = ""
    type: tuple[str, ...] = ()
    quad: tuple[str, ...] = ()
    actor: tuple[str, ...] = ()
    """Actor ids or countries, each of which must take part, on either side."""
    between: tuple[str, ...] = ()
    """Two of which one acts on the other, either way."""
    by: str = ""
    to: str = ""
    place: str = ""
    """A country's code or a place's name."""
    sector: tuple[str, ...] = ()
    source: str = ""
    """The publisher of the report."""
    says: str = ""
    """Who says so, an actor's id."""
    report: str = ""
    happening: str = ""
    counted: str = ""
    """"1": only what the series counts."""

    def but(self, **changes: Any) -> Filters:
        """The same with some fields set anew."""
        return replace(self, **changes)

    @property
    def pairs(self) -> list[tuple[str, str]]:
        """The fields that ask something, as an address holds them."""
        found = []
        for name in NAMES:
            value = getattr(self, name)
            found += [(name, each) for each in ((value,) if isinstance(value, str) else value) if each]
        return found

    def address(self, path: str = "/events", **more: str | int) -> str:
        """The address of a view with these filters.

        >>> Filters(actor=("IRQ", "KWT"), since="1990-08-02").address()
        '/events?since=1990-08-02&actor=IRQ&actor=KWT'
        """
        asked = urlencode([*self.pairs, *((name, str(value)) for name, value in more.items() if value)])
        return f"{path}?{asked}" if asked else path

    def opener(self, *names: str) -> Callable[..., str]:
        """What gives the addresses of views of events that differ in these fields only, a value each: many are made
        faster so.

        >>> Filters(actor=("IRQ",)).opener("since", "quad")("1990-08-02", "4")
        '/events?since=1990-08-02&quad=4&actor=IRQ'
        """
        fixed = {name: urlencode([pair for pair in self.pairs if pair[0] == name]) for name in NAMES}
        parts = (f"{name}={{}}" if name in names else fixed[name] for name in NAMES)
        order = sorted(range(len(names)), key=lambda number: NAMES.index(names[number]))

        def address(*values: str) -> str:
            return filled.format(*(_quoted(values[number]) for number in order))

        filled = f"/events?{'&'.join(filter(None, parts))}"  # nothing that was quoted holds a brace
        return address


NAMES = tuple(field.name for field in fields(Filters))


@lru_cache(4096)
def _quoted(value: str) -> str:
    return quote_plus(value)


def read_filters(asked: Mapping[str, list[str]]) -> Filters:
    """The filters of an address; raises FilterError where a value cannot be.

    >>> read_filters({"quad": ["4"], "actor": ["IRQ"]}).pairs
    [('quad', '4'), ('actor', 'IRQ')]
    """
    found: dict[str, Any] = {}
    for name in NAMES:
        values = [value.strip() for value in asked.get(name, ()) if value.strip()]
        if len(values) > _MOST or any(len(value) > _LONGEST for value in values):
            raise FilterError(f"{name}: at most {_MOST} values of at most {_LONGEST} characters are read")
        if values:
            found[name] = tuple(dict.fromkeys(values)) if name in _MANY else values[-1]
    _check(found)
    return Filters(**found)


def _check(found: Mapping[str, Any]) -> None:
    for name in ("since", "until"):
        if name in found:
            iso_day(found[name], name)
    if len(found.get("between", ())) not in (0, 2):
        raise FilterError("between names two who act on each other; expected between=IRQ&between=KWT")
    _check_known("type", found.get("type", ()), load_plover().types)
    _check_known("quad", found.get("quad", ()), ("1", "2", "3", "4"))


def _check_known(name: str, values: Iterable[str], known: Iterable[str]) -> None:
    names = list(known)
    for value in values:
        if value not in names:
            raise FilterError(f'{name} is "{value}"; expected one of {", ".join(names)}')


def iso_day(value: str, name: str) -> str:
    """A day of an address; raises FilterError where it is none."""
    try:
        return date.fromisoformat(value).isoformat()
    except ValueError:
        raise FilterError(f'{name} is "{value}"; expected a day such as 1990-08-02') from None


def path_of(kind: str, id: str) -> str:
    """The address of the page of one actor, report or happening, whatever characters its id has.

    >>> path_of("actor", "IRQ/saddam-hussein"), path_of("report", "a?b#c")
    ('/actor/IRQ/saddam-hussein', '/report/a%3Fb%23c')
    """
    return f"/{kind}/{quote(id, safe='/')}"


def crisis_address(a: str, b: str, *, until: str = "") -> str:
    """The page of two actors.

    >>> crisis_address("IRQ", "KWT", until="1990-08-02")
    '/crisis?until=1990-08-02&actor=IRQ&actor=KWT'
    """
    return Filters(actor=(a, b), until=until).address("/crisis")
