"""The closed lists that cut text hold what their examples say."""

from __future__ import annotations

import pytest

from dragoman.language.closed import ClosedList, load_closed_lists


@pytest.mark.parametrize("rule", load_closed_lists(), ids=lambda rule: rule.id)
def test_every_example_is_in_the_list_or_not(rule: ClosedList) -> None:
    """``yes`` words are listed, ``no`` words are not, and all are lower case as the code looks them up."""
    assert set(rule.yes) <= rule.words
    assert not set(rule.no) & rule.words
    assert rule.id == "opener" or all(word == word.lower() for word in rule.words)
