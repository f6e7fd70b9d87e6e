"""What this room knows: words of standing for and against, as data."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Literal

from dragoman.record.types import Stance
from dragoman.rulefile import read_rules

PartOfSpeech = Literal["verb", "noun", "adjective", "participle", "kin", "preposition"]
Take = Literal[
    "object", "infinitive", "as", "for", "of", "over", "to", "on", "with", "against", "by", "behind", "between", "in"
]


@dataclass(frozen=True, slots=True, kw_only=True)
class StanceRule:
    """Words that say where somebody stands.

    ``pos``: ``participle`` is the second half of "EU-mediated", ``kin`` a noun for one side of a bond ("ally"),
    ``preposition`` the predicate of "Germany is against the plan".
    ``takes``: what holds the object. ``negated``: the stance with "not"; None where "not" leaves none. ``things``:
    the word list that the object's head must be in, where not every object will do ("actors": it names an actor).
    ``yes``: sentences with the object in brackets.
    """

    id: str
    stance: Stance
    pos: PartOfSpeech
    words: tuple[str, ...]
    takes: tuple[Take, ...]
    source: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    negated: Stance | None = None
    things: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """Words of one class that rules and code ask for by ``id``."""

    id: str
    words: frozenset[str]
    source: str


@dataclass(frozen=True, kw_only=True)
class PositionRules:
    """Stance words, and word lists by name."""

    stances: tuple[StanceRule, ...]
    lists: tuple[WordList, ...]

    @cached_property
    def by_word(self) -> dict[tuple[str, str], tuple[StanceRule, ...]]:
        """Rules by (part of speech, word)."""
        found: dict[tuple[str, str], list[StanceRule]] = {}
        for rule in self.stances:
            for word in rule.words:
                found.setdefault((rule.pos, word), []).append(rule)
        return {key: tuple(rules) for key, rules in found.items()}

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {words.id: words.words for words in self.lists}

    def has(self, name: str, word: str) -> bool:
        """Whether the word stands in the list ``name``; KeyError where there is no such list."""
        return word in self._words[name]


def load_position_rules() -> PositionRules:
    """The bundled rules. Raises RuleFileError where a file is wrong."""
    folder = files("dragoman.positions") / "rules" / "en"
    return PositionRules(
        stances=read_rules(folder / "stances.toml", StanceRule),
        lists=read_rules(folder / "lists.toml", WordList),
    )
