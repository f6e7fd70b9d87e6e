"""The learned weights of this room: a small JSON file, made by ``python -m training.attribution``."""

from __future__ import annotations

import json
from dataclasses import dataclass
from importlib.resources import files

import numpy as np
from numpy.typing import NDArray

LABELS = ("none", "source", "cue", "content")
_BRANCHES = (
    "ccomp", "advcl", "acl:relcl", "acl", "conj", "obl", "nsubj", "obj", "parataxis", "xcomp", "nmod", "appos",
    "csubj", "advmod", "other",
)  # fmt: skip
EDGE_FEATURES = (
    "always", "after comma", "before comma", "before stop", "after colon", "after dash", "before dash", "bracket",
    "after mark", "before mark", "in quotation", "leaves quotation", "enters quotation", "tight",
    *(f"begins {b}" for b in _BRANCHES), *(f"ends {b}" for b in _BRANCHES),
    *(f"begins own {b}" for b in _BRANCHES), *(f"ends own {b}" for b in _BRANCHES), "own particle",
    "before that", "before to", "before which", "before and", "before but", "before while", "before cue", "after cue",
)  # fmt: skip
WORD_FEATURES = (
    "comma",
    "stop",
    "mark",
    "punctuation",
    "quoted",
    "before cue",
    "after cue",
    "below cue",
    "above cue",
    "child",
    "verb",
    "name",
)


@dataclass(frozen=True, slots=True)
class Weights:
    """``change`` [edge features, 4, 4], ``word`` [word features, 4], ``trust`` [4] in the model's log chances."""

    change: NDArray[np.float32]
    word: NDArray[np.float32]
    trust: NDArray[np.float32]


def load_weights() -> Weights | None:
    """The bundled weights, or None where the package was built without them.

    A feature that they lack weighs nothing.
    """
    file = files("dragoman.attribution") / "weights.json"
    if not file.is_file():
        return None
    table = json.loads(file.read_text(encoding="utf-8"))
    count = len(LABELS)
    edges, words = table["edges"], table["words"]
    change = np.asarray([edges.get(name, [0.0] * count**2) for name in EDGE_FEATURES], np.float32)
    word = np.asarray([words.get(name, [0.0] * count) for name in WORD_FEATURES], np.float32)
    return Weights(change.reshape(-1, count, count), word, np.asarray(table["trust"], np.float32))
