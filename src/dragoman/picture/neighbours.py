"""What the other tellings of a story say of two that may be one thing: likelier partners beside them, partners shared.

A second look: after a first chance was given to each pair alone, "the fire" and "the blaze" are the likelier one the
more other tellings are like both, and the less likely where a report holds a better partner for one of them.
"""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np
from numpy.typing import NDArray

from dragoman.picture.network import Floats

_SURE = 1e-3  # chances are kept so far from 0 and 1
_LEAST = 0.05

Index = NDArray[np.int64]


def neighbour_features(chances: Floats, pages: Sequence[int]) -> dict[str, Floats]:
    """What is known of each pair from the chances of all, both in the order of ``np.triu_indices(len(pages), 1)``;
    ``pages`` holds the report of each telling.
    """
    one, other = np.triu_indices(len(pages), 1)
    table = np.zeros((len(pages), len(pages)), dtype=np.float32)
    table[one, other] = table[other, one] = chances
    bounded = np.clip(chances, _SURE, 1 - _SURE)
    found = {"odds": np.log(bounded / (1 - bounded))}
    found |= _rivals(table, np.unique(np.asarray(pages), return_inverse=True)[1], one, other)
    found |= _shared_partners(table, one, other)
    return {name: values.astype(np.float32) for name, values in found.items()}


def _rivals(table: Floats, report: Index, one: Index, other: Index) -> dict[str, Floats]:
    """Whether a better partner of either stands in the report of the other; in how many reports one has partners."""
    best, second = _best_by_report(table, report)

    def rival(of: Index, than: Index) -> Floats:
        top, own = best[of, report[than]], table[of, than]
        return np.where(own >= top, second[of, report[than]], top)

    own, first, last = table[one, other], rival(one, other), rival(other, one)
    spread = best.sum(axis=1)
    return {
        "gap, less": np.minimum(own - first, own - last),
        "gap, more": np.maximum(own - first, own - last),
        "best rival": np.maximum(first, last),
        "reports with partners": np.log1p(np.minimum(spread[one], spread[other])),
    }


def _best_by_report(table: Floats, report: Index) -> tuple[Floats, Floats]:
    """For each telling the highest and the second highest chance with those of each report."""
    size = int(report.max(initial=-1)) + 1
    best, second = (np.zeros((len(table), size), dtype=np.float32) for _ in range(2))
    for number in range(size):
        ordered = np.sort(table[:, report == number], axis=1)
        best[:, number] = ordered[:, -1]
        if ordered.shape[1] > 1:
            second[:, number] = ordered[:, -2]
    return best, second


def _shared_partners(table: Floats, one: Index, other: Index) -> dict[str, Floats]:
    """How far two have the same partners, and how many each has."""
    whole = table + np.eye(len(table), dtype=np.float32)
    lengths = np.linalg.norm(whole, axis=1)
    shared, partners, top = (table @ table)[one, other], table.sum(axis=1), table.max(axis=1)
    own, fewer = table[one, other], np.minimum(partners[one], partners[other])
    return {
        "partners alike": (whole @ whole.T)[one, other] / (lengths[one] * lengths[other]),
        "partners shared": np.log1p(shared),
        "share of partners": shared / np.maximum(fewer - own, _LEAST),
        "partners, fewer": np.log1p(fewer),
        "partners, more": np.log1p(np.maximum(partners[one], partners[other])),
        "best of each, less": np.minimum(top[one], top[other]),
        "best of each": (own >= top[one]).astype(np.float32) + (own >= top[other]),
    }
