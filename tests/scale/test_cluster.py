"""On an engine: one shard a batch, each report once, whatever is lost on the way."""

from __future__ import annotations

import json
from collections.abc import Callable, Iterator
from concurrent.futures import BrokenExecutor, Executor, Future, ThreadPoolExecutor
from pathlib import Path
from typing import Any

import pytest
from pyarrow import parquet
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.clusters import code_to_shards
from dragoman.coding_runs import Tally
from dragoman.questions import read_all_codings
from dragoman.readers import Reading
from dragoman.record import Report, json_line
from dragoman.scale import in_batches
from dragoman.scale.cluster import ClusterError, code_on_cluster
from dragoman.scale.shards import Shard, arrow_of, known_shards, reports_of
from tests.scale.coders import FakeCoder, no_coder
from tests.writers.codings import TEXT, drawn


class LosingExecutor(ThreadPoolExecutor):
    """Loses each task that holds a report which says so; counts the tasks."""

    def __init__(self, word: str) -> None:
        super().__init__(2)
        self.word, self.tasks = word, 0

    def submit(self, fn: Callable[..., Any], /, *args: Any, **kwargs: Any) -> Future[Any]:
        self.tasks += 1
        if any(report.text == self.word for report in reports_of(args[0])):
            lost: Future[Any] = Future()
            lost.set_exception(BrokenExecutor("its worker is gone"))
            return lost
        return super().submit(fn, *args, **kwargs)


def reports(*texts: str) -> list[Report]:
    """Reports with these texts and running ids."""
    return [Report(id=f"r{n}", text=text) for n, text in enumerate(texts)]


def run(texts: list[str], executor: Executor, folder: Path | str, stamp: str = "coder") -> list[Shard]:
    """The shards of a run of two reports a batch."""
    batches = in_batches(reports(*texts), most_reports=2)
    return list(
        code_on_cluster(batches, FakeCoder, executor=executor, folder=str(folder), stamp=stamp, in_flight=lambda: 3)
    )


def ids(folder: Path) -> list[str]:
    """The ids of all rows of a folder's shards."""
    return [name for path in sorted(folder.glob("*")) for name in parquet.read_table(path).column("id").to_pylist()]


def test_arrow_round_trip() -> None:
    """Reports come back from Arrow as they went."""
    whole = Report(
        id="a", text="\U0001f600 é", published="2018-03-14", title="T", url="u", publisher="p", language="en"
    )

    assert reports_of(arrow_of([whole, *reports("x")])) == [whole, *reports("x")]


def test_each_report_is_in_one_shard(tmp_path: Path) -> None:
    """A file a batch, ordered by its name; a coding is a line of JSONL beside the report's id."""
    with ThreadPoolExecutor(2) as executor:
        shards = run(["a", "b", "break", "c", "d"], executor, tmp_path)
    first = parquet.read_table(tmp_path / min(s.name for s in shards)).to_pylist()

    assert ids(tmp_path) == [f"r{n}" for n in range(5)]
    assert sorted(p.name for p in tmp_path.iterdir()) == sorted(s.name for s in shards)
    assert json.loads(first[0]["coding"])["id"] == "r0" and first[0]["published"] == drawn().wire.published
    assert [error for shard in shards for error in shard.errors] == ['report "r2" cannot be coded: IndexError: a bug']


def test_what_is_there_is_not_made_again(tmp_path: Path) -> None:
    """A second run sends only the batches whose shards are missing, and tells of the failures again."""
    with LosingExecutor("") as executor:
        run(["a", "b", "break", "c", "d"], executor, tmp_path)
        min(tmp_path.iterdir()).unlink()
        again = run(["a", "b", "break", "c", "d"], executor, tmp_path)

        assert executor.tasks == 3 + 1
        assert [shard.known for shard in again].count(True) == 2 and sum(len(s.errors) for s in again) == 1
        run(["a", "b", "break", "c", "d"], executor, tmp_path, stamp="another coder")
        assert executor.tasks == 4 + 3


def test_batch_that_cost_its_workers_is_looked_at_singly(tmp_path: Path) -> None:
    """The report that ends every worker is given up, those of its batch are coded."""
    with LosingExecutor("deadly") as executor:
        shards = run(["a", "deadly", "b", "c"], executor, tmp_path)

    assert ids(tmp_path) == ["r0", "r1", "r2", "r3"]
    assert [s.errors for s in shards] == [(), ('report "r1" cannot be coded: every worker that took it was lost',)]


def test_wrong_work_ends_the_run(tmp_path: Path) -> None:
    """Workers that cannot load the coder or write are no loss to try again but an error that says why."""
    batches = in_batches(reports("a"))
    (tmp_path / "file").write_text("")
    with ThreadPoolExecutor(1) as executor:
        with pytest.raises(ClusterError, match="OSError: no model"):
            list(
                code_on_cluster(
                    batches, no_coder, executor=executor, folder=str(tmp_path), stamp="", in_flight=lambda: 1
                )
            )
        with pytest.raises(ClusterError, match="file"):
            run(["a"], executor, tmp_path / "file")


def test_shards_at_an_address(tmp_path: Path) -> None:
    """A folder may be named by its address, as object stores are."""
    with ThreadPoolExecutor(1) as executor:
        run(["a"], executor, (tmp_path / "out").as_uri())

    assert list(known_shards(str(tmp_path / "out"))) == [p.name for p in (tmp_path / "out").iterdir()]


@pytest.fixture(scope="module")
def dask_address() -> Iterator[str]:
    """A Dask cluster of two processes on this machine."""
    from distributed import LocalCluster

    with LocalCluster(n_workers=2, threads_per_worker=1, dashboard_address=None, silence_logs=60) as cluster:
        yield cluster.scheduler_address


@pytest.mark.filterwarnings("ignore")
def test_dask_loses_nothing_with_a_worker(dask_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A worker is killed amid the run: every id is there once."""
    texts = [*["slow 0.001"] * 30, f"once {tmp_path / 'mark'}", *["slow 0.001"] * 61]
    source = tmp_path / "reports.jsonl"
    source.write_text("".join(json_line(report) + "\n" for report in reports(*texts)))
    monkeypatch.setattr("dragoman.clusters.load_coder", FakeCoder)
    monkeypatch.setattr("dragoman.scale.cluster.SHARD_REPORTS", 10)
    tally = Tally()
    list(code_to_shards([str(source)], Reading(), tally, address=dask_address, folder=str(tmp_path / "out")))

    assert (tmp_path / "mark").exists()
    assert ids(tmp_path / "out") == [f"r{n}" for n in range(92)]
    assert (tally.coded, tally.failed) == (92, 0)


@pytest.mark.filterwarnings("ignore")
def test_dask_gets_the_users_own_actors(dask_address: str, tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """The workers, who run elsewhere, need not have the file: its bytes go with the work."""
    monkeypatch.chdir(tmp_path)
    own = Path("own.csv")
    own.write_text("name,country,sector,type\nRed Dawn Brigade,UGA,REB,group\n", encoding="utf-8")
    Path("story.txt").write_text("The Red Dawn Brigade attacked a police post near Gulu on Monday.", encoding="utf-8")
    list(code_to_shards(["story.txt"], Reading(), Tally(), address=dask_address, folder="out", actors=own))
    (coding,) = read_all_codings(["out"])

    assert ("Red Dawn Brigade", "UGA", "REB") in [(a.name, a.country, a.sector) for a in coding.actors]


def test_export_reads_shards(tmp_path: Path) -> None:
    """Shards of a cluster, or their folder, are codings for the other commands."""
    with ThreadPoolExecutor(1) as executor:
        run([TEXT, TEXT, "break"], executor, tmp_path / "out")
    result = CliRunner().invoke(app, ["export", str(tmp_path / "out"), "-o", str(tmp_path / "codings.jsonl")])

    assert result.exit_code == 0, result.stderr
    assert [json.loads(line)["id"] for line in (tmp_path / "codings.jsonl").read_text().splitlines()] == ["r0", "r1"]
    assert CliRunner().invoke(app, ["export", str(tmp_path / "a.parquet"), "-o", "-"]).exit_code == 2


def test_no_scheduler_is_told(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """An address where nobody answers ends with 2 and says so."""
    monkeypatch.setattr("distributed.Client", lambda *_, **__: (_ for _ in ()).throw(OSError("timed out")))
    (tmp_path / "a.txt").write_text("A report.")
    result = CliRunner().invoke(
        app, ["code", str(tmp_path / "a.txt"), "-o", str(tmp_path / "o"), "--cluster", "tcp://x:1"]
    )

    assert result.exit_code == 2 and "no scheduler answers at tcp://x:1" in result.stderr
