"""Dated facts (subject, relation, object, day), read in both directions and indexed by pair."""

from __future__ import annotations

import numpy as np
from numpy.typing import ArrayLike, NDArray

Integers = NDArray[np.int64]


class Facts:
    """Facts by day, each also as its mirror: relation ``r`` from s to o is ``r + relations`` from o to s.

    ``given`` has a row for each fact: subject, relation, object, day, all counted from 0; a fact told twice for one
    day counts once. A *pair* is two entities in this order that any fact joins, a *link* a pair with a relation;
    both are numbered in sorted order, so that the links of a pair and the pairs of an entity lie side by side.

    The index holds all that is given; ``Memory`` is what keeps a day's forecast from seeing that day.

    Raises ValueError where an entity or relation is out of range.

    >>> facts = Facts([(0, 0, 1, 5), (1, 1, 0, 6)], entities=2, relations=2)
    >>> facts.pairs, facts.links, facts.end
    (2, 4, 7)
    """

    def __init__(self, given: ArrayLike, *, entities: int, relations: int) -> None:
        rows = np.unique(_checked(given, entities, relations), axis=0)
        self.entities, self.relations, self.directed = entities, relations, 2 * relations
        mirrored = np.stack([rows[:, 2], rows[:, 1] + relations, rows[:, 0], rows[:, 3]], axis=1)
        both = np.concatenate([rows, mirrored])
        both = both[np.argsort(both[:, 3], kind="stable")]
        self.subject, self.relation, self.object, self.day = (np.ascontiguousarray(part) for part in both.T)
        self._index()
        self.end = int(self.day[-1]) + 1 if len(self.day) else 0
        self._days = np.searchsorted(self.day, np.arange(self.end + 1))

    def _index(self) -> None:
        key = (self.subject * self.entities + self.object) * self.directed + self.relation
        links, self.link = np.unique(key, return_inverse=True)
        self.link_relation = links % self.directed
        self._pair_keys, self.link_pair = np.unique(links // self.directed, return_inverse=True)
        self.pair_subject, self.pair_object = np.divmod(self._pair_keys, self.entities)
        self.links, self.pairs = len(links), len(self._pair_keys)
        self.pair_links = np.searchsorted(self.link_pair, np.arange(self.pairs + 1))  # first link of each pair
        self.entity_pairs = np.searchsorted(self.pair_subject, np.arange(self.entities + 1))

    def on(self, day: int, until: int | None = None) -> slice:
        """Where the facts of a day stand, or of the days up to ``until``, that one not included."""
        last = day + 1 if until is None else until
        first, end = (self._days[min(max(d, 0), self.end)] for d in (day, last))
        return slice(int(first), int(end))

    def pair_of(self, subject: int, other: int) -> int | None:
        """The number of a pair; None where no fact joins the two."""
        key = subject * self.entities + other
        place = int(np.searchsorted(self._pair_keys, key))
        return place if place < self.pairs and self._pair_keys[place] == key else None


def spread(starts: Integers, ends: Integers) -> tuple[Integers, Integers]:
    """The numbers of several ranges one behind the other, each with the number of its range.

    >>> [part.tolist() for part in spread(np.array([4, 9]), np.array([6, 10]))]
    [[0, 0, 1], [4, 5, 9]]
    """
    sizes = ends - starts
    owner = np.repeat(np.arange(len(sizes)), sizes)
    return owner, np.arange(len(owner)) - (np.cumsum(sizes) - sizes - starts)[owner]


def _checked(given: ArrayLike, entities: int, relations: int) -> Integers:
    rows = np.asarray(given, dtype=np.int64).reshape(-1, 4)
    for name, column, most in (("subject", 0, entities), ("relation", 1, relations), ("object", 2, entities)):
        wrong = (rows[:, column] < 0) | (rows[:, column] >= most)
        if wrong.any():
            raise ValueError(f"{name} {rows[wrong][0, column]} is out of range; expected 0 to {most - 1}")
    if len(rows) and rows[:, 3].min() < 0:
        raise ValueError(f"day {rows[:, 3].min()} is out of range; expected 0 or later")
    return rows
