"""Happenings over reports: all tellings of each, who carried it, and how many of these are independent."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass

from dragoman.picture.accounts import Account, accounts_of
from dragoman.picture.happenings import Told, happenings, may_be_one
from dragoman.picture.joining import join_tellings
from dragoman.picture.reprints import find_reprints
from dragoman.picture.rules import PictureRules, load_picture_rules
from dragoman.picture.tellings import Page, event_parts
from dragoman.record import Coding

_MOST_PAGES = 1000  # reports whose undated events are compared by their words at once

Group = list[Told]


@dataclass(frozen=True, slots=True, kw_only=True)
class Carried:
    """One telling: the event's id, its report, whether it is the first, and the report that this one prints again."""

    event: str
    report: str
    first: bool
    reprint_of: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Linked:
    """Something that happened with all its tellings; ``id`` is that of the event that told it first.

    ``sources`` are the independent ones: agencies where a report names one, else publishers, else the report itself,
    each once, reprints not counted.
    """

    id: str
    tellings: tuple[Carried, ...]
    sources: tuple[str, ...]

    @property
    def reports(self) -> tuple[str, ...]:
        """The reports that tell it, each once, the first first."""
        return tuple(dict.fromkeys(telling.report for telling in self.tellings))


def link_events(codings: Iterable[Coding], *, rules: PictureRules | None = None) -> tuple[Linked, ...]:
    """Every happening that the codings tell, by report day, with one telling or more.

    What makes tellings one happening is said in ``happenings``; events of no known day are joined where the words of
    their reports and sentences make it likely and nothing that is coded speaks against it. Plans and suppositions are
    left out. The order of the codings does not matter.
    """
    kept, rules = list(codings), rules or load_picture_rules()
    accounts = accounts_of(kept)
    groups = _with_undated(happenings(kept, rules=rules), accounts, rules)
    originals = {r.report: r.original for r in find_reprints(_texts(accounts))}
    names = {account.coding.id: _source(account) for account in accounts}
    return tuple(_linked(group, originals, names) for group in groups)


def _texts(accounts: Iterable[Account]) -> Iterator[tuple[str, str | None, str]]:
    for account in accounts:
        if account.coding.report is not None:
            yield account.coding.id, account.origin.day, account.coding.report.text


def _source(account: Account) -> str:
    return account.coding.wire.agency or account.origin.publisher or account.coding.id


def _linked(group: Sequence[Told], originals: dict[str, str], names: dict[str, str]) -> Linked:
    tellings = tuple(
        Carried(
            event=told.event.id,
            report=told.deed.origin.report,
            first=number == 0,
            reprint_of=originals.get(told.deed.origin.report),
        )
        for number, told in enumerate(group)
    )
    independent = {names[originals.get(telling.report, telling.report)] for telling in tellings}
    return Linked(id=group[0].event.id, tellings=tellings, sources=tuple(sorted(independent)))


# ---- events of no known day --------------------------------------------------------------------------


def _with_undated(groups: list[Group], accounts: Sequence[Account], rules: PictureRules) -> list[Group]:
    """The groups, with those of no known day joined by their words; in the order of their first."""
    undated = [number for number, group in enumerate(groups) if all(told.first is None for told in group)]
    owner = {groups[number][0].event.id: number for number in undated}
    for at in range(0, len(accounts), _MOST_PAGES):
        for joined in _joined(accounts[at : at + _MOST_PAGES], owner, rules):
            _merge(groups, joined)
    return [group for group in groups if group]


def _joined(accounts: Sequence[Account], owner: dict[str, int], rules: PictureRules) -> Iterator[list[int]]:
    """Numbers of groups whose first tellings are likely one thing."""
    told = [(account, [e for e in account.coding.events if e.id in owner]) for account in accounts]
    told = [(account, events) for account, events in told if events and account.coding.report is not None]
    pages = [
        Page(account.coding, account.coding.report.text if account.coding.report else "", number=number, rules=rules)
        for number, (account, _) in enumerate(told)
    ]
    events = [(page, event) for page, (_, found) in zip(pages, told, strict=True) for event in found]
    tellings = [page.tell(event_parts(event), type=event.type) for page, event in events]
    for group in join_tellings(pages, tellings, rules=rules) if len(pages) > 1 else ():
        if len(group) > 1:
            yield [owner[events[number][1].id] for number in group]


def _merge(groups: list[Group], joined: Sequence[int]) -> None:
    """Put the later groups into the first, those of them that nothing coded speaks against."""
    first = groups[joined[0]]
    for number in joined[1:]:
        other = groups[number]
        if other[0].deed.origin.report != first[0].deed.origin.report and may_be_one(first[0], other[0]):
            first += other
            groups[number] = []
