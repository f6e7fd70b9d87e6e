"""What has been found of a report's actors so far, and how to find it again."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass, field

from dragoman.actors.antecedents import Earlier
from dragoman.actors.describe import Describer
from dragoman.actors.drafts import Draft
from dragoman.actors.mentions import Phrase, Reading
from dragoman.actors.persons import Holders
from dragoman.actors.places import Places
from dragoman.actors.rules import ActorRules
from dragoman.language import Parsed
from dragoman.world import World

Key = tuple[str, ...]


@dataclass
class Registry:
    """Drafts in the order in which they were made, by the head words of their mentions, and by key."""

    reading: Reading
    world: World
    rules: ActorRules
    day: str | None
    filed_in: str | None = None
    drafts: list[Draft] = field(default_factory=list)
    at: dict[int, Draft] = field(default_factory=dict)
    by_key: dict[Key, Draft] = field(default_factory=dict)
    earlier: list[Earlier] = field(default_factory=list)
    places: Places = field(init=False)
    holders: Holders = field(init=False)
    describer: Describer = field(init=False)

    def __post_init__(self) -> None:
        self.places = Places.of(self.reading, self.world, self.rules, self.filed_in)
        self.holders = Holders(self.world, self.day)
        self.describer = Describer(
            self.reading, self.world, self.rules, self.draft_at, self.places.country_of, self.day
        )

    @property
    def parsed(self) -> Parsed:
        return self.reading.parsed

    def draft_at(self, head: int) -> Draft | None:
        """The actor whose mention has this head word, as it is known now."""
        found = self.at.get(head)
        return found.final() if found is not None else None

    def get(self, *key: str) -> Draft | None:
        """The draft kept under a key, as it is known now."""
        found = self.by_key.get(key)
        return found.final() if found is not None else None

    def keep(self, draft: Draft, *key: str) -> Draft:
        """Keep the draft under a key that no other has."""
        self.by_key.setdefault(key, draft)
        return draft

    def known(self, key: Key, make: Callable[[], Draft]) -> Draft:
        """The draft kept under ``key``, made where there is none."""
        if key not in self.by_key:
            self.by_key[key] = self.add(make())
        return self.by_key[key].final()

    def add(self, draft: Draft) -> Draft:
        """A new actor."""
        self.drafts.append(draft)
        return draft

    def text(self, first: int, last: int) -> str:
        """The report's words ``[first, last)`` with single spaces."""
        words = self.parsed.words
        return " ".join(self.parsed.text[words[first].start : words[last - 1].end].split())

    def mention(self, phrase: Phrase, draft: Draft) -> None:
        """Note that the phrase is a mention of the actor."""
        draft.mentions.append(phrase.mention(self.parsed))
        self.at[phrase.head] = draft
        if phrase.name is not None:
            self.at[phrase.name.head] = draft
        plural = draft.plural or "Number=Plur" in self.parsed.words[phrase.head].feats
        self.earlier.append(Earlier(phrase.head, phrase.first, phrase.last, draft, plural))
