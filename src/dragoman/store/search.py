"""Full-text search over the reports: whole words and phrases, whatever their case and accents.

It reads every text each time: of 200,000 texts of 2,800 characters that takes 0.6 CPU seconds, an index of words
0.1, but that doubles the room that the texts take and must be kept with every batch (README, "Search").
"""

from __future__ import annotations

import re
import unicodedata
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from datetime import date

import duckdb

_TERM = re.compile(r'(-?)(?:"([^"]*)"|([^\s"]+))')
_MOST_TERMS = 20
_AROUND = 80  # characters of the excerpt on each side
_EDGES = re.compile(r"^[\W_]+|[\W_]+$")  # of a word
_NO_LETTER = r"[^\p{L}\p{N}]"
_FOLDED = "strip_accents(lower(concat_ws(chr(10), title, text)))"
_HITS = """
WITH hits AS MATERIALIZED (SELECT id, day FROM reports WHERE {}),
shown AS (SELECT * FROM hits ORDER BY day DESC NULLS LAST, id LIMIT {} OFFSET {})
SELECT found, r.id, r.day, title, publisher, url, text
FROM (SELECT count(*) AS found FROM hits) LEFT JOIN shown ON true LEFT JOIN reports AS r ON r.id = shown.id
ORDER BY r.day DESC NULLS LAST, r.id
"""


@dataclass(frozen=True, slots=True, kw_only=True)
class Hit:
    """A report that was found; ``start`` and ``end`` are where the first term stands in its text (None where only
    the title has it), ``excerpt`` the words around that."""

    report: str
    day: date | None
    title: str | None
    publisher: str | None
    url: str | None
    start: int | None
    end: int | None
    excerpt: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Found:
    """What a search found: ``count`` reports, of which ``hits`` are shown, the latest first."""

    count: int
    hits: tuple[Hit, ...]


@dataclass(frozen=True, slots=True)
class Term:
    """Words that must stand side by side, folded; with ``prefix`` the last one may go on, ``out`` must not occur."""

    words: tuple[str, ...]
    prefix: bool = False
    out: bool = False

    @property
    def inside(self) -> str:
        """A regular expression for the words, whatever stands around them."""
        return r"\s+".join(re.escape(word) for word in self.words)


def search_reports(connection: duckdb.DuckDBPyConnection, wanted: str, *, limit: int, offset: int) -> Found:
    """The reports that hold every term of ``wanted``; ``Store.search`` says how it is written."""
    terms = find_terms(wanted)
    if not any(not term.out for term in terms):
        return Found(count=0, hits=())
    tests, values = zip(*(_test(term) for term in terms), strict=True)
    where, parameters = " AND ".join(tests), [value for some in values for value in some]
    rows = connection.execute(_HITS.format(where, int(limit), int(offset)), parameters).fetchall()
    first = next(term for term in terms if not term.out)
    return Found(count=rows[0][0], hits=tuple(_hit(row[1:], first) for row in rows if row[1] is not None))


def find_terms(wanted: str) -> list[Term]:
    """The terms of a search, at most 20.

    >>> find_terms('Milošević "tear  gas" protest* -sport')[1:3]
    [Term(words=('tear', 'gas'), prefix=False, out=False), Term(words=('protest',), prefix=True, out=False)]
    """
    found = []
    for out, phrase, word in _TERM.findall(wanted):
        written = (phrase or word).strip()
        words = tuple(filter(None, (_EDGES.sub("", word) for word in folded(written).split())))
        if words:
            found.append(Term(words, prefix=written.endswith("*"), out=bool(out)))
    return found[:_MOST_TERMS]


def folded(text: str) -> str:
    """``text`` in lower case without accents, as the database folds it.

    >>> folded("Ærø Milošević")
    'ærø milosevic'
    """
    return "".join(_fold(character) for character in text)


def _fold(character: str) -> str:
    lowered = character.lower()
    if lowered.isascii():
        return lowered
    return "".join(c for c in unicodedata.normalize("NFD", lowered) if not unicodedata.combining(c))


def _test(term: Term) -> tuple[str, list[str]]:
    """A condition and its parameters: a plain look for the longest word first, which spares most texts the pattern."""
    longest = max(term.words, key=len)
    pattern = f"(?:^|{_NO_LETTER}){term.inside}" + ("" if term.prefix else f"(?:$|{_NO_LETTER})")
    test = f"contains({_FOLDED}, ?) AND regexp_matches({_FOLDED}, ?)"
    return (f"NOT ({test})" if term.out else test), [longest, pattern]


def _hit(row: Sequence[object], first: Term) -> Hit:
    report, day, title, publisher, url, text = row
    span = _place(str(text), first)
    return Hit(
        report=str(report),
        day=day if isinstance(day, date) else None,
        title=_text(title),
        publisher=_text(publisher),
        url=_text(url),
        start=span[0] if span else None,
        end=span[1] if span else None,
        excerpt=_excerpt(str(text), span),
    )


def _text(value: object) -> str | None:
    return None if value is None else str(value)


def _place(text: str, term: Term) -> tuple[int, int] | None:
    """Where the term stands first, in characters of the text itself."""
    pieces, origins = [], list[int]()
    for at, piece in _folds(text):
        pieces.append(piece)
        origins += [at] * len(piece)
    found = re.search(rf"(?<![^\W_]){term.inside}" + ("" if term.prefix else r"(?![^\W_])"), "".join(pieces))
    return (origins[found.start()], origins[found.end() - 1] + 1) if found else None


def _folds(text: str) -> Iterator[tuple[int, str]]:
    return ((at, _fold(character)) for at, character in enumerate(text))


def _excerpt(text: str, span: tuple[int, int] | None) -> str:
    start, end = span or (0, 0)
    begin, until = max(0, start - _AROUND), min(len(text), end + _AROUND)
    words = " ".join(text[begin:until].split())
    return ("…" if begin else "") + words + ("…" if until < len(text) else "")
