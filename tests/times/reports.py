"""Reports for these tests: cut into words and sentences by the real rules, without a model."""

from __future__ import annotations

import re

from dragoman.language import Parsed, Sentence, Word
from dragoman.language.quotations import find_quotations
from dragoman.language.sentences import split_sentences
from dragoman.language.words import split_words
from dragoman.record import Time
from dragoman.times import find_times, load_time_rules

WEDNESDAY = "2018-03-28"


_TAG = re.compile(r"_(?P<tag>[A-Z]{2,4})\b")
_UPOS = {"NN": "NOUN", "NNS": "NOUN", "NNP": "PROPN", "JJ": "ADJ", "VBD": "VERB", "MD": "AUX", "CD": "NUM"}


def words_only(marked: str) -> Parsed:
    """A report's words and sentences with no tree, and no tags but those written behind a word ("district_NN")."""
    text, tags = _without_tags(marked)
    spans = split_words(text)
    words: list[Word] = []
    sentences: list[Sentence] = []
    for number, (first, last) in enumerate(split_sentences(text, spans)):
        sentences.append(Sentence(first, last, spans[first][0], spans[last - 1][1]))
        for start, end in spans[first:last]:
            form = text[start:end]
            tag = tags.get(end, "X" if any(c.isalnum() for c in form) else "PUNCT")
            words.append(Word(start, end, form, form.lower(), _UPOS.get(tag, tag), tag, "_", -1, "dep", number))
    return Parsed(text, tuple(words), tuple(sentences), (), find_quotations(text))


def _without_tags(marked: str) -> tuple[str, dict[int, str]]:
    """The text, and the tag of the word that ends at each offset."""
    text, tags, at = "", {}, 0
    for match in _TAG.finditer(marked):
        text += marked[at : match.start()]
        tags[len(text)] = match["tag"]
        at = match.end()
    return text + marked[at:], tags


def times_in(text: str, *, published: str | None = WEDNESDAY) -> dict[str, Time]:
    """The times of a report without a tree, by their words."""
    parsed = words_only(text)
    found = find_times(parsed, (), published=published, rules=load_time_rules())
    return {parsed.text[t.start : t.end]: t for t in found}
