"""How unlikely the last week's conflict is, given the two months before: the early-warning index of a dyad."""

from __future__ import annotations

import math
from collections.abc import Iterator
from dataclasses import dataclass

import numpy as np
from numpy.typing import ArrayLike, NDArray

WINDOW = 7  # days whose count is judged
BASE = 60  # days before them that it is judged by
LEAST = 26  # days of BASE that must be known; with fewer nothing is said
ALERT = 3.0  # the index from which a dyad rings: one chance in a thousand
_PRIOR = 0.5  # events a window that are expected of a dyad of which nothing is known, ...
_PRIOR_DAYS = 7  # ... and the days of knowledge that this guess is worth
_CLOSE = 1e-12  # share of the sum below which further terms are left out

Numbers = NDArray[np.float64]


@dataclass(frozen=True, slots=True, kw_only=True)
class Ringing:
    """Days in a row, by number, on which the index of a dyad is at least the threshold; ``peak`` is the day of the
    highest."""

    first: int
    last: int
    peak: int


def surprise(counts: ArrayLike) -> Numbers:
    """The index for each day of series of daily counts (the last axis is days): -log10 of the chance of as many
    events in the seven days that end with it, or more.

    The chance is that of a Poisson count whose rate is Gamma distributed, learned from the 60 days before the seven
    (a negative binomial). An index of 3 is one chance in a thousand. NaN where fewer than 26 of the 60 days lie in
    the series. Raises ValueError where a count is negative or no whole number.

    >>> quiet = [1, 0, 0] * 25
    >>> [round(float(day), 1) for day in surprise([*quiet, 0, 4, 9, 9])[-4:]]
    [0.2, 1.1, 6.1, 12.5]
    """
    days = _checked(counts)
    index = np.full(days.shape, np.nan)
    if days.shape[-1] < WINDOW + LEAST:
        return index
    first = WINDOW + LEAST - 1
    new, old, known = (part[..., first:] for part in _windows(days))
    cases, which = _cases(new, old, np.broadcast_to(known, new.shape))
    tails = _log_tail(cases[0], cases[1], (_PRIOR_DAYS + cases[2]) / WINDOW)
    index[..., first:] = (-tails / math.log(10))[which].reshape(new.shape)
    return index


def expected(counts: ArrayLike) -> Numbers:
    """The count that the seven days ending with each day would have had by the 60 before, prior included.

    >>> round(float(expected([1, 0, 0] * 25)[-1]), 2)
    2.14
    """
    _, old, known = _windows(_checked(counts))
    return (_PRIOR + old) * WINDOW / (_PRIOR_DAYS + known)


def ringings(index: ArrayLike, *, threshold: float = ALERT, pause: int = WINDOW) -> Iterator[Ringing]:
    """The spells in which one dyad's index is at the threshold or above; one that comes again within ``pause`` days
    goes on, so that a crisis rings once.

    >>> list(ringings([0, 3.1, 4, 0, 3.2, 0]))
    [Ringing(first=1, last=4, peak=2)]
    """
    values = np.asarray(index, dtype=np.float64)
    days = np.flatnonzero(values >= threshold)
    for spell in np.split(days, np.flatnonzero(np.diff(days) > pause) + 1):
        if len(spell):
            yield Ringing(first=int(spell[0]), last=int(spell[-1]), peak=int(spell[np.argmax(values[spell])]))


def _checked(counts: ArrayLike) -> NDArray[np.int64]:
    given = np.asarray(counts)
    days = given.astype(np.int64)
    if days.size and (days.min() < 0 or not np.array_equal(days, given)):
        raise ValueError("counts of events must be whole numbers from 0 on")
    return days


def _windows(days: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64], NDArray[np.int64]]:
    """For each day: the count of its window, that of the base before it, and the days of the base that are known."""
    total = np.concatenate([np.zeros((*days.shape[:-1], 1), np.int64), np.cumsum(days, axis=-1)], axis=-1)
    ends = np.arange(1, days.shape[-1] + 1)
    middles, begins = np.maximum(ends - WINDOW, 0), np.maximum(ends - WINDOW - BASE, 0)
    return total[..., ends] - total[..., middles], total[..., middles] - total[..., begins], middles - begins


def _cases(*parts: NDArray[np.int64]) -> tuple[NDArray[np.int64], NDArray[np.int64]]:
    """The different combinations of several numbers, and which of them stands in each place: of millions of days only
    some thousands differ."""
    sizes = [int(part.max(initial=0)) + 1 for part in parts]
    key = np.ravel_multi_index([part.ravel() for part in parts], sizes)
    found, which = np.unique(key, return_inverse=True)
    return np.stack(np.unravel_index(found, sizes)), which


def _log_tail(count: NDArray[np.int64], old: NDArray[np.int64], rate: Numbers) -> Numbers:
    """log P(X >= count) for X negative binomial: Poisson mixed by Gamma(shape = prior + old, rate)."""
    if not count.size:
        return np.zeros(count.shape)
    chance = 1.0 / (rate + 1.0)
    term, total, number = np.ones(count.shape), np.ones(count.shape), count.astype(np.float64)
    shape = _PRIOR + old
    while True:
        growth = (shape + number) / (number + 1.0) * chance
        term = term * growth
        total += term
        number += 1.0
        if not (((term > _CLOSE * total) | (growth >= 1.0)) & (count > 0)).any():
            break
    tail = _log_mass(count, old, rate) + np.log(total)
    return np.where(count > 0, np.minimum(tail, 0.0), 0.0)


def _log_mass(count: NDArray[np.int64], old: NDArray[np.int64], rate: Numbers) -> Numbers:
    """log P(X = count); the Gamma functions are of whole numbers and of halves only, so that a table holds them."""
    top = int((old + count).max()) + 1
    halves = np.array([math.lgamma(_PRIOR + n) for n in range(top)])
    wholes = np.array([math.lgamma(n + 1.0) for n in range(int(count.max()) + 1)])
    shape = _PRIOR + old
    chances = shape * np.log(rate / (rate + 1.0)) - count * np.log(rate + 1.0)
    return np.asarray(halves[old + count] - halves[old] - wholes[count] + chances)
