"""The commands that code take a file of the user's own actors."""

from __future__ import annotations

import json
import os
from pathlib import Path

import pytest
from typer.testing import CliRunner, Result

from dragoman import coding_runs, keeping
from dragoman.cli import app
from dragoman.errors import RuleFileError
from dragoman.store import open_store

TEXT = "The Red Dawn Brigade attacked a police post near Gulu on Monday, officials said."
ROWS = "name,country,sector,type\nRed Dawn Brigade,UGA,REB,group\n"


def run(*arguments: object) -> Result:
    """One run of the command line."""
    return CliRunner().invoke(app, [str(a) for a in arguments])


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A report in a file."""
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


@pytest.fixture
def own(tmp_path: Path) -> Path:
    """Actors in a file."""
    path = tmp_path / "own.csv"
    path.write_text(ROWS, encoding="utf-8")
    return path


def test_code_with_own_actors(story: Path, own: Path, tmp_path: Path) -> None:
    """The coding names the actor as the file does, and bears another digest."""
    codings = []
    for name, options in (("a", []), ("b", ["--actors", own])):
        result = run("code", story, "-o", tmp_path / f"{name}.jsonl", "--published", "2019-05-07", *options)
        assert result.exit_code == 0, result.stderr
        codings.append(json.loads((tmp_path / f"{name}.jsonl").read_text(encoding="utf-8")))
    known = [[(a["name"], a.get("country"), a.get("sector")) for a in coding["actors"]] for coding in codings]

    assert ("Red Dawn Brigade", "UGA", "REB") not in known[0]
    assert ("Red Dawn Brigade", "UGA", "REB") in known[1]
    assert codings[0]["digest"] != codings[1]["digest"] == keeping.present_coder(own)[1]


def test_workers_know_them_too(story: Path, own: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Processes that code read the file, named from where the command runs."""
    monkeypatch.chdir(own.parent)
    options = ("--actors", own.name, "--workers", "1")
    coded = run("code", story, "-o", tmp_path / "a.jsonl", *options)
    added = run("add", story, "--db", tmp_path / "a.duckdb", *options)
    coding = json.loads((tmp_path / "a.jsonl").read_text(encoding="utf-8"))
    with open_store(tmp_path / "a.duckdb") as store:
        kept = store.query("SELECT country FROM actors WHERE name = 'Red Dawn Brigade'").num_rows

    assert (coded.exit_code, added.exit_code, kept) == (0, 0, 1), coded.stderr + added.stderr
    assert [a["country"] for a in coding["actors"] if a["name"] == "Red Dawn Brigade"] == ["UGA"]


def test_watch_with_own_actors(story: Path, own: Path, tmp_path: Path) -> None:
    """What is found is coded with them; a file that cannot be used is told before anything is polled."""
    (tmp_path / "in").mkdir()
    os.utime(story.rename(tmp_path / "in" / "story.txt"), (1_000_000_000, 1_000_000_000))  # nobody writes to it still
    feeds = tmp_path / "feeds.toml"
    feeds.write_text('[[folder]]\npath = "in"\n', encoding="utf-8")
    done = run("watch", feeds, "--db", tmp_path / "a.duckdb", "--once", "--actors", own)
    with open_store(tmp_path / "a.duckdb") as store:
        kept = store.query("SELECT country FROM actors WHERE name = 'Red Dawn Brigade'").to_pylist()
    own.write_text("title\nx\n", encoding="utf-8")
    wrong = run("watch", feeds, "--db", tmp_path / "b.duckdb", "--once", "--actors", own)

    assert (done.exit_code, kept) == (0, [{"country": "UGA"}]), done.stderr
    assert wrong.exit_code == 2 and str(own) in wrong.stderr and not (tmp_path / "b.duckdb").exists()


def test_add_and_recode_with_own_actors(story: Path, own: Path, tmp_path: Path) -> None:
    """A store that was coded without them, or with what the file was before, is coded again."""
    db = tmp_path / "crisis.duckdb"
    added = run("add", story, "--db", db, "--published", "2019-05-07", "--actors", own)
    same = run("recode", "--db", db, "--actors", own)
    own.write_text(ROWS + "Lake Charter,,NGO,organization\n", encoding="utf-8")
    with open_store(db) as store:
        (row,) = store.query("SELECT country FROM actors WHERE name = 'Red Dawn Brigade'").to_pylist()
        stale = store.stale(*keeping.present_coder(own))

    assert (added.exit_code, row) == (0, {"country": "UGA"}), added.stderr
    assert "every coding is of this version and these rules" in same.stderr
    assert len(stale) == 1


def test_a_resumed_run_with_other_actors_begins_anew(own: Path) -> None:
    """What an earlier run kept is used only where the file has the same bytes."""
    before = coding_runs.coder_stamp(own)
    own.write_text(ROWS + "\n", encoding="utf-8")

    assert len({before, coding_runs.coder_stamp(own), coding_runs.coder_stamp()}) == 3


def test_a_file_that_cannot_be_used(story: Path, own: Path, tmp_path: Path) -> None:
    """A missing file and a wrong one are wrong usage, told once and before any report is read."""
    missing = run("code", story, "-o", "-", "--actors", tmp_path / "none.csv")
    own.write_text("title\nx\n", encoding="utf-8")
    wrong = run("code", story, "-o", "-", "--actors", own)

    assert missing.exit_code == 2
    assert wrong.exit_code == 2 and str(own) in wrong.stderr
    with pytest.raises(RuleFileError, match="cannot be read"):
        keeping.present_coder(tmp_path)
