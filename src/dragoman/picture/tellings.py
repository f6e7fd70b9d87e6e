"""Places of reports where something is told, with what they are compared by when one thing is told in several."""

from __future__ import annotations

import re
from bisect import bisect_left, bisect_right
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from functools import cached_property

from dragoman.picture.rules import PictureRules
from dragoman.picture.wording import NUMBER_WORDS, WORD, base_form
from dragoman.record import Coding, Event, Span

_SIDE = 10  # words before and after the anchor among which its neighbours are sought
_NEIGHBOURS = 5
_LEAD = 70  # words that say what a report is about
_NOT = frozenset({"not", "n't", "no", "never", "without", "denied", "denies", "fail", "failed"})
_MAYBE = frozenset({"will", "would", "could", "may", "might", "should", "can", "to", "planned", "expected", "likely"})
_YEAR = re.compile(r"(?:19|20)\d\d\Z")

Words = frozenset[str]


@dataclass(frozen=True, slots=True, kw_only=True)
class Telling:
    """One place where something is told; ``key`` is the anchor's base form, words are content words by base form,
    actors stand as ``@id``. ``begin`` and ``until`` are the nearest day told in the sentence.
    """

    page: int
    span: Span
    sentence: int
    key: str
    form: str
    words: Words
    around: Words
    near: Words
    left: Words
    right: Words
    who: Words
    whom: Words
    other: Words
    actors: Words
    places: Words
    numbers: Words
    begin: str | None
    until: str | None
    denied: bool
    planned: bool
    says: bool
    quoted: bool
    type: str | None


@dataclass(frozen=True, slots=True, kw_only=True)
class Parts:
    """The words of an anchor that count, and those that name who did it, whom it befell, and the rest."""

    anchor: Span
    whole: Span
    who: tuple[Span, ...] = ()
    whom: tuple[Span, ...] = ()
    other: tuple[Span, ...] = ()


class Page:
    """One report's words, read once; ``number`` is its place among those that are compared."""

    def __init__(self, coding: Coding, text: str, *, number: int, rules: PictureRules) -> None:
        self.coding, self.number, self.rules = coding, number, rules
        found = list(WORD.finditer(text))
        self.forms = [match.group() for match in found]
        self.starts = [match.start() for match in found]
        self.keys = [self._key(form) for form in self.forms]
        self._sentences = [sentence.start for sentence in coding.sentences]

    def _key(self, form: str) -> str | None:
        lower = form.casefold()
        if len(lower) < 2 or lower in self.rules.empty_words:
            return None
        key = base_form(form)
        return None if key in self.rules.empty_words or len(key) < 2 else key

    @cached_property
    def content(self) -> list[str]:
        """All content words."""
        return [key for key in self.keys if key is not None]

    @cached_property
    def lead(self) -> list[str]:
        """Content words of the beginning."""
        return [key for key in self.keys[:_LEAD] if key is not None]

    @cached_property
    def names(self) -> list[tuple[int, str]]:
        """Capitalised words inside sentences, with their places among the words."""
        firsts = {bisect_left(self.starts, start) for start in self._sentences}
        return [
            (at, form.casefold())
            for at, form in enumerate(self.forms)
            if len(form) > 2 and form[0].isupper() and at not in firsts and self.keys[at] is not None
        ]

    @cached_property
    def figures(self) -> list[str]:
        """Words with digits."""
        return [form for form in self.forms if any(sign.isdigit() for sign in form)]

    def span_words(self, span: Span) -> range:
        """Places of the words that begin inside a span."""
        return range(bisect_left(self.starts, span.start), bisect_left(self.starts, span.end))

    def sentence_of(self, start: int) -> int:
        """The number of the sentence that holds a character."""
        return max(0, bisect_right(self._sentences, start) - 1)

    def sentence_span(self, number: int) -> Span:
        """A sentence's characters; empty where there is none of that number."""
        known = 0 <= number < len(self.coding.sentences)
        return self.coding.sentences[number] if known else Span(0, 0)

    def content_of(self, places: Iterable[int]) -> Words:
        """The content words at some places."""
        return frozenset(key for at in places if (key := self.keys[at]) is not None)

    def tell(self, parts: Parts, *, type: str | None = None) -> Telling:
        """What is told at an anchor."""
        number = self.sentence_of(parts.anchor.start)
        sentence = self.sentence_span(number)
        own = set(self.span_words(parts.whole)) | set(self.span_words(parts.anchor))
        here = [at for at in self.span_words(sentence) if at not in own]
        first = min(own, default=bisect_left(self.starts, parts.anchor.start))
        after = max(own, default=first) + 1
        before, behind = range(max(0, first - _SIDE), first), range(after, min(len(self.keys), after + _SIDE))
        inside = set(here)
        beside = [self.span_words(self.sentence_span(number + step)) for step in (-1, 1)]
        head = self.forms[self.span_words(parts.anchor)[0]] if len(self.span_words(parts.anchor)) else ""
        begin, until = self._day(sentence, parts.anchor.start)
        close = {self.forms[at].casefold() for at in range(max(0, first - 3), first) if at in inside}
        return Telling(
            page=self.number,
            span=parts.whole,
            sentence=number,
            key=base_form(head) if head else "",
            form=head.casefold(),
            words=self.content_of(own),
            around=self.content_of(here),
            near=self.content_of(here) | self.content_of(at for row in beside for at in row),
            left=self._nearest([at for at in reversed(before) if at in inside]),
            right=self._nearest([at for at in behind if at in inside]),
            who=self._named(parts.who),
            whom=self._named(parts.whom),
            other=self._named(parts.other),
            actors=frozenset(a.id for a in self.coding.actors if any(_inside(m.start, sentence) for m in a.mentions)),
            places=frozenset(str(p.geonames_id or p.name) for p in self.coding.places if _inside(p.start, sentence)),
            numbers=frozenset(
                form for at in here if (form := self.forms[at].casefold())[0].isdigit() or form in NUMBER_WORDS
            ),
            begin=begin,
            until=until,
            denied=bool(close & _NOT),
            planned=bool(close & _MAYBE),
            says=any(s.cue is not None and _inside(parts.anchor.start, s.cue) for s in self.coding.statements),
            quoted=any(_inside(parts.anchor.start, span) for s in self.coding.statements for span in s.content),
            type=type or next((e.type for e in self.coding.events if _meet(e.anchor, parts.anchor)), None),
        )

    def _nearest(self, places: Sequence[int]) -> Words:
        return frozenset([key for at in places if (key := self.keys[at]) is not None][:_NEIGHBOURS])

    def _named(self, spans: Iterable[Span]) -> Words:
        found: set[str] = set()
        for span in spans:
            found |= self.content_of(self.span_words(span))
            found |= {f"@{a.id}" for a in self.coding.actors if any(_meet(m, span) for m in a.mentions)}
        return frozenset(found)

    def _day(self, sentence: Span, at: int) -> tuple[str | None, str | None]:
        told = [t for t in self.coding.times if _inside(t.start, sentence) and (t.begin or t.until)]
        if not told:
            return None, None
        nearest = min(told, key=lambda time: abs(time.start - at))
        return nearest.begin or nearest.until, nearest.until or nearest.begin


def event_parts(event: Event) -> Parts:
    """The parts of an event that was coded."""
    return Parts(
        anchor=event.anchor,
        whole=event.anchor,
        who=tuple(Span(p.start, p.end) for p in event.actors),
        whom=tuple(Span(p.start, p.end) for p in event.recipients),
    )


def _inside(start: int, span: Span) -> bool:
    return span.start <= start < span.end


def _meet(one: object, other: Span) -> bool:
    return one.start < other.end and other.start < one.end  # type: ignore[attr-defined,no-any-return]


def years(page: Page) -> Iterator[str]:
    """Years that the report names or that its times lie in."""
    yield from (figure for figure in page.figures if _YEAR.match(figure))
    yield from (time.value[:4] for time in page.coding.times if _YEAR.match(time.value[:4]))
