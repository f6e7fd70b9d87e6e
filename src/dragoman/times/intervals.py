"""The days that an expression means with its preposition: a deadline has no begin, "since" runs to the report."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from datetime import date, timedelta

from dragoman.language import Parsed
from dragoman.times.days import Extent
from dragoman.times.find import Found
from dragoman.times.meaning import Meaning, Tense
from dragoman.times.rules import Relation, TimeRules
from dragoman.times.shifts import moved_by
from dragoman.times.tense import is_modifier

Days = tuple[date | None, date | None]
_NOTHING: Days = (None, None)
_ON_WORDS = frozenset({"on", "onward", "onwards", "forward"})
_HEDGES = frozenset({"at", "least", "about", "around", "roughly", "approximately", "perhaps", "the"})
_LONGEST_LEAD = 4


def lead_of(parsed: Parsed, found: Found, *, rules: TimeRules) -> Relation:
    """How the words before the expression relate it to what happens; ``plain`` where it only modifies a noun."""
    before = [w.text.lower() for w in parsed.words[max(found.first - _LONGEST_LEAD, 0) : found.first]]
    after = parsed.words[found.last].text.lower() if found.last < len(parsed.words) else ""
    if after in ("'s", "’s") or _is_taken_up(parsed, found):
        return "plain"
    noun = is_modifier(parsed, found)
    if noun is not None and rules.cues.get(parsed.words[noun].lemma) != "ahead":
        return "plain"
    if before[-1:] == ["from"] and after in _ON_WORDS:
        return "from"
    while before and before[-1] in _HEDGES:
        before.pop()
    for size in range(len(before), 0, -1):
        relation = rules.leads.get(tuple(before[-size:]))
        if relation is not None:
            return relation
    return "plain"


def _is_taken_up(parsed: Parsed, found: Found) -> bool:
    """Whether a clause goes on to tell what happened then ("since 1999, when the alliance intervened"): the
    expression is that happening's time too, and keeps its own days."""
    after = [w.text.lower() for w in parsed.words[found.last : found.last + 2]]
    return after[:1] == ["when"] or after == [",", "when"]


def days_of(parsed: Parsed, found: Found, meaning: Meaning, lead: Relation, *, now: date | None) -> Days:
    """The inclusive days of a date under its lead."""
    extent = meaning.extent
    if meaning.sense in ("past", "present", "future"):
        return _vague_days(meaning, now)
    if extent is None or meaning.sense == "set":
        return _NOTHING
    if lead == "from" and _as_it_stood(parsed, found, extent, now):
        lead = "plain"
    return _LEADS.get(lead, _whole)(extent.first, extent.last, now)


def _as_it_stood(parsed: Parsed, found: Found, extent: Extent, now: date | None) -> bool:
    """Whether "as of" tells how things stood on a day gone by, not from when something holds."""
    return now is not None and extent.first <= now and found.first > 1 and _is_as_of(parsed, found.first)


def _is_as_of(parsed: Parsed, first: int) -> bool:
    return [w.text.lower() for w in parsed.words[first - 2 : first]] == ["as", "of"]


def _vague_days(meaning: Meaning, now: date | None) -> Days:
    if meaning.sense == "present":
        return now, now
    return (None, now) if meaning.sense == "past" else (now, None)


def _whole(first: date, last: date, now: date | None) -> Days:
    return first, last


def _since(first: date, last: date, now: date | None) -> Days:
    return first, max(now, first) if now else None


_LEADS: dict[Relation, Callable[[date, date, date | None], Days]] = {
    "by": lambda first, last, now: (None, last),
    "before": lambda first, last, now: (None, first - timedelta(days=1)),
    "from": lambda first, last, now: (first, None),
    "since": _since,
}


def length_days(
    parsed: Parsed,
    found: Found,
    meaning: Meaning,
    lead: Relation,
    *,
    now: date | None,
    anchor: date | None,
    tense: Tense | None,
    rules: TimeRules,
) -> Days:
    """The days of a length of time: a deadline runs from its anchor or the report, "the past" up to the report."""
    if meaning.length is None:
        return _vague_length(found, now)
    count, unit = meaning.length
    direction = _direction(parsed, found, lead, tense, rules, anchored=anchor is not None)
    start = anchor if anchor is not None and direction > 0 else now
    if direction == 0 or start is None:
        return _NOTHING
    other = moved_by(start, direction * count, unit)
    if other is None:
        return _NOTHING
    return (start, other) if direction > 0 else (other, start)


def _vague_length(found: Found, now: date | None) -> Days:
    shift = found.says.get("shift")
    if shift in ("-1", "last", "past"):
        return None, now
    return (now, None) if shift in ("1", "next", "coming") else _NOTHING


def _is_order(parsed: Parsed, found: Found, rules: TimeRules) -> bool:
    """Whether the verb above demands or promises ("demanded a withdrawal within a month")."""
    verb = _verb_above(parsed, found)
    return verb is not None and rules.cues.get(parsed.words[verb].lemma) is not None


def _direction(
    parsed: Parsed, found: Found, lead: Relation, tense: Tense | None, rules: TimeRules, *, anchored: bool
) -> int:
    """1 ahead of its start, -1 back from it, 0 where the length hangs on nothing."""
    shift = found.says.get("shift")
    if shift in ("-1", "last", "past"):
        return -1
    if shift in ("1", "next", "coming"):
        return 1
    if lead == "within":
        return 1 if anchored or tense != "past" or _is_order(parsed, found, rules) else 0
    noun = is_modifier(parsed, found)
    if noun is not None:
        return 1 if rules.cues.get(parsed.words[noun].lemma) == "ahead" else 0
    if lead == "in" and _is_superlative(parsed, found):
        return -1
    verb = _verb_above(parsed, found)
    if verb is None:
        return 0
    if lead == "in":
        return -1 if _is_negated(parsed, verb) else 1 if tense in ("future", "present") else 0
    if lead == "for":
        return -1 if _is_present_perfect(parsed, verb) else 0
    return 1 if lead == "plain" and _is_given(parsed, found, verb, rules) else 0


def _is_given(parsed: Parsed, found: Found, verb: int, rules: TimeRules) -> bool:
    """Whether the length is what is given ("gave them three weeks"), not part of something else given."""
    if rules.cues.get(parsed.words[verb].lemma) != "gives":
        return False
    before = parsed.words[found.first - 1].text.lower() if found.first else ""
    head = parsed.head_of(found.start, found.end)
    return before not in ("of", "for") and head is not None and parsed.words[head].head == verb


def _verb_above(parsed: Parsed, found: Found) -> int | None:
    at = parsed.head_of(found.start, found.end)
    if at is None:
        return None
    return next((i for i in parsed.ancestors(at) if parsed.words[i].xpos.startswith("VB")), None)


def _is_superlative(parsed: Parsed, found: Found) -> bool:
    """Whether the length measures back ("the worst attack in a decade", "the first visit in 20 years")."""
    at = parsed.head_of(found.start, found.end)
    noun = parsed.words[at].head if at is not None else -1
    before = [w.text.lower() for w in parsed.words[max(found.first - 3, 0) : found.first]]
    if before == ["first", "time", "in"]:
        return True
    if noun < 0:
        return False
    words = (noun, *parsed.children(noun, "amod"))
    return any(parsed.words[k].xpos == "JJS" or parsed.words[k].lemma == "first" for k in words)


def _is_negated(parsed: Parsed, verb: int) -> bool:
    return any(parsed.words[k].lemma.lower() in ("not", "never", "n't") for k in parsed.children(verb, "advmod"))


def _is_present_perfect(parsed: Parsed, verb: int) -> bool:
    return any(parsed.words[k].text.lower() in ("has", "have", "'ve", "’ve") for k in parsed.children(verb, "aux"))


def day_from(parsed: Parsed, found: Sequence[Found], placed: Sequence[Meaning | None], index: int) -> date | None:
    """The day that "two days after Christmas" names; None where the length is not counted from a date told."""
    expression, length = found[index], placed[index]
    if length is None or length.length is None or index + 1 == len(found):
        return None
    gap = [w.text.lower() for w in parsed.words[expression.last : found[index + 1].first]]
    start = placed[index + 1]
    if not gap or len(gap) > 2 or gap[0] not in ("after", "before") or start is None or start.extent is None:
        return None
    count, unit = length.length
    return moved_by(start.extent.first, count if gap[0] == "after" else -count, unit)


def start_of_length(
    parsed: Parsed, found: Sequence[Found], placed: Sequence[Meaning | None], index: int
) -> date | None:
    """The day that a deadline runs from where the report names it: "within a month of Friday's coup", "on
    Sunday the junta gave strikers 48 hours"; None where it names none."""
    expression = found[index]
    if index + 1 < len(found) and _is_of(parsed, expression, found[index + 1]):
        meaning = placed[index + 1]
        return meaning.extent.first if meaning is not None and meaning.extent is not None else None
    verb = _verb_above(parsed, expression)
    if verb is None or not _tells(parsed, verb):
        return None
    for near in (index - 1, index + 1):  # the day stands next to the length
        if 0 <= near < len(found) and _is_day_of(parsed, found[near], placed[near], verb):
            meaning = placed[near]
            return meaning.extent.first if meaning is not None and meaning.extent is not None else None
    return None


def _tells(parsed: Parsed, verb: int) -> bool:
    """Whether the verb tells what was done; forms such as "set" may be tagged as no past, but have no helper."""
    return parsed.words[verb].xpos in ("VBD", "VBN") or parsed.child(verb, "aux", "mark") is None


def _is_of(parsed: Parsed, expression: Found, after: Found) -> bool:
    gap = parsed.words[expression.last : after.first]
    return len(gap) == 1 and gap[0].text.lower() in ("of", "from", "after")


def _is_day_of(parsed: Parsed, expression: Found, meaning: Meaning | None, verb: int) -> bool:
    """Whether the expression is a day that the verb hangs on."""
    if meaning is None or meaning.grain not in ("day", "time"):
        return False
    first = parsed.words[expression.first]
    if first.sentence != parsed.words[verb].sentence or is_modifier(parsed, expression) == verb:
        return False
    head = parsed.head_of(expression.start, expression.end)
    after_on = expression.first > 0 and parsed.words[expression.first - 1].text.lower() == "on"
    return after_on or (head is not None and parsed.words[head].head == verb)
