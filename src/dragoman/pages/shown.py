"""How a report's own characters are shown: what would hide, steer or turn text is named in its place."""

from __future__ import annotations

import re
import unicodedata
from dataclasses import dataclass

_KEPT = frozenset("\n\r\t\u00ad\u200c\u200d")  # line ends, soft hyphens, and the joiners that scripts and emoji need
_HIDDEN = frozenset({"Cc", "Cf", "Cs", "Cn", "Zl", "Zp"})
_BLANK = re.compile(r"\s+")
_LINK = re.compile(r"https?://[^\s\"'<>\\]+\Z", re.IGNORECASE)


@dataclass(frozen=True, slots=True)
class Piece:
    """Characters to show; ``control`` is the code point's name where one is shown in place of itself."""

    text: str
    control: str | None = None


def pieces(text: str) -> list[Piece]:
    """``text`` cut at the characters that cannot be shown as they are.

    >>> pieces("a\\u202eb")
    [Piece(text='a', control=None), Piece(text='\\u202e', control='U+202E'), Piece(text='b', control=None)]
    """
    if text.isascii() and text.isprintable():
        return [Piece(text)] if text else []
    cut: list[Piece] = []
    start = 0
    for at, char in enumerate(text):
        if _hidden(char):
            if start < at:
                cut.append(Piece(text[start:at]))
            cut.append(Piece(char, f"U+{ord(char):04X}"))
            start = at + 1
    return [*cut, Piece(text[start:])] if start < len(text) else cut


def _hidden(char: str) -> bool:
    return not (char.isprintable() or char in _KEPT) and unicodedata.category(char) in _HIDDEN


def one_line(text: str) -> str:
    """``text`` on one line, each character that cannot be shown as a replacement mark.

    >>> one_line(" a\\n b\\u202e ")
    'a b\\ufffd'
    """
    return "".join("\ufffd" if p.control else p.text for p in pieces(_BLANK.sub(" ", text).strip()))


def shortened(text: str, longest: int) -> str:
    """``text`` of at most ``longest`` characters, cut before a word where one begins there.

    >>> shortened("European Union foreign ministers", 20)
    'European Union…'
    """
    if len(text) <= longest:
        return text
    head = text[: longest - 1]
    whole = head.rsplit(" ", 1)[0] if text[longest - 1] != " " else head
    return (whole if len(whole) * 2 > longest else head).rstrip() + "…"


def web_address(url: str | None) -> str | None:
    """The address where it is one of the web, else None: nothing else may become a link.

    >>> web_address("https://example.org/a"), web_address("javascript:alert(1)")
    ('https://example.org/a', None)
    """
    return url if url and _LINK.match(url) and not any(p.control for p in pieces(url)) else None
