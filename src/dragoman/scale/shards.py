"""Reports and codings as Arrow, and one Parquet file a batch: what travels to a cluster and what it leaves.

Needs pyarrow. A shard has its name only when it is whole: on a disk it is written beside and renamed, in an
object store it appears when it is closed. Its name tells the batch and the coder, so that a shard that is
there need not be made again, and a batch made twice (its worker was lost) leaves one file.
"""

from __future__ import annotations

import os
import socket
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from pathlib import Path
from typing import Any

import pyarrow as pa
from pyarrow import fs, parquet

from dragoman.record import Report
from dragoman.scale.outcomes import Outcome

_REPORT = ("id", "text", "published", "title", "url", "publisher", "language")
REPORT_SCHEMA = pa.schema([(name, pa.large_string()) for name in _REPORT])
SHARD_SCHEMA = pa.schema(
    [
        ("id", pa.string()),  # of the report
        ("published", pa.string()),
        ("version", pa.string()),
        ("digest", pa.string()),
        ("error", pa.string()),  # why there is no coding
        ("coding", pa.large_string()),  # as a line of JSONL
    ]
)
_ENDING = ".parquet"


@dataclass(frozen=True, slots=True)
class Shard:
    """A file of codings: its name, how many rows it has, which reports failed and whether it was there already."""

    name: str
    rows: int
    errors: tuple[str, ...] = ()
    known: bool = False


def arrow_of(reports: Sequence[Report]) -> pa.RecordBatch:
    """Reports as an Arrow batch of texts."""
    columns = [pa.array([getattr(report, name) for report in reports], pa.large_string()) for name in _REPORT]
    return pa.RecordBatch.from_arrays(columns, schema=REPORT_SCHEMA)


def reports_of(batch: pa.RecordBatch) -> list[Report]:
    """The reports of an Arrow batch; columns that it has beyond those of a report are passed over."""
    names = [name for name in _REPORT if name in batch.schema.names]
    return [Report(**row) for row in batch.select(names).to_pylist()]


def shard_name(key: str) -> str:
    """The file of the batch with this key."""
    return f"part-{key}{_ENDING}"


def known_shards(folder: str) -> dict[str, str]:
    """The shards that are in the folder, by name, with the path that their file system knows; the folder is made
    where there is none. Raises OSError."""
    system, path = _located(folder)
    system.create_dir(path, recursive=True)
    found = system.get_file_info(fs.FileSelector(path))
    return {info.base_name: info.path for info in found if info.base_name.endswith(_ENDING) and info.is_file}


def write_shard(folder: str, name: str, outcomes: Iterable[Outcome]) -> Shard:
    """Write outcomes as a shard. Raises OSError."""
    rows = [_row(outcome) for outcome in outcomes]
    buffer = pa.BufferOutputStream()
    parquet.write_table(pa.Table.from_pylist(rows, schema=SHARD_SCHEMA), buffer, compression="zstd")
    _put(folder, name, buffer.getvalue())
    return Shard(name, len(rows), tuple(row["error"] for row in rows if "error" in row))


def read_shard(folder: str, name: str) -> Shard:
    """What a shard that is there holds; raises OSError or ValueError where it cannot be read."""
    system, path = _located(folder)
    errors = parquet.read_table(f"{path}/{name}", columns=["error"], filesystem=system).column("error")
    return Shard(name, len(errors), tuple(errors.drop_null().to_pylist()), known=True)


def shard_lines(path: Path) -> Iterator[str]:
    """The codings of a shard as lines of JSONL, in batches; raises OSError or ValueError."""
    with parquet.ParquetFile(path) as file:
        if "coding" not in file.schema_arrow.names:
            raise ValueError('has no column "coding": it is no shard of codings')
        for batch in file.iter_batches(batch_size=256, columns=["coding"]):
            yield from batch.column(0).drop_null().to_pylist()


def _row(outcome: Outcome) -> dict[str, Any]:
    if outcome.error is not None:
        return {"id": outcome.report, "error": outcome.error}
    coding = outcome.coding
    return {
        "id": outcome.report,
        "published": coding.wire.published,
        "version": coding.version,
        "digest": coding.digest,
        "coding": outcome.line,
    }


def _put(folder: str, name: str, content: pa.Buffer) -> None:
    system, path = _located(folder)
    final = f"{path}/{name}"
    if not isinstance(system, fs.LocalFileSystem):
        with system.open_output_stream(final) as stream:
            stream.write(content)
        return
    part = f"{path}/.{name}.{socket.gethostname()}.{os.getpid()}.part"  # workers may share the folder over a network
    with system.open_output_stream(part) as stream:
        stream.write(content)
    Path(part).replace(final)


def _located(folder: str) -> tuple[fs.FileSystem, str]:
    """The file system of a folder or address (``s3://bucket/codings``), and the path there."""
    if "://" in folder:
        system, path = fs.FileSystem.from_uri(folder)
        return system, path.rstrip("/")
    return fs.LocalFileSystem(), str(Path(folder).resolve())
