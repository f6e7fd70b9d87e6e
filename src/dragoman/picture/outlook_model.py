"""The embedded forecaster: pair rules and fading counts of a dyad, weighed by a logistic regression."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.picture.forecast import Facts, Memory, PairRules, learn_pair_rules
from dragoman.picture.forecast.facts import Integers, spread
from dragoman.picture.forecast.memory import HALF_LIVES, Numbers

HORIZON = 7  # days that are looked ahead
_LONG_AGO = 400.0
_DOUBT = 4.0  # weeks of the kind's overall rate that a dyad's own rate begins with
_PULL = 1.0  # how strongly weights are pulled to zero
_TURNS = 12  # of Newton's method
_ORIGINS = 24  # days at least from which is learned, where the record allows


@dataclass(frozen=True, slots=True)
class Origin:
    """A day on which is forecast. By dyad and kind: ``base``, the share of weeks so far in which it happened;
    ``happened``, 1 where it did in the seven days from this one on; ``counts``, what speaks for it. ``events`` is
    what the dyad has seen so far."""

    day: int
    events: Integers
    base: Numbers
    happened: Numbers
    counts: Numbers
    links: tuple[Integers, Integers, Integers]  # owner, relation and age of the dyads' past


@dataclass(frozen=True, slots=True)
class Model:
    """Rules and weights, learned from the days before some day."""

    rules: PairRules
    weights: Numbers

    def chances(self, origin: Origin) -> Numbers:
        """The chance of each kind for each dyad."""
        return _logistic(features(origin, self.rules) @ self.weights)


def learn_model(facts: Facts, pairs: Integers, *, until: int) -> Model:
    """A model from the days before ``until``: the weights from the later half, with rules from the earlier."""
    middle = until // 2
    last = max(until - HORIZON, middle)
    step = max(1, min(HORIZON, (last - middle) // _ORIGINS))
    rules = learn_pair_rules(facts, until=middle, horizon=HORIZON)
    asked = list(origins(facts, pairs, list(range(last, middle - 1, -step))[::-1]))
    table = np.concatenate([features(origin, rules).reshape(-1, facts_width(facts)) for origin in asked])
    came = np.concatenate([origin.happened.ravel() for origin in asked])
    return Model(learn_pair_rules(facts, until=until, horizon=HORIZON), _fitted(table, came))


def facts_width(facts: Facts) -> int:
    """The number of features: one for each kind, and those that all kinds share."""
    return facts.relations + 2 * len(HALF_LIVES) + 4


def origins(facts: Facts, pairs: Integers, days: Sequence[int]) -> Iterator[Origin]:
    """What is known of the dyads on each of the days, which come in order, and what came then."""
    memory, weeks = Memory(facts), np.zeros(facts.links)
    for day in days:
        while memory.day < day:
            memory.add_day()
            if memory.day % HORIZON == 0:
                weeks[np.unique(facts.link[facts.on(memory.day - HORIZON, memory.day)])] += 1
        yield _origin(facts, pairs, memory, weeks)


def _origin(facts: Facts, pairs: Integers, memory: Memory, weeks: Numbers) -> Origin:
    day = memory.day
    owner, links = spread(facts.pair_links[pairs], facts.pair_links[pairs + 1])
    known = memory.links.last[links] >= 0
    past, mine = links[known], owner[known]
    relation, age = facts.link_relation[past], day - memory.links.last[past]
    return Origin(
        day=day,
        events=counted(facts, until=day)[pairs],
        base=_base(facts, pairs, weeks, day // HORIZON),
        happened=_happened(facts, pairs, day),
        counts=_counts(facts, pairs, memory, past, mine),
        links=(mine, relation, age),
    )


def counted(facts: Facts, *, until: int) -> Integers:
    """For each pair, its own relations on the days before ``until``, each once a day; quad classes beside types make
    two of an event, so that half is counted."""
    past = facts.on(0, until)
    own = facts.link[past][facts.relation[past] < facts.relations]
    return np.bincount(facts.link_pair[own], minlength=facts.pairs) // 2


def _base(facts: Facts, pairs: Integers, weeks: Numbers, passed: int) -> Numbers:
    """The share of weeks in which each kind happened between two, few weeks leaning to the share over all dyads."""
    table = np.zeros((len(pairs), facts.relations))
    owner, links = spread(facts.pair_links[pairs], facts.pair_links[pairs + 1])
    own = facts.link_relation[links] < facts.relations
    table[owner[own], facts.link_relation[links[own]]] = weeks[links[own]]
    overall = (table.sum(0) + 0.5) / (len(pairs) * passed + 1.0)
    return np.asarray((table + _DOUBT * overall) / (passed + _DOUBT))


def _happened(facts: Facts, pairs: Integers, day: int) -> Numbers:
    places = np.full(facts.pairs, -1, np.int64)
    places[pairs] = np.arange(len(pairs))
    now = facts.on(day, day + HORIZON)
    own, relation = places[facts.link_pair[facts.link[now]]], facts.relation[now]
    kept = (own >= 0) & (relation < facts.relations)
    table = np.zeros((len(pairs), facts.relations))
    table[own[kept], relation[kept]] = 1.0
    return table


def _counts(facts: Facts, pairs: Integers, memory: Memory, past: Integers, mine: Integers) -> Numbers:
    """By dyad and kind: the fading counts of the kind, its age, the other side's answer in kind, and the dyad's own
    fading counts."""
    fades, day = len(HALF_LIVES), memory.day
    table = np.zeros((len(pairs), facts.relations, 2 * fades + 2))
    table[..., fades] = _LONG_AGO
    relation, fading = facts.link_relation[past], memory.links.at(past, day)
    own = relation < facts.relations
    table[mine[own], relation[own], :fades] = fading[:, own].T
    table[mine[own], relation[own], fades] = np.minimum(day - memory.links.last[past[own]], _LONG_AGO)
    table[mine[~own], relation[~own] - facts.relations, fades + 1] = fading[1, ~own]
    table[..., fades + 2 :] = memory.pairs.at(pairs, day).T[:, None, :]
    return np.log(table + 0.02)


def features(origin: Origin, rules: PairRules) -> Numbers:
    """Dyads by kinds by features; the first features tell which kind it is."""
    many, kinds, _ = origin.counts.shape
    joined = np.full((many, kinds), 1e-3)
    owner, relation, age = origin.links
    if len(owner):
        present, starts = np.unique(owner, return_index=True)
        joined[present] += rules.chances(relation, age, starts)[:, :kinds]
    which = np.broadcast_to(np.eye(kinds), (many, kinds, kinds))
    sure = np.stack([_logit(np.minimum(joined, 0.999)), _logit(origin.base)], axis=-1)
    return np.concatenate([which, origin.counts, sure], axis=-1)


def _fitted(table: Numbers, came: Numbers) -> Numbers:
    """Weights of a logistic regression with a ridge, by Newton's method."""
    weights = np.zeros(table.shape[1])
    for _ in range(_TURNS):
        chance = _logistic(table @ weights)
        slope = table.T @ (chance - came) + _PULL * weights
        bend = (table * (chance * (1 - chance))[:, None]).T @ table + _PULL * np.eye(len(weights))
        step = np.linalg.solve(bend, slope)
        weights = weights - step
        if float(np.abs(step).max()) < 1e-4:
            break
    return weights


def _logistic(score: Numbers) -> Numbers:
    return np.asarray(1.0 / (1.0 + np.exp(-np.clip(score, -30.0, 30.0))))


def _logit(chance: Numbers) -> Numbers:
    return np.asarray(np.log(chance / (1.0 - chance)))
