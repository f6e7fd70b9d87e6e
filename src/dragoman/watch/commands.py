"""The command ``dragoman watch``."""

from __future__ import annotations

import signal
import sys
import threading
from collections.abc import Callable, Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Annotated, Any

import typer

from dragoman.inputs import Actors
from dragoman.terminal import ALL_FINE, SOME_FAILED, clean_end, say, shown

if TYPE_CHECKING:
    from dragoman.store import Store
    from dragoman.watch.alerting import Notice
    from dragoman.watch.loop import Watch
    from dragoman.watch.outside import Outside
    from dragoman.watch.settings import Watching
    from dragoman.watch.state import State


def watch(
    feeds: Annotated[Path, typer.Argument(help="What to watch: a TOML file.")],
    db: Annotated[Path, typer.Option("--db", help="The store: one DuckDB file.")] = Path("crisis.duckdb"),
    once: Annotated[bool, typer.Option("--once", help="Poll everything once and end, for cron.")] = False,
    actors: Actors = None,
) -> None:
    """Poll feeds and folders, code what is new into a store, and tell alerts. Ctrl-C ends it cleanly."""
    from dragoman.watch.outside import real_outside
    from dragoman.watch.settings import read_watching
    from dragoman.watch.state import State

    with clean_end():
        watching, stop = read_watching(feeds), threading.Event()
        with stopped_by_signals(stop), State(db.with_name(f"{db.name}.watch")) as state:
            watcher = build_watch(watching, db, state, real_outside(stop), stop, coder=_coder_of(actors))
            say(f"watching {len(watcher.sources):,} sources into {db}")
            fine = watcher.run(once=once)
            say(summary(watcher))
        raise typer.Exit(ALL_FINE if fine or not once else SOME_FAILED)


def add_watch_commands(app: typer.Typer) -> None:
    """Add ``watch`` to the command line."""
    app.command(epilog="Example:  dragoman watch feeds.toml --db crisis.duckdb")(watch)


def build_watch(
    watching: Watching, db: Path, state: State, outside: Outside, stop: threading.Event, *, coder: Any = None
) -> Watch:
    """The watch that a file describes, over a store and the world outside; ``coder`` makes the coder."""
    from dragoman.picture.dyads import find_alerts
    from dragoman.picture.refresh import refresh
    from dragoman.watch.alerting import Deliverer, notice_of
    from dragoman.watch.fetching import Limits
    from dragoman.watch.intake import Intake
    from dragoman.watch.loop import Watch
    from dragoman.watch.sources import sources_of

    def alerts(store: Store, since: str) -> Iterator[Notice]:
        return map(notice_of, find_alerts(store, since=since))

    intake = Intake(
        store=db, state=state, coder=coder or _coder_of(None), now=outside.now, stopping=stop.is_set, tell=say
    )
    options = watching.watch
    deliverer = Deliverer(
        sinks=watching.alerts,
        outside=outside,
        limits=Limits(most_bytes=options.most_bytes, seconds=options.seconds),
        tell=say,
        print_line=_print_line,
    )
    return Watch(
        sources=sources_of(watching, outside),
        state=state,
        intake=intake,
        deliverer=deliverer,
        outside=outside,
        tell=say,
        refresh=refresh,
        alerts=alerts,
        together=options.together,
    )


@contextmanager
def stopped_by_signals(stop: threading.Event) -> Iterator[None]:
    """Ctrl-C and SIGTERM set ``stop``: the batch at hand is finished. A second one stops at once."""

    def ask(number: int, frame: object) -> None:
        if stop.is_set():
            raise KeyboardInterrupt
        stop.set()

    before = {name: signal.signal(name, ask) for name in (signal.SIGINT, signal.SIGTERM)}
    try:
        yield
    finally:
        for name, handler in before.items():
            signal.signal(name, handler)


def summary(watcher: Watch) -> str:
    """What the watch did, in one line."""
    counts = watcher.intake.counts
    told = [f"{counts['added']:,} reports added"]
    told += [f"{counts[name]:,} {name}" for name in ("replaced", "failed") if counts[name]]
    told += [f"{counts['aside']:,} set aside, not in English"] if counts["aside"] else []
    return ", ".join(told)


def _coder_of(actors: Path | None) -> Callable[[], Any]:
    """Makes the coder, when it is first asked for; a file that cannot be used is told at once."""
    from dragoman.coding_runs import load_coder
    from dragoman.world import load_world

    if actors is not None:
        load_world().with_actors(actors)
    return partial(load_coder, actors)


def _print_line(line: str) -> None:
    sys.stdout.write(f"{shown(line)}\n")
    sys.stdout.flush()
