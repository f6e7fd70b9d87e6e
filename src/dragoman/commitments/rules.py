"""What this room knows: words that demand, promise, bind and answer, as data."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cached_property
from importlib.resources import files
from typing import Literal

from dragoman.record.types import CommitmentKind, CommitmentState
from dragoman.rulefile import read_rules

PartOfSpeech = Literal["verb", "noun", "adjective"]
Direction = Literal["asks", "owes", "binds"]
Take = Literal["clause", "pair", "infinitive", "object", "for", "on", "to", "of", "with", "against", "about", "until"]


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRule:
    """Words that make a commitment, and what must stand with them.

    ``direction``: the subject asks it of another, owes it, or is a deal that binds others. ``takes``: the
    constructions that carry what is owed, tried in their order. ``things``: the word list that the head of what is
    owed must be in, where not everything will do. ``yes``: sentences with what is owed in brackets.
    """

    id: str
    kind: CommitmentKind
    pos: PartOfSpeech
    direction: Direction
    words: tuple[str, ...]
    takes: tuple[Take, ...]
    source: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    things: str | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class ListRule:
    """Nouns that open a list whose items are each a commitment of ``kind``.

    ``direction``: the noun's owner is owed the items ("asks") or owes them. ``yes``: the first item in brackets.
    """

    id: str
    kind: CommitmentKind
    direction: Literal["asks", "owes"]
    words: tuple[str, ...]
    source: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """Words of one class that the code asks for by its ``id``."""

    id: str
    words: frozenset[str]
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class AnswerRule:
    """Verbs that say what became of a demand, promise or offer; ``negated`` is what they say with "not".

    ``nouns`` are the lists whose words may be answered so.
    """

    id: str
    words: tuple[str, ...]
    state: CommitmentState
    source: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    negated: CommitmentState | None = None


@dataclass(frozen=True, kw_only=True)
class CommitmentRules:
    """Cues by word, answers by verb, nouns that open lists, and word lists by name."""

    cues: tuple[CueRule, ...]
    answers: tuple[AnswerRule, ...]
    listed: tuple[ListRule, ...]
    lists: tuple[WordList, ...]

    @cached_property
    def cue_by_word(self) -> dict[tuple[str, str], tuple[CueRule, ...]]:
        """Rules by (part of speech, word)."""
        found: dict[tuple[str, str], list[CueRule]] = {}
        for rule in self.cues:
            for word in rule.words:
                found.setdefault((rule.pos, word), []).append(rule)
        return {key: tuple(rules) for key, rules in found.items()}

    @cached_property
    def list_by_word(self) -> dict[str, ListRule]:
        """List rules by noun."""
        return {word: rule for rule in self.listed for word in rule.words}

    @cached_property
    def answer_by_word(self) -> dict[str, AnswerRule]:
        """Answer rules by verb."""
        return {word: rule for rule in self.answers for word in rule.words}

    @cached_property
    def _words(self) -> dict[str, frozenset[str]]:
        return {words.id: words.words for words in self.lists}

    def has(self, name: str, *words: str) -> bool:
        """Whether one of the words stands in the list ``name``; KeyError where there is no such list."""
        return any(word in self._words[name] for word in words)

    def has_any(self, name: str, words: Iterable[str]) -> bool:
        """Whether one of the words stands in the list ``name``."""
        return not self._words[name].isdisjoint(words)


def load_commitment_rules() -> CommitmentRules:
    """The bundled rules. Raises RuleFileError where a file is wrong."""
    folder = files("dragoman.commitments") / "rules" / "en"
    return CommitmentRules(
        cues=read_rules(folder / "cues.toml", CueRule),
        answers=read_rules(folder / "answers.toml", AnswerRule),
        listed=read_rules(folder / "listed.toml", ListRule),
        lists=read_rules(folder / "lists.toml", WordList),
    )
