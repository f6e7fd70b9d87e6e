"""The outlook is a chance with its record, or a silence with its reason."""

from __future__ import annotations

from functools import cache

import pytest

from dragoman.picture.outlook import Forecasts, TypeDay
from dragoman.picture.series import later

BEGIN = "2023-01-02"


@cache
def rhythm(weeks: int = 40) -> Forecasts:
    """``a`` meets ``b`` every Monday; every fourth Tuesday ``a`` threatens ``c``, and attacks it on the Friday."""
    rows = []
    for week in range(weeks):
        monday = later(BEGIN, 7 * week)
        rows.append(TypeDay(source="a", target="b", type="CONSULT", day=monday))
        if week % 4 == 0:
            rows.append(TypeDay(source="a", target="c", type="THREATEN", day=later(monday, 1)))
            rows.append(TypeDay(source="a", target="c", type="ASSAULT", day=later(monday, 4)))
    return Forecasts(rows, day=later(BEGIN, 7 * weeks))


def test_what_comes_every_week_is_nearly_sure() -> None:
    """And what never came is nearly out of the question."""
    outlook = rhythm().outlook("a", "b")
    chances = {chance.kind: chance.chance for chance in (*outlook.chances, *outlook.quads)}

    assert outlook.silence is None
    assert outlook.chances[0].kind == "CONSULT"
    assert chances["CONSULT"] > 0.9 < chances["quad 1"]
    assert chances["ASSAULT"] < 0.1


def test_a_chance_never_comes_without_its_record() -> None:
    """The backtest is there, of all and of the dyad, beside what the base rate would have scored."""
    outlook = rhythm().outlook("a", "b")

    assert outlook.backtest is not None
    assert outlook.own is not None
    assert outlook.own.forecasts < outlook.backtest.forecasts
    assert 0 <= outlook.backtest.brier < outlook.backtest.base_brier < 0.25
    assert sum(bin_.forecasts for bin_ in outlook.backtest.bins) == outlook.backtest.forecasts
    assert outlook.backtest.skill > 0


def test_the_outlook_is_of_the_seven_days_asked_for() -> None:
    """They begin with the day given, and nothing of them is looked at."""
    rows = [TypeDay(source="a", target="b", type="CONSULT", day=later(BEGIN, 3 * n)) for n in range(40)]
    day = later(BEGIN, 90)
    late = [TypeDay(source="a", target="b", type="ASSAULT", day=later(day, n)) for n in range(7)]

    outlook = Forecasts(rows + late, day=day).outlook("a", "b")

    assert (outlook.first, outlook.last) == (day, later(day, 6))
    assert outlook == Forecasts([row for row in rows if row.day < day], day=day).outlook("a", "b")


@pytest.mark.parametrize(
    ("rows", "why"),
    [
        ([], "the record has 0 days"),
        ([("a", n) for n in range(50)], "the record has 50 days"),
        ([("a", 0), ("c", 59)], "1 events of a towards b"),
        ([("a", 6 * n) for n in range(11)], "weekly events to test on"),
    ],
)
def test_where_little_is_known_nothing_is_said(rows: list[tuple[str, int]], why: str) -> None:
    """The silence tells what is there and what is needed."""
    known = [TypeDay(source=source, target="b", type="CONSULT", day=later(BEGIN, n)) for source, n in rows]
    outlook = Forecasts(known).outlook("a", "b")

    assert outlook.silence is not None
    assert why in outlook.silence
    assert (outlook.chances, outlook.quads, outlook.backtest) == ((), (), None)


def test_the_same_record_gives_the_same_outlook() -> None:
    """Nothing is drawn by chance."""
    again = rhythm.__wrapped__()

    assert again.outlook("a", "c") == rhythm().outlook("a", "c")


def test_types_that_plover_does_not_know_are_left_out_and_counted() -> None:
    """One strange event in a store costs that event, not the outlook."""
    strange = TypeDay(source="a", target="b", type="SING", day=BEGIN)

    forecasts = Forecasts([strange])

    assert forecasts.left_out == 1
    assert forecasts.outlook("a", "b").silence
