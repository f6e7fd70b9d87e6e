"""Which earlier mention a pronoun stands for."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from dragoman.actors.drafts import Draft
from dragoman.actors.mentions import Phrase
from dragoman.actors.phrases import base
from dragoman.actors.rules import Pronoun
from dragoman.language import Parsed

_SENTENCES = 4
_MENTIONS = 40
_LEAST = -4.0
_DISTANCE = (0.0, -1.0, -3.0, -4.0, -5.0)
_PLURAL_FIT = {"group": 1.0, "organization": 0.0, "state": -2.0, "person": -4.0}
_THING_FIT = {"state": 0.5, "organization": 0.5, "group": -1.0}
_INSIDE = {"acl:relcl": 0.8}  # subjects of relative clauses stand out less than those of other clauses
_OWN_WORDS = 1.0
_AROUND = frozenset({"with", "behind", "around", "before", "near"})
_CLIMB = 4  # verbs without a subject, one under the other
_CORE = frozenset({"nsubj", "obj", "iobj", "obl"})


@dataclass(frozen=True, slots=True)
class Earlier:
    """A noun that a pronoun may stand for; ``draft`` is None where it names no actor.

    ``inner`` marks a state that only tells whose another actor is ("Serbian" in "Serbian police").
    """

    head: int
    first: int
    last: int
    draft: Draft | None
    plural: bool = False
    inner: bool = False


@dataclass(frozen=True, slots=True)
class Antecedents:
    """Chooses among earlier nouns: near ones, subjects and those often named come first."""

    parsed: Parsed
    quoted: Sequence[bool]

    def choose(self, phrase: Phrase, pronoun: Pronoun, earlier: Sequence[Earlier]) -> Draft | None:
        """The draft of the best antecedent, or None where none fits or the best is no actor."""
        best, best_score = None, _LEAST
        for candidate in self._window(phrase, earlier):
            score = self._score(phrase, pronoun, candidate)
            if score is not None and score > best_score:
                best, best_score = candidate, score
        return best.draft.final() if best is not None and best.draft is not None else None

    def _window(self, phrase: Phrase, earlier: Sequence[Earlier]) -> Iterator[Earlier]:
        sentence = self.parsed.words[phrase.head].sentence
        for candidate in reversed(earlier[-_MENTIONS:]):
            if self.parsed.words[candidate.head].sentence < sentence - _SENTENCES:
                return
            if candidate.head < phrase.head:
                yield candidate

    def _score(self, phrase: Phrase, pronoun: Pronoun, candidate: Earlier) -> float | None:
        fit = _fit(pronoun, candidate)
        if fit is None or self._bound(phrase, pronoun, candidate):
            return None
        words = self.parsed.words
        away = words[phrase.head].sentence - words[candidate.head].sentence
        score = fit + _DISTANCE[away] + self._standing(candidate)
        if words[phrase.head].deprel == words[candidate.head].deprel:
            score += 0.5
        if self._speaks_of_itself(phrase.head, candidate.head):
            score += _OWN_WORDS
        if self.quoted[candidate.head] and not self.quoted[phrase.head]:
            score -= 2.0
        if candidate.draft is not None:
            score += 0.2 * min(len(candidate.draft.final().mentions), 5)
        return score - 0.02 * min(phrase.head - candidate.head, 50)

    def _speaks_of_itself(self, pronoun: int, candidate: int) -> bool:
        """Whether the pronoun is the subject of what the candidate says, thinks or decides ("Britain said it would")."""
        one, two = self.parsed.words[pronoun], self.parsed.words[candidate]
        if base(one.deprel) != "nsubj" or base(two.deprel) != "nsubj":
            return False
        return base(self.parsed.words[one.head].deprel) == "ccomp" and self.parsed.words[one.head].head == two.head

    def _standing(self, candidate: Earlier) -> float:
        """How much the candidate stands out: subjects of main clauses most, modifiers least."""
        word = self.parsed.words[candidate.head]
        relation = base(word.deprel)
        if relation == "nsubj":
            above = self.parsed.words[word.head].deprel
            return 2.0 if above in ("root", "conj", "parataxis") else _INSIDE.get(above, 1.5)
        if relation in ("obj", "iobj"):
            return 0.8
        return {"conj": 0.5, "appos": 0.5, "obl": 0.2, "nmod": -0.3}.get(relation, -0.2)

    def _bound(self, phrase: Phrase, pronoun: Pronoun, candidate: Earlier) -> bool:
        """Whether grammar forbids it: inside the candidate, or beside it under the same verb."""
        if candidate.first <= phrase.head < candidate.last:
            return True
        if pronoun.use != "personal":
            return False
        one, two = self.parsed.words[phrase.head], self.parsed.words[candidate.head]
        if one.head == two.head and base(one.deprel) in _CORE and base(two.deprel) in _CORE:
            return True
        if base(one.deprel) not in _CORE or one.deprel.startswith("nsubj") or self._is_around(phrase.head):
            return False
        return candidate.head in self._doers(one.head)

    def _is_around(self, index: int) -> bool:
        """Whether the pronoun stands behind a preposition that may come back to the doer ("took the crew with it")."""
        case = self.parsed.child(index, "case")
        return case is not None and self.parsed.words[case].lemma in _AROUND

    def _doers(self, verb: int) -> tuple[int, ...]:
        """Who does what a verb without a subject of its own tells: the nouns that its object cannot mean
        ("Russia left the talks, accusing it", "warned Turkey and told it")."""
        words, at = self.parsed.words, verb
        for _ in range(_CLIMB):
            own = self.parsed.child(at, "nsubj", "nsubj:pass")
            if own is not None:
                return (own, *self.parsed.children(own, "conj")) if at != verb else ()
            relation = base(words[at].deprel)
            if relation == "xcomp" and (told := self.parsed.child(words[at].head, "obj", "iobj")) is not None:
                return (told,)
            if relation not in ("conj", "xcomp") and (relation != "advcl" or words[at].xpos != "VBG"):
                return ()
            at = words[at].head
        return ()


def _fit(pronoun: Pronoun, candidate: Earlier) -> float | None:
    """How well number and gender agree; None where they do not."""
    draft = candidate.draft.final() if candidate.draft is not None else None
    if pronoun.gender in ("male", "female"):
        if draft is None or draft.type != "person" or draft.gender not in (None, pronoun.gender):
            return None
        return 0.5 if draft.gender else 0.0
    if pronoun.number == "many":
        if draft is None:
            return -0.5 if candidate.plural else None
        return _PLURAL_FIT[draft.type] + (0.5 if candidate.plural else 0.0)
    if draft is None:
        return None if candidate.plural else -0.5
    return None if draft.type == "person" or draft.plural else _THING_FIT[draft.type]
