"""A text file is one report."""

from __future__ import annotations

from dragoman.readers.encodings import decoded
from dragoman.readers.options import Items, Reading, finished, too_long
from dragoman.readers.sources import Source


def read_text(source: Source, reading: Reading) -> Items:
    """The one report of a text file."""
    content = source.content(reading.most_bytes)
    if content is None:
        yield too_long(f"more than {reading.most_bytes:,} bytes", reading, file=source.name)
        return
    yield finished({"text": decoded(content)}, reading, file=source.name)
