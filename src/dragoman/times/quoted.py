"""The day that a quotation was said: "tomorrow" inside it counts from there."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass
from datetime import date

from dragoman.language import Parsed
from dragoman.record import Span, Statement
from dragoman.times.find import Found
from dragoman.times.meaning import Meaning


@dataclass(frozen=True, slots=True)
class QuotedDays:
    """Quoted stretches of the report with the day each was said."""

    days: tuple[tuple[int, int, date], ...]

    @classmethod
    def of(
        cls, parsed: Parsed, statements: Sequence[Statement], found: Sequence[Found], meanings: Sequence[Meaning | None]
    ) -> QuotedDays:
        """The quotations of the report whose cue has a day beside it ("said on Tuesday")."""
        days = []
        for statement in statements:
            if statement.kind == "indirect" or statement.cue is None:
                continue
            day = _day_of_cue(parsed, statement.cue, statement.content, found, meanings)
            if day is not None:
                days.extend((q.start, q.end, day) for q in parsed.quotations if _holds(statement.content, q.start, q.end))
        return cls(tuple(days))

    def day(self, expression: Found) -> date | None:
        """The day of the quotation around the expression, or None."""
        return next((day for start, end, day in self.days if start <= expression.start < end), None)


def _holds(content: Sequence[Span], start: int, end: int) -> bool:
    return any(c.start < end and start < c.end for c in content)


def _day_of_cue(
    parsed: Parsed, cue: Span, content: Sequence[Span], found: Sequence[Found], meanings: Sequence[Meaning | None]
) -> date | None:
    at = parsed.head_of(cue.start, cue.end)
    if at is None:
        return None
    sentence = parsed.sentences[parsed.words[at].sentence]
    for expression, meaning in zip(found, meanings, strict=True):
        if not sentence.start <= expression.start < sentence.end or _holds(content, expression.start, expression.end):
            continue
        if meaning is None or meaning.extent is None or meaning.grain not in ("day", "time"):
            continue
        head = parsed.head_of(expression.start, expression.end)
        if head is not None and parsed.words[head].head == at:
            return meaning.extent.first
    return None
