"""The commands that ask a store about two."""

from __future__ import annotations

import json
from pathlib import Path

import pytest
from typer.testing import CliRunner

from dragoman.cli import app
from dragoman.picture.series import later
from tests.picture.crises import BEGIN, crisis, store_of


@pytest.fixture(scope="module")
def db(tmp_path_factory: pytest.TempPathFactory) -> str:
    """A store with a crisis."""
    return str(store_of(tmp_path_factory.mktemp("store") / "crisis.duckdb", crisis(quiet=120)))


def asked(*arguments: str) -> tuple[str, str]:
    """What a command writes to standard output and to standard error."""
    done = CliRunner().invoke(app, list(arguments))
    assert done.exit_code == 0, done.output
    return done.stdout, done.stderr


def test_series_gives_days_and_weeks(db: str) -> None:
    """Tab-separated in a pipe; a week's row stands under its Monday."""
    days, _ = asked("series", "RUS", "UKR", "--db", db)
    weeks, _ = asked("series", "RUS", "UKR", "--weekly", "--format", "json", "--db", db)
    loud = next(row for row in json.loads(weeks) if row["day"] == later(BEGIN, 119))

    assert days.splitlines()[0].startswith("day\tsource\ttarget\tquad 1")
    assert (loud["quad4"], loud["events"]) == (20, 20)


def test_a_name_that_nobody_has_brings_those_that_there_are(db: str) -> None:
    """And no error."""
    _, told = asked("series", "Russland", "--db", db)

    assert "names there are: RUS" in told


def test_alerts_show_the_sentence_of_each_event(db: str) -> None:
    """In the table and in JSON."""
    table, _ = asked("alerts", "--db", db)
    (alert,) = json.loads(asked("alerts", "--format", "json", "--db", db)[0])

    assert "RUS - UKR" in table
    assert "first" not in alert["ring"]["reason"]
    assert "“Post " in table
    assert alert["deeds"][0]["words"] == "shelled"


def test_an_outlook_comes_with_its_brier_score(db: str) -> None:
    """On standard error beside the table, and in the JSON."""
    table, told = asked("outlook", "RUS", "UKR", "--db", db)
    (outlook,) = json.loads(asked("outlook", "RUS", "UKR", "--format", "json", "--db", db)[0])

    assert table.startswith("kind\tchance\tbase rate\nquad 1")
    assert "Brier score" in told
    assert outlook["backtest"]["brier"] >= 0


def test_a_short_record_is_silent(tmp_path: Path) -> None:
    """Each command says why it has nothing."""
    db = str(store_of(tmp_path / "short.duckdb", crisis(quiet=10, loud=0)))
    _, alerts = asked("alerts", "--db", db)
    _, outlook = asked("outlook", "RUS", "UKR", "--db", db)

    assert "the record has 9 days; an alert needs 34" in alerts
    assert "not enough history: the record has 9 days" in outlook


def test_a_day_that_is_none_is_told(db: str) -> None:
    """With what was expected."""
    done = CliRunner().invoke(app, ["outlook", "RUS", "UKR", "--on", "soon", "--db", db])

    assert done.exit_code == 2
    assert "expected a day" in done.stderr
