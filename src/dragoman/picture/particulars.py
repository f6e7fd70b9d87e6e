"""The figures and names of a text, each by the words around it: what changes from bulletin to bulletin of one form."""

from __future__ import annotations

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from dragoman.picture.wording import NUMBER_WORDS

_WORD = re.compile(r"\w+(?:[.,]\d+)*")
_BREAK = re.compile(r"[.!?:;\n\"“”]")
_MOST = 200_000  # characters of a text; the rest is not compared

Place = tuple[str, str]
Particulars = dict[Place, Counter[str]]


def particulars(text: str) -> Particulars:
    """What stands between each word and the next but figures and names, in lower case: numbers, and words with a
    capital that begin no sentence. What begins the text (a dateline, a credit) is left out.

    >>> particulars("Police said on Monday that Anna Bontar had paid 20,000 euros.")
    {('on', 'that'): Counter({'monday': 1}), ('that', 'had'): Counter({'anna bontar': 1}), \
('paid', 'euros'): Counter({'20,000': 1})}
    """
    found: Particulars = {}
    for place, filler in _filled(list(_words(text))):
        found.setdefault(place, Counter())[filler] += 1
    return found


def difference(one: Particulars, other: Particulars) -> float:
    """The share of the places that both texts have which hold other figures or names, 0 to 1; 0 where they have none.

    >>> monday, friday = (particulars(f"It was shut on {day} and two men were held.") for day in ("Monday", "Friday"))
    >>> difference(monday, friday)
    0.5
    """
    same = differ = 0
    for place in one.keys() & other.keys():
        kept = (one[place] & other[place]).total()
        same += kept
        differ += min(one[place].total(), other[place].total()) - kept
    return differ / (same + differ) if differ else 0.0


def _words(text: str) -> Iterator[tuple[str, bool]]:
    """The words in lower case, and whether each is a figure or a name."""
    last = 0
    for match in _WORD.finditer(text, 0, _MOST):
        word = match.group()
        begins = last == 0 or _BREAK.search(text, last, match.start()) is not None
        lower, last = word.casefold(), match.end()
        yield lower, word[0].isdigit() or lower in NUMBER_WORDS or (word[0].isupper() and not begins)


def _filled(words: Sequence[tuple[str, bool]]) -> Iterator[tuple[Place, str]]:
    first = None
    for number, (word, counts) in enumerate([*words, ("", False)]):
        if counts:
            first = number if first is None else first
        elif first is not None:
            if first:
                yield (words[first - 1][0], word), " ".join(each for each, _ in words[first:number])
            first = None
