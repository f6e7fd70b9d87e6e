"""The house: each room imports only from floors below its own, and rooms of the third floor never each other."""

from __future__ import annotations

import ast
from collections.abc import Iterator
from pathlib import Path

import pytest

PACKAGE = Path(__file__).resolve().parents[1] / "src" / "dragoman"
FLOORS = {
    "errors": 0,
    "version": 0,
    "record": 0,
    "rulefile": 0,
    "sample": 0,
    "terminal": 1,
    "world": 1,
    "language": 2,
    "geonames": 2,
    "testing": 3,
    "wire": 3,
    "times": 3,
    "places": 3,
    "actors": 3,
    "attribution": 3,
    "events": 3,
    "commitments": 3,
    "positions": 3,
    "coder": 4,
    "__init__": 5,
    "readers": 5,
    "writers": 5,
    "store": 5,
    "explain": 5,
    "scale": 5,
    "picture": 6,
    "inputs": 6,
    "coding_runs": 6,
    "notebooks": 8,
    "spacy_pipe": 5,
    "progress": 6,
    "outputs": 7,
    "clusters": 7,
    "questions": 7,
    "crises": 7,
    "keeping": 6,
    "storing": 7,
    "pages": 7,
    "serving": 7,
    "watch": 7,
    "cli": 8,
    "__main__": 9,
}
# Rooms on one floor that may lean on each other: the contract reads its tables by the one reader.
NEIGHBOURS = {("record", "rulefile"), ("record", "errors"), ("rulefile", "errors")}
# The package's face gives names from above, imported when they are asked for.
NEIGHBOURS |= {("__init__", "writers"), ("__init__", "notebooks")}
# The command that opens the desk hands the desk's pages to a server.
NEIGHBOURS |= {("serving", "pages")}
FILES = sorted(PACKAGE.rglob("*.py"))


def room_of(path: Path) -> str:
    return path.relative_to(PACKAGE).parts[0].removesuffix(".py")


def imported(path: Path) -> Iterator[str]:
    """The rooms that a file imports, inside functions too."""
    for node in ast.walk(ast.parse(path.read_text(encoding="utf-8"))):
        names = [a.name for a in node.names] if isinstance(node, ast.Import) else []
        if isinstance(node, ast.ImportFrom):
            assert node.level == 0, f"{path}: relative import"
            module = node.module or ""
            names = [f"{module}.{a.name}" for a in node.names] if module == "dragoman" else [module]
        for name in names:
            parts = name.split(".")
            if parts[0] == "dragoman":
                yield parts[1] if len(parts) > 1 else "__init__"


@pytest.mark.parametrize("path", FILES, ids=lambda p: str(p.relative_to(PACKAGE)))
def test_a_file_imports_only_from_floors_below(path: Path) -> None:
    """A room knows nothing of the rooms beside and above it."""
    room = room_of(path)
    for other in imported(path):
        if other == room or (room, other) in NEIGHBOURS:
            continue
        other = other if other in FLOORS else "__init__"  # a name that the package itself gives
        assert FLOORS[other] < FLOORS[room], f"{room} (floor {FLOORS[room]}) imports {other} (floor {FLOORS[other]})"


def test_every_room_has_a_floor() -> None:
    """A new room must say where it stands."""
    assert {room_of(p) for p in FILES} <= set(FLOORS)


@pytest.mark.parametrize("room", [r for r, floor in FLOORS.items() if floor == 3 and r != "testing"])
def test_every_coding_room_has_a_readme_and_rules(room: str) -> None:
    """Half a page says what comes in and goes out; what the room knows stands in files."""
    folder = PACKAGE / room

    assert (folder / "README.md").read_text(encoding="utf-8").strip()
    assert any((folder / "rules" / "en").iterdir())


def test_no_file_is_a_drawer() -> None:
    """Modules are named for a concept of the field, and none is longer than 800 lines."""
    drawers = {"utils", "helpers", "common", "misc", "data", "info", "manager"}

    assert not drawers & {p.stem for p in FILES}
    assert not [p for p in FILES if len(p.read_text(encoding="utf-8").splitlines()) > 800]
