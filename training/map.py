"""Builds ``src/dragoman/pages/static/outlines.json.gz``: ``python -m training.map countries-50m.json``.

The source is the npm package world-atlas (Natural Earth, public domain). Borders that two countries share
stay one line, so that thinning leaves no gaps. Kosovo has no number in the source: it is found by its name.
"""

from __future__ import annotations

import gzip
import json
import sys
from pathlib import Path
from typing import Any

import pycountry

OUT = Path("src/dragoman/pages/static/outlines.json.gz")
GRID = 100  # steps a degree
TOLERANCE = 0.012  # degrees that thinning may move a line
BY_NAME = {"Kosovo": "XKX"}
RENAMED = {"Macedonia": "North Macedonia", "eSwatini": "Eswatini"}  # since the source was drawn
Point = tuple[float, float]


def main(source: Path) -> None:
    """Writes the outlines and says how large they are."""
    atlas = json.loads(source.read_text(encoding="utf-8"))
    arcs = [_steps(_thin(_degrees(arc, atlas["transform"]))) for arc in atlas["arcs"]]
    countries = [_country(g) for g in atlas["objects"]["countries"]["geometries"] if g.get("arcs")]
    content = json.dumps(
        {"grid": GRID, "arcs": arcs, "countries": countries}, separators=(",", ":"), ensure_ascii=False
    )
    OUT.write_bytes(gzip.compress(content.encode("utf-8"), 9, mtime=0))
    print(f"{OUT}: {len(countries)} countries, {len(arcs)} lines, {OUT.stat().st_size} bytes")


def _degrees(arc: list[list[int]], transform: dict[str, list[float]]) -> list[Point]:
    (sx, sy), (tx, ty) = transform["scale"], transform["translate"]
    x = y = 0
    points = []
    for dx, dy in arc:
        x, y = x + dx, y + dy
        points.append((x * sx + tx, y * sy + ty))
    return points


def _thin(points: list[Point]) -> list[Point]:
    """Douglas and Peucker's line: the ends, and what lies farther than the tolerance from it."""
    keep = {0, len(points) - 1}
    todo = [(0, len(points) - 1)]
    while todo:
        first, last = todo.pop()
        far, at = max(
            ((_distance(points[i], points[first], points[last]), i) for i in range(first + 1, last)), default=(0.0, 0)
        )
        if far > TOLERANCE:
            keep.add(at)
            todo += [(first, at), (at, last)]
    return [points[i] for i in sorted(keep)]


def _distance(point: Point, a: Point, b: Point) -> float:
    dx, dy = b[0] - a[0], b[1] - a[1]
    length = dx * dx + dy * dy
    t = max(0.0, min(1.0, ((point[0] - a[0]) * dx + (point[1] - a[1]) * dy) / length)) if length else 0.0
    return float(((point[0] - a[0] - t * dx) ** 2 + (point[1] - a[1] - t * dy) ** 2) ** 0.5)


def _steps(points: list[Point]) -> list[int]:
    """The points on the grid, each as its step from the one before, flat."""
    x = y = 0
    flat = []
    for px, py in points:
        gx, gy = round(px * GRID), round(py * GRID)
        flat += [gx - x, gy - y]
        x, y = gx, gy
    return flat


def _country(geometry: dict[str, Any]) -> dict[str, Any]:
    shapes = geometry["arcs"] if geometry["type"] == "MultiPolygon" else [geometry["arcs"]]
    name = geometry["properties"]["name"]
    known = pycountry.countries.get(numeric=geometry["id"]) if geometry.get("id") else None
    return {
        "name": RENAMED.get(name, name),
        "code": BY_NAME.get(name, known.alpha_3 if known else None),
        "shapes": shapes,
    }


if __name__ == "__main__":
    main(Path(sys.argv[1]))
