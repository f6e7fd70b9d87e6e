"""Happenings of no known day in a store, lot by lot: one more report changes its own lot only."""

from __future__ import annotations

from bisect import bisect_left
from collections.abc import Callable, Iterable, Sequence
from itertools import chain

from dragoman.picture.accounts import Account, in_order
from dragoman.picture.filed import Joined, filed_of
from dragoman.picture.leaves import Span, leaves, place_of, touched
from dragoman.picture.linking import MOST_PAGES, join_undated
from dragoman.picture.rules import PictureRules
from dragoman.record import Coding

Reader = Callable[[Sequence[str]], Iterable[Coding]]
Teller = tuple[str, str | None]
"""A report that tells something of no known day, and its day."""


def undated_happenings(tellers: Iterable[Teller], read: Reader, *, rules: PictureRules) -> dict[str, Joined]:
    """Report and happening of each event of no known day; ``read`` gives the codings of reports by their ids."""
    placed = _placed(tellers)
    spans = leaves([place for place, _ in placed], MOST_PAGES)
    return dict(chain.from_iterable(_joined(_within(placed, span), read, rules).items() for span in spans))


def follow_undated(
    before: Iterable[Teller], after: Iterable[Teller], changed: Iterable[Teller], read: Reader, *, rules: PictureRules
) -> dict[str, Joined]:
    """The same for the lots that are others now: those of the changed tellers, who were among those ``before``, are
    among those ``after``, or both."""
    placed = _placed(after)
    places = [place for place, _ in placed]
    moved = touched(
        {place for place, _ in _placed(changed)}, [place for place, _ in _placed(before)], places, MOST_PAGES
    )
    found: dict[str, Joined] = {}
    for span in leaves(places, MOST_PAGES):
        if any(begin <= span[0] and span[1] <= end for begin, end in moved):
            found |= _joined(_within(placed, span), read, rules)
    return found


def _placed(tellers: Iterable[Teller]) -> list[tuple[int, str]]:
    return sorted((place_of(day, report), report) for report, day in set(tellers))


def _within(placed: Sequence[tuple[int, str]], span: Span) -> list[str]:
    begin, end = (bisect_left(placed, (place, "")) for place in span)
    return [report for _, report in placed[begin:end]]


def _joined(reports: Sequence[str], read: Reader, rules: PictureRules) -> dict[str, Joined]:
    """Each event of no known day that the reports tell, with its happening."""
    accounts = in_order(map(Account, read(reports)))
    groups = [group for account in accounts for group in filed_of(account, rules) if group.undated]
    firsts = {group.lead: group.tellings[0] for group in groups}
    owner = {other: first for first, *others in join_undated(accounts, firsts, rules=rules) for other in others}
    return dict(chain.from_iterable(g.joined(owner.get(g.lead, g.lead)).items() for g in groups))
