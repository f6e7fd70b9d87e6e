"""What happened, each thing once, with how many tell it; and one happening with all its tellings and versions."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from dataclasses import dataclass

from dragoman.pages.desk.asking import Asker, Row
from dragoman.pages.desk.events import Line, event_address, lines_of_ids
from dragoman.pages.desk.filters import Filters, path_of
from dragoman.pages.shown import one_line
from dragoman.picture import find_versions
from dragoman.picture import versions as picture
from dragoman.picture.happenings import Deed

_TELLINGS = 200  # shown of one happening
_COMPARED = 60  # reports whose words are set beside each other


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """A happening by the telling that counts, and how often it is told in the view."""

    line: Line
    tellings: int
    reports: int
    sources: int
    """Publishers that carry it in their own words, reprints left out."""
    address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Words:
    """What a teller says of a happening: PLOVER type, the words, the sentence and where it stands."""

    type: str
    words: str
    sentence: str
    agents: str
    recipients: str
    numbers: tuple[str, ...]
    address: str
    report: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Teller:
    """One voice with all it says of the happening."""

    name: str
    side: str
    own_voice: bool
    denies: bool
    says: tuple[Words, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """A point of the happening with what each teller gives it."""

    name: str
    verdict: str
    readings: tuple[tuple[str, str], ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class HappeningPage:
    """One happening: its tellings, the versions beside each other, and what they agree and differ on."""

    id: str
    tellings: tuple[Line, ...]
    tellers: tuple[Teller, ...]
    points: tuple[Point, ...]
    publishers: tuple[str, ...]
    compared: int


def happenings(asker: Asker, filters: Filters, *, limit: int = 12) -> list[Row]:
    """The happenings of a view, those that most sources carry first: the telling that counts of each, by its number."""
    return asker.rows("happenings.told", filters, limit=limit)


def told(rows: Sequence[Row], lines: Mapping[int, Line]) -> list[Told]:
    """The happenings with their words, out of ``lines``."""
    return [
        Told(
            line=lines[row["n"]],
            tellings=row["tellings"],
            reports=row["reports"],
            sources=row["sources"],
            address=path_of("happening", lines[row["n"]].happening or lines[row["n"]].id),
        )
        for row in rows
    ]


def happening_page(asker: Asker, id: str) -> HappeningPage | None:
    """The happening of that id, or the event of that id where it is linked to none; None where there is neither."""
    rows = asker.rows("happenings.of", happening=id, limit=_TELLINGS)
    tellings = lines_of_ids(asker, [row["event"] for row in rows] or [id])
    if not tellings:
        return None
    reports = list(dict.fromkeys(line.report for line in tellings))[:_COMPARED]
    version = _versions(asker, reports, {line.id for line in tellings})
    return HappeningPage(
        id=id,
        tellings=tuple(tellings),
        tellers=tuple(_teller(each) for each in version.versions) if version else (),
        points=tuple(_point(each) for each in version.points) if version else (),
        publishers=tuple(dict.fromkeys(line.publisher or line.report for line in tellings)),
        compared=len(reports),
    )


def _versions(asker: Asker, reports: Sequence[str], events: set[str]) -> picture.Happening | None:
    """Of what these reports tell the happening that holds most of the events."""
    found = find_versions(asker.codings(reports))
    shared = [(sum(d.event in events for v in each.versions for d in v.deeds), each) for each in found]
    most, best = max(shared, key=lambda item: item[0], default=(0, None))
    return best if most else None


def _teller(version: picture.Version) -> Teller:
    return Teller(
        name=one_line(version.teller),
        side=version.side or "",
        own_voice=version.own_voice,
        denies=version.denies,
        says=tuple(_words(deed) for deed in version.deeds[:6]),
    )


def _words(deed: Deed) -> Words:
    return Words(
        type=f"{deed.type} ({deed.mode})" if deed.mode else deed.type,
        words=one_line(deed.words),
        sentence=one_line(deed.sentence),
        agents=", ".join(one_line(party.name) for party in deed.agents),
        recipients=", ".join(one_line(party.name) for party in deed.recipients),
        numbers=tuple(f"{_range(count.min, count.max)} {kind}" for kind, count in deed.numbers.items()),
        address=address_of(deed.event),
        report=one_line(deed.origin.name),
    )


def _range(low: int, high: int | None) -> str:
    return f"at least {low}" if high is None else str(low) if low == high else f"{low} to {high}"


def address_of(id: str) -> str:
    """Where an event stands in its report's page, by its id.

    >>> address_of("a/b/event-3")
    '/report/a/b#r1e3m'
    """
    report, _, ordinal = id.rpartition("/event-")
    return event_address(report, int(ordinal) - 1)


def _point(point: picture.Point) -> Point:
    return Point(
        name=point.name,
        verdict=point.verdict,
        readings=tuple((one_line(r.value), ", ".join(map(one_line, r.tellers))) for r in point.readings),
    )
