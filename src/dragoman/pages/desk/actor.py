"""An actor: who he is, what he does and what is done to him, with whom, what he owes and where he stands."""

from __future__ import annotations

from dataclasses import dataclass

from dragoman.pages import map as maps
from dragoman.pages import network as networks
from dragoman.pages.desk.asking import Asker, Row
from dragoman.pages.desk.charts import DayCount, Series
from dragoman.pages.desk.events import Line, Somebody, Tally, actor_names, found, lines_of, tally
from dragoman.pages.desk.filters import Filters, crisis_address
from dragoman.pages.desk.owed import Owed, Stance, deadlines, owed, stances
from dragoman.pages.desk.pictures import day_counts, maps_of, networks_of, series_of
from dragoman.pages.rows import country_name
from dragoman.pages.shown import one_line

_PARTNERS, _BELOW, _EVENTS = 15, 30, 20
_NO_CARD: Row = {"type": "", "country": "", "sector": "", "role": "", "ethnic_group": "", "reports": 0}
_NO_CARD |= {"names": [], "named": []}


@dataclass(frozen=True, slots=True, kw_only=True)
class Partner:
    """A state that events join the actor with."""

    somebody: Somebody
    quads: tuple[int, int, int, int]
    events: int
    address: str
    events_address: str


@dataclass(frozen=True, slots=True, kw_only=True)
class ActorPage:
    """The page of one actor, those below him in his id included."""

    somebody: Somebody
    names: tuple[tuple[str, int], ...]
    facts: tuple[tuple[str, str], ...]
    reports: int
    claims: int
    told: int
    """Events that rest on the actor's word."""
    told_address: str
    above: tuple[Somebody, ...]
    below: tuple[tuple[Somebody, int], ...]
    since: str
    until: str
    filters: Filters
    tally: Tally
    address: str
    acts: Tally
    acts_address: str
    suffers: Tally
    suffers_address: str
    partners: tuple[Partner, ...]
    counts: tuple[DayCount, ...]
    series: tuple[Series, ...]
    maps: tuple[maps.Map, ...]
    networks: tuple[networks.Network, ...]
    events: tuple[Line, ...]
    due: tuple[Owed, ...]
    stances: tuple[Stance, ...]
    towards: tuple[Stance, ...]


def actor_page(asker: Asker, id: str, filters: Filters) -> ActorPage | None:
    """The page, of the days of the filters; None where no report knows the actor or anybody below him."""
    card, below = _card(asker, id), asker.rows("actors.below", actor=id, limit=_BELOW)
    if card is None and not below:
        return None
    filters = filters.but(actor=tuple(dict.fromkeys((id, *filters.actor))), counted="1")
    with asker.within(filters) as near:
        return _page(asker, near, id, filters, card or _NO_CARD, below)


def _card(asker: Asker, id: str) -> Row | None:
    """What reports say of the actor: those that the tables by day know, else those that came since."""
    for question in ("actors.card", *(("actors.new_card",) if asker.behind else ())):
        for row in asker.rows(question, actor=id):
            return row
    return None


def _page(asker: Asker, near: Asker, id: str, filters: Filters, card: Row, below: list[Row]) -> ActorPage:
    """The page; ``near`` knows only the actor's events of those days."""
    on, others = filters.until, tuple(one for one in filters.actor if one != id)
    acts, suffers = (filters.but(actor=others, **{side: id}) for side in ("by", "to"))
    counts, numbers = day_counts(near, filters), found(near, filters, limit=_EVENTS)
    lines = lines_of(asker, numbers)
    parents = ["/".join(id.split("/")[: n + 1]) for n in range(id.count("/"))]
    names = actor_names(asker, [id, *parents])
    claims = Filters(says=id)
    return ActorPage(
        somebody=Somebody(id=id, name=names[id]),
        names=tuple((one_line(name), n) for name, n in zip(card["names"], card["named"], strict=True) if name),
        facts=tuple((name, one_line(text)) for name, text in _facts(card) if text),
        reports=card["reports"],
        claims=asker.one("actors.claims", actor=id)["claims"],
        told=tally(asker, claims).events,
        told_address=claims.address(),
        above=tuple(Somebody(id=one, name=names[one]) for one in parents if names[one] != one),
        below=tuple((Somebody(id=r["actor"], name=one_line(r["name"] or r["actor"])), r["reports"]) for r in below),
        since=filters.since,
        until=on,
        filters=filters,
        tally=tally(near, filters),
        address=filters.address(),
        acts=tally(near, acts),
        acts_address=acts.address(),
        suffers=tally(near, suffers),
        suffers_address=suffers.address(),
        partners=tuple(_partners(near, id, card["country"], filters)),
        counts=tuple(counts),
        series=series_of(counts, filters, since=filters.since, until=on),
        maps=maps_of(near, filters),
        networks=networks_of(near, filters),
        events=tuple(lines[n] for n in numbers),
        due=tuple(owed(deadlines(asker, on=on, parties=[id]))[:12]),
        stances=tuple(stances(asker, on=on, holder=id)),
        towards=tuple(stances(asker, on=on, towards=id)),
    )


def _facts(card: dict[str, str | None]) -> list[tuple[str, str]]:
    return [
        ("Kind", card["type"] or ""),
        ("Country", country_name(card["country"])),
        ("Sector", card["sector"] or ""),
        ("Office", card["role"] or ""),
        ("People", card["ethnic_group"] or ""),
    ]


def _partners(asker: Asker, id: str, country: str | None, filters: Filters) -> list[Partner]:
    rows = asker.rows("events.partners", filters, own=country or id, limit=_PARTNERS)
    return [
        Partner(
            somebody=Somebody(id=row["country"], name=country_name(row["country"])),
            quads=(row["quad1"], row["quad2"], row["quad3"], row["quad4"]),
            events=row["events"],
            address=crisis_address(id, row["country"], until=filters.until),
            events_address=filters.but(actor=(*filters.actor, row["country"])).address(),
        )
        for row in rows
    ]
