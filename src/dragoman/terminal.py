"""What every command does alike: messages to standard error, tables, files out, a clean end."""

from __future__ import annotations

import os
import re
import sys
from collections.abc import Iterable, Iterator
from contextlib import contextmanager
from itertools import compress
from pathlib import Path
from typing import TYPE_CHECKING

import typer

from dragoman.errors import DragomanError

if TYPE_CHECKING:
    from rich.console import Console

ALL_FINE, SOME_FAILED, NOTHING_DONE, STOPPED = 0, 1, 2, 130
_UNSHOWN = re.compile(r"[\x00-\x1f\x7f-\x9f\u200e\u200f\u2028-\u202e\u2066-\u2069\ufeff]+")


class OutputError(DragomanError):
    """A file that cannot be written."""


def shown(text: str) -> str:
    """``text`` as a terminal may show it: no control, direction or line characters.

    >>> shown("a\\x1b[2Jb")
    'a [2Jb'
    """
    return _UNSHOWN.sub(" ", text)


def say(message: str) -> None:
    """One line on standard error."""
    sys.stderr.write(f"{shown(message)}\n")


def console(*, stderr: bool = False) -> Console:
    """A terminal that takes tables, its width and colours known."""
    from rich.console import Console

    return Console(stderr=stderr, highlight=False)


def print_table(on: Console, title: str, columns: Iterable[str], lines: Iterable[Iterable[str]]) -> None:
    """Draw a table; cells are shown as they are, a column with nothing in it takes no room."""
    from rich.table import Table
    from rich.text import Text

    table = Table(title=Text(shown(title)), title_justify="left", header_style="bold")
    rows = [tuple(line) for line in lines]
    filled = [any(cells) for cells in zip(*rows, strict=True)]
    for column in compress(columns, filled):
        table.add_column(column, overflow="fold")
    for row in rows:
        table.add_row(*(Text(shown(cell)) for cell in compress(row, filled)))
    on.print(table)


def tab_separated(columns: Iterable[str], lines: Iterable[Iterable[str]]) -> str:
    """A head and lines of cells between tabs.

    >>> tab_separated(("who", "what"), [("a", "b\\tc")])
    'who\\twhat\\na\\tb c\\n'
    """
    return "".join("\t".join(shown(cell) for cell in line) + "\n" for line in (columns, *lines))


def put(text: str, output: Path | None) -> None:
    """Write ``text`` as UTF-8, its line ends kept, to standard output or a file, which appears when it is whole.

    Raises OutputError.
    """
    written = text.encode("utf-8", "replace")
    if output is None:
        sys.stdout.flush()
        sys.stdout.buffer.write(written)
        sys.stdout.buffer.flush()
        return
    part = output.with_name(f".{output.name}.{os.getpid()}.part")
    try:
        if output.exists() and not output.is_file():  # a device: nothing may take its place
            output.write_bytes(written)
            return
        part.write_bytes(written)
        part.replace(output)
    except OSError as error:
        raise OutputError(f"{output}: cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def clean_end() -> Iterator[None]:
    """Errors as one line, a stop by the keyboard and a closed pipe without a trace."""
    try:
        yield
        sys.stdout.flush()
    except KeyboardInterrupt as stop:
        say(f"stopped; {stop}" if stop.args else "stopped")
        raise typer.Exit(STOPPED) from None
    except BrokenPipeError:
        os.dup2(os.open(os.devnull, os.O_WRONLY), sys.stdout.fileno())  # or Python complains when it flushes at the end
        raise typer.Exit(ALL_FINE) from None
    except DragomanError as error:
        say(f"error: {error}")
        raise typer.Exit(NOTHING_DONE) from None
