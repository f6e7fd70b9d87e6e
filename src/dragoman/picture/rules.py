"""What this room knows: words that say nothing of a content, and codes that may be one thing told twice."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass
from functools import cache, cached_property
from importlib.resources import files
from typing import Literal

from dragoman.picture.wording import base_form
from dragoman.rulefile import read_rules

Side = Literal["pro", "contra"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """Words of one class; ``yes`` are in it, ``no`` are not."""

    id: str
    meaning: str
    source: str
    words: frozenset[str]
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Meaning:
    """Words that say the same of what is owed; ``yes`` are among them, ``no`` are not."""

    id: str
    meaning: str
    words: frozenset[str]
    source: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Family:
    """Codes that may be one thing in the words of two reports; ``use`` says codes of what."""

    id: str
    use: Literal["commitment", "event", "sector"]
    meaning: str
    members: frozenset[str]
    source: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class Topic:
    """What stances are about, with the stances on either side."""

    id: str
    pro: frozenset[str]
    contra: frozenset[str]
    source: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, kw_only=True)
class PictureRules:
    """The rules of the room. Built by ``load_picture_rules``."""

    words: tuple[WordList, ...]
    meanings: tuple[Meaning, ...]
    families: tuple[Family, ...]
    topics: tuple[Topic, ...]
    synonyms: tuple[WordList, ...]
    anybody: tuple[WordList, ...]

    @cached_property
    def empty_words(self) -> frozenset[str]:
        """Words that say nothing of a content."""
        return frozenset[str]().union(*(rule.words for rule in self.words))

    @cached_property
    def anybodies(self) -> frozenset[str]:
        """Words for those who were hit that say no more than whose land it was."""
        return frozenset[str]().union(*(rule.words for rule in self.anybody))

    @cached_property
    def meaning_of(self) -> dict[str, str]:
        """The meaning's id by each of its words."""
        return {word: rule.id for rule in self.meanings for word in rule.words}

    def synonyms_of(self, words: Iterable[str]) -> frozenset[str]:
        """The classes of words that may tell one happening, of all the words.

        >>> rules = load_picture_rules()
        >>> sorted(rules.synonyms_of(["captured"]) & rules.synonyms_of(["arrest"]))
        ['arrest']
        """
        known = self._synonyms_of
        return frozenset[str]().union(*(known.get(base_form(word), frozenset()) for word in words))

    @cached_property
    def _synonyms_of(self) -> dict[str, frozenset[str]]:
        found: dict[str, set[str]] = {}
        for rule in self.synonyms:
            for word in rule.words:
                found.setdefault(base_form(word), set()).add(rule.id)
        return {word: frozenset(ids) for word, ids in found.items()}

    @cached_property
    def speaking_sectors(self) -> frozenset[str]:
        """Sectors whose bodies act for the state or body above them."""
        return frozenset[str]().union(*(rule.members for rule in self.families if rule.use == "sector"))

    @cached_property
    def _families_of(self) -> dict[tuple[str, str], frozenset[str]]:
        found: dict[tuple[str, str], set[str]] = {}
        for rule in self.families:
            for member in rule.members:
                found.setdefault((rule.use, member), set()).add(rule.id)
        return {key: frozenset(ids) for key, ids in found.items()}

    def families_of(self, use: str, code: str) -> frozenset[str]:
        """The families of a kind of commitment or a type of event; none where it is only like itself.

        >>> sorted(load_picture_rules().families_of("commitment", "obligation"))
        ['asked', 'pledged']
        """
        return self._families_of.get((use, code), frozenset())

    def topic_of(self, stance: str) -> tuple[str, Side]:
        """The topic of a stance, and its side. Raises KeyError for what is no stance.

        >>> load_picture_rules().topic_of("does-not-recognize")
        ('recognition', 'contra')
        """
        return self._topics[stance]

    @cached_property
    def _topics(self) -> dict[str, tuple[str, Side]]:
        return dict([*_sides(self.topics, "pro"), *_sides(self.topics, "contra")])


def _sides(topics: Iterable[Topic], side: Side) -> Iterable[tuple[str, tuple[str, Side]]]:
    for topic in topics:
        for stance in topic.pro if side == "pro" else topic.contra:
            yield stance, (topic.id, side)


@cache
def load_picture_rules() -> PictureRules:
    """The bundled rules, read once. Raises RuleFileError where a file is wrong."""
    folder = files("dragoman.picture") / "rules"
    return PictureRules(
        words=read_rules(folder / "en" / "words.toml", WordList),
        meanings=read_rules(folder / "en" / "alike.toml", Meaning),
        families=read_rules(folder / "families.toml", Family),
        topics=read_rules(folder / "stances.toml", Topic),
        synonyms=read_rules(folder / "en" / "synonyms.toml", WordList),
        anybody=read_rules(folder / "en" / "anybody.toml", WordList),
    )
