"""Every text can be read in light, in dark and in print: contrast of at least 4.5 to 1 (WCAG AA)."""

from __future__ import annotations

import re
from importlib.resources import files

import pytest

CSS = (files("dragoman.pages") / "static" / "brief.css").read_text(encoding="utf-8")
BLOCKS = [
    dict(re.findall(r"--([\w-]+): (#[0-9a-f]{3,6})\b", block))
    for block in re.findall(r":root \{(.*?)\}", CSS, re.DOTALL)
]
THEMES = {"light": BLOCKS[0], "dark": BLOCKS[0] | BLOCKS[1], "print": BLOCKS[0] | BLOCKS[1] | BLOCKS[2]}
PAIRS = [
    *((ink, ground) for ink in ("ink", "soft", "q1", "q2", "q3", "q4", "q0") for ground in ("paper", "raised")),
    *(("on", f"q{quad}") for quad in range(5)),
    *(("ink", ground) for ground in ("land", "shaded", "sea")),
    ("soft", "land"),
    ("lit-ink", "lit"),
]


def luminance(colour: str) -> float:
    """The relative luminance of a colour, 0 to 1, as WCAG defines it."""
    digits = colour[1:] if len(colour) == 7 else "".join(c * 2 for c in colour[1:])
    parts = [int(digits[n : n + 2], 16) / 255 for n in (0, 2, 4)]
    red, green, blue = (p / 12.92 if p <= 0.03928 else ((p + 0.055) / 1.055) ** 2.4 for p in parts)
    return 0.2126 * red + 0.7152 * green + 0.0722 * blue


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("pair", PAIRS, ids="-on-".join)
def test_text_stands_out(theme: str, pair: tuple[str, str]) -> None:
    """Ink on its ground, in each theme."""
    light, dark = sorted((luminance(THEMES[theme][name]) for name in pair), reverse=True)

    assert (light + 0.05) / (dark + 0.05) >= 4.5
