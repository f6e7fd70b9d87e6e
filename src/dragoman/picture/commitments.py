"""The same demand, promise or threat over many reports: one commitment with a history."""

from __future__ import annotations

import re
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from datetime import date
from typing import Literal

from dragoman.commitments.due import later_by
from dragoman.picture.accounts import Account, Origin, Party, Speaker, accounts_of
from dragoman.picture.likeness import Role, Shelf, camp_of, content_meanings, look_keys, overlap, shelf_keys
from dragoman.picture.rules import PictureRules, load_picture_rules
from dragoman.record import Coding, Commitment, CommitmentKind, CommitmentState, Span

StepKind = Literal["set", "repeated", "extended", "met", "breached", "rejected", "accepted", "lapsed"]
Standing = Literal["open", "met", "unmet", "rejected", "accepted", "expired"]

_ALIKE = 0.5  # share of the shorter content's words
_SLACK = 2  # days that two reports' reckonings of one deadline may lie apart ("within three weeks", told a day later)
_EXTENDED_WITHIN = 60  # days after a deadline in which a later one is still an extension of it
_SILENCE = 366  # days without a word after which the same words make a new commitment
_ANY = "*"  # stands for every word: a bare "ultimatum" is looked up by its parties alone
_BARE = re.compile(r"(?:the |its |his |her |their |this |that |a |[\w'’.-]+ ){0,4}(?:deadline|ultimatum)\b")
_STEPS: dict[str, StepKind] = {"met": "met", "unmet": "breached", "rejected": "rejected", "accepted": "accepted"}


@dataclass(frozen=True, slots=True, kw_only=True)
class Step:
    """One report's word on a commitment; of a lapse that no report tells ``origin`` and ``commitment`` are None.

    ``state`` is what that report says of it, ``due`` the last day that it gives, ``words`` what is owed: empty where
    the report only speaks of "the deadline".
    """

    step: StepKind
    day: str | None
    state: Standing
    due: str | None
    origin: Origin | None = None
    commitment: str | None = None
    kind: CommitmentKind | None = None
    words: str = ""
    sentence: str = ""
    said_by: Speaker | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class History:
    """One commitment with all that reports tell of it, by day.

    ``id`` and ``kind`` are those of its first telling, ``words`` the fullest of those that name its day as it stands.
    """

    id: str
    kind: CommitmentKind
    debtors: tuple[Party, ...]
    creditors: tuple[Party, ...]
    words: str
    condition: str | None
    steps: tuple[Step, ...]

    def on(self, day: str | None) -> History | None:
        """What was known of it on ``day`` (an ISO date; None: all that is told), with its lapse if it had lapsed
        by then; None where no report had told of it yet.
        """
        known = tuple(step for step in self.steps if day is None or step.day is None or step.day <= day)
        if not known:
            return None
        state, due = _standing(known)
        lapsed = (Step(step="lapsed", day=due, state="expired", due=due),) if _has_lapsed(state, due, day) else ()
        return History(
            id=self.id,
            kind=self.kind,
            debtors=self.debtors,
            creditors=self.creditors,
            words=_fullest(known, due),
            condition=self.condition,
            steps=known + lapsed,
        )

    @property
    def state(self) -> Standing:
        """What became of it, by its last word."""
        return _standing(self.steps)[0]

    @property
    def due(self) -> str | None:
        """Its last day as it stands, extensions counted; None where no report gives one."""
        return _standing(self.steps)[1]


def _standing(steps: Iterable[Step]) -> tuple[Standing, str | None]:
    """State and due day after the steps; silence changes nothing, a new day opens it again."""
    state: Standing = "open"
    due: str | None = None
    for step in steps:
        if step.step == "extended":
            state = "open"
        if step.state != "open":
            state = step.state
        if step.due is not None and (due is None or step.step == "extended"):
            due = step.due
    return state, due


def _fullest(steps: Sequence[Step], due: str | None) -> str:
    """The longest words among the steps that give the day as it stands, the latest of equals."""
    told = [(bool(step.words), step.due == due, len(step.words), number) for number, step in enumerate(steps)]
    return steps[max(told)[3]].words


def _has_lapsed(state: Standing, due: str | None, day: str | None) -> bool:
    return state in ("open", "accepted") and due is not None and day is not None and due < day


def commitment_histories(codings: Iterable[Coding], *, rules: PictureRules | None = None) -> tuple[History, ...]:
    """Every commitment of the reports once, with its history, by the day it was first told.

    Tellings are one commitment where their kinds are of one family, an actor of a role is the same (or acts for
    the other) and none speaks against it, at least half of the shorter content's words are shared (and more than
    one, or all, or one and the day), and their days do not conflict. The order of the codings does not matter, and
    a text that came twice counts once.
    """
    rules = rules or load_picture_rules()
    shelf = Shelf[_Chain]()
    for account in accounts_of(codings):
        for commitment in account.coding.commitments:
            _place(_telling(account, commitment, rules), shelf)
    return tuple(chain.history() for chain in shelf.items)


@dataclass(frozen=True, slots=True, kw_only=True)
class _Telling:
    """A commitment as one report tells it."""

    record: Commitment
    origin: Origin
    debtors: tuple[Party, ...]
    creditors: tuple[Party, ...]
    debtor_role: Role
    creditor_role: Role
    words: str
    sentence: str
    condition: str | None
    said_by: Speaker | None
    families: frozenset[str]
    stems: frozenset[str]
    is_bare: bool
    due: str | None
    put_off_by: str | None

    def shelf_keys(self) -> Iterator[object]:
        words = [_ANY, *sorted(self.stems)]
        yield from shelf_keys("debtor", self.debtor_role, words)
        yield from shelf_keys("creditor", self.creditor_role, words)

    def look_keys(self) -> Iterator[object]:
        words = [_ANY] if self.is_bare else sorted(self.stems)
        yield from look_keys("debtor", self.debtor_role, words)
        yield from look_keys("creditor", self.creditor_role, words)


def _telling(account: Account, record: Commitment, rules: PictureRules) -> _Telling:
    debtors, creditors = account.parties(record.debtors), account.parties(record.creditors)
    return _Telling(
        record=record,
        origin=account.origin,
        debtors=debtors,
        creditors=creditors,
        debtor_role=camp_of(account, debtors, rules=rules),
        creditor_role=camp_of(account, creditors, rules=rules),
        words=account.words(record.content),
        sentence=account.sentence(record.content.start),
        condition=account.words(record.condition) if record.condition else None,
        said_by=account.speaker(record.statement),
        families=rules.families_of("commitment", record.kind),
        stems=content_meanings(_without_due(account, record), rules=rules),
        is_bare=_is_bare(account, record),
        due=record.due.until if record.due else None,
        put_off_by=_put_off_by(account, record),
    )


def _is_bare(account: Account, record: Commitment) -> bool:
    """Whether the telling is of a deadline or ultimatum by that word alone, and so of one that was told before."""
    words = account.words(record.content).casefold()
    return record.kind in ("demand", "ultimatum") and _BARE.match(words) is not None


def _put_off_by(account: Account, record: Commitment) -> str | None:
    """The TIMEX3 length by which a deadline is put off from a day that the report does not tell."""
    if record.due is None or record.due.until is not None or record.due.time is None or account.origin.day is None:
        return None
    time = account.coding.times[record.due.time]
    return time.value if time.type == "DURATION" else None


def _without_due(account: Account, record: Commitment) -> str:
    """The words of what is owed, without those of its day."""
    time = record.due.time if record.due else None
    content = record.content
    if time is None:
        return account.words(content)
    said = account.coding.times[time]
    before = Span(content.start, max(content.start, min(said.start, content.end)))
    after = Span(min(content.end, max(said.end, content.start)), content.end)
    return f"{account.words(before)} {account.words(after)}"


def _place(telling: _Telling, shelf: Shelf[_Chain]) -> None:
    """Add the telling to the chain that it fits best, or begin one."""
    fits = [(number, chain) for number, chain in shelf.found(telling.look_keys()) if chain.fits(telling)]
    if not fits:
        shelf.file(_Chain(telling), telling.shelf_keys())
        return
    number, chain = max(fits, key=lambda item: (item[1].names_day(telling.due), item[1].likeness(telling), item[0]))
    chain.add(telling)
    shelf.refile(number, telling.shelf_keys())


class _Chain:
    """A history while it grows; tellings come by day."""

    def __init__(self, first: _Telling) -> None:
        self.first = self.last = first
        self.families, self.debtors, self.creditors = first.families, first.debtor_role, first.creditor_role
        self.parties: tuple[dict[str, Party], dict[str, Party]] = ({}, {})
        self.condition: str | None = None
        self.state: CommitmentState = "open"
        self.has_lapsed = False
        self.dues: list[str] = []
        self.steps: list[Step] = []
        self._note(first, "set")

    def likeness(self, telling: _Telling) -> float:
        """How much of the words of the first or the last telling stand in this one."""
        return max(overlap(self.first.stems, telling.stems), overlap(self.last.stems, telling.stems))

    def fits(self, telling: _Telling) -> bool:
        """Whether the telling speaks of this commitment."""
        return (
            (self._is_meant(telling) if telling.is_bare else self._is_alike(telling))
            and bool(self.families & telling.families)
            and self.debtors.agrees(telling.debtor_role)
            and self.creditors.agrees(telling.creditor_role)
            and _gap(self.last.origin.day, telling.origin.day) <= _SILENCE
            and (self._is_known_day(telling.due) or self._extends(telling))
        )

    def _is_meant(self, telling: _Telling) -> bool:
        """Whether a bare deadline may be this one: it has a day or is an ultimatum, and a party is the same."""
        meets = self.debtors.meets(telling.debtor_role) or self.creditors.meets(telling.creditor_role)
        return meets and bool(self.dues or self.first.record.kind == "ultimatum" or self.first.is_bare)

    def _is_alike(self, telling: _Telling) -> bool:
        """Whether the words are alike: half of them, and more than one, all of them, or one and the day."""
        if self.likeness(telling) < _ALIKE:
            return False
        shared = max(len(known.stems & telling.stems) for known in (self.first, self.last))
        return shared > 1 or self.likeness(telling) == 1 or self.names_day(telling.due)

    def names_day(self, due: str | None) -> bool:
        """Whether ``due`` is a day that earlier tellings give, give or take a reckoning."""
        return due is not None and any(abs(_gap(known, due)) <= _SLACK for known in self.dues)

    def _is_known_day(self, due: str | None) -> bool:
        return due is None or not self.dues or self.names_day(due)

    def _extends(self, telling: _Telling) -> bool:
        """Whether a later report gives it a later day, while that still makes sense."""
        due, day, told = telling.due, telling.origin.day, self.last.origin.day
        if due is None or not self.dues or day is None or told is None:
            return False
        latest = max(self.dues)
        return told < day and due > latest and _gap(latest, day) <= _EXTENDED_WITHIN

    def add(self, telling: _Telling) -> None:
        """Take in one more telling; what one report only says again adds no step."""
        if telling.put_off_by is not None and self.dues:
            telling = replace(telling, due=later_by(max(self.dues), telling.put_off_by))
        steps = tuple(self._steps_of(telling))
        same_report = telling.origin.report == self.last.origin.report
        if not steps and not (same_report and (telling.due is None or self.dues)):
            steps = ("repeated",)
        self._note(telling, *steps)

    def _steps_of(self, telling: _Telling) -> Iterator[StepKind]:
        """What the telling changes: its day, its state, both or nothing."""
        if not self._is_known_day(telling.due) or (telling.put_off_by is not None and telling.due is not None):
            yield "extended"
        if telling.record.state not in ("open", self.state):
            yield _STEPS[telling.record.state]
        elif self.state in ("open", "accepted") and self._has_passed(telling):
            yield "lapsed"

    def _has_passed(self, telling: _Telling) -> bool:
        """Whether the report tells a day that lies behind it, as of a deadline that ran out."""
        day, due = telling.origin.day, telling.due
        return day is not None and due is not None and due < day and self.names_day(due) and not self.has_lapsed

    def _note(self, telling: _Telling, *steps: StepKind) -> None:
        self.families = self.families & telling.families or self.families
        self.debtors, self.creditors = (
            self.debtors.joined(telling.debtor_role),
            self.creditors.joined(telling.creditor_role),
        )
        for kept, parties in zip(self.parties, (telling.debtors, telling.creditors), strict=True):
            kept.update((party.id, party) for party in parties if party.id not in kept)
        self.condition = self.condition or telling.condition
        if "extended" in steps:
            self.state, self.has_lapsed = "open", False
        self.has_lapsed = self.has_lapsed or "lapsed" in steps
        if telling.record.state != "open":
            self.state = telling.record.state
        if telling.due is not None and (not self.names_day(telling.due) or "extended" in steps):
            self.dues.append(telling.due)
        self.last = telling
        self.steps.extend(_step_of(telling, step) for step in steps)

    def history(self) -> History:
        """The history as it stands."""
        debtors, creditors = (tuple(kept[key] for key in sorted(kept)) for kept in self.parties)
        return History(
            id=self.first.record.id,
            kind=self.first.record.kind,
            debtors=debtors,
            creditors=creditors,
            words=_fullest(self.steps, _standing(self.steps)[1]),
            condition=self.condition,
            steps=tuple(self.steps),
        )


def _step_of(telling: _Telling, step: StepKind) -> Step:
    return Step(
        step=step,
        day=telling.origin.day,
        state="expired" if step == "lapsed" else telling.record.state,
        due=telling.due,
        origin=telling.origin,
        commitment=telling.record.id,
        kind=telling.record.kind,
        words="" if telling.is_bare and step != "set" else telling.words,
        sentence=telling.sentence,
        said_by=telling.said_by,
    )


def _gap(one: str | None, other: str | None) -> int:
    """Days from one ISO day to another; 0 where one is not known."""
    return (date.fromisoformat(other) - date.fromisoformat(one)).days if one and other else 0
