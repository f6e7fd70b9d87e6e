"""The commands over a store: add reports, code them again, say what changed, ask."""

from __future__ import annotations

import sys
import time
from collections.abc import Iterable, Iterator
from enum import StrEnum
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.coding_runs import Tally, load_coder, readable
from dragoman.inputs import Actors, Columns, Inputs, Language, Languages, Longest, Published, reading_of
from dragoman.progress import expected_reports, watched
from dragoman.terminal import ALL_FINE, clean_end, console, print_table, put, say, tab_separated

if TYPE_CHECKING:
    import pyarrow as pa

    from dragoman.keeping import Keeper, Kept
    from dragoman.record import Coding, Report
    from dragoman.store import Found, Store
    from dragoman.store.differences import Difference

Database = Annotated[Path, typer.Option("--db", help="The store: one DuckDB file.")]
Workers = Annotated[int | None, typer.Option(min=1, help="Processes that code; else this one alone.")]
Quiet = Annotated[bool, typer.Option("--quiet", "-q", help="No progress and no summary.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of standard output.")]
_USUAL = Path("crisis.duckdb")
_LONGEST_CELL = 200  # characters of a value in a table on the terminal
_DIFFERENCE_COLUMNS = ("report", "what", "change", "where", "words", "field", "before", "after")


class Format(StrEnum):
    """How an answer is given; a table is drawn on a terminal and tab-separated in a pipe."""

    TABLE = "table"
    CSV = "csv"
    JSON = "json"
    PARQUET = "parquet"


class DiffFormat(StrEnum):
    """How differences are given."""

    TABLE = "table"
    JSON = "json"


def add(
    inputs: Inputs,
    db: Database = _USUAL,
    published: Published = None,
    column: Columns = None,
    longest: Longest = 5_000_000,
    language: Languages = Language.ENGLISH,
    actors: Actors = None,
    workers: Workers = None,
    replace: Annotated[
        bool, typer.Option("--replace", help="Let a report take the place of one with its id and another text.")
    ] = False,
    quiet: Quiet = False,
) -> None:
    """Code reports into a store. What it has already is passed over, so that the same command can be run again."""
    from dragoman.readers import read_reports
    from dragoman.store import open_store

    with clean_end():
        reading = reading_of(inputs, published=published, column=column, longest=longest, language=language)
        tally, begun = Tally(), time.monotonic()
        with open_store(db, write=True) as store:
            keeper = _keeper(store, replace=replace, actors=actors)
            reports = readable(keeper.unknown(read_reports(inputs, reading=reading)), tally)
            codings = _coded(reports, tally, workers, actors)
            _keep_all(keeper, watched(codings, tally, total=expected_reports(inputs), quiet=quiet))
            _refresh(store)
        if not quiet:
            _say_kept(keeper.kept, tally, db, time.monotonic() - begun)
        raise typer.Exit(ALL_FINE if keeper.kept.known and not tally.failed else tally.exit_code)


def recode(db: Database = _USUAL, actors: Actors = None, workers: Workers = None, quiet: Quiet = False) -> None:
    """Code again what another version of dragoman, or other rules, coded; the former codings are kept for diff."""
    from dragoman.store import open_store

    with clean_end():
        tally, begun = Tally(), time.monotonic()
        with open_store(db, write=True) as store:
            keeper = _keeper(store, actors=actors)
            ids = store.stale(*keeper.coder)
            codings = _coded(_reports_of(store, ids), tally, workers, actors)
            _keep_all(keeper, watched(codings, tally, total=len(ids), quiet=quiet))
            _refresh(store)
        if not quiet:
            say(
                f"{keeper.kept.replaced:,} of {len(ids):,} reports coded again, in {time.monotonic() - begun:.0f} s"
                if ids
                else "every coding is of this version and these rules"
            )
        raise typer.Exit(tally.exit_code)


def refresh(
    db: Database = _USUAL,
    whole: Annotated[
        bool, typer.Option("--whole", help="Make all anew, not only what new reports can change.")
    ] = False,
) -> None:
    """Let reprints, happenings and series follow the reports of a store; add, recode and watch do it by themselves."""
    from dragoman.picture.refresh import refresh
    from dragoman.store import open_store

    with clean_end():
        begun = time.monotonic()
        with open_store(db, write=True) as store:
            done = refresh(store, whole=whole)
        how = "made anew" if done.whole else f"followed {done.reports:,} reports"
        told = f"{done.reprints:,} reprints, {done.happenings:,} happenings, {done.dyad_days:,} days of dyads"
        say(f"{how} in {time.monotonic() - begun:.0f} s: {told}")


def diff(
    db: Database = _USUAL,
    report: Annotated[str | None, typer.Option(help="The id of one report; else all.")] = None,
    form: Annotated[DiffFormat, typer.Option("--format")] = DiffFormat.TABLE,
    output: Output = None,
) -> None:
    """Show how codings differ from those that they took the place of."""
    from dragoman.store import open_store
    from dragoman.store.differences import count_differences, find_differences

    with clean_end():
        found, compared, changed = [], 0, 0
        with open_store(db) as store:
            for before, after in store.superseded(report):
                some = find_differences(before, after)
                compared, changed = compared + 1, changed + bool(some)
                found += some
        if form is DiffFormat.JSON:
            put(_differences_json(found), output)
        else:
            _put_table("What changed", _DIFFERENCE_COLUMNS, map(_difference_line, found), output)
        counts = ", ".join(f"{count:,} {what}" for what, count in count_differences(found).items())
        say(f"{compared:,} codings compared, {changed:,} changed" + (f": {counts}" if counts else ""))


def query(
    sql: Annotated[
        str, typer.Argument(help="One SELECT; - reads it from standard input. docs/store.md has the tables.")
    ],
    db: Database = _USUAL,
    form: Annotated[Format | None, typer.Option("--format", help="Else by the file's ending, else a table.")] = None,
    output: Output = None,
) -> None:
    """Ask a store a question in SQL; nothing can be changed by it."""
    from dragoman.store import open_store

    with clean_end():
        with open_store(db) as store:
            answer = store.query(sys.stdin.read() if sql == "-" else sql)
        _put_answer(answer, form or _form_by_ending(output), output)


def search(
    words: Annotated[
        list[str], typer.Argument(help='Words that must all occur; "tear gas" as a phrase, protest*, -sport.')
    ],
    db: Database = _USUAL,
    limit: Annotated[int, typer.Option(min=1, help="How many reports are shown, the latest first.")] = 20,
    form: Annotated[Format, typer.Option("--format")] = Format.TABLE,
    output: Output = None,
) -> None:
    """Find the reports of a store that hold some words, whatever their case and accents."""
    from dragoman.store import open_store

    with clean_end():
        with open_store(db) as store:
            found = store.search(_wanted(words), limit=limit)
        _put_answer(_hits_table(found), form, output)
        say(f"{found.count:,} reports")


def add_storing(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(epilog="Example:  dragoman add news.jsonl stories/ --db crisis.duckdb")(add)
    app.command(epilog="Example:  dragoman recode --db crisis.duckdb")(recode)
    app.command(epilog="Example:  dragoman refresh --whole --db crisis.duckdb")(refresh)
    app.command(epilog="Example:  dragoman diff --db crisis.duckdb --format json -o changes.json")(diff)
    app.command(epilog="Example:  dragoman query 'SELECT type, count(*) FROM events GROUP BY type' -o types.csv")(query)
    app.command(epilog="Example:  dragoman search 'tear gas' Mitrovica --db crisis.duckdb")(search)


# ---- into the store ----------------------------------------------------------------------------------


def _keeper(store: Store, *, replace: bool = False, actors: Path | None = None) -> Keeper:
    from dragoman.keeping import Keeper, present_coder

    return Keeper(store, present_coder(actors), replace=replace)


def _coded(reports: Iterable[Report], tally: Tally, workers: int | None, actors: Path | None) -> Iterator[Coding]:
    """The codings of the reports as they are made; failures go to the tally."""
    from dragoman.scale import NoJournal, code_by_workers, code_here, in_batches

    batches, journal, make_coder = in_batches(reports), NoJournal(), partial(load_coder, actors)
    if workers is None:
        lists = code_here(batches, make_coder, journal=journal)
    else:
        lists = code_by_workers(batches, make_coder, count=workers, journal=journal)
    for outcomes in lists:
        for outcome in outcomes:
            if outcome.error is not None:
                tally.fail(outcome.error)
            else:
                tally.coded += 1
                yield outcome.coding


def _keep_all(keeper: Keeper, codings: Iterable[Coding]) -> None:
    """Keep codings as they come; when the run is stopped, what is coded so far is still kept."""
    try:
        for coding in codings:
            keeper.keep(coding)
    except KeyboardInterrupt:
        keeper.flush()
        kept = keeper.kept.added + keeper.kept.replaced
        raise KeyboardInterrupt(f"{kept:,} reports are kept; the same command goes on where it was") from None
    keeper.flush()


def _reports_of(store: Store, ids: list[str]) -> Iterator[Report]:
    for first in range(0, len(ids), 32):
        yield from store.reports(ids[first : first + 32])


def _refresh(store: Store) -> None:
    """Let the picture follow what came in, now or in a run that was cut off."""
    from dragoman.picture.refresh import refresh

    refresh(store)


def _say_kept(kept: Kept, tally: Tally, db: Path, seconds: float) -> None:
    known = f", {kept.known:,} known already" if kept.known else ""
    replaced = f", {kept.replaced:,} replaced" if kept.replaced else ""
    say(f"{kept.added:,} reports added to {db}{known}{replaced}, {tally.failed:,} failed, in {seconds:.0f} s")
    if kept.older:
        say(f"{kept.older:,} of those known were coded by other rules; dragoman recode codes them again")


# ---- out of the store --------------------------------------------------------------------------------


def _form_by_ending(output: Path | None) -> Format:
    ending = output.suffix.lower().removeprefix(".") if output else ""
    return Format(ending) if ending in ("csv", "json", "parquet") else Format.TABLE


def _put_answer(answer: pa.Table, form: Format, output: Path | None) -> None:
    from dragoman.store.answers import as_csv, as_json, as_parquet, cell_text

    if form is Format.TABLE:
        lines = ([cell_text(cell) for cell in row.values()] for row in answer.to_pylist())
        _put_table("", answer.column_names, lines, output)
    elif form is Format.PARQUET:
        _put_bytes(as_parquet(answer), output)
    else:
        put(as_csv(answer) if form is Format.CSV else as_json(answer), output)


def _wanted(words: list[str]) -> str:
    """The shell has taken the quotation marks away: what came as one argument is a phrase."""
    return " ".join(f'"{word}"' if " " in word and '"' not in word else word for word in words)


def _hits_table(found: Found) -> pa.Table:
    from dataclasses import asdict

    import pyarrow as pa

    columns = ("report", "day", "publisher", "title", "start", "end", "excerpt")
    rows = [asdict(hit) for hit in found.hits]
    return pa.table({name: [row[name] for row in rows] for name in columns})


def _put_bytes(content: bytes, output: Path | None) -> None:
    if output is None:
        raise typer.BadParameter("Parquet needs a file to write to: -o FILE.parquet")
    part = output.with_name(f".{output.name}.part")
    part.write_bytes(content)
    part.replace(output)


def _put_table(title: str, columns: Iterable[str], lines: Iterable[Iterable[str]], output: Path | None) -> None:
    """A table: drawn on a terminal, tab-separated in a pipe or a file."""
    if output is None and sys.stdout.isatty():
        print_table(console(), title, columns, ([_cut(cell) for cell in line] for line in lines))
    else:
        put(tab_separated(columns, lines), output)


def _cut(cell: str) -> str:
    return cell if len(cell) <= _LONGEST_CELL else f"{cell[: _LONGEST_CELL - 1]}…"


def _difference_line(found: Difference) -> list[str]:
    from dragoman.store.answers import cell_text

    where = f"{found.start}-{found.end}" if found.start is not None else ""
    values: tuple[Any, ...] = (found.words, found.field, found.before, found.after)
    return [found.report, found.kind, found.change, where, *map(cell_text, values)]


def _differences_json(found: Iterable[Difference]) -> str:
    from dataclasses import asdict

    from dragoman.store.answers import json_text

    return json_text([asdict(each) for each in found])
