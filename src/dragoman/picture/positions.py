"""Where each holder stood towards what, over many reports: since when, by whose word, and when that changed."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import groupby
from typing import Literal

from dragoman.picture.accounts import Account, Origin, Party, Speaker, accounts_of
from dragoman.picture.likeness import Role, Shelf, content_meanings, look_keys, overlap, shelf_keys
from dragoman.picture.rules import PictureRules, Side, load_picture_rules
from dragoman.record import Coding, Position, Stance

Turn = Literal["changed", "contested"]

_ALIKE = 0.6  # share of the shorter object's words, where the object is no actor


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """One report's word for a stance."""

    position: str
    stance: Stance
    since: str | None
    words: str
    sentence: str
    said_by: Speaker | None
    origin: Origin


@dataclass(frozen=True, slots=True, kw_only=True)
class Period:
    """A side that the holder is told to take, from report to report without a word to the contrary.

    ``first`` and ``last`` are the days of the first and last report that tell it, ``since`` the earliest day from
    which one says that it has held. ``turn`` is "changed" where an earlier report told the other side, and
    "contested" where another report of the same day (or of none) does.
    """

    stance: Stance
    since: str | None
    first: str | None
    last: str | None
    turn: Turn | None
    told: tuple[Word, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Track:
    """One holder's stance towards one object on one topic; ``object`` is None where the words name no actor."""

    holder: Party
    topic: str
    object: Party | None
    words: str
    periods: tuple[Period, ...]

    @property
    def now(self) -> Stance:
        """The stance by the last word."""
        return self.periods[-1].stance

    @property
    def changes(self) -> tuple[Period, ...]:
        """The periods that began with a change."""
        return tuple(period for period in self.periods if period.turn == "changed")


def position_tracks(codings: Iterable[Coding], *, rules: PictureRules | None = None) -> tuple[Track, ...]:
    """Every holder's stances, by holder, topic and object, each with its periods by day.

    Objects are one where they name the same actor; where they name none, where they share most of their words.
    What is told as denied is left out: a denial says only what the holder does not hold. The order of the codings
    does not matter, and a text that came twice counts once.
    """
    rules = rules or load_picture_rules()
    shelf = Shelf[list[_Held]]()
    for account in accounts_of(codings):
        for position in account.coding.positions:
            held = _held(account, position, rules)
            if not (held.word.said_by and held.word.said_by.denies):
                _place(held, shelf)
    return tuple(sorted((_track(each) for each in shelf.items), key=_order))


@dataclass(frozen=True, slots=True, kw_only=True)
class _Held:
    """A position as one report tells it."""

    holder: Party
    topic: str
    side: Side
    object: Party | None
    stems: frozenset[str]
    keys: tuple[str, str | None]
    """Who holds it and the actor it is about, as they are known beyond the report."""
    word: Word


def _held(account: Account, position: Position, rules: PictureRules) -> _Held:
    topic, side = rules.topic_of(position.stance)
    aim = position.object
    words = account.view.words(aim.start, aim.end) or ""
    named = Party(id=aim.actor, name=account.name(aim.actor) or words or aim.actor) if aim.actor else None
    return _Held(
        holder=account.parties([position.holder])[0],
        topic=topic,
        side=side,
        object=named,
        stems=content_meanings(words, rules=rules),
        keys=(account.identity(position.holder.actor), account.identity(aim.actor) if aim.actor else None),
        word=Word(
            position=position.id,
            stance=position.stance,
            since=position.since,
            words=words,
            sentence=account.sentence(aim.start),
            said_by=account.speaker(position.statement),
            origin=account.origin,
        ),
    )


def _place(held: _Held, shelf: Shelf[list[_Held]]) -> None:
    alike = [(number, known) for number, known in shelf.found(_keys(held, look=True)) if _is_one(known[0], held)]
    if not alike:
        shelf.file([held], _keys(held))
        return
    number, known = max(alike, key=lambda item: (overlap(item[1][0].stems, held.stems), -item[0]))
    known.append(held)
    shelf.refile(number, _keys(held))


def _keys(held: _Held, *, look: bool = False) -> Iterator[object]:
    """By holder, topic, and the object's actor or its words."""
    who, whom = held.keys
    about = [f"actor {whom}"] if whom else [f"word {stem}" for stem in sorted(held.stems)]
    holder = Role(ids=frozenset({who}), lines=frozenset({who}))
    return (look_keys if look else shelf_keys)(held.topic, holder, about)


def _is_one(one: _Held, other: _Held) -> bool:
    if one.object is not None or other.object is not None:
        return one.keys[1] == other.keys[1]
    return overlap(one.stems, other.stems) >= _ALIKE


def _track(held: Sequence[_Held]) -> Track:
    first = held[0]
    return Track(
        holder=first.holder,
        topic=first.topic,
        object=first.object,
        words=first.word.words,
        periods=tuple(_periods(held)),
    )


def _periods(held: Sequence[_Held]) -> Iterator[Period]:
    before: Sequence[_Held] = ()
    for _, run in groupby(held, key=lambda each: each.side):
        told = list(run)
        yield _period(told, _turn(before, told))
        before = told


def _turn(before: Sequence[_Held], told: Sequence[_Held]) -> Turn | None:
    if not before:
        return None
    earlier, later = before[-1].word.origin.day, told[0].word.origin.day
    return "changed" if earlier is not None and later is not None and earlier < later else "contested"


def _period(told: Sequence[_Held], turn: Turn | None) -> Period:
    days = [each.word.origin.day for each in told if each.word.origin.day]
    return Period(
        stance=told[-1].word.stance,
        since=min((each.word.since for each in told if each.word.since), default=None),
        first=min(days, default=None),
        last=max(days, default=None),
        turn=turn,
        told=tuple(each.word for each in told),
    )


def _order(track: Track) -> tuple[str, str, str, str]:
    return track.holder.id, track.topic, track.object.id if track.object else "", track.words
