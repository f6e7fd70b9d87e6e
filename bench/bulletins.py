"""Bulletins that come out again and again in one form: near misses for reprints, generated from ``bulletins.toml``."""

from __future__ import annotations

import random
import re
import tomllib
from collections.abc import Iterator
from dataclasses import dataclass
from pathlib import Path

FORMS = Path(__file__).with_name("bulletins.toml")
PARTS = ("dev", "kept")
SERIES, LONGEST = 25, 8  # series of a form, bulletins of a series
GAP = 14  # days at most from one bulletin to the next
SMALL, LARGE = (2, 29), (30, 4000)
_SLOT = re.compile(r"\{(\w+?)(\d?)(\*?)\}")

Pool = dict[str, list[str]]


@dataclass(frozen=True, slots=True)
class Bulletin:
    """One of a series: days since the first, and its text as paragraphs of words."""

    part: str
    days: int
    text: list[list[str]]


def all_series(chance: random.Random) -> Iterator[list[Bulletin]]:
    """The series of every form."""
    told = tomllib.loads(FORMS.read_text(encoding="utf-8"))
    for form in told["form"]:
        for _ in range(SERIES):
            yield list(_series(form, told["pool"], chance))


def _series(form: dict[str, str], pool: Pool, chance: random.Random) -> Iterator[Bulletin]:
    """Bulletins of which each keeps up to two fifths of the places and people of the one before, and no figure."""
    filled: dict[str, str] = {}
    stays, gap, days = chance.uniform(0, 0.4), chance.choice((1, 1, 7, chance.randint(1, GAP))), 0
    for _ in range(chance.randint(3, LONGEST)):
        yield Bulletin(form["part"], days, _filled(form["text"], filled, stays, pool, chance))
        days += gap


def _filled(text: str, before: dict[str, str], stays: float, pool: Pool, chance: random.Random) -> list[list[str]]:
    """The form's text; what fills a place or name stays the same within a text, figures are drawn each time."""
    now: dict[str, str] = {}

    def fill(slot: re.Match[str]) -> str:
        kind, _, star = slot.groups()
        name = slot.group()
        if kind == "word":
            begins = slot.start() == 0 or slot.string[slot.start() - 2] == "."
            return _drawn(kind, pool, chance) if begins else _drawn(kind, pool, chance).lower()
        if kind in ("n", "m", "day"):
            return _drawn(kind, pool, chance)
        if name not in now:
            keeps = name in before and (star or chance.random() < stays)
            now[name] = before[name] if keeps else _drawn(kind, pool, chance)
        return now[name]

    words = [_SLOT.sub(fill, paragraph).split() for paragraph in text.split("\n\n")]
    before.update(now)
    return words


def _drawn(kind: str, pool: Pool, chance: random.Random) -> str:
    if kind in ("n", "m"):
        return f"{chance.randint(*(SMALL if kind == 'n' else LARGE)):,}"
    if kind == "person":
        return f"{chance.choice(pool['first'])} {chance.choice(pool['last'])}"
    if kind == "date":
        return f"{chance.randint(1, 28)} {chance.choice(pool['month'])}"
    return chance.choice(pool[kind])
