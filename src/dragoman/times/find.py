"""Time expressions found in the words of a report: what they say, not yet when that is."""

from __future__ import annotations

from collections.abc import Iterator
from dataclasses import dataclass, field
from itertools import pairwise

from dragoman.language import Parsed
from dragoman.times.grammar import Capture, Match
from dragoman.times.lexicon import Lexicon
from dragoman.times.numerals import number_of
from dragoman.times.rules import TimeRules, Yields

_JULIAN_REACH = 6  # words
_DASHES = frozenset("-–—")
_LONG_VALUES = ("feast",)
# A word that a pattern writes out ("the unit=year") still has the value of its kind.
_KIND_OF_NAME = {
    "shift": ("SHIFT",),
    "unit": ("UNIT", "UNITS"),
    "whole": ("UNIT",),
    "piece": ("UNIT", "UNITS"),
    "daypart": ("DAYPART",),
}


@dataclass(frozen=True, slots=True)
class Found:
    """An expression: words ``[first, last)``, characters ``[start, end)``, and what its words say.

    ``says`` holds values by the names of the patterns ("month": "3", "unit": "W").
    """

    first: int
    last: int
    start: int
    end: int
    yields: Yields
    rule: str
    says: dict[str, str] = field(default_factory=dict)

    def number(self, name: str) -> int | None:
        """What the words say under ``name``, as a whole number."""
        value = self.says.get(name)
        return int(value) if value is not None else None


def find_expressions(parsed: Parsed, *, rules: TimeRules) -> tuple[Found, ...]:
    """Every candidate, in text order; none overlaps another."""
    grammar = rules.grammar
    letters = grammar.lexicon.encode(parsed.words)
    found: list[Found] = []
    for sentence in parsed.sentences:
        for match in grammar.matches(letters, sentence.first, sentence.last):
            found.extend(_read(parsed, match, rules))
    return tuple(found)


def _read(parsed: Parsed, match: Match, rules: TimeRules) -> Iterator[Found]:
    rule = rules.patterns[match.rule]
    lexicon = rules.grammar.lexicon
    if rule.yields == "length" and _is_rate(parsed, match):
        yield _found(parsed, match.first, match.last, "set", "set", _says(parsed, match.captures, lexicon))
        return
    if rule.yields == "shifted" and _names_its_start(parsed, match):
        yield _length(parsed, match, lexicon)
        return
    if rule.yields != "pair":
        says = rule.says | _says(parsed, match.captures, lexicon)
        if "day" in says and _is_julian(parsed, match.last):
            says["julian"] = "yes"
        yield _found(parsed, _without_article(parsed, match), match.last, rule.yields, rule.id, says)
        return
    halves = {c.name: c for c in match.captures if c.name in ("one", "two")}
    parts = {name: _inside(match.captures, half) for name, half in halves.items()}
    shared = _says(parsed, match.captures, lexicon)
    for name, half in halves.items():
        says = {k: v for k, v in shared.items() if k in ("month", "year", "era")}
        says |= _says(parsed, parts[name], lexicon)
        yield _found(parsed, half.first, half.last, "date", rule.id, says)


def _is_rate(parsed: Parsed, match: Match) -> bool:
    """Whether "a year" tells how often: behind a number, or a counted noun ("30 people a day")."""
    words = parsed.words
    if match.last - match.first != 2 or words[match.first].text.lower() not in ("a", "an") or match.first == 0:
        return False
    before = words[match.first - 1]
    if before.xpos == "CD" or before.lemma in ("once", "twice", "time", "dollar", "euro"):
        return True
    return before.xpos == "NNS" and any(w.xpos == "CD" for w in words[max(match.first - 4, 0) : match.first - 1])


def _without_article(parsed: Parsed, match: Match) -> int:
    """The first word; the article belongs to the noun behind in "the third-quarter report"."""
    words = parsed.words[match.first : match.last]
    behind = parsed.words[match.last].xpos if match.last < len(parsed.words) else ""
    joined = any(w.text in _DASHES for w in words) and behind.startswith("NN")
    return match.first + (joined and words[0].text.lower() == "the")


def _is_julian(parsed: Parsed, last: int) -> bool:
    """Whether the words behind a date, up to the next figure, call it a day of the Julian calendar."""
    behind = [w.text.lower() for w in parsed.words[last : last + _JULIAN_REACH]]
    upto = next((i for i, text in enumerate(behind) if text[:1].isdigit()), len(behind))
    near = behind[:upto]
    return "julian" in near or "o.s." in near or ("old", "style") in pairwise(near)


def _names_its_start(parsed: Parsed, match: Match) -> bool:
    """Whether "after" or "before" goes on to what the time is counted from ("four hours after his arrest")."""
    if match.last >= len(parsed.words) or parsed.words[match.last - 1].text.lower() not in ("after", "before"):
        return False
    return match.captures[-1].name == "direction" and parsed.words[match.last].upos not in ("PUNCT", "CCONJ")


def _length(parsed: Parsed, match: Match, lexicon: Lexicon) -> Found:
    says = _says(parsed, match.captures[:-1], lexicon)
    return _found(parsed, match.first, match.last - 1, "length", "length", says)


def _inside(captures: tuple[Capture, ...], half: Capture) -> tuple[Capture, ...]:
    return tuple(c for c in captures if c is not half and half.first <= c.first and c.last <= half.last)


def _found(parsed: Parsed, first: int, last: int, yields: Yields, rule: str, says: dict[str, str]) -> Found:
    words = parsed.words
    return Found(first, last, words[first].start, words[last - 1].end, yields, rule, says)


def _says(parsed: Parsed, captures: tuple[Capture, ...], lexicon: Lexicon) -> dict[str, str]:
    says: dict[str, str] = {}
    for capture in captures:
        texts = [word.text for word in parsed.words[capture.first : capture.last]]
        if capture.name == "count":
            says["count"] = number_of(texts, lexicon)
        elif capture.name in _LONG_VALUES or len(texts) > 1:
            says[capture.name] = " ".join(texts).lower().replace("’", "'")
        else:
            says[capture.name] = _value(texts[0], capture, lexicon)
    return says


def _value(text: str, capture: Capture, lexicon: Lexicon) -> str:
    kinds = (*capture.kinds, *_KIND_OF_NAME.get(capture.name, ()))
    return lexicon.value(text, kinds) or text.lower()
