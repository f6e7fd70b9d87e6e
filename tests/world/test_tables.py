"""The world's tables hold only codes, days and sectors that exist."""

from __future__ import annotations

import datetime
import re

import pytest

from dragoman.world import World, load_world

CODE = re.compile(r"[A-Z]{3}")
SECTORS = frozenset(
    {
        "COP",
        "GOV",
        "JUD",
        "LEG",
        "MIL",
        "PRM",
        "PTY",
        "REB",
        "SPY",
        "UAF",
        "UNK",
        "AGR",
        "BUS",
        "CRM",
        "CVL",
        "EDU",
        "ELI",
        "JRN",
        "LAB",
        "MED",
        "REF",
        "OPP",
        "PRE",
        "REL",
        "SOC",
        "IGO",
        "UNO",
        "NGO",
        "ISM",
        "IMG",
        "MNC",
    }
)


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


def test_tables_are_not_thin(world: World) -> None:
    """Each table has the size that its README names."""
    assert len(world.states) >= 195 and len(world.seats) >= 80 and len(world.organizations) >= 400
    assert len(world.peoples) >= 150 and len(world.offices) >= 700


def test_codes_are_states_of_the_table(world: World) -> None:
    """Every country of every table is an alpha-3 code of a state in the table (Kosovo XKX)."""
    codes = {land.code for land in world.lands.values()}
    codes |= {seat.country for seat in world.seats.values()}
    codes |= {body.country for body in world.organizations.values() if body.country}
    codes |= {people.country for people in world.peoples.values() if people.country}
    codes |= {term.country for term in world.offices if term.country}
    assert all(CODE.fullmatch(code) for code in codes) and codes <= world.states.keys()
    assert "XKX" in codes


def test_ids_are_readable(world: World) -> None:
    """Ids are lower case ASCII with hyphens below a code."""
    shape = re.compile(r"(?:[A-Z]{3}/)?[a-z0-9]+(?:-[a-z0-9]+)*|[A-Z]{3}")
    ids = [*world.lands, *world.organizations, *world.peoples]
    assert [key for key in ids if not shape.fullmatch(key)] == []


def test_sectors_are_of_the_codebook(world: World) -> None:
    """Sectors are PLOVER's, with the codes for bodies without a country."""
    used = {sector for body in world.organizations.values() for sector in body.sectors}
    used |= {seat.sector for seat in world.seats.values()} | {term.sector for term in world.offices}
    assert used <= SECTORS


def test_terms_begin_before_they_end(world: World) -> None:
    """Begin and end are days of the calendar, in order."""
    for term in world.offices:
        begin = datetime.date.fromisoformat(term.begin)
        assert term.until is None or begin <= datetime.date.fromisoformat(term.until), term


def test_offices_of_bodies_name_a_body(world: World) -> None:
    """The body of an office is an organisation or a land of the tables."""
    bodies = {term.body for term in world.offices if term.body}
    assert bodies <= world.organizations.keys() | world.lands.keys()


def test_points_lie_on_the_globe(world: World) -> None:
    """Every land has a point in degrees."""
    for land in world.lands.values():
        assert land.lat is not None and -90 <= land.lat <= 90, land
        assert land.lon is not None and -180 <= land.lon <= 180, land


def test_no_name_of_a_state_is_shared(world: World) -> None:
    """No two states have a name, adjective or capital in common."""
    for kind in ("state", "adjective", "capital"):
        shared = [
            name
            for name, entries in world._known.items()
            if len({entry.key for entry in entries if entry.kind == kind}) > 1
        ]
        assert shared == []
