"""A run that is killed goes on: nothing is lost, nothing is there twice, only what was under way is done again."""

from __future__ import annotations

import json
import os
import signal
import subprocess
import sys
import time
from collections.abc import Iterable, Iterator
from pathlib import Path

import pytest
from typer.testing import CliRunner

import dragoman
from dragoman.cli import app
from dragoman.coding_runs import Tally
from dragoman.progress import expected_reports, progress_line, watched
from dragoman.record import Coding, Report
from tests.scale.coders import FakeCoder

ROOT = Path(__file__).resolve().parents[2]
SLOW_RUN = """
import sys, dragoman
from tests.scale.coders import FakeCoder
dragoman.load = FakeCoder
from dragoman.cli import app
app(sys.argv[1:])
"""


class CountingCoder(FakeCoder):
    """Counts what it codes."""

    coded = 0

    def pipe(self, reports: Iterable[Report]) -> Iterator[Coding]:
        for report in reports:
            type(self).coded += 1
            yield from super().pipe([Report(id=report.id, text="quick")])


def write_reports(path: Path, texts: Iterable[str]) -> Path:
    """A JSONL file of reports with running ids."""
    path.write_text("".join(json.dumps({"id": f"r{n}", "text": text}) + "\n" for n, text in enumerate(texts)))
    return path


def start_and_kill(command: list[str], pieces: Path, least: int) -> None:
    """Start a run and kill it, its workers' pipe with it, when so many pieces are done."""
    run = subprocess.Popen(command, cwd=ROOT, stderr=subprocess.DEVNULL)
    end = time.monotonic() + 60
    while len(list(pieces.glob("*.piece"))) < least and run.poll() is None and time.monotonic() < end:
        time.sleep(0.01)
    os.kill(run.pid, signal.SIGKILL)
    run.wait()


def ids(path: Path) -> list[str]:
    """The ids of the codings of a file."""
    return [json.loads(line)["id"] for line in path.read_text(encoding="utf-8").splitlines()]


def test_killed_run_goes_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """After kill -9 the same command with --resume codes only what was not done, and the file is whole."""
    reports, output, pieces = tmp_path / "a.jsonl", tmp_path / "out.jsonl", tmp_path / ".out.jsonl.pieces"
    write_reports(reports, ["slow 0.005"] * 200)
    arguments = ["code", str(reports), "-o", str(output), "--quiet"]
    start_and_kill([sys.executable, "-c", SLOW_RUN, *arguments], pieces, least=2)
    assert not output.exists()
    done = 32 * len(list(pieces.glob("*.piece")))
    monkeypatch.setattr(dragoman, "load", CountingCoder, raising=False)
    monkeypatch.setattr(CountingCoder, "coded", 0)
    result = CliRunner().invoke(app, [*arguments, "--resume"])

    assert result.exit_code == 0, result.stderr
    assert ids(output) == [f"r{n}" for n in range(200)]
    assert (done >= 64, CountingCoder.coded) == (True, 200 - done)
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.jsonl", "out.jsonl"]


def test_without_resume_a_run_begins_anew(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """What an older run left is used only where that is asked for."""
    output, pieces = tmp_path / "out.jsonl", tmp_path / ".out.jsonl.pieces"
    reports = write_reports(tmp_path / "a.jsonl", ["slow 0.005"] * 100)
    arguments = ["code", str(reports), "-o", str(output), "--quiet"]
    start_and_kill([sys.executable, "-c", SLOW_RUN, *arguments], pieces, least=1)
    monkeypatch.setattr(dragoman, "load", CountingCoder, raising=False)
    monkeypatch.setattr(CountingCoder, "coded", 0)
    CliRunner().invoke(app, arguments)

    assert (CountingCoder.coded, len(ids(output))) == (100, 100)


def test_killed_workers_go_on_with_the_real_coder(tmp_path: Path) -> None:
    """A run of two workers, killed and gone on with, writes the bytes of a run that nobody stopped."""
    texts = [f"Police arrested {n} protesters in Oslo on Monday, the ministry said." for n in range(2, 42)]
    reports = write_reports(tmp_path / "a.jsonl", texts)
    command = [sys.executable, "-m", "dragoman", "code", str(reports), "--quiet", "-o"]
    start_and_kill([*command, str(tmp_path / "b.csv"), "--workers", "2"], tmp_path / ".b.csv.pieces", least=1)
    subprocess.run([*command, str(tmp_path / "b.csv"), "--workers", "2", "--resume"], cwd=ROOT, check=True)
    subprocess.run([*command, str(tmp_path / "c.csv")], cwd=ROOT, check=True)

    assert (tmp_path / "b.csv").read_bytes() == (tmp_path / "c.csv").read_bytes()
    assert sorted(p.name for p in tmp_path.iterdir()) == ["a.jsonl", "b.csv", "c.csv"]


def test_stop_by_keyboard_says_how_to_go_on(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Ctrl-C keeps what is done, in the output's form and for --resume."""

    class StoppedCoder(CountingCoder):
        def obey(self, word: str = "", *rest: str) -> None:
            if type(self).coded > 40:
                raise KeyboardInterrupt

    monkeypatch.setattr(dragoman, "load", StoppedCoder, raising=False)
    reports = write_reports(tmp_path / "a.jsonl", ["x"] * 70)
    result = CliRunner().invoke(app, ["code", str(reports), "-o", str(tmp_path / "out.jsonl")])

    assert result.exit_code == 130 and "--resume goes on where it was" in result.stderr
    assert len(ids(tmp_path / "out.jsonl.partial")) == 32


def test_resume_needs_a_file(tmp_path: Path) -> None:
    """Standard output cannot be gone on with."""
    reports = write_reports(tmp_path / "a.jsonl", ["x"])

    assert CliRunner().invoke(app, ["code", str(reports), "-o", "-", "--resume"]).exit_code == 2


def test_expected_reports(tmp_path: Path) -> None:
    """The number of reports is told from lines, rows and files; not for what must be read to know."""
    reports = write_reports(tmp_path / "a.jsonl", ["x"] * 70)
    (tmp_path / "b.txt").write_text("A report.")
    (tmp_path / ".hidden.txt").write_text("No report.")

    assert expected_reports([str(reports)]) == 70
    assert expected_reports([str(tmp_path)]) == 71
    assert expected_reports(["-"]) is None
    assert expected_reports([str(tmp_path / "b.txt"), str(tmp_path / "c.warc")]) is None


def test_rate_and_time_left_are_told(capsys: pytest.CaptureFixture[str], monkeypatch: pytest.MonkeyPatch) -> None:
    """Where there is no terminal a line a minute says how far it is; a quiet run says nothing."""
    clock = iter(range(0, 1000, 40))
    monkeypatch.setattr("dragoman.progress.time.monotonic", lambda: next(clock))
    list(watched(range(4), Tally(), total=10, quiet=True))
    assert capsys.readouterr().err == ""
    list(watched(range(4), Tally(), total=10, quiet=False))

    assert capsys.readouterr().err.splitlines() == [
        "2 coded, 0 failed, 0.0 a second, about 0:05:20 left",
        "4 coded, 0 failed, 0.0 a second, about 0:04:00 left",
    ]
    assert "left" not in progress_line(3, 0, 1.0, None)
