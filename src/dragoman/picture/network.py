"""The small learned parts of linking: weights as data, and what they make of features."""

from __future__ import annotations

import json
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Any

import numpy as np
from numpy.typing import NDArray

Floats = NDArray[np.float32]

_BOUND = 4.0  # standard deviations; beyond it a feature says no more


@dataclass(frozen=True, kw_only=True)
class Network:
    """Features to a chance: shifted and scaled, hidden layers or none, a logistic end."""

    names: tuple[str, ...]
    shift: Floats
    scale: Floats
    layers: tuple[tuple[Floats, Floats], ...]

    def chances(self, features: dict[str, Floats]) -> Floats:
        """The chance for each row; every feature holds one number a row. Raises KeyError where one is missing."""
        table = np.stack([features[name] for name in self.names], axis=1)
        table = np.clip((table - self.shift) / self.scale, -_BOUND, _BOUND).astype(np.float32)
        for number, (weights, bias) in enumerate(self.layers):
            table = (np.maximum(table, 0) if number else table) @ weights + bias
        chances: Floats = 1 / (1 + np.exp(-table[:, 0]))
        return chances


@dataclass(frozen=True, kw_only=True)
class LinkingWeights:
    """What was fitted by ``python -m training.linking``: the networks and the means at which groups are joined.

    ``near`` says which reports are of like matter, ``stories`` which of these are of one story, ``pairs`` which
    tellings are of one thing, and ``again`` the same when the chances of all others are known.
    """

    near: Network
    stories: Network
    stories_least: float
    pairs: Network
    again: Network
    pairs_least: float


@cache
def load_linking_weights() -> LinkingWeights:
    """The bundled weights, read once."""
    kept = json.loads((files("dragoman.picture") / "linking.json").read_text(encoding="utf-8"))
    return LinkingWeights(
        near=read_network(kept["near"]),
        stories=read_network(kept["stories"]),
        stories_least=kept["stories_least"],
        pairs=read_network(kept["pairs"]),
        again=read_network(kept["again"]),
        pairs_least=kept["pairs_least"],
    )


def read_network(kept: dict[str, Any]) -> Network:
    """A network from its record."""

    def numbers(values: Any) -> Floats:
        return np.array(values, dtype=np.float32)

    return Network(
        names=tuple(kept["names"]),
        shift=numbers(kept["shift"]),
        scale=numbers(kept["scale"]),
        layers=tuple((numbers(weights), numbers(bias)) for weights, bias in kept["layers"]),
    )
