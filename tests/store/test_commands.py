"""The commands over a store: add, recode, diff, query, search."""

from __future__ import annotations

import csv
import io
import json
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pyarrow.parquet
import pytest
from typer.testing import CliRunner, Result

import dragoman
from bench.generated import GeneratedCoder, numbered_report
from dragoman import keeping
from dragoman.cli import app
from dragoman.record import Coding, Report, report_to_json
from dragoman.store import open_store


class Coder(GeneratedCoder):
    """Codes as the generated coder does; "g-13" cannot be coded, "g-99" is Ctrl-C; other rules see an event less."""

    def pipe(self, reports: Iterable[Report]) -> Iterator[Coding]:
        for coding in super().pipe(reports):
            if coding.id == "g-13":
                raise IndexError("a bug")
            if coding.id == "g-99":
                raise KeyboardInterrupt
            coding = coding if self.digest == "old" else replace(coding, events=coding.events[:-1])
            yield replace(coding, report=next(r for r in reports if r.id == coding.id))  # type: ignore[union-attr]


def coding_by(digest: str, monkeypatch: pytest.MonkeyPatch) -> None:
    """From here on these rules code."""
    monkeypatch.setattr(dragoman, "load", lambda: Coder(3, digest=digest), raising=False)
    monkeypatch.setattr(keeping, "present_coder", lambda actors=None: ("0", digest))


@pytest.fixture(autouse=True)
def _coder(monkeypatch: pytest.MonkeyPatch) -> None:
    coding_by("old", monkeypatch)


@pytest.fixture
def db(tmp_path: Path) -> Path:
    """Where the store goes."""
    return tmp_path / "crisis.duckdb"


def run(*arguments: object) -> Result:
    """One run of the command line."""
    return CliRunner().invoke(app, [str(a) for a in arguments])


def reports_file(folder: Path, *numbers: int, **changed: str) -> Path:
    """A JSONL file of generated reports."""
    path = folder / f"reports-{'-'.join(map(str, numbers))}-{len(changed)}.jsonl"
    rows = [report_to_json(numbered_report(n, 3)) | changed for n in numbers]
    path.write_text("".join(json.dumps(row) + "\n" for row in rows), encoding="utf-8")
    return path


def add(path: Path, db: Path, *more: str) -> Result:
    """dragoman add; made-up texts are in no language."""
    return run("add", path, "--db", db, "--language", "any", *more)


def ids(db: Path) -> list[str]:
    """The reports that are kept."""
    with open_store(db) as store:
        return [row["id"] for row in store.query("SELECT id FROM reports ORDER BY id").to_pylist()]


def test_adding_twice_codes_once(tmp_path: Path, db: Path) -> None:
    """What is known is passed over, and counted."""
    first = add(reports_file(tmp_path, 1, 2), db)
    again = add(reports_file(tmp_path, 2, 3, 3), db)

    assert (first.exit_code, again.exit_code) == (0, 0)
    assert f"2 reports added to {db}, 0 failed" in first.stderr
    assert f"1 reports added to {db}, 2 known already, 0 failed" in again.stderr
    assert ids(db) == ["g-1", "g-2", "g-3"]


def test_a_report_that_fails_costs_only_itself(tmp_path: Path, db: Path) -> None:
    """It is told, and the exit code says so."""
    result = add(reports_file(tmp_path, 12, 13, 14), db)

    assert result.exit_code == 1
    assert 'failed: report "g-13" cannot be coded' in result.stderr
    assert ids(db) == ["g-12", "g-14"]


def test_another_text_under_a_known_id_stays_out_unless_replace(tmp_path: Path, db: Path) -> None:
    """The former report and its coding are kept as superseded."""
    add(reports_file(tmp_path, 1), db)
    other = reports_file(tmp_path, 1, text=numbered_report(1, 3).text + " Corrected.")
    refused = add(other, db)
    kept = add(other, db, "--replace")
    once_more = add(other, db, "--replace")
    with open_store(db) as store:
        text = store.coding("g-1").report.text  # type: ignore[union-attr]
        former = store.query("SELECT report, report_json FROM superseded_codings").to_pylist()

    assert refused.exit_code == 2
    assert 'report "g-1" is in the store with another text, which stays; --replace' in refused.stderr
    assert "1 replaced" in kept.stderr
    assert "1 known already" in once_more.stderr
    assert text.endswith("Corrected.")
    assert [json.loads(row["report_json"])["text"] for row in former] == [numbered_report(1, 3).text]


def test_what_is_coded_when_the_run_is_stopped_is_kept(tmp_path: Path, db: Path) -> None:
    """And the same command goes on."""
    stopped = add(reports_file(tmp_path, *range(60, 110)), db)

    assert stopped.exit_code == 130
    assert "32 reports are kept; the same command goes on where it was" in stopped.stderr
    assert len(ids(db)) == 32


def test_recode_codes_what_other_rules_coded_and_diff_shows_it(
    tmp_path: Path, db: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    """Each event that went, with its words; a second recode has nothing to do."""
    add(reports_file(tmp_path, 1, 2), db)
    coding_by("new", monkeypatch)
    added = add(reports_file(tmp_path, 1, 2, 3), db)
    recoded, again = run("recode", "--db", db), run("recode", "--db", db)
    table, as_json = run("diff", "--db", db), run("diff", "--db", db, "--format", "json", "--report", "g-2")
    head, *lines = table.stdout.splitlines()

    assert "2 of those known were coded by other rules; dragoman recode" in added.stderr
    assert "2 of 2 reports coded again" in recoded.stderr
    assert "every coding is of this version and these rules" in again.stderr
    assert head.split("\t") == ["report", "what", "change", "where", "words", "field", "before", "after"]
    assert [line.split("\t")[:3] for line in lines] == [["g-1", "event", "gone"], ["g-2", "event", "gone"]]
    assert "2 codings compared, 2 changed: 2 event gone" in table.stderr
    assert [(d["report"], d["kind"], d["before"]["quad"] > 0) for d in json.loads(as_json.stdout)] == [
        ("g-2", "event", True)
    ]


def test_query_answers_in_every_form(tmp_path: Path, db: Path) -> None:
    """By option, or by the file's ending."""
    add(reports_file(tmp_path, 1), db)
    sql = "SELECT id, day, ['a', 'b'] AS list, NULL AS nothing, '=1+1' AS formula FROM reports"
    table, as_json = run("query", sql, "--db", db), run("query", sql, "--db", db, "--format", "json")
    as_csv = run("query", sql, "--db", db, "--format", "csv")
    parquet = run("query", sql, "--db", db, "-o", tmp_path / "x.parquet")

    assert table.stdout.splitlines()[0] == "id\tday\tlist\tnothing\tformula"
    assert json.loads(as_json.stdout)[0]["list"] == ["a", "b"]
    row = next(csv.DictReader(io.StringIO(as_csv.stdout)))
    assert (row["list"], row["formula"]) == ('["a", "b"]', "'=1+1")
    assert parquet.exit_code == 0
    assert pyarrow.parquet.read_table(tmp_path / "x.parquet").num_rows == 1


@pytest.mark.parametrize(
    ("sql", "told"),
    [
        ("SELECT nothing FROM reports", "nothing"),
        ("DROP TABLE reports", "read-only"),
        ("", "asks nothing"),
        ("SELECT * FROM read_csv('x.csv')", "disabled by configuration"),
    ],
)
def test_a_question_that_cannot_be_answered_says_why(tmp_path: Path, db: Path, sql: str, told: str) -> None:
    """In one line, and the store stays as it is."""
    add(reports_file(tmp_path, 1), db)
    result = run("query", sql, "--db", db)

    assert result.exit_code == 2
    assert told in result.stderr
    assert ids(db) == ["g-1"]


def test_search_shows_the_words(tmp_path: Path, db: Path) -> None:
    """What came as one argument is a phrase."""
    add(reports_file(tmp_path, 1, 2), db)
    both, one = run("search", "SPOKESMAN", "--db", db), run("search", "on day 2", "--db", db, "--format", "json")

    assert "2 reports" in both.stderr
    assert [hit["report"] for hit in json.loads(one.stdout)] == ["g-2"]


def test_a_missing_store_is_named() -> None:
    """With what makes one."""
    result = run("query", "SELECT 1", "--db", "nowhere.duckdb")

    assert result.exit_code == 2
    assert "dragoman add REPORTS --db nowhere.duckdb makes it" in result.stderr
