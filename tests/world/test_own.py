"""Actors of the user's own, and dictionaries of PETRARCH, beside the package's tables."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import RuleFileError
from dragoman.world import World, load_world

ROWS = """name,aliases,country,sector,type,role,from,until
Hilda Brandt,Governor Brandt,KEN,GOV,person,governor,2019-03-01,2023-02-28
Red Dawn Brigade,RDB|Red Dawn,UGA,REB|OPP,group,,,
Lake Charter,,,NGO,,,,
Quorum,,KEN,PTY,organization,,,2020-12-31
Quorum,,KEN,GOV,organization,,2021-01-01,
"""
DICTIONARY = """# a sample of our own
HILDA_BRANDT_ ; governor
+H._BRANDT_
\t[KENGOV 20190301-20230228]
\t[KENELI >20230228]
RED_DAWN_BRIGADE_ [UGAREB]
LAKE_CHARTER_ [NGO]
OLD_GUARD_
\t[KENOPP <990412]
\t[KENGOV >990412]
KENYA_ [KEN]
"""


def with_rows(tmp_path: Path, text: str, name: str = "own.csv") -> World:
    path = tmp_path / name
    path.write_text(text, encoding="utf-8")
    return load_world().with_actors(path)


def test_groups_and_bodies_are_found_by_every_name(tmp_path: Path) -> None:
    """A row that is no person is a body with the country, sectors and aliases of its row."""
    body = with_rows(tmp_path, ROWS).organization("RDB")

    assert body is not None
    assert (body.id, body.country, body.sectors) == ("UGA/red-dawn-brigade", "UGA", ("REB", "OPP"))


def test_a_person_holds_what_the_row_says_for_its_days(tmp_path: Path) -> None:
    """A row of a person is a term of office, found by name and alias."""
    (term,) = with_rows(tmp_path, ROWS).office_holders("Governor Brandt", "2020-05-01")

    assert (term.name, term.country, term.office, term.until) == ("Hilda Brandt", "KEN", "governor", "2023-02-28")


def test_a_body_is_what_it_was_on_the_day(tmp_path: Path) -> None:
    """Two rows of one name with days of their own tell its sector before and after."""
    world = with_rows(tmp_path, ROWS)

    assert world.body_on("KEN/quorum", "2019-06-01").sector == "PTY"
    assert world.body_on("KEN/quorum", "2022-06-01").sector == "GOV"


def test_toml_says_the_same(tmp_path: Path) -> None:
    """``[[actor]]`` tables hold the same columns; a day may be a date of TOML."""
    text = '[[actor]]\nname = "Hilda Brandt"\ncountry = "KEN"\nsector = "GOV"\ntype = "person"\nfrom = 2019-03-01\n'
    (term,) = with_rows(tmp_path, text, "own.toml").office_holders("Hilda Brandt")

    assert (term.begin, term.sector) == ("2019-03-01", "GOV")


def test_own_names_go_before_the_tables(tmp_path: Path) -> None:
    """A name of the user's own no longer means what the package's tables hold under it."""
    world = with_rows(tmp_path, "name,country,sector\nMercy Corps,KEN,BUS\n")

    body = world.organization("Mercy Corps")
    assert body is not None and body.country == "KEN"


@pytest.mark.parametrize(
    ("text", "message"),
    [
        ("name,sector\nRed Dawn,REBEL\n", r"line 2: \"sector\" is \"REBEL\""),
        ("name,land\nRed Dawn,UGA\n", r"line 2: unknown key \"land\""),
        ("name,from\nRed Dawn,March 2019\n", r"\"from\" is \"March 2019\"; expected an ISO day"),
        ("name,from,until\nRed Dawn,2020-01-01,2019-01-01\n", "lies before"),
        ("name,country\nRed Dawn,Uganda\n", "expected an ISO alpha-3 code"),
        ("name\n", "holds no actors"),
    ],
)
def test_a_wrong_row_is_named(tmp_path: Path, text: str, message: str) -> None:
    """An error names file and line, what was found and what was expected."""
    with pytest.raises(RuleFileError, match=message):
        with_rows(tmp_path, text)


def test_a_dictionary_of_petrarch_is_read(tmp_path: Path) -> None:
    """Names, synonyms, CAMEO codes and their days become rows; what only names a state is left out."""
    world = with_rows(tmp_path, DICTIONARY, "actors.txt")
    held = world.office_holders("H. Brandt", "2020-01-01")
    body, guard = world.organization("Red Dawn Brigade"), world.office_holders("Old Guard")

    assert [(term.sector, term.until) for term in held] == [("GOV", "2023-02-28")]
    assert body is not None and body.sectors == ("REB",)
    assert world.organization("Lake Charter") is not None
    assert {(term.sector, term.begin) for term in guard} == {("PTY", "0001-01-01"), ("GOV", "1999-04-12")}
    assert world.organization("Kenya") is None


@pytest.mark.parametrize("line", ["\t[KENGOV]", "OLD_GUARD_ [KENGOV <991341]", "OLD_GUARD_ [?]"])
def test_a_wrong_line_of_a_dictionary_is_named(tmp_path: Path, line: str) -> None:
    """A code without a name, a day that is none and what is no code are errors with their line."""
    with pytest.raises(RuleFileError, match="line 1"):
        with_rows(tmp_path, line + "\n", "actors.txt")
