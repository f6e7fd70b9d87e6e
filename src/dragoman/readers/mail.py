"""Email: a message is a report; its text part is taken, attachments are left."""

from __future__ import annotations

import re
from collections.abc import Iterator
from email import message_from_bytes
from email.message import EmailMessage
from email.policy import default
from email.utils import getaddresses

from trafilatura import html2txt

from dragoman.errors import ReportError
from dragoman.readers.days import iso_day
from dragoman.readers.encodings import decoded, known_encoding
from dragoman.readers.options import BROKEN, Item, Items, Reading, finished, too_long
from dragoman.readers.sources import Source

_MOST_BYTES = 50_000_000  # of a message with its attachments
_BEGINS = re.compile(rb"From \S+.*\d{4}\s*$")
_QUOTED_FROM = re.compile(rb"^>(>*From )", re.MULTILINE)
_CHUNK = 1 << 20


def read_mail(source: Source, reading: Reading) -> Items:
    """The one report of an .eml file."""
    content = source.content(_MOST_BYTES)
    if content is None:
        yield too_long(f"more than {_MOST_BYTES:,} bytes with its attachments", reading, file=source.name)
        return
    yield _report(content, reading, source.name)


def read_mailbox(source: Source, reading: Reading) -> Items:
    """The messages of an mbox file, one after the other."""
    for number, content in enumerate(_messages(source), start=1):
        file = f"{source.name} message {number}"
        if content is None:
            yield too_long(f"more than {_MOST_BYTES:,} bytes with its attachments", reading, file=file)
        else:
            yield _report(content, reading, file)


def _messages(source: Source) -> Iterator[bytes | None]:
    """The bytes of each message; None for one that is too large, which is passed over without being kept."""
    lines: list[bytes] = []
    size, after_blank, begun = 0, True, False
    while line := source.stream.readline(_CHUNK):
        if after_blank and _BEGINS.match(line):
            if begun:
                yield _joined(lines, size)
            lines, size, begun = [], 0, True
            continue
        after_blank = not line.strip()
        begun = begun or not after_blank
        size += len(line)
        if size <= _MOST_BYTES:
            lines.append(line)
    if begun:
        yield _joined(lines, size)


def _joined(lines: list[bytes], size: int) -> bytes | None:
    return _QUOTED_FROM.sub(rb"\1", b"".join(lines)) if size <= _MOST_BYTES else None


def _report(content: bytes, reading: Reading, file: str) -> Item:
    try:
        message = message_from_bytes(content, policy=default)
        return finished(_fields(message), reading, file=file)
    except BROKEN as error:
        return ReportError(f"cannot be read as an email: {type(error).__name__}", file=file)


def _fields(message: EmailMessage) -> dict[str, str | None]:
    sender = _sender(message)
    return {
        "id": (_head(message, "Message-ID") or "").strip("<> ") or None,
        "text": _text(message),
        "title": _head(message, "Subject"),
        "published": iso_day(re.sub(r"\s*\(.*?\)\s*$", "", _head(message, "Date") or "")),
        "publisher": sender,
        "language": (_head(message, "Content-Language") or "").partition(",")[0].strip() or None,
    }


def _head(message: EmailMessage, name: str) -> str | None:
    value = message.get(name)
    return " ".join(str(value).split()) or None if value is not None else None


def _sender(message: EmailMessage) -> str | None:
    """The sender's name, else address."""
    pairs = getaddresses([_head(message, "From") or ""])
    return next((name or address for name, address in pairs if name or address), None)


def _text(message: EmailMessage) -> str:
    """The plain text that the message brings, else its HTML as text; empty where it brings neither."""
    part = message.get_body(("plain", "html"))
    if part is None:
        return ""
    payload = part.get_payload(decode=True)
    text = decoded(payload if isinstance(payload, bytes) else b"", declared=known_encoding(part.get_content_charset()))
    if part.get_content_subtype() == "html":
        return str(html2txt(text))
    return _unfolded(text) if part.get_param("format") == "flowed" else text


def _unfolded(text: str) -> str:
    """Text of "format=flowed" (RFC 3676) with its soft line ends taken away: a line that ends in a space goes on.

    >>> _unfolded("They met \\nin Oslo.\\n-- \\nThe desk")
    'They met in Oslo.\\n-- \\nThe desk'
    """
    lines = [line.removeprefix(" ") for line in text.replace("\r\n", "\n").split("\n")]
    joined = (line if line.endswith(" ") and line != "-- " else f"{line}\n" for line in lines)
    return "".join(joined)[:-1]
