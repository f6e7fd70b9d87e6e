"""A request keeps to its limits and reaches only what it may, however the other side behaves."""

from __future__ import annotations

import gzip
import threading
import time
from dataclasses import replace

import pytest

from dragoman.watch.addresses import may_connect, networks
from dragoman.watch.errors import WebError
from dragoman.watch.fetching import Answer, Limits, fetch
from tests.watch.serving import LOOPBACK, Asked, Clock, Site, never, rebound

LIMITS = Limits(most_bytes=10_000, seconds=0.5, allowed=networks(LOOPBACK))


def had(url: str, **more: object) -> Answer:
    """The answer within the limits of these tests."""
    return fetch(url, limits=LIMITS, outside=Clock().outside(**more))


def refused(url: str, **more: object) -> WebError:
    """The error that a request ends with."""
    with pytest.raises(WebError) as caught:
        had(url, **more)
    return caught.value


def test_answer(site: Site) -> None:
    """Content, status and headers come back, content unpacked; odd characters are sent as they must be."""
    site.put("/a%20b?q=%C5%BE", gzip.compress(b"They met."), Content_Encoding="gzip", ETag='"1"')
    answer = had(site.url("/a b?q=ž"))

    assert (answer.status, answer.content, answer.headers["etag"], answer.moved) == (200, b"They met.", '"1"', None)
    assert site.asked[0][1]["User-Agent"].startswith("dragoman/")
    assert site.asked[0][1]["Host"] == f"127.0.0.1:{site.port}"


@pytest.mark.parametrize(
    "content", [b"x" * 10_001, gzip.compress(b"x" * 50_000_000)], ids=["long", "packed to a thousandth"]
)
def test_huge_answer(site: Site, content: bytes) -> None:
    """An answer above the limit is an error, packed or not."""
    site.put("/", content, **({"Content_Encoding": "gzip"} if content[:2] == b"\x1f\x8b" else {}))

    assert "larger than 10,000 bytes" in str(refused(site.url("/")))


def endless(asked: Asked) -> None:
    """An answer that never ends, without a length."""
    asked.wfile.write(b"HTTP/1.1 200 OK\r\n\r\n")
    for _ in range(200):
        asked.wfile.write(b"x" * 1000)


def dripping_body(asked: Asked) -> None:
    """A byte now and then."""
    asked.wfile.write(b"HTTP/1.1 200 OK\r\nContent-Length: 1000\r\n\r\n")
    drip(asked)


def dripping_head(asked: Asked) -> None:
    """Headers that come byte by byte."""
    asked.wfile.write(b"HTTP/1.1 200 OK\r\nX-Slow: ")
    drip(asked)


def drip(asked: Asked) -> None:
    """Write slowly, each byte well within any timeout of one receiving."""
    for _ in range(40):
        asked.wfile.write(b"x")
        asked.wfile.flush()
        time.sleep(0.05)


def test_endless_answer(site: Site) -> None:
    """An answer without a length is read to the limit."""
    site.pages["/"] = endless

    assert "larger than" in str(refused(site.url("/")))


@pytest.mark.parametrize("slow", [dripping_body, dripping_head])
def test_slow_answer(site: Site, slow: object) -> None:
    """Bytes that come slowly one by one do not hold the watch up: the whole answer has a deadline."""
    site.pages["/"] = slow  # type: ignore[assignment]
    began = time.monotonic()

    assert "no whole answer within 0.5 seconds" in str(refused(site.url("/")))
    assert time.monotonic() - began < 1.5


def test_redirects(site: Site) -> None:
    """Redirects are followed, five at most; a way that lasts is told."""
    site.put("/a", b"", status=301, Location="/b")
    site.put("/b", b"", status=308, Location=site.url("/c"))
    site.put("/c", b"They met.")
    site.put("/now", b"", status=302, Location="/c")
    site.put("/round", b"", status=302, Location="/round")

    assert (had(site.url("/a")).content, had(site.url("/a")).moved) == (b"They met.", site.url("/c"))
    assert had(site.url("/now")).moved is None
    assert "redirects more than 5 times" in str(refused(site.url("/round")))


PRIVATE = """http://127.0.0.2:1/ http://10.0.0.1/ http://169.254.169.254/latest http://[::1]/ http://[::ffff:10.0.0.1]/
file:///etc/passwd ftp://example.org/ http://0.0.0.0/ http://2130706434/ gopher://x/"""


@pytest.mark.parametrize("target", PRIVATE.split())
def test_redirect_to_a_private_address(site: Site, target: str) -> None:
    """Where a redirect leads is checked as the first address was."""
    site.put("/", b"", status=302, Location=target)
    limits = replace(LIMITS, allowed=networks(["127.0.0.1"]))
    with pytest.raises(WebError) as caught:
        fetch(site.url("/"), limits=limits, outside=Clock().outside())

    assert caught.value.lasting
    assert site.paths() == ["/"]


def test_private_address_without_leave(site: Site) -> None:
    """Without leave in the file nothing on loopback is asked."""
    with pytest.raises(WebError, match=r"127\.0\.0\.1, which is not of the open internet; allow it in the file"):
        fetch(site.url("/"), limits=Limits(), outside=Clock().outside(connect=never))

    assert site.asked == []


def test_a_name_that_changes_its_address() -> None:
    """The connection goes to the address that was checked; the name is not asked a second time."""
    reached = []

    def connect(address: tuple[object, ...], timeout: float) -> object:
        reached.append(address[0])
        raise ConnectionRefusedError("nobody there")

    outside = {"resolve": rebound("93.184.215.14", "127.0.0.1"), "connect": connect}
    with pytest.raises(WebError, match="nobody there"):
        fetch("http://rebinding.example/", limits=Limits(), outside=Clock().outside(**outside))

    assert reached == ["93.184.215.14"]


def test_a_name_with_a_good_and_a_bad_address() -> None:
    """Of the addresses of a name only good ones are tried."""
    reached = []

    def connect(address: tuple[object, ...], timeout: float) -> object:
        reached.append(address[0])
        raise ConnectionRefusedError("nobody there")

    def resolve(host: str, port: int) -> list[tuple[object, ...]]:
        return [("10.0.0.1", port), ("93.184.215.14", port), ("::1", port, 0, 0)]

    with pytest.raises(WebError):
        fetch("http://mixed.example/", limits=Limits(), outside=Clock().outside(resolve=resolve, connect=connect))

    assert reached == ["93.184.215.14"]


@pytest.mark.parametrize(
    "url", ["https://user:secret@example.org/", "example.org/feed", "http:///x", "http://a b/", "x" * 9]
)
def test_what_is_no_address(url: str) -> None:
    """Names and passwords are not sent, and what is no address is not asked; the password is not shown."""
    error = refused(url, connect=never)

    assert "secret" not in str(error)


OPEN = "8.8.8.8 2606:4700::1111 ::ffff:8.8.8.8 64:ff9b::808:808"
CLOSED = """10.0.0.1 192.168.1.1 172.16.0.1 169.254.1.1 100.64.0.1 0.0.0.0 224.0.0.1 255.255.255.255 127.0.0.1 ::1 ::
fe80::1%eth0 fc00::1 ff02::1 64:ff9b::a00:1 2002:a00:1:: ::ffff:127.0.0.1 2001:0:a00:1::"""


@pytest.mark.parametrize(
    ("address", "may"), [*((a, True) for a in OPEN.split()), *((a, False) for a in CLOSED.split())]
)
def test_addresses(address: str, may: bool) -> None:
    """Only the open internet may be connected to, also where an address stands inside another."""
    assert may_connect(address) is may


def test_a_name_server_that_does_not_answer_holds_up_nothing() -> None:
    """The limit of time holds for the name, too."""
    silent = threading.Event()

    def resolve(host: str, port: int) -> list[tuple[object, ...]]:
        silent.wait(30.0)
        return []

    begun = time.monotonic()
    with pytest.raises(WebError, match=r"mute\.example: no name server told its address within"):
        fetch("http://mute.example/", limits=Limits(seconds=0.05), outside=Clock().outside(resolve=resolve))
    silent.set()

    assert time.monotonic() - begun < 10.0


def test_an_unknown_name_is_told_as_the_resolver_tells_it() -> None:
    """An error of the resolver passes through."""

    def resolve(host: str, port: int) -> list[tuple[object, ...]]:
        raise OSError("Name or service not known")

    with pytest.raises(WebError, match="Name or service not known"):
        fetch("http://none.example/", limits=Limits(), outside=Clock().outside(resolve=resolve))
