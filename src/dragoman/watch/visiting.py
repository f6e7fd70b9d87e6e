"""Politeness: a pause between two requests to a host, and nothing that its robots.txt forbids."""

from __future__ import annotations

import threading
from collections.abc import Mapping
from dataclasses import dataclass, field, replace
from email.utils import parsedate_to_datetime
from urllib.parse import urlsplit

from dragoman.watch.errors import Stopped, WebError
from dragoman.watch.fetching import AGENT, Answer, Limits, fetch
from dragoman.watch.outside import Outside
from dragoman.watch.robots import ALL_ALLOWED, NONE_ALLOWED, Robots, read_robots

_ROBOTS_KEPT = 86_400.0  # seconds
_ROBOTS_RETRY = 600.0  # seconds after which a robots.txt that could not be had is asked for again
_ROBOTS_BYTES = 512_000
_LONGEST_WAIT = 86_400.0  # seconds; what a server may ask for at most
_FOUND, _CLIENT, _SERVER, _TOO_MANY = 200, 400, 500, 429


@dataclass(slots=True)
class _Host:
    """What is known of a host."""

    lock: threading.RLock = field(default_factory=threading.RLock)
    next_at: float = 0.0
    robots: Robots | None = None
    robots_until: float = 0.0


@dataclass(slots=True, kw_only=True)
class Visitor:
    """Asks for pages, politely. ``pause`` is the least time in seconds between two requests to one host."""

    outside: Outside
    pause: float = 1.0
    contact: str | None = None
    _hosts: dict[str, _Host] = field(default_factory=dict)
    _lock: threading.Lock = field(default_factory=threading.Lock)

    def get(self, url: str, *, limits: Limits, headers: Mapping[str, str] | None = None) -> Answer:
        """The answer, its status 200 or 304. Raises WebError for any other, and where robots.txt forbids the address
        or one that it redirects to; Stopped where the watch ends meanwhile."""
        answer = fetch(
            url,
            limits=limits,
            outside=self.outside,
            headers=headers,
            contact=self.contact,
            before=lambda at: self._before(at, limits),
        )
        if answer.status in (_FOUND, 304):
            return answer
        lasting = answer.status in (401, 403, 404, 410)
        raise WebError(
            f"{url}: answered {answer.status}",
            status=answer.status,
            retry_after=retry_after(answer.headers.get("retry-after"), now=self.outside.now()),
            lasting=lasting,
        )

    def _before(self, url: str, limits: Limits) -> None:
        """Wait for the host's turn; raise WebError where it forbids the address."""
        parts = urlsplit(url)
        origin = f"{parts.scheme}://{parts.netloc}"
        with self._lock:
            host = self._hosts.setdefault(origin, _Host())
        with host.lock:
            if host.robots is None or self.outside.tick() >= host.robots_until:
                self._take_turn(host)
                self._ask_robots(host, origin, limits)
            if host.robots is not None and not host.robots.allows(url):
                raise WebError(f"{url}: {origin}/robots.txt does not allow it", lasting=True)
            self._take_turn(host)

    def _take_turn(self, host: _Host) -> None:
        wait = host.next_at - self.outside.tick()
        if wait > 0 and self.outside.wait(wait):
            raise Stopped
        delay = host.robots.delay if host.robots is not None else 0.0
        host.next_at = self.outside.tick() + max(self.pause, delay)

    def _ask_robots(self, host: _Host, origin: str, limits: Limits) -> None:
        """By RFC 9309: none there allows all, a server in trouble allows nothing for now."""
        kept = _ROBOTS_KEPT
        try:
            small = replace(limits, most_bytes=_ROBOTS_BYTES)
            answer = fetch(f"{origin}/robots.txt", limits=small, outside=self.outside, contact=self.contact)
        except WebError as error:
            if error.lasting:
                raise
            host.robots, kept = NONE_ALLOWED, _ROBOTS_RETRY
        else:
            if answer.status == _FOUND:
                host.robots = read_robots(answer.content.decode("utf-8", "replace"), AGENT)
            elif _CLIENT <= answer.status < _SERVER and answer.status != _TOO_MANY:
                host.robots = ALL_ALLOWED
            else:
                host.robots, kept = NONE_ALLOWED, _ROBOTS_RETRY
        host.robots_until = self.outside.tick() + kept


def retry_after(words: str | None, *, now: float) -> float | None:
    """Seconds that a Retry-After header asks for (a number, or a date), at most a day; None where it says neither.

    >>> retry_after("120", now=0), retry_after("Thu, 01 Jan 1970 00:01:00 GMT", now=0), retry_after("soon", now=0)
    (120.0, 60.0, None)
    """
    if not words:
        return None
    try:
        seconds = float(words) if words.strip().isdigit() else parsedate_to_datetime(words).timestamp() - now
    except (ValueError, TypeError, OverflowError):
        return None
    return min(max(seconds, 0.0), _LONGEST_WAIT)
