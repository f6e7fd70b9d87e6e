"""A report's places: names found, resolved together, each with its use."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Sequence
from itertools import pairwise

from dragoman.language import Parsed
from dragoman.places.atlas import Atlas, Candidate, atlas_of, placed
from dragoman.places.dateline import dateline_mentions
from dragoman.places.mentions import Finder, PlaceMention
from dragoman.places.resolve import Choice
from dragoman.places.rules import PlaceRules
from dragoman.places.uses import use_of
from dragoman.record import Dateline, Place, PlaceUse
from dragoman.world import World

HOLDING = frozenset({",", "("})


def find_places(parsed: Parsed, *, dateline: Dateline | None, world: World, rules: PlaceRules) -> tuple[Place, ...]:
    """Every place of the report in text order, the dateline's included.

    A name that no table knows has no point and no country. A street or building is put at the point
    of the town that the report names beside it, or in which the report as a whole plays.
    """
    atlas = atlas_of(world, rules)
    mentions = [] if dateline is None else dateline_mentions(parsed.text, dateline, atlas)
    mentions += Finder(parsed, atlas, rules).find()
    mentions.sort(key=lambda m: (m.start, m.end))
    holders = find_holders(parsed.text, mentions)
    chosen = Choice(mentions, holders).choose()
    chosen = _with_points(parsed, mentions, chosen, holders)
    uses = [_use(parsed, m, c, atlas, rules) for m, c in zip(mentions, chosen, strict=True)]
    return tuple(_place(m, c, use) for m, c, use in zip(mentions, chosen, uses, strict=True))


def find_holders(text: str, mentions: Sequence[PlaceMention]) -> dict[int, PlaceMention]:
    """For the index of each mention, the mention that is stated to hold it: "Mitrovica, Kosovo"."""
    found: dict[int, PlaceMention] = {}
    gaps = [text[one.end : other.start] for one, other in pairwise(mentions)] + [""]
    for index, (one, other) in enumerate(pairwise(mentions)):
        gap = gaps[index].strip()
        # "Washington, New York and Boston" is a list, "Albany, New York, and Boston" is not.
        listed = gap == "," and gaps[index + 1].strip() in ("and", "or")
        if one.candidates and other.candidates and (gap in HOLDING or gap.strip(" ,") in ("in", "of")) and not listed:
            found[index] = other
    for index in sorted(found, reverse=True):
        # "Springfield, Clark County, Ohio": the outermost holder decides where the nearest cannot.
        if index + 1 in found and not _is_area(found[index]):
            found[index] = found[index + 1]
    return found


def _is_area(mention: PlaceMention) -> bool:
    return bool(mention.candidates) and any(
        c.land or c.feature.startswith(("ADM", "RGN")) for c in mention.candidates[:3]
    )


def _with_points(
    parsed: Parsed, mentions: Sequence[PlaceMention], chosen: list[Candidate | None], holders: dict[int, PlaceMention]
) -> list[Candidate | None]:
    """Streets and buildings at the point of the town that holds them: stated, named within, or the report's."""
    known = {m.start: c for m, c in zip(mentions, chosen, strict=True)}
    named = {m.text: c for m, c in zip(mentions, chosen, strict=True) if c is not None and c.lat is not None}
    focus = _focus(mentions, chosen)
    near = _only_towns(parsed, mentions, chosen)
    for index, place in enumerate(chosen):
        if place is None or place.lat is not None:
            continue
        stated = known.get(holders[index].start) if index in holders else None
        town = stated if stated is not None and stated.lat is not None and not stated.land else None
        town = town or named.get(place.name.rpartition(" ")[0]) or near.get(_sentence(parsed, mentions[index])) or focus
        if town is not None:
            chosen[index] = placed(place, town)
    return chosen


def _sentence(parsed: Parsed, mention: PlaceMention) -> int:
    return parsed.words[mention.first].sentence if mention.first >= 0 else -1


def _only_towns(
    parsed: Parsed, mentions: Sequence[PlaceMention], chosen: Sequence[Candidate | None]
) -> dict[int, Candidate]:
    """For each sentence that names one town alone, that town."""
    found: dict[int, set[Candidate]] = defaultdict(set)
    for mention, place in zip(mentions, chosen, strict=True):
        if place is not None and place.feature.startswith("PPL") and place.lat is not None:
            found[_sentence(parsed, mention)].add(place)
    return {sentence: next(iter(towns)) for sentence, towns in found.items() if len(towns) == 1}


def _focus(mentions: Sequence[PlaceMention], chosen: Sequence[Candidate | None]) -> Candidate | None:
    """The town that the report plays in: named most, and at least twice."""
    counts = Counter(
        c
        for m, c in zip(mentions, chosen, strict=True)
        if c is not None and c.feature.startswith("PPL") and m.kind != "inside"
    )
    top = counts.most_common(2)
    if not top or top[0][1] < 2 or (len(top) > 1 and top[1][1] == top[0][1]):
        return None
    return top[0][0]


def _use(parsed: Parsed, mention: PlaceMention, place: Candidate | None, atlas: Atlas, rules: PlaceRules) -> PlaceUse:
    if mention.kind == "dateline":
        return "literal"
    capital = place is not None and (place.feature == "PPLC" or atlas.world.capital(place.name) is not None)
    return use_of(parsed, mention, place, capital=capital, rules=rules)


def _place(mention: PlaceMention, place: Candidate | None, use: PlaceUse) -> Place:
    if place is None:
        return Place(start=mention.start, end=mention.end, name=mention.text, use=use)
    return Place(
        start=mention.start,
        end=mention.end,
        name=place.name,
        geonames_id=place.geonames_id,
        lat=place.lat,
        lon=place.lon,
        country=place.country,
        feature=place.feature,
        use=use,
    )
