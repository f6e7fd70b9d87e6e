"""The gazetteer finds places by name, quickly, in a file that is small enough to ship."""

from __future__ import annotations

import sqlite3
import zlib
from contextlib import closing
from importlib.resources import files

import pytest

from dragoman.geonames.build import CountryCode
from dragoman.rulefile import read_table
from dragoman.world import load_world
from dragoman.world.gazetteer import HandRow, gazetteer_key, load_gazetteer

LIMIT = 15_000_000  # bytes in the wheel, where files are compressed
FILE = files("dragoman.world") / "gazetteer.sqlite"
RULES = files("dragoman.world") / "rules" / "en"
CODES = {row.code3 for row in read_table(RULES / "country_codes.csv", CountryCode)}
HAND = read_table(RULES / "places.csv", HandRow)


@pytest.mark.parametrize(
    ("name", "country", "feature"),
    [
        ("Mitrovica", "XKX", "PPL"),
        ("Kiev", "UKR", "PPLC"),
        ("Sankt-Peterburg", "RUS", "PPL"),
        ("St. Petersburg", "RUS", "PPL"),
        ("Helmand", "AFG", "ADM1"),
        ("Heathrow", "GBR", "PPLX"),
        ("Dulles International Airport", "USA", "AIRP"),
        ("the Golan Heights", None, None),
        ("Strait of Hormuz", None, "STRT"),
        ("Merdare", "XKX", "PASS"),
    ],
)
def test_a_name_finds_its_place(name: str, country: str | None, feature: str | None) -> None:
    """Among the places of a name is the one that news mean; lands are left to the world's tables."""
    found = {(p.country, p.feature) for p in load_gazetteer().named(name)}

    assert (country, feature) in found or (feature is None and found == set())


def test_own_names_come_before_other_names() -> None:
    """Ranks rise, and inhabitants fall within a rank."""
    found = load_gazetteer().named("Victoria")

    assert [(p.rank, -p.population) for p in found] == sorted((p.rank, -p.population) for p in found)


def test_towns_lie_in_their_regions() -> None:
    """A town knows the first-level area that holds it."""
    (texas,) = [p for p in load_gazetteer().named("Texas") if p.feature == "ADM1"]
    towns = [p for p in load_gazetteer().named("Paris") if p.region == texas.id]

    assert [(p.country, p.population > 20_000) for p in towns] == [("USA", True)]


def test_the_file_is_small_enough_to_ship() -> None:
    """Compressed as in a wheel it stays below 15 MB."""
    assert len(zlib.compress(FILE.read_bytes(), 6)) < LIMIT


def test_hand_made_places_are_on_the_globe_and_in_the_file() -> None:
    """Every row has a point on the globe and is found by its own name."""
    off = [r.name for r in HAND if not (-90 <= r.lat <= 90 and -180 <= r.lon <= 180 and r.weight > 0)]
    lost = [r.name for r in HAND if not load_gazetteer().named(r.name)]

    assert (off, lost) == ([], [])


def test_every_row_is_whole() -> None:
    """As many places as the README says; points on the globe, own names, codes that exist."""
    with closing(sqlite3.connect(f"file:{FILE}?mode=ro&immutable=1", uri=True)) as file:
        ((places, nameless),) = file.execute(
            "select count(*), sum(id not in (select place from called where rank = 0)) from place"
        )
        off = file.execute(
            "select count(*) from place where abs(lat) > 900000 or abs(lon) > 1800000 or population < 0"
            " or region not in (select id from place where feature = 'ADM1')"
            " or district not in (select id from place where feature = 'ADM2')"
        ).fetchone()
        countries = {code for (code,) in file.execute("select distinct country from place where country is not null")}

    assert (round(places, -3), nameless, off) == (263_000, 0, (0,))
    assert countries <= CODES and {land.code for land in load_world().lands.values()} <= CODES


def test_the_hand_made_table_is_wide() -> None:
    """At least 300 rows by hand."""
    assert len({gazetteer_key(r.name) for r in HAND}) >= 300
