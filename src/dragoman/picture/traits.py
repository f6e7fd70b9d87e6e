"""What two tellings are compared by, and whether they tell one happening."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta

from dragoman.picture.accounts import Speaker
from dragoman.picture.likeness import Role, look_keys, shelf_keys
from dragoman.picture.rules import PictureRules
from dragoman.record import Event, Place

_WINDOW = 1  # days that an event may lie off where the text does not tell its day in full
_UNDATED = 3  # days before its report in which a present event without a day is looked for
_WIDE = ("PCL", "ADM", "RGN", "CON")  # features of places that hold other places


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place as far as places are compared: ``feature`` is GeoNames', ``country`` ISO 3166 alpha-3."""

    name: str
    geonames_id: int | None
    country: str | None
    feature: str | None

    @property
    def key(self) -> int | str:
        """What it is known by."""
        return self.geonames_id or self.name.casefold()


@dataclass(frozen=True, slots=True, kw_only=True)
class Traits:
    """A telling as it is compared: event ``event`` of ``report``. ``begin`` and ``until`` are its days as told,
    ``first`` and ``last`` the days in which it may lie, None where nothing tells; ``stems`` are of its words."""

    event: str
    report: str
    type: str
    mode: str | None
    agents: Role
    recipients: Role
    place: Spot | None
    stems: frozenset[str]
    begin: str | None
    until: str | None
    first: str | None
    last: str | None
    families: frozenset[str]
    speaker: str | None = None  # who says so, in one text; None for the report's own voice


def voice_of(speaker: Speaker | None) -> str | None:
    """The speaker in one text, the same for the same speaker."""
    if speaker is None:
        return None
    return "\t".join((speaker.id or "", speaker.name, speaker.country or "", "denies" if speaker.denies else ""))


def spot_of(place: Place | None) -> Spot | None:
    """The place as far as it is compared."""
    if place is None:
        return None
    return Spot(name=place.name, geonames_id=place.geonames_id, country=place.country, feature=place.feature)


def families_of(type_: str, rules: PictureRules) -> frozenset[str]:
    """The families of types of events that may be one; a type that is in none is a family of its own."""
    return rules.families_of("event", type_) or frozenset({type_})


def window(event: Event, reported: str | None) -> tuple[str | None, str | None]:
    """The days in which the event may lie: its own, and the day before where they are only its report's; a day more
    to either side where one end only is told. A present event without any lies in the last days before its report.
    """
    begin, until = (event.when.begin, event.when.until) if event.when else (None, None)
    if event.when and begin and until:
        return begin if event.when.time is not None else _moved(begin, -_WINDOW), until
    if begin or until:
        return _moved(begin or until, -_WINDOW), _moved(until or begin, _WINDOW)
    return (None, None) if event.historical else (_moved(reported, -_UNDATED), reported)


def _moved(day: str | None, days: int) -> str | None:
    try:
        return (date.fromisoformat(day) + timedelta(days=days)).isoformat() if day else None
    except OverflowError:
        return day


# ---- where to look -----------------------------------------------------------------------------------


def week_of(day: str) -> int:
    """The number of the day's week."""
    return date.fromisoformat(day).toordinal() // 7


def keys_of(group: Iterable[Traits], *, look: bool = False) -> Iterator[object]:
    """The keys under which a report's tellings of one thing are filed, or with ``look`` looked up: by part, actor,
    family of types and each week that the days touch. None where no day is known."""
    for told in group:
        yield from _keys(told, look=look)


def _keys(told: Traits, *, look: bool) -> Iterator[object]:
    if told.first is None or told.last is None:
        return
    weeks = {week_of(day) for day in (told.first, told.last)}
    words = sorted((family, week) for family in told.families for week in weeks)
    keys = look_keys if look else shelf_keys
    yield from keys("agent", told.agents, words)
    yield from keys("recipient", told.recipients, words)
    if told.place is not None:
        yield from (("place", told.place.key, word) for word in words)


# ---- whether two are one -----------------------------------------------------------------------------


def fits(first: Traits, own: Sequence[Traits], group: Sequence[Traits]) -> bool:
    """Whether a report's tellings are of a happening that is known by its ``first`` telling; ``own`` are tellings that
    the report itself has brought to it already."""
    if own:
        return any(_is_other_side(one, other) for one in own for other in group)
    return any(is_same(first, told) for told in group)


def _is_other_side(one: Traits, other: Traits) -> bool:
    """Whether one report sets another's word beside the first: "police beat students", "police deny that they beat
    students". The report knows its own events apart, so that all must agree and the recipient be named.
    """
    if one.speaker == other.speaker or not one.recipients.meets(other.recipients):
        return False
    return one.agents.agrees(other.agents) and is_same(one, other)


def is_same(one: Traits, other: Traits) -> bool:
    """Whether two tellings of different reports tell one happening."""
    if not one.families & other.families or not _meet(one, other) or not is_near(one.place, other.place):
        return False
    if one.type == other.type and _modes_differ(one, other):
        return False
    shared_whom, shared_who = one.recipients.meets(other.recipients), one.agents.meets(other.agents)
    if not one.recipients.agrees(other.recipients):
        return shared_who and _is_same_blow(one, other)
    if not one.agents.agrees(other.agents):
        return shared_whom and one.type == other.type and _is_same_spot(one, other)
    nobody = not (one.recipients.ids and other.recipients.ids) and not (one.agents.ids and other.agents.ids)
    return shared_whom or ((shared_who or (nobody and _is_same_spot(one, other))) and _is_same_kind(one, other))


def closeness(one: Traits, other: Traits) -> int:
    """On how much two tellings of one happening agree, where a report tells several that may be it."""
    return sum(
        (
            one.type == other.type,
            one.mode is not None and one.mode == other.mode,
            bool(one.stems & other.stems),
            one.place is not None and other.place is not None and _is_one_place(one.place, other.place),
            one.recipients.meets(other.recipients),
            one.agents.meets(other.agents),
        )
    )


def may_be_one(one: Traits, other: Traits) -> bool:
    """Whether nothing that was coded of two tellings, days aside, says that they are two happenings."""
    if not one.families & other.families or _modes_differ(one, other):
        return False
    return (
        is_near(one.place, other.place) and one.agents.agrees(other.agents) and one.recipients.agrees(other.recipients)
    )


def _is_same_kind(one: Traits, other: Traits) -> bool:
    """Whether deeds without a common recipient are yet told as one: by type, and mode, place or word."""
    if one.type != other.type:
        return False
    same_mode = one.mode is not None and one.mode == other.mode
    same_place = one.place is not None and other.place is not None and _is_one_place(one.place, other.place)
    return same_mode or same_place or bool(one.stems & other.stems)


def _modes_differ(one: Traits, other: Traits) -> bool:
    return one.mode is not None and other.mode is not None and one.mode != other.mode


def _meet(one: Traits, other: Traits) -> bool:
    if not (one.first and one.last and other.first and other.last):
        return False
    return one.first <= other.last and other.first <= one.last


def is_near(one: Spot | None, other: Spot | None) -> bool:
    """Whether the places may be one: unknown, the same, or a region and something in the same country."""
    if one is None or other is None or _is_one_place(one, other):
        return True
    wide = any((place.feature or "").startswith(_WIDE) for place in (one, other))
    return wide and one.country is not None and one.country == other.country


def _is_one_place(one: Spot, other: Spot) -> bool:
    if one.geonames_id is not None and other.geonames_id is not None:
        return one.geonames_id == other.geonames_id
    return one.name.casefold() == other.name.casefold()


def _is_same_blow(one: Traits, other: Traits) -> bool:
    """Whether one names the state that is hit and the other something of it, and type and day are the same."""
    held = one.recipients.holds(other.recipients) or other.recipients.holds(one.recipients)
    return held and one.type == other.type and one.begin is not None and one.begin == other.begin


def _is_same_spot(one: Traits, other: Traits) -> bool:
    """Whether both name the same days and the same place: then another agent is another version."""
    days = one.begin is not None and (one.begin, one.until) == (other.begin, other.until)
    return days and one.place is not None and other.place is not None and _is_one_place(one.place, other.place)
