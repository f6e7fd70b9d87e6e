"""A small news site on loopback for the tests, a clock that is moved by hand, and a coder that needs no model."""

from __future__ import annotations

import socket
import threading
import time
from collections.abc import Callable, Iterable, Iterator
from dataclasses import dataclass, field
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

from dragoman.record import Actor, Coding, Event, Mention, Participant, Report, Span, Time, When, Wire
from dragoman.watch.alerting import Notice
from dragoman.watch.loop import Watch
from dragoman.watch.outside import Outside, SocketAddress
from dragoman.watch.settings import read_watching
from dragoman.watch.state import State

LOOPBACK = ["127.0.0.0/8"]
Handler = Callable[["Asked"], None]


class Asked(BaseHTTPRequestHandler):
    """A request, answered by what the site has under its path."""

    server: Any

    def do_GET(self) -> None:
        site: Site = self.server.site
        site.asked.append((self.path, dict(self.headers)))
        handler = site.pages.get(self.path)
        if handler is None:
            self.answer(404, b"nothing here")
        else:
            handler(self)

    do_POST = do_GET

    def answer(self, status: int, content: bytes = b"", **headers: str) -> None:
        """Answer; underscores in names of headers become hyphens."""
        self.send_response(status)
        for name, value in headers.items():
            self.send_header(name.replace("_", "-"), value)
        self.send_header("Content-Length", str(len(content)))
        self.end_headers()
        self.wfile.write(content)

    def body(self) -> bytes:
        """What a POST brought."""
        return self.rfile.read(int(self.headers.get("Content-Length", 0)))

    def log_message(self, *_: object) -> None:
        """Say nothing."""


class Quiet(ThreadingHTTPServer):
    """A server that says nothing where a client hangs up."""

    daemon_threads = True

    def handle_error(self, *_: object) -> None:
        """Say nothing."""


@dataclass
class Site:
    """A site: what it answers by path, and what it was asked."""

    pages: dict[str, Handler] = field(default_factory=dict)
    asked: list[tuple[str, dict[str, str]]] = field(default_factory=list)
    port: int = 0

    def url(self, path: str = "/feed.xml") -> str:
        """An address of the site."""
        return f"http://127.0.0.1:{self.port}{path}"

    def put(self, path: str, content: str | bytes, *, status: int = 200, **headers: str) -> None:
        """Answer this under a path from now on."""
        body = content.encode() if isinstance(content, str) else content
        self.pages[path] = lambda asked: asked.answer(status, body, **headers)

    def paths(self) -> list[str]:
        """What was asked for, robots.txt left out."""
        return [path for path, _ in self.asked if path != "/robots.txt"]


def served() -> Iterator[Site]:
    """A site that runs until the test ends."""
    site = Site()
    server = Quiet(("127.0.0.1", 0), Asked)
    server.site = site  # type: ignore[attr-defined]
    site.port = server.server_address[1]
    threading.Thread(target=server.serve_forever, args=[0.01], daemon=True).start()
    yield site
    server.shutdown()
    server.server_close()


@dataclass
class Clock:
    """Time that passes only when somebody waits, or when it is moved."""

    at: float = 1_900_000_000.0  # a day in 2030
    waited: list[float] = field(default_factory=list)

    def wait(self, seconds: float) -> bool:
        """Let time pass at once."""
        self.waited.append(seconds)
        self.at += seconds
        return False

    def outside(self, **more: Any) -> Outside:
        """The world outside with this clock; deadlines of requests go by the real one."""
        return Outside(now=lambda: self.at, tick=lambda: self.at + time.monotonic(), wait=self.wait, **more)


def rebound(*answers: str) -> Callable[[str, int], list[SocketAddress]]:
    """A name server that gives another address each time it is asked."""
    left = list(answers)
    return lambda host, port: [(left.pop(0) if len(left) > 1 else left[0], port)]


def never(address: SocketAddress, timeout: float) -> socket.socket:
    """A connection that must not be made."""
    raise AssertionError(f"connected to {address}")


def rss(*entries: str) -> str:
    """A feed of these items."""
    head = '<?xml version="1.0"?><rss version="2.0"><channel><title>Example Wire</title>'
    return f"{head}{''.join(entries)}</channel></rss>"


def item(number: int, text: str | None = None, *, link: str = "", guid: str | None = None) -> str:
    """An item of a feed."""
    words = text or f"Officials in Oslo said on Monday that they had signed accord number {number}."
    own = f"<guid isPermaLink='false'>{guid or f'urn:example:{number}'}</guid>"
    return f"<item>{own}<title>Report {number}</title><link>{link}</link><description>{words}</description></item>"


class StubCoder:
    """Codes a report as one blow of one state against another; one that says "break" breaks."""

    def __init__(self) -> None:
        self.coded: list[str] = []

    def pipe(self, reports: Iterable[Report]) -> Iterator[Coding]:
        """The codings."""
        for report in reports:
            if "break" in report.text:
                raise IndexError("a bug")
            self.coded.append(report.id)
            yield coded(report)


def coded(report: Report) -> Coding:
    """The coding of a report."""
    day = report.published[:10] if report.published else None
    actors = tuple(
        Actor(
            id=name,
            name=name,
            type="state",
            country=name,
            sector="GOV",
            mentions=(Mention(start=0, end=3, kind="name"),),
        )
        for name in ("NOR", "SWE")
    )
    event = Event(
        id=f"{report.id}/event-1",
        type="ASSAULT",
        quad=4,
        score=-9.0,
        anchor=Span(0, 3),
        actors=(Participant(actor="NOR", start=0, end=3),),
        recipients=(Participant(actor="SWE", start=0, end=3),),
        when=When(begin=day, until=day, time=0) if day else None,
    )
    return Coding(
        id=report.id,
        version="0",
        digest="stub",
        wire=Wire(published=report.published),
        sentences=(Span(0, len(report.text)),),
        times=(Time(start=0, end=3, type="DATE", value=day, begin=day, until=day),) if day else (),
        actors=actors,
        events=(event,),
        report=report,
    )


@dataclass
class Desk:
    """A watch over a folder of its own: a store, a file of settings, what was told and printed."""

    folder: Path
    clock: Clock = field(default_factory=Clock)
    coder: StubCoder = field(default_factory=StubCoder)
    told: list[str] = field(default_factory=list)
    printed: list[str] = field(default_factory=list)
    notices: list[Notice] | None = field(default_factory=list)  # what rings; None asks the picture itself
    stop: threading.Event = field(default_factory=threading.Event)

    @property
    def db(self) -> Path:
        """The store."""
        return self.folder / "crisis.duckdb"

    def run(self, settings: str, **outside: Any) -> Watch:
        """Poll everything once, as a process that starts anew."""
        from dragoman.watch.commands import build_watch

        path = self.folder / "feeds.toml"
        path.write_text(f"{settings}\n", encoding="utf-8")
        with State(self.db.with_name("crisis.duckdb.watch")) as state:
            watch = build_watch(
                read_watching(path), self.db, state, self.clock.outside(**outside), self.stop, coder=lambda: self.coder
            )
            watch.tell = watch.intake.tell = self.told.append
            object.__setattr__(watch.deliverer, "tell", self.told.append)
            object.__setattr__(watch.deliverer, "print_line", self.printed.append)
            watch.intake.wait = 5.0
            if self.notices is not None:
                watch.refresh, watch.alerts = (lambda _: None), (lambda *_: list(self.notices or ()))
            watch.run(once=True)
        self.clock.at += 1.0
        return watch

    def texts(self) -> list[str]:
        """The texts in the store."""
        from dragoman.store import open_store

        if not self.db.exists():
            return []
        with open_store(self.db) as store:
            return [str(row["text"]) for row in store.query("SELECT text FROM reports ORDER BY id").to_pylist()]


def feed(site: Site, path: str = "/feed.xml", **more: str) -> str:
    """A feed of the site as the settings name it."""
    lines = "".join(f"{name} = {value}\n" for name, value in more.items())
    return f'[[feed]]\nurl = "{site.url(path)}"\nallow = ["127.0.0.0/8"]\n{lines}'
