"""The dateline: where, when and by which agency the report was filed."""

from __future__ import annotations

import re
from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.record import Span
from dragoman.wire.rules import DatelineRule, WireRules

HEAD_LINES = 15  # lines, noise left out, among which the dateline is looked for
_REACH = 220  # characters of a line that can hold a dateline
_INSIDE = 1000  # characters of the first line searched where no line begins with a dateline
_TITLE = 250  # characters that a title in front of the dateline can take
_STORY = 25  # characters that must follow a bare place and dash: a heading of the text has fewer
_WORDS = 2  # words of a place in capitals that no table knows and no land follows
_TITLE_END = re.compile(r"[.!?][\"”’)]? +(?=[^\Wa-z_])")
_SHORTEST = 3  # letters: "USA" in capitals is no city


@dataclass(frozen=True, slots=True, kw_only=True)
class Heading:
    """A dateline as it stands: all of it, its place words, its day's words, its agency as written."""

    start: int
    end: int
    place: Span | None
    day: str | None
    agency: str | None


def find_heading(text: str, lines: Sequence[Span], *, rules: WireRules) -> Heading | None:
    """The dateline of the report: the first line among the first that begins with one.

    Where none does, a page's title may stand in front of it: the sentences of the first line are tried,
    then the clearest forms anywhere in that line.
    """
    for line in lines[:HEAD_LINES]:
        if (heading := _at(text, line.start, line.end, rules)) is not None:
            return heading
    return _inside(text, lines[0], rules) if lines else None


def _at(text: str, start: int, end: int, rules: WireRules) -> Heading | None:
    """The dateline that begins at ``start``, or None."""
    words = text[start : min(end, start + _REACH)]
    for form in rules.datelines:
        match = form.pattern.match(words)
        if match is not None and (heading := _heading(match, start, end, form.rule, rules)) is not None:
            return heading
    return None


def _inside(text: str, line: Span, rules: WireRules) -> Heading | None:
    for found in _TITLE_END.finditer(text, line.start, min(line.end, line.start + _TITLE)):
        if (heading := _at(text, found.end(), line.end, rules)) is not None:
            return heading
    words = text[line.start : min(line.end, line.start + _INSIDE)]
    for form in rules.datelines:
        for match in form.pattern.finditer(words) if form.rule.anywhere else ():
            if (heading := _heading(match, line.start, line.end, form.rule, rules)) is not None:
                return heading
    return None


def _heading(match: re.Match[str], base: int, end: int, rule: DatelineRule, rules: WireRules) -> Heading | None:
    groups = match.groupdict()
    place, agency = groups.get("place"), groups.get("agency")
    if agency is None and "date" not in groups and end - base - match.end() < _STORY:
        return None
    if place is not None and not _is_place(place, rule, agency, rules):
        return None
    if agency is not None and agency not in rules.agencies and not _may_be_agency(agency, rules):
        return None
    return Heading(
        start=base + match.start(),
        end=base + match.end(),
        place=Span(base + match.start("place"), base + match.end("place")) if place is not None else None,
        day=groups.get("date"),
        agency=agency,
    )


def _is_place(place: str, rule: DatelineRule, agency: str | None, rules: WireRules) -> bool:
    """Whether ``place`` can be one: known where the rule wants that, else no slug, body or short code."""
    city, _, land = place.partition(",")
    known = city.lower() in rules.places or (land.strip().lower() in rules.places and bool(land))
    if known:
        return True
    first = city.split()[0]
    if rule.place == "known" or first in rules.slugs or first in rules.openers or first.lower() in rules.weekdays:
        return False
    if agency is not None and agency in rules.agencies:
        return True
    if city.lower() in rules.bodies or city in rules.agencies or len(city) <= _SHORTEST:
        return False
    return agency is not None or bool(land) or len(city.split()) <= _WORDS


def _may_be_agency(words: str, rules: WireRules) -> bool:
    """Words in brackets that no table knows: capitals, and neither a place nor a day."""
    first = words.split()[0].lower()
    if words.lower() in rules.places or first in rules.months or first in rules.weekdays:
        return False
    return words[0].isupper() and rules.day.search(words) is None
