"""Which candidates are times: years that are no quantities, months that are no people."""

from __future__ import annotations

from collections.abc import Callable

from dragoman.language import Parsed
from dragoman.times.find import Found

_MONEY = frozenset("$£€¥#")
_AFTER_NUMBER = frozenset({"percent", "%", "per", "million", "billion", "km", "miles", "degrees", "feet", "meters"})
_BEFORE_YEAR = frozenset(
    {"in", "since", "by", "until", "from", "of", "during", "before", "after", "the", "'s", "’s", "late", "early"}
)


def is_time(parsed: Parsed, found: Found, people: frozenset[int]) -> bool:
    """Whether the candidate is a time; ``people`` holds the words that are in names of persons."""
    says = frozenset(found.says)
    if found.first in people and says & _NAMES and not says & {"day", "year"}:
        return False
    check = _CHECKS.get(says)
    if check is not None and found.yields == "date":
        return check(parsed, found)
    if found.yields == "length":
        return _is_length(parsed, found)
    if found.says.get("ref") in ("future", "past", "present"):
        return not _is_noun(parsed, found.last)
    return found.says.get("ref") != "FUTURE_REF" or _is_soon(parsed, found)


def _text(parsed: Parsed, index: int) -> str:
    return parsed.words[index].text.lower() if 0 <= index < len(parsed.words) else ""


def _is_year(parsed: Parsed, found: Found) -> bool:
    """A bare figure of four is a year unless it counts something ("2000 people") or stands with money."""
    before, after = _text(parsed, found.first - 1), _text(parsed, found.last)
    if before in _MONEY or after in _AFTER_NUMBER:
        return False
    number = int(found.says["year"].lstrip("'’‘"))
    if number < 100:
        return found.says["year"][0] in "'’" or found.last - found.first > 1 or _is_short_year(parsed, found)
    if not 1100 <= number <= 2100:
        return False
    if before in _BEFORE_YEAR:
        return True
    return not _counts(parsed, found) and number >= 1700


def _is_short_year(parsed: Parsed, found: Found) -> bool:
    """ "In 88 and 92": two figures after "in" with nothing that they could count."""
    if _text(parsed, found.last) not in _AFTER_SHORT_YEAR or found.says["year"][0] not in "06789":
        return False
    before = _text(parsed, found.first - 1)
    return before == "in" or (before == "and" and _text(parsed, found.first - 3) == "in")


def _counts(parsed: Parsed, found: Found) -> bool:
    """Whether the figure stands before a noun of several ("2000 soldiers")."""
    if found.last >= len(parsed.words):
        return False
    return parsed.words[found.last].xpos == "NNS"


def _is_part_of_day(parsed: Parsed, found: Found) -> bool:
    """A part of the day after its article or a preposition, with no noun behind ("the Morning Post")."""
    if _is_noun(parsed, found.last):
        return False
    return _text(parsed, found.first - 1) in _BEFORE_PART or found.last - found.first > 1


def _is_season(parsed: Parsed, found: Found) -> bool:
    """A season after a preposition or its article; "the fall of the city" is none, nor "spring training"."""
    if _text(parsed, found.last) == "of" or _is_noun(parsed, found.last):
        return False
    return found.last - found.first > 1 or _text(parsed, found.first - 1) in _BEFORE_SEASON


def _is_noun(parsed: Parsed, index: int) -> bool:
    return index < len(parsed.words) and parsed.words[index].xpos.startswith("NN")


def _is_month(parsed: Parsed, found: Found) -> bool:
    """A month; "the March" and "the Long March" are marches unless a noun follows ("the March elections")."""
    before = found.first - 1
    if _text(parsed, before) in ("long", "operation", "'s", "’s"):
        return False
    return _text(parsed, before) not in ("the", "a") or _is_noun(parsed, found.last)


def _is_feast(parsed: Parsed, found: Found) -> bool:
    return _text(parsed, found.first - 1) != "operation"


def _is_day_of_month(parsed: Parsed, found: Found) -> bool:
    """ "The 20th" where no noun follows."""
    if found.last >= len(parsed.words):
        return True
    return parsed.words[found.last].upos not in ("NOUN", "ADJ", "PROPN", "NUM") and _text(parsed, found.last) != "-"


def _is_length(parsed: Parsed, found: Found) -> bool:
    """A length; quarters need a sign that they are of a year, units without a number a preposition."""
    says = found.says
    before = _text(parsed, found.first - 1)
    if says.keys() == {"vague"}:
        return before in _BEFORE_VAGUE or _text(parsed, found.last) in _AFTER_VAGUE
    if "vague" in says and before == "as":
        return False
    if "middle" in says and not _has_adjective(parsed, found):
        return False
    if says.get("unit") == "Q":
        return "shift" in says or before in ("for", "in", "over", "within")
    if says.get("unit") == "TS":
        return "vague" not in says
    return True


def _is_the_unit(parsed: Parsed, found: Found) -> bool:
    """ "For the year" with nothing behind that says which year it is."""
    if found.says["whole"] == "WE":
        return True
    behind = _text(parsed, found.last)
    return _text(parsed, found.first - 1) in _BEFORE_UNIT and behind in _AFTER_UNIT


def _has_adjective(parsed: Parsed, found: Found) -> bool:
    """Whether the word before the unit is an adjective ("two bloody weeks", "three more days")."""
    return parsed.words[found.last - 2].xpos in ("JJ", "JJR", "VBG", "VBN")


def _is_soon(parsed: Parsed, found: Found) -> bool:
    """ "Soon" of what lies ahead; not "as soon as", "soon after" nor of what soon happened."""
    if found.last - found.first > 1 or _text(parsed, found.first) != "soon":
        return True
    if _text(parsed, found.first - 1) == "as" or _text(parsed, found.last) in (
        "after",
        "afterward",
        "afterwards",
        "as",
    ):
        return False
    head = parsed.words[found.first].head
    if head < 0:
        return True
    verbs = (parsed.words[head], *(parsed.words[k] for k in parsed.children(head, "aux", "cop")))
    return not any(w.xpos == "VBD" and w.lemma != "would" for w in verbs)


_AFTER_SHORT_YEAR = frozenset({"", ",", ".", "and", ";", ")", "?", "!"})
_BEFORE_UNIT = frozenset({"for", "during", "in", "over"})
_AFTER_UNIT = frozenset(
    {"", ",", ".", ";", ")", "and", "as", "to", "from", "compared", "was", "is", "were", "rose", "fell"}
)
_BEFORE_PART = frozenset({"in", "at", "during", "by", "that", "until", "all"})
_BEFORE_SEASON = frozenset({"in", "by", "during", "until", "since", "this", "over", "the", "throughout", "of", "and"})
_BEFORE_VAGUE = frozenset({"for", "in", "within", "after", "over", "of", "by", "through", "despite", "take", "took"})
_AFTER_VAGUE = frozenset({"after", "before", "of", "since"})
_NAMES = frozenset({"month", "weekday", "season", "feast"})
_CHECKS: dict[frozenset[str], Callable[[Parsed, Found], bool]] = {
    frozenset({"year"}): _is_year,
    frozenset({"daypart"}): _is_part_of_day,
    frozenset({"daypart", "part"}): _is_part_of_day,
    frozenset({"season"}): _is_season,
    frozenset({"month"}): _is_month,
    frozenset({"feast"}): _is_feast,
    frozenset({"day"}): _is_day_of_month,
    frozenset({"whole"}): _is_the_unit,
}
