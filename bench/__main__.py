"""Print every score with its floor: ``python -m bench [ROOM...] [--shared PATH] [--pin [--lower]]``.

``--pin`` raises the floors of the scores that rose; it refuses to lower one unless ``--lower`` is given.
A score may lie below its floor by the noise margin of `floors.json`. Exit status 1 where one lies lower.
Figures that count mistakes have a ceiling in place of a floor: they are pinned when they fall.
"""

from __future__ import annotations

import argparse
import importlib
import json
import os
import sys
from pathlib import Path
from typing import Any

from dragoman.world.gazetteer import BUNDLED, SETTING

FLOORS = Path(__file__).parent / "floors.json"
ROOMS = (
    "acceptance",
    "events",
    "actors",
    "attribution",
    "times",
    "places",
    "syntax",
    "stories",
    "reports",
    "negatives",
    "variations",
    "histories",
    "linking",
    "reprints",
    "alerts",
    "forecast",
    "outlook",
    "intake",
    "speed",
    "store",
    "scale",
    "skipping",
    "desk",
)
# How the names of figures begin that count mistakes; less is better.
MISTAKES = (
    "negatives",
    "variations violated",
    "events in 100 negatives",
    "intake",
    "outlook Brier",
    "outlook yardstick",
    "outlook calibration",
)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("rooms", nargs="*", help=f"which: {', '.join(ROOMS)} (all)")
    parser.add_argument("--shared", type=Path, default=Path("../shared"))
    parser.add_argument("--pin", action="store_true", help="write the scores that rose as the new floors")
    parser.add_argument("--lower", action="store_true", help="with --pin: write those that fell, too")
    options = parser.parse_args()
    os.environ[SETTING] = BUNDLED  # floors hold for the package's own gazetteer, whatever the user has
    pinned = read_floors()
    below = []
    for room in options.rooms or ROOMS:
        found = importlib.import_module(f"bench.{room}").scores(options.shared)
        below += show(found, pinned)
        if options.pin:
            pin(pinned, found, lower=options.lower)
    if options.pin:
        FLOORS.write_text(json.dumps(pinned, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    if below and not options.lower:
        sys.exit(f"beyond their floors or ceilings: {', '.join(below)}")


def read_floors() -> dict[str, Any]:
    """The noise margin and the floors by figure; empty floors where none are pinned yet."""
    if not FLOORS.exists():
        return {"margin": 0.5, "floors": {}}
    kept: dict[str, Any] = json.loads(FLOORS.read_text(encoding="utf-8"))
    return kept


def show(found: dict[str, float], pinned: dict[str, Any]) -> list[str]:
    """Print the figures; give the names of those beyond their floors or ceilings."""
    below = []
    for name, value in found.items():
        floor = pinned["floors"].get(name)
        low = floor is not None and worse(name, value, floor, by=pinned["margin"])
        bound = "ceiling" if counts_mistakes(name) else "floor"
        mark = "" if floor is None else f"{'beyond ' if low else ''}{bound} {floor:.2f}"
        print(f"{name:36} {value:8.2f}  {mark}", flush=True)
        below += [name] if low else []
    return below


def counts_mistakes(name: str) -> bool:
    """Whether the figure counts mistakes, so that less is better."""
    return name.startswith(MISTAKES)


def is_speed(name: str) -> bool:
    """Whether the figure depends on the machine."""
    return name.startswith(("speed", "skipping")) or "sentences a second" in name


def worse(name: str, value: float, other: float, *, by: float = 0.0) -> bool:
    """Whether ``value`` of the figure is worse than ``other`` by more than ``by``."""
    return value > other + by if counts_mistakes(name) else value < other - by


def pin(pinned: dict[str, Any], found: dict[str, float], *, lower: bool) -> None:
    """Take the figures as floors; those that fell only with ``lower``. Speed is never pinned: machines differ."""
    for name, value in found.items():
        floor = pinned["floors"].get(name)
        if not is_speed(name) and (floor is None or lower or worse(name, floor, value)):
            pinned["floors"][name] = round(value, 2)


if __name__ == "__main__":
    main()
