"""One happening in the words of each side: who did it, what it was, how many, and who denies it."""

from __future__ import annotations

from collections.abc import Callable, Hashable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import partial
from itertools import combinations
from typing import Any, Literal

from dragoman.picture.accounts import Party
from dragoman.picture.happenings import HARMS, Deed, Told, happenings
from dragoman.picture.rules import PictureRules, load_picture_rules
from dragoman.picture.traits import is_near
from dragoman.record import Coding, Count

Verdict = Literal["common", "contested", "single"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Version:
    """What one teller says: a speaker by his id, with his country as his side (None where none is known), or reports
    of one publisher in their own voice. ``denies``: nothing but denials.
    """

    teller: str
    teller_id: str | None
    side: str | None
    own_voice: bool
    denies: bool
    deeds: tuple[Deed, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Reading:
    """One value that tellers give to a point, and who they are."""

    value: str
    tellers: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Point:
    """One point of the happening: "common" where at least two tellers say the same and none another thing,
    "contested" where they say what cannot both be, "single" where one alone speaks of it.
    """

    name: str
    verdict: Verdict
    readings: tuple[Reading, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Happening:
    """Something that happened, with its versions; ``id`` is the id of the event that told it first."""

    id: str
    begin: str | None
    until: str | None
    versions: tuple[Version, ...]
    points: tuple[Point, ...]

    @property
    def common(self) -> tuple[Point, ...]:
        """The points on which all who speak of them agree."""
        return tuple(point for point in self.points if point.verdict == "common")

    @property
    def contested(self) -> tuple[Point, ...]:
        """The points on which they do not."""
        return tuple(point for point in self.points if point.verdict == "contested")


def find_versions(codings: Iterable[Coding], *, rules: PictureRules | None = None) -> tuple[Happening, ...]:
    """Every happening that at least two tellers tell, by day, with what each says beside the other.

    What makes tellings one happening is said in ``happenings``. The order of the codings does not matter, and a
    text that came twice counts once.
    """
    groups = happenings(codings, rules=rules or load_picture_rules())
    found = (_happening(group) for group in groups if len({_teller(told) for told in group}) > 1)
    return tuple(sorted(found, key=lambda happening: (happening.begin or happening.until or "", happening.id)))


def _happening(group: Sequence[Told]) -> Happening:
    days = [(told.deed.begin, told.deed.until) for told in group]
    return Happening(
        id=group[0].event.id,
        begin=min((begin for begin, _ in days if begin), default=None),
        until=max((until for _, until in days if until), default=None),
        versions=tuple(_versions(group)),
        points=tuple(_points(group)),
    )


def _versions(group: Iterable[Told]) -> Iterator[Version]:
    """One version a teller: the reports' own voices first, then the speakers, each by name."""
    by_teller: dict[tuple[bool, str, str], list[Told]] = {}
    for told in group:
        by_teller.setdefault(_teller(told), []).append(told)
    for (spoken, name, key), items in sorted(by_teller.items()):
        speaker = items[0].speaker
        yield Version(
            teller=name,
            teller_id=key or None,
            side=speaker.country if speaker else None,
            own_voice=not spoken,
            denies=all(told.deed.denied for told in items),
            deeds=tuple(told.deed for told in items),
        )


def _teller(told: Told) -> tuple[bool, str, str]:
    """Whether somebody says it, his name (or that of who publishes the report), and his id."""
    if told.speaker is None:
        return False, told.deed.origin.name, ""
    return True, told.speaker.name, told.speaker.id or ""


# ---- what is common, what is contested ---------------------------------------------------------------


@dataclass(frozen=True, slots=True, kw_only=True)
class _Aspect:
    """A point that a telling may speak of: the value it gives (None: it says nothing), how that reads, and whether
    two tellings give it values that cannot both be.
    """

    name: str
    value: Callable[[Told], Hashable | None]
    shown: Callable[[Told], str]
    differ: Callable[[Told, Told], bool]


def _points(group: Sequence[Told]) -> Iterator[Point]:
    """The points of which somebody speaks; of what they deny deniers say nothing but that it was not so."""
    affirmed = [told for told in group if not told.deed.denied]
    yield _point(_WHETHER, group)
    for aspect in _ASPECTS:
        speaking = [told for told in affirmed if aspect.value(told) is not None]
        if speaking:
            yield _point(aspect, speaking)


def _point(aspect: _Aspect, group: Sequence[Told]) -> Point:
    by_value: dict[Any, list[Told]] = {}
    for told in group:
        by_value.setdefault(aspect.value(told), []).append(told)
    readings = (
        Reading(value=aspect.shown(items[0]), tellers=tuple(dict.fromkeys(_teller(told)[1] for told in items)))
        for items in by_value.values()
    )
    return Point(
        name=aspect.name,
        verdict=_verdict(aspect, list(by_value.values())),
        readings=tuple(sorted(readings, key=lambda reading: (reading.value, reading.tellers))),
    )


def _verdict(aspect: _Aspect, values: Sequence[Sequence[Told]]) -> Verdict:
    """Two values that cannot both be, told by others, make a point contested."""
    tellers = [{_teller(told) for told in items} for items in values]
    for (one, by), (other, other_by) in combinations(zip(values, tellers, strict=True), 2):
        if aspect.differ(one[0], other[0]) and by != other_by:
            return "contested"
    return "common" if len(set().union(*tellers)) > 1 else "single"


def _deed_name(told: Told) -> str:
    return f"{told.event.type}-{told.event.mode}" if told.event.mode else told.event.type


def _deeds_differ(one: Told, other: Told) -> bool:
    """Whether the types differ, or both name a mode and these do."""
    modes = one.event.mode, other.event.mode
    return one.event.type != other.event.type or (None not in modes and modes[0] != modes[1])


def _names(parties: Iterable[Party]) -> str:
    return ", ".join(party.name for party in parties)


def _days(deed: Deed) -> str:
    return deed.begin or "" if deed.begin == deed.until else f"{deed.begin or ''}/{deed.until or ''}"


def _days_differ(one: Told, other: Told) -> bool:
    begin, until = max(one.deed.begin or "", other.deed.begin or ""), (one.deed.until, other.deed.until)
    return begin > min(day or "9999" for day in until)


def _count_text(count: Count | None) -> str:
    if count is None:
        return ""
    if count.max is None:
        return f"{count.min} or more"
    return str(count.min) if count.min == count.max else f"{count.min} to {count.max}"


def _counts_differ(name: str, one: Told, other: Told) -> bool:
    first, second = one.deed.numbers[name], other.deed.numbers[name]
    return max(first.min, second.min) > min(_most(first), _most(second))


def _most(count: Count) -> float:
    return float("inf") if count.max is None else count.max


def _harm_aspect(name: str) -> _Aspect:
    def count(told: Told) -> Count | None:
        return told.deed.numbers.get(name)

    return _Aspect(
        name=name, value=count, shown=lambda told: _count_text(count(told)), differ=partial(_counts_differ, name)
    )


def _is_told(told: Told) -> str:
    """What is denied by its deed: who denies an attack may yet tell an arrest."""
    return f"denied: {_deed_name(told)}" if told.deed.denied else "told"


_WHETHER = _Aspect(
    name="whether it happened",
    value=_is_told,
    shown=_is_told,
    differ=lambda one, other: one.deed.denied != other.deed.denied,
)
_ASPECTS = (
    _Aspect(name="deed", value=_deed_name, shown=_deed_name, differ=_deeds_differ),
    _Aspect(
        name="agent",
        value=lambda told: told.traits.agents.ids or None,
        shown=lambda told: _names(told.deed.agents),
        differ=lambda one, other: not one.traits.agents.agrees(other.traits.agents),
    ),
    _Aspect(
        name="recipient",
        value=lambda told: told.traits.recipients.ids or None,
        shown=lambda told: _names(told.deed.recipients),
        differ=lambda one, other: not one.traits.recipients.agrees(other.traits.recipients),
    ),
    _Aspect(
        name="place",
        value=lambda told: told.deed.place,
        shown=lambda told: told.deed.place or "",
        differ=lambda one, other: not is_near(one.traits.place, other.traits.place),
    ),
    _Aspect(
        name="day",
        value=lambda told: _days(told.deed) or None,
        shown=lambda told: _days(told.deed),
        differ=_days_differ,
    ),
    *(_harm_aspect(name) for name in HARMS),
)
