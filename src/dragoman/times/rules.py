"""The words, patterns and tables of time, as rule data."""

from __future__ import annotations

from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, field
from datetime import date
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from dragoman.rulefile import read_rules, read_table
from dragoman.times.days import Extent
from dragoman.times.grammar import Grammar
from dragoman.times.lexicon import Entry

Yields = Literal["date", "pair", "span", "share", "shifted", "length", "set", "vague"]
Relation = Literal["by", "before", "since", "from", "after", "within", "past", "next", "for", "in", "plain"]


@dataclass(frozen=True, slots=True, kw_only=True)
class WordRow:
    """A word form; ``case`` is ``title`` (never in small letters) or ``exact``."""

    form: str
    kind: str
    value: str
    case: Literal["title", "exact"] | None
    not_xpos: tuple[str, ...]


@dataclass(frozen=True, slots=True, kw_only=True)
class PieceRule:
    """A part that several patterns share."""

    id: str
    pattern: str
    source: str


@dataclass(frozen=True, slots=True, kw_only=True)
class PatternRule:
    """A time expression. An example is a sentence with the expression in brackets and its value behind ``=>``.

    ``says`` adds what no single word says ("mid-May" is a part of the month).
    """

    id: str
    pattern: str
    yields: Yields
    source: str
    yes: tuple[str, ...]
    no: tuple[str, ...]
    says: dict[str, str] = field(default_factory=dict)


@dataclass(frozen=True, slots=True, kw_only=True)
class LeadRow:
    """Words before an expression that say how its days are meant ("no later than")."""

    words: str
    relation: Relation


@dataclass(frozen=True, slots=True, kw_only=True)
class FeastRow:
    """A feast by its words: a fixed day (``12-25``), days from Easter, the n-th weekday of a month, or a table."""

    words: str
    rule: Literal["fixed", "easter", "orthodox", "weekday", "table"]
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class MovingFeastRow:
    """One occurrence of a feast of a lunar calendar, ISO days, both included."""

    feast: str
    first: str
    last: str


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRow:
    """A word around an expression that tells whether it lies ahead or behind."""

    lemma: str
    sense: Literal["ahead", "orders", "gives", "moves", "called", "begins"]


@dataclass(frozen=True, slots=True, kw_only=True)
class TimeRules:
    """Words and shallow patterns of time."""

    grammar: Grammar
    patterns: tuple[PatternRule, ...]
    leads: dict[tuple[str, ...], Relation]
    cues: dict[str, str]
    feasts: dict[str, FeastRow]
    moving_feasts: dict[str, dict[int, Extent]]


@lru_cache(maxsize=1)
def load_time_rules() -> TimeRules:
    """The bundled rules. Raises RuleFileError where a file is wrong."""
    folder = files("dragoman.times") / "rules" / "en"
    words = read_table(folder / "words.csv", WordRow)
    pieces = read_rules(folder / "pieces.toml", PieceRule)
    patterns = read_rules(folder / "patterns.toml", PatternRule)
    leads = read_table(folder / "leads.csv", LeadRow, unique="words")
    cues = read_table(folder / "cues.csv", CueRow, unique="lemma")
    feasts = read_table(folder / "feasts.csv", FeastRow, unique="words")
    names = [tuple(row.words.split()) for row in feasts]
    shared = {p.id: p.pattern for p in pieces}
    return TimeRules(
        grammar=Grammar([p.pattern for p in patterns], shared, _entries(words), names),
        patterns=patterns,
        leads={tuple(row.words.split()): row.relation for row in leads},
        cues={row.lemma: row.sense for row in cues},
        feasts={row.words: row for row in feasts},
        moving_feasts=_moving(read_table(folder / "moving_feasts.csv", MovingFeastRow)),
    )


def _moving(rows: Iterable[MovingFeastRow]) -> dict[str, dict[int, Extent]]:
    """Extents by feast and year of their first day; the first of a year where it holds two."""
    found: dict[str, dict[int, Extent]] = defaultdict(dict)
    for row in rows:
        extent = Extent(date.fromisoformat(row.first), date.fromisoformat(row.last))
        found[row.feast].setdefault(extent.first.year, extent)
    return dict(found)


def _entries(words: Iterable[WordRow]) -> dict[str, tuple[Entry, ...]]:
    """Readings by word form: a form without a case is found in any, by its small letters."""
    found: dict[str, list[Entry]] = defaultdict(list)
    for row in words:
        key = row.form if row.case else row.form.lower()
        found[key].append(Entry(row.kind, row.value, frozenset(row.not_xpos)))
    return {form: tuple(entries) for form, entries in found.items()}
