"""A line of the dump as a place with its names, or the reason why it is none."""

from __future__ import annotations

from collections.abc import Iterator, Set
from dataclasses import dataclass

from dragoman.world.gazetteer import gazetteer_key
from dragoman.world.placenames import SPELLINGS_FROM, airport_names, is_useful, short_forms, spellings

COLUMNS = 19
LONGEST = 120  # characters of a name
_AREAS = ("ADM1", "ADM2", "ADM3", "ADM4", "ADM5")


class MalformedRow(Exception):
    """A line that is no row of a GeoNames dump; the message says why."""


@dataclass(frozen=True, slots=True)
class Row:
    """A place of the dump; ``first`` and ``second`` are the codes of the areas that hold it, empty for none."""

    id: int
    name: str
    ascii: str
    others: tuple[str, ...]
    lat: float
    lon: float
    country: str
    feature: str
    population: int
    first: str
    second: str


def read_row(line: bytes) -> Row:
    """The place of a line. Raises MalformedRow.

    >>> line = "7\\tPeć\\tPec\\tPeja\\t42.66\\t20.29\\tP\\tPPLA\\tXK\\t\\t02\\t\\t\\t\\t48962\\t\\t520\\t\\t"
    >>> read_row(line.encode()).first
    'XK.02'
    """
    try:
        cells = line.decode("utf-8").rstrip("\r\n").split("\t")
    except UnicodeDecodeError:
        raise MalformedRow("not UTF-8") from None
    if len(cells) != COLUMNS:
        raise MalformedRow(f"{len(cells)} columns, expected {COLUMNS}")
    ident, name, plain, others, lat, lon, _, feature, country, _, first, second, *_ = cells
    if not name or len(name) > LONGEST:
        raise MalformedRow("no name" if not name else f"a name of {len(name)} characters")
    try:
        row = Row(
            int(ident),
            name,
            plain,
            tuple(others.split(",")) if others else (),
            float(lat),
            float(lon),
            country,
            feature,
            int(cells[14] or 0),
            f"{country}.{first}" if country and first else "",
            f"{country}.{first}.{second}" if country and first and second else "",
        )
    except ValueError as error:
        raise MalformedRow(f"no number where one is expected ({error})") from None
    if not (-90 <= row.lat <= 90 and -180 <= row.lon <= 180 and 0 < row.id < 1 << 40 and 0 <= row.population < 1 << 40):
        raise MalformedRow("a number that cannot be: id, latitude, longitude or population")
    return row


def area_code(row: Row) -> str:
    """The code under which other rows name this area; empty where it is no first- or second-level area."""
    return row.first if row.feature == "ADM1" else row.second if row.feature == "ADM2" else ""


def keys_of(row: Row) -> dict[str, int]:
    """The keys that find the place, with the rank of each: 0 its own, 1 another name, 2 a short form."""
    keys: dict[str, int] = {}
    for rank, name in _names(row):
        key = gazetteer_key(name)
        if key and keys.get(key, rank) >= rank:
            keys[key] = rank
    return keys


def _names(row: Row) -> Iterator[tuple[int, str]]:
    yield 0, row.name
    if row.ascii and row.ascii != row.name:
        yield 0, row.ascii
    useful = [name for name in row.others if is_useful(name)]
    for name in useful:
        yield 1, name
    if useful and row.population >= SPELLINGS_FROM:
        for name in spellings(row.name, useful):
            yield 0, name
    if row.feature in _AREAS:
        for name in short_forms(row.name):
            yield 1 if row.feature == "ADM1" else 2, name
    elif row.feature == "AIRP":
        for name in airport_names(row.name, ""):
            yield 1, name


def is_kept(row: Row, left_out: Set[str], lands: Set[int]) -> bool:
    """False for states and lands, which the world's own tables have, what stands no more, and rows of no kind."""
    return bool(row.feature) and row.feature not in left_out and row.id not in lands
