"""Quotation marks: which characters of a text stand between them.

Only the outermost quotations are given. Straight, curly, low German, angle and doubled single marks
(`` '' ``) are read by their form and by what stands around them; single marks are told from
apostrophes and must be closed in their paragraph. A double mark left open reaches to the end of its
paragraph, as in a quotation of several paragraphs, each of which opens again.
"""

from __future__ import annotations

import re
from collections.abc import Iterator
from dataclasses import dataclass
from typing import Literal

from dragoman.language.parsed import Quotation

_DOUBLE = re.compile("``|''|[\"＂“”„‟«»]")
_SINGLE = re.compile("(?<!')'(?!')|[‘’‚‛‹›]")
_FAMILY = {"“": "curly", "”": "curly", "„": "curly", "‟": "curly", "«": "angle", "»": "angle"}
_ELISIONS = re.compile(r"(?:\d0s|em|tis|twas|til|till|cause|cos|round|bout|n)\b", re.IGNORECASE)
_OPENING_CONTEXT = frozenset("([{<-–—/:=") | frozenset("“„«‘‚‹\"'")
_ENDS_PARAGRAPH = frozenset(".!?:;…") | frozenset("”»\"'’)")
_NEWLINE = re.compile("\n|\r\n?|\u2028|\u2029")

Leaning = Literal["opens", "closes", "either"]


@dataclass(frozen=True, slots=True)
class _Mark:
    """A double mark: what it is by form and by the characters around it."""

    start: int
    end: int
    form: str
    family: str
    leaning: Leaning


def find_quotations(text: str) -> tuple[Quotation, ...]:
    """The quotations of ``text``, left to right, never overlapping; marks included.

    Time is linear in the length of the text.

    >>> text = "“Go,” she said. It’s the officers’ „Plan“."
    >>> [text[q.start : q.end] for q in find_quotations(text)]
    ['“Go,”', '„Plan“']
    >>> [q.closed for q in find_quotations("“One paragraph.\\n\\n“And another.”")]
    [False, True]
    """
    paragraphs = list(_paragraphs(text))
    found: list[Quotation] = []
    for number, (start, end) in enumerate(paragraphs):
        following = text[paragraphs[number + 1][0]] if number + 1 < len(paragraphs) else ""
        found += _Paragraph(text, start, end, following).quotations()
    return tuple(found)


def _paragraphs(text: str) -> Iterator[tuple[int, int]]:
    """Spans of the paragraphs, white space around them left out. A line that breaks off in the middle
    of a sentence (hard wrapping) ends none."""
    start = 0
    for match in _NEWLINE.finditer(text):
        if match.start() < start or not _breaks(text, start, match.start(), match.end()):
            continue
        yield from _stripped(text, start, match.start())
        start = match.end()
    yield from _stripped(text, start, len(text))


def _breaks(text: str, start: int, end: int, after: int) -> bool:
    following = text[after : after + 80].lstrip(" \t")
    if not following or following[0] in "\n\r\u2028\u2029" or end == start:
        return True
    last = text[max(start, end - 80) : end].rstrip()[-1:]
    return last in _ENDS_PARAGRAPH and not following[0].islower()


def _stripped(text: str, start: int, end: int) -> Iterator[tuple[int, int]]:
    while start < end and text[start].isspace():
        start += 1
    while end > start and text[end - 1].isspace():
        end -= 1
    if start < end:
        yield start, end


class _Paragraph:
    """One paragraph on its way to quotations; ``following`` is the first character of the next."""

    def __init__(self, text: str, start: int, end: int, following: str) -> None:
        self.text, self.start, self.end, self.following = text, start, end, following
        self.marks = [self._mark(m) for m in _DOUBLE.finditer(text, start, end)]

    def quotations(self) -> list[Quotation]:
        double = self._double()
        return sorted(double + self._single(double), key=lambda q: q.start)

    def _around(self, start: int, end: int) -> tuple[str, str]:
        """The characters before and after, a space at the edges of the paragraph."""
        before = self.text[start - 1] if start > self.start else " "
        return before, self.text[end] if end < self.end else " "

    def _context(self, start: int, end: int) -> Leaning:
        before, after = self._around(start, end)
        if (before.isspace() or before in _OPENING_CONTEXT) and not after.isspace():
            return "opens"
        if not before.isspace() and not after.isalnum():
            return "closes"
        return "either"

    def _mark(self, match: re.Match[str]) -> _Mark:
        form = match.group()
        context = self._context(match.start(), match.end())
        if form in ("„", "``", "‟"):
            context = "opens"
        return _Mark(match.start(), match.end(), form, _FAMILY.get(form, "straight"), context)

    def _double(self) -> list[Quotation]:
        found: list[Quotation] = []
        opened: _Mark | None = None
        depth = 0
        for number, mark in enumerate(self.marks):
            if opened is None:
                opened, depth = (mark, 1) if self._opens(mark) else (None, 0)
            elif self._closes(opened, mark, number):
                depth -= 1
                if depth == 0:
                    found.append(Quotation(opened.start, mark.end, True))
                    opened = None
            elif mark.family == opened.family and self._opens(mark):
                if self._two_closers_follow(number):
                    depth += 1
                else:
                    found += self._unclosed(opened, mark.start)
                    opened, depth = mark, 1
        if opened is not None:
            found += self._unclosed(opened, self.end)
        return found

    @staticmethod
    def _opens(mark: _Mark) -> bool:
        if mark.form in "“«„":
            return mark.leaning != "closes" or mark.form == "„"
        if mark.form in "”»":
            return mark.leaning == "opens"
        return mark.leaning != "closes"

    def _closes(self, opened: _Mark, mark: _Mark, number: int) -> bool:
        if mark.family != opened.family:
            straight = "straight" in (mark.family, opened.family)
            return straight and mark.leaning == "closes" and not self._own_closer_follows(opened, number)
        if mark.family == "angle":
            return mark.form != opened.form
        if mark.form == "”":
            return True
        if mark.form == "“":
            return opened.form == "„" or mark.leaning == "closes"
        return mark.form not in ("„", "‟", "``") and mark.leaning != "opens"

    def _own_closer_follows(self, opened: _Mark, number: int) -> bool:
        """Whether the next mark of the opening mark's family closes it."""
        for mark in self.marks[number + 1 : number + 9]:
            if mark.family == opened.family:
                return mark.form == "”" or mark.leaning == "closes"
        return False

    def _two_closers_follow(self, number: int) -> bool:
        """Whether this opening mark is nested: its own close and the outer one come next."""
        family = self.marks[number].family
        kin = [m for m in self.marks[number + 1 : number + 9] if m.family == family][:2]
        return len(kin) == 2 and not any(self._opens(m) for m in kin)

    def _unclosed(self, opened: _Mark, end: int) -> list[Quotation]:
        """A quotation that its paragraph leaves open; a lone straight mark inside it is an error."""
        continues = self.following != "" and self.following in "\"'`＂"
        if opened.family == "straight" and opened.start > self.start and not continues:
            return []
        while end > opened.end and self.text[end - 1].isspace():
            end -= 1
        return [Quotation(opened.start, end, False)] if end > opened.end else []

    def _single(self, double: list[Quotation]) -> list[Quotation]:
        """Quotations between single marks outside the double ones."""
        found: list[Quotation] = []
        covered = _Cover(double)
        opened = weak = -1
        for match in _SINGLE.finditer(self.text, self.start, self.end):
            at, form = match.start(), match.group()
            if covered.holds(at):
                continue
            leaning = self._single_leaning(at, form, opened >= 0)
            if leaning == "opens":
                found += self._weakly(opened, weak)
                opened, weak = at, -1
            elif leaning == "closes" and opened >= 0:
                if form in "'’" and self.text[at - 1] in "sS":
                    weak = weak if weak >= 0 else at
                    continue
                found.append(Quotation(opened, at + 1, True))
                opened = weak = -1
        found += self._weakly(opened, weak)
        return [q for q in found if not covered.crosses(q)]

    @staticmethod
    def _weakly(opened: int, weak: int) -> list[Quotation]:
        """A quotation whose only closing mark may as well be an apostrophe after an s."""
        return [Quotation(opened, weak + 1, True)] if opened >= 0 and weak > opened else []

    def _single_leaning(self, at: int, form: str, is_open: bool) -> Leaning:
        before, after = self._around(at, at + 1)
        if form in "‘‚‹‛" and not (is_open and form == "‘" and not after.isalnum()):
            return "either" if _ELISIONS.match(self.text, at + 1) and after.isdigit() else "opens"
        if form == "›" or (form in "’‘" and not after.isalnum() and not before.isspace()):
            return "closes"
        if form != "'":
            return "either"
        if (before.isspace() or before in _OPENING_CONTEXT) and after.isalnum():
            return "either" if _ELISIONS.match(self.text, at + 1) else "opens"
        return "closes" if not before.isspace() and not after.isalnum() else "either"


class _Cover:
    """Questions about a left-to-right list of quotations, asked left to right."""

    def __init__(self, quotations: list[Quotation]) -> None:
        self._quotations = quotations
        self._next = 0

    def holds(self, offset: int) -> bool:
        while self._next < len(self._quotations) and self._quotations[self._next].end <= offset:
            self._next += 1
        return self._next < len(self._quotations) and self._quotations[self._next].start <= offset

    def crosses(self, single: Quotation) -> bool:
        """Whether a double quotation lies in the single one, or they cut each other."""
        low, high = 0, len(self._quotations)
        while low < high:
            middle = (low + high) // 2
            if self._quotations[middle].end <= single.start:
                low = middle + 1
            else:
                high = middle
        return low < len(self._quotations) and self._quotations[low].start < single.end
