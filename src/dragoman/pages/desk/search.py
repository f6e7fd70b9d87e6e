"""Search: reports by their words, actors by name."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.pages.days import day_text
from dragoman.pages.desk.asking import Asker, every
from dragoman.pages.desk.events import Somebody
from dragoman.pages.desk.filters import path_of
from dragoman.pages.rows import country_name
from dragoman.pages.shown import one_line
from dragoman.store.search import Hit as ReportHit

_WORDS, _REPORTS, _ACTORS = 8, 40, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report that was found, with the words around the first place."""

    address: str
    title: str
    publisher: str
    day: str
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found; lists end at their limit."""

    asked: str
    reports: tuple[Hit, ...]
    count: int
    """All reports found, of which the latest are listed."""
    actors: tuple[tuple[Somebody, str, int], ...]


def search(asker: Asker, asked: str) -> Found:
    """Reports whose title or text has every word, phrase or beginning asked for, the latest first, and actors whose
    name has every word.
    """
    words = [word.strip('"*') for word in asked.split() if not word.startswith("-")][:_WORDS]
    if not any(words):
        return Found(asked=asked, reports=(), count=0, actors=())
    found = asker.store.search(asked, limit=_REPORTS)
    actors = asker.rows("actors.found", fill=every("actors.word", words), limit=_ACTORS)
    return Found(
        asked=asked,
        reports=tuple(map(_hit, found.hits)),
        count=found.count,
        actors=tuple(
            (Somebody(id=r["actor"], name=one_line(r["name"])), _about(r["country"], r["role"]), r["reports"])
            for r in actors
        ),
    )


def _hit(hit: ReportHit) -> Hit:
    return Hit(
        address=path_of("report", hit.report),
        title=one_line(hit.title or hit.report),
        publisher=one_line(hit.publisher or ""),
        day=day_text(hit.day.isoformat()) if hit.day else "",
        excerpt=one_line(hit.excerpt),
    )


def _about(country: str | None, role: str | None) -> str:
    return ", ".join(one_line(each) for each in (country_name(country), role or "") if each)
