"""Rules between two: where ``b`` last happened so long ago, ``h`` follows in so many of a hundred cases."""

from __future__ import annotations

from dataclasses import dataclass

import numpy as np

from dragoman.picture.forecast.facts import Facts, Integers, spread
from dragoman.picture.forecast.memory import Numbers, Singles

AGES = (1, 2, 4, 7, 11, 21, 41, 91)  # days since: where each class of age begins
_DOUBT = 5.0  # cases without h that are added to those seen, so that a rule from few cases is weak
_SUREST = 0.99


@dataclass(frozen=True, slots=True, kw_only=True)
class PairRules:
    """Learned rules. ``misses[b, h, age]`` is the log of the chance that h does not follow where b is of that age;
    relations are directed, and ``horizon`` is the number of days in which h may follow.
    """

    misses: Singles
    horizon: int

    def chances(self, relations: Integers, ages: Integers, starts: Integers) -> Numbers:
        """The chance of every relation for each group of past relations, all its rules taken as independent
        (noisy-or): a row for each group; groups begin at ``starts`` and are not empty.
        """
        return np.asarray(1.0 - np.exp(np.add.reduceat(self.misses[relations, :, age_class(ages)], starts, axis=0)))


def age_class(ages: Integers) -> Integers:
    """The class of each age in days, from 1 on.

    >>> age_class(np.array([1, 3, 4, 1000])).tolist()
    [0, 1, 2, 7]
    """
    return np.searchsorted(np.array(AGES), ages, side="right") - 1


def learn_pair_rules(facts: Facts, *, until: int, since: int = 0, horizon: int = 1) -> PairRules:
    """The rules that the days before ``until`` show: the confidence of a rule is the share of cases in which h
    followed within ``horizon`` days, (followed) / (cases + 5).

    A case is a link between two on every ``horizon``-th day, of the age that it then has. Days before ``since`` are
    looked back to, but give no cases.
    """
    followed = np.zeros(facts.directed * facts.directed * len(AGES), np.float32)
    cases = np.zeros(facts.directed * len(AGES))
    last: Integers = np.full(facts.links, -1, np.int64)
    for day in range(until - horizon + 1):
        if day >= since and (day - since) % horizon == 0:
            _count_cases(facts, last, day, cases)
            _count_followed(facts, last, day, horizon, followed)
        last[facts.link[facts.on(day)]] = day
    seen = followed.reshape(facts.directed, facts.directed, len(AGES))
    confidence = seen / (cases.reshape(facts.directed, 1, len(AGES)) + _DOUBT)
    return PairRules(misses=np.log1p(-np.minimum(confidence, _SUREST)).astype(np.float32), horizon=horizon)


def _count_cases(facts: Facts, last: Integers, day: int, cases: Numbers) -> None:
    known = np.flatnonzero(last >= 0)
    kind = facts.link_relation[known] * len(AGES) + age_class(day - last[known])
    cases += np.bincount(kind, minlength=len(cases))


def _count_followed(facts: Facts, last: Integers, day: int, horizon: int, followed: Singles) -> None:
    links = np.unique(facts.link[facts.on(day, day + horizon)])
    pair = facts.link_pair[links]
    owner, before = spread(facts.pair_links[pair], facts.pair_links[pair + 1])
    known = last[before] >= 0
    owner, before = owner[known], before[known]
    rule = facts.link_relation[before] * facts.directed + facts.link_relation[links[owner]]
    np.add.at(followed, rule * len(AGES) + age_class(day - last[before]), 1)
