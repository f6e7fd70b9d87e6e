"""docs/store.md says every table and column there is, and its questions have answers."""

from __future__ import annotations

import re
import shlex
from collections.abc import Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dragoman
from bench.generated import GeneratedCoder, generated
from dragoman import keeping
from dragoman.cli import app
from dragoman.store import Store, open_store
from tests.writers.codings import drawn

PAGE = (Path(__file__).resolve().parents[2] / "docs" / "store.md").read_text(encoding="utf-8")
QUESTIONS = re.findall(r"```sql\n(.*?)```", PAGE, re.DOTALL)
COMMANDS = [line for block in re.findall(r"```sh\n(.*?)```", PAGE, re.DOTALL) for line in block.splitlines()]
TABLES = dict(re.findall(r"### (\w+)\n\n[^#]*?\n\n((?:\|.*\n)+)", PAGE))


@pytest.fixture(scope="module")
def path(tmp_path_factory: pytest.TempPathFactory) -> Path:
    """A store with a few reports."""
    path = tmp_path_factory.mktemp("docs") / "crisis.duckdb"
    with open_store(path, write=True) as store:
        store.add([drawn(), *generated(5)])
    return path


@pytest.fixture
def store(path: Path) -> Iterator[Store]:
    """The store, to be asked."""
    with open_store(path) as opened:
        yield opened


def test_every_column_is_described_and_no_other(store: Store) -> None:
    """With its type, in the order of the table."""
    there = store.query(
        "SELECT table_name, column_name, data_type FROM duckdb_columns() WHERE NOT internal"
    ).to_pylist()
    views = {"polecat", "dyad_day"}
    columns: dict[str, list[tuple[str, str]]] = {}
    for row in there:
        if row["table_name"] not in views:
            columns.setdefault(row["table_name"], []).append((row["column_name"], row["data_type"]))
    told = {name: re.findall(r"^\| `(\w+)` \| ([A-Z\[\]]+) \|", rows, re.MULTILINE) for name, rows in TABLES.items()}

    assert told == columns


@pytest.mark.parametrize("sql", QUESTIONS, ids=lambda sql: " ".join(sql.split())[:40])
def test_each_question_has_an_answer(store: Store, sql: str) -> None:
    """At least one row from a few reports."""
    assert store.query(sql).num_rows > 0


def test_there_are_five_questions() -> None:
    """Or more."""
    assert len(QUESTIONS) >= 5


def test_the_commands_run(path: Path, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """One after the other, in a folder with stories."""
    monkeypatch.chdir(tmp_path)
    monkeypatch.setattr(dragoman, "load", lambda: GeneratedCoder(3), raising=False)
    monkeypatch.setattr(keeping, "present_coder", lambda actors=None: ("0", "generated"))
    (tmp_path / "stories").mkdir()
    (tmp_path / "stories" / "g-1.jsonl").write_text('{"id": "g-1", "text": "Police used tear gas in Example."}\n')

    for command in COMMANDS:
        result = CliRunner().invoke(app, shlex.split(command)[1:])

        assert result.exit_code == 0, f"{command}: {result.output}"
