"""The day that a quotation was said: "tomorrow" inside it counts from there."""

from __future__ import annotations

from bisect import bisect_right
from collections import defaultdict
from collections.abc import Mapping, Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.language import Parsed, Quotation
from dragoman.record import Span, Statement
from dragoman.times.find import Found
from dragoman.times.meaning import Meaning

Dated = tuple[Found, date]


@dataclass(frozen=True, slots=True)
class QuotedDays:
    """Quoted stretches of the report that have a day of their own, in text order."""

    starts: tuple[int, ...]
    ends: tuple[int, ...]
    days: tuple[date, ...]

    @classmethod
    def of(
        cls, parsed: Parsed, statements: Sequence[Statement], found: Sequence[Found], meanings: Sequence[Meaning | None]
    ) -> QuotedDays:
        """The quotations of the report whose cue has a day beside it ("said on Tuesday")."""
        dated = _days_by_sentence(parsed, found, meanings)
        starts = [q.start for q in parsed.quotations]
        known: dict[Quotation, date] = {}
        for statement in statements:
            if statement.kind != "indirect" and statement.cue is not None:
                day = _day_of_cue(parsed, statement.cue, statement.content, dated)
                if day is not None:
                    known.update((q, day) for q in _quotations_in(parsed, starts, statement.content))
        quotations = sorted(known, key=lambda q: q.start)
        return cls(
            tuple(q.start for q in quotations),
            tuple(q.end for q in quotations),
            tuple(known[q] for q in quotations),
        )

    def day(self, expression: Found) -> date | None:
        """The day of the quotation around the expression, or None."""
        at = bisect_right(self.starts, expression.start) - 1
        return self.days[at] if at >= 0 and expression.start < self.ends[at] else None


def _days_by_sentence(
    parsed: Parsed, found: Sequence[Found], meanings: Sequence[Meaning | None]
) -> dict[int, list[Dated]]:
    dated = defaultdict(list)
    for expression, meaning in zip(found, meanings, strict=True):
        if meaning is not None and meaning.extent is not None and meaning.grain in ("day", "time"):
            dated[parsed.words[expression.first].sentence].append((expression, meaning.extent.first))
    return dated


def _quotations_in(parsed: Parsed, starts: Sequence[int], content: Sequence[Span]) -> list[Quotation]:
    """The quotations that overlap what is said; ``starts`` are those of all quotations."""
    found = []
    for span in content:
        at = max(bisect_right(starts, span.start) - 1, 0)
        while at < len(starts) and starts[at] < span.end:
            if span.start < parsed.quotations[at].end:
                found.append(parsed.quotations[at])
            at += 1
    return found


def _day_of_cue(parsed: Parsed, cue: Span, content: Sequence[Span], dated: Mapping[int, list[Dated]]) -> date | None:
    """The day that hangs on the cue word, else the only day beside it outside what is said."""
    at = parsed.head_of(cue.start, cue.end)
    if at is None:
        return None
    outside = [(f, day) for f, day in dated.get(parsed.words[at].sentence, ()) if not _is_said(content, f)]
    for expression, day in outside:
        head = parsed.head_of(expression.start, expression.end)
        if head is not None and parsed.words[head].head == at:
            return day
    return outside[0][1] if len(outside) == 1 and parsed.words[at].xpos == "VBD" else None


def _is_said(content: Sequence[Span], expression: Found) -> bool:
    return any(c.start < expression.end and expression.start < c.end for c in content)
