"""The facts that several rooms need, found by name."""

from __future__ import annotations

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import replace
from functools import cache
from importlib.resources import files
from pathlib import Path

from dragoman.rulefile import read_table
from dragoman.world.dictionaries import read_actor_dictionary
from dragoman.world.forms import has_case_of, is_short_acronym, key_of, pieces_of
from dragoman.world.own import actors_stamp, as_bodies, as_holders, read_own_actors
from dragoman.world.records import Known, KnownKind, OfficeHolder, Organization, People, Seat, State

LONGEST_NAME = 8
JOINERS = frozenset({"-", "‐", "‑", "'", "’", "/"})

ARTICLES = frozenset({"al", "el"})
NOBLE = frozenset({"King", "Queen", "Prince", "Crown", "Sultan", "Pope", "Sheikh", "Lord"})
REGNAL = re.compile(r"[IVX]+")

Named = tuple[KnownKind, str, Iterable[str]]


class World:
    """States, seats, organisations, peoples and holders of offices, each found by any of its names.

    A lookup folds case, accents, hyphens and a leading article; acronyms of up to four letters match
    only in capitals. What is not in the tables is None or empty, never a guess.
    """

    def __init__(
        self,
        *,
        states: Sequence[State],
        seats: Sequence[Seat],
        organizations: Sequence[Organization],
        peoples: Sequence[People],
        offices: Sequence[OfficeHolder],
        stamp: str = "",
    ) -> None:
        self.stamp = stamp  # of the user's own actors, else empty
        self.lands = {land.id: land for land in states}
        self.states = {land.id: land for land in states if land.kind == "state"}
        self.seats = {seat.name: seat for seat in seats}
        self.organizations: dict[str, Organization] = {}
        for body in organizations:  # of several terms the first
            self.organizations.setdefault(body.id, body)
        self._terms = _terms(organizations)
        self.peoples = {people.id: people for people in peoples}
        self.offices = tuple(offices)
        self._holders = _holders_by_name(offices)
        self._by_office = _holders_by_office(offices)
        self._known, self._reach = _index(self._named())
        self.first_words = _first_words(self._known)

    def state_named(self, text: str) -> State | None:
        """The state (or land coded under one) with this name, long name or alias.

        >>> load_world().state_named("the U.S.").code
        'USA'
        """
        return self._land(text, "state")

    def demonym(self, text: str) -> State | None:
        """The state whose adjective or people this is.

        >>> load_world().demonym("Serbs").code
        'SRB'
        """
        return self._land(text, "adjective") or self._land(text, "demonym")

    def capital(self, text: str) -> State | None:
        """The state whose capital this is.

        >>> load_world().capital("Kiev").code
        'UKR'
        """
        return self._land(text, "capital")

    def seat(self, text: str) -> Seat | None:
        """The seat of power with this name, with its country, sector and body."""
        key = self._key(text, "seat")
        return self.seats[key] if key else None

    def organization(self, text: str) -> Organization | None:
        """The organisation with this name, acronym or alias.

        >>> load_world().organization("NATO").id
        'IGO/nato'
        """
        key = self._key(text, "organization")
        return self.organizations[key] if key else None

    def body_on(self, body_id: str, day: str | None) -> Organization:
        """The organisation as it is on an ISO day, where the user's own rows say that it changed with time."""
        terms = self._terms.get(body_id, ())
        held = (term for term in terms if day is not None and _is_within(day[:10], term.begin, term.until))
        return next(held, self.organizations[body_id])

    def with_actors(self, path: Path) -> World:
        """This world with the actors of a file: ``.csv`` or ``.toml`` of the user's own, else a PETRARCH dictionary.

        The file's rows go before the package's: who has a name there is no longer what the tables call him.
        Raises RuleFileError where the file cannot be read.
        """
        own = path.suffix.lower() in (".csv", ".toml")
        rows = read_own_actors(path) if own else read_actor_dictionary(path, self.states)
        names = {key_of(form) for row in rows for form in (row.name, *row.aliases)}
        return World(
            states=tuple(self.lands.values()),
            seats=tuple(seat for seat in self.seats.values() if key_of(seat.name) not in names),
            organizations=(*as_bodies(rows), *_others(self.organizations.values(), names)),
            peoples=tuple(self.peoples.values()),
            offices=(*as_holders(rows), *(term for term in self.offices if key_of(term.name) not in names)),
            stamp=" ".join(filter(None, (self.stamp, actors_stamp(path)))),
        )

    def people(self, text: str) -> People | None:
        """The ethnic or religious people with this name."""
        key = self._key(text, "people")
        return self.peoples[key] if key else None

    def office_holders(self, name: str, day: str | None = None) -> tuple[OfficeHolder, ...]:
        """Terms of every person with this surname or full name that contain or precede ``day``.

        Terms that hold on the day come first, then ended ones, latest first; terms that begin after
        the day are left out. Without a day all terms, latest first.

        >>> [term.office for term in load_world().office_holders("Putin", "1999-10-01")]
        ['prime-minister']
        """
        terms = self._holders.get(key_of(name), ())
        if day is None:
            return terms
        begun = [term for term in terms if term.begin <= day]
        holding = [term for term in begun if _holds(term, day)]
        return (*holding, *(term for term in begun if not _holds(term, day)))

    def holder_of(self, country: str, office: str, day: str) -> OfficeHolder | None:
        """Who held ``office`` of the country (code) or body (its id) on an ISO day.

        >>> load_world().holder_of("IGO/nato", "secretary-general", "1999-03-24").name
        'Javier Solana'
        """
        terms = self._by_office.get((country, office), ())
        return next((term for term in terms if _holds(term, day)), None)

    def known(self, text: str) -> tuple[Known, ...]:
        """Every table entry that this text names, written as a name is (capitals count)."""
        return _written_so(self._known.get(key_of(text), ()), text)

    def longest(self, words: Sequence[str], at: int) -> tuple[int, tuple[Known, ...]] | None:
        """How many words from ``at`` make the longest known name, and the entries it names.

        Hyphens, strokes and apostrophes may be words of their own; a full stop, comma or quotation mark ends
        a name. None where no name begins.
        """
        first = pieces_of(words[at])
        if not first or first[0] not in self._reach:
            return None
        best: tuple[int, tuple[Known, ...]] | None = None
        for count, pieces in _windows(words, at, self._reach[first[0]]):
            found = self._known.get(" ".join(pieces))
            if found:
                best = self._as_written(found, words[at : at + count]) or best
        return best

    def _as_written(self, found: tuple[Known, ...], words: Sequence[str]) -> tuple[int, tuple[Known, ...]] | None:
        text = " ".join(words)
        kept = _written_so(found, text)
        return (len(words), kept) if kept else None

    def _land(self, text: str, kind: KnownKind) -> State | None:
        key = self._key(text, kind)
        return self.lands[key] if key else None

    def _key(self, text: str, kind: KnownKind) -> str | None:
        for entry in self._known.get(key_of(text), ()):
            if entry.kind == kind and (not is_short_acronym(entry.words) or has_case_of(entry.words, text)):
                return entry.key
        return None

    def _named(self) -> Iterator[Named]:
        for land in self.lands.values():
            yield "state", land.id, (land.name, *land.aliases)
            yield "adjective", land.id, land.adjectives
            yield "demonym", land.id, land.demonyms
            if land.capital:
                yield "capital", land.id, (land.capital, *land.capital_aliases)
        for seat in self.seats.values():
            yield "seat", seat.name, (seat.name, *seat.aliases)
        for body in self.organizations.values():
            yield "organization", body.id, (body.name, *body.aliases)
        for people in self.peoples.values():
            yield "people", people.id, (people.name, *people.forms)
        for term in self.offices:
            yield "holder", term.name, (term.name, *term.aliases)


@cache
def load_world() -> World:
    """The world's tables of this package, read once.

    Raises RuleFileError where a table is broken.
    """
    folder = files("dragoman.world") / "rules" / "en"
    return World(
        states=read_table(folder / "states.csv", State),
        seats=read_table(folder / "seats.csv", Seat),
        organizations=read_table(folder / "organizations.csv", Organization),
        peoples=read_table(folder / "peoples.csv", People),
        offices=read_table(folder / "offices.csv", OfficeHolder),
    )


def _terms(organizations: Sequence[Organization]) -> dict[str, tuple[Organization, ...]]:
    """Rows by id of the organisations that some row gives days."""
    dated = {body.id for body in organizations if body.begin or body.until}
    found: dict[str, list[Organization]] = defaultdict(list)
    for body in organizations:
        if body.id in dated:
            found[body.id].append(body)
    return {key: tuple(terms) for key, terms in found.items()}


def _is_within(day: str, begin: str | None, until: str | None) -> bool:
    return (begin is None or begin <= day) and (until is None or day <= until)


def _others(bodies: Iterable[Organization], names: set[str]) -> Iterator[Organization]:
    """The organisations that none of the names is, without the aliases that are among them."""
    for body in bodies:
        if key_of(body.name) not in names:
            yield replace(body, aliases=tuple(form for form in body.aliases if key_of(form) not in names))


def _written_so(found: Iterable[Known], text: str) -> tuple[Known, ...]:
    kept = {(entry.kind, entry.key): entry for entry in found if has_case_of(entry.words, text)}
    return tuple(kept.values())


def surname_of(name: str) -> str:
    """The part of a person's name that newswires use alone, for names written given name first.

    Empty for names that end in a regnal number or begin with a title of nobility.

    >>> surname_of("Ursula von der Leyen"), surname_of("Bashar al-Assad")
    ('von der Leyen', 'al-Assad')
    """
    words = name.split()
    if REGNAL.fullmatch(words[-1]) or words[0] in NOBLE:
        return ""
    begin = len(words) - 1
    while begin > 1 and words[begin - 1].islower():
        begin -= 1
    return " ".join(words[begin:])


def _holds(term: OfficeHolder, day: str) -> bool:
    day = day[:10]
    return term.begin <= day and (term.until is None or day <= term.until)


def _holders_by_name(offices: Sequence[OfficeHolder]) -> dict[str, tuple[OfficeHolder, ...]]:
    found: dict[str, list[OfficeHolder]] = defaultdict(list)
    for term in sorted(offices, key=lambda term: term.begin, reverse=True):
        for key in _person_keys(term):
            found[key].append(term)
    return {key: tuple(terms) for key, terms in found.items()}


def _person_keys(term: OfficeHolder) -> set[str]:
    forms = (term.name, *term.aliases)
    surnames = {term.surname} if term.surname else {surname_of(form) for form in forms}
    keys = {key_of(form) for form in (*forms, *surnames)}
    bare = {key.partition(" ")[2] for key in keys if key.partition(" ")[0] in ARTICLES}
    return (keys | bare) - {""}


def _holders_by_office(
    offices: Sequence[OfficeHolder],
) -> dict[tuple[str, str], tuple[OfficeHolder, ...]]:
    found: dict[tuple[str, str], list[OfficeHolder]] = defaultdict(list)
    for term in sorted(offices, key=lambda term: term.begin, reverse=True):
        found[(term.body or term.country or "", term.office)].append(term)
    return {key: tuple(terms) for key, terms in found.items()}


def _index(named: Iterable[Named]) -> tuple[dict[str, tuple[Known, ...]], dict[str, int]]:
    found: dict[str, dict[Known, None]] = defaultdict(dict)
    reach: dict[str, int] = {}
    for kind, key, forms in named:
        for form in forms:
            name = key_of(form)
            found[name][Known(kind, key, form)] = None
            first = name.partition(" ")[0]
            reach[first] = max(reach.get(first, 1), name.count(" ") + 1)
    return {name: tuple(entries) for name, entries in found.items()}, reach


def _first_words(known: dict[str, tuple[Known, ...]]) -> frozenset[str]:
    forms = (entry.words.casefold() for entries in known.values() for entry in entries)
    written = {form.removeprefix("the ").split()[0] for form in forms}
    return frozenset(written | {name.partition(" ")[0] for name in known})


def _windows(words: Sequence[str], at: int, reach: int) -> Iterator[tuple[int, list[str]]]:
    pieces: list[str] = []
    for count, word in enumerate(words[at : at + LONGEST_NAME * 2], start=1):
        added = pieces_of(word)
        if not added and word not in JOINERS:
            return
        pieces = pieces + added
        if len(pieces) > reach:
            return
        if added:
            yield count, pieces
