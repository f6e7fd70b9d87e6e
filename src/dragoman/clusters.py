"""A run on a cluster: reports from anywhere that readers read, codings as Parquet shards."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, Any

from dragoman.coding_runs import Tally, coder_stamp, load_coder, load_coder_with, readable
from dragoman.errors import DragomanError
from dragoman.terminal import say

if TYPE_CHECKING:
    from dragoman.readers import Reading
    from dragoman.scale.shards import Shard

_LEAST_OUT = 8  # batches that are out at once while workers are still to come
_OUT_A_THREAD = 2


def code_to_shards(
    inputs: list[str], reading: Reading, tally: Tally, *, address: str, folder: str, actors: Path | None = None
) -> Iterator[Shard]:
    """Code the inputs on the Dask cluster at ``address`` into Parquet shards in ``folder``; the shards as they are
    done. What is in the folder already is not made again. Raises ClusterError or MissingEngine."""
    try:
        from dragoman.scale.cluster import SHARD_CHARACTERS, SHARD_REPORTS, code_on_cluster
    except ImportError:
        raise _missing() from None
    from dragoman.readers import read_reports
    from dragoman.scale import in_batches

    folder = folder if "://" in folder else str(Path(folder).absolute())  # workers may run in another folder
    reports = readable(read_reports(inputs, reading=reading), tally)
    batches = in_batches(reports, most_reports=SHARD_REPORTS, most_characters=SHARD_CHARACTERS)
    names = set()
    with _connected(address) as client:
        for shard in code_on_cluster(
            batches,
            partial(load_coder_with, actors.name, actors.read_bytes()) if actors else load_coder,
            executor=client.get_executor(),
            folder=folder,
            stamp=coder_stamp(actors),
            in_flight=lambda: max(_LEAST_OUT, _OUT_A_THREAD * sum(client.nthreads().values())),
        ):
            names.add(shard.name)
            _count(shard, tally)
            yield shard
    _tell_of_strangers(folder, names)


class MissingEngine(DragomanError):
    """The engine is not installed."""


def _missing() -> MissingEngine:
    return MissingEngine('a cluster needs Dask and pyarrow: pip install "dragoman[scale]"')


@contextmanager
def _connected(address: str) -> Iterator[Any]:
    from dragoman.scale.cluster import ClusterError

    try:
        from distributed import Client
    except ImportError:
        raise _missing() from None
    try:
        client = Client(address, timeout="20s", set_as_default=False)
    except (OSError, TimeoutError, ValueError) as error:
        raise ClusterError(f"no scheduler answers at {address}: {error}") from error
    try:
        yield client
    finally:
        client.close()


def _count(shard: Shard, tally: Tally) -> None:
    tally.coded += shard.rows - len(shard.errors)
    for error in shard.errors:
        tally.fail(error)


def _tell_of_strangers(folder: str, names: set[str]) -> None:
    """Tell of shards that are not of this run: who reads the folder would read them too."""
    from dragoman.scale.shards import known_shards

    if strangers := sorted(set(known_shards(folder)) - names):
        say(f"note: {folder} holds {len(strangers):,} shards of other reports or another coder, such as {strangers[0]}")
