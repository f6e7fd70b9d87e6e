"""Actors while a report is being read: what is known so far, joined as more is learnt."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass, field

from dragoman.actors.rules import Gender
from dragoman.record.types import Actor, ActorType, Mention
from dragoman.world.forms import pieces_of

_UNKNOWN = {"person": "person", "group": "group", "organization": "organization", "state": "state"}
BODY_CODES = frozenset({"IGO", "UNO", "EUR", "NGO", "ISM", "IMG", "MNC"})


@dataclass(eq=False)
class Draft:
    """An actor in the making. ``into`` is the draft that it turned out to be.

    ``certain``: the world knows who holds the office on the day. ``domestic``: may be taken for people or
    bodies of the country spoken of. ``only``: one of several that may bear the same description. ``sole``: one
    person of whom the words do not say which ("a minister"). ``pair``: the head word of "both sides", which stands
    for its ``members``.
    """

    type: ActorType
    name: str
    slug: str
    id: str | None = None
    country: str | None = None
    parent: Draft | None = None
    sectors: tuple[str, ...] = ()
    role: str | None = None
    ethnic_group: str | None = None
    named: bool = False
    plural: bool = False
    gender: Gender | None = None
    certain: bool = False
    domestic: bool = False
    only: bool = False
    sole: bool = False
    kinds: set[str] = field(default_factory=set)
    mentions: list[Mention] = field(default_factory=list)
    into: Draft | None = None
    pair: int | None = None
    members: tuple[Draft, ...] = ()

    def final(self) -> Draft:
        """The draft that stands for this one now."""
        draft = self
        while draft.into is not None:
            draft = draft.into
        return draft

    def fill(self, other: Draft) -> None:
        """Take from ``other`` what is not known here."""
        self.country = self.country or other.country
        self.parent = self.parent or (other.parent if other.parent is not self else None)
        self.sectors = self.sectors or other.sectors
        self.role = self.role or other.role
        self.ethnic_group = self.ethnic_group or other.ethnic_group
        self.gender = self.gender or other.gender
        self.kinds |= other.kinds

    def join(self, other: Draft) -> Draft:
        """Make both one: the named or better known one stays."""
        one, two = self.final(), other.final()
        if one is two:
            return one
        if (two.id is not None, two.named, len(two.name.split())) > (
            one.id is not None,
            one.named,
            len(one.name.split()),
        ):
            one, two = two, one
        one.fill(two)
        one.mentions += two.mentions
        two.into = one
        if one.parent is not None and one.parent.final() is one:
            one.parent = None
        return one

    def base_id(self) -> str:
        """The id by the state or body to which the actor belongs; see the room's README."""
        if self.id is not None:
            return self.id
        parent = self.parent.final() if self.parent is not None else None
        if self.named and (self.country is not None or (self.type == "person" and parent and parent.id is None)):
            parent = None
        if parent is not None and parent is not self and parent.depth() < 3:
            return f"{parent.base_id()}/{self.slug}"
        if self.country is not None:
            return f"{self.country}/{self.slug}"
        body = next((sector for sector in self.sectors if sector in BODY_CODES), None) if self.named else None
        return f"{body or _UNKNOWN[self.type]}/{self.slug}"

    def depth(self) -> int:
        """How many bodies stand above this one; 3 where they do not end."""
        parent, depth = self.parent, 0
        while parent is not None and depth < 3:
            parent, depth = parent.final().parent, depth + 1
        return depth

    def actor(self, actor_id: str, members: tuple[str, ...] = ()) -> Actor:
        return Actor(
            id=actor_id,
            name=self.name,
            type=self.type,
            country=self.country,
            sector=self.sectors[0] if self.sectors else None,
            sectors=self.sectors,
            role=self.role,
            ethnic_group=self.ethnic_group,
            mentions=tuple(sorted(set(self.mentions), key=lambda m: (m.start, m.end))),
            members=members,
        )


def slug_of(text: str) -> str:
    """The readable part of an id.

    >>> slug_of("Aleksandar Vučić")
    'aleksandar-vucic'
    """
    return "-".join(re.sub(r"_", "", piece) for piece in pieces_of(text)) or "unnamed"


def united(*sectors: Iterable[str]) -> tuple[str, ...]:
    """Sectors in order, each once."""
    return tuple(dict.fromkeys(sector for some in sectors for sector in some))


def join_alike(drafts: Iterable[Draft]) -> None:
    """Join descriptions that came to mean the same once their countries were known."""
    seen: dict[str, Draft] = {}
    for draft in drafts:
        if draft.into is None and not draft.only and not (draft.named and draft.type == "person"):
            known = seen.setdefault(f"{draft.type} {draft.base_id()}", draft)
            if known is not draft:
                seen[f"{draft.type} {draft.base_id()}"] = known.join(draft)


def actors_of(drafts: Iterable[Draft]) -> tuple[Actor, ...]:
    """The finished actors in the order of their first mention; actors that share an id get ordinals."""
    alive = [draft for draft in drafts if draft.into is None and draft.mentions]
    alive.sort(key=lambda draft: min((m.start, -m.end) for m in draft.mentions))
    seen: dict[str, int] = {}
    ids: dict[int, str] = {}
    for draft in alive:
        wanted = draft.base_id()
        seen[wanted] = seen.get(wanted, 0) + 1
        ids[id(draft)] = wanted if seen[wanted] == 1 else f"{wanted}-{seen[wanted]}"
    return tuple(draft.actor(ids[id(draft)], _ids_of(draft.members, ids)) for draft in alive)


def _ids_of(members: Iterable[Draft], ids: dict[int, str]) -> tuple[str, ...]:
    return tuple(ids[id(member.final())] for member in members if id(member.final()) in ids)
