"""Alerts on their way: each told once, to standard output, to a file of JSON lines and to a webhook."""

from __future__ import annotations

import json
import os
from collections.abc import Callable, Iterable, Mapping
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from dragoman.picture.alerts import Alert
from dragoman.picture.series import Deed, later
from dragoman.record import text_digest
from dragoman.watch.addresses import networks
from dragoman.watch.errors import WebError
from dragoman.watch.fetching import Limits, post
from dragoman.watch.outside import Outside
from dragoman.watch.settings import Sinks
from dragoman.watch.state import Delivery, State

_EVENTS_TOLD = 10
_TOGETHER = 7  # days between two spells of a dyad that are one alert
_FIRST_WAIT, _LONGEST_WAIT = 30.0, 6 * 3600.0  # seconds between tries of a delivery
_MOST_TRIES = 16  # about two days
_TAIL = 1 << 20  # bytes of the alerts file that are looked at for one that was written already
_FINE = range(200, 300)


@dataclass(frozen=True, slots=True, kw_only=True)
class Notice:
    """An alert as it is told. ``series`` is what it is about, whatever its days; ``content`` is plain JSON."""

    series: str
    first: str
    last: str
    content: Mapping[str, Any]

    @property
    def id(self) -> str:
        """The same for the same alert on every run."""
        return text_digest(f"{self.series}\n{self.first}")


def notice_of(alert: Alert) -> Notice:
    """The notice of an alert of the picture: what it is about, how surprising, and the events that made it."""
    ring = alert.ring
    one, other = ring.dyad
    return Notice(
        series=f"{ring.level} {one} {other} {ring.reason}",
        first=ring.first,
        last=ring.last,
        content={
            "dyad": list(ring.dyad),
            "level": ring.level,
            "reason": ring.reason,
            "first": ring.first,
            "last": ring.last,
            "index": ring.index,
            "events_in_7_days": ring.count,
            "expected": ring.expected,
            "first_in_60_days": list(alert.first_in_60_days),
            "events": [_deed(deed) for deed in alert.deeds[:_EVENTS_TOLD]],
        },
    )


def _deed(deed: Deed) -> dict[str, str | None]:
    names = ("event", "day", "type", "source", "target", "words", "sentence", "title", "publisher", "url", "report")
    return {name: getattr(deed, name) for name in names}


def take_notices(notices: Iterable[Notice], state: State, sinks: Sinks) -> int:
    """Remember the notices that are new, to be brought to the sinks; how many there were."""
    wanted = ["stdout"] * sinks.stdout + ["file"] * bool(sinks.file) + ["webhook"] * bool(sinks.webhook)
    new = 0
    for notice in notices:
        if not state.is_told(notice.series, later(notice.first, -_TOGETHER), later(notice.last, _TOGETHER)):
            content = json.dumps({"id": notice.id, **notice.content}, ensure_ascii=False)
            state.tell(notice.id, notice.series, (notice.first, notice.last), content, wanted)
            new += 1
    return new


@dataclass(frozen=True, slots=True, kw_only=True)
class Deliverer:
    """Brings alerts where they go. A stop between arriving and remembering repeats an alert on standard output and to
    the webhook, which knows it by its id; in the file it stands once."""

    sinks: Sinks
    outside: Outside
    limits: Limits
    tell: Callable[[str], None]
    print_line: Callable[[str], None]

    def deliver(self, state: State) -> None:
        """Bring what is due; what does not arrive is tried again later, after longer and longer waits."""
        for delivery in state.deliveries(now=self.outside.now()):
            try:
                self._bring(delivery)
            except (WebError, OSError) as error:
                self._put_off(state, delivery, error)
            else:
                state.delivered(delivery)

    def _bring(self, delivery: Delivery) -> None:
        if delivery.sink == "stdout":
            self.print_line(alert_line(json.loads(delivery.content)))
        elif delivery.sink == "file" and self.sinks.file is not None:
            append_once(Path(self.sinks.file), delivery.alert, delivery.content)
        elif delivery.sink == "webhook" and self.sinks.webhook is not None:
            self._post(self.sinks.webhook, delivery)

    def _post(self, url: str, delivery: Delivery) -> None:
        headers = {"Content-Type": "application/json; charset=utf-8", "Idempotency-Key": delivery.alert}
        limits = Limits(
            most_bytes=self.limits.most_bytes, seconds=self.limits.seconds, allowed=networks(self.sinks.allow)
        )
        answer = post(url, delivery.content.encode(), headers=headers, limits=limits, outside=self.outside)
        if answer.status not in _FINE:
            raise WebError(f"{url}: answered {answer.status}", status=answer.status)

    def _put_off(self, state: State, delivery: Delivery, error: Exception) -> None:
        if delivery.tries + 1 >= _MOST_TRIES:
            self.tell(f"alert {delivery.alert} did not arrive ({delivery.sink}), is given up: {error}")
            state.put_off(delivery, due=None)
            return
        wait = min(_FIRST_WAIT * 2**delivery.tries, _LONGEST_WAIT)
        self.tell(f"alert {delivery.alert} did not arrive ({delivery.sink}), is tried again in {wait:.0f} s: {error}")
        state.put_off(delivery, due=self.outside.now() + wait)


def append_once(path: Path, alert: str, content: str) -> None:
    """Append a line to the file, unless an alert of that id is among its last lines; half a line at its end, which a
    full disk may have left, is taken away first. Raises OSError."""
    line = content.encode() + b"\n"
    with path.open("ab+") as file:
        size = file.seek(0, os.SEEK_END)
        file.seek(max(size - _TAIL, 0))
        tail = file.read()
        if f'"id": "{alert}"'.encode() in tail[: tail.rfind(b"\n") + 1]:
            return
        if tail and not tail.endswith(b"\n"):
            file.truncate(size - len(tail) + tail.rfind(b"\n") + 1)
        file.write(line)
        file.flush()
        os.fsync(file.fileno())


def alert_line(content: Mapping[str, Any]) -> str:
    """An alert in one line of words.

    >>> alert_line({"dyad": ["KEN", "SOM"], "level": "state", "reason": "surprise", "last": "2030-03-04",
    ...     "index": 3.4, "events_in_7_days": 6, "expected": 0.5, "first_in_60_days": [], "events": []})
    'ALERT KEN – SOM: 6 conflict events in the 7 days to 2030-03-04, 0.5 expected (index 3.4)'
    """
    one, other = content["dyad"]
    fresh = ", ".join(content["first_in_60_days"])
    told = (
        f"ALERT {one} – {other}: {content['events_in_7_days']} conflict events in the 7 days to {content['last']}, "
        f"{content['expected']} expected (index {content['index']})" + (f"; first in 60 days: {fresh}" if fresh else "")
    )
    deed = next(iter(content["events"]), None)
    return told + (f"; {deed['day']} {deed['type']}: “{deed['sentence'] or deed['words']}”" if deed else "")
