"""Happenings over reports: all tellings of each, who carried it, and how many of these are independent."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from operator import itemgetter

from dragoman.picture.accounts import Account, accounts_of, in_order
from dragoman.picture.happenings import Told, happenings
from dragoman.picture.joining import join_tellings
from dragoman.picture.leaves import leaves, place_of
from dragoman.picture.reprints import find_reprints
from dragoman.picture.rules import PictureRules, load_picture_rules
from dragoman.picture.tellings import Page, event_parts
from dragoman.picture.traits import Traits, may_be_one
from dragoman.record import Coding

MOST_PAGES = 400  # reports whose undated events are compared by their words at once

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


def is_undated(group: Sequence[Traits]) -> bool:
    """Whether a report's tellings of one thing say nothing of when it was: they are joined by their words."""
    return all(told.first is None for told in group)


def join_undated(
    accounts: Sequence[Account], firsts: Mapping[str, Traits], *, rules: PictureRules
) -> Iterator[list[str]]:
    """Happenings of no known day in one lot of reports: the ids of their first tellings, of each happening that more
    than one report tells, the earliest first. ``firsts`` has these tellings by event, ``accounts`` the reports that
    tell one, by day.
    """
    known = [(account, account.coding.report) for account in accounts]
    told = [(a, report.text, [e for e in a.coding.events if e.id in firsts]) for a, report in known if report]
    pages = [Page(a.coding, text, number=number, rules=rules) for number, (a, text, _) in enumerate(told)]
    events = [(page, event) for page, (_, _, found) in zip(pages, told, strict=True) for event in found]
    if len(pages) < 2:
        return
    tellings = [page.tell(event_parts(event), type=event.type) for page, event in events]
    for numbers in join_tellings(pages, tellings, rules=rules):
        yield from _agreeing([firsts[events[number][1].id] for number in numbers])


def _agreeing(joined: Sequence[Traits]) -> Iterator[list[str]]:
    """Those that join the first, by the words: of other reports, and nothing that is coded speaks against it."""
    first = joined[0]
    others = [other for other in joined[1:] if other.report != first.report and may_be_one(first, other)]
    if others:
        yield [first.event, *(other.event for other in others)]


def _with_undated(groups: list[Group], accounts: Sequence[Account], rules: PictureRules) -> list[Group]:
    """The groups, with those of no known day joined by their words; in the order of their first."""
    owner = {group[0].event.id: n for n, group in enumerate(groups) if is_undated([told.traits for told in group])}
    firsts = {event: groups[number][0].traits for event, number in owner.items()}
    tellers = {traits.report for traits in firsts.values()}
    placed = sorted(
        ((place_of(a.origin.day, a.coding.id), a) for a in accounts if a.coding.id in tellers), key=itemgetter(0)
    )
    places = [place for place, _ in placed]
    for begin, end in leaves(places, MOST_PAGES):
        lot = [account for _, account in placed[bisect_left(places, begin) : bisect_left(places, end)]]
        for one, *others in join_undated(in_order(lot), firsts, rules=rules):
            for other in others:
                groups[owner[one]] += groups[owner[other]]
                groups[owner[other]] = []
    return [group for group in groups if group]
