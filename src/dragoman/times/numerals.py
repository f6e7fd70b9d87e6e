"""Numbers in words and figures."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.times.lexicon import Lexicon

_KINDS = ("NUMBER", "DECIMAL", "CARD", "TENS", "SCALE", "DOZEN", "COUPLE")


def number_of(texts: Sequence[str], lexicon: Lexicon) -> str:
    """The number that the words name, as TIMEX3 writes it (no trailing zeros).

    "twenty", "-", "two" is ``22``; "two and a half" is ``2.5``; "a dozen" is ``12``; "half" alone ``0.5``.
    """
    total, group, half = 0.0, 0.0, False
    for text in texts:
        word = text.lower()
        if word == "half":
            half = True
        elif (value := lexicon.value(text, _KINDS)) is not None:
            amount = float(value.replace(",", ""))
            if lexicon.value(text, ("SCALE", "DOZEN")) is not None:
                group = max(group, 1) * amount
            else:
                group += amount
    total += group
    if half:
        total += 0.5
    return f"{total or 1:g}" if total < 1e6 else f"{total:.0f}"
