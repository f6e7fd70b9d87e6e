"""Tellings of many reports, joined by what the texts alone say: stories first, then what is one thing in each."""

from __future__ import annotations

from collections.abc import Sequence

import numpy as np

from dragoman.picture.grouping import average_link
from dragoman.picture.neighbours import neighbour_features
from dragoman.picture.network import Floats, LinkingWeights, load_linking_weights
from dragoman.picture.pairs import pair_features, rarity_of
from dragoman.picture.rules import PictureRules
from dragoman.picture.stories import find_stories, story_chances
from dragoman.picture.tellings import Page, Telling
from dragoman.picture.wording import Meanings, load_meanings

_KEPT = 0.02  # chances below it are nought
_MOST = 600  # tellings of a story that are compared with each other; the rest stand alone


def join_tellings(
    pages: Sequence[Page],
    tellings: Sequence[Telling],
    *,
    rules: PictureRules,
    weights: LinkingWeights | None = None,
    meanings: Meanings | None = None,
) -> list[list[int]]:
    """The numbers of the tellings of each thing, by their first.

    ``pages`` are the reports, each at its own number. Costs the square of the reports and of a story's tellings: it is
    for thousands of reports, not for a store of years.
    """
    weights, meanings = weights or load_linking_weights(), meanings or load_meanings()
    stories = story_chances(pages, weights)
    rarity = rarity_of(tellings, len(pages))
    groups: list[list[int]] = []
    for story in find_stories(stories, least=weights.stories_least):
        members = story_tellings(tellings, story)
        chosen = [tellings[number] for number in members[:_MOST]]
        likeness: dict[tuple[int, int], float] = {}
        if len(chosen) > 1:
            features = pair_features(chosen, stories, rarity=rarity, meanings=meanings, rules=rules)
            likeness = _likely(pair_chances(features, [telling.page for telling in chosen], weights), len(chosen))
        joined = average_link(len(chosen), likeness, least=weights.pairs_least)
        groups += [[members[number] for number in group] for group in joined]
        groups += [[number] for number in members[_MOST:]]
    return sorted(groups)


def pair_chances(features: dict[str, Floats], pages: Sequence[int], weights: LinkingWeights) -> Floats:
    """The chance that two tellings of a story are of one thing, for each pair: from what is known of the two, then
    once more with what the first chances of all say."""
    first = weights.pairs.chances(features)
    return weights.again.chances(features | neighbour_features(first, pages))


def story_tellings(tellings: Sequence[Telling], story: Sequence[int]) -> list[int]:
    """The numbers of a story's tellings, by report and place."""
    pages = set(story)
    found = [number for number, telling in enumerate(tellings) if telling.page in pages]
    return sorted(found, key=lambda number: (tellings[number].page, tellings[number].span))


def _likely(chances: Floats, size: int) -> dict[tuple[int, int], float]:
    one, other = np.triu_indices(size, 1)
    kept = np.flatnonzero(chances > _KEPT)
    return {(int(one[at]), int(other[at])): float(chances[at]) for at in kept}
