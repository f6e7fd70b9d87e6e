"""Search: reports by their words, actors by name."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.pages.days import day_text
from dragoman.pages.desk.asking import Asker, every
from dragoman.pages.desk.events import Somebody
from dragoman.pages.desk.filters import path_of
from dragoman.pages.rows import country_name
from dragoman.pages.shown import one_line

_WORDS, _REPORTS, _ACTORS = 8, 40, 20


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report that has all the words, with those around the first."""

    address: str
    title: str
    publisher: str
    day: str
    before: str
    words: str
    after: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found; lists end at their limit."""

    asked: str
    reports: tuple[Hit, ...]
    actors: tuple[tuple[Somebody, str, int], ...]
    more: bool


def search(asker: Asker, asked: str) -> Found:
    """Reports whose title or text has every word, the latest first, and actors whose name has."""
    words = asked.split()[:_WORDS]
    if not words:
        return Found(asked=asked, reports=(), actors=(), more=False)
    rows = asker.rows("reports.found", fill=every("reports.word", words), first=words[0], limit=_REPORTS + 1)
    actors = asker.rows("actors.found", fill=every("actors.word", words), limit=_ACTORS)
    return Found(
        asked=asked,
        reports=tuple(_hit(row, words[0]) for row in rows[:_REPORTS]),
        actors=tuple(
            (Somebody(id=r["actor"], name=one_line(r["name"])), _about(r["country"], r["role"]), r["reports"])
            for r in actors
        ),
        more=len(rows) > _REPORTS,
    )


def _hit(row: dict[str, str | None], word: str) -> Hit:
    around = one_line(row["around"] or "")
    at = around.lower().find(word.lower())
    end = at + len(word) if at >= 0 else 0
    return Hit(
        address=path_of("report", row["id"] or ""),
        title=one_line(row["title"] or row["id"] or ""),
        publisher=one_line(row["publisher"] or ""),
        day=day_text(row["day"]) if row["day"] else "",
        before=around[: max(at, 0)],
        words=around[max(at, 0) : end],
        after=around[end:],
    )


def _about(country: str | None, role: str | None) -> str:
    return ", ".join(one_line(each) for each in (country_name(country), role or "") if each)
