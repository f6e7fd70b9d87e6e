"""A small store drawn by hand, with every kind of record in it: no model reads anything."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from datetime import date, timedelta
from pathlib import Path

from dragoman.picture.refresh import refresh
from dragoman.record import Actor, Coding, Event, Mention, Participant, Place, Report, Span, When, Wire
from dragoman.store import open_store
from tests.pages.stories import story

LAST = date(2031, 3, 3)
"""The day of the story, and of the last clash."""


DEEDS = (("ASSAULT", 4, "struck", "Pristina"), ("SANCTION", 4, "fined", "Prizren"), ("THREATEN", 3, "warned", "Pec"))


def clash(number: int, ago: int, deed: int = 0) -> Coding:
    """A report of one event between Serbia and Kosovo, so many days before the last day."""
    kind, quad, verb, town = DEEDS[deed]
    day = (LAST - timedelta(days=ago)).isoformat()
    text = f"Serbian soldiers {verb} Kosovo police near {town} in clash {number}."
    anchor, whom, where = (_span(text, words) for words in (verb, "Kosovo police", town))
    place = Place(start=where.start, end=where.end, name=town, lat=42.67, lon=21.17, country="XKX", feature="PPLC")
    return Coding(
        id=f"clash-{number}",
        version="0",
        digest="0",
        wire=Wire(published=day, published_from="given"),
        sentences=(Span(0, len(text)),),
        actors=(
            _actor("SRB/army", "Serbian soldiers", "SRB", "MIL"),
            _actor("XKX/police", "Kosovo police", "XKX", "COP"),
        ),
        places=(place,),
        events=(
            Event(
                id=f"clash-{number}/event-1",
                type=kind,
                quad=quad,
                score=-9.0,
                anchor=anchor,
                actors=(Participant(actor="SRB/army", start=0, end=16),),
                recipients=(Participant(actor="XKX/police", start=whom.start, end=whom.end),),
                when=When(begin=day, until=day),
                where=0,
            ),
        ),
        report=Report(
            id=f"clash-{number}", text=text, published=day, title=f"Clash {number}", publisher=f"Paper {number % 3}"
        ),
    )


def _span(text: str, words: str) -> Span:
    return Span(text.index(words), text.index(words) + len(words))


def _actor(id: str, name: str, country: str, sector: str) -> Actor:
    mention = Mention(start=0, end=1, kind="name")
    return Actor(id=id, name=name, type="group", country=country, sector=sector, mentions=(mention,))


def told(coding: Coding, report: Report, id: str) -> Coding:
    """The coding under an id of its own, as the coder numbers it."""
    kinds = ("statement", "event", "commitment", "position")
    numbered = {
        f"{kind}s": tuple(replace(each, id=f"{id}/{kind}-{n}") for n, each in enumerate(getattr(coding, f"{kind}s"), 1))
        for kind in kinds
    }
    return replace(coding, id=id, report=replace(report, id=id), **numbered)


def stories(hostile: Iterable[str] = ()) -> list[Coding]:
    """The plain story, and one for each hostile string."""
    report, coding = story()
    found = [told(coding, report, "story")]
    for string in hostile:
        report, coding = story(string)
        found.append(told(coding, report, string))
    return found


def make_store(path: Path, codings: Iterable[Coding]) -> Path:
    """A store of the codings, with its picture."""
    with open_store(path, write=True) as store:
        store.add(codings)
        refresh(store)
    return path


def usual(path: Path) -> Path:
    """The plain story, quiet weeks with a clash now and then, and a week of blows."""
    quiet = [clash(n, ago, 2) for n, ago in enumerate(range(70, 10, -12))]
    loud = [clash(100 + n, n % 6, n // 6) for n in range(14)]  # no two alike on one day
    return make_store(path, [*stories(), *quiet, *loud])
