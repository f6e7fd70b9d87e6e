"""The commands that ask a store about two: series, alerts, outlook."""

from __future__ import annotations

import sys
from collections.abc import Iterable, Sequence
from datetime import date
from enum import StrEnum
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from dragoman.terminal import clean_end, console, print_table, put, say, tab_separated

if TYPE_CHECKING:
    from dragoman.picture.outlook import Outlook
    from dragoman.store import Store

Database = Annotated[Path, typer.Option("--db", help="The store: one DuckDB file.")]
Output = Annotated[Path | None, typer.Option("-o", "--output", help="A file instead of standard output.")]
_USUAL = Path("crisis.duckdb")
_NAMES_TOLD = 8


class Form(StrEnum):
    """How an answer is given; a table is drawn on a terminal and tab-separated in a pipe."""

    TABLE = "table"
    JSON = "json"


class By(StrEnum):
    """Who a dyad is made of."""

    STATE = "state"
    SECTOR = "sector"
    GROUP = "group"


Levels = Annotated[By, typer.Option("--level", help="State (RUS), sector (RUS/MIL) or group (RUS/wagner-group).")]
Formats = Annotated[Form, typer.Option("--format")]


def series(
    one: Annotated[str, typer.Argument(help="A name of the level: RUS")],
    other: Annotated[str | None, typer.Argument(help="The other side; else all that one deals with.")] = None,
    db: Database = _USUAL,
    level: Levels = By.STATE,
    weeks: Annotated[bool, typer.Option("--weekly", help="By weeks, each under its Monday.")] = False,
    form: Formats = Form.TABLE,
    output: Output = None,
) -> None:
    """Show how much of each kind two did to each other, day by day, each happening once."""
    from dragoman.picture.dyads import dyad_series
    from dragoman.picture.series import weekly
    from dragoman.picture.shown_dyads import SERIES_COLUMNS, dyads_json, series_lines
    from dragoman.store import open_store

    with clean_end():
        with open_store(db) as store:
            found = dyad_series(store, one, other, level=level.value)
            if not found:
                _say_names(store, level, filter(None, (one, other)))
        found = weekly(found) if weeks else found
        if form is Form.JSON:
            put(dyads_json(found), output)
        else:
            _put_table(" - ".join(filter(None, (one, other))), SERIES_COLUMNS, series_lines(found), output)


def alerts(
    db: Database = _USUAL,
    level: Levels = By.STATE,
    since: Annotated[str | None, typer.Option(help="Only alerts that still rang on that day.")] = None,
    form: Formats = Form.TABLE,
    output: Output = None,
) -> None:
    """List the dyads whose conflict surprises, given the 60 days before, with the events that made it."""
    from dragoman.picture.dyads import find_alerts
    from dragoman.picture.shown_dyads import ALERT_COLUMNS, alert_lines, dyads_json
    from dragoman.store import open_store

    since = _day(since, "--since")
    with clean_end():
        with open_store(db) as store:
            found = find_alerts(store, level=level.value, since=since)
            if not found:
                _say_quiet(store)
        if form is Form.JSON:
            put(dyads_json(found), output)
        else:
            _put_table("Alerts", ALERT_COLUMNS, alert_lines(found), output)


def outlook(
    source: Annotated[str, typer.Argument(help="Who acts: RUS")],
    target: Annotated[str, typer.Argument(help="Upon whom: UKR")],
    db: Database = _USUAL,
    level: Levels = By.STATE,
    on: Annotated[str | None, typer.Option(help="The first of the seven days; else the day after the record.")] = None,
    form: Formats = Form.TABLE,
    output: Output = None,
) -> None:
    """Show the chances of what one may do to another in the next seven days, and how such chances have held."""
    from dragoman.picture.dyads import forecasts
    from dragoman.picture.shown_dyads import OUTLOOK_COLUMNS, dyads_json, outlook_lines
    from dragoman.store import open_store

    on = _day(on, "--on")
    with clean_end():
        with open_store(db) as store:
            known = forecasts(store, level=level.value, day=on)
        found = known.outlook(source, target)
        if form is Form.JSON:
            put(dyads_json([found]), output)
        else:
            title = f"{source} towards {target}, {found.first} to {found.last}"
            _put_table(title, OUTLOOK_COLUMNS, outlook_lines(found), output)
        _say_tried(found)


def add_crises(app: typer.Typer) -> None:
    """Add the commands to the command line."""
    app.command(epilog="Example:  dragoman series RUS UKR --weekly --db crisis.duckdb")(series)
    app.command(epilog="Example:  dragoman alerts --since 2024-03-01 --db crisis.duckdb")(alerts)
    app.command(epilog="Example:  dragoman outlook RUS UKR --db crisis.duckdb")(outlook)


def _say_tried(found: Outlook) -> None:
    """Why there is no outlook, or how such chances have held: a chance is never shown without it."""
    from dragoman.picture.shown_dyads import backtest_text

    if found.silence is not None:
        say(found.silence)
    if found.backtest is not None:
        say(backtest_text(found.backtest, of="all dyads"))
    if found.own is not None:
        say(backtest_text(found.own, of="this dyad"))


def _say_quiet(store: Store) -> None:
    from dragoman.picture.dyads import record_days
    from dragoman.picture.series import days_between
    from dragoman.picture.surprise import LEAST, WINDOW

    days = record_days(store)
    span = days_between(*days) + 1 if days else 0
    if span <= WINDOW + LEAST:
        say(f"the record has {span} days; an alert needs {WINDOW + LEAST + 1}")


def _say_names(store: Store, level: By, asked: Iterable[str]) -> None:
    """Nothing was found: say what names there are."""
    from dragoman.picture.dyads import level_names

    names = level_names(store, level=level.value)
    some = ", ".join(names[:_NAMES_TOLD]) + (" ..." if len(names) > _NAMES_TOLD else "")
    say(f"nothing between {' and '.join(asked)} at level {level.value}; names there are: {some or 'none'}")


def _day(given: str | None, option: str) -> str | None:
    """The day of an option; ends the program where it is none."""
    if given is None:
        return None
    try:
        return date.fromisoformat(given).isoformat()
    except ValueError:
        raise typer.BadParameter(f'{option} is "{given}"; expected a day such as 2018-03-14') from None


def _put_table(title: str, columns: Sequence[str], lines: Iterable[Sequence[str]], output: Path | None) -> None:
    """A table: drawn on a terminal, tab-separated in a pipe or a file."""
    if output is None and sys.stdout.isatty():
        print_table(console(), title, columns, lines)
    else:
        put(tab_separated(columns, lines), output)
