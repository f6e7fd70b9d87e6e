"""Patterns of words, compiled: every word becomes one letter, every pattern a regular expression over letters.

A word stands for the set of kinds that it can be ("May" is a MONTH, "5" a DAY, an HOUR and a NUMBER), and each
set of kinds that occurs has a letter of its own. A pattern is written with

- a kind in capitals (``MONTH``), a word in small letters (``ago``), several of them (``a|an``),
- ``?`` after an item that may be missing, ``( ... | ... )`` for a choice, ``( ... )?``,
- ``name=ITEM`` for what is to be read out, ``<piece>`` for a pattern written once elsewhere,
- ``!ITEM`` for what must not follow, ``~ITEM`` for what must not stand before.
"""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping
from dataclasses import dataclass
from functools import lru_cache

from dragoman.language import Word

Kinds = frozenset[str]
_FIRST_LETTER = 0x4E00  # letters far from any that mean something in a regular expression
_NONE: Kinds = frozenset()
_PIECE = re.compile(r"<([a-z-]+)>")
_ITEM = re.compile(r"(?P<name>[a-z][a-z0-9]*=)?(?P<mark>[!~]?)(?P<body>[^\s?]+)(?P<maybe>\??)")
_DASHES = frozenset("-–—")


class PatternError(ValueError):
    """A pattern that cannot be read; the message says what was found."""


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a word form: its kind, its value, and the tags of words that it is not."""

    kind: str
    value: str
    not_xpos: frozenset[str]


@dataclass(frozen=True, slots=True)
class Capture:
    """Words ``[first, last)`` read out under a name; ``kinds`` are those the pattern allows there."""

    name: str
    first: int
    last: int
    kinds: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Match:
    """Words ``[first, last)`` that a rule matched, with what it reads out."""

    rule: int
    first: int
    last: int
    captures: tuple[Capture, ...]


class Lexicon:
    """Word forms with their kinds and values; figures are known by their shape."""

    def __init__(self, entries: Mapping[str, tuple[Entry, ...]], literals: Iterable[str]) -> None:
        self._entries = entries
        self._literals = frozenset(literals)
        self._letters: dict[Kinds, str] = {_NONE: "."}
        self._plain: dict[str, str] = {}
        self._tagged: dict[str, tuple[Entry, ...]] = {}
        for form in [*entries, *self._literals]:
            self._learn(form)
        for figure in [*_sample_figures(), *(f"mid-{form}" for form in entries)]:
            self.letter(self._kinds(figure, ""))

    def letter(self, kinds: Kinds) -> str:
        """The letter of a set of kinds."""
        return self._letters.setdefault(kinds, chr(_FIRST_LETTER + len(self._letters)))

    def letters_of(self, names: Iterable[str]) -> str:
        """All letters whose set holds one of the names (kinds or words)."""
        wanted = frozenset(names)
        return "".join(letter for kinds, letter in self._letters.items() if kinds & wanted)

    def encode(self, words: Iterable[Word]) -> str:
        """One letter a word."""
        plain, known = self._plain, self._known
        return "".join([plain.get(word.text) or known(word) for word in words])

    def value(self, text: str, kinds: Iterable[str]) -> str | None:
        """The value of a word read as one of the kinds, or None."""
        for kind in kinds:
            for entry in self._look_up(text):
                if entry.kind == kind:
                    return entry.value
            if (found := figure_values(text).get(kind)) is not None:
                return found
            if (found := self._compound(text).get(kind)) is not None:
                return found
        return None

    def _learn(self, form: str) -> None:
        for shape in {form, form.lower(), form.upper(), form[:1].upper() + form[1:]}:
            entries = self._look_up(shape)
            if any(e.not_xpos for e in entries):
                self._tagged[shape] = entries
                for tag in {"", *(t for e in entries for t in e.not_xpos)}:
                    self.letter(self._kinds(shape, tag))
            else:
                self._plain[shape] = self.letter(self._kinds(shape, ""))

    def _known(self, word: Word) -> str:
        text = word.text
        if text in self._tagged:
            return self._letters.get(self._kinds(text, word.xpos), ".")
        return self._letters.get(_figure_kinds(text) or frozenset(self._compound(text)), ".")

    def _look_up(self, text: str) -> tuple[Entry, ...]:
        return self._entries.get(text) or self._entries.get(text.lower()) or self._title(text)

    def _title(self, text: str) -> tuple[Entry, ...]:
        return self._entries.get(text.capitalize(), ()) if text.isupper() and len(text) > 3 else ()

    def _kinds(self, text: str, xpos: str) -> Kinds:
        kinds = {e.kind for e in self._look_up(text) if xpos not in e.not_xpos or not xpos}
        if text.lower() in self._literals:
            kinds.add(text.lower())
        return frozenset(kinds) | _figure_kinds(text) | frozenset(self._compound(text))

    def _compound(self, text: str) -> dict[str, str]:
        """Kinds of "mid-May", "mid-1990s" with the value of what follows the hyphen."""
        head, hyphen, rest = text.partition("-")
        if not hyphen or head.lower() != "mid" or not rest:
            return {}
        found = {f"MID_{e.kind}": e.value for e in self._look_up(rest)}
        return found | {f"MID_{k}": v for k, v in figure_values(rest).items()}


@lru_cache(maxsize=65536)
def figure_values(text: str) -> dict[str, str]:
    """Kinds of a word of figures with its value as each ("30" is a DAY, a MINUTE and a NUMBER)."""
    if not text[:1].isdigit() and not text[:1] in "'’":
        return {}
    for shape, kind in _SHAPES:
        if match := shape.fullmatch(text):
            return {kind: text if match.lastindex is None else match.group(1)}
    return _digits(text) if text.isdigit() and text.isascii() else {}


def _digits(text: str) -> dict[str, str]:
    found = {"NUMBER": text}
    number, size = int(text), len(text)
    if size <= 2 and 1 <= number <= 31:
        found["DAY"] = text
    if size <= 2 and number <= 24:
        found["HOUR"] = text
    if size == 2:
        found["TWO_FIGURES"] = text
    if size == 4 and 1000 <= number <= 2200:
        found["YEAR"] = text
    if size == 4 and number <= 2400 and number % 100 < 60:
        found["CLOCK4"] = text
    if size in (2, 3, 4) and number > 0:
        found["ANCIENT_YEAR"] = text
    if size == 8 and "1900" <= text[:4] <= "2100" and "01" <= text[4:6] <= "12" and "01" <= text[6:] <= "31":
        found["ISO_DAY"] = f"{text[:4]}-{text[4:6]}-{text[6:]}"
    return found


_SHAPES = tuple(
    (re.compile(shape), kind)
    for shape, kind in (
        (r"(\d{4}-\d\d-\d\d)", "ISO_DAY"),
        (r"(\d{4}-\d\d-\d\dT\d\d:\d\d(?::\d\d)?)(?:\.\d+)?(?:Z|[+-]\d\d:?\d\d)?", "ISO_MOMENT"),
        (r"(\d{4}-W\d\d)", "ISO_WEEK"),
        (r"(\d{4}-\d\d)", "ISO_MONTH_OR_YEARS"),
        (r"(\d{4}[/–]\d{2}|\d{4}[/–-]\d{4})", "YEARS"),
        (r"(\d{4}/\d\d?/\d\d?)", "YEAR_FIRST"),
        (r"(\d\d?[/]\d\d?[/](?:\d{4}|\d\d))", "SLASHED"),
        (r"(\d\d?\.\d\d?\.(?:\d{4}|\d\d))\.?", "DOTTED"),
        (r"(\d\d?-\d\d?-(?:\d{4}|\d\d))", "HYPHENED"),
        (r"((?:[01]?\d|2[0-4]):[0-5]\d(?::[0-5]\d)?)", "CLOCK"),
        (r"((?:[01]?\d|2[0-4])\.[0-5]\d)", "DECIMAL"),
        (r"((?:[01]?\d|2[0-4])[:h.]?[0-5]\d)(?:hrs|h)", "CLOCK"),
        (r"((?:0?[1-9]|1[0-2])(?:[:.][0-5]\d)?)(?:am|a\.m\.|AM)", "CLOCK_AM"),
        (r"((?:0?[1-9]|1[0-2])(?:[:.][0-5]\d)?)(?:pm|p\.m\.|PM)", "CLOCK_PM"),
        (r"((?:1\d|20)\d0)['’]?s", "DECADE"),
        (r"['’]?([2-9]0)['’]?s", "SHORT_DECADE"),
        (r"['’](\d\d)", "SHORT_YEAR"),
        (r"(\d{1,2})(?:st|nd|rd|th|ST|ND|RD|TH)", "ORDINAL_FIGURE"),
        (r"(\d+\.\d+)", "DECIMAL"),
        (r"(\d{1,3}(?:,\d{3})+)", "NUMBER"),
        (r"(9/11)", "NINE_ELEVEN"),
    )
)


@lru_cache(maxsize=65536)
def _figure_kinds(text: str) -> Kinds:
    return frozenset(figure_values(text))


def _sample_figures() -> Iterable[str]:
    """Figures that show every set of kinds that a word of figures can have."""
    yield from (str(n) for n in range(0, 2500))
    yield from (f"{n:02d}" for n in range(0, 10))
    yield from (f"{n:04d}" for n in range(0, 10000, 30))
    yield from ("2018-03-28", "2018-03-28T10:00", "2018-W05", "2018-05", "2018/19", "2018/03/28", "3/28/18")
    yield from ("28.3.2018", "28-3-2018", "10:30", "10.30", "1.75", "1030hrs", "10am", "10pm", "1990s", "90s", "'90s")
    yield from ("'99", "3rd", "1,000", "12345", "20180328", "9/11")
    yield from ("mid-1990s", "mid-90s", "mid-1990", "mid-2018")


class Grammar:
    """All patterns of the room; finds the longest match at each place, left to right."""

    def __init__(
        self, patterns: Iterable[str], pieces: Mapping[str, str], entries: Mapping[str, tuple[Entry, ...]]
    ) -> None:
        full = [_expanded(pattern, pieces) for pattern in patterns]
        self.lexicon = Lexicon(entries, {w for p in full for w in _literals(p)})
        self._compiled = [_Pattern(p, self.lexicon) for p in full]
        self._any = re.compile("|".join(f"(?:{p.bare})" for p in self._compiled))

    def matches(self, letters: str, first: int, last: int) -> Iterable[Match]:
        """Matches among the words ``[first, last)``, left to right, none overlapping another."""
        at = first
        while found := self._any.search(letters, at, last):
            at = found.start()
            best = max(
                ((m.end(), -n, m) for n, p in enumerate(self._compiled) if (m := p.regex.match(letters, at, last))),
                key=lambda item: item[:2],
            )
            end, rule, match = best
            yield Match(-rule, at, end, self._compiled[-rule].captures(match))
            at = end


class _Pattern:
    """One pattern as a regular expression over letters."""

    def __init__(self, pattern: str, lexicon: Lexicon) -> None:
        self._names: dict[str, tuple[str, tuple[str, ...]]] = {}
        self.bare = self._regex(pattern, lexicon, capture=False)
        self.regex = re.compile(self._regex(pattern, lexicon, capture=True))

    def captures(self, match: re.Match[str]) -> tuple[Capture, ...]:
        found = []
        for group, (name, kinds) in self._names.items():
            first, last = match.span(group)
            if last > first:
                found.append(Capture(name, first, last, kinds))
        return tuple(found)

    def _regex(self, pattern: str, lexicon: Lexicon, *, capture: bool) -> str:
        return "".join(self._part(token, lexicon, capture=capture) for token in pattern.split())

    def _part(self, token: str, lexicon: Lexicon, *, capture: bool) -> str:
        if token in ("|", ")", ")?"):
            return token
        if token == "(":
            return "(?:"
        match = _ITEM.fullmatch(token)
        if match is None:
            raise PatternError(f'"{token}" is no item of a pattern')
        body = match["body"]
        names = tuple(body.split("|"))
        if body == "(":
            return self._group(match["name"][:-1], (), capture=capture)
        letters = lexicon.letters_of(names)
        if not letters:
            raise PatternError(f'"{body}" matches no word of the lexicon')
        item = f"[{letters}]"
        if match["mark"]:
            return f"(?!{item})" if match["mark"] == "!" else f"(?<!{item})"
        if match["name"]:
            item = self._group(match["name"][:-1], names, capture=capture) + item + ")"
        return f"(?:{item})?" if match["maybe"] else item

    def _group(self, name: str, kinds: tuple[str, ...], *, capture: bool) -> str:
        if not capture:
            return "(?:"
        group = f"{name}_{len(self._names)}"
        self._names[group] = (name, kinds)
        return f"(?P<{group}>"


def _expanded(pattern: str, pieces: Mapping[str, str]) -> str:
    """The pattern with every ``<piece>`` written out."""
    while match := _PIECE.search(pattern):
        if match[1] not in pieces:
            raise PatternError(f'there is no piece "<{match[1]}>"')
        pattern = f"{pattern[: match.start()]}( {pieces[match[1]]} ){pattern[match.end() :]}"
    return pattern


def _literals(pattern: str) -> Iterable[str]:
    """The words in small letters of a pattern."""
    for token in pattern.split():
        match = _ITEM.fullmatch(token)
        if match and match["body"] != "(":
            yield from (name for name in match["body"].split("|") if name and name == name.lower())
