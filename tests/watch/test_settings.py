"""The file that says what is watched, and the command over it."""

from __future__ import annotations

import os
import re
import signal
import subprocess
import sys
from itertools import islice
from pathlib import Path

import pytest

from dragoman.watch.errors import WatchError
from dragoman.watch.settings import read_watching
from dragoman.watch.state import State
from tests.watch.serving import Site, feed

FEED = '[[feed]]\nurl = "https://example.org/feed.xml"\n'


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("", "names nothing to watch"),
        ("[[feed", "is not TOML"),
        (FEED + "evry = 3\n", 'unknown key "evry"; did you mean "every"?'),
        ("[[feed]]\nurl = 3\n", '"url"'),
        ('[[feed]]\nurl = "example.org"\n', 'expected an address such as "https://example.org/feed.xml"'),
        (FEED + FEED, "is named twice"),
        (FEED + "every = 0\n", "expected at least 1 seconds"),
        (FEED + 'allow = ["nowhere"]\n', "does not appear to be an IPv4 or IPv6 network"),
        (FEED + '[watch]\nlanguage = "de"\n', 'expected "en" or "any"'),
        (FEED + '[alerts]\nwebhook = "mailto:a@example.org"\n', "expected an address"),
    ],
)
def test_mistakes_in_the_file(tmp_path: Path, text: str, message: str) -> None:
    """A mistake names the file, what was found and what was expected."""
    path = tmp_path / "feeds.toml"
    path.write_text(text)

    with pytest.raises(WatchError, match=f"feeds.toml.*{re.escape(message)}"):
        read_watching(path)


def test_the_example_in_the_docs(tmp_path: Path) -> None:
    """The file that the docs show can be read."""
    page = (Path(__file__).resolve().parents[2] / "docs" / "how-to" / "watch-feeds.md").read_text(encoding="utf-8")
    example = re.search(r"```toml\n(.*?)```", page, re.DOTALL)
    assert example
    path = tmp_path / "feeds.toml"
    path.write_text(example[1], encoding="utf-8")
    watching = read_watching(path)

    assert watching.feed and watching.folder
    assert watching.folder[0].path == str(tmp_path / "incoming")


def test_two_watches_of_one_store(tmp_path: Path) -> None:
    """A second watch of the same store is refused with what to do."""
    path = tmp_path / "x.watch"
    with State(path), pytest.raises(WatchError, match="another dragoman watch uses this store"), State(path):
        pass


@pytest.mark.parametrize("sign", [signal.SIGTERM, signal.SIGINT])
def test_a_clean_stop(tmp_path: Path, site: Site, sign: signal.Signals) -> None:
    """Ctrl-C and SIGTERM end the command with a summary and exit status 0."""
    site.put("/feed.xml", "busy", status=500)
    (tmp_path / "feeds.toml").write_text(feed(site))
    command = [sys.executable, "-m", "dragoman", "watch", "feeds.toml", "--db", "x.duckdb"]
    with subprocess.Popen(command, cwd=tmp_path, stderr=subprocess.PIPE, text=True) as watch:
        assert watch.stderr
        begun = list(islice(watch.stderr, 2))
        os.kill(watch.pid, sign)
        _, ended = watch.communicate(timeout=60)

    assert watch.returncode == 0, ended
    assert "answered 500; is asked again in" in begun[1]
    assert ended == "0 reports added\n"
