"""Rule files are read into the dataclass that is their schema, or refused with a reason."""

from __future__ import annotations

import re
from dataclasses import dataclass
from pathlib import Path
from typing import Literal

import pytest

from dragoman.errors import DragomanError
from dragoman.rulefile import RuleFileError, read_rules


@dataclass(frozen=True, slots=True, kw_only=True)
class Example:
    text: str
    value: int


@dataclass(frozen=True, slots=True, kw_only=True)
class Rule:
    id: str
    sector: Literal["GOV", "MIL"]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    weight: float = 1.0
    last: bool = False
    role: str | None = None
    limits: tuple[int, ...] = ()
    forms: dict[str, str] | None = None
    examples: tuple[Example, ...] = ()


GOOD = """
[[rule]]
id = "minister"
sector = "GOV"
yes = ["the minister"]
no = ["the ministry"]
weight = 2
limits = [1, 2]
forms = { plural = "ministers" }
examples = [{ text = "two ministers", value = 2 }]

[[rule]]
id = "general"
sector = "MIL"
yes = ["the general"]
no = ["in general"]
last = true
"""


def _written(folder: Path, content: str) -> Path:
    path = folder / "roles.toml"
    path.write_text(content, encoding="utf-8")
    return path


def test_rules_become_records_in_file_order(tmp_path: Path) -> None:
    """Lists are tuples, whole numbers fit decimal fields, and tables inside rules are records."""
    minister, general = read_rules(_written(tmp_path, GOOD), Rule)

    assert minister == Rule(
        id="minister",
        sector="GOV",
        yes=("the minister",),
        no=("the ministry",),
        weight=2.0,
        limits=(1, 2),
        forms={"plural": "ministers"},
        examples=(Example(text="two ministers", value=2),),
    )
    assert type(minister.weight) is float
    assert (general.id, general.last, general.weight, general.limits) == ("general", True, 1.0, ())


@pytest.mark.parametrize(
    ("found", "put", "message"),
    [
        ('sector = "GOV"', 'sectr = "GOV"', 'rule "minister": unknown key "sectr"; did you mean "sector"?'),
        ('sector = "GOV"', "", 'rule "minister": "sector" is missing; expected one of "GOV", "MIL"'),
        ('"GOV"', '"GVO"', '"sector" is "GVO"; did you mean "GOV"?'),
        ('"GOV"', '"police"', '"sector" is "police"; expected one of GOV, MIL'),
        ('yes = ["the minister"]', 'yes = "the minister"', '"yes" is "the minister"; expected a list, each a text'),
        ('yes = ["the minister"]', "yes = []", 'rule "minister": "yes" is empty; expected at least one phrase'),
        ('no = ["the ministry"]', "no = []", 'rule "minister": "no" is empty; expected at least one phrase'),
        ("weight = 2", "weight = true", '"weight" is True; expected a number'),
        ("last = true", "last = 1", 'rule "general": "last" is 1; expected true or false'),
        ("[1, 2]", '[1, "2"]', '"limits[1]" is "2"; expected a whole number'),
        ("value = 2", "valeu = 2", 'rule "minister", "examples[0]": unknown key "valeu"; did you mean "value"?'),
        ('"ministers"', "3", '"forms.plural" is 3; expected a text'),
        ('id = "general"', 'id = "minister"', 'rule "minister": "id" is that of rule 1 too; expected a new one'),
        ("last = true", "last =", "is not TOML: "),
    ],
)
def test_a_wrong_rule_is_named(tmp_path: Path, found: str, put: str, message: str) -> None:
    """A rule that does not fit its schema is refused with file, rule, key and what was expected."""
    assert found in GOOD
    path = _written(tmp_path, GOOD.replace(found, put, 1))

    with pytest.raises(RuleFileError, match="roles.toml.*" + re.escape(message)):
        read_rules(path, Rule)


@pytest.mark.parametrize("content", ["", "# nothing\n", "rule = []\n"])
def test_a_file_without_rules_is_an_error(tmp_path: Path, content: str) -> None:
    """A rule file that holds nothing never loads silently."""
    with pytest.raises(RuleFileError, match="holds no rules"):
        read_rules(_written(tmp_path, content), Rule)


def test_only_rule_tables_are_allowed(tmp_path: Path) -> None:
    """A misspelt table name is an error, not a file without that rule."""
    with pytest.raises(RuleFileError, match='unknown key "rules"'):
        read_rules(_written(tmp_path, GOOD + '\n[[rules]]\nid = "x"\n'), Rule)


def test_a_missing_file_is_named(tmp_path: Path) -> None:
    """A file that is not there raises the one error of rule files, with its name."""
    with pytest.raises(RuleFileError, match=r"none.toml: cannot be read"):
        read_rules(tmp_path / "none.toml", Rule)


def test_a_file_in_another_encoding_is_refused(tmp_path: Path) -> None:
    """Rule files are UTF-8; the message says at which byte they are not."""
    path = tmp_path / "roles.toml"
    path.write_bytes(b'[[rule]]\nid = "caf\xe9"\n')

    with pytest.raises(RuleFileError, match="is not UTF-8 at byte 18"):
        read_rules(path, Rule)


def test_messages_name_package_files_from_their_room_on(tmp_path: Path) -> None:
    """A file of the package is named by room, the folder that it is installed in left out."""
    folder = tmp_path / "dragoman" / "actors" / "rules" / "en"
    folder.mkdir(parents=True)

    with pytest.raises(RuleFileError, match=r"^actors/rules/en/roles.toml: holds no rules"):
        read_rules(_written(folder, ""), Rule)


def test_rule_file_errors_are_dragoman_errors() -> None:
    """One except clause catches everything that dragoman raises on purpose."""
    assert issubclass(RuleFileError, DragomanError)
