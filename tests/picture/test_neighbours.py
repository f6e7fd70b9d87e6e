"""What other tellings say of two."""

from __future__ import annotations

import numpy as np

from dragoman.picture.neighbours import neighbour_features
from dragoman.picture.network import Floats


def features(pairs: dict[tuple[int, int], float], pages: list[int]) -> dict[str, Floats]:
    """The features where some pairs have a chance and the others none."""
    one, other = np.triu_indices(len(pages), 1)
    chances = np.array([pairs.get(pair, 0.0) for pair in zip(one.tolist(), other.tolist(), strict=True)], np.float32)
    return neighbour_features(chances, pages)


def test_a_better_partner_in_the_same_report_speaks_against_a_pair() -> None:
    """Of two tellings of a report the likelier has a lead over the other."""
    found = features({(0, 1): 0.8, (0, 2): 0.3}, [0, 1, 1])

    assert np.allclose(found["gap, less"][:2], [0.5, -0.5])
    assert found["best of each"].tolist() == [2, 1, 0]


def test_shared_partners_speak_for_a_pair() -> None:
    """Two that are both like a third are more alike than two that are not."""
    found = features({(0, 2): 0.9, (1, 2): 0.9}, [0, 1, 2, 3])

    assert found["partners shared"][0] > 0.5
    assert found["partners shared"][2] == 0
    assert found["partners alike"][0] > found["partners alike"][2]


def test_a_story_of_one_report_has_no_rivals_elsewhere() -> None:
    """One telling a report, and nothing likely: every number is known and nothing is divided by nought."""
    found = features({}, [4, 9])

    assert all(np.isfinite(values).all() for values in found.values())
    assert found["best rival"].tolist() == [0]
