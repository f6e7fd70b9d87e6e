"""Bytes to text: never an error, and never a character lost where the encoding can be known."""

from __future__ import annotations

import codecs
import re

from charset_normalizer import from_bytes

_BOMS = (
    (codecs.BOM_UTF8, "utf-8"),
    (codecs.BOM_UTF32_LE, "utf-32-le"),
    (codecs.BOM_UTF32_BE, "utf-32-be"),
    (codecs.BOM_UTF16_LE, "utf-16-le"),
    (codecs.BOM_UTF16_BE, "utf-16-be"),
)
_DECLARED = re.compile(
    rb"<\?xml[^>]{0,200}?encoding\s*=\s*[\"']([\w.:-]{2,40})|<meta[^>]{0,200}?charset\s*=\s*[\"']?\s*([\w.:-]{2,40})",
    re.IGNORECASE,
)
_DECLARED_WITHIN = 4096  # bytes
_SAMPLE = 65_536  # bytes
_FEW = 0.1  # broken ones among all characters beyond ASCII, for a text that is still UTF-8
_LATIN = 0.05  # bytes beyond ASCII in a text of the Latin alphabet; others have far more
_PLAIN = "cp1252"


def decoded(content: bytes, *, declared: str | None = None) -> str:
    """The text of ``content``: by byte order mark, by the declared encoding, as UTF-8, else by likeness.

    What no encoding explains becomes U+FFFD. The byte order mark is no part of the text.

    >>> decoded(b"caf\\xc3\\xa9"), decoded(b"caf\\xe9 du Nord, a long sentence of plain letters")[:4]
    ('café', 'café')
    """
    for mark, name in _BOMS:
        if content.startswith(mark):
            return content[len(mark) :].decode(name, "replace")
    for name in filter(None, (declared, "utf-8")):
        try:
            return content.decode(name)
        except (UnicodeError, LookupError, ValueError):
            continue
    return content.decode(likely_encoding(content), "replace")


def likely_encoding(content: bytes) -> str:
    """The encoding of bytes that are not clean UTF-8."""
    sample = content[:_SAMPLE]
    beyond = sum(byte > 127 for byte in sample)
    text = sample.decode("utf-8", "replace")
    broken = text.count("\ufffd")
    if broken <= _FEW * sum(character > "\x7f" for character in text):
        return "utf-8"
    if beyond <= _LATIN * len(sample):
        return _PLAIN
    best = from_bytes(sample).best()
    return best.encoding if best is not None else _PLAIN


def declared_encoding(content: bytes) -> str | None:
    """The encoding that the head of an HTML or XML file names, where Python knows it."""
    found = _DECLARED.search(content[:_DECLARED_WITHIN])
    return known_encoding((found[1] or found[2]).decode("ascii")) if found else None


def known_encoding(name: str | None) -> str | None:
    """``name`` where Python has a text encoding of that name, else None; latin-1 is read as browsers do."""
    try:
        info = codecs.lookup(name) if name else None
    except (LookupError, ValueError):
        return None
    if info is None or not getattr(info, "_is_text_encoding", True):
        return None
    return _PLAIN if info.name in ("iso8859-1", "ascii") else info.name
