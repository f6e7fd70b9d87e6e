"""Parsed reports drawn by hand, for tests and examples that must not wait for a model.

A table holds one word a line: form, lemma, universal part of speech, relation, and the number of its
head inside the sentence (0 is the root); then, where wanted, ``xpos=VBD``, ``feats=Tense=Past`` and
``name=PER`` (on the first word of a name; ``name=+`` on the words that continue it). A lemma ``-`` is
the form in lower case. A blank line ends the sentence; a line of one pilcrow ``¶`` ends the paragraph;
lines that begin with ``# `` are remarks.
"""

from __future__ import annotations

from dataclasses import dataclass, field
from typing import cast

from dragoman.language.parsed import NameSpan, NameType, Parsed, Sentence, Word
from dragoman.language.quotations import find_quotations

_COLUMNS = 5
_NO_SPACE_BEFORE = frozenset(".,;:?!%)]}”’»…") | {"''", "n't", "n’t"}
_NO_SPACE_AFTER = frozenset("([{“‘«„$£€") | {"``"}
_DEFAULT_XPOS = {"NOUN": "NN", "PROPN": "NNP", "ADJ": "JJ", "ADV": "RB", "PRON": "PRP", "DET": "DT", "ADP": "IN"}


class TableError(ValueError):
    """A table that draws no tree; the message names the line and what was expected."""


def parsed_from(table: str, *, text: str | None = None) -> Parsed:
    """The report that ``table`` draws; its text is built from the forms, or given.

    Raises TableError where a line has fewer than five columns, a head lies outside its sentence, or a
    form is not found in the given ``text``.

    >>> parsed = parsed_from('''
    ... Police  police  NOUN   nsubj  2
    ... fired   fire    VERB   root   0
    ... gas     -       NOUN   obj    2
    ... .       .       PUNCT  punct  2
    ... ''')
    >>> parsed.text, parsed.words[0].head, parsed.words[2].lemma
    ('Police fired gas.', 1, 'gas')
    """
    draft = _Draft(given=text)
    for number, line in enumerate(table.strip().splitlines(), start=1):
        draft.read(number, line.strip())
    draft.end_sentence()
    full = draft.text if text is None else text
    return Parsed(full, tuple(draft.words), tuple(draft.sentences), tuple(draft.names), find_quotations(full))


@dataclass
class _Draft:
    """What has been read of a table so far."""

    given: str | None
    text: str = ""
    at: int = 0
    gap: str = ""
    open_mark: bool = False
    first: int = 0
    words: list[Word] = field(default_factory=list)
    sentences: list[Sentence] = field(default_factory=list)
    names: list[NameSpan] = field(default_factory=list)

    def read(self, number: int, line: str) -> None:
        if line.startswith("# "):
            return
        if not line or line == "¶":
            self.end_sentence()
            self.gap = "\n\n" if line else (self.gap or " ")
            return
        columns = line.split()
        if len(columns) < _COLUMNS or not columns[4].isdigit():
            raise TableError(f"line {number}: found {line!r}, expected form, lemma, upos, relation, head number")
        self.add(number, columns)

    def add(self, number: int, columns: list[str]) -> None:
        form, lemma, upos, deprel, head = columns[:_COLUMNS]
        more = dict(c.split("=", 1) for c in columns[_COLUMNS:])
        start = self.place(number, form)
        self.words.append(
            Word(
                start=start,
                end=start + len(form),
                text=form,
                lemma=form.lower() if lemma == "-" else lemma,
                upos=upos,
                xpos=more.get("xpos", _DEFAULT_XPOS.get(upos, upos)),
                feats=more.get("feats", "_"),
                head=self.first + int(head) - 1 if head != "0" else -1,
                deprel=deprel,
                sentence=len(self.sentences),
            )
        )
        if "name" in more:
            self.name(start, start + len(form), more["name"])

    def place(self, number: int, form: str) -> int:
        if self.given is not None:
            start = self.given.find(form, self.at)
            if start < 0:
                raise TableError(f"line {number}: {form!r} does not follow character {self.at} of the text")
            self.at = start + len(form)
            return start
        gap = self.gap or ("" if self.joins(form) else " ")
        self.text += (gap if self.text else "") + form
        self.gap = ""
        return len(self.text) - len(form)

    def joins(self, form: str) -> bool:
        """Whether no space stands between the last word and ``form``."""
        last = self.words[-1].text if self.words else ""
        if form == '"':
            self.open_mark = not self.open_mark
            return not self.open_mark
        if form in _NO_SPACE_BEFORE or form.lower() in ("'s", "’s", "'re", "'ll", "'ve", "'d", "'m"):
            return True
        return last in _NO_SPACE_AFTER or (last == '"' and self.open_mark)

    def name(self, start: int, end: int, kind: str) -> None:
        index = len(self.words) - 1
        if kind != "+":
            self.names.append(NameSpan(index, index + 1, start, end, cast(NameType, kind)))
            return
        if not self.names:
            raise TableError(f"word {index + 1}: name=+ continues no name")
        begun = self.names[-1]
        self.names[-1] = NameSpan(begun.first, index + 1, begun.start, end, begun.type)

    def end_sentence(self) -> None:
        words = self.words[self.first :]
        if not words:
            return
        last = len(self.words)
        for word in words:
            if word.head >= last or (word.head < 0 and word.deprel != "root"):
                raise TableError(f"{word.text!r}: its head lies outside the sentence of {len(words)} words")
        self.sentences.append(Sentence(self.first, last, words[0].start, words[-1].end))
        self.first = last
