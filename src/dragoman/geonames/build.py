"""Makes the gazetteer in two steps, each kept on the disk: rows are gathered, then sorted into their tables.

The first step adds to ``FILE.partial`` and notes, in the same transaction, how far in the dump it has come; after a
kill the same command goes on from there. The second writes ``FILE.draft``, which takes FILE's name when it is whole.
The journal is short and nothing waits for the disk: a killed process loses the last batch, a power cut may cost all.
"""

from __future__ import annotations

import hashlib
import sqlite3
from collections.abc import Callable, Iterator, Set
from contextlib import closing, contextmanager
from dataclasses import dataclass, field
from importlib.resources import files
from pathlib import Path

from dragoman.errors import GazetteerError
from dragoman.geonames.dump import Dump, open_dump
from dragoman.geonames.hand import add_by_hand, hand_rows
from dragoman.geonames.rows import MalformedRow, Row, area_code, is_kept, keys_of, read_row
from dragoman.rulefile import read_table
from dragoman.world import load_world
from dragoman.world.gazetteer import FORMAT, SCHEMA

TOLD = 5  # malformed rows that are named
_GATHERED = """
create table progress (source text, offset integer, line integer, left_out integer, malformed integer, digest text);
create table area (code text primary key, id integer not null) without rowid;
create table drafted (id integer primary key, name text, lat integer, lon integer, country text, feature text,
    population integer, first text, second text);
create table names (key text, place integer, rank integer);
create table malformed (line integer, reason text);
"""
_PLACES = """
insert into place select d.id, d.name, d.id, d.lat, d.lon, d.country, d.feature, d.population,
    nullif(one.id, d.id), nullif(two.id, d.id)
from gathered.drafted as d left join gathered.area as one on one.code = d.first
    left join gathered.area as two on two.code = d.second order by d.id
"""
_NAMES = "insert into called select key, place, min(rank) from gathered.names group by key, place order by key, place"


@dataclass(frozen=True, slots=True, kw_only=True)
class CountryCode:
    """A country's codes in ISO 3166-1: alpha-2, as GeoNames has it, and alpha-3."""

    code2: str
    code3: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LeftOut:
    """A GeoNames feature code whose rows are not taken, and why."""

    feature: str
    why: str


@dataclass(frozen=True, slots=True)
class Progress:
    """Where a build stands: what it does, and how many bytes of the dump it has read (unpacked), of how many."""

    doing: str
    done: int
    size: int
    rows: int


@dataclass(frozen=True, slots=True)
class Summary:
    """What a build has made; ``named`` are the first malformed rows, each with line and reason."""

    rows: int
    places: int
    left_out: int
    malformed: int
    named: tuple[str, ...]


@dataclass(slots=True)
class _Batch:
    """Rows of the dump on their way into the tables."""

    places: list[tuple[object, ...]] = field(default_factory=list)
    names: list[tuple[str, int, int]] = field(default_factory=list)
    areas: list[tuple[str, int]] = field(default_factory=list)
    malformed: list[tuple[int, str]] = field(default_factory=list)
    left_out: int = 0


class _Sorter:
    """Sorts lines of the dump into what is kept, left out and malformed."""

    def __init__(self) -> None:
        folder = files("dragoman.geonames") / "rules"
        codes = read_table(files("dragoman.world") / "rules" / "en" / "country_codes.csv", CountryCode)
        self.left_out: Set[str] = {row.feature for row in read_table(folder / "left_out.csv", LeftOut)}
        self.countries = {row.code2: row.code3 for row in codes}
        self.lands: Set[int] = {land.geonames_id for land in load_world().lands.values() if land.geonames_id}

    def sort(self, lines: list[bytes], first: int) -> _Batch:
        """The rows of the lines; ``first`` is the number of the first of them."""
        batch = _Batch()
        for number, line in enumerate(lines, start=first):
            try:
                self._add(batch, read_row(line))
            except MalformedRow as error:
                batch.malformed.append((number, str(error)))
        return batch

    def _add(self, batch: _Batch, row: Row) -> None:
        if not is_kept(row, self.left_out, self.lands):
            batch.left_out += 1
            return
        point = round(row.lat * 1e4), round(row.lon * 1e4)
        country = self.countries.get(row.country)
        batch.places.append((row.id, row.name, *point, country, row.feature, row.population, row.first, row.second))
        batch.names += [(key, row.id, rank) for key, rank in keys_of(row).items()]
        if code := area_code(row):
            batch.areas.append((code, row.id))


def build_gazetteer(dump: Path, output: Path, *, tell: Callable[[Progress], None]) -> Summary:
    """Make a gazetteer from a GeoNames dump, or go on with one that was begun; ``tell`` hears how it goes.

    Raises GazetteerError where the dump cannot be read, holds no places, or the disk is full.
    """
    partial, draft = (output.with_name(output.name + ending) for ending in (".partial", ".draft"))
    with open_dump(dump) as opened, _told(output):
        output.parent.mkdir(parents=True, exist_ok=True)
        with closing(_begun(partial, opened.source)) as file:
            _gather(file, opened, tell)
            summary = _summary(file)
            digest = _digest(file)
            size = opened.size
        tell(Progress("sorting names", size, size, summary.rows))
        draft.unlink(missing_ok=True)
        places = _write(partial, draft, digest)
        draft.replace(output)
        _forget(partial)
    return Summary(summary.rows, places, summary.left_out, summary.malformed, summary.named)


@contextmanager
def _told(output: Path) -> Iterator[None]:
    """What the disk or the database says, as an error that names the file."""
    try:
        yield
    except (sqlite3.Error, OSError) as error:
        busy = "locked" in str(error)
        told = "another build of it is at work" if busy else f"cannot be written: {error}"
        raise GazetteerError(f"{output}: {told}") from error


# ---- rows gathered -----------------------------------------------------------------------------------


def _begun(partial: Path, source: str) -> sqlite3.Connection:
    """The file of gathered rows: the one begun with this dump, else a new one."""
    if partial.exists():
        file = _opened(partial)
        try:
            if file.execute("select source from progress").fetchone() == (source,):
                return file
        except sqlite3.OperationalError as error:
            if "locked" in str(error):
                file.close()
                raise
        except sqlite3.DatabaseError:
            pass  # cut off by a power cut: begun again
        file.close()
        _forget(partial)
    file = _opened(partial)
    file.executescript(f"begin; {_GATHERED}")
    file.execute("insert into progress values (?, 0, 0, 0, 0, '')", (source,))
    file.execute("commit")
    return file


def _forget(partial: Path) -> None:
    partial.unlink()
    partial.with_name(f"{partial.name}-journal").unlink(missing_ok=True)


def _opened(path: Path) -> sqlite3.Connection:
    file = sqlite3.connect(path, isolation_level=None, timeout=1)
    file.executescript(
        "pragma locking_mode=exclusive; pragma journal_mode=truncate; pragma synchronous=off; pragma cache_size=-131072"
    )
    return file


def _gather(file: sqlite3.Connection, dump: Dump, tell: Callable[[Progress], None]) -> None:
    sorter = _Sorter()
    offset, line = file.execute("select offset, line from progress").fetchone()
    tell(Progress("reading", offset, dump.size, line))
    for lines in dump.batches(offset):
        batch = sorter.sort(lines, line + 1)
        if not batch.places and not batch.left_out:
            number, reason = batch.malformed[0]
            raise GazetteerError(f"this is no GeoNames dump: line {number:,}: {reason}")
        offset += sum(map(len, lines))
        line += len(lines)
        _keep(file, batch, offset, line, lines)
        tell(Progress("reading", offset, dump.size, line))


def _keep(file: sqlite3.Connection, batch: _Batch, offset: int, line: int, lines: list[bytes]) -> None:
    """The batch, and how far the dump is read, in one transaction."""
    file.execute("begin")
    file.executemany("insert or ignore into drafted values (?,?,?,?,?,?,?,?,?)", batch.places)
    file.executemany("insert into names values (?,?,?)", batch.names)
    file.executemany("insert or ignore into area values (?,?)", batch.areas)
    file.executemany("insert into malformed values (?,?)", batch.malformed[:TOLD])
    (before,) = file.execute("select digest from progress").fetchone()
    after = hashlib.sha256(before.encode() + b"".join(lines)).hexdigest()
    file.execute(
        "update progress set offset=?, line=?, left_out=left_out+?, malformed=malformed+?, digest=?",
        (offset, line, batch.left_out, len(batch.malformed), after),
    )
    file.execute("commit")


def _summary(file: sqlite3.Connection) -> Summary:
    rows, left_out, malformed = file.execute("select line, left_out, malformed from progress").fetchone()
    named = file.execute("select line, reason from malformed order by line limit ?", (TOLD,))
    return Summary(rows, 0, left_out, malformed, tuple(f"line {line:,}: {reason}" for line, reason in named))


def _digest(file: sqlite3.Connection) -> str:
    """16 hex digits over the dump's lines and the tables that decide what becomes of them."""
    (lines,) = file.execute("select digest from progress").fetchone()
    total = hashlib.sha256(f"{FORMAT} {lines}".encode())
    world, own = files("dragoman.world") / "rules" / "en", files("dragoman.geonames") / "rules"
    for table in (world / "places.csv", world / "area_forms.csv", world / "country_codes.csv", own / "left_out.csv"):
        total.update(table.read_bytes())
    return total.hexdigest()[:16]


# ---- rows sorted into their tables -------------------------------------------------------------------


def _write(partial: Path, draft: Path, digest: str) -> int:
    """Write the finished file; how many places it has."""
    with closing(sqlite3.connect(draft, isolation_level=None)) as file:
        # Nobody reads the draft before it is whole, so it needs no journal.
        file.executescript("pragma journal_mode=off; pragma synchronous=off; pragma cache_size=-262144; " + SCHEMA)
        file.execute("attach ? as gathered", (str(partial),))
        file.execute("begin")
        file.execute(_PLACES)
        file.execute(_NAMES)
        add_by_hand(file, hand_rows())
        file.executemany("insert into meta values (?,?)", (("format", FORMAT), ("digest", digest)))
        (places,) = file.execute("select count(*) from place").fetchone()
        file.execute("commit")
    return int(places)
