"""The command line: arguments in, messages out. Data go to standard output or a file, messages to standard error."""

from __future__ import annotations

import signal
import sys
import time
from collections.abc import Iterator
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.clusters import code_to_shards
from dragoman.coding_runs import Tally, code_inputs, journal_beside, run_outcomes
from dragoman.crises import add_crises
from dragoman.inputs import Actors, Columns, Inputs, Language, Languages, Longest, Published, reading_of
from dragoman.outputs import OutputName, check_output, write_codings_to, write_outcomes
from dragoman.progress import expected_reports, watched
from dragoman.questions import Codings, add_questions, read_all_codings
from dragoman.serving import add_serving
from dragoman.storing import add_storing
from dragoman.terminal import (
    ALL_FINE,
    SOME_FAILED,
    clean_end,
    console,
    print_table,
    put,
    say,
    shown,
    tab_separated,
)
from dragoman.version import __version__
from dragoman.watch import add_watch_commands

if TYPE_CHECKING:
    from dragoman.geonames import Progress
    from dragoman.readers import Reading
    from dragoman.record import Coding, Report

app = typer.Typer(
    no_args_is_help=True,
    add_completion=False,
    pretty_exceptions_enable=False,
    help="Reads news reports of international crises: who did what to whom, when, according to whom.",
)


@app.callback(invoke_without_command=True)
def _version(version: Annotated[bool, typer.Option("--version", help="Show the version and exit.")] = False) -> None:
    if version:
        sys.stdout.write(f"dragoman {__version__}\n")
        raise typer.Exit(ALL_FINE)


@app.command(
    epilog="Examples:  dragoman brief story.txt --published 2014-03-04   |   dragoman brief --sample -o sample.html"
)
def brief(
    stories: Annotated[list[str] | None, typer.Argument(help="Reports: files, folders, or -")] = None,
    output: Annotated[Path, typer.Option("-o", "--output", help="The page to write.")] = Path("brief.html"),
    published: Published = None,
    language: Languages = Language.ENGLISH,
    actors: Actors = None,
    sample: Annotated[bool, typer.Option("--sample", help="Read the report that comes with dragoman.")] = False,
) -> None:
    """Print who did what to whom, when and according to whom, and write a page that opens with no network."""
    with clean_end():
        inputs = [*(stories or []), *([str(_sample())] if sample else [])]
        reading = reading_of(inputs, published=published, language=language)
        tally = Tally()
        pairs = [(report, coding) for report, coding in code_inputs(inputs, reading, tally, actors=actors)]
        for report, coding in pairs:
            _print_story(report, coding)
        if pairs:
            _write_page(pairs, output)
        raise typer.Exit(tally.exit_code)


@app.command(
    epilog="Examples:  dragoman code stories/ -o events.csv   |   dragoman code news.jsonl -o codings.jsonl --workers 8"
)
def code(
    inputs: Inputs,
    output: OutputName,
    published: Published = None,
    column: Columns = None,
    longest: Longest = 5_000_000,
    language: Languages = Language.ENGLISH,
    actors: Actors = None,
    workers: Annotated[int | None, typer.Option(min=1, help="Processes that code; else this one alone.")] = None,
    resume: Annotated[bool, typer.Option("--resume", help="Go on where the same command was stopped.")] = False,
    cluster: Annotated[
        str | None, typer.Option(help="Address of a Dask scheduler that codes; -o is then a folder of Parquet shards.")
    ] = None,
    quiet: Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")] = False,
) -> None:
    """Code reports into a file, whose ending names the format."""
    with clean_end():
        reading = reading_of(inputs, published=published, column=column, longest=longest, language=language)
        tally, begun, total = Tally(), time.monotonic(), expected_reports(inputs)
        if cluster is not None:
            shards = code_to_shards(inputs, reading, tally, address=cluster, folder=output, actors=actors)
            for _ in watched((each for shard in shards for each in range(shard.rows)), tally, total=total, quiet=quiet):
                pass
        else:
            _code_to_file(
                inputs, reading, tally, output, actors=actors, workers=workers, resume=resume, total=total, quiet=quiet
            )
        if not quiet:
            say(f"{tally.coded:,} reports coded, {tally.failed:,} failed, in {time.monotonic() - begun:.0f} s")
        raise typer.Exit(tally.exit_code)


@app.command(epilog="Examples:  dragoman export codings.jsonl -o events.parquet   |   ... -o crisis.graphml")
def export(codings: Codings, output: OutputName) -> None:
    """Write codings in another format, named by the file's ending."""
    with clean_end():
        check_output(output)
        write_codings_to(read_all_codings(codings), output)


@app.command(epilog='Example:  dragoman explain story.txt --at "tear gas"')
def explain(
    story: Annotated[str, typer.Argument(help="One report: a file, or -")],
    at: Annotated[str, typer.Option("--at", help="Words of the report.")],
    published: Published = None,
    actors: Actors = None,
) -> None:
    """Show all that the coding says of the places where some words stand."""
    with clean_end():
        tally = Tally()
        found = 0
        reading = reading_of([story], published=published, language=Language.ANY)
        for report, coding in code_inputs([story], reading, tally, actors=actors):
            for line in _explained(report, coding, at):
                sys.stdout.write(f"{line}\n")
                found += 1
        if not found and tally.coded:
            say(f"nothing in the coding touches “{at}”")
        raise typer.Exit(tally.exit_code or (SOME_FAILED if not found else ALL_FINE))


gazetteer = typer.Typer(no_args_is_help=True, help="Use a gazetteer of your own, made from a GeoNames dump.")
app.add_typer(gazetteer, name="gazetteer")


@gazetteer.command(epilog="Example:  dragoman gazetteer build allCountries.zip")
def build(
    dump: Annotated[Path, typer.Argument(help="allCountries.zip, one country's zip, or the text in it.")],
    output: Annotated[
        Path | None, typer.Option("-o", "--output", help="Where to; else where dragoman looks by itself.")
    ] = None,
) -> None:
    """Make a gazetteer from a GeoNames dump. Once stopped, the same command goes on where it was."""
    from dragoman.geonames import build_gazetteer
    from dragoman.world.gazetteer import SETTING, usual_place

    with clean_end():
        path = output or usual_place()
        try:
            made = build_gazetteer(dump, path, tell=_Told())
        except KeyboardInterrupt:
            raise KeyboardInterrupt("the same command goes on where it was") from None
        say(f"{made.rows:,} rows: {made.places:,} places, {made.left_out:,} left out, {made.malformed:,} malformed")
        for named in made.named:
            say(f"malformed: {named}")
        say(f"wrote {path}" + (f"; to use it, set {SETTING}={path}" if output else ", which is used from now on"))


@gazetteer.command(epilog="Example:  dragoman gazetteer where")
def where() -> None:
    """Print which gazetteer is used."""
    from dragoman.world.gazetteer import load_gazetteer

    with clean_end():
        sys.stdout.write(f"{load_gazetteer().path}\n")


class _Told:
    """Says on standard error how a build goes: at most once a second on a terminal, else twice a minute."""

    def __init__(self) -> None:
        self.terminal = sys.stderr.isatty()
        self.begun, self.last, self.before = time.monotonic(), 0.0, -1

    def __call__(self, progress: Progress) -> None:
        now = time.monotonic()
        if self.before < 0:
            self.before = progress.done
            if progress.done:
                say(f"going on after row {progress.rows:,}")
        elif progress.doing != "reading":
            say(f"{progress.doing}: this takes a few minutes for the whole world")
        elif now - self.last >= (1 if self.terminal else 30):
            rate = (progress.done - self.before) / (now - self.begun)
            left = (progress.size - progress.done) / max(rate, 1)
            say(
                f"{progress.rows:,} rows, {progress.done / progress.size:.0%}, {rate / 1e6:.1f} MB/s, {left:.0f} s left"
            )
            self.last = now


add_questions(app)
add_storing(app)
add_crises(app)
add_serving(app)
add_watch_commands(app)


def main() -> None:
    """Run the command line; the process ends with 0, 1 (some reports failed), 2 (wrong usage) or 130 (stopped)."""
    signal.signal(signal.SIGTERM, signal.default_int_handler)  # a stopped service ends as cleanly as Ctrl-C
    app(prog_name="dragoman")


# ---- codings to files --------------------------------------------------------------------------------


def _code_to_file(
    inputs: list[str],
    reading: Reading,
    tally: Tally,
    output: str,
    *,
    actors: Path | None,
    workers: int | None,
    resume: bool,
    total: int | None,
    quiet: bool,
) -> None:
    """Code in this process or in workers, keeping what is done till the output is whole."""
    check_output(output)
    if resume and output == "-":
        raise typer.BadParameter("--resume needs a file to write to, not -")
    journal = None if output == "-" else journal_beside(Path(output), resume=resume, actors=actors)
    outcomes = run_outcomes(inputs, reading, tally, actors=actors, workers=workers, journal=journal)
    try:
        write_outcomes(watched(outcomes, tally, total=total, quiet=quiet), output)
    except KeyboardInterrupt as stop:
        hint = "the same command with --resume goes on where it was" if journal else ""
        raise KeyboardInterrupt("; ".join(filter(None, (*map(str, stop.args), hint)))) from None
    if journal:
        journal.clear()


def _write_page(pairs: list[tuple[Report, Coding]], output: Path) -> None:
    from dragoman.pages import write_brief
    from dragoman.writers import WriteError

    try:
        output.write_text(write_brief(pairs), encoding="utf-8")
    except OSError as error:
        raise WriteError(f"{output}: cannot be written: {error.strerror or error}") from error
    say(f"wrote {output}")


# ---- codings to the terminal -------------------------------------------------------------------------


def _print_story(report: Report, coding: Coding) -> None:
    """The tables of one report: drawn on a terminal, tab-separated events in a pipe."""
    from dragoman.writers.shown import DUTY_COLUMNS, EVENT_COLUMNS, duty_lines, event_lines, heading

    events, duties = event_lines(report, coding), duty_lines(report, coding)
    if not sys.stdout.isatty():
        put(tab_separated(EVENT_COLUMNS, events), None)
        return
    screen = console()
    name = heading(report, coding)
    print_table(screen, f"{name}: who did what to whom", EVENT_COLUMNS, events)
    if duties:
        print_table(screen, f"{name}: what is demanded, promised and owed", DUTY_COLUMNS, duties)


def _explained(report: Report, coding: Coding, words: str) -> Iterator[str]:
    from dragoman.writers.shown import explanations

    for line in explanations(report, coding, words):
        yield "\t".join(shown(cell) for cell in line)


def _sample() -> Path:
    from importlib.resources import files

    return Path(str(files("dragoman") / "sample" / "crimea-2014.txt"))
