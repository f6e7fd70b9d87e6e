"""Every place that a name can mean: the world's lands and the gazetteer's places, in one form."""

from __future__ import annotations

from dataclasses import dataclass, replace
from functools import lru_cache
from math import log10

from dragoman.places.rules import Form, PlaceRules
from dragoman.world import Known, State, World
from dragoman.world.gazetteer import Gazetteer, GazetteerPlace

# Priors are on the scale of log10 of inhabitants: how often news mean the place by its name alone.
_LAND_PRIOR = {"state": 9.0, "partial": 6.8, "former": 7.5, "dependency": 6.3, "region": 6.9}
_LAND_FEATURE = {"state": "PCLI", "partial": "RGN", "former": "PCLH", "dependency": "PCLD", "region": "ADM1"}
_RANK_COST = (0.0, 1.8, 1.6)
LARGE = 500_000  # inhabitants
_FEATURE_BONUS = {"PPLC": 0.8, "ADM1": -0.3, "ADM2": -1.2, "ADM3": -1.5, "ADM4": -1.5, "ADM5": -1.5, "AIRP": 3.0}
_REMEMBERED = 1 << 15
SHORT = 4  # letters of the longest word in capitals that is taken for an acronym


@dataclass(frozen=True, slots=True)
class Candidate:
    """A place that a name can mean; ``prior`` is on the scale of log10 of inhabitants.

    ``own`` is false where the name looked up is one of its other names or a short form; ``by_hand``
    is true for regions, seas and the like, which may take an article.
    """

    key: str
    name: str
    geonames_id: int | None
    lat: float | None
    lon: float | None
    country: str | None
    feature: str
    prior: float
    id: int | None = None
    region: int | None = None
    district: int | None = None
    land: bool = False
    own: bool = True
    by_hand: bool = False


class Atlas:
    """Candidates by name, by adjective and by abbreviation; lookups are remembered."""

    def __init__(self, world: World, rules: PlaceRules) -> None:
        self.world, self._forms = world, rules.forms
        self._gazetteer: Gazetteer = rules.gazetteer
        self.named = lru_cache(_REMEMBERED)(self._named)
        self.adjective = lru_cache(_REMEMBERED)(self._adjective)

    def _named(self, text: str) -> tuple[Candidate, ...]:
        """Places with this name, the most prominent first; lands come from the world's tables."""
        form = self._forms.get(text)
        if form is not None and form.kind == "short":
            return self._of(form)
        lands = {known.key: known for known in self.world.known(text) if known.kind == "state"}
        found = [_land(self.world.lands[key]) for key in lands]
        is_state = any(land.feature == "PCLI" for land in found)
        for place in self._gazetteer.named(text):
            # "México" is a name of Mexico City too, but in English the bare name is the state's.
            if _is_written(place, text) and (place.rank == 0 or not is_state):
                found.append(_town(place))
        return tuple(sorted(found, key=lambda c: -c.prior))

    def _adjective(self, text: str) -> tuple[Candidate, ...]:
        """The land or region whose adjective or demonym this is."""
        form = self._forms.get(text)
        if form is not None and form.kind == "adjective":
            return self._of(form)
        return tuple(dict.fromkeys(_land(land) for known in self.world.known(text) for land in self._lands(known)))

    def _lands(self, known: Known) -> tuple[State, ...]:
        return (self.world.lands[known.key],) if known.kind in ("adjective", "demonym") else ()

    def _of(self, form: Form) -> tuple[Candidate, ...]:
        found = self._named(form.place)
        return tuple(c for c in found if form.country in (None, c.country) and form.feature in (None, c.feature))[:1]


@lru_cache(4)
def atlas_of(world: World, rules: PlaceRules) -> Atlas:
    """The atlas of this world and these rules, made once."""
    return Atlas(world, rules)


def _is_written(place: GazetteerPlace, text: str) -> bool:
    """False for short words in capitals, which are acronyms ("EU", "AIDS") more often than towns."""
    return len(text) > SHORT or not text.isupper() or (place.rank == 0 and len(text) == SHORT)


def _land(land: State) -> Candidate:
    return Candidate(
        key=land.id,
        name=land.name,
        geonames_id=land.geonames_id,
        lat=land.lat,
        lon=land.lon,
        country=land.code,
        feature=_LAND_FEATURE[land.kind],
        prior=_LAND_PRIOR[land.kind],
        land=True,
    )


def _town(place: GazetteerPlace) -> Candidate:
    prior = log10(place.population + 10) - _rank_cost(place) + _FEATURE_BONUS.get(place.feature, 0.0)
    return Candidate(
        key=f"#{place.id}",
        name=place.name,
        geonames_id=place.geonames_id,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        feature=place.feature,
        prior=prior,
        id=place.id,
        region=place.region,
        district=place.district,
        own=place.rank == 0,
        by_hand=_is_weighed(place),
    )


def _is_weighed(place: GazetteerPlace) -> bool:
    """Whether a name alone brings a place to mind that is no common town: a capital, a quarter, a sea with a weight.

    Of a user's own gazetteer this leaves out its hotels, brooks and schools, which have no inhabitants.
    """
    common = place.feature.startswith(("PPL", "ADM", "AIRP")) and place.feature != "PPLX"
    return place.feature == "PPLC" or (not common and place.population > 0)


def _rank_cost(place: GazetteerPlace) -> float:
    """Small towns are seldom meant by another name than their own; large ones often are."""
    return 0.4 if place.rank == 1 and place.population > LARGE else _RANK_COST[place.rank]


def nowhere(name: str, feature: str) -> Candidate:
    """A place that no table has: its name and kind, no point.

    >>> nowhere("Main Street", "ST").lat is None
    True
    """
    return Candidate(name, name, None, None, None, None, feature, 0.0)


def placed(candidate: Candidate, within: Candidate) -> Candidate:
    """``candidate`` at the point of the place that holds it."""
    return replace(candidate, lat=within.lat, lon=within.lon, country=within.country)
