"""The desk's pages by address."""

from __future__ import annotations

from typing import Annotated

from fastapi import Depends, FastAPI, Query
from starlette.requests import Request
from starlette.responses import Response

from dragoman.pages.desk.actor import actor_page
from dragoman.pages.desk.answers import Context, Desk
from dragoman.pages.desk.asked import asked_filters
from dragoman.pages.desk.asking import Asker
from dragoman.pages.desk.crisis import crisis, window
from dragoman.pages.desk.events import PAGE, lines, tally
from dragoman.pages.desk.filters import FilterError, Filters, crisis_address, iso_day
from dragoman.pages.desk.happenings import happening_page
from dragoman.pages.desk.outlooks import Outlooks
from dragoman.pages.desk.owed import deadlines, owed
from dragoman.pages.desk.reports import Known, known, stored_report
from dragoman.pages.desk.search import search
from dragoman.pages.desk.today import today
from dragoman.picture import calendar_text

Asked = Annotated[Filters, Depends(asked_filters)]
Day = Annotated[str, Query(description="as known on this day (ISO); else that of the latest report")]
_FARTHEST = 2_000  # pages of events that can be turned to
_LONGEST = 200  # characters of a search


def add_views(app: FastAPI, room: Desk) -> None:
    """Add the pages to the application."""
    _add_days(app, room)
    _add_crises(app, room)
    _add_events(app, room)
    _add_reports(app, room)


def _add_days(app: FastAPI, room: Desk) -> None:
    @app.get("/", include_in_schema=False)
    def today_page(request: Request, on: Day = "") -> Response:
        def build(asker: Asker, held: Known) -> Context:
            page = today(asker, day_of(on, held), held)
            return {"page": page, "exports": page.filters}

        return room.page(request, "today", "Today", build)

    @app.get("/deadlines", include_in_schema=False)
    def deadlines_page(request: Request, asked: Asked, on: Day = "") -> Response:
        def build(asker: Asker, held: Known) -> Context:
            day = day_of(on, held)
            found = owed(deadlines(asker, on=day, parties=asked.actor))
            running, past = [each for each in found if each.running], [each for each in found if not each.running]
            return {"on": day, "running": running, "past": past, "filters": asked}

        return room.page(request, "deadlines", "Deadlines", build)

    @app.get("/deadlines.ics", include_in_schema=False)
    def deadlines_calendar(request: Request, asked: Asked, on: Day = "") -> Response:
        def made(asker: Asker) -> bytes:
            found = deadlines(asker, on=day_of(on, known(asker)), parties=asked.actor)
            return calendar_text(each for each in found if each.is_running).encode("utf-8")

        return room.answer(request, "text/calendar; charset=utf-8", made)


def _add_crises(app: FastAPI, room: Desk) -> None:
    @app.get("/crisis", include_in_schema=False)
    def crisis_page(request: Request, asked: Asked) -> Response:
        _two(asked)

        def build(asker: Asker, held: Known) -> Context:
            filters = window(asked, held.first, last_day(held))
            page = crisis(asker, filters, held)
            return {"page": page, "outlook": _outlook_address(filters), "exports": page.filters}

        return room.page(request, "crisis", "", build)

    learned = Outlooks()

    @app.get("/outlook", include_in_schema=False)
    def outlook_page(request: Request, asked: Asked, on: Day = "") -> Response:
        a, b = _two(asked)

        def build(asker: Asker, held: Known) -> Context:
            day = day_of(on, held)
            page = learned.page(asker, room.stamp, day, a, b)
            return {"page": page, "crisis": crisis_address(a, b, until=day), "exports": None}

        return room.page(request, "outlook", "", build)

    @app.get("/actor/{id:path}", include_in_schema=False)
    def actor(request: Request, id: str, asked: Asked) -> Response:
        def build(asker: Asker, held: Known) -> Context | None:
            page = actor_page(asker, id, window(asked, held.first, last_day(held)))
            return {"page": page, "exports": page.filters} if page else None

        return room.page(request, "actor", "", build)


def _add_events(app: FastAPI, room: Desk) -> None:
    @app.get("/events", include_in_schema=False)
    def events_page(request: Request, asked: Asked, page: Annotated[int, Query(ge=1, le=_FARTHEST)] = 1) -> Response:
        def build(asker: Asker, held: Known) -> Context:
            first = (page - 1) * PAGE
            return {
                "filters": asked,
                "tally": tally(asker, asked),
                "lines": lines(asker, asked, offset=first),
                "number": page,
                "first": first + 1,
            }

        return room.page(request, "events", "Events", build, exports=asked)

    @app.get("/happening/{id:path}", include_in_schema=False)
    def happening(request: Request, id: str) -> Response:
        def build(asker: Asker, held: Known) -> Context | None:
            page = happening_page(asker, id)
            return {"page": page, "exports": Filters(happening=id)} if page else None

        return room.page(request, "happening", "", build)


def _add_reports(app: FastAPI, room: Desk) -> None:
    @app.get("/report/{id:path}", include_in_schema=False)
    def report_page(request: Request, id: str) -> Response:
        def build(asker: Asker, held: Known) -> Context | None:
            stored = stored_report(asker, id)
            return {"stored": stored, "exports": Filters(report=id)} if stored else None

        return room.page(request, "report", "", build)

    @app.get("/search", include_in_schema=False)
    def search_page(request: Request, q: Annotated[str, Query(max_length=_LONGEST)] = "") -> Response:
        def build(asker: Asker, held: Known) -> Context:
            return {"found": search(asker, q.strip())}

        return room.page(request, "search", "Search", build, asked=q.strip())


def _two(asked: Filters) -> tuple[str, str]:
    """The two actors that an address names."""
    if len(asked.actor) < 2:
        raise FilterError("a crisis is between two actors; expected an address such as /crisis?actor=IRQ&actor=KWT")
    return asked.actor[0], asked.actor[1]


def _outlook_address(filters: Filters) -> str:
    """The outlook of two states; none for other actors, whose record is not kept."""
    a, b = _two(filters)
    return Filters(actor=(a, b)).address("/outlook", on=filters.until) if len(a) == len(b) == 3 else ""


def last_day(known: Known) -> str:
    """The day of the latest report; raises FilterError where no report has one."""
    if not known.last:
        raise FilterError("the store has no report with a day; dragoman add REPORTS --db FILE brings some")
    return known.last


def day_of(on: str, known: Known) -> str:
    """The day asked for, else that of the latest report."""
    return iso_day(on, "on") if on else last_day(known)
