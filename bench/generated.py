"""Made-up reports and codings by the thousand, for measuring stores and pages: no model reads them.

The same number gives the same report and the same coding. Texts are sentences of a fixed pattern; states are
drawn so that a few dyads are frequent and most are rare.
"""

from __future__ import annotations

import random
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.record import (
    Actor,
    Coding,
    Event,
    Mention,
    Participant,
    Place,
    Report,
    Source,
    Span,
    Statement,
    When,
    Wire,
    load_plover,
)

STATES = ("NOR", "SWE", "FIN", "DNK", "ISL", "EST", "LVA", "LTU", "POL", "DEU", "FRA", "ESP", "PRT", "ITA", "GRC")
STATES += ("TUR", "EGY", "SDN", "ETH", "KEN", "TZA", "MOZ", "ZAF")
FIRST_DAY, DAYS = date(2023, 1, 1), 730
_SECTORS = ("GOV", "MIL", "COP", "OPP", "CVL")
_DEEDS = (
    ("CONSULT", "met"),
    ("ACCUSE", "accused"),
    ("AID", "helped"),
    ("SANCTION", "penalised"),
    ("ASSAULT", "shelled"),
)
_DEEDS += (("COERCE", "arrested"), ("AGREE", "assured"), ("PROTEST", "decried"))
_SAID = "A spokesman said so."


def numbered_report(number: int, events: int = 10) -> Report:
    """Report ``number``: as many sentences as events, and a statement."""
    return numbered_coding(number, events).report  # type: ignore[return-value]


def numbered_coding(number: int, events: int = 10, *, digest: str = "generated") -> Coding:
    """The coding of report ``number``, with the report."""
    return _Draft(number, digest).coding(events)


def generated(count: int, events: int = 10, *, first: int = 0) -> Iterator[Coding]:
    """Codings ``first`` and following."""
    return (numbered_coding(number, events) for number in range(first, first + count))


class GeneratedCoder:
    """Stands in for the coder: a report ``g-17`` gets the coding of number 17."""

    def __init__(self, events: int = 10, *, digest: str = "generated") -> None:
        self.events, self.digest = events, digest

    def pipe(self, reports: Iterable[Report]) -> Iterator[Coding]:
        """The codings of the reports, in their order."""
        for report in reports:
            yield numbered_coding(int(report.id.removeprefix("g-")), self.events, digest=self.digest)


@dataclass(slots=True)
class _Party:
    """A side of an event: its actor and where it stands."""

    state: str
    sector: str
    start: int
    end: int

    @property
    def id(self) -> str:
        return f"{self.state}/{self.sector.lower()}"


class _Draft:
    """A report being written."""

    def __init__(self, number: int, digest: str) -> None:
        self.number, self.digest, self.text = number, digest, ""
        self.draw = random.Random(number)
        self.day = FIRST_DAY + timedelta(days=self.draw.randrange(DAYS))
        self.parties: list[_Party] = []
        self.sentences: list[Span] = []

    def coding(self, events: int) -> Coding:
        drafted = [self.event(n) for n in range(1, events + 1)]
        start, said = len(self.text), Span(0, self.sentences[0].end)
        self.text += _SAID
        self.sentences.append(Span(start, len(self.text)))
        source = Source(start=start, end=start + 11, actor=self.parties[0].id)
        day = self.day.isoformat()
        return Coding(
            id=self.id,
            version="0",
            digest=self.digest,
            wire=Wire(agency="Example Wire", published=day, published_from="given"),
            sentences=tuple(self.sentences),
            actors=self.actors(),
            places=(Place(start=0, end=1, name="Example", lat=60.0, lon=10.0, country="NOR", feature="PPL"),),
            statements=(
                Statement(
                    id=f"{self.id}/statement-1", source=source, cue=Span(start + 12, start + 16), content=(said,)
                ),
            ),
            events=tuple(drafted),
            report=Report(id=self.id, text=self.text, published=day, title=f"Report {self.number}", publisher="Wire"),
        )

    @property
    def id(self) -> str:
        return f"g-{self.number}"

    def event(self, ordinal: int) -> Event:
        kind, verb = self.draw.choice(_DEEDS)
        begin = len(self.text)
        source = self.party()
        self.text += " "
        anchor = self.write(verb)
        self.text += " "
        target = self.party()
        self.text += f" on day {self.number}. "
        self.sentences.append(Span(begin, len(self.text) - 1))
        plover, day = load_plover(), (self.day - timedelta(days=self.draw.randrange(2))).isoformat()
        return Event(
            id=f"{self.id}/event-{ordinal}",
            type=kind,
            quad=plover.types[kind].quad,
            score=plover.score_of(kind, None),
            anchor=anchor,
            actors=(_participant(source),),
            recipients=(_participant(target),),
            when=When(begin=day, until=day),
            where=0,
            statement=0 if ordinal == 1 else None,
            contexts=("military",) if ordinal % 3 == 0 else (),
            confidence=0.9,
        )

    def party(self) -> _Party:
        state = STATES[min(int(self.draw.expovariate(0.25)), len(STATES) - 1)]
        sector = self.draw.choice(_SECTORS)
        span = self.write(f"{state} {sector}")
        party = _Party(state, sector, span.start, span.end)
        self.parties.append(party)
        return party

    def write(self, words: str) -> Span:
        start = len(self.text)
        self.text += words
        return Span(start, len(self.text))

    def actors(self) -> tuple[Actor, ...]:
        by_id: dict[str, list[_Party]] = {}
        for party in self.parties:
            by_id.setdefault(party.id, []).append(party)
        return tuple(
            Actor(
                id=name,
                name=f"{some[0].state} {some[0].sector}",
                type="organization",
                country=some[0].state,
                sector=some[0].sector,
                sectors=(some[0].sector,),
                mentions=tuple(Mention(start=p.start, end=p.end, kind="name") for p in some),
            )
            for name, some in by_id.items()
        )


def _participant(party: _Party) -> Participant:
    return Participant(actor=party.id, start=party.start, end=party.end)
