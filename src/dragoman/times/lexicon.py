"""Words to letters: each word stands for the kinds that it can be, and words of equal use share a letter."""

from __future__ import annotations

import re
from collections.abc import Iterable, Mapping, Sequence
from dataclasses import dataclass
from functools import lru_cache

from dragoman.language import Word
from dragoman.times.pattern import ANY, PHRASE, REST, Names

Kinds = frozenset[str]
_OTHER = "\x02"  # a word of no kind that any pattern names
_FIRST_LETTER = 3


@dataclass(frozen=True, slots=True)
class Entry:
    """One reading of a word form: its kind, its value, and the tags of words that it is not."""

    kind: str
    value: str
    not_xpos: frozenset[str]


class Lexicon:
    """Word forms with their kinds and values; figures are known by their shape.

    ``items`` are the sets of names that patterns ask for: two words that answer all of them alike share a
    letter. ``phrases`` are names of several words, in small letters.
    """

    def __init__(
        self, entries: Mapping[str, tuple[Entry, ...]], items: Iterable[Names], phrases: Iterable[tuple[str, ...]]
    ) -> None:
        self._entries = entries
        self._items = sorted(set(items), key=sorted)
        self._literals = frozenset(n for names in self._items for n in names if n == n.lower())
        self._letters: dict[frozenset[int], str] = {frozenset(): _OTHER}
        self._of_kinds: dict[Kinds, str] = {}
        self._plain: dict[str, str] = {}
        self._tagged: set[str] = set()
        for form in [*entries, *self._literals]:
            self._learn(form)
        for figure in [*_sample_figures(), *(f"mid-{form}" for form in entries)]:
            self.letter(self._kinds(figure, ""))
        self._phrase = self.letter(frozenset({PHRASE}))
        self._phrases = _by_first_word(phrases)

    def letter(self, kinds: Kinds) -> str:
        """The letter of a set of kinds."""
        if kinds not in self._of_kinds:
            answers = frozenset(n for n, names in enumerate(self._items) if names & kinds)
            self._of_kinds[kinds] = self._letters.setdefault(answers, chr(_FIRST_LETTER + len(self._letters)))
        return self._of_kinds[kinds]

    def letters_of(self, names: Names) -> str:
        """All letters whose words answer an item; ``ANY`` is answered by every word."""
        if names == ANY:
            return "".join(self._letters.values())
        wanted = self._items.index(names)
        return "".join(letter for answers, letter in self._letters.items() if wanted in answers)

    def encode(self, words: Sequence[Word]) -> str:
        """One letter a word; the words of a phrase after its first have the letter ``REST``."""
        plain, known = self._plain, self._known
        letters = [plain.get(word.text) or known(word) for word in words]
        starts = self._phrases
        for at, word in enumerate(words):
            if word.text in starts and letters[at] != REST and (size := self._phrase_at(words, at)):
                letters[at : at + size] = [self._phrase, *(REST * (size - 1))]
        return "".join(letters)

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

    def _phrase_at(self, words: Sequence[Word], at: int) -> int:
        """How many words the longest phrase at ``at`` has, 0 where there is none."""
        for rest in self._phrases[words[at].text]:
            following = words[at + 1 : at + 1 + len(rest)]
            if len(following) == len(rest) and all(_same(w.text, r) for w, r in zip(following, rest, strict=True)):
                return len(rest) + 1
        return 0

    def _learn(self, form: str) -> None:
        for shape in {form, form.lower(), form.upper(), form[:1].upper() + form[1:]}:
            entries = self._look_up(shape)
            if any(e.not_xpos for e in entries):
                self._tagged.add(shape)
                for tag in {"", *(t for e in entries for t in e.not_xpos)}:
                    self.letter(self._kinds(shape, tag))
            else:
                self._plain[shape] = self.letter(self._kinds(shape, ""))

    def _known(self, word: Word) -> str:
        text = word.text
        if text in self._tagged:
            return self.letter(self._kinds(text, word.xpos))
        if text[0].isdigit() or "-" in text or text[0] in "'’":
            return self.letter(_figure_kinds(text) or frozenset(self._compound(text)))
        return _OTHER

    def _look_up(self, text: str) -> tuple[Entry, ...]:
        return self._entries.get(text) or self._entries.get(text.lower()) or self._title(text)

    def _title(self, text: str) -> tuple[Entry, ...]:
        return self._entries.get(text.capitalize(), ()) if text.isupper() and len(text) > 3 else ()

    def _kinds(self, text: str, xpos: str) -> Kinds:
        kinds = {e.kind for e in self._look_up(text) if not xpos or xpos not in e.not_xpos}
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


def _by_first_word(phrases: Iterable[tuple[str, ...]]) -> dict[str, list[tuple[str, ...]]]:
    """What may follow each first word, longest first; a first word is written with a capital."""
    found: dict[str, list[tuple[str, ...]]] = {}
    for first, *rest in sorted(phrases, key=len, reverse=True):
        for shape in (first.capitalize(), first.upper()):
            found.setdefault(shape, []).append(tuple(rest))
    return found


def _same(text: str, wanted: str) -> bool:
    return text.lower().replace("’", "'").replace("–", "-") == wanted


@lru_cache(maxsize=65536)
def figure_values(text: str) -> dict[str, str]:
    """Kinds of a word of figures with its value as each ("30" is a DAY, a NUMBER and TWO_FIGURES).

    >>> figure_values("1990s"), sorted(figure_values("30"))
    ({'DECADE': '1990'}, ['ANCIENT_YEAR', 'DAY', 'NUMBER', 'TWO_FIGURES'])
    """
    if not text[:1].isdigit() and text[:1] not in ("'", "’"):
        return {}
    for shape, kind in _SHAPES:
        if match := shape.fullmatch(text):
            return {kind: match.group(1)}
    return _digits(text) if text.isdigit() and text.isascii() else {}


def _digits(text: str) -> dict[str, str]:
    number, size = int(text), len(text)
    tests = {
        "NUMBER": size <= 12,
        "DAY": size <= 2 and 1 <= number <= 31,
        "HOUR": size <= 2 and number <= 24,
        "TWO_FIGURES": size == 2,
        "YEAR": size == 4 and 1000 <= number <= 2200,
        "ROUND_YEAR": size == 4 and 1000 <= number <= 2200 and number % 10 == 0,
        "CLOCK4": size == 4 and number <= 2400 and number % 100 < 60,
        "ANCIENT_YEAR": 2 <= size <= 4 and number > 0,
    }
    found = {kind: text for kind, holds in tests.items() if holds}
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
        (r"([1-9]\d0)s", "ANCIENT_DECADE"),
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
    yield from (str(n) for n in (*range(130), 999, 1000, 1001, 1059, 1060, 1061, 1070, 1975, 1980, 2014, 2020))
    yield from (
        "00",
        "05",
        "000",
        "005",
        "0000",
        "0005",
        "0075",
        "0930",
        "0960",
        "2201",
        "2230",
        "2275",
        "2500",
        "9999",
    )
    yield from ("2018-03-28", "2018-03-28T10:00", "2018-W05", "2018-05", "2018/19", "2018/03/28", "3/28/18")
    yield from ("28.3.2018", "28-3-2018", "10:30", "10.30", "1.75", "1030hrs", "10am", "10pm", "1990s", "90s", "'90s")
    yield from ("'99", "3rd", "1,000", "12345", "20180328", "9/11", "470s", "1234567890123")
    yield from ("mid-1990s", "mid-90s", "mid-1990", "mid-2018", "mid-19th")
