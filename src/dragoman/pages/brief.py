"""The brief: one page a desk can read, with every line tied to its words; one file, no network needed."""

from __future__ import annotations

import base64
import hashlib
from collections.abc import Sequence
from dataclasses import dataclass
from functools import cache
from importlib.resources import files

from jinja2 import Environment, PackageLoader, StrictUndefined
from markupsafe import Markup

from dragoman.pages import map as maps
from dragoman.pages import network as networks
from dragoman.pages.days import day_text
from dragoman.pages.facts import Facts, facts
from dragoman.pages.rows import (
    Duty,
    EventRow,
    Side,
    Stance,
    Teller,
    duties,
    event_rows,
    sides,
    stances,
    sure_counts,
    tellers,
)
from dragoman.pages.shown import one_line, web_address
from dragoman.pages.story import Segment, paragraphs
from dragoman.pages.timeline import Timeline, timeline
from dragoman.pages.versions import HappeningCard, happening_cards, together
from dragoman.pages.view import QUADS, ReportView
from dragoman.record import Coding, Report, load_plover
from dragoman.writers.shown import heading

_FROM = {"given": "", "dateline": "day from the dateline", "text": "day from the text"}


@dataclass(frozen=True, slots=True, kw_only=True)
class ReportPage:
    """All that the page shows of one report."""

    number: int
    title: str
    about: tuple[str, ...]
    link: str | None
    """The report's address where it is one of the web."""
    address: str
    facts: Facts
    story: list[list[Segment]]
    rows: list[EventRow]
    sides: list[list[Side]]
    duties: list[Duty]
    stances: list[Stance]
    versions: tuple[HappeningCard, ...]
    timeline: Timeline | None
    networks: tuple[networks.Network | None, ...]
    maps: tuple[maps.Map | None, ...]
    tellers: list[Teller]
    sure: tuple[tuple[str, int], ...]
    credits: tuple[str, ...]
    types: tuple[tuple[str, str], ...]
    id: str
    version: str
    digest: str


def write_brief(pairs: Sequence[tuple[Report, Coding]]) -> str:
    """The page as HTML text: one file, nothing fetched, everything of the reports escaped.

    >>> "<h1>" in write_brief([(Report(id="a", text="Rain."), Coding(id="a", version="0", digest=""))])
    True
    """
    views = [ReportView(number, *pair) for number, pair in enumerate(pairs, start=1)]
    pages = [report_page(view) for view in views]
    style, script = _static("brief.css"), _static("brief.js")
    return (
        environment()
        .get_template("brief.html")
        .render(
            pages=pages,
            all=together(views) if len(views) != 1 else None,
            quads=QUADS,
            style=Markup(style),
            script=Markup(script),
            policy=_policy(style, script),
        )
    )


def report_page(view: ReportView) -> ReportPage:
    """All that a page shows of one report."""
    rows, owed, report, coding = event_rows(view), duties(view), view.report, view.coding
    return ReportPage(
        number=view.number,
        title=one_line(heading(report, coding)),
        about=_about(view),
        link=web_address(report.url),
        address=one_line(report.url or ""),
        facts=facts(view, rows, owed),
        story=paragraphs(view),
        rows=rows,
        sides=sides(view),
        duties=owed,
        stances=stances(view),
        versions=happening_cards(view),
        timeline=timeline(view, rows, owed),
        networks=tuple(networks.network(rows, frame) for frame in (networks.WIDE, networks.NARROW)),
        maps=tuple(maps.draw_map(view, rows, sheet) for sheet in (maps.WIDE, maps.NARROW)),
        tellers=tellers(view),
        sure=sure_counts(rows),
        credits=tuple(_credit(*c) for c in ((c.name, c.role, c.place) for c in coding.wire.credits)),
        types=_meanings({row.type for row in rows}),
        id=one_line(coding.id),
        version=one_line(coding.version),
        digest=one_line(coding.digest),
    )


def _about(view: ReportView) -> tuple[str, ...]:
    """Agency, publisher, and the report's day with where that is known from."""
    wire, report = view.coding.wire, view.report
    day = wire.published or report.published
    dated = f"published {day_text(day)}" if day else "no day known"
    origin = _FROM[wire.published_from] if wire.published_from else ""
    names = dict.fromkeys(one_line(name) for name in (wire.agency, report.publisher) if name)
    return (*names, f"{dated} ({origin})" if origin else dated)


def _credit(name: str, role: str | None, place: str | None) -> str:
    return one_line(" ".join(filter(None, (name, f"({role})" if role else "", f"in {place}" if place else ""))))


def _meanings(types: set[str]) -> tuple[tuple[str, str], ...]:
    """The event types that stand on the page, with their meaning."""
    known = load_plover().types
    return tuple((name, known[name].meaning) for name in known if name in types)


@cache
def _static(name: str) -> str:
    return (files("dragoman.pages") / "static" / name).read_text(encoding="utf-8")


@cache
def environment() -> Environment:
    """The templates, everything escaped."""
    return Environment(
        loader=PackageLoader("dragoman.pages", "templates"),
        autoescape=True,
        undefined=StrictUndefined,
        trim_blocks=True,
        lstrip_blocks=True,
    )


def _policy(style: str, script: str) -> str:
    """The content security policy: only this very style and script, nothing from anywhere."""
    return (
        f"default-src 'none'; style-src {_hash(style)}; script-src {_hash(script)}; "
        "img-src data:; base-uri 'none'; form-action 'none'"
    )


def _hash(content: str) -> str:
    return f"'sha256-{base64.b64encode(hashlib.sha256(content.encode('utf-8')).digest()).decode('ascii')}'"
