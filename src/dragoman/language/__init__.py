"""Text to words, trees, names and quotations; the only room that sees a model."""

from dragoman.language.clauses import Clauses, of_both
from dragoman.language.lookup import ActorLookup
from dragoman.language.parsed import LearnedEvent, LearnedStatement, NameSpan, Parsed, Quotation, Sentence, Word
from dragoman.language.reader import Reader, load_reader

__all__ = [
    "ActorLookup",
    "Clauses",
    "LearnedEvent",
    "LearnedStatement",
    "NameSpan",
    "Parsed",
    "Quotation",
    "Reader",
    "Sentence",
    "Word",
    "load_reader",
    "of_both",
]
