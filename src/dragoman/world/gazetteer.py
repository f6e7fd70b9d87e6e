"""The gazetteer: places of the world by name, in a read-only SQLite file inside the package.

Built by ``python -m training.gazetteer`` from GeoNames (CC BY 4.0) and the hand-made ``places.csv``.
States and the lands under them are not here: ``World`` has them.
"""

from __future__ import annotations

import re
import sqlite3
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import as_file, files
from typing import Any

from dragoman.world.forms import key_of

# "St. Louis" and "Saint Louis" are one name; the built keys hold the long form.
_SHORT_WORDS = {"st": "saint", "ft": "fort", "mt": "mount", "ste": "sainte"}
_SHORT = re.compile(r"\b(st|ft|mt|ste)\b")
_REMEMBERED = 1 << 16
_QUERY = (
    "select place.id, name, geonames_id, lat, lon, country, feature, population, region, district, rank"
    " from called join place on place.id = called.place where key = ?"
    " order by rank, population desc, place.id"
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
    """Places by name. One connection, opened read-only; lookups are remembered."""

    def __init__(self, path: str) -> None:
        self._file = sqlite3.connect(f"file:{path}?mode=ro&immutable=1", uri=True, check_same_thread=False)
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


@cache
def load_gazetteer() -> Gazetteer:
    """The bundled gazetteer, opened once."""
    with as_file(files("dragoman.world") / "gazetteer.sqlite") as path:
        return Gazetteer(str(path))
