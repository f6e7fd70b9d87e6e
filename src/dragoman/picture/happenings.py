"""Events that are one happening, in one report and over many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date, timedelta
from itertools import takewhile

from dragoman.picture.accounts import Account, Origin, Party, Speaker, accounts_of
from dragoman.picture.likeness import Role, Shelf, content_stems, look_keys, role_of, shelf_keys
from dragoman.picture.rules import PictureRules
from dragoman.record import Coding, Count, Event, Place

HARMS = ("killed", "injured", "displaced", "detained")

_WINDOW = 1  # days that an event may lie off where the text does not tell its day in full
_UNDATED = 3  # days before its report in which a present event without a day is looked for
_WIDE = ("PCL", "ADM", "RGN", "CON")  # features of places that hold other places


@dataclass(frozen=True, slots=True, kw_only=True)
class Deed:
    """One telling of the happening: PLOVER type and mode, the words for it, and what is told of it."""

    event: str
    type: str
    mode: str | None
    words: str
    sentence: str
    agents: tuple[Party, ...]
    recipients: tuple[Party, ...]
    begin: str | None
    until: str | None
    place: str | None
    numbers: dict[str, Count]
    denied: bool
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Told:
    """An event with what it is compared by; ``first`` and ``last`` are the days in which it may lie, None where
    nothing tells.
    """

    event: Event
    deed: Deed
    speaker: Speaker | None
    families: frozenset[str]
    agents: Role
    recipients: Role
    place: Place | None
    stems: frozenset[str]
    first: str | None
    last: str | None


def happenings(codings: Iterable[Coding], *, rules: PictureRules) -> list[list[Told]]:
    """The tellings of each happening, by report day; the first stands for the rest when more are compared.

    Events of a report are one by its ``same_as``; over reports they are one where their types are of one family,
    their days meet, somebody has the same part in both, the other part agrees (or, where another is blamed for
    it, type, day and place are the same), and the places do. Plans and suppositions are left out.
    """
    shelf = Shelf[list[Told]]()
    for account in accounts_of(codings):
        for group in _same_events(account, rules):
            _place(group, shelf)
    return shelf.items


# ---- one report --------------------------------------------------------------------------------------


def _same_events(account: Account, rules: PictureRules) -> Iterator[list[Told]]:
    """The report's events that happened or are denied, those that are the same happening together."""
    groups: dict[int, list[Told]] = {}
    for number, event in enumerate(account.coding.events):
        if event.modality in ("actual", "negated"):
            root = event.same_as if event.same_as is not None else number
            groups.setdefault(root, []).append(_told(account, event, rules))
    yield from groups.values()


def _told(account: Account, event: Event, rules: PictureRules) -> Told:
    deed = _deed(account, event)
    first, last = _window(event, account.origin.day)
    return Told(
        event=event,
        deed=deed,
        speaker=account.speaker(event.statement),
        families=rules.families_of("event", event.type) or frozenset({event.type}),
        agents=role_of(account, deed.agents, rules=rules),
        recipients=role_of(account, deed.recipients, rules=rules),
        place=account.view.place(event),
        stems=content_stems(deed.words, rules=rules),
        first=first,
        last=last,
    )


def _deed(account: Account, event: Event) -> Deed:
    place, harm = account.view.place(event), event.harm
    told = {name: getattr(harm, name) for name in HARMS} if harm else {}
    said = account.speaker(event.statement)
    return Deed(
        event=event.id,
        type=event.type,
        mode=event.mode,
        words=account.words(event.anchor),
        sentence=account.sentence(event.anchor.start),
        agents=account.parties(event.actors),
        recipients=account.parties(event.recipients),
        begin=event.when.begin if event.when else None,
        until=event.when.until if event.when else None,
        place=place.name if place else None,
        numbers={name: count for name, count in told.items() if count is not None},
        denied=event.modality == "negated" or bool(said and said.denies),
        origin=account.origin,
    )


def _window(event: Event, reported: str | None) -> tuple[str | None, str | None]:
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


# ---- many reports ------------------------------------------------------------------------------------


def _place(group: list[Told], shelf: Shelf[list[Told]]) -> None:
    """Add a report's tellings to the happening that they fit best, the first of equals, or begin one."""
    look = (key for told in group for key in _keys(told, look=True))
    fitting = [(number, known) for number, known in shelf.found(look) if _fits(known, group)]
    if not fitting:
        shelf.file(group, (key for told in group for key in _keys(told)))
        return
    number, known = max(fitting, key=lambda found: (_closeness(found[1][0], group[0]), -found[0]))
    known.extend(group)
    shelf.refile(number, (key for told in group for key in _keys(told)))


def _fits(known: Sequence[Told], group: Sequence[Told]) -> bool:
    """Whether a report's tellings are of a happening that is known, from this report or from others."""
    report = group[0].deed.origin.report
    own = list(takewhile(lambda told: told.deed.origin.report == report, reversed(known)))
    if own:
        return any(_is_other_side(one, other) for one in own for other in group)
    return any(_is_same(known[0], told) for told in group)


def _is_other_side(one: Told, other: Told) -> bool:
    """Whether one report sets another's word beside the first: "police beat students", "police deny that they beat
    students". The report knows its own events apart, so that all must agree and the recipient be named.
    """
    if one.speaker == other.speaker or not one.recipients.meets(other.recipients):
        return False
    return one.agents.agrees(other.agents) and _is_same(one, other)


def _keys(told: Told, *, look: bool = False) -> Iterator[object]:
    """By part, actor, family of types and each week that the days touch."""
    if told.first is None or told.last is None:
        return
    weeks = {date.fromisoformat(day).toordinal() // 7 for day in (told.first, told.last)}
    words = sorted((family, week) for family in told.families for week in weeks)
    keys = look_keys if look else shelf_keys
    yield from keys("agent", told.agents, words)
    yield from keys("recipient", told.recipients, words)
    if told.place is not None:
        yield from (("place", told.place.geonames_id or told.place.name.casefold(), word) for word in words)


def _is_same(one: Told, other: Told) -> bool:
    """Whether two tellings of different reports tell one happening."""
    if not one.families & other.families or not _meet(one, other) or not is_near(one.place, other.place):
        return False
    if one.event.type == other.event.type and _modes_differ(one.event, other.event):
        return False
    shared_whom, shared_who = one.recipients.meets(other.recipients), one.agents.meets(other.agents)
    if not one.recipients.agrees(other.recipients):
        return False
    if not one.agents.agrees(other.agents):
        return shared_whom and one.event.type == other.event.type and _is_same_spot(one, other)
    nobody = not (one.recipients.ids and other.recipients.ids) and not (one.agents.ids and other.agents.ids)
    return shared_whom or ((shared_who or (nobody and _is_same_spot(one, other))) and _is_same_kind(one, other))


def _closeness(one: Told, other: Told) -> int:
    """On how much two tellings of one happening agree, where a report tells several that may be it."""
    return sum(
        (
            one.event.type == other.event.type,
            one.event.mode is not None and one.event.mode == other.event.mode,
            bool(one.stems & other.stems),
            one.place is not None and other.place is not None and _is_one_place(one.place, other.place),
            one.recipients.meets(other.recipients),
            one.agents.meets(other.agents),
        )
    )


def may_be_one(one: Told, other: Told) -> bool:
    """Whether nothing that was coded of two tellings, days aside, says that they are two happenings."""
    if not one.families & other.families or _modes_differ(one.event, other.event):
        return False
    return (
        is_near(one.place, other.place) and one.agents.agrees(other.agents) and one.recipients.agrees(other.recipients)
    )


def _is_same_kind(one: Told, other: Told) -> bool:
    """Whether deeds without a common recipient are yet told as one: by type, and mode, place or word."""
    if one.event.type != other.event.type:
        return False
    same_mode = one.event.mode is not None and one.event.mode == other.event.mode
    same_place = one.place is not None and other.place is not None and _is_one_place(one.place, other.place)
    return same_mode or same_place or bool(one.stems & other.stems)


def _modes_differ(one: Event, other: Event) -> bool:
    return one.mode is not None and other.mode is not None and one.mode != other.mode


def _meet(one: Told, other: Told) -> bool:
    if not (one.first and one.last and other.first and other.last):
        return False
    return one.first <= other.last and other.first <= one.last


def is_near(one: Place | None, other: Place | None) -> bool:
    """Whether the places may be one: unknown, the same, or a region and something in the same country."""
    if one is None or other is None or _is_one_place(one, other):
        return True
    wide = any((place.feature or "").startswith(_WIDE) for place in (one, other))
    return wide and one.country is not None and one.country == other.country


def _is_one_place(one: Place, other: Place) -> bool:
    if one.geonames_id is not None and other.geonames_id is not None:
        return one.geonames_id == other.geonames_id
    return one.name.casefold() == other.name.casefold()


def _is_same_spot(one: Told, other: Told) -> bool:
    """Whether both name the same days and the same place: then another agent is another version."""
    days = one.deed.begin is not None and (one.deed.begin, one.deed.until) == (other.deed.begin, other.deed.until)
    return days and one.place is not None and other.place is not None and _is_one_place(one.place, other.place)
