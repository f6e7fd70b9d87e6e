"""Places: names in the text, where they are, and whether a place is meant."""

from dragoman.places.places import find_places
from dragoman.places.rules import PlaceRules, load_place_rules

__all__ = ["PlaceRules", "find_places", "load_place_rules"]
