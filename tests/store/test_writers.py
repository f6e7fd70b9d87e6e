"""One process writes, many read; a full disk or a kill costs at most the batch that was being written."""

from __future__ import annotations

import json
import subprocess
import sys
import textwrap
from collections.abc import Iterator
from contextlib import contextmanager
from pathlib import Path

import pytest

from bench.generated import generated
from dragoman.store import StoreBusy, StoreError, open_store
from dragoman.store.connection import connected

ROOT = Path(__file__).resolve().parents[2]


@contextmanager
def process(code: str, *arguments: object) -> Iterator[subprocess.Popen[str]]:
    """Another process that runs ``code``, once it has said that it is there; it ends when its input does."""
    command = [sys.executable, "-c", textwrap.dedent(code), *map(str, arguments)]
    with subprocess.Popen(command, cwd=ROOT, stdin=subprocess.PIPE, stdout=subprocess.PIPE, text=True) as child:
        assert child.stdout is not None
        assert child.stdout.readline() == "here\n"
        yield child
        assert child.stdin is not None
        child.stdin.close()


WRITER = """
    import sys
    from dragoman.store import open_store
    with open_store(sys.argv[1], write=True) as store:
        print("here", flush=True)
        sys.stdin.read()
"""
READER = """
    import sys
    from dragoman.store import open_store
    with open_store(sys.argv[1]) as store, store.reading() as connection:
        print("here", flush=True)
        sys.stdin.read()
"""


def test_a_second_writer_is_told_who_writes(tmp_path: Path) -> None:
    """And what to do; readers get in between batches."""
    path = tmp_path / "crisis.duckdb"
    with open_store(path, write=True) as store:
        store.add(generated(1))
    with process(WRITER, path) as child:
        with pytest.raises(
            StoreBusy, match=f"process {child.pid} is writing to it.*one writer at a time.*wait"
        ) as told:
            open_store(path, write=True, wait=0.1).__enter__()
        with open_store(path) as store:
            count = store.query("SELECT count(*) AS n FROM reports").to_pylist()

    assert told.value.pid == child.pid
    assert count == [{"n": 1}]
    with open_store(path, write=True, wait=0.1):
        pass  # the lock went with its process


def test_many_read_at_once_and_a_writer_waits_for_them(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """Readers do not shut each other out; who reads too long is named."""
    path = tmp_path / "crisis.duckdb"
    monkeypatch.setattr("dragoman.store.store.PATIENCE", 0.2)
    with open_store(path, write=True, wait=0.2) as store:
        store.add(generated(1))
        with process(READER, path) as child:
            rows = store.query("SELECT id FROM reports").num_rows
            with pytest.raises(StoreBusy, match="is reading it") as told:
                store.add(generated(1, first=1))
        again = store.add(generated(1, first=1))

    assert rows == 1
    assert told.value.pid == child.pid
    assert again.added == 1


def test_a_reader_waits_for_the_batch_that_is_being_written(tmp_path: Path) -> None:
    """For as long as it was told to, and then says who writes."""
    path = tmp_path / "crisis.duckdb"
    with open_store(path, write=True) as store:
        store.add(generated(1))
    code = """
        import sys
        from pathlib import Path
        from dragoman.store.connection import connected
        with connected(Path(sys.argv[1]), write=True, wait=1):
            print("here", flush=True)
            sys.stdin.read()
    """
    with process(code, path) as child:
        with pytest.raises(StoreBusy, match="while it writes") as told, open_store(path, wait=0.1):
            pass
        assert child.stdin is not None
        child.stdin.close()
        with open_store(path, wait=10) as store:
            rows = store.query("SELECT id FROM reports").num_rows

    assert told.value.pid == child.pid
    assert rows == 1


def test_a_batch_that_breaks_leaves_nothing(tmp_path: Path) -> None:
    """Whatever was in it; what was there before stays."""
    path = tmp_path / "crisis.duckdb"
    with open_store(path, write=True) as store:
        store.add(generated(2))
        with pytest.raises(RuntimeError), store._writing() as connection:
            connection.execute("DELETE FROM reports")
            raise RuntimeError
        rows = store.query("SELECT id FROM reports").num_rows

    assert rows == 2


def test_a_full_disk_costs_one_batch(tmp_path: Path) -> None:
    """The error says that nothing of the batch is kept; the file opens, and with more room the batch goes in."""
    path = tmp_path / "crisis.duckdb"
    with open_store(path, write=True) as store:
        store.add(generated(20))
    code = """
        import resource, signal, sys
        from bench.generated import generated
        from dragoman.store import StoreError, open_store
        print("here", flush=True)
        signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
        with open_store(sys.argv[1], write=True) as store:
            room = 300_000  # bytes of any one file: less than the log of the batch takes
            resource.setrlimit(resource.RLIMIT_FSIZE, (room, resource.RLIM_INFINITY))
            try:
                store.add(generated(200, first=20))
            except StoreError as error:
                print(error, flush=True)
    """
    with process(code, path) as child:
        assert child.stdout is not None
        said = child.stdout.readline()

    assert f"{path}: cannot be written, nothing of this batch is kept" in said
    with open_store(path, write=True) as store:
        before = store.query("SELECT count(*) AS n FROM events").to_pylist()
        added = store.add(generated(30, first=10))
    assert before == [{"n": 200}]
    assert (added.added, added.known) == (20, 10)


def test_kills_at_random_moments_lose_nothing_that_was_accepted() -> None:
    """Twenty here; bench/durability.py does a thousand."""
    command = [sys.executable, "-m", "bench.durability", "--kills", "20", "--seed", "7"]
    done = subprocess.run(command, cwd=ROOT, capture_output=True, text=True, check=True)
    found = json.loads(done.stdout)

    assert found["wrong"] == []
    assert found["accepted"] > 0
    assert found["killed while running"] > 0


def test_an_unfinished_file_is_never_left_under_the_name(tmp_path: Path, monkeypatch: pytest.MonkeyPatch) -> None:
    """A store appears when it is whole."""

    def broken(*_: object) -> int:
        raise StoreError("broken")

    path = tmp_path / "crisis.duckdb"
    monkeypatch.setattr("dragoman.store.store.move_forward", broken)
    with pytest.raises(StoreError, match="broken"), open_store(path, write=True):
        pass

    assert [p.name for p in tmp_path.iterdir()] == ["crisis.duckdb.lock"]


def test_a_store_that_cannot_be_made_says_so(tmp_path: Path) -> None:
    """With the path."""
    with pytest.raises(StoreError, match="nowhere"), open_store(tmp_path / "nowhere" / "x.duckdb", write=True):
        pass
    with pytest.raises(StoreError), connected(tmp_path, write=False, wait=0.1):
        pass


def test_a_stop_in_the_midst_of_a_question_is_a_stop(tmp_path: Path) -> None:
    """DuckDB calls it a RuntimeError."""
    path = tmp_path / "crisis.duckdb"
    with open_store(path, write=True) as store, pytest.raises(KeyboardInterrupt), store.reading():
        raise RuntimeError("Query interrupted")
