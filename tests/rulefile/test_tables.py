"""Tables are read row by row into the dataclass that is their schema, or refused with a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from dragoman.rulefile import RuleFileError, read_table


@dataclass(frozen=True, slots=True, kw_only=True)
class Row:
    code: str
    kind: Literal["state", "partial"]
    names: tuple[str, ...] = ()
    capital: str | None = None
    lat: float | None = None
    population: int = 0
    member: bool = False


HEADER = "code,kind,names,capital,lat,population,member\n"
SERBIA = "SRB,state,Serbia|Republic of Serbia,Belgrade,44.8,6600000,true\n"


def _written(folder: Path, content: str) -> Path:
    path = folder / "states.csv"
    path.write_text(content, encoding="utf-8")
    return path


def test_rows_become_records(tmp_path: Path) -> None:
    """Cells take the type of their field; empty ones are None or no items."""
    rows = read_table(_written(tmp_path, HEADER + SERBIA + "MDA,partial,,,,1,false\n"), Row)

    assert rows == (
        Row(
            code="SRB",
            kind="state",
            names=("Serbia", "Republic of Serbia"),
            capital="Belgrade",
            lat=44.8,
            population=6600000,
            member=True,
        ),
        Row(code="MDA", kind="partial", population=1),
    )


def test_columns_with_defaults_may_be_left_out(tmp_path: Path) -> None:
    """A table needs only the columns of fields without a default."""
    assert read_table(_written(tmp_path, "code,kind\nSRB,state\n"), Row) == (Row(code="SRB", kind="state"),)


def test_quoted_cells_may_hold_commas(tmp_path: Path) -> None:
    """CSV quoting is the ordinary one."""
    (row,) = read_table(_written(tmp_path, 'code,kind,capital\nUSA,state,"Washington, D.C."\n'), Row)

    assert row.capital == "Washington, D.C."


@pytest.mark.parametrize(
    ("content", "message"),
    [
        ("", "is empty; expected a header and rows"),
        (HEADER, "holds no rows"),
        (HEADER.replace("capital", "captial") + SERBIA, 'line 1: unknown key "captial"; did you mean "capital"?'),
        ("code\nSRB\n", 'line 1: "kind" is missing'),
        ("code,kind,code\nSRB,state,X\n", 'line 1: column "code" occurs twice'),
        ("code,kind\nSRB\n", "line 2: has 1 cells; expected 2 as in the header"),
        ("code,kind\n,state\n", 'line 2: "code" is ""; expected a text'),
        ("code,kind\nSRB,realm\n", 'line 2: "kind" is "realm"; expected one of "state", "partial"'),
        (HEADER + SERBIA.replace("44.8", "north"), 'line 2: "lat" is "north"; expected a number'),
        (HEADER + SERBIA.replace("true", "yes"), 'line 2: "member" is "yes"; expected true or false'),
        (HEADER + SERBIA.replace("6600000", ""), 'line 2: "population" is ""; expected a whole number'),
        ('code,kind\n"SRB,state\n', "is not CSV"),
    ],
)
def test_a_wrong_table_is_named(tmp_path: Path, content: str, message: str) -> None:
    """A table that does not fit its schema is refused with file, line, column and what was expected."""
    with pytest.raises(RuleFileError, match=r"states\.csv.*" + re.escape(message)):
        read_table(_written(tmp_path, content), Row)


def test_a_column_may_be_declared_unique(tmp_path: Path) -> None:
    """The same key in two rows is an error where the caller says that the column is a key."""
    path = _written(tmp_path, HEADER + SERBIA + SERBIA)

    assert len(read_table(path, Row)) == 2
    with pytest.raises(RuleFileError, match='"code" is "SRB" in more than one row'):
        read_table(path, Row, unique="code")
