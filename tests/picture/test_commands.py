"""The commands that ask many codings: what they read, list, write and say."""

from __future__ import annotations

import gzip
import json
from pathlib import Path

import icalendar
import pytest
from typer.testing import CliRunner, Result

from dragoman.cli import app
from dragoman.record import Coding, json_line
from tests.picture.drafts import Draft


def run(*arguments: object, stdin: str | None = None) -> Result:
    """One run of the command line."""
    return CliRunner().invoke(app, [str(a) for a in arguments], input=stdin)


def owed(name: str, day: str | None, due: str | None) -> Coding:
    """A report of what Russia owes Ukraine."""
    text = f"{name}: Ukraine told Russia to withdraw its troops."
    return Draft(name, day, text).owes("withdraw its troops", by="RUS", to="UKR", due=due).coding()


def written(path: Path, *codings: Coding) -> Path:
    """The codings in a file."""
    path.write_text("".join(json_line(coding) + "\n" for coding in codings), encoding="utf-8")
    return path


@pytest.fixture
def codings(tmp_path: Path) -> Path:
    """Two reports of one deadline, and one that is extended by neither."""
    return written(
        tmp_path / "codings.jsonl",
        owed("a", "2014-03-04", "2014-03-06"),
        owed("b", "2014-03-05", "2014-03-10"),
    )


def test_deadlines_in_a_pipe_are_tab_separated(codings: Path) -> None:
    """The day asked for is that of the latest report."""
    result = run("deadlines", codings)
    head, line = (row.split("\t") for row in result.stdout.splitlines())

    assert result.exit_code == 0 and result.stderr == ""
    assert head[:5] == ["due", "days", "state", "kind", "who"]
    assert line[:7] == ["2014-03-10", "5", "open", "demand", "Russia", "Ukraine", "withdraw its troops"]
    assert line[8] == "set 2014-03-04; extended 2014-03-05"


def test_deadlines_on_a_day_are_what_was_known_then(codings: Path) -> None:
    """A later report is left out."""
    assert run("deadlines", codings, "--on", "2014-03-04").stdout.splitlines()[1].startswith("2014-03-06\t2\topen")


def test_what_has_passed_is_told_and_shown_with_all(codings: Path) -> None:
    """A note says how many are left out."""
    result = run("deadlines", codings, "--on", "2014-03-11")

    assert len(result.stdout.splitlines()) == 1
    assert "left out: 1 that have no day, are settled or have passed" in result.stderr
    assert "expired" in run("deadlines", codings, "--on", "2014-03-11", "--all").stdout


def test_reports_without_a_day_are_told(tmp_path: Path) -> None:
    """Nothing runs where no day is known, and the note says what to do."""
    result = run("deadlines", written(tmp_path / "c.jsonl", owed("a", None, "2014-03-06")))

    assert result.exit_code == 0 and "give one with --on" in result.stderr


def test_calendar_file_by_its_ending(codings: Path, tmp_path: Path) -> None:
    """The file has the line ends of a calendar, and a calendar library reads it."""
    result = run("deadlines", codings, "-o", tmp_path / "deadlines.ics")
    content = (tmp_path / "deadlines.ics").read_bytes()

    assert (result.exit_code, result.stdout) == (0, "")
    assert content.count(b"\n") == content.count(b"\r\n") > 5
    assert [str(e["UID"]) for e in icalendar.Calendar.from_ical(content).walk("VEVENT")] == ["a/commitment-1@dragoman"]
    assert run("deadlines", codings, "--format", "ics").stdout_bytes == content


def test_deadlines_as_json(codings: Path) -> None:
    """Every field by its name, with the history."""
    (deadline,) = json.loads(run("deadlines", codings, "--format", "json").stdout)

    assert (deadline["due"], deadline["state"], deadline["debtors"]) == (
        "2014-03-10",
        "open",
        [{"id": "RUS", "name": "Russia"}],
    )
    assert [step["origin"]["report"] for step in deadline["history"]] == ["a", "b"]


def test_codings_come_from_pipes_and_packed_files(codings: Path, tmp_path: Path) -> None:
    """``-`` and ``.gz`` are read like files."""
    packed = tmp_path / "codings.jsonl.gz"
    packed.write_bytes(gzip.compress(codings.read_bytes()))
    plain = run("deadlines", codings).stdout

    assert run("deadlines", packed).stdout == plain
    assert run("deadlines", "-", stdin=codings.read_text(encoding="utf-8")).stdout == plain


def test_versions_and_positions(tmp_path: Path) -> None:
    """Both answer as lines and as JSON."""
    draft = Draft("a", "2018-03-27", "Serbia said Kosovo Police beat Kosovo Serbs; NATO denied that they struck them.")
    draft.did("beat", "ASSAULT", by="XKX/police", to="XKX/serbs", said=draft.says("SRB"))
    denial = draft.says("IGO/nato", denies=True)
    draft.did("struck", "ASSAULT", by="XKX/police", to="XKX/serbs", said=denial, modality="negated")
    path = written(tmp_path / "c.jsonl", draft.stands("SRB", "opposes", "Kosovo Police", about="XKX/police").coding())
    lines = run("versions", path).stdout.splitlines()

    assert [line.split("\t")[1:4:2] for line in lines[1:3]] == [["NATO", "denies"], ["Serbia", "tells"]]
    assert lines[3].split("\t")[1:5] == [
        "contested",
        "",
        "whether it happened",
        "denied: ASSAULT (NATO) / told (Serbia)",
    ]
    assert json.loads(run("versions", path, "--format", "json").stdout)[0]["contested"] == ["whether it happened"]
    assert run("positions", path).stdout.splitlines()[1].split("\t")[:3] == ["Serbia", "opposes", "Kosovo Police"]
    assert json.loads(run("positions", path, "--format", "json").stdout)[0]["now"] == "opposes"


@pytest.mark.parametrize(
    ("arguments", "stdin", "message"),
    [
        (["deadlines", "none.jsonl"], "", "none.jsonl: cannot be read: No such file"),
        (["deadlines", "-"], "no JSON", "codings line 1: is not JSON"),
        (["deadlines", "-"], '{"id": "a", "text": "A report."}', "expected a value"),
        (["deadlines", "-", "--on", "Friday"], "", "expected a day such as 2018-03-14"),
        (["deadlines", "-", "-o", "/none/d.ics"], "", "cannot be written"),
        (["versions", "-", "--format", "ics"], "", "ics"),
        (["positions"], "", "Missing argument"),
    ],
)
def test_wrong_usage(arguments: list[str], stdin: str, message: str) -> None:
    """Wrong usage and unreadable codings end with 2 and say what is wrong."""
    result = run(*arguments, stdin=stdin)

    assert result.exit_code == 2
    assert message in " ".join(result.stderr.replace("│", " ").split())


def test_words_that_command_a_terminal_do_not_reach_it(tmp_path: Path) -> None:
    """Control characters of a report are not in the lines."""
    coding = Draft("a", "2014-03-04", "Russia must \x1b[2J leave\u202e.").owes("\x1b[2J leave\u202e", by="RUS").coding()
    result = run("deadlines", written(tmp_path / "c.jsonl", coding), "--all")

    assert "leave" in result.stdout and "\x1b" not in result.stdout and "\u202e" not in result.stdout
