"""Kill -9 at random moments while ``dragoman watch`` runs: ``python -m bench.watching [--kills 300] [--seed 1]``.

A feed on loopback grows, entries are corrected, a folder fills. Each run is a watch (``--once``) in a process forked
from one that has imported everything, with made-up codings; it is killed at a random moment. The process writes the ids
of each batch that the store accepted to a pipe. After each kill a process of its own opens the store: every accepted
report is there exactly once with its coding, and no row is without its report. At the end one run is left alone: then
every entry of the feed and every file must be there, each once, in its last wording, and each alert once in its file.
Prints one JSON object.
"""

from __future__ import annotations

import argparse
import json
import os
import random
import sys
import tempfile
import threading
from collections import Counter
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, field, replace
from http.server import BaseHTTPRequestHandler, ThreadingHTTPServer
from pathlib import Path
from typing import Any

import feedparser  # noqa: F401  imported before the fork, as are the rest
import pyarrow  # noqa: F401

from bench.generated import numbered_coding
from bench.killing import killed_in_fork
from dragoman.picture.dyads import find_alerts  # noqa: F401
from dragoman.readers import feeds, html, jsonl, plain  # noqa: F401
from dragoman.record import Coding, Report
from dragoman.store import Store, open_store
from dragoman.watch import intake
from dragoman.watch.alerting import Notice
from dragoman.watch.commands import build_watch
from dragoman.watch.outside import real_outside
from dragoman.watch.settings import read_watching
from dragoman.watch.state import State

EVENTS, ENTRIES, FRESH, BATCH = 2, 30, 6, 4
WORDS = (
    "Officials in Oslo said on Monday that they had signed accord number {n}, and that wording {w} of it was the last."
)
TABLES = ("codings", "sentences", "events", "participants")
_SETTINGS = """[watch]
pause = 0.0
[[feed]]
url = "http://127.0.0.1:{port}/feed.xml"
allow = ["127.0.0.1"]
[[folder]]
path = "in"
[alerts]
stdout = false
file = "alerts.jsonl"
"""


@dataclass
class World:
    """What there is to be watched: entries by number with their wording, and files."""

    folder: Path
    wordings: dict[int, int] = field(default_factory=dict)
    files: set[str] = field(default_factory=set)

    def go_on(self, draw: random.Random) -> None:
        """New entries, a correction, sometimes a file."""
        at = len(self.wordings)
        self.wordings |= {at + n: 0 for n in range(FRESH)}
        old = draw.randrange(max(at - ENTRIES + FRESH, 0), at + FRESH)
        self.wordings[old] += 1
        if draw.random() < 0.3:
            name = f"f{len(self.files)}"
            lines = [{"id": f"{name}-{n}", "text": WORDS.format(n=n, w=name)} for n in range(BATCH * 2)]
            path = self.folder / "in" / f"{name}.jsonl"
            path.write_text("\n".join(map(json.dumps, lines)), encoding="utf-8")
            os.utime(path, (1_000_000_000, 1_000_000_000 + len(self.files)))
            self.files.add(name)

    def feed(self) -> bytes:
        """The last entries as a feed."""
        items = (
            f"<item><guid>urn:example:{n}</guid><description>{WORDS.format(n=n, w=w)}</description></item>"
            for n, w in list(self.wordings.items())[-ENTRIES:]
        )
        return f'<rss version="2.0"><channel><title>Wire</title>{"".join(items)}</channel></rss>'.encode()

    def due(self) -> dict[str, str]:
        """What the feed and the folder now hold, by id."""
        entries = {f"urn:example:{n}": WORDS.format(n=n, w=w) for n, w in list(self.wordings.items())[-ENTRIES:]}
        files = {f"{name}-{n}": WORDS.format(n=n, w=name) for name in self.files for n in range(BATCH * 2)}
        return entries | files


class StubCoder:
    """Codings from a table: quick, and each tells its id to the pipe."""

    def pipe(self, reports: Iterable[Report]) -> Iterator[Coding]:
        """The codings of reports, their offsets within any text of WORDS."""
        for report in reports:
            yield stub_coding(report)


def stub_coding(report: Report) -> Coding:
    """A coding of generated records under the report's own id."""
    drawn = numbered_coding(sum(map(ord, report.id)) % 997, EVENTS)
    events = tuple(replace(e, id=f"{report.id}/event-{n}", statement=None) for n, e in enumerate(drawn.events, start=1))
    return replace(drawn, id=report.id, report=report, events=events, statements=(), commitments=(), positions=())


def main() -> None:
    parser = argparse.ArgumentParser(description=__doc__, formatter_class=argparse.RawDescriptionHelpFormatter)
    parser.add_argument("--kills", type=int, default=300)
    parser.add_argument("--seed", type=int, default=1)
    options = parser.parse_args()
    with tempfile.TemporaryDirectory() as folder:
        print(json.dumps(killed_watches(Path(folder), options.kills, options.seed)))


def killed_watches(folder: Path, kills: int, seed: int) -> dict[str, Any]:
    """What the store holds after so many kills, and what is wrong with it (nothing, one hopes)."""
    draw, world = random.Random(seed), World(folder)
    (folder / "in").mkdir()
    with served(world) as port:
        (folder / "feeds.toml").write_text(_SETTINGS.format(port=port), encoding="utf-8")
        accepted, wrong, struck, usual = Counter[str](), list[str](), 0, 0.0
        for number in range(kills + 1):
            world.go_on(draw)
            after = draw.uniform(0, usual) if number else 60.0  # the first shows how long a run takes
            told, ended, seconds = killed_in_fork(lambda pipe: run_watch(folder, pipe), after)
            accepted.update(told)
            struck += not ended
            usual = seconds * 1.1 if ended else usual * 1.01
            wrong += [f"run {number}: {fault}" for fault in looked_at(folder, set(accepted))]
            if number % 50 == 49:
                print(f"{number + 1} runs, {len(accepted)} accepted, {len(wrong)} wrong", file=sys.stderr, flush=True)
        told, _, _ = killed_in_fork(lambda pipe: run_watch(folder, pipe), 120.0)
        accepted.update(told)
        wrong += looked_at(folder, set(accepted), due=world.due())
    return {
        "runs": kills + 2,
        "killed while running": struck,
        "reports accepted": len(accepted),
        "accepted again as corrected": sum(accepted.values()) - len(accepted),
        "corrections": sum(world.wordings.values()),
        "wrong": wrong[:20],
    }


def run_watch(folder: Path, pipe: int) -> None:
    """The watch, once; each batch that the store accepted is told to the pipe."""
    plain_add = Store.add

    def add(self: Store, codings: Iterable[Coding], **options: Any) -> Any:
        given = list(codings)
        done = plain_add(self, given, **options)
        os.write(pipe, "".join(f"{c.id}\n" for c in given).encode())
        return done

    Store.add = add  # type: ignore[method-assign,assignment]
    intake._BATCH = BATCH
    stop = threading.Event()
    with State(folder / "x.watch") as state:
        settings = read_watching(folder / "feeds.toml")
        watch = build_watch(settings, folder / "x.duckdb", state, real_outside(stop), stop, coder=StubCoder)
        watch.tell = watch.intake.tell = lambda line: os.write(2, f"{line}\n".encode()) and None  # type: ignore[assignment]
        watch.refresh, watch.alerts = (lambda _: None), notices
        watch.run(once=True)


def notices(store: Store, since: str) -> list[Notice]:
    """An alert for every twenty reports that the store has."""
    (row,) = store.query("SELECT count(*) AS n FROM reports").to_pylist()
    content = {"dyad": ["NOR", "SWE"]}
    return [Notice(series=f"s{n}", first=since, last=since, content=content) for n in range(int(row["n"]) // 20)]


class served:
    """The feed on loopback, while it lasts; gives its port."""

    def __init__(self, world: World) -> None:
        class Handler(BaseHTTPRequestHandler):
            def do_GET(self) -> None:
                content = world.feed() if self.path == "/feed.xml" else b""
                mark = f'"{sum(world.wordings.values())}-{len(world.wordings)}"'
                same = self.headers.get("If-None-Match") == mark and bool(content)
                self.send_response(304 if same else 200 if content else 404)
                self.send_header("ETag", mark)
                self.send_header("Content-Length", "0" if same else str(len(content)))
                self.end_headers()
                self.wfile.write(b"" if same else content)

            def log_message(self, *_: object) -> None:
                """Say nothing."""

        class Server(ThreadingHTTPServer):
            daemon_threads = True

            def handle_error(self, *_: object) -> None:
                """A killed watch hangs up."""

        self.server = Server(("127.0.0.1", 0), Handler)

    def __enter__(self) -> int:
        threading.Thread(target=self.server.serve_forever, args=[0.05], daemon=True).start()
        return int(self.server.server_address[1])

    def __exit__(self, *_: object) -> None:
        self.server.shutdown()
        self.server.server_close()


def looked_at(folder: Path, accepted: set[str], *, due: dict[str, str] | None = None) -> list[str]:
    """What is wrong with the store, found in a process of its own: this one must never open it, since it forks."""
    told, _, _ = killed_in_fork(lambda pipe: look(folder, accepted, due, pipe), 120.0)
    return [json.loads(f'"{line}"') for line in told]


def look(folder: Path, accepted: set[str], due: dict[str, str] | None, pipe: int) -> None:
    """Tell the pipe what is wrong, a word a fault."""
    path, faults = folder / "x.duckdb", list[str]()
    if not path.exists():
        if accepted:
            os.write(pipe, b"store-is-gone\n")
        return
    with open_store(path) as store:
        rows = store.query("SELECT id, text FROM reports").to_pylist()
        there = Counter(row["id"] for row in rows)
        faults += [f"lost:{i}" for i in accepted - set(there)] + [f"twice:{i}" for i, n in there.items() if n > 1]
        for table in TABLES:
            sql = f"SELECT count(*) AS n FROM {table} WHERE {'event' if table == 'participants' else 'report'} NOT IN "
            sql += "(SELECT id FROM events)" if table == "participants" else "(SELECT id FROM reports)"
            faults += [f"orphans:{table}"] * (store.query(sql).to_pylist()[0]["n"] > 0)
        sql = "SELECT count(*) AS n FROM reports WHERE id NOT IN (SELECT report FROM codings)"
        faults += ["report-without-coding"] * (store.query(sql).to_pylist()[0]["n"] > 0)
        if due is not None:
            texts = {row["id"]: row["text"] for row in rows}
            faults += [f"not-as-it-should-be:{i}" for i, text in due.items() if texts.get(i) != text]
            lines = (folder / "alerts.jsonl").read_text(encoding="utf-8").splitlines()
            ids = Counter(json.loads(line)["id"] for line in lines)
            faults += [f"alert-twice:{i}" for i, n in ids.items() if n > 1]
            faults += ["alerts-missing"] * (len(ids) < len(rows) // 20)
    os.write(pipe, "".join(f"{fault}\n" for fault in faults).encode())


if __name__ == "__main__":
    main()
