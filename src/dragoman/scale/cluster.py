"""The coder as a map over Arrow batches on an engine: Dask, or anything with the executor of `concurrent.futures`.

One batch, one task, one Parquet file. Tasks may run twice, workers may be lost and the whole run may be killed:
each report is in the output once, and the same run again does only what is not there. Needs pyarrow.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import FIRST_COMPLETED, BrokenExecutor, CancelledError, Executor, Future, wait

import pyarrow as pa

from dragoman.errors import DragomanError
from dragoman.scale.batches import Batch
from dragoman.scale.outcomes import Codes, Outcome, code_reports, failed, packed, unpacked
from dragoman.scale.shards import Shard, arrow_of, known_shards, read_shard, reports_of, shard_name, write_shard

_LOST = ("KilledWorker", "FutureCancelledError", "FuturesCancelledError")  # Dask's, by name: it may not be installed
SHARD_REPORTS = 500
SHARD_CHARACTERS = 1_000_000


class ClusterError(DragomanError):
    """The engine cannot be reached, or its workers cannot code or write."""


def code_on_cluster(
    batches: Iterable[Batch],
    make_coder: Callable[[], Codes],
    *,
    executor: Executor,
    folder: str,
    stamp: str,
    in_flight: Callable[[], int],
) -> Iterator[Shard]:
    """Code each batch in a worker of the executor, into a shard in ``folder`` (a path or address that the workers
    see under the same name); the shards come as they are done.

    ``make_coder`` must be a function of a module that the workers can import, and should load once a process.
    ``stamp`` says what decides the codings. No more than ``in_flight()`` batches are out at once. A batch that
    cost its workers is coded at the end, report by report with nothing beside it, and the report that kills
    is given up. Raises ClusterError.
    """
    run = _Run(make_coder, executor, folder, stamp)
    try:
        known = known_shards(folder)
        for batch in batches:
            if shard_name(batch.key(stamp)) in known:
                yield read_shard(folder, shard_name(batch.key(stamp)))
                continue
            while len(run.out) >= max(in_flight(), 1):
                yield from run.collect()
            run.send(batch)
        while run.out:
            yield from run.collect()
        for batch in run.suspects:
            yield run.code_singly(batch)
    except (OSError, ValueError, ImportError, AttributeError) as error:
        raise ClusterError(f"{folder}: {type(error).__name__}: {error}") from error
    finally:
        for future in run.out:
            future.cancel()


class _Run:
    """The batches that are out, and those that must be looked at report by report."""

    def __init__(self, make_coder: Callable[[], Codes], executor: Executor, folder: str, stamp: str) -> None:
        self.make_coder, self.executor, self.folder, self.stamp = make_coder, executor, folder, stamp
        self.out: dict[Future[Shard], Batch] = {}
        self.suspects: list[Batch] = []

    def send(self, batch: Batch) -> None:
        name = shard_name(batch.key(self.stamp))
        future = self.executor.submit(code_shard, arrow_of(batch.reports), self.make_coder, self.folder, name)
        self.out[future] = batch

    def collect(self) -> Iterator[Shard]:
        """The shards that are done, after the next one is."""
        for future in wait(self.out, return_when=FIRST_COMPLETED).done:
            batch = self.out.pop(future)
            try:
                yield future.result()
            except (Exception, CancelledError) as error:
                if not _is_loss(error):
                    raise
                self.suspects.append(batch)

    def code_singly(self, batch: Batch) -> Shard:
        """Code the reports of a batch one after the other, nothing beside them, and write the shard from here."""
        outcomes = [self._outcome(batch, place) for place in range(len(batch.reports))]
        return write_shard(self.folder, shard_name(batch.key(self.stamp)), outcomes)

    def _outcome(self, batch: Batch, place: int) -> Outcome:
        report = batch.reports[place]
        try:
            answer = self.executor.submit(code_packed, arrow_of([report]), self.make_coder).result()
        except (Exception, CancelledError) as error:
            if not _is_loss(error):
                raise
            return failed(report, "every worker that took it was lost")
        return unpacked(answer)[0]


def _is_loss(error: BaseException) -> bool:
    """Whether the error says that a worker was lost, rather than that the work went wrong."""
    return isinstance(error, BrokenExecutor | CancelledError) or type(error).__name__ in _LOST


def code_shard(batch: pa.RecordBatch, make_coder: Callable[[], Codes], folder: str, name: str) -> Shard:
    """The work of a worker: code a batch and write its shard."""
    return write_shard(folder, name, code_reports(make_coder(), reports_of(batch)))


def code_packed(batch: pa.RecordBatch, make_coder: Callable[[], Codes]) -> bytes:
    """The work of a worker on a batch whose shard is written elsewhere: its packed outcomes."""
    return packed(code_reports(make_coder(), reports_of(batch)))
