"""Hosts are asked politely: robots.txt, pauses, and what they ask for."""

from __future__ import annotations

import pytest

from dragoman.watch.addresses import networks
from dragoman.watch.errors import WebError
from dragoman.watch.fetching import Limits
from dragoman.watch.robots import matches, read_robots
from dragoman.watch.visiting import Visitor
from tests.watch.serving import LOOPBACK, Clock, Site

LIMITS = Limits(seconds=5.0, allowed=networks(LOOPBACK))
ROBOTS = """# all
User-agent: *
Disallow: /

User-agent: other
User-agent: Dragoman
Disallow: /private
Allow: /private/press
Disallow: /*.pdf$
Crawl-delay: 7
"""


def test_robots_of_the_group_that_names_us() -> None:
    """The group that names the program counts, not the one for all; the longest pattern decides."""
    robots = read_robots(ROBOTS, "dragoman")

    allowed = {path: robots.allows(f"https://example.org{path}") for path in ("/a", "/private/x", "/private/press/1")}
    assert allowed == {"/a": True, "/private/x": False, "/private/press/1": True}
    assert not robots.allows("https://example.org/a.pdf") and robots.allows("https://example.org/a.pdf?x=1")
    assert robots.delay == 7.0
    assert not read_robots(ROBOTS, "somebody").allows("https://example.org/a")


@pytest.mark.parametrize(
    "text", ["", "\x00\xff" * 99, "Disallow: /", "User-agent: *\nDisallow:", "<html>nothing here</html>"]
)
def test_robots_that_forbid_nothing(text: str) -> None:
    """What names no rule for us forbids nothing."""
    assert read_robots(text, "dragoman").allows("https://example.org/a")


def test_patterns_are_quick() -> None:
    """A pattern of many stars takes no more than a pass over the path."""
    assert not matches("/" + "*a" * 2000 + "$", "/" + "a" * 1999 + "b")


def test_a_robots_txt_that_forbids(site: Site) -> None:
    """What a host forbids is not asked for, directly or by a redirect; robots.txt is asked for once."""
    site.put("/robots.txt", "User-agent: *\nDisallow: /private")
    site.put("/private/feed.xml", "never read")
    site.put("/open", b"", status=302, Location="/private/feed.xml")
    visitor = Visitor(outside=Clock().outside())

    for path in ("/private/feed.xml", "/open"):
        with pytest.raises(WebError, match="does not allow it") as caught:
            visitor.get(site.url(path), limits=LIMITS)
        assert caught.value.lasting
    assert [path for path, _ in site.asked] == ["/robots.txt", "/open"]


def test_a_server_in_trouble_is_left_alone(site: Site) -> None:
    """Where robots.txt cannot be had for now nothing is asked for, and after a while it is tried again."""
    site.put("/robots.txt", "later", status=503)
    site.put("/", "They met.")
    clock = Clock()
    visitor = Visitor(outside=clock.outside())
    with pytest.raises(WebError, match="does not allow it"):
        visitor.get(site.url("/"), limits=LIMITS)
    site.put("/robots.txt", "", status=404)
    clock.at += 700

    assert visitor.get(site.url("/"), limits=LIMITS).content == b"They met."


def test_pauses_between_requests(site: Site) -> None:
    """Between two requests to a host lies the pause, or the longer one that it asks for."""
    site.put("/robots.txt", "User-agent: *\nCrawl-delay: 5")
    site.put("/", "They met.")
    clock = Clock()
    visitor = Visitor(outside=clock.outside(), pause=2.0)
    for _ in range(3):
        visitor.get(site.url("/"), limits=LIMITS)

    assert [round(wait) for wait in clock.waited] == [2, 5, 5]


def test_retry_after(site: Site) -> None:
    """A server that wants to be left alone says for how long."""
    site.put("/", "slow down", status=429, Retry_After="600")
    with pytest.raises(WebError) as caught:
        Visitor(outside=Clock().outside()).get(site.url("/"), limits=LIMITS)

    assert (caught.value.status, caught.value.retry_after, caught.value.lasting) == (429, 600.0, False)
