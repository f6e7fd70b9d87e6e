"""Who is like whom: entities as points, by whom they have dealt with."""

from __future__ import annotations

import numpy as np

from dragoman.picture.forecast.facts import Integers
from dragoman.picture.forecast.memory import Memory, Numbers, Singles

_DIMENSIONS = 48
_SPARE = 8  # further directions that the search may use
_ROUNDS = 6
_LONG = 2  # the slowest half-life


class Space:
    """Points made from a memory as it stands on its day. ``closeness(q)`` tells how much two entities deal with the
    same others and each other; ``company(q, h)`` how like ``q`` those are that did ``h`` to each entity.
    """

    def __init__(self, memory: Memory) -> None:
        self.day = memory.day
        places, signs = _decomposed(memory)
        self.places, self._signed = places, places * signs
        self.points: Singles = places / np.maximum(np.linalg.norm(places, axis=1, keepdims=True), 1e-9)
        self._company(memory)

    def closeness(self, entity: int) -> Singles:
        """A number for every entity, higher for those that deal with the same others."""
        return np.asarray(self._signed @ self.places[entity])

    def likeness(self, entity: int, others: Integers) -> Singles:
        """The cosine between an entity's point and those of others."""
        return np.asarray(self.points[others] @ self.points[entity])

    def company(self, entity: int, relation: int) -> Singles:
        """For every entity, how like ``entity`` those are that did ``relation`` to it, recent ones more."""
        first, end = self._bounds[relation], self._bounds[relation + 1]
        found = np.zeros(len(self.points), np.float32)
        found[self._targets[first:end]] = self._sums[first:end] @ self.points[entity]
        return found

    def _company(self, memory: Memory) -> None:
        """The points of all that did a relation to an entity, summed."""
        facts, links = memory.facts, np.flatnonzero(memory.links.last >= 0)
        weight = np.log1p(memory.links.at(links, memory.day)[_LONG]).astype(np.float32)
        doer, target = facts.pair_subject[facts.link_pair[links]], facts.pair_object[facts.link_pair[links]]
        key = facts.link_relation[links] * facts.entities + target
        order = np.argsort(key, kind="stable")
        keys, starts = np.unique(key[order], return_index=True)
        self._targets = keys % facts.entities
        self._sums = _sums_of_rows(self.points[doer[order]] * weight[order, None], starts)
        self._bounds = np.searchsorted(keys, np.arange(facts.directed + 1) * facts.entities)


def _decomposed(memory: Memory) -> tuple[Singles, Singles]:
    """The strongest directions of the matrix of dealings, by subspace iteration: places, and each direction's sign."""
    facts = memory.facts
    rows, columns, weights = _dealings(memory)
    starts = np.searchsorted(rows, np.arange(facts.entities))
    present = np.bincount(rows, minlength=facts.entities) > 0

    def applied(to: Singles) -> Singles:
        out = np.zeros_like(to)
        if present.any():
            out[present] = _sums_of_rows(to[columns] * weights[:, None], starts[present])
        return out

    size = min(_DIMENSIONS + _SPARE, facts.entities)
    basis = np.random.default_rng(0).standard_normal((facts.entities, size)).astype(np.float32)
    for _ in range(_ROUNDS):
        basis, _ = np.linalg.qr(applied(basis))
    small = basis.T @ applied(basis)
    values, turns = np.linalg.eigh((small + small.T) / 2)
    strongest = np.argsort(-np.abs(values), kind="stable")[:_DIMENSIONS]
    kept = values[strongest]
    return basis @ turns[:, strongest] * np.sqrt(np.abs(kept)), np.sign(kept)


def _dealings(memory: Memory) -> tuple[Integers, Integers, Singles]:
    """How much each pair has dealt with each other, in logarithms and for the size of both."""
    facts, pairs = memory.facts, np.flatnonzero(memory.pairs.last >= 0)
    rows, columns = facts.pair_subject[pairs], facts.pair_object[pairs]
    weight: Numbers = np.log1p(memory.pairs.at(pairs, memory.day)[_LONG])
    size = np.bincount(rows, weights=weight, minlength=facts.entities) + 1.0
    return rows, columns, (weight / np.sqrt(size[rows] * size[columns])).astype(np.float32)


def _sums_of_rows(table: Singles, starts: Integers) -> Singles:
    return np.asarray(np.add.reduceat(table, starts, axis=0)) if len(starts) else table[:0]
