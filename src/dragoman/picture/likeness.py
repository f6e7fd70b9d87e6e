"""Whether two tellings may be one thing: content words shared, actors that are one or act for one another."""

from __future__ import annotations

import re
from collections.abc import Hashable, Iterable, Iterator
from dataclasses import dataclass
from itertools import islice
from typing import Generic, TypeVar

from dragoman.picture.accounts import Account, Party
from dragoman.picture.peoples import one_id, plain_names
from dragoman.picture.rules import PictureRules

Item = TypeVar("Item")

_WORD = re.compile(r"[^\W\d_]+|\d+")
_HYPHENS = re.compile(r"(?<=[^\W\d_])-(?=[^\W\d_])")
_ANYBODY = "/*"  # ends the line of a land whose people or town no name is told of
_STEM = 6  # letters: "withdraw" and "withdrawal" are alike, and no lemmas are known
DEPTH = 24  # the latest things of one key that are compared; keeps long histories linear
_MOST = 24  # words of a content, actors of a role, that are looked up


def content_stems(text: str, *, rules: PictureRules) -> frozenset[str]:
    """The content words of ``text``, casefolded, each by its first letters and without a plural ending.

    >>> from dragoman.picture.rules import load_picture_rules
    >>> sorted(content_stems("the withdrawal of its Troops", rules=load_picture_rules()))
    ['troop', 'withdr']
    """
    words = (word.casefold() for word in _WORD.findall(text))
    return frozenset(_stem(word) for word in words if len(word) > 1 and word not in rules.empty_words)


def content_meanings(text: str, *, rules: PictureRules) -> frozenset[str]:
    """The content words of ``text`` as ``content_stems`` gives them, but words that say the same as one.

    >>> from dragoman.picture.rules import load_picture_rules
    >>> rules = load_picture_rules()
    >>> content_meanings("free the soldiers", rules=rules) == content_meanings("the release of troops", rules=rules)
    True
    """
    plain = " ".join(_HYPHENS.sub("", text).split())
    words = (word.casefold() for word in _WORD.findall(plain))
    known = (word for word in words if len(word) > 1 and word not in rules.empty_words)
    return frozenset(f"={rules.meaning_of[word]}" if word in rules.meaning_of else _stem(word) for word in known)


def _stem(word: str) -> str:
    if len(word) > 3 and word.endswith("s") and not word.endswith("ss"):
        word = word[:-1]
    return word[:_STEM]


def overlap(one: frozenset[str], other: frozenset[str]) -> float:
    """The share of the shorter content's words that stand in the other, 0 to 1.

    >>> overlap(frozenset({"leave"}), frozenset({"leave", "countr"}))
    1.0
    """
    shorter = min(len(one), len(other))
    return len(one & other) / shorter if shorter else 0.0


@dataclass(frozen=True, slots=True, kw_only=True)
class Role:
    """The actors of one part: their ids, with these the states and bodies that they act for, and those of them whom
    more than one report can know."""

    ids: frozenset[str] = frozenset()
    lines: frozenset[str] = frozenset()
    known: frozenset[str] = frozenset()

    def meets(self, other: Role) -> bool:
        """Whether an actor of one is an actor of the other, or acts for him."""
        return bool(self.ids & other.lines or other.ids & self.lines)

    def agrees(self, other: Role) -> bool:
        """Whether the actors may be the same: one part names nobody that is known, or somebody is in both."""
        return not self.known or not other.known or self.meets(other)

    def holds(self, other: Role) -> bool:
        """Whether one part tells no more than a state, or anybody of it, and the other somebody: Congo, or people of a
        town there, and Kalemie."""
        lands = {actor for actor in self.ids if "/" not in actor}
        lands |= {line.removesuffix(_ANYBODY) for line in self.lines if line.endswith(_ANYBODY)}
        return any(actor.partition("/")[0] in lands for actor in other.ids)

    def joined(self, other: Role) -> Role:
        """The actors of both."""
        return Role(ids=self.ids | other.ids, lines=self.lines | other.lines, known=self.known | other.known)


def role_of(account: Account, parties: Iterable[Party], *, rules: PictureRules) -> Role:
    """The actors of one part of something that ``account`` tells."""
    ids = [party.id for party in parties]
    lines = (_line(one_id(account.identity(actor)), account.sector(actor), rules) for actor in ids)
    return Role(
        ids=frozenset(one_id(account.identity(actor)) for actor in ids),
        lines=frozenset(each for line in lines for each in line),
        known=frozenset(actor for actor in ids if account.is_known(actor)),
    )


def camp_of(account: Account, parties: Iterable[Party], *, rules: PictureRules) -> Role:
    """The sides that the actors of one part speak for: RUS for its ministry and for its army, who demand as one."""
    ids = [party.id for party in parties]
    camps = frozenset(_camp(account.identity(actor), account.sector(actor), rules) for actor in ids)
    return Role(ids=camps, lines=camps, known=frozenset(actor for actor in ids if account.is_known(actor)))


def _camp(actor: str, sector: str | None, rules: PictureRules) -> str:
    """The state that the actor speaks for, the body of one that speaks for a body ("IGO/nato"), else the actor."""
    if sector not in rules.speaking_sectors:
        return actor
    parts = actor.split("/")
    return "/".join(parts[:2]) if parts[0] in rules.speaking_sectors else parts[0]


def _line(actor: str, sector: str | None, rules: PictureRules) -> list[str]:
    """The actor, and where his sector acts for them those above him: RUS/government, RUS; a people's other names."""
    if sector not in rules.speaking_sectors:
        land, _, name = actor.partition("/")
        return [actor, *plain_names(actor), *([land + _ANYBODY] if name in rules.anybodies else [])]
    parts = actor.split("/")
    return ["/".join(parts[:n]) for n in range(len(parts), 0, -1)]


def shelf_keys(name: str, role: Role, words: Iterable[Hashable]) -> Iterator[Hashable]:
    """Keys to file something under: by each of its actors, those above them, and each word."""
    for word in islice(words, _MOST):
        yield from ((name, "is", actor, word) for actor in islice(sorted(role.ids), _MOST))
        yield from ((name, "acts for", actor, word) for actor in islice(sorted(role.lines), _MOST))


def look_keys(name: str, role: Role, words: Iterable[Hashable]) -> Iterator[Hashable]:
    """Keys under which what meets ``role`` is filed."""
    for word in islice(words, _MOST):
        yield from ((name, "is", actor, word) for actor in islice(sorted(role.lines), _MOST))
        yield from ((name, "acts for", actor, word) for actor in islice(sorted(role.ids), _MOST))


class Shelf(Generic[Item]):
    """Things by their keys; of each key the latest few are found again."""

    def __init__(self) -> None:
        self._items: list[Item] = []
        self._numbers: dict[Hashable, list[int]] = {}

    def file(self, item: Item, keys: Iterable[Hashable]) -> int:
        """File a new thing; its number."""
        self._items.append(item)
        self.refile(len(self._items) - 1, keys)
        return len(self._items) - 1

    def refile(self, number: int, keys: Iterable[Hashable]) -> None:
        """File a thing that is known under more keys, as the latest of each."""
        for key in dict.fromkeys(keys):
            numbers = self._numbers.setdefault(key, [])
            if number in numbers:
                numbers.remove(number)
            numbers.append(number)
            del numbers[:-DEPTH]

    def found(self, keys: Iterable[Hashable]) -> list[tuple[int, Item]]:
        """The things under any of the keys, in the order that they were first filed."""
        numbers = {number for key in keys for number in self._numbers.get(key, ())}
        return [(number, self._items[number]) for number in sorted(numbers)]

    @property
    def items(self) -> list[Item]:
        """Everything, in the order that it was filed."""
        return self._items
