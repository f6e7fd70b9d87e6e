"""Words to the encoder's word pieces, and the shape that its uncased vocabulary has lost."""

from __future__ import annotations

from pathlib import Path

from tokenizers import Tokenizer

SHAPES = 10
CLS, SEP, UNKNOWN = 101, 102, 100
_MOST_PIECES = 8  # a word of more pieces is a chemical name or noise: its beginning says enough


def shape_of(word: str) -> int:
    """The shape class of a word, ``1 <= shape < SHAPES`` (0 is for padding and the encoder's marks).

    >>> [shape_of(w) for w in ("police", "Serbia", "NATO", "A", "McCain", "2018", "3rd", ",", "U.S.")]
    [1, 2, 3, 4, 5, 6, 7, 8, 3]
    """
    letters = [c for c in word if c.isalpha()]
    if not letters:
        return 6 if any(c.isdigit() for c in word) else 8
    if any(c.isdigit() for c in word):
        return 7
    if all(c.isupper() for c in letters):
        return 3 if len(letters) > 1 else 4
    if any(c.isupper() for c in letters):
        return 2 if letters[0].isupper() and not any(c.isupper() for c in letters[1:]) else 5
    return 1 if any(c.islower() for c in letters) else 9


class Pieces:
    """Word pieces by word, remembered: a report's words come back again and again."""

    def __init__(self, tokenizer_file: Path | str, *, remember: int = 200_000) -> None:
        self._tokenizer = Tokenizer.from_file(str(tokenizer_file))
        self._tokenizer.no_padding()
        self._tokenizer.no_truncation()
        self._known: dict[str, tuple[tuple[int, ...], int]] = {}
        self._remember = remember

    def of(self, word: str) -> tuple[tuple[int, ...], int]:
        """Piece ids (at least one) and the shape of ``word``."""
        known = self._known.get(word)
        if known is None:
            ids = self._tokenizer.encode(word[:100], add_special_tokens=False).ids[:_MOST_PIECES]
            known = (tuple(ids) or (UNKNOWN,), shape_of(word))
            if len(self._known) < self._remember:
                self._known[word] = known
        return known
