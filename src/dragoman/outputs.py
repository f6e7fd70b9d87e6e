"""Where codings go: standard output, or a file whose ending names its format."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.terminal import put

if TYPE_CHECKING:
    from dragoman.record import Coding
    from dragoman.scale import Outcome
    from dragoman.writers import Output

_CALENDAR = ".ics"
OutputName = Annotated[
    str,
    typer.Option(
        "-o",
        "--output",
        help=".jsonl .csv .parquet .dta (events, or .statements.csv and so on), .plover.json .polecat.tsv .icews.tsv "
        ".graphml .geojson .ics, a folder for all tables, or - for JSONL",
    ),
]


def check_output(name: str) -> None:
    """Raises WriteError where no format has the ending."""
    from dragoman.writers import check_ending

    if name != "-" and not _is_calendar(name):
        check_ending(Path(name))


def write_outcomes(outcomes: Iterable[Outcome], name: str) -> None:
    """Write what was coded as it comes; raises WriteError."""
    from dragoman.writers import check_ending, open_output

    if name == "-":
        _print_lines(outcome.line for outcome in outcomes)
    elif _is_calendar(name) or check_ending(Path(name)) != ".jsonl":
        write_codings_to((outcome.coding for outcome in outcomes), name)
    else:
        with open_output(Path(name)) as output:
            _write_lines(outcomes, output)


def write_codings_to(codings: Iterable[Coding], name: str) -> None:
    """Write codings as they come; raises WriteError."""
    from dragoman.record import json_line
    from dragoman.writers import write_codings

    if name == "-":
        _print_lines(json_line(coding) for coding in codings)
    elif _is_calendar(name):
        _write_calendar(codings, Path(name))
    else:
        write_codings(codings, Path(name))


def _write_lines(outcomes: Iterable[Outcome], output: Output) -> None:
    """A worker's line goes into JSONL as it came."""
    from dragoman.writers import LineOutput

    assert isinstance(output, LineOutput)
    for outcome in outcomes:
        output.write_line(outcome.line)


def _print_lines(lines: Iterator[str]) -> None:
    for line in lines:
        sys.stdout.buffer.write(line.encode("utf-8") + b"\n")
        sys.stdout.buffer.flush()


def _is_calendar(name: str) -> bool:
    return name.lower().endswith(_CALENDAR)


def _write_calendar(codings: Iterable[Coding], path: Path) -> None:
    """What is owed by when, as known on the day of the latest report."""
    from dragoman.picture import calendar_text, find_deadlines, latest_day

    known = list(codings)
    found = find_deadlines(known, on=latest_day(known))
    put(calendar_text([deadline for deadline in found if deadline.is_running]), path)
