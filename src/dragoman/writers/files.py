"""The file that codings go to: its format by its ending, and never half a file under its name."""

from __future__ import annotations

import glob
import gzip
import os
from collections.abc import Callable, Iterable, Iterator
from contextlib import ExitStack, contextmanager
from dataclasses import dataclass
from pathlib import Path
from typing import BinaryIO, Protocol, cast

from dragoman.errors import DragomanError
from dragoman.record import Coding, json_line
from dragoman.writers.geojson import GeojsonOutput
from dragoman.writers.icews import ICEWS_HEAD, icews_lines
from dragoman.writers.network import GraphmlOutput
from dragoman.writers.plover_json import plover_lines
from dragoman.writers.polecat import POLECAT_HEAD, polecat_lines
from dragoman.writers.tables import TABLES, Table


class WriteError(DragomanError):
    """A file that cannot be written: an unknown ending, a missing library or folder, a full disk."""


class Output(Protocol):
    """Something that takes codings one by one."""

    def write(self, coding: Coding) -> None:
        """Write one coding."""

    def finish(self) -> None:
        """Write what is left; nothing may be written after it."""


@dataclass(frozen=True, slots=True, kw_only=True)
class LineFormat:
    """A format of lines: those at the head of the file, and those of each coding, without line ends."""

    head: str
    lines: Callable[[Coding], Iterator[str]]


@dataclass(slots=True)
class LineOutput:
    """Codings written as lines."""

    stream: BinaryIO
    format: LineFormat
    begun: bool = False

    def write(self, coding: Coding) -> None:
        """Write the lines of one coding."""
        for line in self.format.lines(coding):
            self.write_line(line)

    def write_line(self, line: str) -> None:
        """Write one line that is made already, without its line end."""
        self._begin()
        self.stream.write(line.encode("utf-8") + b"\n")

    def finish(self) -> None:
        """Write the head where there were no codings."""
        self._begin()
        self.stream.flush()

    def _begin(self) -> None:
        if not self.begun and self.format.head:
            self.stream.write(self.format.head.encode("utf-8") + b"\n")
        self.begun = True


def _json_lines(coding: Coding) -> Iterator[str]:
    yield json_line(coding)


def _table_endings(ending: str) -> dict[str, Table]:
    """The endings of the flat tables in one format: that of events may go without a name."""
    return {ending: TABLES["events"]} | {f".{name}{ending}": table for name, table in TABLES.items()}


_LINES = {
    ".jsonl": LineFormat(head="", lines=_json_lines),
    **{
        ending: LineFormat(head=table.csv_head, lines=table.csv_lines)
        for ending, table in _table_endings(".csv").items()
    },
    ".plover.json": LineFormat(head="", lines=plover_lines),
    ".polecat.tsv": LineFormat(head=POLECAT_HEAD, lines=polecat_lines),
    ".icews.tsv": LineFormat(head=ICEWS_HEAD, lines=icews_lines),
}
_PARQUET, _STATA = _table_endings(".parquet"), _table_endings(".dta")
_WHOLE: dict[str, Callable[[BinaryIO], Output]] = {".graphml": GraphmlOutput, ".geojson": GeojsonOutput}
ENDINGS = (*_LINES, *_PARQUET, *_STATA, *_WHOLE)
FOLDER = "/"  # what check_ending gives for a folder of all tables


def check_ending(path: Path) -> str:
    """The ending of ``path`` that names its format (without ``.gz``), "/" for a folder that exists; raises
    WriteError where none does.

    >>> check_ending(Path("codings.polecat.tsv")), check_ending(Path("statements.csv"))
    ('.polecat.tsv', '.statements.csv')
    """
    if path.is_dir():
        return FOLDER
    name = f".{path.name.lower().removesuffix('.gz')}"
    for ending in sorted(ENDINGS, key=len, reverse=True):
        if name.endswith(ending):
            return ending
    plain = [ending for ending in ENDINGS if not any(f".{table}." in ending for table in TABLES)]
    raise WriteError(
        f"{path}: no format has this ending; expected one of {', '.join(plain)}, "
        f"a table as in .statements.csv ({', '.join(TABLES)}), or a folder that is there"
    )


def write_codings(codings: Iterable[Coding], path: Path) -> int:
    """Write codings to a file in the format of its ending; how many there were.

    The file appears under its name when all is written, and an older one stays till then.
    Raises WriteError.
    """
    count = 0
    with open_output(path) as output:
        for coding in codings:
            output.write(coding)
            count += 1
    return count


@contextmanager
def open_output(path: Path) -> Iterator[Output]:
    """An output to ``path``. Stopped by the keyboard it keeps what is done as ``NAME.partial``; after an
    error it leaves nothing. Raises WriteError."""
    ending = check_ending(path)
    if ending == FOLDER:
        with open_tables(path) as tables:
            yield tables
        return
    target = path.resolve()
    if target.exists() and not target.is_file():
        with _open_device(target, ending) as device:
            yield device
        return
    part = target.with_name(f".{target.name}.{os.getpid()}.part")
    _sweep(target)
    try:
        with part.open("xb") as file:
            stream: BinaryIO = _packed(file) if target.name.endswith(".gz") else file
            output = _output(stream, target, ending)
            try:
                yield output
            except KeyboardInterrupt:
                partial = target.with_name(f"{target.name}.partial")
                _finish(output, stream, part, partial)
                raise KeyboardInterrupt(f"what is done is in {partial}") from None
            except BaseException:
                output.finish()  # lets go of the file, which is then removed
                raise
            _finish(output, stream, part, target)
    except OSError as error:
        raise WriteError(f"{path}: cannot be written: {error.strerror or error}") from error
    finally:
        part.unlink(missing_ok=True)


@contextmanager
def _open_device(target: Path, ending: str) -> Iterator[Output]:
    """An output to a device or a pipe, whose place nothing may take."""
    with target.open("wb") as stream:
        output = _output(stream, target, ending)
        yield output
        output.finish()


def _sweep(target: Path) -> None:
    """Remove the unfinished files of runs that were killed while they wrote ``target``."""
    for part in target.parent.glob(f".{glob.escape(target.name)}.*.part"):
        number = part.name.removesuffix(".part").rpartition(".")[2]
        if number.isdigit() and not _is_running(int(number)):
            part.unlink(missing_ok=True)


def _is_running(process: int) -> bool:
    """Whether there is such a process; True where the system cannot be asked."""
    if os.name != "posix":
        return True
    try:
        os.kill(process, 0)
    except ProcessLookupError:
        return False
    except OSError:
        return True
    return process != os.getpid()  # ours has not begun: the file is of an older process of that number


def _packed(file: BinaryIO) -> BinaryIO:
    """A gzip stream without name and time, so that the same codings give the same bytes."""
    return cast(BinaryIO, gzip.GzipFile(filename="", fileobj=file, mode="wb", mtime=0))


def _finish(output: Output, stream: BinaryIO, part: Path, name: Path) -> None:
    output.finish()
    stream.close()
    part.replace(name)


@dataclass(slots=True)
class TablesOutput:
    """Codings written to all flat tables at once."""

    outputs: list[Output]

    def write(self, coding: Coding) -> None:
        """Write the rows of one coding to each table."""
        for output in self.outputs:
            output.write(coding)

    def finish(self) -> None:
        """Each table is finished when its own file is closed."""


@contextmanager
def open_tables(folder: Path) -> Iterator[Output]:
    """An output to all flat tables as Parquet in a folder: events.parquet, statements.parquet and so on."""
    with ExitStack() as files:
        yield TablesOutput([files.enter_context(open_output(folder / f"{name}.parquet")) for name in TABLES])


def _output(stream: BinaryIO, target: Path, ending: str) -> Output:
    if ending in _LINES:
        return LineOutput(stream, _LINES[ending])
    if ending in _WHOLE:
        return _WHOLE[ending](stream)
    if ending in _STATA:
        from dragoman.writers.frames import StataOutput

        return StataOutput(stream, _STATA[ending])
    try:
        from dragoman.writers.parquet import ParquetOutput
    except ImportError:
        raise WriteError(f'{target}: Parquet needs pyarrow: pip install "dragoman[parquet]"') from None
    return ParquetOutput(stream, _PARQUET[ending])
