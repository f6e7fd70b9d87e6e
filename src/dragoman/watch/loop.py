"""The watch itself: poll what is due, take it in, let the picture follow, tell alerts, wait."""

from __future__ import annotations

import queue
import threading
from collections.abc import Callable, Iterable, Iterator, Sequence
from contextlib import suppress
from dataclasses import dataclass, field
from datetime import UTC, datetime
from itertools import groupby

from dragoman.errors import DragomanError, ReportError
from dragoman.picture.series import later
from dragoman.store import Store, StoreError, open_store
from dragoman.watch.alerting import Deliverer, Notice, take_notices
from dragoman.watch.errors import Stopped, WebError
from dragoman.watch.finding import Poll, Source
from dragoman.watch.intake import Intake
from dragoman.watch.outside import Outside
from dragoman.watch.state import Polling, State

_LONGEST_BACKOFF = 86_400.0  # seconds
_STORE_RETRY = 60.0
_LONGEST_NAP = 60.0
_RECENT = 7  # days back from today within which an alert must ring to be told

Polled = tuple[Source, Polling, Poll | Exception]


@dataclass(slots=True, kw_only=True)
class Watch:
    """Watches sources. ``refresh`` brings the picture up to the store, ``alerts`` asks it what rings since a day."""

    sources: Sequence[Source]
    state: State
    intake: Intake
    deliverer: Deliverer
    outside: Outside
    tell: Callable[[str], None]
    refresh: Callable[[Store], object]
    alerts: Callable[[Store, str], Iterable[Notice]]
    together: int = 4
    failures: int = 0
    _stopped: bool = field(default=False)

    def run(self, *, once: bool = False) -> bool:
        """Watch until the watch is to end; with ``once`` poll every source once, whether due or not. Whether nothing
        failed. Whatever a source does, the others go on."""
        with suppress(Stopped):
            while not self.intake.stopping():
                self.round(everything=once)
                if once or self.outside.wait(self._nap()):
                    break
        return self.failures == 0

    def round(self, *, everything: bool = False) -> None:
        """Poll what is due, or everything; raises Stopped where the watch is to end."""
        now = self.outside.now()
        due = [(source, self.state.polling(source.key)) for source in self.sources]
        wanted = [(source, polling) for source, polling in due if everything or polling.due <= now]
        for source, polling, poll in self._polled(wanted):
            if self.intake.stopping():
                raise Stopped
            self._take(source, polling, poll)
        self._follow()
        self.deliverer.deliver(self.state)

    def _nap(self) -> float:
        """Seconds until something is due."""
        first = min(self.state.polling(source.key).due for source in self.sources)
        return min(max(first - self.outside.now(), 1.0), _LONGEST_NAP)

    def _polled(self, due: Sequence[tuple[Source, Polling]]) -> Iterator[Polled]:
        """The polls as they end: hosts beside each other, the sources of one host one after the other."""
        by_host = sorted(due, key=lambda pair: pair[0].host)
        return in_threads([list(group) for _, group in groupby(by_host, key=lambda pair: pair[0].host)], self.together)

    def _take(self, source: Source, polling: Polling, poll: Poll | Exception) -> None:
        if isinstance(poll, Stopped):
            raise poll
        if isinstance(poll, Exception):
            self._failed(source, polling, poll)
            return
        try:
            whole = poll.unchanged or self.intake.take(source, poll.found)
        except StoreError as error:
            self.failures += 1
            self.tell(f"{source.shown}: {error}; is tried again")
            due = self.outside.now() + _STORE_RETRY
            self.state.polled(source.key, Polling(etag=polling.etag, modified=polling.modified, due=due))
            return
        except Stopped:
            raise
        except Exception as error:  # noqa: BLE001  a bug met in one source must not stop the others
            self._failed(source, polling, error)
            return
        if poll.moved:
            self.tell(f"{source.shown}: has moved for good to {poll.moved}; change it in the file")
        marks = (poll.etag, poll.modified) if whole else (None, None)  # or the server would say that nothing changed
        due = self.outside.now() + source.every
        self.state.polled(source.key, Polling(etag=marks[0], modified=marks[1], due=due))

    def _failed(self, source: Source, polling: Polling, error: Exception) -> None:
        """Wait longer after each failure, and at least as long as the server asks for."""
        self.failures += 1
        wait = min(source.every * 2 ** min(polling.failures + 1, 20), _LONGEST_BACKOFF)
        asked = error.retry_after if isinstance(error, WebError) else None
        wait = max(source.every if asked is not None else wait, asked or 0.0)
        self.tell(f"{source.shown}: {error}; is asked again in {wait:.0f} s")
        due = self.outside.now() + wait
        failures = polling.failures + 1
        self.state.polled(source.key, Polling(etag=polling.etag, modified=polling.modified, failures=failures, due=due))

    def _follow(self) -> None:
        """Bring the picture up to the store, where that has more, and take its alerts."""
        if not self.state.is_behind():
            return
        today = datetime.fromtimestamp(self.outside.now(), UTC).date().isoformat()
        try:
            with open_store(self.intake.store, write=True, wait=self.intake.wait) as store:
                self.refresh(store)
                notices = list(self.alerts(store, later(today, -_RECENT)))
        except DragomanError as error:
            self.failures += 1
            self.tell(f"the picture could not follow: {error}; is tried again")
            return
        take_notices(notices, self.state, self.deliverer.sinks)
        self.state.set_behind(False)


def _poll(pair: tuple[Source, Polling]) -> Polled:
    """A poll or the error that it ended with: one bad source never stops the others, whatever its feed does."""
    source, polling = pair
    try:
        return source, polling, source.poll(polling)
    except (WebError, ReportError, OSError, Stopped) as error:
        return source, polling, error
    except Exception as error:  # noqa: BLE001
        return source, polling, WebError(f"{type(error).__name__}: {error}")


def in_threads(hosts: Sequence[Sequence[tuple[Source, Polling]]], count: int) -> Iterator[Polled]:
    """The polls of the sources of some hosts as they end, of at most ``count`` hosts at a time. The threads never hold
    up the end of the process."""
    waiting: queue.SimpleQueue[Sequence[tuple[Source, Polling]]] = queue.SimpleQueue()
    results: queue.SimpleQueue[Polled | None] = queue.SimpleQueue()
    for host in hosts:
        waiting.put(host)

    def work() -> None:
        with suppress(queue.Empty):
            while True:
                for pair in waiting.get_nowait():
                    results.put(_poll(pair))
        results.put(None)

    running = min(count, len(hosts))
    for _ in range(running):
        threading.Thread(target=work, daemon=True).start()
    while running:
        result = results.get()
        if result is None:
            running -= 1
        else:
            yield result
