"""The place room's tables: type words, adjectives of regions, abbreviations, uses; and the gazetteer."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from importlib.resources import files
from typing import Literal

from dragoman.record import PlaceUse
from dragoman.rulefile import read_rules, read_table
from dragoman.world.gazetteer import Gazetteer, load_gazetteer


@dataclass(frozen=True, slots=True, kw_only=True)
class TypeWord:
    """A noun that says what kind of place a name is: "river", "province".

    ``features`` are the gazetteer's codes that it fits, ``made`` the code of a place known by no
    gazetteer ("Main Street"), empty where the word alone makes no name.
    """

    word: str
    features: tuple[str, ...] = ()
    made: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A form of a place's name that the gazetteer does not have: an adjective, an abbreviation.

    ``after`` is true for abbreviations that count only after a town and a comma ("Gary, IN").
    """

    form: str
    place: str
    country: str | None = None
    feature: str | None = None
    kind: Literal["short", "adjective"]
    after: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class UseRule:
    """What use a place has by its relation to the word above it; the first rule that fits decides.

    ``relation`` is the place's relation to its head, ``cases`` are its prepositions, ``heads`` lemmas of
    the head (``@name``: a word list, ``@type``: the type words), ``unless`` heads that stop the rule,
    ``only`` the kinds of place it is for. What is empty holds for all.
    """

    id: str
    relation: tuple[str, ...]
    cases: tuple[str, ...] = ()
    heads: tuple[str, ...] = ()
    unless: tuple[str, ...] = ()
    only: tuple[str, ...] = ()
    use: PlaceUse
    source: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """A named list of words."""

    id: str
    words: tuple[str, ...]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True, eq=False)
class PlaceRules:
    """Type words, forms, uses, word lists, and the gazetteer."""

    types: Mapping[str, TypeWord]
    forms: Mapping[str, Form]
    uses: tuple[UseRule, ...]
    words: Mapping[str, frozenset[str]]
    gazetteer: Gazetteer


@cache
def load_place_rules() -> PlaceRules:
    """The bundled rules and the gazetteer, loaded once.

    Raises RuleFileError where a file is wrong.
    """
    folder = files("dragoman.places") / "rules" / "en"
    return PlaceRules(
        types={row.word: row for row in read_table(folder / "types.csv", TypeWord)},
        forms={row.form: row for row in read_table(folder / "forms.csv", Form)},
        uses=read_rules(folder / "uses.toml", UseRule),
        words={row.id: frozenset(row.words) for row in read_table(folder / "words.csv", WordList)},
        gazetteer=load_gazetteer(),
    )
