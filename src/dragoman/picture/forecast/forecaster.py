"""Whom will somebody do what to? Pair rules, memory and likeness, weighed by a ranker that learned on the last days."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

import numpy as np
from numpy.typing import NDArray

from dragoman.picture.forecast.facts import Facts, Integers
from dragoman.picture.forecast.features import FEATURES, Partners
from dragoman.picture.forecast.memory import Memory, Singles
from dragoman.picture.forecast.pair_rules import PairRules, learn_pair_rules
from dragoman.picture.forecast.ranker import Lesson, Ranker
from dragoman.picture.forecast.space import Space

_FRESH = 10  # days after which the space is made anew
_HARD, _RANDOM = 80, 60  # wrong candidates of a lesson: those that look best, and others


@dataclass(frozen=True, slots=True, kw_only=True)
class Settings:
    """How much is learned: the ranker's ``days`` (the last before ``until``, which the rules that it learns with have
    not seen), ``questions`` in all and ``rounds`` over them."""

    days: int = 30
    questions: int = 20_000
    rounds: int = 8


@dataclass(frozen=True, slots=True, kw_only=True)
class Question:
    """Whom does ``entity`` do ``relation`` to? The mirror of a relation asks who does it to ``entity``. ``answers``
    are those of the day, where it is over."""

    entity: int
    relation: int
    answers: Integers


class Forecaster:
    """Learned rules and weights; ``ranked`` answers questions from a memory of the days before."""

    def __init__(self, rules: PairRules, ranker: Ranker) -> None:
        self.rules, self.ranker = rules, ranker
        self._space: Space | None = None

    def ranked(self, memory: Memory, questions: Sequence[Question]) -> Iterator[tuple[Question, Integers, Singles]]:
        """Each question with its candidates and their scores, by entity; who is no candidate is behind them all."""
        for question, candidates, features in self._looked_up(memory, questions):
            yield question, candidates, self.ranker.scores(features, question.relation)

    def lessons(self, memory: Memory, questions: Sequence[Question], draw: np.random.Generator) -> Iterator[Lesson]:
        """The questions that a candidate answers, each with its answers and some of the wrong candidates."""
        for question, candidates, features in self._looked_up(memory, questions):
            right = np.isin(candidates, question.answers)
            if right.any():
                kept = _sample(features, right, draw)
                yield Lesson(relation=question.relation, features=features[kept], right=right[kept].astype(np.float32))

    def _looked_up(self, memory: Memory, questions: Sequence[Question]) -> Iterator[tuple[Question, Integers, Singles]]:
        space = self._space_of(memory)
        by_entity: dict[int, list[Question]] = {}
        for question in questions:
            by_entity.setdefault(question.entity, []).append(question)
        for entity, asked in by_entity.items():
            partners = Partners(entity, memory=memory, rules=self.rules, space=space)
            for question, (candidates, features) in zip(asked, partners.asked(q.relation for q in asked), strict=True):
                yield question, candidates, features

    def _space_of(self, memory: Memory) -> Space:
        if self._space is None or not 0 <= memory.day - self._space.day < _FRESH:
            self._space = Space(memory)
        return self._space


def questions_of(facts: Facts, day: int) -> list[Question]:
    """The questions that the facts of a day ask and answer, in both directions."""
    now = facts.on(day)
    key = facts.subject[now] * facts.directed + facts.relation[now]
    order = np.argsort(key, kind="stable")
    keys, starts = np.unique(key[order], return_index=True)
    answers = np.split(facts.object[now][order], starts[1:]) if len(keys) else []
    return [
        Question(entity=int(k // facts.directed), relation=int(k % facts.directed), answers=found)
        for k, found in zip(keys, answers, strict=True)
    ]


def learn_forecaster(facts: Facts, *, until: int, settings: Settings | None = None) -> Forecaster:
    """A forecaster from the days before ``until``: the ranker learns on the last of them, with rules from those
    before; then the rules are learned again from all. The same facts give the same forecaster.
    """
    settings = settings or Settings()
    begin = max(until - settings.days, 0)
    early = Forecaster(learn_pair_rules(facts, until=begin), Ranker(len(FEATURES), relations=facts.directed))
    early.ranker.learn(list(_lessons(early, facts, range(begin, until), settings)), rounds=settings.rounds)
    return Forecaster(learn_pair_rules(facts, until=until), early.ranker)


def _lessons(early: Forecaster, facts: Facts, days: range, settings: Settings) -> Iterator[Lesson]:
    """Lessons of each day, as many as its share of the questions allows."""
    draw, memory = np.random.default_rng(1), Memory(facts, until=days.start)
    for day in days:
        asked = questions_of(facts, day)
        chosen = draw.permutation(len(asked))[: settings.questions // max(len(days), 1)]
        yield from early.lessons(memory, [asked[n] for n in sorted(chosen)], draw)
        memory.add_day()


def _sample(features: Singles, right: NDArray[np.bool_], draw: np.random.Generator) -> Integers:
    """The right candidates, the wrong ones that look best at first sight, and some others."""
    column = {name: number for number, name in enumerate(FEATURES)}
    look = features[:, column["rules, joined"]] + 0.5 * features[:, column["company"]]
    look = look + features[:, column["partner, share 1"]] + features[:, column["falls on, share 1"]]
    hard = np.argsort(-look, kind="stable")[:_HARD]
    return np.unique(np.concatenate([hard, draw.integers(0, len(features), _RANDOM), np.flatnonzero(right)]))
