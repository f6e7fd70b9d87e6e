"""Answers of the desk: a page or a file made once for each state of the store, and known again by its tag."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from hashlib import sha256
from pathlib import Path
from typing import Any

from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import Response

from dragoman.pages.desk.asking import Asker, asking
from dragoman.pages.desk.filters import Filters
from dragoman.pages.desk.frame import Frame, Shelf, rendered, stamp_of
from dragoman.pages.desk.reports import Known, known
from dragoman.store import open_store

HTML = "text/html; charset=utf-8"
_NOTHING = Known(reports=0, publishers=(), first="", last="")
Context = dict[str, Any]
_TITLES = {400: "That cannot be asked", 404: "Not here", 503: "Busy for the moment", 500: "The store cannot be read"}


class Desk:
    """The desk's store, and the answers made of its present state."""

    def __init__(self, path: Path) -> None:
        self.path, self._shelf, self._is_latest = path, Shelf(), False

    @property
    def stamp(self) -> str:
        """What changes when the store does."""
        return stamp_of(self.path)

    def answer(self, request: Request, media: str, made: Callable[[Asker], bytes], **head: str) -> Response:
        """The answer to an address: from the shelf where the store is as it was, else made by asking the store."""
        stamp, key = self.stamp, f"{request.url.path}?{request.url.query}"
        tag = f'"{sha256(f"{stamp} {key}".encode()).hexdigest()[:20]}"'
        fresh = {"etag": tag, "cache-control": "private, no-cache", **head}
        if stamp and tag in request.headers.get("if-none-match", ""):
            return Response(status_code=304, headers=fresh)
        found = self._shelf.find(stamp, key)
        if found is None:
            self._bring_to_latest()
            with asking(self.path) as asker:
                found = (made(asker), media)
            self._shelf.keep(stamp, key, found)
        return Response(found[0], media_type=found[1], headers=fresh)

    def _bring_to_latest(self) -> None:
        """A store of an older dragoman is brought to the latest schema, once."""
        if not self._is_latest:
            with open_store(self.path):
                self._is_latest = True

    def page(
        self,
        request: Request,
        template: str,
        here: str,
        build: Callable[[Asker, Known], Context | None],
        *,
        exports: Filters | None = None,
        asked: str = "",
    ) -> Response:
        """A page; ``build`` gives what its template needs, or None where the store has no such thing."""

        def made(asker: Asker) -> bytes:
            frame = self._frame(asker, here, exports, asked)
            context = build(asker, frame.known)
            if context is None:
                raise HTTPException(404)
            frame = replace(frame, exports=context.pop("exports", exports))
            return rendered(template, frame, **context)

        return self.answer(request, HTML, made)

    def page_alone(
        self, template: str, *, status: int = 200, head: dict[str, str] | None = None, **more: Any
    ) -> Response:
        """A page that asks the store nothing."""
        frame = Frame(here="", stamp=self.stamp, known=_NOTHING, places=())
        fresh = {"cache-control": "no-store", **(head or {})}
        return Response(rendered(template, frame, **more), status, media_type=HTML, headers=fresh)

    def message(self, code: int, text: str, *, headers: dict[str, str] | None = None) -> Response:
        """A page that says what is wrong."""
        title = _TITLES.get(code, "Something is wrong")
        return self.page_alone("message", status=code, head=headers, kicker=str(code), title=title, message=text)

    def _frame(self, asker: Asker, here: str, exports: Filters | None, asked: str) -> Frame:
        return Frame(
            here=here,
            stamp=self.stamp,
            known=known(asker),
            asked=asked,
            exports=exports,
        )
