"""Coding in several processes of this machine: ordered, in bounded memory, whatever dies.

Each worker is a process with a pipe of its own, so that a death is laid to the batch that was being coded
(the pool of the standard library breaks as a whole and cannot say). A batch over which a worker died is
tried again; if it happens again, its reports are coded one by one, and the one that kills is given up.
"""

from __future__ import annotations

import os
import pickle
import signal
import threading
from collections import deque
from collections.abc import Callable, Iterable, Iterator
from contextlib import suppress
from dataclasses import dataclass, field, replace
from multiprocessing import get_context
from multiprocessing.connection import Connection, wait
from multiprocessing.context import SpawnProcess
from queue import SimpleQueue
from typing import Any

from dragoman.errors import DragomanError
from dragoman.record import Report
from dragoman.scale.batches import Batch
from dragoman.scale.journal import NoJournal
from dragoman.scale.outcomes import Codes, Outcome, code_reports, failed, packed, unpacked

MakeCoder = Callable[[], Codes]

_AHEAD = 2  # batches given to each worker, so that it never waits for this process
_WINDOW = 4  # batches a worker that may be under way or done but not yet given out
_STARTS = 3  # workers in a row that may die before they are ready
_READY, _BROKEN = b"ready", b"broken "
_THREADS = ("OMP_NUM_THREADS", "OPENBLAS_NUM_THREADS", "MKL_NUM_THREADS")


class WorkersError(DragomanError):
    """The workers cannot start: the coder does not load, or the machine ends them at once."""


@dataclass(frozen=True, slots=True)
class _Task:
    """Reports for one worker: a batch, or one report (the ``part``-th) of a batch that killed twice."""

    batch: Batch
    reports: tuple[Report, ...]
    part: int | None = None
    deaths: int = 0


@dataclass(slots=True)
class _Worker:
    """A process, this end of its pipe, and the tasks that it has not answered, the first under way."""

    process: SpawnProcess
    connection: Connection
    tasks: deque[_Task] = field(default_factory=deque)
    ready: bool = False


def code_by_workers(
    batches: Iterable[Batch], make_coder: MakeCoder, *, count: int, journal: NoJournal
) -> Iterator[list[Outcome]]:
    """The outcomes of each batch in its order, coded by ``count`` processes that each call ``make_coder`` once.

    ``make_coder`` must be a function of a module, so that a new process can import it. Batches that the
    journal has are not coded again. No more than a few batches a worker are held at once. Raises WorkersError.
    """
    team = _Team(make_coder, count, journal)
    try:
        yield from team.run(iter(batches))
    finally:
        team.dismiss()


class _Team:
    """The workers and what is under way."""

    def __init__(self, make_coder: MakeCoder, count: int, journal: NoJournal) -> None:
        self.make_coder, self.count, self.journal = make_coder, count, journal
        self.context = get_context("spawn")  # a fork of a process with a model's threads may hang
        self.workers: list[_Worker] = []
        self.again: deque[_Task] = deque()
        self.done: dict[int, list[Outcome]] = {}
        self.parts: dict[int, list[Outcome | None]] = {}
        self.taken = self.given = self.false_starts = 0

    def run(self, batches: Iterator[Batch]) -> Iterator[list[Outcome]]:
        more = True
        while more or self.given < self.taken:
            more = self._feed(batches) if more else False
            while self.given in self.done:
                yield self.done.pop(self.given)
                self.given += 1
            self._give_again()
            if self.given < self.taken and self.given not in self.done:
                self._listen(wait_for=0.0 if more and self._has_room() else None)

    def dismiss(self) -> None:
        """End the workers; they hold nothing that is not lost already."""
        for worker in self.workers:
            worker.connection.close()
            worker.process.terminate()
        for worker in self.workers:
            worker.process.join()
        self.workers = []

    # ---- giving out ----------------------------------------------------------------------------------

    def _feed(self, batches: Iterator[Batch]) -> bool:
        """Take batches till the workers are full; whether there may be more."""
        while self._has_room():
            batch = next(batches, None)
            if batch is None:
                return False
            self.taken += 1
            known = self.journal.find(batch)
            if known is None:
                self._give(_Task(batch, batch.reports))
                self._listen(wait_for=0.0)
            else:
                self.done[batch.number] = known
                return True  # give it out before more is held
        return True

    def _has_room(self) -> bool:
        waiting = len(self.workers) < self.count or any(len(w.tasks) < _AHEAD for w in self.workers)
        return waiting and not self.again and self.taken - self.given < _WINDOW * self.count

    def _give_again(self) -> None:
        while self.again and any(len(w.tasks) < _AHEAD for w in self.workers):
            self._give(self.again.popleft())
        if self.again and not self.workers:
            self._give(self.again.popleft())

    def _give(self, task: _Task) -> None:
        free = min(self.workers, key=lambda w: len(w.tasks), default=None)
        if free is None or (free.tasks and len(self.workers) < self.count):
            free = self._hire()
        free.tasks.append(task)
        with suppress(OSError):  # it died: its pipe says so when it is listened to
            free.connection.send_bytes(pickle.dumps(task.reports))

    def _hire(self) -> _Worker:
        ours, theirs = self.context.Pipe()
        process = self.context.Process(target=_work, args=(theirs, self.make_coder), daemon=True)
        process.start()
        theirs.close()  # so that our end tells when the process is gone
        worker = _Worker(process, ours)
        self.workers.append(worker)
        return worker

    # ---- taking in -----------------------------------------------------------------------------------

    def _listen(self, *, wait_for: float | None) -> None:
        """Take what the workers have to say."""
        by_pipe: dict[Any, _Worker] = {worker.connection: worker for worker in self.workers}
        for pipe in wait(list(by_pipe), timeout=wait_for):
            worker = by_pipe[pipe]
            try:
                answer = worker.connection.recv_bytes()
            except (EOFError, OSError):
                self._bury(worker)
                continue
            if answer == _READY:
                worker.ready, self.false_starts = True, 0
            elif answer.startswith(_BROKEN):
                raise WorkersError(f"the coder does not load: {answer[len(_BROKEN) :].decode(errors='replace')}")
            else:
                self._take(worker.tasks.popleft(), answer)

    def _take(self, task: _Task, answer: bytes) -> None:
        outcomes = unpacked(answer)
        if task.part is None:
            self._finish(task.batch, outcomes, answer)
        else:
            self._take_part(task, outcomes[0])

    def _take_part(self, task: _Task, outcome: Outcome) -> None:
        assert task.part is not None
        parts = self.parts[task.batch.number]
        parts[task.part] = outcome
        whole = [part for part in parts if part is not None]
        if len(whole) == len(parts):
            del self.parts[task.batch.number]
            self._finish(task.batch, whole, None)

    def _finish(self, batch: Batch, outcomes: list[Outcome], content: bytes | None) -> None:
        self.journal.keep(batch, outcomes, content=content)
        self.done[batch.number] = outcomes

    def _bury(self, worker: _Worker) -> None:
        """A worker died: its first task is to blame where it was ready, the others go to the next."""
        self.workers.remove(worker)
        worker.connection.close()
        worker.process.join()
        tasks = list(worker.tasks)
        if not worker.ready:
            self.false_starts += 1
            if self.false_starts >= _STARTS:
                raise WorkersError(
                    f"{_STARTS} workers in a row ended as they started: is there memory for {self.count}?"
                )
        elif tasks:
            tasks[:1] = self._after_death(tasks[0], worker.process.exitcode)
        self.again.extendleft(reversed(tasks))

    def _after_death(self, task: _Task, code: int | None) -> list[_Task]:
        """What to do with the task over which a worker died."""
        if task.part is not None:
            self._take_part(task, failed(task.reports[0], f"its process was ended ({_ending(code)}), three times"))
            return []
        if not task.deaths:
            return [replace(task, deaths=1)]
        self.parts[task.batch.number] = [None] * len(task.reports)
        return [_Task(task.batch, (report,), part) for part, report in enumerate(task.reports)]


def _ending(code: int | None) -> str:
    """How a process ended, in words."""
    if code is not None and code < 0:
        with suppress(ValueError):
            return signal.Signals(-code).name
    return f"exit code {code}"


# ---- in the worker -----------------------------------------------------------------------------------


def _work(connection: Connection, make_coder: MakeCoder) -> None:
    """A worker's life: load the coder, then code what comes until the pipe is closed."""
    signal.signal(signal.SIGINT, signal.SIG_IGN)  # Ctrl-C is for the process that hired it
    signal.signal(signal.SIGTERM, signal.SIG_DFL)
    for name in _THREADS:
        os.environ.setdefault(name, "1")
    tasks: SimpleQueue[tuple[Report, ...] | None] = SimpleQueue()
    threading.Thread(target=_receive, args=(connection, tasks), daemon=True).start()
    with suppress(BrokenPipeError, ConnectionResetError):
        try:
            coder = make_coder()
        except Exception as error:  # noqa: BLE001  told to the process that hired it
            connection.send_bytes(_BROKEN + f"{type(error).__name__}: {error}".encode(errors="replace"))
            return
        connection.send_bytes(_READY)
        while (reports := tasks.get()) is not None:
            connection.send_bytes(packed(code_reports(coder, reports)))


def _receive(connection: Connection, tasks: SimpleQueue[tuple[Report, ...] | None]) -> None:
    """Take tasks from the pipe as they come, so that the sender never waits; None at its end."""
    try:
        while True:
            tasks.put(pickle.loads(connection.recv_bytes()))
    except (EOFError, OSError):
        tasks.put(None)
