"""How a name becomes the key that finds it, whatever its hyphens, accents and apostrophes."""

from __future__ import annotations

import re
import unicodedata

PIECE = re.compile(r"\w+")
SHORT_ACRONYM = 4
PLAIN = str.maketrans({"ı": "i", "ł": "l", "Ł": "L", "đ": "d", "Đ": "D", "ø": "o", "Ø": "O", "ð": "d"})


def pieces_of(text: str) -> list[str]:
    """The casefolded letter and digit runs of ``text``, accents removed.

    >>> pieces_of("al-Qa'ida")
    ['al', 'qa', 'ida']
    >>> pieces_of("Priština")
    ['pristina']
    """
    if not text.isascii():
        spread = unicodedata.normalize("NFKD", text.translate(PLAIN))
        text = "".join(letter for letter in spread if not unicodedata.combining(letter))
    return PIECE.findall(text.casefold())


def key_of(text: str) -> str:
    """The lookup key of a name: its pieces without a leading article.

    >>> key_of("The United States")
    'united states'
    """
    pieces = pieces_of(text)
    if len(pieces) > 1 and pieces[0] == "the":
        del pieces[0]
    return " ".join(pieces)


def is_short_acronym(form: str) -> bool:
    """True for names of at most four letters, all capital: they match only in capitals.

    >>> is_short_acronym("US"), is_short_acronym("U.S."), is_short_acronym("Iran")
    (True, True, False)
    """
    letters = [letter for letter in form if letter.isalpha()]
    return 1 < len(letters) <= SHORT_ACRONYM and all(letter.isupper() for letter in letters)


def has_case_of(form: str, text: str) -> bool:
    """True where ``text`` is written as a name: capitals of short acronyms kept, else one capital.

    >>> has_case_of("US", "us"), has_case_of("Turkey", "turkey"), has_case_of("Turkey", "Turkey")
    (False, False, True)
    """
    if is_short_acronym(form):
        return not any(letter.islower() for letter in text.removeprefix("the "))
    return form.islower() or any(letter.isupper() for letter in text)
