"""Heads from arc scores: the best tree with one root."""

from __future__ import annotations

import numpy as np
from numpy.typing import NDArray

_FORBIDDEN = -1e9


def best_heads(scores: NDArray[np.float32]) -> list[int]:
    """The head of each of ``n`` words (-1 is the root) in the highest-scoring tree.

    ``scores`` [n, n + 1]: column 0 is the root, column ``h + 1`` word ``h``. Most sentences' best
    heads are a tree already; else the maximum spanning arborescence is taken (Chu and Liu 1965,
    Edmonds 1967) with a single root.

    >>> import numpy as np
    >>> best_heads(np.array([[0, 0, 9], [9, 1, 0]], dtype=np.float32))
    [1, -1]
    """
    heads = scores.argmax(1) - 1
    found: list[int] = heads.tolist()
    if _is_tree(found):
        return found
    scores = scores.astype(np.float64)
    size = len(scores)
    scores[np.arange(size), np.arange(1, size + 1)] = _FORBIDDEN
    root = int((scores[:, 0] - scores[:, 1:].max(1)).argmax()) if size > 1 else 0
    scores[:, 0] = _FORBIDDEN
    scores[root, :] = _FORBIDDEN
    scores[root, 0] = 0.0
    full = np.full((size + 1, size + 1), _FORBIDDEN)
    full[1:, :] = scores
    tree = _arborescence(full)
    return [int(head) - 1 for head in tree[1:]]


def _is_tree(heads: list[int]) -> bool:
    """Whether there is one root and no cycle."""
    if heads.count(-1) != 1:
        return False
    state = [0] * len(heads)
    for start in range(len(heads)):
        at, path = start, []
        while at >= 0 and state[at] == 0:
            state[at] = 1
            path.append(at)
            at = heads[at]
        if at >= 0 and state[at] == 1:
            return False
        for word in path:
            state[word] = 2
    return True


def _arborescence(scores: NDArray[np.float64]) -> NDArray[np.int64]:
    """Heads of the maximum arborescence rooted at 0; ``scores[d, h]``. Contracts cycles one by one."""
    heads: NDArray[np.int64] = scores.argmax(1)
    heads[0] = 0
    cycle = _cycle(heads)
    if cycle is None:
        return heads
    inside = np.zeros(len(scores), dtype=bool)
    inside[cycle] = True
    outside = np.flatnonzero(~inside)
    kept = scores[cycle, heads[cycle]]
    # Entering the cycle at d costs d's arc inside it; leaving it takes the best word of the cycle.
    entering = scores[np.ix_(cycle, outside)] - kept[:, None]
    leaving = scores[np.ix_(outside, cycle)]
    size = len(outside) + 1
    smaller = np.full((size, size), _FORBIDDEN)
    smaller[:-1, :-1] = scores[np.ix_(outside, outside)]
    smaller[-1, :-1] = entering.max(0)
    smaller[:-1, -1] = leaving.max(1)
    smaller[np.arange(size), np.arange(size)] = _FORBIDDEN * 2
    solved = _arborescence(smaller)
    result = heads.copy()
    for position, dependent in enumerate(outside):
        head = solved[position]
        result[dependent] = cycle[leaving[position].argmax()] if head == size - 1 else outside[head]
    entered = solved[-1]
    broken = int(entering[:, entered].argmax())
    result[cycle[broken]] = outside[entered]
    result[0] = 0
    return result


def _cycle(heads: NDArray[np.int64]) -> NDArray[np.int64] | None:
    state = np.zeros(len(heads), dtype=np.int8)
    state[0] = 2
    for start in range(1, len(heads)):
        at, path = start, []
        while state[at] == 0:
            state[at] = 1
            path.append(at)
            at = int(heads[at])
        if state[at] == 1:
            return np.array(path[path.index(at) :], dtype=np.int64)
        for word in path:
            state[word] = 2
    return None
