"""One request over HTTP: bounded in time, size and redirects, every address checked anew."""

from __future__ import annotations

import http.client
import zlib
from collections.abc import Callable, Mapping, Sequence
from dataclasses import dataclass
from typing import Any
from urllib.parse import quote, urljoin, urlsplit

from dragoman.version import __version__
from dragoman.watch.addresses import Network
from dragoman.watch.connecting import connect
from dragoman.watch.errors import WebError
from dragoman.watch.outside import Outside

AGENT = "dragoman"
_MOST_REDIRECTS = 5
_REDIRECTS = (301, 302, 303, 307, 308)
_FOR_GOOD = (301, 308)
_LONGEST_ADDRESS = 4000
_CHUNK = 1 << 16
_SAFE = "%/:=&?~+!$,;'@()*[]|"


@dataclass(frozen=True, slots=True, kw_only=True)
class Limits:
    """What a request may cost: bytes of the unpacked answer, seconds from the first to the last byte; and which
    networks may be connected to beside the open internet."""

    most_bytes: int = 5_000_000
    seconds: float = 20.0
    allowed: Sequence[Network] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class Answer:
    """What a server answered, the names of the headers in small letters. ``moved`` is the address that the whole way
    there was redirected to for good, None where it was not."""

    url: str
    status: int
    headers: Mapping[str, str]
    content: bytes
    moved: str | None = None


def fetch(
    url: str,
    *,
    limits: Limits,
    outside: Outside,
    headers: Mapping[str, str] | None = None,
    contact: str | None = None,
    before: Callable[[str], None] | None = None,
) -> Answer:
    """The answer to GET, after at most five redirects. ``before`` is called with each address before it is asked, and
    may raise.

    Raises WebError where there is no answer, it is too large or too slow, or an address may not be asked.
    """
    at, for_good = url, True
    for _ in range(_MOST_REDIRECTS + 1):
        if before is not None:
            before(at)
        answer = _asked("GET", at, None, limits, outside, _headers(headers, contact))
        if answer.status not in _REDIRECTS or "location" not in answer.headers:
            return Answer(
                url=at,
                status=answer.status,
                headers=answer.headers,
                content=answer.content,
                moved=at if for_good and at != url else None,
            )
        for_good = for_good and answer.status in _FOR_GOOD
        at = _next_address(at, answer.headers["location"])
    raise WebError(f"{url}: redirects more than {_MOST_REDIRECTS} times", lasting=True)


def post(url: str, content: bytes, *, headers: Mapping[str, str], limits: Limits, outside: Outside) -> Answer:
    """The answer to POST; redirects are not followed. Raises WebError where there is none."""
    return _asked("POST", url, content, limits, outside, _headers(headers, None))


def _headers(more: Mapping[str, str] | None, contact: str | None) -> dict[str, str]:
    agent = f"{AGENT}/{__version__}" + (f" (+{contact})" if contact else "")
    return {"User-Agent": agent, "Accept-Encoding": "gzip", "Connection": "close", **(more or {})}


def _next_address(at: str, location: str) -> str:
    target = urljoin(at, location.strip())
    if urlsplit(at).scheme == "https" and urlsplit(target).scheme != "https":
        raise WebError(f"{at}: redirects from https to {urlsplit(target).scheme or 'nothing'}", lasting=True)
    return target


def _asked(
    method: str, url: str, body: bytes | None, limits: Limits, outside: Outside, headers: Mapping[str, str]
) -> Answer:
    try:
        return _exchange(method, url, body, limits, outside, headers)
    except TimeoutError:
        raise WebError(f"{url}: no whole answer within {limits.seconds:g} seconds") from None
    except (OSError, http.client.HTTPException, UnicodeError, ValueError, zlib.error) as error:
        raise WebError(f"{url}: {type(error).__name__}: {error}") from None


def _exchange(
    method: str, url: str, body: bytes | None, limits: Limits, outside: Outside, headers: Mapping[str, str]
) -> Answer:
    parts = urlsplit(url)
    if parts.scheme not in ("http", "https") or not parts.hostname or len(url) > _LONGEST_ADDRESS:
        raise WebError(f"{url[:200]}: is no address of the web", lasting=True)
    if parts.username is not None:
        raise WebError(f"{parts.hostname}: the address holds a name and password, which are not sent", lasting=True)
    secure = parts.scheme == "https"
    host, port = parts.hostname.encode("idna").decode(), parts.port or (443 if secure else 80)
    timed = connect(host, port, secure=secure, allowed=limits.allowed, seconds=limits.seconds, outside=outside)
    connection = http.client.HTTPConnection(host, port)
    plain: Any = timed
    connection.sock = plain
    try:
        named = f"[{host}]" if ":" in host else host
        own = {"Host": named if parts.port is None else f"{named}:{port}"}
        target = quote(parts.path or "/", safe=_SAFE) + (f"?{quote(parts.query, safe=_SAFE)}" if parts.query else "")
        connection.request(method, target, body=body, headers={**own, **headers})
        response = connection.getresponse()
        known = {name.lower(): value for name, value in response.getheaders()}
        return Answer(url=url, status=response.status, headers=known, content=_body(response, known, limits, url))
    finally:
        timed.end()


def _body(response: http.client.HTTPResponse, headers: Mapping[str, str], limits: Limits, url: str) -> bytes:
    """The answer's bytes, unpacked, never more than the limit in memory."""
    packing = headers.get("content-encoding", "identity").strip().lower()
    if packing not in ("identity", "", "gzip", "x-gzip"):
        raise WebError(f'{url}: is packed as "{packing}", which was not asked for')
    unpack = zlib.decompressobj(zlib.MAX_WBITS | 16) if "gzip" in packing else None
    content = bytearray()
    while piece := response.read(_CHUNK):
        content += unpack.decompress(piece, limits.most_bytes + 1 - len(content)) if unpack else piece
        if len(content) > limits.most_bytes or (unpack and unpack.unconsumed_tail):
            raise WebError(f"{url}: is larger than {limits.most_bytes:,} bytes")
    return bytes(content)
