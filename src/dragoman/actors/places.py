"""Countries of the places that a report names, as far as an actor's country hangs on them."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass, field

from dragoman.actors.mentions import Reading
from dragoman.actors.names import LANDS, Name
from dragoman.actors.rules import ActorRules
from dragoman.world import World
from dragoman.world.gazetteer import GazetteerPlace

_TOWN = 50_000  # people; a smaller place hardly gives a body its name
_GREAT = 500_000  # people; a city that is known without its country
_FAR = 30  # times as many people as the namesake in a country that the report names
_CLEARLY = 5  # times as many people as the namesake in another country


@dataclass(frozen=True)
class Places:
    """The countries named in each sentence, and the country of a place by its name."""

    reading: Reading
    world: World
    rules: ActorRules
    mentioned: frozenset[str]
    filed_in: str | None = None
    _known: dict[str, str | None] = field(default_factory=dict)

    @classmethod
    def of(cls, reading: Reading, world: World, rules: ActorRules, filed_in: str | None = None) -> Places:
        """``filed_in`` is the country of the dateline, of which the report most likely speaks too."""
        lands = (world.lands[n.key].code for n in reading.names if n.kind in LANDS or n.kind == "capital")
        return cls(reading, world, rules, frozenset(lands), filed_in)

    def country_of(self, name: Name) -> str | None:
        """The country of a state, capital or other place; None where several bear the name."""
        if name.kind in LANDS or name.kind == "capital":
            return self.world.lands[name.key].code
        if name.kind == "people":
            return self.world.peoples[name.key].country
        if name.key not in self._known:
            self._known[name.key] = self._looked_up(name)
        return self._known[name.key]

    def _looked_up(self, name: Name) -> str | None:
        if name.kind == "LOC":
            return self._in_gazetteer(name.key)
        if name.kind != "ORG":
            return None
        words = [self.reading.parsed.words[index].text for index in range(name.first, name.last)]
        capital = [word for word in words if word[0].isupper()]
        lands = (self.world.demonym(word) or self.world.state_named(word) for word in capital)
        land = next((land for land in lands if land is not None), None)
        if land is not None or len(capital) == 1:
            return land.code if land is not None else None
        told = [
            word
            for word in capital
            if word.lower() not in self.rules.heads and word.lower() not in self.rules.modifiers
        ]
        return next((code for word in told if (code := self._in_gazetteer(word, least=_TOWN))), None)

    def is_region(self, text: str) -> bool:
        """Whether the words are a part of the world ("the West"), which PLOVER gives no country."""
        return self.rules.is_a("region", text.lower().removeprefix("the "))

    def _in_gazetteer(self, text: str, least: int = 0) -> str | None:
        """The country that the report names too, else that of by far the largest place."""
        if self.is_region(text):
            return None
        named = self.rules.gazetteer.named(text)
        found = [place for place in named if place.country is not None and place.population >= least]
        near = [place for place in found if place.country in self.mentioned or place.country == self.filed_in]
        sizes: dict[str | None, int] = {}
        for place in found:
            sizes[place.country] = max(sizes.get(place.country, 0), place.population)
        ranked = sorted(sizes, key=lambda country: -sizes[country])
        if near and not self._is_overshadowed(near[0], found):
            return near[0].country
        if not ranked or (len(ranked) > 1 and sizes[ranked[0]] < _CLEARLY * max(sizes[ranked[1]], 1)):
            return None
        return ranked[0]

    def _is_overshadowed(self, near: GazetteerPlace, found: Sequence[GazetteerPlace]) -> bool:
        """Whether the name means a great city elsewhere, though the report names the country of a small namesake."""
        return any(p.rank == 0 and p.population > max(_GREAT, _FAR * near.population) for p in found)
