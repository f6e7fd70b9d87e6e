"""What two may do to each other in the next seven days: chances from the store's own history, with how well such
chances have held so far. Where the record is too short for that, nothing is said."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from datetime import date
from itertools import pairwise

import numpy as np
from numpy.typing import NDArray

from dragoman.picture.forecast import Facts
from dragoman.picture.outlook_model import HORIZON, Model, Origin, counted, learn_model, origins
from dragoman.picture.series import later
from dragoman.record.plover import load_plover

LEAST_DAYS = 56  # of the record; with fewer there is no outlook
LEAST_EVENTS = 10  # between the two, in this direction
LEAST_HAPPENED = 20  # events foretold or not in the backtest: a Brier score of fewer says nothing
_RELEARN = 28  # days after which the backtest learns anew
_BACK = 182  # days that the backtest goes back at most
_MOST_PAIRS = 3000  # the busiest dyads, from which is learned
_BINS = (0.0, 0.05, 0.1, 0.2, 0.4, 0.6, 0.8, 1.0)
QUAD_KINDS = ("quad 1", "quad 2", "quad 3", "quad 4")

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeDay:
    """On a day, ``source`` did something of a PLOVER type to ``target``, once or more often."""

    source: str
    target: str
    type: str
    day: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Bin:
    """Of the forecasts between two chances: how many there were, their mean, and the share that came true."""

    low: float
    high: float
    forecasts: int
    mean: float
    happened: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Backtest:
    """How chances given on days gone by, from what was known then, have held.

    ``brier`` is the mean squared difference of chance and outcome (0 is perfect); ``base_brier`` is that of each
    dyad's own rate until then. ``skill`` is 1 - brier / base_brier: above 0 the forecast is worth more than the rate.
    """

    first: str
    last: str
    forecasts: int
    happened: int
    brier: float
    base_brier: float
    bins: tuple[Bin, ...] = ()

    @property
    def skill(self) -> float:
        """The share of the base rate's error that the forecast saves; below 0 it is worse than the base rate."""
        return 1 - self.brier / self.base_brier if self.base_brier else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Chance:
    """The chance that ``kind``, an event type or a quad class, happens at least once in the seven days; ``base`` is
    the share of past weeks in which it did."""

    kind: str
    chance: float
    base: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Outlook:
    """The next seven days of what ``source`` does to ``target``.

    ``chances`` holds types by falling chance, ``quads`` the four quad classes. ``backtest`` is of all dyads, ``own``
    of this one. Where ``silence`` says why nothing can be said, all else is empty.
    """

    source: str
    target: str
    first: str
    last: str
    silence: str | None = None
    chances: tuple[Chance, ...] = ()
    quads: tuple[Chance, ...] = ()
    backtest: Backtest | None = None
    own: Backtest | None = None


class Forecasts:
    """A record of events, learned from once; ``outlook`` then answers for each dyad.

    The outlook is of the seven days that begin with ``day`` (the day after the last event where none is given);
    what happened on that day and after is not looked at. Events of a type that PLOVER does not know are left out;
    ``left_out`` says how many.
    """

    def __init__(self, rows: Iterable[TypeDay], *, day: str | None = None) -> None:
        given, types = list(rows), load_plover().types
        known = [row for row in given if row.type in types]
        self.left_out = len(given) - len(known)
        last = max((row.day for row in known), default=None)
        self.day = day or (later(last, 1) if last else "1970-01-01")
        self._rows = _Rows([row for row in known if row.day < self.day], self.day)
        self._tried: _Tried | None = None
        self._model: Model | None = None
        self._now: Origin | None = None

    def outlook(self, source: str, target: str) -> Outlook:
        """The outlook for what ``source`` does to ``target``."""
        last = later(self.day, HORIZON - 1)
        if silence := self._silence(source, target):
            return Outlook(source=source, target=target, first=self.day, last=last, silence=silence)
        pair, tried = self._rows.pair_of(source, target), self._backtested()
        place = int(np.flatnonzero(tried.pairs == pair)[0])
        model, now = self._today()
        chances = [
            Chance(kind=kind, chance=round(float(chance), 4), base=round(float(base), 4))
            for kind, chance, base in zip(KINDS, model.chances(now)[place], now.base[place], strict=True)
        ]
        types = sorted(chances[: -len(QUAD_KINDS)], key=lambda c: (-c.chance, c.kind))
        quads = tuple(chances[-len(QUAD_KINDS) :])
        whole, own = tried.scored(self._rows.begin), tried.scored(self._rows.begin, place)
        return Outlook(
            source=source,
            target=target,
            first=self.day,
            last=last,
            chances=tuple(types),
            quads=quads,
            backtest=whole,
            own=own,
        )

    def backtest(self) -> Backtest | None:
        """How the chances of all dyads have held; None where the record is too short."""
        if self._rows.span < LEAST_DAYS or not len(self._rows.pairs()):
            return None
        return self._backtested().scored(self._rows.begin)

    def _silence(self, source: str, target: str) -> str | None:
        rows = self._rows
        if rows.span < LEAST_DAYS:
            return f"not enough history: the record has {rows.span} days; at least {LEAST_DAYS} are needed"
        if (events := rows.count(source, target)) < LEAST_EVENTS:
            return (
                f"not enough history: {events} events of {source} towards {target}; at least {LEAST_EVENTS} are needed"
            )
        if (happened := self._backtested().happened) < LEAST_HAPPENED:
            return f"not enough history: {happened} weekly events to test on; at least {LEAST_HAPPENED} are needed"
        return None

    def _today(self) -> tuple[Model, Origin]:
        if self._model is None or self._now is None:
            pairs = self._rows.pairs()
            self._model = learn_model(self._rows.facts, pairs, until=self._rows.span)
            (self._now,) = origins(self._rows.facts, pairs, [self._rows.span])
        return self._model, self._now

    def _backtested(self) -> _Tried:
        if self._tried is None:
            self._tried = _tried(self._rows.facts, self._rows.pairs(), self._rows.span)
        return self._tried


@dataclass(frozen=True, slots=True)
class _Tried:
    """Chances of the past by day and dyad, where the dyad had enough events then: the chance of each type, its base
    rate, and whether it came."""

    pairs: NDArray[np.int64]
    days: tuple[int, ...]
    known: NDArray[np.bool_]
    chances: Numbers
    base: Numbers
    came: Numbers

    @property
    def happened(self) -> int:
        """How many of the events asked for came."""
        return int(self.came[self.known].sum())

    def scored(self, begin: str, place: int | None = None) -> Backtest | None:
        """The scores of one dyad or of all; None where there was nothing to forecast."""
        which = self.known.copy()
        if place is not None:
            which[:, np.arange(which.shape[1]) != place] = False
        if not which.any():
            return None
        chance, base, came = (part[which].ravel() for part in (self.chances, self.base, self.came))
        return Backtest(
            first=later(begin, self.days[0]),
            last=later(begin, self.days[-1] + HORIZON - 1),
            forecasts=len(chance),
            happened=int(came.sum()),
            brier=float(np.mean((chance - came) ** 2)),
            base_brier=float(np.mean((base - came) ** 2)),
            bins=tuple(_bins(chance, came)),
        )


def _bins(chance: Numbers, came: Numbers) -> Iterator[Bin]:
    for low, high in pairwise(_BINS):
        own = (chance >= low) & ((chance < high) | (high == _BINS[-1]))
        if own.any():
            yield Bin(
                low=low,
                high=high,
                forecasts=int(own.sum()),
                mean=round(float(chance[own].mean()), 4),
                happened=round(float(came[own].mean()), 4),
            )


def _tried(facts: Facts, pairs: NDArray[np.int64], span: int) -> _Tried:
    """The chances that would have been given on every seventh day, each learned from the days before it."""
    first = max(span - _BACK, LEAST_DAYS // 2)
    days = list(range(span - HORIZON, first - 1, -HORIZON))[::-1] or [span - HORIZON]
    asked = list(origins(facts, pairs, days))
    chances, model, learned = [], None, -_RELEARN
    for day, origin in zip(days, asked, strict=True):
        if model is None or day - learned >= _RELEARN:
            model, learned = learn_model(facts, pairs, until=day), day
        chances.append(model.chances(origin))
    known = np.stack([origin.events >= LEAST_EVENTS for origin in asked])
    base, came = np.stack([origin.base for origin in asked]), np.stack([origin.happened for origin in asked])
    types = len(KINDS) - len(QUAD_KINDS)
    return _Tried(pairs, tuple(days), known, np.stack(chances)[..., :types], base[..., :types], came[..., :types])


KINDS = (*sorted(load_plover().types), *QUAD_KINDS)


class _Rows:
    """The record in numbers; each event stands as its type and as its quad class."""

    def __init__(self, rows: Sequence[TypeDay], day: str) -> None:
        names = sorted({name for row in rows for name in (row.source, row.target)})
        self._names = {name: number for number, name in enumerate(names)}
        self.begin = min((row.day for row in rows), default=day)
        kinds = {kind: number for number, kind in enumerate(KINDS)}
        plover, begin = load_plover(), date.fromisoformat(self.begin)
        self.span = (date.fromisoformat(day) - begin).days
        given = []
        for row in rows:
            ends, on = (self._names[row.source], self._names[row.target]), (date.fromisoformat(row.day) - begin).days
            for kind in (row.type, f"quad {plover.quad_of(row.type)}"):
                given.append((ends[0], kinds[kind], ends[1], on))
        self.facts = Facts(given, entities=max(len(names), 1), relations=len(KINDS))
        self._counts = counted(self.facts, until=self.span)

    def pair_of(self, source: str, target: str) -> int | None:
        """The number of a dyad, None where it has no event."""
        if source not in self._names or target not in self._names:
            return None
        return self.facts.pair_of(self._names[source], self._names[target])

    def count(self, source: str, target: str) -> int:
        """The days on which ``source`` did something of a type to ``target``, over all types."""
        pair = self.pair_of(source, target)
        return 0 if pair is None else int(self._counts[pair])

    def pairs(self) -> NDArray[np.int64]:
        """The dyads that have enough events, the busiest where they are many."""
        busiest = np.argsort(-self._counts, kind="stable")[:_MOST_PAIRS]
        return np.sort(busiest[self._counts[busiest] >= LEAST_EVENTS])
