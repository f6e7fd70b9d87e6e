"""The places of a dateline, which stands outside the sentences: "PRISTINA, Kosovo (AP)"."""

from __future__ import annotations

import re

from dragoman.places.atlas import Atlas
from dragoman.places.mentions import PlaceMention
from dragoman.record import Dateline

PART = re.compile(r"[^,/()–—]+")
LONGEST = 6


def dateline_mentions(text: str, dateline: Dateline, atlas: Atlas) -> list[PlaceMention]:
    """The town and what holds it, as far as the tables know them."""
    found: list[PlaceMention] = []
    for part in PART.finditer(text, dateline.start, dateline.end):
        words = list(re.finditer(r"\S+", part[0]))[-LONGEST:]
        for first in range(len(words)):
            start, end = part.start() + words[first].start(), part.start() + words[-1].end()
            candidates = atlas.named(text[start:end]) or atlas.named(text[start:end].title())
            if candidates:
                found.append(PlaceMention(start, end, -1, -1, "dateline", candidates, text=candidates[0].name))
                break
    return found
