"""Many reports on one machine: workers against one process, the engine against the workers, a worker killed.

``python -m bench.scale [--reports N] [--stub MILLISECONDS]`` runs N made-up reports of one or two sentences through
Dask (two worker processes, one of them killed amid the run) and through our own two workers, and checks that every
id is in the output once. With ``--stub`` the coder only burns so much CPU time a report and gives a small coding.
``python -m bench scale`` takes the figures of the real coder on the news of UD English PUD and on 2,000 such reports.
Rates are of wall time: let nothing else run. CPU seconds a report are given beside them, since they bear company.
"""

from __future__ import annotations

import argparse
import os
import signal
import tempfile
import time
from collections import Counter, deque
from collections.abc import Callable, Iterable, Iterator
from concurrent.futures import Executor
from contextlib import suppress
from dataclasses import dataclass
from importlib import import_module
from itertools import chain
from pathlib import Path
from typing import Any, TypeVar

import dask
from distributed import Client, LocalCluster

from bench.syntax import running_text
from dragoman.coding_runs import load_coder
from dragoman.language.sentences import split_sentences
from dragoman.language.words import split_words
from dragoman.record import Coding, Report
from dragoman.scale import Journal, NoJournal, code_by_workers, in_batches
from dragoman.scale.cluster import SHARD_REPORTS, code_on_cluster

Item = TypeVar("Item")

_SENTENCES_A_REPORT = 10
_TIMES = 3  # the news is coded so often in one measurement
_WHO = ("Police", "Soldiers", "The army", "Border guards", "Customs officers", "The coast guard")
_DID = ("arrested", "attacked", "met", "warned", "expelled", "released", "criticised", "fined")
_WHOM = ("protesters", "two diplomats", "fishermen", "rebels", "journalists", "the opposition", "smugglers")
_WHERE = ("in Oslo", "near Lima", "in Accra", "outside Hanoi", "in Quito", "in Riga", "near Amman")
_THEN = ("", " A spokesman confirmed it.", " Nobody was hurt.", " The ministry denied it.")


def short_reports(count: int) -> Iterator[Report]:
    """Made-up reports of one or two sentences; the same number gives the same report."""
    for n in range(count):
        text = f"{_pick(_WHO, n)} {_pick(_DID, n // 7)} {_pick(_WHOM, n // 3)} {_pick(_WHERE, n // 5)} on Monday."
        yield Report(id=f"short-{n}", text=text + _pick(_THEN, n), published="2019-05-07", title=f"Report {n}")


def _pick(words: tuple[str, ...], number: int) -> str:
    return words[number % len(words)]


class StubCoder:
    """Burns CPU time for each report (milliseconds in the environment variable BENCH_STUB) and gives a small coding."""

    def pipe(self, reports: Iterable[Report]) -> Iterator[Coding]:
        cost = float(os.environ["BENCH_STUB"]) / 1000
        for report in reports:
            end = time.thread_time() + cost
            while time.thread_time() < end:
                pass
            yield Coding(id=report.id, version="stub", digest="stub", report=report)


class Meter:
    """Watches this process and all below it: CPU seconds and peak memory by process, also of those that have ended."""

    def __init__(self) -> None:
        self.seconds: dict[int, float] = {}
        self.peaks: dict[int, float] = {}
        self.begun, self.before = time.perf_counter(), self.cpu()

    def watch(self, items: Iterable[Item]) -> Iterator[Item]:
        """The items, with a look at the processes at each."""
        for item in items:
            self.look()
            yield item

    def look(self) -> None:
        """Note what each process has used."""
        parents, ticks = {}, os.sysconf("SC_CLK_TCK")
        for stat in Path("/proc").glob("[0-9]*/stat"):
            with suppress(OSError):
                fields = stat.read_text().rpartition(")")[2].split()
                parents[int(stat.parent.name)] = int(fields[1]), (int(fields[11]) + int(fields[12])) / ticks
        for process in _below(os.getpid(), {name: parent for name, (parent, _) in parents.items()}):
            self.seconds[process] = parents[process][1]
            with suppress(OSError, StopIteration):
                status = Path(f"/proc/{process}/status").read_text().splitlines()
                self.peaks[process] = float(next(x for x in status if x.startswith("VmHWM")).split()[1]) / 1024

    def cpu(self) -> float:
        """CPU seconds of all of them so far."""
        self.look()
        return sum(self.seconds.values())

    def rates(self, done: int) -> Rate:
        """Items a second and CPU seconds an item since the meter was made."""
        return Rate(done / (time.perf_counter() - self.begun), (self.cpu() - self.before) / done)


def _below(top: int, parents: dict[int, int]) -> set[int]:
    """The process and all that descend from it."""
    found, fresh = {top}, {top}
    while fresh:
        fresh = {child for child, parent in parents.items() if parent in fresh} - found
        found |= fresh
    return found


@dataclass(frozen=True, slots=True)
class Rate:
    """Items a second of wall time, and CPU seconds an item."""

    wall: float
    cpu: float


def scores(shared: Path) -> dict[str, float]:
    """Two workers against one, a worker's memory, and the engine against the workers."""
    (one, _), (two, peak) = workers_rate(shared, 1), workers_rate(shared, 2)
    return {
        "speed one worker, sentences a second": one.wall,
        "speed two workers / one": two.wall / one.wall,
        "speed two workers / one by CPU": 2 * one.cpu / two.cpu,
        "speed worker peak memory, MB": peak,
        **{f"speed {name}": value for name, value in compare(2000, load_coder).items()},
    }


def workers_rate(shared: Path, count: int) -> tuple[Rate, float]:
    """Sentences a second of so many workers once they are loaded, and the peak memory of one in MB."""
    reports, sentences = news_reports(shared)
    batches = in_batches([*reports[:20], *reports], most_reports=5)
    lists = code_by_workers(batches, load_coder, count=count, journal=NoJournal())
    for _ in range(4):  # till both have loaded
        next(lists)
    meter = Meter()
    deque(meter.watch(lists), maxlen=0)
    return meter.rates(sentences), max(peak for process, peak in meter.peaks.items() if process != os.getpid())


def news_reports(shared: Path) -> tuple[list[Report], int]:
    """The news of UD English PUD as reports of ten sentences, and the number of sentences."""
    text = running_text(shared / "bench" / "syntax" / "pud-test.conllu.gz")
    spans = split_words(text)
    bounds = [(spans[a][0], spans[b - 1][1]) for a, b in split_sentences(text, spans)]
    parts = [bounds[i : i + _SENTENCES_A_REPORT] for i in range(0, len(bounds), _SENTENCES_A_REPORT)] * _TIMES
    reports = [Report(id=str(n), text=text[part[0][0] : part[-1][1]]) for n, part in enumerate(parts)]
    return reports, _TIMES * len(bounds)


def compare(count: int, make_coder: Callable[[], Any]) -> dict[str, float]:
    """The same reports through our workers and through the engine with one of its workers killed; two processes
    each, whose loading is not counted."""
    workers = _by_workers(count, make_coder)
    with tempfile.TemporaryDirectory() as folder:
        engine = _by_engine(count, make_coder, folder)
        wrong = _lost_or_double(folder, count)
    return {
        "workers reports a second": workers.wall,
        "engine reports a second": engine.wall,
        "engine / workers": engine.wall / workers.wall,
        "engine / workers by CPU": workers.cpu / engine.cpu,
        "ids lost or double": wrong,
    }


def _by_workers(count: int, make_coder: Callable[[], Any]) -> Rate:
    reports = chain(short_reports(2 * SHARD_REPORTS), short_reports(count))  # the first two batches while they load
    batches = in_batches(reports, most_reports=SHARD_REPORTS)
    with tempfile.TemporaryDirectory() as folder:
        journal = Journal(Path(folder), stamp="bench")
        lists = code_by_workers(batches, make_coder, count=2, journal=journal)
        for _ in range(2):
            next(lists)
        meter = Meter()
        done = sum(len(outcomes) for outcomes in meter.watch(lists))
        return meter.rates(done)


def _by_engine(count: int, make_coder: Callable[[], Any], folder: str) -> Rate:
    quiet = {"distributed.worker.profile.enabled": False}  # Dask's own profiler takes a tenth of a Python worker's time
    with (
        dask.config.set(quiet),
        LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=60) as cluster,
        Client(cluster) as client,
    ):
        client.run(_warm, make_coder)
        meter = Meter()
        batches = in_batches(short_reports(count), most_reports=SHARD_REPORTS)
        executor: Executor = client.get_executor()
        shards = code_on_cluster(
            batches, make_coder, executor=executor, folder=folder, stamp="bench", in_flight=lambda: 8
        )
        victim, done = next(iter(client.run(os.getpid).values())), 0
        for number, shard in enumerate(meter.watch(shards)):
            done += shard.rows
            if number == 1:
                os.kill(victim, signal.SIGKILL)
        return meter.rates(done)


def _warm(make_coder: Callable[[], Any]) -> int:
    """In a worker: load the coder and code a little."""
    return len(list(make_coder().pipe(short_reports(8))))


def _lost_or_double(folder: str, count: int) -> float:
    """How many ids are not in the shards exactly once."""
    from pyarrow import parquet

    seen: Counter[str] = Counter()
    for path in sorted(Path(folder).glob("*.parquet")):
        seen.update(parquet.read_table(path, columns=["id"]).column("id").to_pylist())
    return sum(seen[report.id] != 1 for report in short_reports(count)) + max(len(seen) - count, 0)


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--reports", type=int, default=200_000)
    parser.add_argument("--stub", type=float, help="milliseconds of CPU time a report, in place of the coder")
    options = parser.parse_args()
    make_coder: Callable[[], Any] = load_coder
    if options.stub is not None:
        os.environ["BENCH_STUB"] = str(options.stub)
        make_coder = import_module("bench.scale").StubCoder  # by its full name, so that workers can import it
    for name, value in compare(options.reports, make_coder).items():
        print(f"{name:36} {value:10.3f}", flush=True)


if __name__ == "__main__":
    main()
