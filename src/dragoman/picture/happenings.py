"""Events that are one happening, in one report and over many."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.picture.accounts import Account, Origin, Party, Speaker, accounts_of
from dragoman.picture.likeness import Shelf, content_stems, role_of
from dragoman.picture.rules import PictureRules
from dragoman.picture.traits import Traits, closeness, families_of, fits, keys_of, spot_of, voice_of, window
from dragoman.record import Coding, Count, Event

HARMS = ("killed", "injured", "displaced", "detained")


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
    """An event as it is told, who says so, and what it is compared by."""

    event: Event
    deed: Deed
    speaker: Speaker | None
    traits: Traits


@dataclass(slots=True)
class _Known:
    """A happening while more are placed: its first telling, and what the latest report has brought to it."""

    first: Traits
    own: list[Traits]


class Fold:
    """Happenings as reports are read in their order: by day, those of no day first, then by id."""

    def __init__(self) -> None:
        self._shelf = Shelf[_Known]()

    def place(self, group: Sequence[Traits]) -> int:
        """The number of the happening that a report's tellings of one thing fit best, the first of equals; a new one,
        the next, where they fit none."""
        found = self._shelf.found(keys_of(group, look=True))
        number = choose([(number, known.first, _own(known, group)) for number, known in found], group)
        if number is None:
            return self._shelf.file(_Known(group[0], list(group)), keys_of(group))
        known = self._shelf.items[number]
        known.own = [*_own(known, group), *group]
        self._shelf.refile(number, keys_of(group))
        return number


def choose(known: Iterable[tuple[int, Traits, Sequence[Traits]]], group: Sequence[Traits]) -> int | None:
    """The number of the happening that the tellings fit best, the first of equals; None where they fit none. Each
    is given by number, first telling, and what the report has brought to it already."""
    fitting = [(closeness(first, group[0]), -number) for number, first, own in known if fits(first, own, group)]
    return -max(fitting)[1] if fitting else None


def _own(known: _Known, group: Sequence[Traits]) -> list[Traits]:
    return known.own if known.own[0].report == group[0].report else []


def happenings(codings: Iterable[Coding], *, rules: PictureRules) -> list[list[Told]]:
    """The tellings of each happening, by report day; the first stands for the rest when more are compared.

    Events of a report are one by its ``same_as``; over reports they are one where their types are of one family,
    their days meet, somebody has the same part in both, the other part agrees (or, where another is blamed for
    it, type, day and place are the same), and the places do. Plans and suppositions are left out.
    """
    fold, found = Fold(), list[list[Told]]()
    for account in accounts_of(codings):
        for group in told_of(account, rules):
            number = fold.place([told.traits for told in group])
            if number == len(found):
                found.append([])
            found[number] += group
    return found


# ---- one report --------------------------------------------------------------------------------------


def told_of(account: Account, rules: PictureRules) -> list[list[Told]]:
    """The report's events that happened or are denied, those that are the same happening together."""
    groups: dict[int, list[Told]] = {}
    for number, event in _kept(account.coding):
        told = Told(
            event=event,
            deed=_deed(account, event),
            speaker=account.speaker(event.statement),
            traits=traits_of(account, event, rules),
        )
        groups.setdefault(_root(event, number), []).append(told)
    return list(groups.values())


def traits_in(account: Account, rules: PictureRules) -> list[list[Traits]]:
    """The same, as far as it is compared with other reports."""
    groups: dict[int, list[Traits]] = {}
    for number, event in _kept(account.coding):
        groups.setdefault(_root(event, number), []).append(traits_of(account, event, rules))
    return list(groups.values())


def _kept(coding: Coding) -> Iterator[tuple[int, Event]]:
    return ((n, event) for n, event in enumerate(coding.events) if event.modality in ("actual", "negated"))


def _root(event: Event, number: int) -> int:
    return event.same_as if event.same_as is not None else number


def traits_of(account: Account, event: Event, rules: PictureRules) -> Traits:
    """What an event of a report is compared by."""
    first, last = window(event, account.origin.day)
    return Traits(
        event=event.id,
        report=account.origin.report,
        type=event.type,
        mode=event.mode,
        agents=role_of(account, account.parties(event.actors), rules=rules),
        recipients=role_of(account, account.parties(event.recipients), rules=rules),
        place=spot_of(account.view.place(event)),
        stems=content_stems(account.words(event.anchor), rules=rules),
        begin=event.when.begin if event.when else None,
        until=event.when.until if event.when else None,
        first=first,
        last=last,
        families=families_of(event.type, rules),
        speaker=voice_of(account.speaker(event.statement)),
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
