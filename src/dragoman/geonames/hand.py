"""Puts the hand-made places beside the dump's: seas, regions, straits, border posts, with how often news name them."""

from __future__ import annotations

import sqlite3
from collections.abc import Iterable
from importlib.resources import files

from dragoman.rulefile import read_table
from dragoman.world.gazetteer import HandRow, gazetteer_key

_FIRST = 1 << 40  # ids of places that are in no dump: above any of GeoNames
_WIDE = frozenset({"CONT", "OCN", "SEA", "GULF", "BAY", "DSRT", "MTS", "RGN", "STM", "LK", "STRT", "CNL"})
_BY_KEY = (
    "select place.id, lat, lon, country, feature, population, geonames_id, called.rank"
    " from called join place on place.id = called.place where key = ? order by rank, population desc limit 500"
)
Found = tuple[int, int, int, str | None, str, int, int, int]


def hand_rows() -> tuple[HandRow, ...]:
    """The rows of ``places.csv``."""
    return read_table(files("dragoman.world") / "rules" / "en" / "places.csv", HandRow)


def add_by_hand(file: sqlite3.Connection, rows: Iterable[HandRow]) -> None:
    """Add each row's names and weight to the place of the dump that it is, or the row as a place of its own."""
    for number, row in enumerate(rows):
        keys = sorted({key for name in (row.name, *row.aliases) if (key := gazetteer_key(name))})
        same = [found for key in keys for found in file.execute(_BY_KEY, (key,)) if _is_same(row, found)]
        ident = min(same, key=lambda f: (f[7], -f[5]))[0] if same else _FIRST + number
        if same:
            more = "update place set name = ?, population = max(population, ?) where id = ?"
            file.execute(more, (row.name, row.weight, ident))
        else:
            point = round(row.lat * 1e4), round(row.lon * 1e4)
            place = (ident, row.name, row.geonames_id, *point, row.country, row.feature, row.weight, None, None)
            file.execute("insert into place values (?,?,?,?,?,?,?,?,?,?)", place)
        file.executemany("insert or replace into called values (?,?,0)", [(key, ident) for key in keys])


def _is_same(row: HandRow, found: Found) -> bool:
    """Whether the dump's place is the row's: of its kind, in its country, near its point."""
    _, lat, lon, country, feature, _, geonames_id, _ = found
    if row.geonames_id is not None:
        return row.geonames_id == geonames_id
    if row.country is not None and row.country != country:
        return False
    apart = max(abs(lat / 1e4 - row.lat), abs(lon / 1e4 - row.lon))
    if row.feature.startswith("PPL"):
        return feature.startswith("PPL") and apart < 0.5
    if row.feature == "RGN" and feature == "ADM1":
        return apart < 8
    return feature == row.feature and apart < (8 if row.feature in _WIDE else 1)
