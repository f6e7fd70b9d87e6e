"""Words as the Universal Dependencies treebanks of English cut them.

White space parts a text into chunks; a chunk is cut by its shape alone, so equal chunks are cut
once and remembered. Contractions and possessives come off ("do|n't", "Serbia|'s"), hyphens and
slashes part compounds ("tear|-|gas") unless a prefix leads them ("co-founder"), abbreviations keep
their stop.
"""

from __future__ import annotations

import re
from functools import lru_cache

from dragoman.language.closed import closed_list

_CHUNK = re.compile(r"\S+")
_LONGEST = 400  # characters; a longer chunk is no word of any language and is cut into pieces
_PREFIXES = closed_list("prefix")
_ABBREVIATIONS = closed_list("abbreviation")
_CAPITAL_ABBREVIATIONS = closed_list("capital-abbreviation")
_URL = re.compile(r"(?i)(?:https?://|www\.)\S+|[\w.+-]+@[\w-]+\.[\w.-]+|\S+\.(?:com|org|net|gov|edu)(?:/\S*)?")
_OPEN = "([{<\"“”‘'«»„‚`*_#$€£¥¿¡~|"
_CLOSE = ")]}>\"“”‘’'«»,;:!?…*_|~`"
_DASHES = re.compile(r"-{2,}|[—–]+|\.{2,}|…|[\"“”«»„]|(?<=\w)[()\[\]<>](?=\w)")
_CLITIC = re.compile(r"(?i)(?:n['’]t|['’](?:s|re|ve|ll|d|m))$")
_JOINED = {
    "cannot": 3,
    "gonna": 3,
    "wanna": 3,
    "gotta": 3,
    "dont": 2,
    "didnt": 3,
    "doesnt": 4,
    "isnt": 2,
    "cant": 2,
    "wont": 2,
}
_NUMBER_UNIT = re.compile(r"^(\d[\d.,:]*)(am|pm|a\.m\.|p\.m\.|km|kg|mm|cm|ft|mph|kph|hrs|hr|bn|th|%|°)$", re.IGNORECASE)
_INITIALS = re.compile(r"^(?:[A-Za-z]\.)+$")


def split_words(text: str, start: int = 0, end: int | None = None) -> list[tuple[int, int]]:
    """Code-point spans of the words in ``text[start:end]``, left to right.

    >>> text = "Kosovo's police didn't fire tear-gas."
    >>> [text[a:b] for a, b in split_words(text)]
    ['Kosovo', "'s", 'police', 'did', "n't", 'fire', 'tear', '-', 'gas', '.']
    """
    spans: list[tuple[int, int]] = []
    for match in _CHUNK.finditer(text, start, len(text) if end is None else end):
        at = match.start()
        chunk = match.group()
        for piece in range(0, len(chunk), _LONGEST):
            for length in _cut(chunk[piece : piece + _LONGEST]):
                spans.append((at, at + length))
                at += length
    return spans


@lru_cache(maxsize=65536)
def _cut(chunk: str) -> tuple[int, ...]:
    """Lengths of the words of one chunk."""
    if chunk.isalpha():
        at = _JOINED.get(chunk.lower())
        return (at, len(chunk) - at) if at else (len(chunk),)
    return tuple(len(word) for word in _words(chunk) if word)


def _words(chunk: str) -> list[str]:
    head, body, tail = _peel(chunk)
    if not body:
        return head + tail
    if _URL.fullmatch(body):
        return [*head, body, *tail]
    return head + _inside(body) + tail


def _peel(chunk: str) -> tuple[list[str], str, list[str]]:
    """Leading marks, what is left, trailing marks."""
    head: list[str] = []
    while chunk and (run := _lead(chunk)):
        head.append(chunk[:run])
        chunk = chunk[run:]
    tail: list[str] = []
    while chunk and (run := _trail(chunk)):
        tail.insert(0, chunk[-run:])
        chunk = chunk[:-run]
    return head, chunk, tail


def _lead(chunk: str) -> int:
    if _CLITIC.fullmatch(chunk):
        return 0
    if chunk.startswith(("--", "..")):
        return len(chunk) - len(chunk.lstrip(chunk[0]))
    if chunk.startswith(("``", "''")):
        return 2
    if chunk[0] in _OPEN or chunk[0] in "—–…-)]" or (chunk[0] in "/+=&@%" and len(chunk) > 1):
        return 1
    return 0


def _trail(chunk: str) -> int:
    last = chunk[-1]
    if _CLITIC.fullmatch(chunk):
        return 0
    if chunk.endswith(("--", "..")):
        return len(chunk) - len(chunk.rstrip(last))
    if chunk.endswith("''"):
        return 2
    if last == ".":
        return 0 if len(chunk) == 1 or _keeps_stop(chunk) else 1
    if last in _CLOSE or last in "—–-%°":
        return 1
    return 0


def _keeps_stop(chunk: str) -> bool:
    """
    >>> _keeps_stop("Gov."), _keeps_stop("No."), _keeps_stop("no.")
    (True, True, False)
    """
    word = chunk[:-1].rpartition("-")[2]
    known = word.lower() in _ABBREVIATIONS or (word[:1].isupper() and word.lower() in _CAPITAL_ABBREVIATIONS)
    return known or bool(_INITIALS.match(chunk))


def _inside(body: str) -> list[str]:
    words: list[str] = []
    at = 0
    for match in _DASHES.finditer(body):
        words += _compound(body[at : match.start()])
        words.append(match.group())
        at = match.end()
    return words + _compound(body[at:])


def _compound(body: str) -> list[str]:
    """Cut at hyphens and slashes, then clitics and units."""
    if not body:
        return []
    clitic = _clitic(body)
    if clitic:
        return [*_compound(body[: -len(clitic)]), clitic]
    parts = re.split(r"([-/])", body)
    if len(parts) == 1 or not _parts_compound(parts):
        return _unit(body)
    words: list[str] = []
    for part in parts:
        words += _unit(part) if part not in "-/" else [part]
    return [word for word in words if word]


def _clitic(body: str) -> str:
    match = _CLITIC.search(body)
    if match and match.start() > 0:
        return match.group()
    return ""


def _parts_compound(parts: list[str]) -> bool:
    """Whether these parts are words of their own: not after a prefix, in a date or a telephone number."""
    outer = [part for part in parts if part not in "-/"]
    if not all(outer):
        return False
    if all(part[0].isdigit() for part in outer):
        return ("-" in parts and len(outer) == 2 and all(len(p) != 3 for p in outer[:1]) and len(outer[1]) < 4) or (
            "-" in parts and len(outer) == 2 and len(outer[0]) == len(outer[1]) == 4
        )
    if any(part.isdigit() for part in outer[1:]) and not outer[0][0].isdigit() and len(outer[0]) <= 3:
        return False  # F-16, AK-47, MH-17
    return outer[0].lower() not in _PREFIXES


def _unit(body: str) -> list[str]:
    joined = _JOINED.get(body.lower())
    if joined:
        return [body[:joined], body[joined:]]
    match = _NUMBER_UNIT.match(body)
    if match and match.group(2).lower() != "th":
        return [match.group(1), match.group(2)]
    return [body]
