"""Read the sentences of `corpus/names/`, in which the names of people, organisations and places are marked."""

from __future__ import annotations

import re
from collections.abc import Iterator
from pathlib import Path

NAME_TYPES = ("PER", "ORG", "LOC")

Marked = tuple[str, list[tuple[int, int, str]]]

_NAME = re.compile(r"\[(PER|ORG|LOC) ([^\[\]]+)\]")


def read_sentence(line: str) -> Marked:
    """The plain text of a marked sentence and its names as (start, end, type), in characters, end exclusive.

    Raises ValueError where a bracket is no part of a well-formed mark or a name begins or ends with a space.

    >>> read_sentence("[PER Ana Ilić] left [LOC Niš].")
    ('Ana Ilić left Niš.', [(0, 8, 'PER'), (14, 17, 'LOC')])
    """
    text, names, after = "", [], 0
    for mark in _NAME.finditer(line):
        text += line[after : mark.start()]
        names.append((len(text), len(text) + len(mark[2]), mark[1]))
        text, after = text + mark[2], mark.end()
    text += line[after:]
    _check(line, text, names)
    return text, names


def _check(line: str, text: str, names: list[tuple[int, int, str]]) -> None:
    """Nothing; raises ValueError where brackets are left over or a name has a space at its edge."""
    if "[" in text or "]" in text:
        raise ValueError(f"a bracket outside a mark: {line!r}; write [PER ...], [ORG ...] or [LOC ...], not nested")
    for start, end, _ in names:
        if text[start:end] != text[start:end].strip():
            raise ValueError(f"a space at the edge of the name {text[start:end]!r} in {line!r}; put it outside")


def read_names(path: Path) -> Iterator[Marked]:
    """The sentences of a file, or of every .txt file of a folder in the order of their names.

    Blank lines are skipped. Raises ValueError naming the file and line of the first malformed sentence.
    """
    for file in sorted(path.glob("*.txt")) if path.is_dir() else [path]:
        for number, line in enumerate(file.read_text(encoding="utf-8").splitlines(), start=1):
            if not line.strip():
                continue
            try:
                yield read_sentence(line)
            except ValueError as error:
                raise ValueError(f"{file}:{number}: {error}") from error
