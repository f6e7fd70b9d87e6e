"""Folders into the store: files as they appear, when they are whole."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest

from tests.watch.serving import Desk

SETTINGS = '[[folder]]\npath = "in"\n'


def put(desk: Desk, name: str, content: str, *, age: float = 60.0) -> Path:
    """A file of this age in the watched folder."""
    path = desk.folder / "in" / name
    path.parent.mkdir(exist_ok=True)
    path.write_text(content, encoding="utf-8")
    os.utime(path, (desk.clock.at - age, desk.clock.at - age))
    return path


def lines(*texts: str) -> str:
    """JSON lines of these texts."""
    return "".join(json.dumps({"id": f"r{n}", "text": text}) + "\n" for n, text in enumerate(texts))


def test_files_are_read_once(desk: Desk) -> None:
    """A file is read when it has come to rest, and not again."""
    put(desk, "a.txt", "Officials in Oslo said that they had signed it.")
    put(desk, "b.txt", "Half of a repo", age=0.5)
    counts = [len(desk.coder.coded) for _ in range(2) if desk.run(SETTINGS)]
    put(desk, "b.txt", "Half of a report was in it, and now it is whole.")
    desk.run(SETTINGS)

    assert (counts, len(desk.texts())) == ([1, 1], 2)


def test_files_of_many_reports(desk: Desk) -> None:
    """Of a file that grows only the new lines are coded; a line that changed takes its report's place."""
    put(desk, "a.jsonl", lines(*(f"Officials said that they met {n} times." for n in range(70))))
    desk.run(SETTINGS)
    put(desk, "a.jsonl", lines("Officials said that it was another one.", *(["no"] * 0)) + lines(*["x"])[:0])
    desk.run(SETTINGS)

    assert len(desk.coder.coded) == 71
    assert "Officials said that it was another one." in desk.texts()


def test_an_id_that_is_taken(desk: Desk) -> None:
    """A report of another file under a known id is left out and told."""
    put(desk, "a.jsonl", lines("Officials said that they met."))
    put(desk, "b.jsonl", lines("Others said that they had not met."))
    desk.run(SETTINGS)

    assert desk.texts() == ["Officials said that they met."]
    assert 'report "r0" is in the store with another text' in desk.told[0]


@pytest.mark.parametrize("content", ["{oops", "", '{"text": ""}'])
def test_broken_files(desk: Desk, content: str) -> None:
    """A file that cannot be read is told once and does not come again until it changes."""
    put(desk, "a.jsonl", content)
    put(desk, "b.txt", "Officials in Oslo said that they had signed it.")
    desk.run(SETTINGS)
    told = len(desk.told)
    desk.run(SETTINGS)

    assert (len(desk.texts()), len(desk.told)) == (1, told)


def test_a_folder_that_is_not_there(desk: Desk) -> None:
    """A missing folder is told, and waited for."""
    desk.run(SETTINGS)

    assert "is no folder; is asked again" in desk.told[0]
