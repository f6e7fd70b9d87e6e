"""Lines and JSON of what the picture finds. Cells are not yet safe for a terminal; who prints them takes out control
characters."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import asdict, is_dataclass
from typing import Any

from dragoman.picture.accounts import Party, Speaker
from dragoman.picture.deadlines import Deadline
from dragoman.picture.happenings import Deed
from dragoman.picture.positions import Period, Track
from dragoman.picture.versions import Happening, Point, Version

DEADLINE_COLUMNS = ("due", "days", "state", "kind", "who", "to whom", "what", "if", "history", "report")
VERSION_COLUMNS = ("happening", "who says", "side", "says", "deed", "who", "whom", "numbers", "where", "when", "report")
POSITION_COLUMNS = ("who", "stance", "what", "since", "told", "until", "turn", "according to", "report")


def deadline_lines(deadlines: Iterable[Deadline]) -> Iterator[tuple[str, ...]]:
    """One line a commitment: its day, the days left, state, parties, words, and its history in short."""
    for deadline in deadlines:
        told = [step for step in deadline.history.steps if step.origin is not None]
        yield (
            deadline.due or "",
            "" if deadline.days_left is None else str(deadline.days_left),
            deadline.state,
            deadline.kind,
            _names(deadline.debtors),
            _names(deadline.creditors),
            deadline.words,
            deadline.condition or "",
            "; ".join(f"{step.step} {step.day or ''}".strip() for step in deadline.history.steps),
            _once(step.origin.name for step in told if step.origin),
        )


def version_lines(happenings: Iterable[Happening]) -> Iterator[tuple[str, ...]]:
    """One line a deed of a version, and behind those of a happening one for each point that is contested."""
    for happening in happenings:
        yield from ((happening.id, *line) for line in deed_lines(happening))
        for point in happening.contested:
            yield happening.id, "contested", "", point.name, readings_text(point), "", "", "", "", "", ""


def deed_lines(happening: Happening) -> Iterator[tuple[str, ...]]:
    """The lines of one happening, without its id."""
    for version in happening.versions:
        yield from (_deed_line(version, deed) for deed in version.deeds)


def readings_text(point: Point) -> str:
    """What is said of a point, each value with who says it."""
    return " / ".join(f"{reading.value} ({_once(reading.tellers)})" for reading in point.readings)


def _deed_line(version: Version, deed: Deed) -> tuple[str, ...]:
    kind = f"{deed.type}-{deed.mode}" if deed.mode else deed.type
    days = dict.fromkeys(filter(None, (deed.begin, deed.until)))
    return (
        version.teller,
        version.side or "",
        "denies" if deed.denied else "tells",
        f"{deed.words} ({kind})",
        _names(deed.agents),
        _names(deed.recipients),
        ", ".join(f"{name} {_count(count.min, count.max)}" for name, count in deed.numbers.items()),
        deed.place or "",
        " to ".join(days),
        deed.origin.name,
    )


def position_lines(tracks: Iterable[Track]) -> Iterator[tuple[str, ...]]:
    """One line a period: who held what, from when to when it was told, and whether that was a change."""
    for track in tracks:
        yield from (_period_line(track, period) for period in track.periods)


def _period_line(track: Track, period: Period) -> tuple[str, ...]:
    about = track.words
    if track.object is not None and track.object.name not in about:
        about = f"{about} ({track.object.name})"
    return (
        track.holder.name,
        period.stance.replace("-", " "),
        about,
        period.since or "",
        period.first or "",
        period.last or "",
        period.turn or "",
        _once(_speaker(word.said_by) for word in period.told),
        _once(word.origin.name for word in period.told),
    )


def json_text(found: Sequence[Deadline] | Sequence[Happening] | Sequence[Track]) -> str:
    """What was found as a JSON list, every field by its name, what is not known as null."""
    return json.dumps([_plain(item) for item in found], ensure_ascii=False, indent=1) + "\n"


def _plain(item: Any) -> dict[str, Any]:
    if not is_dataclass(item) or isinstance(item, type):
        raise TypeError(f"{item!r} is no record")
    fields = asdict(item)
    if isinstance(item, Deadline):
        fields["history"] = fields["history"]["steps"]  # the rest of it stands beside it
    if isinstance(item, Happening):
        fields["common"] = [point.name for point in item.common]
        fields["contested"] = [point.name for point in item.contested]
    if isinstance(item, Track):
        fields["now"] = item.now
    return fields


def _names(parties: Iterable[Party]) -> str:
    return ", ".join(party.name for party in parties)


def _speaker(speaker: Speaker | None) -> str:
    return speaker.name if speaker else ""


def _once(names: Iterable[str]) -> str:
    return ", ".join(dict.fromkeys(name for name in names if name))


def _count(low: int, high: int | None) -> str:
    if high is None:
        return f"{low}+"
    return str(low) if low == high else f"{low}-{high}"
