"""What several tell of one thing: each version of a happening beside the others, and what is owed over reports."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.pages.days import day_text
from dragoman.pages.rows import country_name
from dragoman.pages.shown import one_line
from dragoman.pages.view import Badge, ReportView
from dragoman.picture import Happening, History, Track, commitment_histories, find_versions, position_tracks
from dragoman.picture.happenings import Deed
from dragoman.picture.versions import Point, Version
from dragoman.record import Coding

_MOST = 20  # happenings, commitments or stances of a page; what is left out is counted


@dataclass(frozen=True, slots=True, kw_only=True)
class DeedCard:
    """One telling: the event's number, what it is called, and what is told of it."""

    badge: Badge | None
    report: int
    type: str
    words: str
    sentence: str
    who: str
    facts: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class VersionCard:
    """What one teller says of the happening."""

    teller: str
    side: str
    own_voice: bool
    denies: bool
    deeds: tuple[DeedCard, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PointRow:
    """One contested point, and each value with those who give it."""

    name: str
    readings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningCard:
    """A happening with its versions; ``day`` is empty where none is told."""

    title: str
    day: str
    contested: int
    versions: tuple[VersionCard, ...]
    points: tuple[PointRow, ...]
    common: tuple[str, ...]
    """What all who speak of it tell alike, in words."""


@dataclass(frozen=True, slots=True, kw_only=True)
class StepRow:
    """One step of what is owed, or of a stance: the day, the report's number, and who says so."""

    step: str
    day: str
    report: int
    due: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class HistoryCard:
    """A commitment or a stance over reports."""

    kind: str
    who: str
    whom: str
    words: str
    state: str
    steps: tuple[StepRow, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Together:
    """What the reports of a page say together; the numbers count what is left out."""

    happenings: tuple[HappeningCard, ...]
    owed: tuple[HistoryCard, ...]
    stances: tuple[HistoryCard, ...]
    left_out: int

    @property
    def is_empty(self) -> bool:
        """Whether nothing is told by two."""
        return not (self.happenings or self.owed or self.stances)


def happening_cards(view: ReportView) -> tuple[HappeningCard, ...]:
    """The happenings of which one report gives more than one version, the contested first."""
    return _together([view]).happenings


def together(views: Sequence[ReportView]) -> Together:
    """What at least two of the reports tell: happenings with their versions, commitments and stances by their steps."""
    return _together(views)


def _together(views: Sequence[ReportView]) -> Together:
    index = _Index(views)
    happenings = [_happening(index, each) for each in find_versions(index.codings)]
    if len(views) == 1:
        return Together(happenings=_ranked(happenings)[:_MOST], owed=(), stances=(), left_out=len(happenings[_MOST:]))
    histories = [
        h for h in commitment_histories(index.codings) if len({s.origin.report for s in h.steps if s.origin}) > 1
    ]
    tracks = [
        t for t in position_tracks(index.codings) if len({w.origin.report for p in t.periods for w in p.told}) > 1
    ]
    left_out = sum(len(each[_MOST:]) for each in (happenings, histories, tracks))
    return Together(
        happenings=_ranked(happenings)[:_MOST],
        owed=tuple(_owed(index, each) for each in histories[:_MOST]),
        stances=tuple(_stance(index, each) for each in tracks[:_MOST]),
        left_out=left_out,
    )


def _ranked(cards: Sequence[HappeningCard]) -> tuple[HappeningCard, ...]:
    """Those with most contested points first; equals by day."""
    return tuple(sorted(cards, key=lambda card: -card.contested))


class _Index:
    """The page's codings under ids of their own, since two reports may bear one id, with the way back to the page."""

    def __init__(self, views: Sequence[ReportView]) -> None:
        self.badges: dict[str, Badge] = {}
        self.numbers: dict[str, int] = {}
        self.codings = [self._coding(view) for view in views]

    def _coding(self, view: ReportView) -> Coding:
        name = f"report {view.number}"
        self.numbers[name] = view.number
        events = tuple(replace(e, id=f"{name}/event-{n}") for n, e in enumerate(view.coding.events, start=1))
        self.badges.update((event.id, badge) for event, badge in zip(events, view.badges, strict=True))
        owed = tuple(replace(c, id=f"{name}/commitment-{n}") for n, c in enumerate(view.coding.commitments, start=1))
        held = tuple(replace(p, id=f"{name}/position-{n}") for n, p in enumerate(view.coding.positions, start=1))
        report = replace(view.report, id=name)
        return replace(view.coding, id=name, report=report, events=events, commitments=owed, positions=held)

    def number(self, report: str) -> int:
        """The number of a report on the page."""
        return self.numbers[report]


# -- happenings ------------------------------------------------------------------------------------


def _happening(index: _Index, happening: Happening) -> HappeningCard:
    first = happening.versions[0].deeds[0]
    return HappeningCard(
        title=_type(first),
        day=_days(happening.begin, happening.until),
        contested=len(happening.contested),
        versions=tuple(_version(index, version) for version in happening.versions),
        points=tuple(_points(happening.contested)),
        common=tuple(_common(happening.common)),
    )


def _type(deed: Deed) -> str:
    return f"{deed.type} ({deed.mode})" if deed.mode else deed.type


def _days(begin: str | None, until: str | None) -> str:
    days = tuple(dict.fromkeys(day_text(day) for day in (begin, until) if day))
    return " to ".join(days)


def _version(index: _Index, version: Version) -> VersionCard:
    side = country_name(version.side)
    return VersionCard(
        teller=one_line(version.teller),
        side=side if side != version.teller else "",
        own_voice=version.own_voice,
        denies=version.denies,
        deeds=tuple(_deed(index, deed) for deed in version.deeds),
    )


def _deed(index: _Index, deed: Deed) -> DeedCard:
    agents = ", ".join(party.name for party in deed.agents) or "somebody not named"
    recipients = ", ".join(party.name for party in deed.recipients)
    numbers = tuple(f"{count.min}{_most(count.min, count.max)} {name}" for name, count in deed.numbers.items())
    return DeedCard(
        badge=index.badges.get(deed.event),
        report=index.number(deed.origin.report),
        type=_type(deed),
        words=one_line(deed.words),
        sentence=one_line(deed.sentence),
        who=one_line(f"{agents} → {recipients}" if recipients else agents),
        facts=tuple(one_line(fact) for fact in (_days(deed.begin, deed.until), deed.place or "", *numbers) if fact),
    )


def _most(least: int, most: int | None) -> str:
    if most is None:
        return " or more"
    return "" if most == least else f" to {most}"


def _points(points: Sequence[Point]) -> Iterator[PointRow]:
    for point in points:
        yield PointRow(
            name=point.name,
            readings=tuple((_value(point, r.value), one_line(", ".join(r.tellers))) for r in point.readings),
        )


def _value(point: Point, value: str) -> str:
    """The value as the page writes it: days as everywhere on it."""
    days = value.split("/") if point.name == "day" else ()
    return _days(days[0], days[-1]) if days else one_line(value)


def _common(points: Sequence[Point]) -> Iterator[str]:
    """ "agent: France"; that it happened is not said where nobody doubts it."""
    for point in points:
        values = " or ".join(dict.fromkeys(_value(point, reading.value) for reading in point.readings))
        if values != "told":
            yield f"{point.name}: {values}"


# -- what is owed, who stands where ------------------------------------------------------------------


def _owed(index: _Index, history: History) -> HistoryCard:
    return HistoryCard(
        kind=history.kind,
        who=one_line(", ".join(party.name for party in history.debtors)) or "by whom is not told",
        whom=one_line(", ".join(party.name for party in history.creditors)),
        words=one_line(history.words),
        state=f"{history.state}, due {day_text(history.due)}" if history.due else history.state,
        steps=tuple(
            StepRow(
                step=step.step,
                day=day_text(step.day) if step.day else "no day known",
                report=index.number(step.origin.report),
                due=day_text(step.due) if step.due and step.step in ("set", "extended") else "",
                source=one_line(step.said_by.name) if step.said_by else "",
            )
            for step in history.steps
            if step.origin is not None
        ),
    )


def _stance(index: _Index, track: Track) -> HistoryCard:
    return HistoryCard(
        kind=track.now,
        who=one_line(track.holder.name),
        whom="",
        words=one_line(track.words),
        state="changed" if track.changes else "the same throughout",
        steps=tuple(
            StepRow(
                step=word.stance,
                day=day_text(word.origin.day) if word.origin.day else "no day known",
                report=index.number(word.origin.report),
                due="",
                source=one_line(word.said_by.name) if word.said_by else "",
            )
            for period in track.periods
            for word in period.told
        ),
    )
