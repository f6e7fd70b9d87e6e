"""The command line: data on standard output, messages on standard error, and an exit code that tells."""

from __future__ import annotations

import io
import json
import subprocess
import sys
from collections.abc import Iterable, Iterator
from dataclasses import replace
from pathlib import Path

import pytest
from rich.console import Console
from typer.testing import CliRunner, Result

import dragoman
from dragoman.cli import app
from dragoman.record import Coding, Report
from dragoman.terminal import print_table
from tests.writers.codings import TEXT, drawn


class FakeCoder:
    """Codes what it is given as the drawn coding; a report that says "break" breaks the batch, "stop" is Ctrl-C."""

    def __call__(self, report: Report) -> Coding:
        return next(iter(self.pipe([report])))

    def pipe(self, reports: Iterable[Report]) -> Iterator[Coding]:
        for report in reports:
            if "break" in report.text:
                raise IndexError("a bug")
            if "stop" in report.text:
                raise KeyboardInterrupt
            yield replace(drawn(), id=report.id, report=report)


@pytest.fixture(autouse=True)
def coder(monkeypatch: pytest.MonkeyPatch) -> None:
    """No test here reads a model."""
    monkeypatch.setattr(dragoman, "load", FakeCoder, raising=False)


def run(*arguments: object, stdin: str | None = None) -> Result:
    """One run of the command line."""
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)


@pytest.fixture
def story(tmp_path: Path) -> Path:
    """A report in a file."""
    path = tmp_path / "story.txt"
    path.write_text(TEXT, encoding="utf-8")
    return path


def lines_file(folder: Path, *texts: str) -> Path:
    """A JSONL file of reports."""
    path = folder / "reports.jsonl"
    path.write_text("".join(json.dumps({"id": f"r{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    return path


def test_brief_prints_events_and_writes_the_page(story: Path, tmp_path: Path) -> None:
    """In a pipe the events are tab-separated; the page holds the story, escaped."""
    page = tmp_path / "brief.html"
    result = run("brief", story, "-o", page)
    head, arrest, *_ = result.stdout.splitlines()

    assert result.exit_code == 0
    assert head.split("\t")[:5] == ["n", "when", "who", "did what", "to whom"]
    assert arrest.split("\t")[2:5] == ["Kosovo Police", "arrested (COERCE-arrest)", "Serbs; two"]
    assert f"wrote {page}" in result.stderr
    assert "<mark " in page.read_text(encoding="utf-8")


def test_other_languages_are_set_aside_with_a_count(tmp_path: Path) -> None:
    """What is not English is not coded; how many, in which languages and where they stood is said at the end."""
    path = lines_file(tmp_path, TEXT, "Die Minister verließen am Montag den Saal ohne eine Einigung.")
    result = run("code", path, "-o", "-")

    assert (result.exit_code, len(result.stdout.splitlines())) == (0, 1)
    assert f"set aside, not in English: 1 (de 1); {path} line 2" in result.stderr
    assert len(run("code", path, "-o", "-", "--language", "any").stdout.splitlines()) == 2


def test_nothing_but_other_languages(tmp_path: Path) -> None:
    """Where all was set aside nothing was done, and the exit code says so."""
    path = lines_file(tmp_path, "Die Minister verließen am Montag den Saal ohne eine Einigung.")

    assert run("code", path, "-o", "-").exit_code == 2


def test_page_escapes_the_report(tmp_path: Path) -> None:
    """Markup in a report is text in the page, and the page asks nothing of a network."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "x", "text": TEXT + "<script>alert(1)</script>", "title": "<b>T</b>"}))
    run("brief", path, "-o", tmp_path / "brief.html")
    page = (tmp_path / "brief.html").read_text(encoding="utf-8")

    assert page.count("<script") == 1 and "<b>T" not in page and "http" not in page.replace("http-equiv", "")


def test_code_writes_by_ending(story: Path, tmp_path: Path) -> None:
    """The output's ending names the format; a summary goes to standard error."""
    result = run("code", story, "-o", tmp_path / "events.csv")

    assert (result.exit_code, result.stdout) == (0, "")
    assert "1 reports coded, 0 failed" in result.stderr
    assert "k/event-1" in (tmp_path / "events.csv").read_text()


def test_code_from_and_to_a_pipe() -> None:
    """``-`` reads standard input and writes codings as JSONL."""
    result = run("code", "-", "-o", "-", "--quiet", stdin='{"id": "a", "text": "A."}\n{"id": "b", "text": "B."}\n')

    assert [json.loads(line)["id"] for line in result.stdout.splitlines()] == ["a", "b"]
    assert result.stderr == ""


def test_bad_report_costs_only_itself(tmp_path: Path) -> None:
    """Reports that cannot be read or coded are told, the rest is written, and the exit code is 1."""
    path = lines_file(tmp_path, "A.", "break", " ", "B.")
    result = run("code", path, "-o", tmp_path / "out.jsonl")

    assert result.exit_code == 1
    assert [json.loads(line)["id"] for line in (tmp_path / "out.jsonl").read_text().splitlines()] == ["r0", "r3"]
    assert 'report "r1" cannot be coded: IndexError: a bug' in result.stderr
    assert "line 3: holds no text" in result.stderr
    assert "2 reports coded, 2 failed" in result.stderr


def test_nothing_coded_is_exit_code_2(tmp_path: Path) -> None:
    """Where no report could be coded the exit code is 2."""
    assert run("code", lines_file(tmp_path, " "), "-o", tmp_path / "out.jsonl").exit_code == 2


def test_same_id_twice_is_told(tmp_path: Path) -> None:
    """Reports of one id are all kept, and a note says so."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"id": "a", "text": "A."}\n' * 2)
    result = run("code", path, "-o", tmp_path / "out.jsonl")

    assert len((tmp_path / "out.jsonl").read_text().splitlines()) == 2
    assert 'the id "a" occurs again' in result.stderr


@pytest.mark.parametrize(
    ("arguments", "message"),
    [
        (["code", "none.txt", "-o", "out.jsonl"], "there is no file or folder none.txt"),
        (["code", "-", "-o", "out.docx"], "no format has this ending"),
        (["code", "-"], "--output"),
        (["brief"], "expected at least one report"),
        (["brief", "-", "--published", "March"], "expected a day such as 2018-03-14"),
        (["code", "-", "-o", "-", "--column", "body=text"], "expected FIELD=NAME"),
        (["code", "-", "-o", "/none/out.jsonl"], "cannot be written"),
        (["nonsense"], "nonsense"),
    ],
)
def test_wrong_usage(arguments: list[str], message: str) -> None:
    """Wrong usage and unreadable input end with 2 and say what is wrong."""
    result = run(*arguments, stdin="A.")

    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())


def test_columns_and_limit(tmp_path: Path) -> None:
    """Fields may stand under other names, and the limit may be set."""
    path = tmp_path / "a.jsonl"
    path.write_text('{"body": "A."}\n{"body": "BBBBBB"}\n')
    result = run("code", path, "-o", "-", "--column", "text=body", "--longest", "5")

    assert result.exit_code == 1 and len(result.stdout.splitlines()) == 1
    assert "limit is 5 characters" in result.stderr


def test_stop_by_keyboard(tmp_path: Path) -> None:
    """Stopped by the keyboard, a run ends with 130 and one line, and keeps the batches that were done."""
    path = lines_file(tmp_path, *["A."] * 32, "stop")
    result = run("code", path, "-o", tmp_path / "out.jsonl")

    assert result.exit_code == 130 and result.stderr.splitlines()[-1].startswith("stopped; what is done is in")
    assert len((tmp_path / "out.jsonl.partial").read_text().splitlines()) == 32


def test_terminal_gets_no_control_characters(tmp_path: Path) -> None:
    """Control and direction characters of a report never reach the terminal."""
    path = tmp_path / "a.jsonl"
    path.write_text(json.dumps({"id": "x\x1b[2J\u202e", "text": " "}))

    assert "\x1b" not in run("code", path, "-o", "-").stderr
    assert "\u202e" not in run("code", path, "-o", "-").stderr


def test_table_shows_words_as_they_are() -> None:
    """On a terminal a cell's brackets are no markup, its control characters are gone, empty columns take no room."""
    console = Console(file=io.StringIO(), width=60, force_terminal=False)
    print_table(console, "T[red]", ("who", "where", "what"), [("[bold]A\x1b[2J", "", "B\u202e")])
    drawn_table = console.file.getvalue()  # type: ignore[attr-defined]

    assert "T[red]" in drawn_table and "[bold]A [2J" in drawn_table
    assert "where" not in drawn_table and "\x1b" not in drawn_table and "\u202e" not in drawn_table


def test_explain_shows_what_covers_the_words(story: Path) -> None:
    """Explain lists all that the coding says where the words stand."""
    result = run("explain", story, "--at", "Kosovo police")

    assert result.exit_code == 0
    assert [line.split("\t")[0] for line in result.stdout.splitlines()] == ["actor", "event actor"]
    assert run("explain", story, "--at", "nowhere").exit_code == 1


def test_help_shows_examples() -> None:
    """Each command's help has an example."""
    for command in ("brief", "code", "explain", "deadlines", "versions", "positions"):
        assert "dragoman " in run(command, "--help").stdout
    assert run("--version").stdout == f"dragoman {dragoman.__version__}\n"


def test_help_loads_no_model() -> None:
    """Importing the command line loads neither coder nor model library."""
    heavy = ("dragoman.coder", "onnxruntime", "numpy", "trafilatura", "rich.table")
    check = f"import sys, dragoman.cli; print([m for m in {heavy} if m in sys.modules])"
    done = subprocess.run([sys.executable, "-c", check], capture_output=True, text=True, check=True)

    assert done.stdout == "[]\n"
