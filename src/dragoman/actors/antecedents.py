"""Which earlier mention a pronoun stands for: each fits more or less well by what is seen of it, weighed by a table.

The weights of ``rules/en/antecedents.csv`` are learned from texts with gold mentions (``training/antecedents.py``).
"""

from __future__ import annotations

from collections.abc import Callable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from dragoman.actors.drafts import Draft
from dragoman.actors.mentions import Phrase
from dragoman.actors.phrases import base
from dragoman.actors.rules import Pronoun
from dragoman.language import Parsed

_SENTENCES = 4
_MENTIONS = 60
_LEAST = -3.0
_AROUND = frozenset({"with", "behind", "around", "before", "near"})
_CLIMB = 4  # verbs without a subject, one under the other
_CORE = frozenset({"nsubj", "obj", "iobj", "obl"})
_RELATIONS = frozenset({"nsubj", "obj", "iobj", "obl", "nmod", "conj", "appos", "root"})
_MAIN = frozenset({"root", "conj", "parataxis"})
_NEAR = (2, 5, 10, 20, 40, 80)  # words between
_OFTEN = (1, 2, 4, 8)  # mentions


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
    """Chooses among earlier nouns, by what speaks for each and the weights of that.

    ``joined`` tells whether a head word is the first of several actors that are joined by "and"; ``acts`` whether
    only people and bodies stand in such a relation to a word ("it accused", "urged it", "its minister").
    """

    parsed: Parsed
    quoted: Sequence[bool]
    weights: Mapping[str, float]
    joined: Callable[[int], bool]
    acts: Callable[[int, str], bool]

    def choose(self, phrase: Phrase, pronoun: Pronoun, earlier: Sequence[Earlier]) -> Earlier | None:
        """The best antecedent, or None where none fits; who does what only people and bodies do is somebody."""
        best, best_score = None, _LEAST if self._is_acting(phrase) else self.score(self.nobody(phrase, pronoun))
        for candidate, seen in self.candidates(phrase, pronoun, earlier):
            score = self.score(seen)
            if score > best_score:
                best, best_score = candidate, score
        return best

    def nobody(self, phrase: Phrase, pronoun: Pronoun) -> tuple[str, ...]:
        """What is seen of no antecedent at all."""
        return (f"{kind_of(pronoun)} is nobody", f"{kind_of(pronoun)} {pronoun.use} is nobody")

    def _is_acting(self, phrase: Phrase) -> bool:
        """Whether the pronoun does or suffers what only people and bodies do, or has whom only they have."""
        word = self.parsed.words[phrase.head]
        return word.head >= 0 and self.acts(word.head, word.deprel)

    def score(self, seen: Sequence[str]) -> float:
        """The sum of the weights of what is seen; what the table does not know weighs nothing."""
        return sum(self.weights.get(name, 0.0) for name in seen)

    def candidates(
        self, phrase: Phrase, pronoun: Pronoun, earlier: Sequence[Earlier]
    ) -> Iterator[tuple[Earlier, tuple[str, ...]]]:
        """The earlier nouns that number, gender and grammar allow, nearest first, with what is seen of each."""
        sentence = self.parsed.words[phrase.head].sentence
        clauses = tuple(self._subjects(phrase.head))
        acting, said, passed = self._is_acting(phrase), tuple(self._said(phrase.head)), 0
        barred = self._barred(phrase, pronoun, earlier)
        for candidate in reversed(earlier[-_MENTIONS:]):
            if self.parsed.words[candidate.head].sentence < sentence - _SENTENCES:
                return
            if candidate.head >= phrase.head or (acting and candidate.draft is None):
                continue
            if candidate.first <= phrase.head < candidate.last or self._is_said(candidate, said):
                continue
            if candidate.head in barred or (candidate.draft is not None and id(candidate.draft.final()) in barred):
                continue
            if self._agrees(pronoun, candidate):
                yield candidate, tuple(self._seen(phrase, pronoun, candidate, clauses, said, passed))
                passed += 1

    def _seen(
        self,
        phrase: Phrase,
        pronoun: Pronoun,
        candidate: Earlier,
        clauses: Sequence[int],
        said: Sequence[int],
        passed: int,
    ) -> Iterator[str]:
        """What speaks for or against a candidate, each told for the kind of pronoun."""
        words, kind = self.parsed.words, kind_of(pronoun)
        own, other = words[phrase.head], words[candidate.head]
        away = own.sentence - other.sentence
        yield f"{kind} is {self._type(kind, candidate)}"
        yield f"{kind} {away} sentences back"
        yield f"{kind} as {self._standing(candidate)}"
        yield f"{kind} {'near' if away == 0 else 'far'} {_bucket(phrase.head - candidate.head, _NEAR)} words"
        yield f"{kind} behind {min(passed, 4)}"
        if own.deprel == other.deprel:
            yield f"{kind} same relation"
        if self.quoted[candidate.head] and not self.quoted[phrase.head]:
            yield "from a quotation"
        if candidate.head in clauses:
            yield f"{kind} {pronoun.use} subject above {min(clauses.index(candidate.head), 2)}"
        if other.deprel == "nsubj" and other.head in said:
            yield "of what it says the subject"
        if self._speaks_of_itself(phrase.head, candidate.head):
            yield f"{kind} speaks of itself"
        yield from _known(kind, pronoun, candidate)

    def _speaks_of_itself(self, pronoun: int, candidate: int) -> bool:
        """Whether the pronoun is the subject of what the candidate says or decides ("Britain said it would")."""
        one, two = self.parsed.words[pronoun], self.parsed.words[candidate]
        if base(one.deprel) != "nsubj" or base(two.deprel) != "nsubj":
            return False
        return base(self.parsed.words[one.head].deprel) == "ccomp" and self.parsed.words[one.head].head == two.head

    def _subjects(self, head: int) -> Iterator[int]:
        """The subjects of the clauses around a word, inmost first."""
        for verb in self.parsed.ancestors(head):
            subject = self.parsed.child(verb, "nsubj")
            if subject is not None and subject != head:
                yield subject

    def _said(self, head: int) -> Iterator[int]:
        """The heads of what the pronoun itself says before it: ““Peru is ready,” it said” is not said by Peru."""
        words = self.parsed.words
        if words[head].deprel == "nsubj" and words[head].head >= 0:
            verb = words[head].head
            yield from (k for k in self.parsed.children(verb, "ccomp", "parataxis") if k < head)
            if words[verb].deprel == "parataxis":
                yield words[verb].head

    def _is_said(self, candidate: Earlier, said: Sequence[int]) -> bool:
        if not self.quoted[candidate.head]:
            return False
        return bool(said) and any(k in said for k in (candidate.head, *self.parsed.ancestors(candidate.head)))

    def _standing(self, candidate: Earlier) -> str:
        """The part in the sentence: subjects of main clauses apart from those of other clauses."""
        word = self.parsed.words[candidate.head]
        relation = base(word.deprel)
        if relation == "nsubj":
            return "subject" if self.parsed.words[word.head].deprel in _MAIN else "inner subject"
        return word.deprel if word.deprel == "nmod:poss" else relation if relation in _RELATIONS else "other"

    def _barred(self, phrase: Phrase, pronoun: Pronoun, earlier: Sequence[Earlier]) -> set[int]:
        """The heads, and the identities of the actors, that stand beside the pronoun under the same verb."""
        sentence = self.parsed.words[phrase.head].sentence
        near = (e for e in reversed(earlier[-_MENTIONS:]) if self.parsed.words[e.head].sentence == sentence)
        beside = [e for e in near if e.head < phrase.head and self._is_beside(phrase, pronoun, e)]
        return {e.head for e in beside} | {id(e.draft.final()) for e in beside if e.draft is not None}

    def _is_beside(self, phrase: Phrase, pronoun: Pronoun, candidate: Earlier) -> bool:
        """Whether grammar forbids that a personal pronoun means it: both take part in what one verb tells."""
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

    def _type(self, kind: str, candidate: Earlier) -> str:
        draft = candidate.draft.final() if candidate.draft is not None else None
        if draft is None:
            return "things" if candidate.plural else "a thing"
        if kind == "they" and self.joined(candidate.head):
            return "several"
        return f"{draft.type}{' plural' if candidate.plural else ''}"

    def _agrees(self, pronoun: Pronoun, candidate: Earlier) -> bool:
        """Whether number and gender allow it."""
        draft = candidate.draft.final() if candidate.draft is not None else None
        if pronoun.gender in ("male", "female"):
            return draft is not None and draft.type == "person" and draft.gender in (None, pronoun.gender)
        if pronoun.number == "many" and self.parsed.words[candidate.head].deprel == "conj" and not candidate.plural:
            return not self.joined(self.parsed.words[candidate.head].head)
        if pronoun.number == "many":
            return candidate.plural if draft is None else draft.type != "person" or self.joined(candidate.head)
        return not candidate.plural if draft is None else draft.type != "person" and not draft.plural


def kind_of(pronoun: Pronoun) -> str:
    """The kind of pronoun that weights are told for: "person" (he, she), "it" or "they"."""
    if pronoun.gender in ("male", "female"):
        return "person"
    return "they" if pronoun.number == "many" else "it"


def _known(kind: str, pronoun: Pronoun, candidate: Earlier) -> Iterator[str]:
    """What is known of the actor: how often it was mentioned, its name, its gender."""
    if candidate.inner:
        yield f"{kind} inner"
    draft = candidate.draft.final() if candidate.draft is not None else None
    if draft is None:
        return
    yield f"{kind} told {_bucket(len(draft.mentions), _OFTEN)} times"
    if draft.named:
        yield f"{kind} named"
    if draft.gender is not None and draft.gender == pronoun.gender:
        yield "gender known"


def _bucket(number: int, bounds: Sequence[int]) -> int:
    """The first bound that holds the number, the last plus one where none does."""
    return next((bound for bound in bounds if number <= bound), bounds[-1] + 1)
