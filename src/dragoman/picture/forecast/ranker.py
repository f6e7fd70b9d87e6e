"""A small network that ranks candidates: it learns what each feature says, for each relation a little otherwise."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

import numpy as np

from dragoman.picture.forecast.facts import Integers
from dragoman.picture.forecast.memory import Numbers, Singles

_HIDDEN = 32
_STEP, _LAST_STEP = 3e-3, 1e-5
_BATCH = 128  # questions that are learned from at once
_SMALL = {"lean": 1e-4, "own": 1e-4}  # how strongly weights are pulled to zero; those of single relations more
_PULL = 1e-5


@dataclass(frozen=True, slots=True, kw_only=True)
class Lesson:
    """A question with its answers: the relation, a row of features for each candidate, and which are right."""

    relation: int
    features: Singles
    right: Singles


class Ranker:
    """Scores rows of features: one hidden layer and a straight way past it, both leaning by relation."""

    def __init__(self, features: int, *, relations: int) -> None:
        draw = np.random.default_rng(0)
        self._weights: dict[str, Singles] = {
            "into": (draw.standard_normal((features, _HIDDEN)) / np.sqrt(features)).astype(np.float32),
            "bias": np.zeros(_HIDDEN, np.float32),
            "lean": np.zeros((relations, _HIDDEN), np.float32),
            "out": (draw.standard_normal(_HIDDEN) * 0.1).astype(np.float32),
            "straight": np.zeros(features, np.float32),
            "own": np.zeros((relations, features), np.float32),
        }
        self._middle, self._spread = np.zeros(features, np.float32), np.ones(features, np.float32)

    def scores(self, features: Singles, relation: int) -> Singles:
        """A score for each row; the higher, the likelier. Only differences within a question mean something."""
        w, rows = self._weights, (features - self._middle) / self._spread
        hidden = np.maximum(rows @ w["into"] + w["bias"] + w["lean"][relation], 0)
        return np.asarray(hidden @ w["out"] + rows @ (w["straight"] + w["own"][relation]))

    def learn(self, lessons: Sequence[Lesson], *, rounds: int, seed: int = 0) -> None:
        """Learn from questions so that right candidates come before the others (softmax over each question, Adam)."""
        if not lessons:
            return
        sample = np.concatenate([lesson.features for lesson in lessons[::10]])
        self._middle, self._spread = sample.mean(0), sample.std(0) + np.float32(1e-6)
        descent, draw = _Descent(self._weights), np.random.default_rng(seed)
        begun, total = 0, rounds * len(lessons)
        for _ in range(rounds):
            order = draw.permutation(len(lessons))
            for first in range(0, len(order), _BATCH):
                batch = [lessons[number] for number in order[first : first + _BATCH]]
                descent.step(self._slopes(batch), _STEP * (1 - begun / total) + _LAST_STEP)
                begun += len(batch)

    def _slopes(self, batch: Sequence[Lesson]) -> dict[str, Singles]:
        """The slope of the loss of a batch by each weight."""
        w = self._weights
        rows: Singles = (np.concatenate([lesson.features for lesson in batch]) - self._middle) / self._spread
        sizes = np.array([len(lesson.right) for lesson in batch])
        asked = np.array([lesson.relation for lesson in batch])
        starts, relation = np.cumsum(sizes) - sizes, np.repeat(asked, sizes)
        inner = rows @ w["into"] + w["bias"] + w["lean"][relation]
        hidden = np.maximum(inner, 0)
        score = hidden @ w["out"] + rows @ w["straight"] + np.einsum("ij,ij->i", rows, w["own"][relation])
        error = _error(score, np.concatenate([lesson.right for lesson in batch]), starts, sizes)
        back: Singles = error[:, None] * w["out"] * (inner > 0)
        slopes = {name: np.zeros_like(w[name]) for name in ("lean", "own")}
        np.add.at(slopes["lean"], asked, np.add.reduceat(back, starts, axis=0))
        np.add.at(slopes["own"], asked, np.add.reduceat(rows * error[:, None], starts, axis=0))
        slopes |= {"into": rows.T @ back, "out": hidden.T @ error, "straight": rows.T @ error}
        slopes["bias"] = np.sum(back, axis=0, dtype=np.float32)
        return slopes


def _error(score: Singles, right: Singles, starts: Integers, sizes: Integers) -> Singles:
    """The slope of the loss by each score: softmax within each question against its answers."""
    highest: Numbers = np.repeat(np.maximum.reduceat(score, starts), sizes)
    power = np.exp(score - highest)
    chance = power / np.repeat(np.add.reduceat(power, starts), sizes)
    answers = np.repeat(np.add.reduceat(right, starts), sizes)
    return np.asarray((chance * answers - right) / right.sum(), dtype=np.float32)


class _Descent:
    """Adam: each weight goes against its slope, by steps of its own size."""

    def __init__(self, weights: dict[str, Singles]) -> None:
        self._weights, self._count = weights, 0
        self._mean = {name: np.zeros_like(values) for name, values in weights.items()}
        self._square = {name: np.zeros_like(values) for name, values in weights.items()}

    def step(self, slopes: dict[str, Singles], size: float) -> None:
        self._count += 1
        for name, values in self._weights.items():
            slope = slopes[name] + np.float32(_SMALL.get(name, _PULL)) * values
            mean, square = self._mean[name], self._square[name]
            mean += 0.1 * (slope - mean)
            square += 0.01 * (slope * slope - square)
            fair = np.sqrt(square / (1 - 0.99**self._count)) + 1e-6
            values -= size * mean / (1 - 0.9**self._count) / fair
