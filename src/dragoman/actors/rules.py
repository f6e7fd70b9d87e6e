"""The rules of the actors room: agents with their sectors, pronouns, titles that tell a gender."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Container, Iterable, Mapping
from dataclasses import dataclass
from functools import cache, lru_cache
from importlib.resources import files
from typing import Literal

from dragoman.language import Parsed
from dragoman.record.types import ActorType
from dragoman.rulefile import read_table
from dragoman.world.gazetteer import Gazetteer, load_gazetteer

Gender = Literal["male", "female", "thing"]
_PIECES = re.compile(r"'s\b|[\w.&]+|'")
_HYPHENS = frozenset({"-", "‐", "‑"})
_APOSTROPHES = str.maketrans({"’": "'", "‘": "'"})


@dataclass(frozen=True, slots=True, kw_only=True)
class Agent:
    """Words that name somebody who acts, and PLOVER's sector for them.

    ``use``: a ``head`` has its own sector; a ``generic`` word takes the sector of the words beside it
    ("rebel leader") and its own only where they have none; a ``place`` ("town") stands for its people;
    a ``weapon`` for whose it is; a ``partitive`` for what follows "of"; a ``modifier`` only gives its
    sector to a generic head; ``former`` makes an official ELI. ``office`` is its name in the world's
    tables. ``anaphor`` names the kinds of actor that "the" and this word may refer back to.
    """

    phrase: str
    sector: str | None = None
    type: ActorType | None = None
    use: Literal["head", "generic", "place", "weapon", "partitive", "modifier", "former"]
    secondary: tuple[str, ...] = ()
    office: str | None = None
    anaphor: tuple[str, ...] = ()

    @property
    def sectors(self) -> tuple[str, ...]:
        """The primary sector first, then the secondary ones."""
        return ((self.sector,) if self.sector else ()) + self.secondary


@dataclass(frozen=True, slots=True, kw_only=True)
class Pronoun:
    """What a pronoun says about its antecedent."""

    form: str
    person: Literal["first", "third"]
    number: Literal["one", "many", "any"]
    gender: Gender | None = None
    use: Literal["personal", "possessive", "reflexive", "relative"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Word:
    """A word of a closed class and the class."""

    word: str
    kind: str


@dataclass(frozen=True, slots=True, kw_only=True)
class LandNoun:
    """A noun by which a report may call a land of the world's tables: "the island" for Cuba."""

    noun: str
    land: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Weight:
    """How much something seen of an earlier noun speaks for it as what a pronoun stands for."""

    seen: str
    weight: float


@dataclass(frozen=True, slots=True, kw_only=True)
class FirstName:
    """A given name that nearly always is a man's or a woman's."""

    name: str
    gender: Literal["male", "female"]


@dataclass(frozen=True, slots=True)
class Pattern:
    """The words of an agent's phrase around its head."""

    before: tuple[str, ...]
    after: tuple[str, ...]
    agent: Agent

    def span(self, parsed: Parsed, index: int) -> tuple[int, int] | None:
        """Words ``[first, last)`` of the phrase whose head is at ``index``, or None where it does not match."""
        first = _walk(parsed, index, self.before[::-1], -1)
        last = _walk(parsed, index, self.after, 1)
        return None if first is None or last is None else (first, last + 1)


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorRules:
    """Agents, titles and roles with their sectors; pronouns; the words that tell a gender or a place."""

    heads: Mapping[str, tuple[Pattern, ...]]
    modifiers: Mapping[str, tuple[Pattern, ...]]
    pronouns: Mapping[str, Pronoun]
    words: Mapping[str, frozenset[str]]
    first_names: Mapping[str, Gender]
    land_nouns: Mapping[str, frozenset[str]]
    antecedents: Mapping[str, float]
    gazetteer: Gazetteer

    def agent(self, parsed: Parsed, index: int, taken: Container[int] = ()) -> tuple[Agent, int, int] | None:
        """The agent whose head is the word at ``index``, with the words ``[first, last)`` that name it.

        The longest phrase wins ("police chief" before "chief"). A phrase may not begin with words that are
        ``taken`` ("European Union leaders" are no union leaders).
        """
        return _longest(self.heads, parsed, index, taken)

    def modifier(self, parsed: Parsed, index: int) -> Agent | None:
        """The agent or modifier that ends at the word at ``index``, which stands before a head."""
        found = _longest(self.modifiers, parsed, index) or _longest(self.heads, parsed, index)
        return found[0] if found else None

    @property
    def people(self) -> Agent:
        """The agent of "people", for those of whom only the number is told."""
        return next(pattern.agent for pattern in self.heads["people"] if not pattern.before and not pattern.after)

    def is_a(self, kind: str, word: str) -> bool:
        """Whether the word (lower case) belongs to the class ``kind`` of ``words.csv``."""
        return word in self.words[kind]


@cache
def load_actor_rules() -> ActorRules:
    """The bundled rules. Raises RuleFileError where a file is wrong.

    >>> load_actor_rules().pronouns["they"].number
    'many'
    """
    folder = files("dragoman.actors") / "rules" / "en"
    agents = read_table(folder / "agents.csv", Agent)
    words: dict[str, set[str]] = defaultdict(set)
    for word in read_table(folder / "words.csv", Word):
        words[word.kind].add(word.word)
    nouns: dict[str, set[str]] = defaultdict(set)
    for row in read_table(folder / "lands.csv", LandNoun):
        nouns[row.land].add(row.noun)
    return ActorRules(
        heads=_index(a for a in agents if a.use not in ("modifier", "former")),
        modifiers=_index(a for a in agents if a.use in ("modifier", "former")),
        pronouns={p.form: p for p in read_table(folder / "pronouns.csv", Pronoun, unique="form")},
        words={kind: frozenset(found) for kind, found in words.items()},
        first_names={row.name: row.gender for row in read_table(folder / "first_names.csv", FirstName, unique="name")},
        land_nouns={land: frozenset(found) for land, found in nouns.items()},
        antecedents={row.seen: row.weight for row in read_table(folder / "antecedents.csv", Weight, unique="seen")},
        gazetteer=load_gazetteer(),
    )


@lru_cache(65536)
def plain(text: str) -> str:
    """A word in lower case with straight apostrophes and without the stop of an abbreviation.

    >>> plain("Gen.")
    'gen'
    """
    word = text.translate(_APOSTROPHES).lower()
    return word[:-1] if len(word) > 1 and word.endswith(".") else word


def without_past(word: str) -> str:
    """The word without "ex-" or "then-" before it.

    >>> without_past("ex-president")
    'president'
    """
    return word.removeprefix("ex-").removeprefix("then-")


def _index(agents: Iterable[Agent]) -> dict[str, tuple[Pattern, ...]]:
    """Patterns by the head of the phrase, longest first; the head stands before "of" or "for", else last."""
    found: dict[str, list[Pattern]] = defaultdict(list)
    for agent in agents:
        pieces = _PIECES.findall(agent.phrase.replace("-", " "))
        at = next((n for n, p in enumerate(pieces) if p in ("of", "for", "in", "to") and n), len(pieces)) - 1
        found[pieces[at]].append(Pattern(tuple(pieces[:at]), tuple(pieces[at + 1 :]), agent))
    return {
        head: tuple(sorted(patterns, key=lambda p: -len(p.before) - len(p.after))) for head, patterns in found.items()
    }


def _longest(
    table: Mapping[str, tuple[Pattern, ...]], parsed: Parsed, index: int, taken: Container[int] = ()
) -> tuple[Agent, int, int] | None:
    word = parsed.words[index]
    for form in dict.fromkeys((plain(word.text), word.lemma.lower(), without_past(plain(word.text)))):
        for pattern in table.get(form, ()):
            span = pattern.span(parsed, index)
            if span is not None and not any(before in taken for before in range(span[0], index)):
                return pattern.agent, *span
    return None


def _walk(parsed: Parsed, index: int, wanted: tuple[str, ...], step: int) -> int | None:
    """Where the wanted words end when read from ``index`` in steps; hyphens are passed over."""
    words, at = parsed.words, index
    for piece in wanted:
        at += step
        while 0 <= at < len(words) and words[at].text in _HYPHENS:
            at += step
        if not 0 <= at < len(words) or words[at].sentence != words[index].sentence:
            return None
        form = plain(words[at].text)
        if piece not in (form, words[at].lemma.lower(), without_past(form)):
            return None
    return at
