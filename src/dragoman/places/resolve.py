"""Which place a name means: by what else the whole report names, by what stands beside it, by size."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from math import cos, hypot, log1p, radians

from dragoman.places.atlas import Candidate
from dragoman.places.mentions import PlaceMention

MANY = 40  # places of a report that the others are measured against
KM = 111.2  # a degree of latitude
NEAR = 120.0  # kilometres at which nearness counts half
STATED = 6.0  # what a holder stated beside the name is worth
SEAT = 1.5  # what an area loses against the town that it is named after
TYPE = 2.5  # what a fitting type word is worth
COUNTRY, REGION, DISTANCE = 1.6, 1.4, 2.5
SPREAD = 0.5
WIDE = 40  # candidates of a name that are looked at


def km_between(one: Candidate, other: Candidate) -> float:
    """Kilometres between two places, good enough to compare; both must have points."""
    assert one.lat is not None and one.lon is not None and other.lat is not None and other.lon is not None
    middle = radians((one.lat + other.lat) / 2)
    across = (one.lon - other.lon + 180) % 360 - 180
    return KM * hypot(one.lat - other.lat, across * cos(middle))


def holds(holder: Candidate, place: Candidate) -> bool:
    """Whether ``place`` lies in ``holder``, a country or a first- or second-level area."""
    if holder.key == place.key or holder.lat is None or place.lat is None:
        return False
    if holder.feature == "PCLI":
        return holder.country == place.country
    if holder.id is not None and holder.id in (place.region, place.district):
        return True
    if holder.feature in ("ADM1", "RGN", "PCLD", "PCLH", "ISLS") and holder.country == place.country:
        known = holder.feature == "ADM1" and holder.id is not None and place.region is not None
        return not known and km_between(holder, place) < 350
    return False


def _region(place: Candidate) -> int | None:
    """The id of the first-level area that a place is or lies in."""
    return place.id if place.feature == "ADM1" else place.region


def _regions(candidates: Sequence[Candidate]) -> set[int]:
    """The first-level areas in which a name could lie."""
    return {region for c in candidates[:WIDE] if (region := _region(c)) is not None}


def _is_seat(town: Candidate, area: Candidate) -> bool:
    """Whether the area is named after this town: the name alone then means the town."""
    return town.feature.startswith("PPL") and area.id in (town.region, town.district) and town.prior > area.prior - 1.5


class Choice:
    """The choices for one report's mentions: one place for each name, other places where a holder is stated."""

    def __init__(self, mentions: Sequence[PlaceMention], holders: dict[int, PlaceMention]) -> None:
        self.mentions, self.holders = mentions, holders
        self.total = 0.0
        self.stated: set[str] = set()
        self.countries: defaultdict[str, float] = defaultdict(float)
        self.regions: defaultdict[int, float] = defaultdict(float)
        self.anchors: list[tuple[Candidate, float]] = []

    def choose(self) -> list[Candidate | None]:
        """The place of each mention, None where nothing is known."""
        self._learn()
        self._support()
        self.total = sum(self.countries.values())
        first = {text: self._best(candidates, features) for text, (candidates, features) in self._names().items()}
        self._measure(first)
        names = {text: self._best(candidates, features) for text, (candidates, features) in self._names().items()}
        return [self._of(index, mention, names) for index, mention in enumerate(self.mentions)]

    def _names(self) -> dict[str, tuple[tuple[Candidate, ...], tuple[str, ...]]]:
        names: dict[str, tuple[tuple[Candidate, ...], tuple[str, ...]]] = {}
        for mention in self.mentions:
            if mention.candidates and mention.kind != "adjective":
                known = names.get(mention.text)
                names[mention.text] = (mention.candidates, (known[1] if known else ()) or mention.features)
        return names

    def _learn(self) -> None:
        """Countries and regions that the report names without doubt, and places with a holder beside them."""
        for index, mention in enumerate(self.mentions):
            if not mention.candidates:
                continue
            top = mention.candidates[0]
            if mention.kind == "adjective" or top.land or self._is_clear(mention):
                self._count(top, 1.0)
            holder = self.holders.get(index)
            if holder is not None and (inside := self._held(mention, holder)):
                self.stated.add(inside.key)
                self._count(inside, 2.0)

    def _support(self) -> None:
        """Regions and countries in which many of the names could lie, ambiguous ones counting less."""
        for candidates, _ in self._names().values():
            regions = _regions(candidates)
            countries = {c.country for c in candidates[:WIDE] if c.country}
            for region in regions:
                self.regions[region] += len(regions) ** -SPREAD
            for country in countries:
                self.countries[country] += len(countries) ** -1.0

    def _is_clear(self, mention: PlaceMention) -> bool:
        rest = mention.candidates[1:2]
        return not rest or mention.candidates[0].prior - rest[0].prior > 1.5

    def _count(self, place: Candidate, weight: float) -> None:
        if place.country:
            self.countries[place.country] += weight
        region = _region(place)
        if region is not None:
            self.regions[region] += weight

    def _held(self, mention: PlaceMention, holder: PlaceMention) -> Candidate | None:
        pairs = [
            (place.prior + outer.prior / 2, place)
            for outer in holder.candidates[:6]
            for place in mention.candidates
            if (place.own or place is mention.candidates[0]) and holds(outer, place)
        ]
        return max(pairs, key=lambda pair: pair[0])[1] if pairs else None

    def _measure(self, chosen: dict[str, Candidate | None]) -> None:
        counted = Counter(m.text for m in self.mentions)
        places = [(chosen[text], n) for text, n in counted.most_common() if chosen.get(text)]
        self.anchors = [
            (p, min(n, 3) ** 0.5)
            for p, n in places
            if p and p.lat is not None and p.feature not in ("PCLI", "CONT", "OCN")
        ][:MANY]

    def _of(self, index: int, mention: PlaceMention, names: dict[str, Candidate | None]) -> Candidate | None:
        if not mention.candidates:
            return None
        if mention.kind == "adjective":
            return mention.candidates[0]
        holder = self.holders.get(index)
        if holder is not None and (inside := self._held(mention, holder)):
            return inside
        return names[mention.text]

    def _best(self, candidates: tuple[Candidate, ...], features: tuple[str, ...]) -> Candidate | None:
        if len(candidates) == 1:
            return candidates[0]
        share = max(1, len(_regions(candidates))) ** -SPREAD
        return max(candidates, key=lambda c: self._score(c, candidates, features) + self._region_score(c, share))

    def _region_score(self, place: Candidate, share: float) -> float:
        """What the report's other names say for a place's first-level area; ``share`` is this name's own part."""
        region = _region(place)
        return 0.0 if region is None else REGION * log1p(max(0.0, self.regions.get(region, 0.0) - share))

    def _score(self, place: Candidate, rivals: tuple[Candidate, ...], features: tuple[str, ...]) -> float:
        score = place.prior
        if features and place.feature in features:
            score += TYPE
        elif place.feature in ("ADM1", "ADM2") and any(_is_seat(rival, place) for rival in rivals):
            score -= SEAT
        if place.country and self.total:
            score += COUNTRY * self.countries.get(place.country, 0.0) / self.total
        if place.lat is not None and self.anchors:
            score += DISTANCE * self._nearness(place)
        if place.key in self.stated:
            score += STATED
        return score

    def _nearness(self, place: Candidate) -> float:
        """0 to 1: how near the report's other places are."""
        best = 0.0
        for other, weight in self.anchors:
            if other.name != place.name and other.key != place.key:
                best += weight / (1 + (km_between(place, other) / NEAR) ** 2)
        return min(best, 2.0) / 2.0
