"""When a dyad rings: the surprise of its conflict over seven days, and the first hard blow in two months."""

from __future__ import annotations

from bisect import bisect_left
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Literal

import numpy as np

from dragoman.picture.series import CONFLICT, Deed, DyadDay, Level, conflict_counts, days_between, later
from dragoman.picture.surprise import ALERT, BASE, LEAST, WINDOW, expected, ringings, surprise

HARD = ("COERCE", "SANCTION", "ASSAULT")  # types whose first event in 60 days is told
THIN = 5  # a dyad of fewer conflict events in 60 days is thin: one hard event rings


@dataclass(frozen=True, slots=True, kw_only=True)
class Ring:
    """A spell of days in which a dyad rings.

    ``index`` is the surprise at its ``peak`` day, ``count`` the conflict events of the seven days that end with it,
    ``expected`` what the 60 days before led to expect. ``reason`` is "surprise" where the index reached 3, "first"
    where a thin dyad saw its first hard event in 60 days; then the index may be low.
    """

    dyad: tuple[str, str]
    level: Level
    reason: Literal["surprise", "first"]
    first: str
    last: str
    peak: str
    index: float
    count: int
    expected: float

    @property
    def since(self) -> str:
        """The first day whose events made the ring."""
        return later(self.first, 1 - WINDOW) if self.reason == "surprise" else self.first


@dataclass(frozen=True, slots=True, kw_only=True)
class Alert:
    """A ring with the events that made it, the latest day first, and the hard types among them of which the 60 days
    before each saw none."""

    ring: Ring
    first_in_60_days: tuple[str, ...]
    deeds: tuple[Deed, ...]


def rings(days: Iterable[DyadDay], *, level: Level, first: str, last: str, hard: Iterable[Deed] = ()) -> list[Ring]:
    """The spells in which dyads ring between two days, the latest first, then the most surprising.

    ``first`` is the day with which the record begins: of a dyad's days before nothing is known, and for the first
    weeks nothing is said. ``hard`` are the events of the types in ``HARD``.
    """
    counts = conflict_counts(days, first=first, last=last)
    if not counts:
        return []
    table = np.array(list(counts.values()))
    index, usual = surprise(table), expected(table)
    firsts = _first_days(hard)
    found: list[Ring] = []
    for number, dyad in enumerate(counts):
        series = _Series(dyad, level, first, table[number], index[number], usual[number])
        own = list(series.surprising())
        found += own + list(series.firsts(firsts.get(dyad, ()), own))
    return sorted(found, key=lambda ring: (_backwards(ring.last), -ring.index, ring.dyad))


def alerts(found: Iterable[Ring], deeds: Iterable[Deed]) -> list[Alert]:
    """The rings with the conflict events that made them, out of ``deeds``: those of its dyad from 60 days before.
    What two did to each other stands there once, in the order of their names.

    >>> alerts([], [])
    []
    """
    by_dyad: dict[tuple[str, str], list[Deed]] = defaultdict(list)
    for deed in deeds:
        if deed.quad in CONFLICT and not (deed.mutual and deed.source > deed.target):
            by_dyad[_dyad(deed)].append(deed)
    return [_alert(ring, by_dyad[ring.dyad]) for ring in found]


def _alert(ring: Ring, deeds: Sequence[Deed]) -> Alert:
    own = [deed for deed in deeds if ring.since <= deed.day <= ring.last]
    days: dict[str, list[str]] = defaultdict(list)
    for deed in sorted(deeds, key=lambda deed: deed.day):
        days[deed.type].append(deed.day)
    fresh = (
        kind for kind in HARD if any(_is_first(day, days[kind]) for day in days[kind] if ring.since <= day <= ring.last)
    )
    return Alert(
        ring=ring,
        first_in_60_days=tuple(fresh),
        deeds=tuple(sorted(own, key=lambda deed: (_backwards(deed.day), deed.event))),
    )


@dataclass(frozen=True, slots=True)
class _Series:
    """One dyad's days: counts, index and what was to be expected."""

    dyad: tuple[str, str]
    level: Level
    begin: str
    counts: np.typing.NDArray[np.int64]
    index: np.typing.NDArray[np.float64]
    usual: np.typing.NDArray[np.float64]

    def surprising(self) -> Iterator[Ring]:
        """Where the index reaches the threshold."""
        for spell in ringings(np.nan_to_num(self.index), threshold=ALERT):
            yield self._ring("surprise", spell.first, spell.last, spell.peak)

    def firsts(self, days: Iterable[str], known: Sequence[Ring]) -> Iterator[Ring]:
        """Where a thin dyad sees its first hard event in 60 days, outside of the spells known."""
        for day in days:
            number = days_between(self.begin, day)
            if not WINDOW + LEAST <= number < len(self.counts) or any(ring.since <= day <= ring.last for ring in known):
                continue
            if self.counts[max(number - BASE, 0) : number].sum() < THIN:
                yield self._ring("first", number, number, number)

    def _ring(self, reason: Literal["surprise", "first"], first: int, last: int, peak: int) -> Ring:
        return Ring(
            dyad=self.dyad,
            level=self.level,
            reason=reason,
            first=later(self.begin, first),
            last=later(self.begin, last),
            peak=later(self.begin, peak),
            index=round(float(np.nan_to_num(self.index[peak])), 2),
            count=int(self.counts[max(peak - WINDOW + 1, 0) : peak + 1].sum()),
            expected=round(float(self.usual[peak]), 2),
        )


def _first_days(hard: Iterable[Deed]) -> dict[tuple[str, str], list[str]]:
    """For each dyad the days on which a hard type happened that the 60 days before had not seen."""
    days: dict[tuple[tuple[str, str], str], set[str]] = defaultdict(set)
    for deed in hard:
        if deed.type in HARD:
            days[_dyad(deed), deed.type].add(deed.day)
    found: dict[tuple[str, str], set[str]] = defaultdict(set)
    for (dyad, _), own in days.items():
        known = sorted(own)
        found[dyad].update(day for day in known if _is_first(day, known))
    return {dyad: sorted(own) for dyad, own in found.items()}


def _is_first(day: str, days: Sequence[str]) -> bool:
    """Whether none of the days, in order, lies in the 60 before."""
    place = bisect_left(days, day)
    return place == 0 or days_between(days[place - 1], day) > BASE


def _dyad(deed: Deed) -> tuple[str, str]:
    one, other = sorted((deed.source, deed.target))
    return one, other


def _backwards(day: str) -> int:
    return -days_between("1970-01-01", day)
