"""What every export asks of a coding: an event's actors, words, sentence and place."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from functools import cached_property

from dragoman.record import Actor, Coding, Event, Participant, Place, Statement

_CONTROL = re.compile(r"[\x00-\x1f\x7f-\x9f\u2028\u2029]+")
_CITY = ("PPL", "P")
_DISTRICT = ("ADM2", "ADM3", "ADM4")
_PROVINCE = ("ADM1",)
KOSOVO = {"XKX": "KOS"}  # the manual's code; the contract's is that of the European Commission and ISO's user range


class CodingView:
    """One coding with the look-ups that exports share."""

    def __init__(self, coding: Coding) -> None:
        self.coding = coding
        self.text = coding.report.text if coding.report is not None else None

    @cached_property
    def actors(self) -> dict[str, Actor]:
        """The actors by id."""
        return {actor.id: actor for actor in self.coding.actors}

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.coding.sentences]

    def named(self, participants: Iterable[Participant]) -> list[Actor]:
        """The actors of the participants, each once, in their order."""
        ids = dict.fromkeys(p.actor for p in participants)
        return [self.actors[i] for i in ids if i in self.actors]

    def actor(self, name: str | None) -> Actor | None:
        """The actor of that id, or None."""
        return self.actors.get(name) if name is not None else None

    def words(self, start: int, end: int) -> str | None:
        """The report's words there on one line, or None where the coding came without its report."""
        return one_line(self.text[start:end]) if self.text is not None else None

    def sentence_number(self, event: Event) -> int | None:
        """The number of the sentence that holds the event's anchor, from 1."""
        number = bisect_right(self._starts, event.anchor.start)
        return number or None

    def sentence(self, event: Event) -> str | None:
        """The sentence that holds the event's anchor."""
        number = self.sentence_number(event)
        span = self.coding.sentences[number - 1] if number else None
        return self.words(span.start, span.end) if span else None

    def statement(self, event: Event) -> Statement | None:
        """Who says so; None where the report says it itself."""
        return self.coding.statements[event.statement] if event.statement is not None else None

    def place(self, event: Event) -> Place | None:
        """Where the event happened."""
        return self.coding.places[event.where] if event.where is not None else None

    def begin(self, event: Event) -> str | None:
        """The event's first day, else the last one known."""
        return (event.when.begin or event.when.until) if event.when is not None else None

    def day(self, event: Event) -> str | None:
        """The event's day, else the report's, as the formats of event data want it."""
        published = self.coding.wire.published
        return self.begin(event) or (published[:10] if published else None)

    def happened(self, event: Event) -> bool:
        """Whether a format that knows no status may list it: it is told as happening, once, and not as
        a past without a day (which the report's day would be given to)."""
        if event.modality != "actual" or event.same_as is not None:
            return False
        return not event.historical or self.begin(event) is not None


def one_line(text: str) -> str:
    """``text`` with each run of control characters and line ends as one space.

    >>> one_line("a\\t\\x1b[31mb\\n")
    'a [31mb'
    """
    return _CONTROL.sub(" ", text).strip()


def joined(items: Iterable[str | None]) -> str:
    """Items in one cell, between semicolons; empty ones left out."""
    return ";".join(item.replace(";", ",") for item in items if item)


def country_code(code: str | None) -> str | None:
    """The alpha-3 code as PLOVER and ICEWS write it."""
    return KOSOVO.get(code, code) if code else None


def place_level(place: Place) -> str | None:
    """ "city", "district", "province", or None where the feature says nothing of it."""
    feature = place.feature or ""
    if feature.startswith(_CITY):
        return "city"
    if feature.startswith(_DISTRICT):
        return "district"
    return "province" if feature.startswith(_PROVINCE) else None
