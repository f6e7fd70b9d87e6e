"""By when: the time that governs what is owed, as days."""

from __future__ import annotations

import re
from bisect import bisect_left
from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dragoman.commitments.drafts import Draft, Report, Turn
from dragoman.record.types import Time, When

_BY = frozenset({"by", "within", "before", "until", "till", "inside"})
_UP_TO = frozenset({"until", "till", "to"})
_LATER = frozenset({"at", "latest", "later", "than", "end", "the", "of"})
_NOT_DUE = frozenset({"for", "since", "after", "from", "during", "of", "through", "throughout"})
_WEEKDAY = re.compile(r"(?:Mon|Tues|Wednes|Thurs|Fri|Satur|Sun)day\b")
_YEAR = re.compile(r"\b\d{4}\b")
_LAST_YEAR = "9900"  # reports dated so are jokes, and days cannot be counted past 9999
_WEEK, _HALF_YEAR = 7, 183  # days
_LENGTH = re.compile(r"P(?:(\d+)D|(\d+)W|T(\d+)H)")


class Deadlines:
    """The times of a report, asked for the one by which something is owed."""

    def __init__(self, report: Report, times: Sequence[Time], day: str | None) -> None:
        self.report, self.times, self.day = report, times, day
        self.starts = [t.start for t in times]

    def due(self, draft: Draft) -> When | None:
        """The days of the deadline with the index of its time, or None where none is told.

        Of a deadline put off "by a week" from a day that is not told, the time alone is given.
        """
        if draft.turn is not None:
            return self._turned(draft, draft.turn)
        return self._own(draft) or self._shared(draft)

    def _own(self, draft: Draft, without: Sequence[int] = ()) -> When | None:
        """The first time of the sentence that governs what is owed, but for those of the numbers ``without``."""
        for number in self._told_beside(draft.anchor):
            if number not in without and self._is_due(draft, self.times[number]):
                return self._when(draft, number)
        return None

    def _shared(self, draft: Draft) -> When | None:
        """The deadline behind the last of the things that are owed together."""
        if draft.last is None or draft.last == draft.head:
            return None
        clauses = self.report.clauses
        last = replace(draft, head=draft.last, content=clauses.span(draft.last), last=None)
        numbers = [n for n in self._told_beside(draft.anchor) if self._is_due(last, self.times[n])]
        return self._when(draft, numbers[-1]) if numbers and self._lead(self.times[numbers[-1]]) in _BY else None

    def _told_beside(self, index: int) -> range:
        """Numbers of the times of the word's sentence."""
        clauses = self.report.clauses
        found = clauses.parsed.sentences[clauses.words[index].sentence]
        return range(bisect_left(self.starts, found.start), bisect_left(self.starts, found.end))

    # -- deadlines told of by themselves ------------------------------------------------------------

    def _turned(self, draft: Draft, turn: Turn) -> When | None:
        """The day on which a deadline passed or will, or to which it was put off."""
        numbers = [n for n in self._told_beside(turn.verb) if self._hangs_on(self.times[n], turn.verb)]
        own = self._own(draft, without=numbers) or self._shared(draft)
        if turn.extends:
            return self._put_off(own, numbers)
        days = [n for n in numbers if self.times[n].type in ("DATE", "TIME")]
        past = self.report.clauses.words[turn.verb].xpos in ("VBD", "VBN")
        if days:
            until = self.times[days[0]].until
            return When(until=self._behind(until) if past else until, time=days[0])
        if own is not None and past and own.until is not None:
            return When(until=self._behind(own.until), time=own.time)
        return own

    def _put_off(self, own: When | None, numbers: Sequence[int]) -> When | None:
        """The new last day: one that is told, or the old one and the length that it was put off by."""
        days = [n for n in numbers if self.times[n].type in ("DATE", "TIME") and self._lead(self.times[n]) in _UP_TO]
        if days and (until := self._ahead(self.times[days[-1]])) is not None:
            return When(until=until, time=days[-1])
        lengths = [n for n in numbers if self.times[n].type == "DURATION"]
        if not lengths:
            return own
        if own is None or own.until is None:
            return When(time=lengths[0])
        return When(until=later_by(own.until, self.times[lengths[0]].value), time=lengths[0])

    def _hangs_on(self, time: Time, verb: int) -> bool:
        """Whether the time hangs on the verb, with no other verb between."""
        clauses = self.report.clauses
        head = clauses.parsed.head_of(time.start, time.end)
        for above in clauses.parsed.ancestors(head) if head is not None else ():
            if above == verb or clauses.is_verb(above):
                return above == verb
        return False

    def _behind(self, until: str | None) -> str | None:
        """The day of a deadline that has passed: not after the report's own."""
        if until is None or self.day is None or until <= self.day:
            return until
        gap = (date.fromisoformat(until) - date.fromisoformat(self.day)).days
        return (date.fromisoformat(until) - timedelta(days=_WEEK)).isoformat() if gap <= _WEEK else until

    # -- whether a time is a deadline ---------------------------------------------------------------

    def _is_due(self, draft: Draft, time: Time) -> bool:
        if not self._governs(draft, time):
            return False
        lead = self._lead(time)
        if self._names_deadline(time):
            return True
        if lead in _NOT_DUE:
            return False
        if lead in _BY or (time.begin is None and time.until is not None):
            return True
        if time.type in ("DURATION", "SET") and lead != "in":
            return False
        return time.until is not None and self.day is not None and time.until > self.day

    def _governs(self, draft: Draft, time: Time) -> bool:
        """Inside what is owed, or a deadline that hangs on the word that makes it owed."""
        inside = draft.content.start <= time.start and time.end <= draft.content.end
        clauses = self.report.clauses
        head = clauses.parsed.head_of(time.start, time.end)
        if head is None:
            return False
        governors = {clauses.words[k].head for k in (draft.anchor, draft.head)}
        for above in clauses.parsed.ancestors(head):
            if above == draft.head:
                return True
            if self.report.is_conditional(above):
                return False
            if above in governors and self._lead(time) in _BY and time.start > clauses.words[draft.head].start:
                return True
            if above == draft.anchor:
                return inside or self._hangs_as_deadline(time)
            if clauses.words[above].deprel.startswith(("acl", "advcl")) and clauses.words[above].xpos in ("VBD", "VBN"):
                return False
        return False

    def _hangs_as_deadline(self, time: Time) -> bool:
        return self._lead(time) in _BY or self._names_deadline(time) or self._is_given(time)

    def _is_given(self, time: Time) -> bool:
        """ "gave X 48 hours to leave"."""
        return self._above(time) in ("give", "have")

    def _names_deadline(self, time: Time) -> bool:
        """ "a Friday deadline", "a deadline of March 30", "gave X three days"."""
        above = self._above(time)
        return above in ("deadline", "ultimatum") or (time.type == "DURATION" and above in ("give", "have"))

    def _above(self, time: Time) -> str:
        """The lemma of the word that the time hangs on, or nothing."""
        clauses = self.report.clauses
        head = clauses.parsed.head_of(time.start, time.end)
        above = clauses.words[head].head if head is not None else -1
        return clauses.lemma(above) if above >= 0 else ""

    def _lead(self, time: Time) -> str:
        """The preposition that governs the time: inside its words, or before them."""
        clauses = self.report.clauses
        span = clauses.parsed.words_in(time.start, time.end)
        own = clauses.words[span[0]].text.lower() if len(span) else ""
        if own in _BY | _NOT_DUE:
            return own
        at = span[0] - 1 if len(span) else -1
        while at >= 0 and clauses.lemma(at) in _LATER:
            at -= 1
        return clauses.words[at].text.lower() if at >= 0 else ""

    def _when(self, draft: Draft, number: int) -> When:
        time = self.times[number]
        if time.until is None and time.begin is None:
            return When(until=self._counted(time), time=number)
        if draft.state == "unmet" and draft.because.startswith("deadline"):
            return When(until=self._behind(time.until), time=number)
        if draft.state == "open" and self._lead(time) in _BY and time.begin is None:
            return When(until=self._ahead(time), time=number)
        return When(begin=time.begin, until=time.until, time=number)

    def _ahead(self, time: Time) -> str | None:
        """The deadline's last day; a weekday or a day without a year that would lie behind is the next such day.

        "Gave X until Friday" looks ahead from the report, whatever the tense of "gave" makes of "Friday" alone.
        """
        if time.until is None or self.day is None or time.until >= self.day or self.day >= _LAST_YEAR:
            return time.until
        text = self.report.clauses.parsed.text[time.start : time.end]
        until, day = date.fromisoformat(time.until), date.fromisoformat(self.day)
        behind = (day - until).days
        if _WEEKDAY.search(text) and behind <= _WEEK:
            return (until + timedelta(days=_WEEK)).isoformat()
        if _YEAR.search(text) is None and behind > _HALF_YEAR and (until.month, until.day) != (2, 29):
            return until.replace(year=until.year + 1).isoformat()
        return time.until

    def _counted(self, time: Time) -> str | None:
        """The report's day and the length of the time."""
        return later_by(self.day, time.value) if self.day is not None else None


def later_by(day: str, length: str) -> str | None:
    """The ISO day that lies a TIMEX3 length of days, weeks or hours after ``day``; None for other lengths.

    >>> later_by("2018-03-28", "P2W")
    '2018-04-11'
    """
    told = _LENGTH.fullmatch(length)
    if told is None or day >= _LAST_YEAR:
        return None
    days, weeks, hours = (int(g) if g and len(g) < 5 else 0 for g in told.groups())
    return (date.fromisoformat(day) + timedelta(days=days, weeks=weeks, hours=hours)).isoformat()
