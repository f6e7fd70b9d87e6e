"""The rules of this room as they are read, and the patterns they become."""

from __future__ import annotations

import re
from collections.abc import Iterable
from dataclasses import dataclass
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from dragoman.rulefile import read_rules, read_table
from dragoman.world import load_world

FOLDER = files("dragoman.wire") / "rules" / "en"
UPPER = "".join(chr(c) for c in (*range(0x41, 0x250), *range(0x1E00, 0x1F00)) if chr(c).isupper())

_SHORTEST = 3  # letters: "UK" and "USA" are no cities


@dataclass(frozen=True, slots=True, kw_only=True)
class Agency:
    """A news agency: the name a coding gives it, and how reports write it."""

    name: str
    forms: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class CalendarWord:
    """A month (1-12) or a weekday (Monday is 0)."""

    word: str
    kind: Literal["month", "weekday"]
    number: int


@dataclass(frozen=True, slots=True, kw_only=True)
class WordOf:
    """A word of one kind: a slug heads lines and is no place, an opener begins sentences and no name, a
    particle stands inside names, a job behind a byline."""

    word: str
    kind: Literal["slug", "opener", "particle", "job"]


@dataclass(frozen=True, slots=True, kw_only=True)
class Alone:
    """A city, or seat of a body, known well enough to stand in a dateline without its land."""

    place: str


@dataclass(frozen=True, slots=True, kw_only=True)
class DatelineRule:
    """One form of datelines; see ``rules/en/dateline.toml`` for the parts in braces."""

    id: str
    pattern: str
    place: Literal["any", "known"]
    source: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    anywhere: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditRule:
    """One form of credits: ``{people}`` is the list of names; ``clause`` forms stand between semicolons."""

    id: str
    pattern: str
    role: Literal["byline", "contributor", "writer", "editor", "photographer", "translator"]
    where: Literal["head", "sentence", "clause"]
    source: str
    yes: tuple[str, ...]
    no: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class NoiseRule:
    """A line, or words inside one, that are no part of the story."""

    id: str
    kind: str
    where: Literal["line", "inside"]
    pattern: str
    source: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    case: bool = False


@dataclass(frozen=True, slots=True, kw_only=True)
class Form:
    """A dateline rule ready to match at the beginning of a line."""

    rule: DatelineRule
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditForm:
    """A credit rule ready to match a whole sentence, clause or line."""

    rule: CreditRule
    pattern: re.Pattern[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Noises:
    """All noise rules in two patterns; ``kinds`` by the name of the group that matched."""

    line: re.Pattern[str]
    inside: re.Pattern[str]
    kinds: dict[str, str]


@dataclass(frozen=True, slots=True, kw_only=True)
class WireRules:
    """Agencies, calendar words, and the forms of datelines, credits and noise, ready to match.

    ``places`` and ``bodies`` are names of the world's tables in lower case: lands and capitals, and
    organisations.
    """

    agencies: dict[str, str]
    months: dict[str, int]
    weekdays: dict[str, int]
    slugs: frozenset[str]
    openers: frozenset[str]
    places: frozenset[str]
    bodies: frozenset[str]
    datelines: tuple[Form, ...]
    credits: tuple[CreditForm, ...]
    noises: Noises
    day: re.Pattern[str]
    full_day: re.Pattern[str]
    person: re.Pattern[str]
    job: re.Pattern[str]
    agency: re.Pattern[str]


@lru_cache(maxsize=1)
def load_wire_rules() -> WireRules:
    """The bundled rules, read and compiled once. Raises RuleFileError where a file is wrong."""
    agencies = {f: row.name for row in read_table(FOLDER / "agencies.csv", Agency, unique="name") for f in row.forms}
    words = read_table(FOLDER / "calendar.csv", CalendarWord, unique="word")
    months = {row.word.lower(): row.number for row in words if row.kind == "month"}
    weekdays = {row.word.lower(): row.number for row in words if row.kind == "weekday"}
    kinds = _words_by_kind()
    parts = _parts(agencies, months, weekdays)
    return WireRules(
        agencies=agencies,
        months=months,
        weekdays=weekdays,
        slugs=frozenset(kinds["slug"]),
        openers=frozenset(kinds["opener"]),
        places=_place_names(),
        bodies=frozenset(n.lower() for body in load_world().organizations.values() for n in (body.name, *body.aliases)),
        datelines=tuple(
            Form(rule=rule, pattern=re.compile(_filled(rule.pattern, parts)))
            for rule in read_rules(FOLDER / "dateline.toml", DatelineRule)
        ),
        credits=tuple(
            CreditForm(rule=rule, pattern=re.compile(_filled(rule.pattern, parts), re.DOTALL))
            for rule in read_rules(FOLDER / "credits.toml", CreditRule)
        ),
        noises=_noises(read_rules(FOLDER / "noise.toml", NoiseRule), parts),
        day=re.compile(parts["day"], re.IGNORECASE),
        full_day=re.compile(parts["full-day"], re.IGNORECASE),
        agency=re.compile(parts["known"]),
        person=re.compile(_person(kinds["particle"], kinds["job"])),
        job=re.compile(rf"(?:[\w’'./-]+ ){{0,5}}{_either(kinds['job'])}"),
    )


def _words_by_kind() -> dict[str, list[str]]:
    kinds: dict[str, list[str]] = {}
    for row in read_table(FOLDER / "words.csv", WordOf):
        kinds.setdefault(row.kind, []).append(row.word)
    return kinds


def _either(words: Iterable[str]) -> str:
    """A pattern for one of the words, the longest first."""
    return f"(?i:{'|'.join(re.escape(word) for word in sorted(words, key=len, reverse=True))})"


def _person(particles: list[str], jobs: list[str]) -> str:
    """A credited person: job in front, name, verb left over from a list, place."""
    word = rf"[{UPPER}](?:[\w'’-]*\w\.?|\.)?"
    return (
        rf"(?P<title>(?:[\w’'./-]+ ){{0,5}}{_either(jobs)},? )?"
        rf"(?P<name>(?:al-)?{word}(?: (?:(?:al-|el-)?{word}|(?:{'|'.join(particles)})(?= ))){{0,4}})"
        r"(?:,? (?:reported|reporting|writing|contributed))?"
        r"(?: (?:in|from|at|near|on|aboard) (?P<place>[^\W\d_][\w .'’/-]{1,60}))?"
    )


def _parts(agencies: dict[str, str], months: dict[str, int], weekdays: dict[str, int]) -> dict[str, str]:
    """The regular expressions that stand for the parts in braces."""
    month = rf"{_either(months)}\b\.?"
    weekday = rf"{_either(weekdays)}\b\.?"
    nth = r"\d{1,2}(?:st|nd|rd|th)?"
    year = r"(?:19|20)\d\d"
    numbers = rf"{year}-\d\d-\d\d|\d{{1,2}}[./]\d{{1,2}}[./]{year}"
    full = rf"(?:{weekday},? )?(?:{month} {nth},? {year}|{nth} (?:of )?{month},? {year}|{numbers})"
    day = rf"(?:{full}|(?:{weekday},? )?(?:{month} {nth}\b|{nth} {month})|{weekday})"
    known = "|".join(re.escape(form) for form in sorted(agencies, key=len, reverse=True))
    no_day = rf"(?!(?:{month}|{weekday}) ?\d|{weekday}|\d)"
    big = rf"[{UPPER}](?:[{UPPER}'’.]|(?<=M)c|(?<=[A-Z])al(?=-))*"
    city = rf"{big}(?:(?: ?/ ?|-| | and |-au-|-e-|-sur-| de | al-| el-){big}){{0,5}}"
    name = rf"[{UPPER}][\w'’.]*"
    joint = r"(?: ?/ ?|-| | and | of | of the | de | la | al-)"
    mixed = rf"{name}(?:{joint}{no_day}{name}|-(?:au|e|sur)-\w+){{0,4}}"
    region = rf"(?:[a-z-]+ )?[{UPPER}][\w'’.-]*(?:(?: and| of the| of| the)? [{UPPER}][\w'’.-]*){{0,4}}"
    land = rf"(?:, ?{no_day}(?!(?:{known})\W){region}){{0,2}}"
    lead = r"(?:(?i:near|outside|aboard|on board|off) (?=[A-Z]))?"
    return {
        "upper": rf"{lead}(?P<place>{city}{land})",
        "place": rf"{lead}(?P<place>(?:{city}|{mixed}){land})",
        "agency": rf"(?P<agency>(?:{known})(?:[/,] ?(?:{known}))*)",
        "signature": r"(?P<agency>[\w][\w .&/'’-]{1,38}?)(?:[,;] [^()\n]{0,30})?",
        "date": rf"(?P<date>{day})",
        "full": rf"(?P<date>{full})",
        "full-day": full,
        "day": day,
        "month": month,
        "weekday": weekday,
        "known": rf"(?:{known})",
        "dash": r"(?:\s*(?:[—–―−‒�]|-{1,3}|_{1,2}|:|\.-)\s*)",
        "bar": r"(?:\s*[—―]\s*|\s+(?:[–−‒-]|-{2,3}|_)(?:\s+|$)|\s*--+\s*|\s*–\s+)",
        "people": r"(?P<people>[^;\n]{3,400}?)",
        "where": r"(?P<where>[^;\n]{2,120}?)",
    }


def _filled(pattern: str, parts: dict[str, str]) -> str:
    return re.sub(r"\{([a-z-]+)\}", lambda found: parts[found[1]], pattern)


def _place_names() -> frozenset[str]:
    names: set[str] = {row.place for row in read_table(FOLDER / "alone.csv", Alone, unique="place")}
    for land in load_world().lands.values():
        names.update((land.name, *land.aliases, *([land.capital] if land.capital else []), *land.capital_aliases))
    return frozenset(name.lower() for name in names if len(name) > _SHORTEST or not name.isupper())


def _noises(rules: tuple[NoiseRule, ...], parts: dict[str, str]) -> Noises:
    kinds: dict[str, str] = {}
    line: list[str] = []
    inside: list[str] = []
    for number, rule in enumerate(rules):
        flags = "" if rule.case else "i"
        body = f"(?{flags}:{_filled(rule.pattern, parts)})" if flags else f"(?:{_filled(rule.pattern, parts)})"
        kinds[f"r{number}"] = rule.kind
        (line if rule.where == "line" else inside).append(f"(?P<r{number}>{body})")
    return Noises(line=re.compile("|".join(line)), inside=re.compile("|".join(inside)), kinds=kinds)
