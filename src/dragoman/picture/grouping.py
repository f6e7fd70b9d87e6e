"""Groups by average link: two groups are joined while the mean likeness of their members is high enough."""

from __future__ import annotations

import heapq
from collections.abc import Mapping


def average_link(size: int, likeness: Mapping[tuple[int, int], float], *, least: float) -> list[list[int]]:
    """Groups of the numbers 0 to ``size`` - 1, each in order, by their first number.

    ``likeness`` holds pairs (smaller, larger); what it does not hold is 0. The two groups whose pairs are most alike
    on average are joined first, until no mean reaches ``least``. Costs a heap step for each pair that stands next to
    a join, so that few likenesses over many numbers stay cheap.

    >>> average_link(4, {(0, 1): 0.9, (1, 2): 0.8, (0, 2): 0.1}, least=0.5)
    [[0, 1], [2], [3]]
    """
    groups = {number: [number] for number in range(size)}
    sums: dict[int, dict[int, float]] = {number: {} for number in range(size)}
    for (one, other), value in likeness.items():
        sums[one][other] = sums[other][one] = value
    waiting = [(-value, one, other) for (one, other), value in likeness.items() if value >= least]
    heapq.heapify(waiting)
    while waiting:
        value, one, other = heapq.heappop(waiting)
        if one in groups and other in groups and -value == _mean(groups, sums, one, other):
            _join(groups, sums, one, other)
            for third in sums[one]:
                mean = _mean(groups, sums, one, third)
                if mean >= least:
                    heapq.heappush(waiting, (-mean, min(one, third), max(one, third)))
    return [sorted(members) for _, members in sorted(groups.items())]


def _mean(groups: Mapping[int, list[int]], sums: Mapping[int, Mapping[int, float]], one: int, other: int) -> float:
    return sums[one].get(other, 0.0) / (len(groups[one]) * len(groups[other]))


def _join(groups: dict[int, list[int]], sums: dict[int, dict[int, float]], one: int, other: int) -> None:
    """Make ``other`` part of ``one``, the smaller number."""
    groups[one] += groups.pop(other)
    for third, value in sums.pop(other).items():
        del sums[third][other]
        if third != one:
            sums[one][third] = sums[third][one] = sums[one].get(third, 0.0) + value
