"""The desk for programs: an HTTP API that describes itself and needs no network."""

from __future__ import annotations

from typing import Annotated, Any, Literal

from fastapi import Depends, FastAPI, Query
from starlette.concurrency import run_in_threadpool
from starlette.exceptions import HTTPException
from starlette.requests import Request
from starlette.responses import JSONResponse, Response

from dragoman.pages.desk.actor import actor_page
from dragoman.pages.desk.alerts import alerts_on
from dragoman.pages.desk.answers import Context, Desk
from dragoman.pages.desk.asked import asked_filters
from dragoman.pages.desk.asking import Asker
from dragoman.pages.desk.coding import BODY, LONGEST, PostedReports
from dragoman.pages.desk.crisis import window
from dragoman.pages.desk.events import lines_of
from dragoman.pages.desk.exports import MEDIA, file_of, json_bytes
from dragoman.pages.desk.filters import Filters
from dragoman.pages.desk.guard import Token
from dragoman.pages.desk.happenings import happening_page, told
from dragoman.pages.desk.happenings import happenings as happenings_of
from dragoman.pages.desk.owed import deadlines, owed, stances
from dragoman.pages.desk.reports import Known, known
from dragoman.pages.desk.search import search
from dragoman.pages.desk.today import pairs
from dragoman.pages.desk.views import Day, day_of, last_day
from dragoman.record import coding_to_json

Asked = Annotated[Filters, Depends(asked_filters)]
Form = Literal["csv", "json", "parquet"]
Limit = Annotated[int, Query(ge=1, le=200_000, description="rows at most")]
_JSON = MEDIA["json"]
_READS: dict[int | str, dict[str, Any]] = {200: {"description": "the rows", "content": {"application/json": {}}}}
_CODES: dict[int | str, dict[str, Any]] = {
    200: {"description": "the coding, as docs/coding.schema.json describes it", "content": {"application/json": {}}},
    413: {"description": "the body is too large"},
    422: {"description": "the body is no report"},
    503: {"description": "too many reports wait"},
}
_BODY: dict[str, Any] = {
    "requestBody": {
        "required": True,
        "content": {
            "application/json": {
                "schema": {
                    "type": "object",
                    "required": ["text"],
                    "properties": {
                        "text": {"type": "string", "maxLength": LONGEST},
                        **{name: {"type": "string"} for name in ("id", "published", "title", "url", "publisher")},
                    },
                }
            }
        },
    }
}


def add_interface(app: FastAPI, room: Desk, *, may_write: Token | None) -> None:
    """Add the API, and the page that lists it."""
    _add_events(app, room)
    _add_picture(app, room)
    _add_records(app, room)
    _add_coder(app)
    _add_listing(app, room)


def _add_events(app: FastAPI, room: Desk) -> None:
    @app.get("/api/events.{form}", summary="Events, the latest day first", responses=_READS)
    def events(request: Request, form: Form, asked: Asked, limit: Limit = 10_000) -> Response:
        def made(asker: Asker) -> bytes:
            return file_of(asker.table("exports.events", asked, limit=limit), form)

        return room.answer(request, MEDIA[form], made, **_as_file(f"events.{form}", form))

    @app.get("/api/days.{form}", summary="Events by day and quad class", responses=_READS)
    def days(request: Request, form: Form, asked: Asked, limit: Limit = 10_000) -> Response:
        def made(asker: Asker) -> bytes:
            return file_of(asker.table("exports.days", asked, limit=limit), form)

        return room.answer(request, MEDIA[form], made, **_as_file(f"days.{form}", form))

    @app.get("/api/happenings.json", summary="What happened, each thing once", responses=_READS)
    def happenings(request: Request, asked: Asked, limit: Annotated[int, Query(ge=1, le=500)] = 50) -> Response:
        def made(asker: Asker) -> bytes:
            rows = happenings_of(asker, asked, limit=limit)
            return json_bytes(told(rows, lines_of(asker, (row["n"] for row in rows))))

        return room.answer(request, _JSON, made)


def _as_file(name: str, form: str) -> dict[str, str]:
    return {} if form == "json" else {"content-disposition": f'attachment; filename="{name}"'}


def _add_picture(app: FastAPI, room: Desk) -> None:
    @app.get("/api/pairs.json", summary="Pairs of states with their last seven days", responses=_READS)
    def busiest(request: Request, on: Day = "", limit: Annotated[int, Query(ge=1, le=500)] = 50) -> Response:
        def made(asker: Asker) -> bytes:
            return json_bytes(pairs(asker, day_of(on, known(asker)), limit=limit))

        return room.answer(request, _JSON, made)

    @app.get("/api/alerts.json", summary="Pairs of states out of their ordinary, and why", responses=_READS)
    def alerts(request: Request, on: Day = "") -> Response:
        def made(asker: Asker) -> bytes:
            held = known(asker)
            return json_bytes(alerts_on(asker, day_of(on, held), held))

        return room.answer(request, _JSON, made)

    @app.get("/api/deadlines.json", summary="What is owed by when, with its history", responses=_READS)
    def owed_by(request: Request, asked: Asked, on: Day = "") -> Response:
        def made(asker: Asker) -> bytes:
            return json_bytes(owed(deadlines(asker, on=day_of(on, known(asker)), parties=asked.actor)))

        return room.answer(request, _JSON, made)

    @app.get("/api/positions.json", summary="Who takes which stance", responses=_READS)
    def positions(request: Request, on: Day = "", holder: str = "", towards: str = "") -> Response:
        def made(asker: Asker) -> bytes:
            day = day_of(on, known(asker))
            return json_bytes(stances(asker, on=day, holder=holder, towards=towards, limit=500))

        return room.answer(request, _JSON, made)

    @app.get("/api/search.json", summary="Reports by their words, actors by name", responses=_READS)
    def found(request: Request, q: Annotated[str, Query(max_length=200)]) -> Response:
        return room.answer(request, _JSON, lambda asker: json_bytes(search(asker, q)))


def _add_records(app: FastAPI, room: Desk) -> None:
    @app.get("/api/reports/{id:path}", summary="A report's coding, with the report", responses=_READS)
    def report(request: Request, id: str) -> Response:
        def made(asker: Asker) -> bytes:
            codings = asker.codings([id])
            return json_bytes(coding_to_json(_there(codings)[0]))

        return room.answer(request, _JSON, made)

    @app.get("/api/happenings/{id:path}", summary="A happening with its tellings and versions", responses=_READS)
    def happening(request: Request, id: str) -> Response:
        return room.answer(request, _JSON, lambda asker: json_bytes(_there(happening_page(asker, id))))

    @app.get("/api/actors/{id:path}", summary="An actor's page as data", responses=_READS)
    def actor(request: Request, id: str, asked: Asked) -> Response:
        def made(asker: Asker) -> bytes:
            return json_bytes(_there(actor_page(asker, id, _window(asked, known(asker)))))

        return room.answer(request, _JSON, made)

    @app.get("/api/stamp.json", summary="What changes when the store does")
    def stamp() -> dict[str, str]:
        return {"stamp": room.stamp}


def _window(asked: Filters, held: Known) -> Filters:
    return window(asked, held.first, last_day(held))


def _there(found: Any) -> Any:
    if not found:
        raise HTTPException(404)
    return found


def _add_coder(app: FastAPI) -> None:
    posted = PostedReports()

    @app.post("/api/code", summary="Code a report; nothing is kept", responses=_CODES, openapi_extra=_BODY)
    async def code(request: Request) -> Response:
        coding = await run_in_threadpool(posted.coding_of, await _body(request))
        return JSONResponse(coding_to_json(coding), headers={"cache-control": "no-store"})


async def _body(request: Request) -> bytes:
    """A JSON request's body, of bounded length."""
    if request.headers.get("content-type", "").partition(";")[0].strip().lower() != "application/json":
        raise HTTPException(415)
    body = bytearray()
    async for part in request.stream():
        body += part
        if len(body) > BODY:
            raise HTTPException(413)
    return bytes(body)


def _add_listing(app: FastAPI, room: Desk) -> None:
    @app.get("/api", include_in_schema=False)
    def listing(request: Request) -> Response:
        def build(asker: Asker, held: Known) -> Context:
            return {"operations": _operations(app), "base": str(request.base_url).rstrip("/")}

        return room.page(request, "interface", "API", build)


def _operations(app: FastAPI) -> list[dict[str, Any]]:
    """Every address of the API with what it gives."""
    return [
        {
            "method": method.upper(),
            "path": path,
            "summary": told["summary"],
            "parameters": [each["name"] for each in told.get("parameters", ())],
        }
        for path, methods in app.openapi()["paths"].items()
        for method, told in methods.items()
    ]
