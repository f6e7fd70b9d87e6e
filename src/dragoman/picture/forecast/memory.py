"""What is known before a day: when each thing last happened, and how often, with older counts fading."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

from dragoman.picture.forecast.facts import Facts, Integers

HALF_LIVES = (3.0, 25.0, 120.0)  # days after which a count of a link or pair weighs half
SHARE_HALF_LIVES = (3.0, 15.0, 60.0)  # the same for how often a relation falls on an entity
NEVER = -1

Numbers = NDArray[np.float64]
Singles = NDArray[np.float32]


class Fading:
    """Counts of many things, fading with time; each is brought up to date only when it is touched."""

    def __init__(self, size: int) -> None:
        self.last: Integers = np.full(size, NEVER, np.int64)
        self._counts = np.zeros((len(HALF_LIVES), size))

    def add(self, things: Integers, day: int) -> None:
        """Count things that happened on a day; one may occur several times."""
        touched, times = np.unique(things, return_counts=True)
        self._counts[:, touched] = self.at(touched, day) + times
        self.last[touched] = day

    def at(self, things: Integers | slice, day: int) -> Numbers:
        """The counts of things as they weigh on a day, a row for each half-life."""
        last = self.last[things]
        age = np.where(last >= 0, day - last, 0)
        return np.asarray(self._counts[:, things] * 2.0 ** (-age / np.array(HALF_LIVES)[:, None]))


class Memory:
    """All that has happened before ``day``; ``add_day`` moves it on by one day.

    >>> facts = Facts([(0, 0, 1, 0), (0, 0, 1, 3)], entities=2, relations=1)
    >>> memory = Memory(facts, until=3)
    >>> int(memory.links.last[0]), memory.day
    (0, 3)
    """

    def __init__(self, facts: Facts, *, until: int = 0) -> None:
        self.facts, self.day = facts, 0
        self.links, self.pairs = Fading(facts.links), Fading(facts.pairs)
        shape = len(SHARE_HALF_LIVES), facts.directed, facts.entities
        self.falls_on: Singles = np.zeros(shape, np.float32)  # how often a relation falls on an entity
        self.reached = np.zeros((len(SHARE_HALF_LIVES), facts.entities))  # the same for any relation
        for _ in range(until):
            self.add_day()

    def add_day(self) -> None:
        """Take in the facts of the day, and stand before the next."""
        facts = self.facts
        now = facts.on(self.day)
        self.links.add(facts.link[now], self.day)
        self.pairs.add(facts.link_pair[facts.link[now]], self.day)
        for number, half_life in enumerate(SHARE_HALF_LIVES):
            fade = 2.0 ** (-1.0 / half_life)
            self.falls_on[number] *= np.float32(fade)
            self.reached[number] *= fade
            np.add.at(self.falls_on[number], (facts.relation[now], facts.object[now]), 1)
            np.add.at(self.reached[number], facts.object[now], 1)
        self.day += 1
