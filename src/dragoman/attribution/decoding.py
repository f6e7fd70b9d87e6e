"""Source, cue and content in one sentence: the best way to label its words for one cue.

The model gives each word its chances to be source, cue or content, each word by itself. Here the
labels are chosen together: a change of label costs what the edge between the two words makes it cost
(``edges.py``), by weights learned beside the model. That is a linear chain (CRF) decoded exactly.
"""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from typing import cast

import numpy as np
from numpy.typing import NDArray

from dragoman.attribution.edges import cue_branch, cue_edges, edges_of, word_features
from dragoman.attribution.reading import Reading
from dragoman.attribution.weights import Weights
from dragoman.language import LearnedStatement

_LEAST = 1e-4  # a chance below this tells no more than this
_CERTAIN = 20.0  # log odds that make the cue word a cue word


@dataclass(frozen=True, slots=True)
class Labelled:
    """Token indices of the parts of one statement inside its cue's sentence; ``doubted`` are words of the
    content that the model by itself took for something else."""

    source: tuple[int, ...]
    cue: tuple[int, ...]
    content: tuple[int, ...]
    probability: float
    doubted: frozenset[int] = frozenset()


class Labeller:
    """Labels the words of one report, one cue at a time."""

    def __init__(self, reading: Reading) -> None:
        self.reading, self.weights = reading, reading.rules.weights
        self._edges: dict[int, NDArray[np.float32]] = {}

    def label(self, statement: LearnedStatement) -> Labelled:
        """The words of source, cue and content that go best together for this cue.

        Without the model's chances or the weights, its own labels as they are.
        """
        weights = self.weights
        if weights is None or not statement.chances:
            return Labelled(statement.source, tuple(sorted(statement.cue)), statement.content, statement.probability)
        first = self.reading.sentence_of(statement.cue[0])[0]
        changes = self._changes(statement.cue[0], weights)
        path = _best_path(self._emissions(statement, first, weights), changes)
        source, cue, content = ([first + i for i, label in enumerate(path) if label == role] for role in (1, 2, 3))
        doubted = frozenset(i for i in content if statement.chances[i - first][2] < 0.5)
        return Labelled(tuple(source), tuple(cue), tuple(content), statement.probability, doubted)

    def _emissions(self, statement: LearnedStatement, first: int, weights: Weights) -> NDArray[np.float32]:
        scores = log_chances(statement) * weights.trust
        cue = statement.cue[0]
        branch = cue_branch(self.reading.parsed, cue)
        for row in range(len(scores)):
            scores[row] += weights.word[word_features(self.reading, first + row, cue, branch)].sum(0)
        scores[cue - first, [0, 1, 3]] -= _CERTAIN
        return scores

    def _changes(self, cue: int, weights: Weights) -> NDArray[np.float32]:
        """What each change of label brings at the edge before each word [words, 4, 4]."""
        parsed = self.reading.parsed
        sentence = parsed.words[cue].sentence
        first = parsed.sentences[sentence].first
        if sentence not in self._edges:
            rows = [weights.change[numbers].sum(0) for numbers in edges_of(self.reading, sentence)]
            self._edges[sentence] = np.asarray(rows, np.float32)
        edges = self._edges[sentence].copy()
        for index, number in cue_edges(parsed, cue):
            edges[index - first : index - first + 1] += weights.change[number]
        return edges


def log_chances(statement: LearnedStatement) -> NDArray[np.float32]:
    """Log chances [words, 4] of every label, in the order of ``weights.LABELS``."""
    told = np.asarray(statement.chances, np.float32)
    return cast("NDArray[np.float32]", np.log(np.clip(np.column_stack([1 - told.sum(1), told]), _LEAST, 1)))


def _best_path(emissions: NDArray[np.float32], changes: NDArray[np.float32]) -> Sequence[int]:
    """The labels with the highest sum of scores (Viterbi)."""
    words, labels = emissions.shape
    back = np.zeros((words, labels), np.int64)
    best = emissions[0]
    for word in range(1, words):
        ways = best[:, None] + changes[word]
        back[word] = ways.argmax(0)
        best = ways.max(0) + emissions[word]
    path = [int(best.argmax())]
    for word in range(words - 1, 0, -1):
        path.append(int(back[word, path[-1]]))
    return path[::-1]
