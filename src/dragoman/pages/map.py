"""Where it happens: literal places on the outlines of the region around them.

A town is a point. A region or a country is an area, not a point: it is drawn as a broken ring or a shaded
country. A place without coordinates or wider than a country ("Balkans") is named below the map, and the events
that have no place are counted there.
"""

from __future__ import annotations

import math
from collections import defaultdict
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.pages.geometry import Box, Label, Point, numbers_text, overlap, text_width
from dragoman.pages.outlines import Country, Ring, load_outlines
from dragoman.pages.rows import EventRow, place_level
from dragoman.pages.shown import one_line
from dragoman.pages.view import ReportView
from dragoman.record import Place

SPOTS = 60  # places that a map can hold
_LEAST = 7.0  # degrees of latitude or so that a map shows, since the outlines are no finer
_PAD = 0.22
_EDGE = 6.0
_LARGEST = 26.0  # radius of a place's disc
_STEP = 0.8  # picture units between two points of an outline
_NEARBY = tuple((dx, dy) for dy in (0, -22, 22, -44, 44, -66, 66) for dx in (0, -26, 26))
_WIDE = ("continent", "wide region", "sea")


@dataclass(frozen=True, slots=True, kw_only=True)
class Sheet:
    """The measures of a map."""

    width: float
    height: float
    size: float


WIDE = Sheet(width=680, height=500, size=13)
NARROW = Sheet(width=360, height=350, size=13)


@dataclass(frozen=True, slots=True, kw_only=True)
class Land:
    """A country's outline inside the map."""

    path: str
    shaded: bool
    keys: str
    label: Label | None
    title: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Spot:
    """A place; ``area`` where it is more than a point."""

    x: float
    y: float
    radius: float
    area: bool
    bare: bool
    """Whether no event is placed there."""
    keys: str
    title: str
    label: Label
    numbers: str
    address: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Map:
    """The picture, and what it cannot show."""

    width: float
    height: float
    lands: tuple[Land, ...]
    spots: tuple[Spot, ...]
    shaded: tuple[str, ...]
    left_out: int
    unplaced: tuple[str, ...]
    """Literal places of which no point is known, or that are too wide for one."""

    @property
    def linked(self) -> bool:
        """Whether its places lead to other pages."""
        return any(spot.address for spot in self.spots) or any(land.address for land in self.lands)


@dataclass(frozen=True, slots=True, kw_only=True)
class Site:
    """A place with the events there: how many, their numbers as a label, short and long, and what each is."""

    place: Place
    level: str
    events: int = 0
    numbers: str = ""
    all_numbers: str = ""
    told: str = ""
    keys: str = ""
    address: str = ""
    """Where its events stand, if that is another page."""


@dataclass(frozen=True, slots=True, kw_only=True)
class _Window:
    """The part of the world shown: its middle, units a degree of latitude, and the squeeze of longitudes."""

    lon: float
    lat: float
    scale: float
    squeeze: float
    sheet: Sheet

    def at(self, lon: float, lat: float) -> Point:
        x = self.sheet.width / 2 + (lon - self.lon) * self.scale * self.squeeze
        return (x, self.sheet.height / 2 - (lat - self.lat) * self.scale)

    @property
    def box(self) -> Box:
        """West, south, east, north, with the edge."""
        half_x = (self.sheet.width / 2 + _EDGE) / self.scale / self.squeeze
        half_y = (self.sheet.height / 2 + _EDGE) / self.scale
        return (self.lon - half_x, self.lat - half_y, self.lon + half_x, self.lat + half_y)


def draw_map(view: ReportView, rows: Sequence[EventRow], sheet: Sheet) -> Map | None:
    """The map of a report's literal places; None where none of them has a point."""
    return draw_sites(_sites(view, rows), sheet)


def draw_sites(sites: Sequence[Site], sheet: Sheet) -> Map | None:
    """The map of places; None where none of them has a point."""
    known = [s for s in sites if s.place.lat is not None and s.place.lon is not None]
    found = sorted((s for s in known if s.level not in ("country", *_WIDE)), key=lambda s: -s.events)
    points = found[:SPOTS]
    states = {s.place.country: s for s in known if s.level == "country" and s.events}
    if not points and not states:
        return None
    window = _window(_extent(points, states), sheet)
    spots = tuple(_spots(points, window))
    taken = [_label_box(s.label, sheet.size) for s in spots]
    taken += [(s.x - s.radius, s.y - s.radius, s.x + s.radius, s.y + s.radius) for s in spots]
    return Map(
        width=sheet.width,
        height=sheet.height,
        lands=tuple(_lands(window, states, taken)),
        spots=spots,
        shaded=tuple(_told(s) for s in states.values()),
        left_out=len(found) - len(points),
        unplaced=tuple(dict.fromkeys(_told(s) for s in sites if s.place.lat is None or s.level in _WIDE)),
    )


def _told(site: Site) -> str:
    name = one_line(site.place.name)
    return f"{name} ({site.all_numbers})" if site.all_numbers else name


def _sites(view: ReportView, rows: Sequence[EventRow]) -> list[Site]:
    """The literal places, and whatever an event happens at, each once."""
    places, sites = view.coding.places, dict[tuple[str, float | None, float | None], tuple[Place, list[EventRow]]]()
    here = defaultdict[int, list[EventRow]](list)
    for row, event in zip(rows, view.coding.events, strict=True):
        if event.where is not None:
            here[event.where].append(row)
    for number, place in enumerate(places):
        if place.use == "literal" or number in here:
            sites.setdefault((place.name, place.lat, place.lon), (place, []))[1].extend(here[number])
    return [_site(place, found) for place, found in sites.values()]


def _site(place: Place, rows: Sequence[EventRow]) -> Site:
    numbers = [row.badge.number for row in rows]
    return Site(
        place=place,
        level=place_level(place),
        events=len(rows),
        numbers=numbers_text(numbers, most=6),
        all_numbers=numbers_text(numbers, most=12),
        told="; ".join(f"{row.badge.number} {row.type}" for row in rows),
        keys=" ".join(row.badge.key for row in rows),
    )


def _extent(points: Sequence[Site], states: dict[str | None, Site]) -> Box:
    """The box around all points; around the largest pieces of the states where there are no points."""
    boxes = [(lon, lat, lon, lat) for lon, lat in (_at(s) for s in points)]
    if not boxes:
        rings = [max((s[0] for s in c.shapes), key=_area) for c in load_outlines() if c.code in states]
        boxes = [ring.box for ring in rings] or [(lon, lat, lon, lat) for lon, lat in map(_at, states.values())]
    west, south, east, north = zip(*boxes, strict=True)
    return (min(west), min(south), max(east), max(north))


def _at(site: Site) -> Point:
    return (site.place.lon or 0.0, site.place.lat or 0.0)


def _area(ring: Ring) -> float:
    west, south, east, north = ring.box
    return (east - west) * (north - south)


def _window(extent: Box, sheet: Sheet) -> _Window:
    west, south, east, north = extent
    lon, lat = (west + east) / 2, max(-75.0, min(75.0, (south + north) / 2))
    squeeze = math.cos(math.radians(lat))
    high = max(_LEAST, (north - south) * (1 + 2 * _PAD))
    wide = max(_LEAST, (east - west) * squeeze * (1 + 2 * _PAD))
    scale = min(sheet.height / high, sheet.width / wide)
    return _Window(lon=lon, lat=lat, scale=scale, squeeze=squeeze, sheet=sheet)


def _spots(points: Sequence[Site], window: _Window) -> Iterator[Spot]:
    """The places, those with most events first; names where they cover the least."""
    size = window.sheet.size
    drafts = [_spot(site, window) for site in points]
    taken = [(d.x - d.radius, d.y - d.radius, d.x + d.radius, d.y + d.radius) for d in drafts]
    for number, draft in enumerate(drafts):
        others = taken[:number] + taken[number + 1 :]
        label = min(_around(draft, size), key=lambda one: _cost(one, others, window.sheet))
        taken.append(_label_box(label, size))
        yield replace(draft, label=label)


def _spot(site: Site, window: _Window) -> Spot:
    x, y = window.at(*_at(site))
    area = site.level == "region"
    name = one_line(site.place.name)
    radius = min(5 + 3.2 * math.sqrt(site.events), _LARGEST) if site.events else 3.5
    told = site.told or "named, no event placed here"
    return Spot(
        x=round(x, 1),
        y=round(y, 1),
        radius=round(max(radius, 13) if area else radius, 1),
        area=area,
        bare=not site.events,
        keys=site.keys,
        title=f"{name}{f' ({site.level}, no exact point)' if area else ''}: {told}",
        label=Label(x=0, y=0, lines=(name,)),
        numbers=site.numbers,
        address=site.address,
    )


def _around(spot: Spot, size: float) -> list[Label]:
    """The places that a name can take, the best first."""
    aside, lines = spot.radius + 5, tuple(filter(None, (*spot.label.lines, spot.numbers)))
    deep = (len(lines) - 1) * size * 1.1
    middle, below, above = spot.y + size * 0.35 - deep / 2, spot.y + aside + size * 0.8, spot.y - aside - deep
    places = [(spot.x + aside, middle, "start"), (spot.x - aside, middle, "end")]
    places += [(spot.x, above, "middle"), (spot.x, below, "middle")]
    places += [(spot.x + aside * 0.8, y, "start") for y in (above + 4, below - 4)]
    places += [(spot.x - aside * 0.8, y, "end") for y in (above + 4, below - 4)]
    return [Label(x=round(x, 1), y=round(y, 1), lines=lines, anchor=anchor) for x, y, anchor in places]


def _cost(label: Label, taken: Sequence[Box], sheet: Sheet) -> float:
    box = _label_box(label, sheet.size)
    outside = max(0.0, -box[0]) + max(0.0, box[2] - sheet.width) + max(0.0, -box[1]) + max(0.0, box[3] - sheet.height)
    return overlap(box, taken) + 60 * outside


def _label_box(label: Label, size: float) -> Box:
    wide = max(text_width(line, size) for line in label.lines) + 4
    left = label.x - {"start": 0.0, "middle": wide / 2, "end": wide}[label.anchor]
    return (left, label.y - size, left + wide, label.y + size * (0.3 + 1.1 * (len(label.lines) - 1)))


def _lands(window: _Window, states: dict[str | None, Site], taken: list[Box]) -> Iterator[Land]:
    """The countries in the window, with names where there is room."""
    shown = window.box
    for country in load_outlines():
        rings = [[_clipped(ring, window) for ring in shape] for shape in country.shapes if _meets(shape[0].box, shown)]
        drawn = [ring for shape in rings for ring in shape if len(ring) > 2]
        if not drawn:
            continue
        site = states.get(country.code) if country.code else None
        yield Land(
            path="".join(map(_path, drawn)),
            shaded=site is not None,
            keys=site.keys if site else "",
            address=site.address if site else "",
            label=_land_label(country, site, max(drawn, key=_surface), taken, window.sheet),
            title=_told(site) if site else country.name,
        )


def _meets(box: Box, shown: Box) -> bool:
    west, south, east, north = shown
    return box[0] < east and box[2] > west and box[1] < north and box[3] > south


def _clipped(ring: Ring, window: _Window) -> list[Point]:
    """The ring inside the window's edge, in picture units (Sutherland and Hodgman), points too near dropped."""
    points = [window.at(lon, lat) for lon, lat in ring.points]
    wide, high = window.sheet.width + _EDGE, window.sheet.height + _EDGE
    for axis, limit, sign in ((0, -_EDGE, 1), (0, wide, -1), (1, -_EDGE, 1), (1, high, -1)):
        points = _cut(points, axis, limit, sign)
    thin: list[Point] = []
    for point in points:
        if not thin or abs(point[0] - thin[-1][0]) + abs(point[1] - thin[-1][1]) >= _STEP:
            thin.append(point)
    return thin


def _cut(points: list[Point], axis: int, limit: float, sign: int) -> list[Point]:
    kept: list[Point] = []
    before = points[-1] if points else (0.0, 0.0)
    was_in = (before[axis] - limit) * sign >= 0
    for point in points:
        is_in = (point[axis] - limit) * sign >= 0
        if is_in != was_in:
            t = (limit - before[axis]) / (point[axis] - before[axis])
            kept.append((before[0] + t * (point[0] - before[0]), before[1] + t * (point[1] - before[1])))
        if is_in:
            kept.append(point)
        before, was_in = point, is_in
    return kept


def _path(points: Sequence[Point]) -> str:
    return "M" + "L".join(f"{x:.1f} {y:.1f}" for x, y in points) + "Z"


def _surface(points: Sequence[Point]) -> float:
    pairs = zip(points, [*points[1:], points[0]], strict=True)
    return abs(sum(a[0] * b[1] - b[0] * a[1] for a, b in pairs)) / 2


def _land_label(
    country: Country, site: Site | None, ring: Sequence[Point], taken: list[Box], sheet: Sheet
) -> Label | None:
    """The country's name, with the events placed there, at the middle of its largest piece where that is free."""
    numbers = site.numbers if site else ""
    lines = tuple(filter(None, (country.name.upper(), numbers)))
    if not numbers and _surface(ring) < sheet.width * sheet.height / 90:
        return None
    x, y = _middle(ring)
    tries = [Label(x=round(x + dx, 1), y=round(y + dy, 1), lines=lines, anchor="middle") for dx, dy in _NEARBY]
    costs = [_cost(label, taken, sheet) for label in tries]
    best = min(range(len(tries)), key=lambda n: costs[n])
    if costs[best] > 0 and not numbers:
        return None
    taken.append(_label_box(tries[best], sheet.size))
    return tries[best]


def _middle(points: Sequence[Point]) -> Point:
    """The centre of mass of a ring."""
    area = x = y = 0.0
    for a, b in zip(points, [*points[1:], points[0]], strict=True):
        cross = a[0] * b[1] - b[0] * a[1]
        area, x, y = area + cross, x + (a[0] + b[0]) * cross, y + (a[1] + b[1]) * cross
    return (x / area / 3, y / area / 3) if area else points[0]
