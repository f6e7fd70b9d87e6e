"""Fit the small networks of linking: Adam in numpy, the mean of several as one network."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import pairwise
from typing import Any

import numpy as np
from numpy.typing import NDArray

from dragoman.picture.network import Floats

PASSES, BATCH = 12, 512
DROPPED = 0.15  # share of the features that are left out at each step
PULL = 1e-4  # how strongly weights are pulled to zero

Labels = NDArray[np.bool_]
Layers = list[list[Floats]]


def fitted(
    names: list[str], table: Floats, label: Labels, *, hidden: Sequence[int] = (), seeds: int = 1, weight: Any = None
) -> dict[str, Any]:
    """A network with the hidden layers given, as it is written: the mean of several, side by side."""
    shift, scale = table.mean(axis=0), np.maximum(table.std(axis=0), 1e-3)  # never 0 when rounded
    scaled = np.clip((table - shift) / scale, -4, 4).astype(np.float32)
    weight = np.ones(len(label)) if weight is None else weight / weight.mean()
    found = [_descend(scaled, label, weight, hidden, seed) for seed in range(seeds)]
    joined = [_side_by_side([layers[n] for layers in found], n, len(hidden)) for n in range(len(hidden) + 1)]
    return {
        "names": names,
        "shift": _short(shift),
        "scale": _short(scale),
        "layers": [[_short(weights), _short(bias)] for weights, bias in joined],
    }


def _side_by_side(layers: list[list[Floats]], number: int, last: int) -> tuple[Floats, Floats]:
    """One layer of several networks as one layer: the first reads the same features, the last gives the mean."""
    weights, biases = [layer[0] for layer in layers], [layer[1] for layer in layers]
    if number == last:
        return np.concatenate(weights, axis=0 if last else 1) / len(layers), np.mean(biases, axis=0)
    if number == 0:
        return np.concatenate(weights, axis=1), np.concatenate(biases)
    rows, columns = weights[0].shape
    table = np.zeros((rows * len(layers), columns * len(layers)), dtype=np.float32)
    for place, each in enumerate(weights):
        table[place * rows : (place + 1) * rows, place * columns : (place + 1) * columns] = each
    return table, np.concatenate(biases)


def _short(values: Floats) -> Any:
    return np.round(values.astype(np.float64), 4).tolist()


def _descend(table: Floats, label: Labels, weight: Any, hidden: Sequence[int], seed: int) -> Layers:
    chance = np.random.default_rng(seed)
    layers = [
        [chance.normal(0, 1 / np.sqrt(a), (a, b)).astype(np.float32), np.zeros(b, np.float32)]
        for a, b in pairwise([table.shape[1], *hidden, 1])
    ]
    step = _adam([values for layer in layers for values in layer])
    batches = -(-len(label) // BATCH)
    for turn in range(PASSES):
        for rows in np.array_split(chance.permutation(len(label)), batches):
            kept = table[rows] * (chance.random((1, table.shape[1])) > DROPPED if hidden else 1)
            step(_slopes(layers, kept.astype(np.float32), label[rows], weight[rows]), 2e-3 * (1 - turn / PASSES) + 1e-4)
    return layers


def _slopes(layers: Layers, table: Floats, label: Any, weight: Any) -> list[Floats]:
    inner = [table]
    for number, (weights, bias) in enumerate(layers):
        values = inner[-1] @ weights + bias
        inner.append(values if number == len(layers) - 1 else np.maximum(values, 0))
    chances = 1 / (1 + np.exp(-inner[-1][:, 0]))
    error = (((chances - label) * weight) / len(label)).astype(np.float32)[:, None]
    found: list[Floats] = []
    for number in range(len(layers) - 1, -1, -1):
        weights = layers[number][0]
        found[:0] = [inner[number].T @ error + PULL * weights, error.sum(axis=0)]
        error = (error @ weights.T) * (inner[number] > 0)
    return found


def _adam(values: list[Floats]) -> Callable[[list[Floats], float], None]:
    first, second = [np.zeros_like(v) for v in values], [np.zeros_like(v) for v in values]
    count = 0

    def step(slopes: list[Floats], rate: float) -> None:
        nonlocal count
        count += 1
        for value, slope, mean, square in zip(values, slopes, first, second, strict=True):
            mean += 0.1 * (slope - mean)
            square += 0.001 * (slope * slope - square)
            value -= rate * (mean / (1 - 0.9**count)) / (np.sqrt(square / (1 - 0.999**count)) + 1e-8)

    return step
