"""What speaks for each candidate in a question "whom does ``entity`` do ``relation`` to on this day?"."""

from __future__ import annotations

from collections.abc import Iterable, Iterator

import numpy as np

from dragoman.picture.forecast.facts import Integers, spread
from dragoman.picture.forecast.memory import HALF_LIVES, Memory, Numbers, Singles
from dragoman.picture.forecast.pair_rules import PairRules, age_class
from dragoman.picture.forecast.space import Space

_EXTRA = 60  # candidates of each kind beside those that the entity has dealt with
_VIA = 40  # partners whose partners are looked at
_MIDDLE = 1  # of the half-lives
_LONG_AGO = 400.0  # days; the age of what never happened
_FADES = range(len(HALF_LIVES))
FEATURES = (
    *(f"same, fading {k}" for k in _FADES),  # how often exactly this happened
    "same, age",
    "rules, joined",
    "rules, best",
    *(f"partner, share {k}" for k in _FADES),  # of all that the entity deals with
    "partner, age",
    *(f"same, share {k}" for k in _FADES),
    "partner",
    "partner, count",
    "partner, kinds",
    *(f"falls on, share {k}" for k in _FADES),
    "reached, short",
    "reached, long",
    "by way of a partner",
    "closeness",
    "company",
    "likeness",
    "partners of the entity",
)
_AT = {name: number for number, name in enumerate(FEATURES)}


class Partners:
    """All that the entity has dealt with before the memory's day, whatever is asked of it."""

    def __init__(self, entity: int, *, memory: Memory, rules: PairRules, space: Space) -> None:
        self.entity, self.memory, self.rules, self.space = entity, memory, rules, space
        facts, day = memory.facts, memory.day
        pairs = np.arange(facts.entity_pairs[entity], facts.entity_pairs[entity + 1])
        self.pairs = pairs[memory.pairs.last[pairs] >= 0]
        self.others = facts.pair_object[self.pairs]
        self.counts = memory.pairs.at(self.pairs, day)
        self.ages = day - memory.pairs.last[self.pairs]
        owner, links = spread(facts.pair_links[self.pairs], facts.pair_links[self.pairs + 1])
        known = memory.links.last[links] >= 0
        self.owner, links = owner[known], links[known]
        self.relations, self.link_ages = facts.link_relation[links], day - memory.links.last[links]
        self.link_counts = memory.links.at(links, day)
        self.starts = np.searchsorted(self.owner, np.arange(len(self.pairs)))
        self.classes = age_class(self.link_ages)
        self._look_around()

    def _look_around(self) -> None:
        self.via = self._via()
        self.closeness = self.space.closeness(self.entity)
        self.around = np.concatenate([self.others, _highest(self.via), _highest(self.closeness)])

    def _via(self) -> Numbers:
        """For every entity, the share of the partners' dealings that are with it, near partners weighing more."""
        facts, memory = self.memory.facts, self.memory
        counts = self.counts[_MIDDLE]
        nearest = np.argsort(-counts, kind="stable")[:_VIA]
        middle = self.others[nearest]
        owner, pairs = spread(facts.entity_pairs[middle], facts.entity_pairs[middle + 1])
        known = memory.pairs.last[pairs] >= 0
        owner, pairs = owner[known], pairs[known]
        weight = memory.pairs.at(pairs, memory.day)[_MIDDLE]
        total = np.bincount(owner, weights=weight, minlength=len(nearest)) + 1.0
        share = counts[nearest] / (counts.sum() + 1.0) / total
        onward: Numbers = weight * share[owner]
        return np.bincount(facts.pair_object[pairs], weights=onward, minlength=facts.entities).astype(np.float64)

    def asked(self, relations: Iterable[int]) -> Iterator[tuple[Integers, Singles]]:
        """For each relation the candidates, in order of their number, and a row of features for each."""
        for relation in relations:
            company = self.space.company(self.entity, relation)
            falls_on = self.memory.falls_on[:, relation]
            candidates = np.unique(np.concatenate([self.around, _highest(falls_on[-1]), _highest(company)]))
            table = _blank(len(candidates))
            if len(self.pairs):
                self._own(table, np.searchsorted(candidates, self.others), relation)
            self._open(table, candidates, falls_on)
            table[:, _AT["company"]] = np.log(np.maximum(company[candidates], 0) + 0.01)
            yield candidates, table

    def _own(self, table: Singles, rows: Integers, relation: int) -> None:
        """What is known of the partners."""
        misses = self.rules.misses[self.relations, relation, self.classes]
        joined, best = (
            1 - np.exp(np.add.reduceat(misses, self.starts)),
            1 - np.exp(np.minimum.reduceat(misses, self.starts)),
        )
        table[rows, _AT["rules, joined"]] = np.log(joined + 3e-4) - np.log(1 - joined + 3e-4)
        table[rows, _AT["rules, best"]] = np.log(best + 3e-4)
        for fade in _FADES:
            counts = self.counts[fade]
            table[rows, _AT[f"partner, share {fade}"]] = _log(counts / (counts.sum() + 0.5))
        table[rows, _AT["partner, age"]] = np.log(self.ages)
        table[rows, _AT["partner"]] = 1
        table[rows, _AT["partner, count"]] = np.log1p(self.counts[_MIDDLE])
        table[rows, _AT["partner, kinds"]] = np.log1p(np.bincount(self.owner, minlength=len(self.pairs)))
        same = np.flatnonzero(self.relations == relation)
        self._same(table, rows[self.owner[same]], same)

    def _same(self, table: Singles, rows: Integers, same: Integers) -> None:
        """What is known of exactly this relation with the partners."""
        for fade in _FADES:
            counts = self.link_counts[fade][same]
            table[rows, _AT[f"same, fading {fade}"]] = _log(counts)
            table[rows, _AT[f"same, share {fade}"]] = _log(counts / (counts.sum() + 0.5))
        table[rows, _AT["same, age"]] = np.log(self.link_ages[same])

    def _open(self, table: Singles, candidates: Integers, falls_on: Singles) -> None:
        """What is known of every candidate, partner or not."""
        reached = self.memory.reached
        for fade, counts in enumerate(falls_on):
            table[:, _AT[f"falls on, share {fade}"]] = np.log(counts[candidates] / (counts.sum() + 0.5) + 1e-4)
        table[:, _AT["reached, short"]] = np.log(reached[0][candidates] / (reached[0].sum() + 1.0) + 1e-5)
        table[:, _AT["reached, long"]] = np.log(reached[-1][candidates] / (reached[-1].sum() + 1.0) + 1e-5)
        table[:, _AT["by way of a partner"]] = np.log(self.via[candidates] + 1e-4)
        table[:, _AT["closeness"]] = self.closeness[candidates] * 10
        table[:, _AT["likeness"]] = self.space.likeness(self.entity, candidates)
        table[:, _AT["partners of the entity"]] = np.log(len(self.pairs) + 1)


def _blank(rows: int) -> Singles:
    """Rows of one with whom the entity never dealt."""
    table = np.zeros((rows, len(FEATURES)), np.float32)
    for name, number in _AT.items():
        if name.startswith(("same", "partner, share")):
            table[:, number] = _log(0.0)
    for name in ("same, age", "partner, age"):
        table[:, _AT[name]] = np.log(_LONG_AGO)
    for name in ("rules, joined", "rules, best"):
        table[:, _AT[name]] = -8.0
    return table


def _log(counts: Numbers | float) -> Numbers:
    return np.asarray(np.log(counts + np.float64(1e-3)))


def _highest(scores: Numbers | Singles) -> Integers:
    """The entities of the highest scores."""
    if len(scores) <= _EXTRA:
        return np.arange(len(scores))
    return np.argpartition(-scores, _EXTRA)[:_EXTRA]
