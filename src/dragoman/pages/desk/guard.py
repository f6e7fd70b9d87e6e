"""Who may ask: hosts by name against DNS rebinding, a token where one is set, and what every answer's head says."""

from __future__ import annotations

import hmac
import secrets
from collections.abc import Iterable
from http.cookies import CookieError, SimpleCookie
from ipaddress import ip_address
from urllib.parse import quote, urlsplit

from starlette.datastructures import Headers, MutableHeaders
from starlette.responses import PlainTextResponse, RedirectResponse, Response
from starlette.types import ASGIApp, Message, Receive, Scope, Send

COOKIE = "dragoman-desk"
POLICY = (
    "default-src 'none'; style-src 'self'; script-src 'self'; img-src 'self' data:; connect-src 'self'; "
    "form-action 'self'; base-uri 'none'; frame-ancestors 'none'"
)
_HEAD = {
    "content-security-policy": POLICY,
    "x-content-type-options": "nosniff",
    "referrer-policy": "no-referrer",
    "cross-origin-opener-policy": "same-origin",
    "cross-origin-resource-policy": "same-origin",
    "x-frame-options": "DENY",
    "permissions-policy": "camera=(), geolocation=(), microphone=()",
}
_OPEN = ("/enter", "/static/")
_SAFE = ("GET", "HEAD", "OPTIONS")


class Token:
    """The desk's token, and the mark that a browser which has shown it keeps in its place."""

    def __init__(self, token: str) -> None:
        self._token = token.encode("utf-8")
        self.mark = hmac.new(secrets.token_bytes(32), self._token, "sha256").hexdigest()

    def is_right(self, given: str) -> bool:
        """Whether that is the token; takes as long for a near miss as for any other.

        >>> Token("open").is_right("open"), Token("open").is_right("opem")
        (True, False)
        """
        return hmac.compare_digest(given.encode("utf-8", "replace"), self._token)

    def is_borne(self, headers: Headers) -> bool:
        """Whether the Authorization header bears it."""
        kind, _, given = headers.get("authorization", "").partition(" ")
        return kind.lower() == "bearer" and self.is_right(given.strip())

    def is_marked(self, headers: Headers) -> bool:
        """Whether the browser has shown it before."""
        try:
            mark = SimpleCookie(headers.get("cookie", "")).get(COOKIE)
        except CookieError:
            return False
        return mark is not None and hmac.compare_digest(mark.value.encode("utf-8", "replace"), self.mark.encode())


class Guard:
    """Lets through to the desk what comes to one of its names, with the token where there is one.

    A page of another site can neither read the desk (no CORS headers, and its name is not among ``names``) nor send
    it anything to do (another Origin is refused).
    """

    def __init__(self, app: ASGIApp, *, names: Iterable[str] = (), token: Token | None = None) -> None:
        self.app, self.token = app, token
        self.names = frozenset({"localhost", *(name.lower() for name in names)})

    async def __call__(self, scope: Scope, receive: Receive, send: Send) -> None:
        """An ASGI application."""
        if scope["type"] != "http":
            await self.app(scope, receive, send)
            return
        refused = self._refused(scope, Headers(scope=scope))
        await (refused or self.app)(scope, receive, _with_head(send))

    def _refused(self, scope: Scope, headers: Headers) -> Response | None:
        host = headers.get("host", "")
        if not is_known_host(host, self.names):
            return PlainTextResponse(f"The desk does not go by the name of {host[:100]!r}; see serve --name.\n", 421)
        if scope["method"] not in _SAFE and not _is_own(headers, host):
            return PlainTextResponse("Another site may not send the desk anything.\n", 403)
        if self.token is None or scope["path"].startswith(_OPEN):
            return None
        if self.token.is_borne(headers) or self.token.is_marked(headers):
            return None
        if "text/html" in headers.get("accept", "") and scope["method"] == "GET":
            return RedirectResponse(f"/enter?to={quote(scope['path'])}", 303)
        return PlainTextResponse("The token is missing or wrong.\n", 401, {"www-authenticate": "Bearer"})


def is_known_host(host: str, names: Iterable[str]) -> bool:
    """Whether a Host header names the desk: by an address in figures, which no foreign name can be bound to, or by
    one of its names.

    >>> [is_known_host(host, ["localhost"]) for host in ("127.0.0.1:80", "[::1]:8000", "localhost", "evil.example")]
    [True, True, True, False]
    """
    try:
        name = urlsplit(f"//{host}").hostname or ""
    except ValueError:
        return False
    try:
        ip_address(name)
    except ValueError:
        return name in names
    return True


def _is_own(headers: Headers, host: str) -> bool:
    """Whether a request that wants something done comes from the desk's own pages or from no page at all."""
    origin = headers.get("origin")
    if headers.get("sec-fetch-site", "none") not in ("none", "same-origin"):
        return False
    return origin is None or urlsplit(origin).netloc.lower() == host.lower()


def _with_head(send: Send) -> Send:
    async def sending(message: Message) -> None:
        if message["type"] == "http.response.start":
            headers = MutableHeaders(scope=message)
            for name, value in _HEAD.items():
                headers[name] = value
        await send(message)

    return sending
