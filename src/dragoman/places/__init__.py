"""Places: names in the text, where they are, and whether a place is meant."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.language import Parsed
from dragoman.record import Dateline, Place
from dragoman.world import World


@dataclass(frozen=True, slots=True, kw_only=True)
class PlaceRules:
    """Type words, stop names, contexts, and the gazetteer."""


def load_place_rules() -> PlaceRules:
    """The bundled rules and the gazetteer."""
    return PlaceRules()


def find_places(parsed: Parsed, *, dateline: Dateline | None, world: World, rules: PlaceRules) -> tuple[Place, ...]:
    """Every place of the report in text order, the dateline's included."""
    return ()
