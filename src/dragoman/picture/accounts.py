"""Codings as the picture asks for them: each report once, by day, with its words and who speaks."""

from __future__ import annotations

import re
from bisect import bisect_right
from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from typing import Any

from dragoman.record import Coding, Participant, Span, json_line
from dragoman.writers.view import CodingView, one_line

_LATE = "9999-99-99"  # after every day


@dataclass(frozen=True, slots=True, kw_only=True)
class Party:
    """An actor: the id that is the same in every report, and the name that a report gives."""

    id: str
    name: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Speaker:
    """Who says so: an actor's id and country where they are known, the name or words, and whether it is denied."""

    id: str | None
    name: str
    denies: bool
    country: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Origin:
    """The report that something stands in; ``day`` is its day, None where it has none."""

    report: str
    day: str | None
    title: str | None = None
    publisher: str | None = None
    url: str | None = None

    @property
    def name(self) -> str:
        """Who publishes it, else its title, else its id."""
        return self.publisher or self.title or self.report


class Account:
    """One report's coding, with what every question asks of it."""

    def __init__(self, coding: Coding) -> None:
        self.coding = coding
        self.view = CodingView(coding)

    @cached_property
    def origin(self) -> Origin:
        """The report behind the coding."""
        report = self.coding.report
        publisher = (report.publisher if report else None) or self.coding.wire.agency
        return Origin(
            report=self.coding.id,
            day=report_day(self.coding),
            title=_line(report.title) if report else None,
            publisher=_line(publisher),
            url=report.url if report else None,
        )

    @cached_property
    def _starts(self) -> list[int]:
        return [sentence.start for sentence in self.coding.sentences]

    def words(self, span: Span | Participant) -> str:
        """The report's words there, on one line; empty where the coding came without its report."""
        return self.view.words(span.start, span.end) or ""

    def sentence(self, start: int) -> str:
        """The sentence that holds a character."""
        number = bisect_right(self._starts, start)
        return self.words(self.coding.sentences[number - 1]) if number else ""

    def parties(self, participants: Iterable[Participant]) -> tuple[Party, ...]:
        """The actors of the participants, each once, by id."""
        found = {p.actor: self.name(p.actor) or self.words(p) or p.actor for p in participants}
        return tuple(Party(id=key, name=found[key]) for key in sorted(found))

    def name(self, actor: str | None) -> str | None:
        """An actor's name; None where the coding does not know him."""
        known = self.view.actors.get(actor or "")
        return one_line(known.name) if known else None

    def identity(self, actor: str) -> str:
        """The actor's id where it means the same somebody in every report; "leaders" of no country, whom no report
        names, are others in the next report, and get the report's id before theirs.
        """
        return actor if self.is_known(actor) else f"{self.coding.id} {actor}"

    def is_known(self, actor: str) -> bool:
        """Whether the actor has a name or a country, and so is known beyond this report."""
        known = self.view.actors.get(actor)
        return known is None or known.country is not None or any(m.kind == "name" for m in known.mentions)

    def sector(self, actor: str) -> str | None:
        """An actor's sector; None where none is known."""
        known = self.view.actors.get(actor)
        return known.sector if known else None

    def speaker(self, statement: int | None) -> Speaker | None:
        """Who says so; None where the report says it in its own voice."""
        if statement is None:
            return None
        said = self.coding.statements[statement]
        if said.source is None:
            return Speaker(id=None, name="a source not named", denies=said.denies)
        words = one_line(self.coding.report.text[said.source.start : said.source.end]) if self.coding.report else ""
        name = self.name(said.source.actor) or words or said.source.actor or "a source not named"
        known = self.view.actors.get(said.source.actor or "")
        return Speaker(
            id=said.source.actor, name=name, denies=said.denies, country=known.country if known is not None else None
        )


def report_day(coding: Coding) -> str | None:
    """The report's day as an ISO date, from its date line or its record; None where it has none."""
    report = coding.report
    published = coding.wire.published or (report.published if report else None)
    return published[:10] if published else None


def latest_day(codings: Iterable[Coding]) -> str | None:
    """The day of the latest report; None where no report has a day."""
    return max((day for coding in codings if (day := report_day(coding))), default=None)


def accounts_of(codings: Iterable[Coding]) -> list[Account]:
    """The codings by day, each text once, whatever order they came in; those without a day come first.

    A text that came twice, under one id or several, counts as its earliest report, in its latest coding.
    """
    kept: dict[str, Coding] = {}
    for coding in codings:
        key = coding.report.text if coding.report is not None else f"id {coding.id}"
        if key not in kept or _comes_before(coding, kept[key]):
            kept[key] = coding
    return in_order([Account(coding) for _, coding in sorted(kept.items())])


def in_order(accounts: Iterable[Account]) -> list[Account]:
    """The accounts by day, those without a day first, then by id."""
    return sorted(accounts, key=lambda account: (account.origin.day or "", account.coding.id))


def _rank(coding: Coding) -> tuple[Any, ...]:
    version = [-int(number) for number in re.findall(r"[0-9]+", coding.version)]
    return report_day(coding) or _LATE, coding.id, version, coding.digest


def _comes_before(one: Coding, other: Coding) -> bool:
    """Whether its rank is the lower; of two with all in common whose JSON is: that takes long to write, and is rare."""
    first, second = _rank(one), _rank(other)
    return first < second if first != second else json_line(one) < json_line(other)


def _line(text: str | None) -> str | None:
    return one_line(text) if text else None
