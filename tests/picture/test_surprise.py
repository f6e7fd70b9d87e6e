"""The surprise index is a chance, and is silent where little is known."""

from __future__ import annotations

import math

import numpy as np
import pytest

from dragoman.picture.surprise import BASE, LEAST, WINDOW, ringings, surprise


def summed(count: int, old: int, known: int) -> float:
    """-log10 of the chance of ``count`` or more, by adding up all smaller counts."""
    shape, rate = 0.5 + old, (7 + known) / 7
    below = sum(
        math.exp(
            math.lgamma(shape + k)
            - math.lgamma(shape)
            - math.lgamma(k + 1)
            + shape * math.log(rate / (rate + 1))
            - k * math.log(rate + 1)
        )
        for k in range(count)
    )
    return -math.log10(1 - below)


@pytest.mark.parametrize("count", [1, 3, 9])
@pytest.mark.parametrize("old", [0, 2, 40])
def test_the_index_is_the_chance_of_as_many_or_more(count: int, old: int) -> None:
    """It agrees with the sum over all smaller counts."""
    series = [0] * (BASE - 1) + [old] + [0] * (WINDOW - 1) + [count]

    assert surprise(series)[-1] == pytest.approx(summed(count, old, BASE), abs=1e-6)


def test_an_unlikely_week_has_a_finite_index() -> None:
    """A chance far below what a float can tell from zero is still told."""
    index = surprise([0] * BASE + [1000] * WINDOW)

    assert 500 < index[-1] < 10_000


def test_nothing_is_said_of_the_first_days() -> None:
    """The week before must be judged by at least 26 days."""
    index = surprise([3] * 40)

    assert np.isnan(index[: WINDOW + LEAST - 1]).all()
    assert not np.isnan(index[WINDOW + LEAST - 1 :]).any()


def test_many_dyads_are_reckoned_at_once() -> None:
    """A table gives each row what it gives alone."""
    draw = np.random.default_rng(3)
    table = draw.poisson(draw.gamma(1, 2, (20, 1)), (20, 120))

    assert np.allclose(surprise(table), [surprise(row) for row in table], equal_nan=True)


def test_quiet_days_have_no_surprise() -> None:
    """A week without events is as likely as can be."""
    assert surprise([1] * 80 + [0] * 7)[-1] == 0


@pytest.mark.parametrize("counts", [[-1, 0], [0.5]])
def test_what_is_no_count_is_refused(counts: list[float]) -> None:
    """Negative and broken numbers are told."""
    with pytest.raises(ValueError, match="whole numbers"):
        surprise(counts)


def test_a_spell_that_comes_again_after_a_week_is_another() -> None:
    """Within seven days it is the same."""
    assert [spell.first for spell in ringings([4, 0, 0, 0, 0, 0, 0, 4])] == [0]
    assert [spell.first for spell in ringings([4, 0, 0, 0, 0, 0, 0, 0, 4])] == [0, 8]


def test_nothing_rings_in_silence() -> None:
    """No spell where no day reaches the threshold."""
    assert list(ringings([])) == list(ringings([0, 2.9, math.nan])) == []
