"""Actor dictionaries of PETRARCH and TABARI: names with CAMEO codes and the days on which a code holds."""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass, field
from datetime import date, timedelta
from functools import cache
from importlib.resources import files
from pathlib import Path

from dragoman.errors import RuleFileError
from dragoman.rulefile import read_table
from dragoman.world.own import OwnActor
from dragoman.world.records import State

_CODE = re.compile(r"\[([^\]]*)\]")
_SPAN = re.compile(r"(?P<code>[A-Z0-9]+)?\s*(?P<mark>[<>])?\s*(?P<one>\d{6,8})?\s*(?:-\s*(?P<two>\d{6,8}))?")
_PIVOT = 50  # a year of two digits below it is of this century


@dataclass(frozen=True, slots=True, kw_only=True)
class CameoRole:
    """A code of three letters behind the country in a CAMEO actor code, and PLOVER's sectors for it (none: no part)."""

    role: str
    sectors: tuple[str, ...] = ()


@dataclass(slots=True)
class _Entry:
    """One name with its synonyms and dated codes while the file is read."""

    line: int
    names: list[str]
    codes: list[tuple[str, str | None, str | None]] = field(default_factory=list)


def read_actor_dictionary(path: Path, states: dict[str, State]) -> tuple[OwnActor, ...]:
    """The actors of a PETRARCH or TABARI dictionary as rows of the user's own.

    ``NAME_ [CODE]`` begins an entry, ``+SYNONYM`` gives another name, an indented ``[CODE <date]``,
    ``[CODE >date]`` or ``[CODE date-date]`` a code for some days (YYMMDD or YYYYMMDD). Comments begin with ``#`` or
    ``;``. The first three letters are a country of ``states`` or a body such as IGO, each further three a role. What
    only names a state is left out: the world knows it. The format does not tell persons from bodies: an entry whose
    codes change with time is taken for a person. Raises RuleFileError for a code or date that cannot be read.
    """
    entries = list(_entries(path))
    if not entries:
        raise RuleFileError(f"{path}: holds no actors; expected lines such as NAME_ [CODE]")
    return tuple(row for entry in entries for row in _rows(path, entry, states))


def _entries(path: Path) -> Iterator[_Entry]:
    try:
        lines = path.read_text(encoding="utf-8", errors="replace").splitlines()
    except OSError as error:
        raise RuleFileError(f"{path}: cannot be read ({error.strerror or error})") from error
    entry: _Entry | None = None
    for number, raw in enumerate(lines, start=1):
        line = raw.partition(";")[0].partition("#")[0].rstrip()
        name = _CODE.sub("", line).strip()
        if not line.strip() or line.lstrip().startswith(("<", "&", "{")):
            continue
        if name.startswith("+"):
            if entry is not None:
                entry.names.append(_spelled(name[1:]))
        elif name:
            if entry is not None:
                yield entry
            entry = _Entry(number, [_spelled(name)])
        for code in _CODE.findall(line):
            if entry is None:
                raise RuleFileError(f"{path}, line {number}: [{code}] has no name above it")
            entry.codes.append(_dated(code, f"{path}, line {number}"))
    if entry is not None:
        yield entry


def _spelled(name: str) -> str:
    """A name of the dictionary as reports write it: words with capitals.

    >>> _spelled("PEOPLE'S_MOJAHEDIN_")
    "People's Mojahedin"
    """
    return " ".join(word[:1].upper() + word[1:].lower() for word in name.replace("_", " ").split())


def _dated(text: str, where: str) -> tuple[str, str | None, str | None]:
    """Code, first and last day of ``CODE``, ``CODE <date``, ``CODE >date`` or ``CODE date-date``."""
    found = _SPAN.fullmatch(text.strip())
    if found is None or not found["code"] or (found["mark"] and not found["one"]):
        raise RuleFileError(f'{where}: "[{text}]" is no code; expected such as [KENGOV], [KENGOV >20130409]')
    one, two = (_day(found[key], where) if found[key] else None for key in ("one", "two"))
    if found["mark"] == "<" and one is not None:
        return found["code"], None, (one - timedelta(days=1)).isoformat()
    if found["mark"] == ">" and one is not None:
        return found["code"], one.isoformat(), None
    return found["code"], one.isoformat() if one else None, two.isoformat() if two else None


def _day(digits: str, where: str) -> date:
    year = int(digits[:-4])
    if len(digits) == 6:
        year += 2000 if year < _PIVOT else 1900
    try:
        return date(year, int(digits[-4:-2]), int(digits[-2:]))
    except ValueError as error:
        raise RuleFileError(f'{where}: "{digits}" is no day; expected YYYYMMDD or YYMMDD') from error


def _rows(path: Path, entry: _Entry, states: dict[str, State]) -> Iterator[OwnActor]:
    changes = any(begin or until for _, begin, until in entry.codes)
    for code, begin, until in entry.codes:
        country, sectors = _meant(code, states)
        if not sectors:
            continue
        try:
            yield OwnActor(
                name=entry.names[0],
                aliases=tuple(entry.names[1:]),
                country=country,
                sectors=sectors,
                type="person" if changes else "organization",
                begin=begin,
                until=until,
            )
        except ValueError as error:
            raise RuleFileError(f"{path}, line {entry.line}: {error}") from error


def _meant(code: str, states: dict[str, State]) -> tuple[str | None, tuple[str, ...]]:
    """Country and sectors of a CAMEO actor code; parts that PLOVER has no sector for are left out."""
    parts = [code[at : at + 3] for at in range(0, len(code), 3)]
    first = "XKX" if parts[0] == "KOS" else parts[0]
    country = first if first in states else None
    told = (sector for part in (parts[1:] if country else parts) for sector in _roles().get(part, ()))
    return country, tuple(dict.fromkeys(told))


@cache
def _roles() -> dict[str, tuple[str, ...]]:
    table = files("dragoman.world") / "rules" / "en" / "cameo_roles.csv"
    return {row.role: row.sectors for row in read_table(table, CameoRole, unique="role")}
