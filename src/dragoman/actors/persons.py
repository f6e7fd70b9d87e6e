"""Persons: which holder of an office a name or a description means on a day."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.actors.drafts import BODY_CODES, Draft, slug_of, united
from dragoman.world import OfficeHolder, World, surname_of
from dragoman.world.forms import key_of


@dataclass(frozen=True, slots=True)
class Holders:
    """The world's holders of offices as seen on the report's day."""

    world: World
    day: str | None

    def named(self, text: str, *, country: str | None, titled: bool) -> Draft | None:
        """The holder with this full name or surname, if the name means one person only.

        A surname alone needs a title or country beside it where several people bear it, unless one
        of them holds an office on the day.
        """
        terms = self.world.office_holders(text, self.day)
        if country is not None:
            terms = tuple(t for t in terms if self._country(t) in (country, None)) or (() if titled else terms)
        people = {term.name for term in terms}
        if len(people) > 1 and self.day is not None:
            people = {term.name for term in terms if _holds(term, self.day)}
        if len(people) != 1:
            return None
        name = next(iter(people))
        return self._draft(name, [term for term in terms if term.name == name])

    def holding(self, place: str, offices: Sequence[str]) -> Draft | None:
        """Who holds one of the offices of the country or body on the day."""
        for office in offices:
            term = self.world.holder_of(place, office, self.day) if self.day else None
            if term is not None:
                return self._draft(term.name, self.world.office_holders(term.name, self.day))
        return None

    def _country(self, term: OfficeHolder) -> str | None:
        if term.country is not None or term.body is None:
            return term.country
        head = term.body.partition("/")[0]
        return head if head in self.world.states else None

    def _draft(self, name: str, terms: Sequence[OfficeHolder]) -> Draft:
        now = [term for term in terms if self.day is None or _holds(term, self.day)]
        term = (now or list(terms))[0]
        country, body = self._country(term), term.body
        own = self.world.organizations[body].sectors if body in self.world.organizations else ()
        office = ("GOV", term.sector) if term.sector in BODY_CODES else (term.sector,)
        sectors = (*office, *own) if now else ("ELI",)
        return Draft(
            type="person",
            name=name,
            slug=slug_of(name),
            id=f"{country or body or 'person'}/{slug_of(name)}",
            country=country,
            sectors=united(s for s in sectors if s),
            role=_role(term.office, former=not now),
            named=True,
            certain=bool(now),
        )


def _role(office: str, *, former: bool) -> str | None:
    """The office in words; None where a person of the user's own has none."""
    words = office.replace("-", " ")
    return f"former {words}" if words and former else words or None


def _holds(term: OfficeHolder, day: str) -> bool:
    return term.begin <= day[:10] and (term.until is None or day[:10] <= term.until)


def person_keys(text: str) -> tuple[str, str]:
    """The key of a person's full name and of the surname in it.

    >>> person_keys("Ursula von der Leyen")
    ('ursula von der leyen', 'von der leyen')
    """
    words = text.split()
    return key_of(text), key_of(surname_of(text) or text) if len(words) > 1 else key_of(text)
