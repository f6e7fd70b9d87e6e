"""Outlines of countries (Natural Earth, public domain) from ``static/outlines.json.gz``, in degrees.

The file is made by ``python -m training.map``; Kosovo has the code XKX. Lines are Natural Earth's
de facto ones and say nothing of whose they should be.
"""

from __future__ import annotations

import gzip
import json
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from itertools import accumulate

from dragoman.pages.geometry import Box, Point


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """The outer line of one piece of land, and the box around it (west, south, east, north)."""

    points: tuple[Point, ...]
    box: Box


@dataclass(frozen=True, slots=True, kw_only=True)
class Country:
    """A country's name, alpha-3 code where it has one, and pieces of land with their holes."""

    name: str
    code: str | None
    shapes: tuple[tuple[Ring, ...], ...]


@cache
def load_outlines() -> tuple[Country, ...]:
    """All countries, read once."""
    content = json.loads(gzip.decompress((files("dragoman.pages") / "static" / "outlines.json.gz").read_bytes()))
    arcs = [_points(arc, content["grid"]) for arc in content["arcs"]]
    return tuple(
        Country(
            name=row["name"],
            code=row["code"],
            shapes=tuple(tuple(_ring(numbers, arcs) for numbers in shape) for shape in row["shapes"]),
        )
        for row in content["countries"]
    )


def _points(steps: Sequence[int], grid: int) -> list[Point]:
    xs, ys = accumulate(steps[::2]), accumulate(steps[1::2])
    return [(x / grid, y / grid) for x, y in zip(xs, ys, strict=True)]


def _ring(numbers: Sequence[int], arcs: Sequence[list[Point]]) -> Ring:
    """A ring from its lines; a number below zero is a line read backwards."""
    points: list[Point] = []
    for number in numbers:
        line = arcs[number] if number >= 0 else arcs[~number][::-1]
        points += line[1:] if points else line
    xs, ys = [x for x, _ in points], [y for _, y in points]
    return Ring(points=tuple(points), box=(min(xs), min(ys), max(xs), max(ys)))
