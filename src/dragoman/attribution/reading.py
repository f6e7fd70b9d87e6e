"""A parsed report with what attribution asks of it again and again: its quotations by word."""

from __future__ import annotations

from dataclasses import dataclass
from functools import cached_property

from dragoman.attribution.rules import AttributionRules
from dragoman.language import NameSpan, Parsed


@dataclass(frozen=True, slots=True)
class Quoted:
    """A quotation as words ``[first, last]``, with its characters; ``size`` counts words that are no marks."""

    first: int
    last: int
    start: int
    end: int
    size: int
    closed: bool


@dataclass(frozen=True)
class Reading:
    """A report, the cue words, and the quotation that every word stands in."""

    parsed: Parsed
    rules: AttributionRules

    @cached_property
    def quoted(self) -> tuple[Quoted, ...]:
        """The quotations that hold at least one word, left to right."""
        found = []
        for q in self.parsed.quotations:
            inside = self.parsed.words_in(q.start, q.end)
            size = sum(self.parsed.words[i].upos != "PUNCT" for i in inside)
            if size:
                found.append(Quoted(inside[0], inside[-1], q.start, q.end, size, q.closed))
        return tuple(found)

    @cached_property
    def _quotation_of(self) -> list[int]:
        numbers = [-1] * len(self.parsed.words)
        for number, quotation in enumerate(self.quoted):
            for index in range(quotation.first, quotation.last + 1):
                numbers[index] = number
        return numbers

    def quotation_at(self, index: int) -> Quoted | None:
        """The quotation that covers the word, or None."""
        number = self._quotation_of[index] if 0 <= index < len(self._quotation_of) else -1
        return self.quoted[number] if number >= 0 else None

    @cached_property
    def _names(self) -> dict[int, list[NameSpan]]:
        found: dict[int, list[NameSpan]] = {}
        for name in self.parsed.names:
            found.setdefault(name.first, []).append(name)
        return found

    def names_at(self, index: int) -> list[NameSpan]:
        """The names that begin with the word."""
        return self._names.get(index, [])

    def sentence_of(self, index: int) -> tuple[int, int]:
        """First and last word of the sentence of the word."""
        sentence = self.parsed.sentences[self.parsed.words[index].sentence]
        return sentence.first, sentence.last - 1

    def text_between(self, before: int, after: int) -> str:
        """The characters between two words."""
        return self.parsed.text[self.parsed.words[before].end : self.parsed.words[after].start]

    def begins_paragraph(self, index: int) -> bool:
        """Whether a line begins with the word."""
        return index == 0 or "\n" in self.text_between(index - 1, index)

    def paragraph_end(self, index: int) -> int:
        """The last word of the last sentence of the word's paragraph."""
        sentence = self.parsed.words[index].sentence
        while sentence + 1 < len(self.parsed.sentences):
            if self.begins_paragraph(self.parsed.sentences[sentence + 1].first):
                break
            sentence += 1
        return self.parsed.sentences[sentence].last - 1
