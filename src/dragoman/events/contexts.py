"""PLOVER's contexts of an event, from the words of its sentence and of the sentences beside it."""

from __future__ import annotations

from dragoman.events.rules import EventRules
from dragoman.language import Parsed

_OPEN = frozenset({"NOUN", "PROPN", "ADJ", "VERB"})


class Contexts:
    """The contexts of each sentence of a report, found once."""

    def __init__(self, parsed: Parsed, rules: EventRules) -> None:
        self.parsed, self.rules = parsed, rules
        self._known: dict[int, dict[str, int]] = {}

    def of(self, index: int) -> tuple[str, ...]:
        """Contexts of the event at a word: those of its sentence, and those that a neighbour names twice."""
        number = self.parsed.words[index].sentence
        found = set(self._in(number))
        for beside in (number - 1, number + 1):
            found.update(name for name, count in self._in(beside).items() if count > 1)
        return tuple(sorted(found))

    def _in(self, number: int) -> dict[str, int]:
        if not 0 <= number < len(self.parsed.sentences):
            return {}
        if number not in self._known:
            self._known[number] = self._count(number)
        return self._known[number]

    def _count(self, number: int) -> dict[str, int]:
        sentence = self.parsed.sentences[number]
        found: dict[str, set[str]] = {}
        for word in self.parsed.words[sentence.first : sentence.last]:
            if word.upos in _OPEN:
                lemma = word.lemma.lower()
                for rule in self.rules.contexts.get(lemma, ()):
                    found.setdefault(rule.id, set()).add(lemma)
        text = self.parsed.text[sentence.start : sentence.end].lower()
        for phrase, rule in self.rules.phrases:
            if phrase in text:
                found.setdefault(rule.id, set()).add(phrase)
        return {name: len(words) for name, words in found.items()}


def contexts_of_text(words: list[str], text: str, rules: EventRules) -> set[str]:
    """Contexts by lemmas and text alone; what the examples of the rules are checked with."""
    found: set[str] = set()
    found.update(r.id for w in words for r in rules.contexts.get(w.lower(), ()))
    found.update(r.id for p, r in rules.phrases if p in text.lower())
    return found
