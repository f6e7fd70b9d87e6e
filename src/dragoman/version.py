"""The version of dragoman, and the digest of what decides a coding."""

from __future__ import annotations

import hashlib
from functools import cache
from importlib.resources import files
from importlib.resources.abc import Traversable

__version__ = "0.1.0"

_DECIDING = (".toml", ".csv", ".onnx", ".json", ".gz", ".sqlite")


@cache
def digest(*beside: str) -> str:
    """16 hex digits over the model, rule and table files of the package: same digest, same knowledge.

    ``beside`` names what else decides: the stamps of a user's own gazetteer and actors, empty where there are none.

    >>> len(digest()), digest("a gazetteer") == digest()
    (16, False)
    >>> digest("a gazetteer", "") == digest("a gazetteer")
    True
    """
    total = hashlib.sha256(" ".join(filter(None, beside)).encode())
    for path, file in sorted(files_under(files("dragoman"), _DECIDING)):
        total.update(path.encode())
        total.update(hashlib.sha256(file.read_bytes()).digest())
    return total.hexdigest()[:16]


def files_under(folder: Traversable, endings: tuple[str, ...], path: str = "") -> list[tuple[str, Traversable]]:
    """The files below a folder of the package whose path has one of the endings, with that path from the folder."""
    found: list[tuple[str, Traversable]] = []
    for entry in folder.iterdir():
        name = f"{path}/{entry.name}"
        if entry.is_dir():
            found += files_under(entry, endings, name)
        elif name.endswith(endings):
            found.append((name, entry))
    return found
