"""The desk: a FastAPI application over one store."""

from __future__ import annotations

from collections.abc import Iterable
from pathlib import Path
from urllib.parse import parse_qs

from fastapi import FastAPI
from starlette.requests import Request
from starlette.responses import JSONResponse, RedirectResponse, Response

from dragoman.errors import DragomanError, ReportError
from dragoman.pages.desk.answers import Desk
from dragoman.pages.desk.coding import CoderBusy
from dragoman.pages.desk.filters import FilterError
from dragoman.pages.desk.frame import STATIC, static_file
from dragoman.pages.desk.guard import COOKIE, Guard, Token
from dragoman.pages.desk.interface import add_interface
from dragoman.pages.desk.views import add_views
from dragoman.store import StoreBusy, StoreError
from dragoman.version import __version__

_CODES: tuple[tuple[type[DragomanError], int], ...] = (
    (FilterError, 400),
    (ReportError, 422),
    (CoderBusy, 503),
    (StoreBusy, 503),
    (StoreError, 500),
)
_AGE = 31_536_000  # seconds that a browser may keep a static file: its address changes with it


def desk(store_path: Path | str, *, token: str | None = None, names: Iterable[str] = ()) -> FastAPI:
    """The application over the store at ``store_path``, which it opens for each question anew.

    With ``token`` every answer asks for it (``Authorization: Bearer``, or once in a browser). ``names`` are the host
    names besides localhost that the desk goes by; any address in figures is taken.
    """
    app = FastAPI(
        title="dragoman desk",
        version=__version__,
        summary="Who did what to whom, over many reports.",
        docs_url=None,
        redoc_url=None,
    )
    room, secret = Desk(Path(store_path)), Token(token) if token else None
    add_views(app, room)
    add_interface(app, room, may_write=secret)
    _add_static(app)
    if secret is not None:
        _add_entrance(app, room, secret)
    _add_errors(app, room)
    app.add_middleware(Guard, names=tuple(names), token=secret)
    return app


def _add_static(app: FastAPI) -> None:
    @app.get("/static/{name}", include_in_schema=False)
    def static(name: str) -> Response:
        content = static_file(name)
        if content is None:
            return Response(status_code=404)
        head = {"cache-control": f"public, max-age={_AGE}, immutable"}
        return Response(content, media_type=f"{STATIC[name]}; charset=utf-8", headers=head)


def _add_entrance(app: FastAPI, room: Desk, token: Token) -> None:
    """A page that takes the token once and gives the browser a mark in its place."""

    @app.get("/enter", include_in_schema=False)
    def enter() -> Response:
        return room.page_alone("enter", wrong=False)

    @app.post("/enter", include_in_schema=False)
    async def entered(request: Request) -> Response:
        body = b""
        async for part in request.stream():
            body += part
            if len(body) > 2_000:
                return Response(status_code=413)
        given = parse_qs(body.decode("utf-8", "replace")).get("token", [""])[0]
        if not token.is_right(given):
            return room.page_alone("enter", status=403, wrong=True)
        answer = RedirectResponse("/", 303)
        answer.set_cookie(COOKIE, token.mark, httponly=True, samesite="strict", path="/")
        return answer


def _add_errors(app: FastAPI, room: Desk) -> None:
    """Errors in words, as a page or as JSON, whichever was asked for."""

    @app.exception_handler(DragomanError)
    def told(request: Request, error: DragomanError) -> Response:
        code = next((code for kind, code in _CODES if isinstance(error, kind)), 500)
        head = {"retry-after": "5"} if code == 503 else {}
        words = str(error).replace(str(room.path), room.path.name)  # where the store lies is nobody's business
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": words}, code, headers=head)
        return room.message(code, words, headers=head)

    @app.exception_handler(404)
    def missing(request: Request, error: Exception) -> Response:
        if request.url.path.startswith("/api/"):
            return JSONResponse({"error": "there is no such thing here"}, 404)
        return room.message(404, "The store has nothing at this address.")
