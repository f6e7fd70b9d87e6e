"""The gazetteer: places of the world by name, in a read-only SQLite file.

The package's own is built by ``python -m training.gazetteer`` from GeoNames (CC BY 4.0) and the hand-made
``places.csv``; a user's own by ``dragoman gazetteer build`` from a whole GeoNames dump.
States and the lands under them are not here: ``World`` has them.
"""

from __future__ import annotations

import os
import re
import sqlite3
import sys
from contextlib import closing
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any

from dragoman.errors import GazetteerError
from dragoman.world.forms import key_of

# "St. Louis" and "Saint Louis" are one name; the built keys hold the long form.
_SHORT_WORDS = {"st": "saint", "ft": "fort", "mt": "mount", "ste": "sainte"}
_SHORT = re.compile(r"\b(st|ft|mt|ste)\b")
_REMEMBERED = 1 << 16
MANY = 500  # places of one name that are looked at: a whole dump has thousands called San Antonio
SETTING = "DRAGOMAN_GAZETTEER"  # environment variable: a file, or BUNDLED for the package's own
BUNDLED = "bundled"
FORMAT = "1"  # of the tables below; a user's file of another format is refused
SCHEMA = """
create table place (id integer primary key, name text not null, geonames_id integer, lat integer not null,
    lon integer not null, country text, feature text not null, population integer not null, region integer,
    district integer);
create table called (key text not null, place integer not null, rank integer not null,
    primary key (key, place)) without rowid;
create table meta (key text primary key, value text not null) without rowid;
"""
_QUERY = (
    "select place.id, name, geonames_id, lat, lon, country, feature, population, region, district, rank"
    " from called join place on place.id = called.place where key = ?"
    f" order by rank, population desc, place.id limit {MANY}"
)


@dataclass(frozen=True, slots=True)
class GazetteerPlace:
    """A place that a name can mean; ``lat`` and ``lon`` in degrees (WGS 84).

    ``country`` is ISO 3166-1 alpha-3 (Kosovo ``XKX``), None for seas and the like; ``region`` and
    ``district`` are the ids of the first- and second-level areas that hold it. ``population`` is that
    of a town or area; for rivers, seas and mountains it stands for how often news name them.
    ``rank`` tells how the name belongs to it: 0 its own, 1 another name, 2 a short form.
    """

    id: int
    name: str
    geonames_id: int | None
    lat: float
    lon: float
    country: str | None
    feature: str
    population: int
    region: int | None
    district: int | None
    rank: int


@dataclass(frozen=True, slots=True, kw_only=True)
class HandRow:
    """A row of the hand-made ``places.csv``; ``weight`` stands in for inhabitants."""

    name: str
    aliases: tuple[str, ...] = ()
    country: str | None = None
    lat: float
    lon: float
    feature: str
    weight: int
    geonames_id: int | None = None


def gazetteer_key(text: str) -> str:
    """The key under which the gazetteer keeps a name.

    >>> gazetteer_key("St. Petersburg"), gazetteer_key("The Hague")
    ('saint petersburg', 'hague')
    """
    return _SHORT.sub(lambda found: _SHORT_WORDS[found[0]], key_of(text))


class Gazetteer:
    """Places by name. One connection, opened read-only; lookups are remembered.

    ``stamp`` names what a user's own file holds, and is empty for the package's own.
    """

    def __init__(self, path: Path, *, stamp: str = "") -> None:
        self.path, self.stamp = path, stamp
        self._file = _opened(path)
        self._of_key = lru_cache(_REMEMBERED)(self._read)

    def named(self, name: str) -> tuple[GazetteerPlace, ...]:
        """Every place with this name: own names first, then other names, the most populous first.

        >>> load_gazetteer().named("Mitrovica")[0].country
        'XKX'
        >>> load_gazetteer().named("Nowhere at all")
        ()
        """
        return self._of_key(gazetteer_key(name))

    def _read(self, key: str) -> tuple[GazetteerPlace, ...]:
        return tuple(_place(row) for row in self._file.execute(_QUERY, (key,)))


def _place(row: tuple[Any, ...]) -> GazetteerPlace:
    ident, name, geonames_id, lat, lon, *rest = row
    return GazetteerPlace(ident, name, geonames_id, lat / 1e4, lon / 1e4, *rest)


def _opened(path: Path) -> sqlite3.Connection:
    return sqlite3.connect(f"{path.resolve().as_uri()}?mode=ro&immutable=1", uri=True, check_same_thread=False)


@cache
def load_gazetteer() -> Gazetteer:
    """The gazetteer in use, opened once: the user's own where there is one, else the package's.

    Raises GazetteerError where the user's file is missing or cannot be used.
    """
    path = user_gazetteer()
    if path is not None:
        return Gazetteer(path, stamp=_stamp(path))
    with as_file(files("dragoman.world") / "gazetteer.sqlite") as bundled:
        return Gazetteer(bundled)


def user_gazetteer() -> Path | None:
    """The user's own file: the one that ``DRAGOMAN_GAZETTEER`` names, else the usual place if it is there.

    None where the package's own is to be used.
    """
    told = os.environ.get(SETTING)
    if told:
        return None if told == BUNDLED else Path(told)
    usual = usual_place()
    return usual if usual.is_file() else None


def usual_place() -> Path:
    """Where a user's own gazetteer lies if nothing else is said: in the user's folder for data."""
    home = Path.home()
    if sys.platform == "win32":
        folder = os.environ.get("LOCALAPPDATA") or home / "AppData" / "Local"
    elif sys.platform == "darwin":
        folder = home / "Library" / "Application Support"
    else:
        folder = os.environ.get("XDG_DATA_HOME") or home / ".local" / "share"
    return Path(folder) / "dragoman" / "gazetteer.sqlite"


def _stamp(path: Path) -> str:
    """What a user's file says of itself: the digest of what it was made from, and its size."""
    if not path.is_file():
        raise GazetteerError(f"there is no gazetteer {path}; {SETTING} must name a file, or {BUNDLED}")
    try:
        with closing(_opened(path)) as file:
            meta = dict(file.execute("select key, value from meta"))
    except sqlite3.DatabaseError as error:
        raise GazetteerError(f"{path} is no gazetteer of dragoman's ({error}); build it again") from error
    if meta.get("format") != FORMAT:
        raise GazetteerError(f"{path} has format {meta.get('format')}, expected {FORMAT}; build it again")
    return f"{meta['digest']} {path.stat().st_size}"
