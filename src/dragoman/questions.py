"""The commands that ask many codings at once: deadlines, versions, positions."""

from __future__ import annotations

import gzip
import sys
from collections.abc import Iterable, Iterator, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.errors import ReportError
from dragoman.terminal import clean_end, console, print_table, put, say, shown, tab_separated

if TYPE_CHECKING:
    from dragoman.picture import Happening
    from dragoman.record import Coding

Codings = Annotated[list[str], typer.Argument(help="Codings: .jsonl, .jsonl.gz, shards or their folder, or -")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="A file, in place of standard output.")]


class Format(StrEnum):
    """How the answer is written."""

    TABLE = "table"
    JSON = "json"


class CalendarFormat(StrEnum):
    """How deadlines are written."""

    TABLE = "table"
    JSON = "json"
    ICS = "ics"


def deadlines(
    codings: Codings,
    on: Annotated[str | None, typer.Option(help="The day asked for; else that of the latest report.")] = None,
    everything: Annotated[bool, typer.Option("--all", help="Also what has no day, is settled or has passed.")] = False,
    form: Annotated[CalendarFormat | None, typer.Option("--format", help="Else by the ending of -o.")] = None,
    output: Output = None,
) -> None:
    """List what is owed by when, each commitment once, with its history over all reports."""
    from dragoman.picture import calendar_text, find_deadlines, latest_day
    from dragoman.picture.shown import DEADLINE_COLUMNS, deadline_lines, json_text

    day = _day(on)
    with clean_end():
        known = list(read_all_codings(codings))
        day = day or latest_day(known)
        found = find_deadlines(known, on=day)
        wanted = [deadline for deadline in found if everything or deadline.is_running]
        if form is None:
            form = _form_by_ending(output)
        if form is CalendarFormat.ICS:
            put(calendar_text(wanted), output)
        elif form is CalendarFormat.JSON:
            put(json_text(wanted), output)
        else:
            _put_table(f"What is owed, as known on {day or 'no day'}", DEADLINE_COLUMNS, deadline_lines(wanted), output)
        _say_left_out(len(found) - len(wanted), day)


def versions(
    codings: Codings,
    form: Annotated[Format, typer.Option("--format")] = Format.TABLE,
    output: Output = None,
) -> None:
    """Show what each side says of one happening beside the other, and what of it is contested."""
    from dragoman.picture import find_versions
    from dragoman.picture.shown import VERSION_COLUMNS, json_text, version_lines

    with clean_end():
        found = find_versions(read_all_codings(codings))
        if form is Format.JSON:
            put(json_text(found), output)
        elif output is None and sys.stdout.isatty():
            _draw_versions(found)
        else:
            put(tab_separated(VERSION_COLUMNS, version_lines(found)), output)


def positions(
    codings: Codings,
    form: Annotated[Format, typer.Option("--format")] = Format.TABLE,
    output: Output = None,
) -> None:
    """Show who stands where: since when, by whose word, and when that changed."""
    from dragoman.picture import position_tracks
    from dragoman.picture.shown import POSITION_COLUMNS, json_text, position_lines

    with clean_end():
        found = position_tracks(read_all_codings(codings))
        if form is Format.JSON:
            put(json_text(found), output)
        else:
            _put_table("Who stands where", POSITION_COLUMNS, position_lines(found), output)


def add_questions(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(
        epilog="Examples:  dragoman deadlines codings.jsonl   |   dragoman deadlines codings.jsonl -o deadlines.ics"
    )(deadlines)
    app.command(epilog="Example:  dragoman versions codings.jsonl --format json")(versions)
    app.command(epilog="Example:  dragoman positions codings.jsonl")(positions)


def _day(on: str | None) -> str | None:
    """The day of --on; ends the program where it is none."""
    if on is None:
        return None
    try:
        return date.fromisoformat(on).isoformat()
    except ValueError:
        raise typer.BadParameter(f'--on is "{on}"; expected a day such as 2018-03-14') from None


def _form_by_ending(output: Path | None) -> CalendarFormat:
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return CalendarFormat(ending) if ending in ("json", "ics") else CalendarFormat.TABLE


def read_all_codings(names: Sequence[str]) -> Iterator[Coding]:
    """The codings of the files, each checked; raises ReportError where one cannot be read."""
    from dragoman.record import check_coding

    for name in names:
        try:
            for coding in _read_one(name):
                if coding.report is not None:
                    check_coding(coding, coding.report.text)
                yield coding
        except (OSError, EOFError, UnicodeDecodeError) as error:
            raise ReportError(f"cannot be read: {getattr(error, 'strerror', None) or error}", file=name) from None


def _read_one(name: str) -> Iterator[Coding]:
    from dragoman.record import read_codings

    if name == "-":
        yield from read_codings(sys.stdin)
    elif Path(name).is_dir():
        for shard in sorted(Path(name).glob("*.parquet")):
            yield from _read_one(str(shard))
    elif name.lower().endswith(".parquet"):
        yield from read_codings(_shard_lines(name))
    elif name.lower().endswith(".gz"):
        with gzip.open(name, "rt", encoding="utf-8") as lines:
            yield from read_codings(lines)
    else:
        yield from read_codings(Path(name))


def _shard_lines(name: str) -> Iterator[str]:
    """The codings of a shard that a cluster made."""
    try:
        from dragoman.scale.shards import shard_lines
    except ImportError:
        raise ReportError('Parquet needs pyarrow: pip install "dragoman[parquet]"', file=name) from None
    try:
        yield from shard_lines(Path(name))
    except ValueError as error:
        raise ReportError(str(error), file=name) from None


def _put_table(title: str, columns: Sequence[str], lines: Iterable[Sequence[str]], output: Path | None) -> None:
    """A table: drawn on a terminal, tab-separated in a pipe or a file."""
    if output is None and sys.stdout.isatty():
        print_table(console(), title, columns, lines)
    else:
        put(tab_separated(columns, lines), output)


def _draw_versions(found: Iterable[Happening]) -> None:
    """A table for each happening, and below it what is contested."""
    from rich.text import Text

    from dragoman.picture.shown import VERSION_COLUMNS, deed_lines, readings_text

    screen = console()
    for happening in found:
        days = dict.fromkeys(filter(None, (happening.begin, happening.until)))
        title = " ".join((happening.id, " to ".join(days)))
        print_table(screen, title, VERSION_COLUMNS[1:], deed_lines(happening))
        for point in happening.contested:
            screen.print(Text(shown(f"contested: {point.name}: {readings_text(point)}")))
        screen.print()


def _say_left_out(count: int, day: str | None) -> None:
    if day is None:
        say("no report has a day, so that nothing runs or expires: give one with --on")
    if count:
        say(f"left out: {count:,} that have no day, are settled or have passed; --all shows them too")
