"""A commitment on its way: the word that makes it, the head of what is owed, and who owes it to whom."""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from dataclasses import dataclass

from dragoman.commitments.rules import CommitmentRules
from dragoman.language import Clauses
from dragoman.record.types import CommitmentKind, CommitmentState, Participant, Span, Statement

CONDITIONAL = frozenset({"if", "unless", "until", "provided", "providing", "once", "till", "before"})
_MODALS = frozenset({"must", "will", "would", "should", "shall", "ought", "wo", "'ll", "do", "can", "could", "may"})
_MARKS = ("mark", "advmod", "cc")


@dataclass(frozen=True, slots=True, kw_only=True)
class Draft:
    """``anchor`` is the word that makes it, ``head`` the head word of what is owed; ``because`` names the rule."""

    kind: CommitmentKind
    anchor: int
    head: int
    content: Span
    debtors: tuple[Participant, ...] = ()
    creditors: tuple[Participant, ...] = ()
    condition: Span | None = None
    state: CommitmentState = "open"
    because: str = ""
    turn: Turn | None = None
    last: int | None = None
    """The head of the last thing owed with it ("leave, pay and apologize by May"), whose deadline may hold for all."""


@dataclass(frozen=True, slots=True)
class Turn:
    """What is told of a deadline: that it ran out or will (``verb``), or that it was put off (``extends``).

    ``undone``: its day passed "without" what was owed.
    """

    verb: int
    extends: bool
    undone: bool = False


@dataclass(frozen=True, slots=True)
class Report:
    """What every rule of this room asks: the clauses, the rules, and who says what."""

    clauses: Clauses
    rules: CommitmentRules
    statements: tuple[Statement, ...]
    by_word: tuple[int | None, ...]
    by_cue: dict[int, int]
    sectors: dict[str, str | None]

    def statement_of(self, anchor: int) -> int | None:
        """The statement whose cue is the word, else the innermost one whose content covers it."""
        return self.by_cue.get(anchor, self.by_word[anchor])

    def speaker(self, index: int) -> tuple[Participant, ...]:
        """Who says the word in somebody's statement; empty in the report's own voice or where nobody is known."""
        number = self.by_word[index]
        return () if number is None else self.source_of(number)

    def source_of(self, number: int) -> tuple[Participant, ...]:
        """The actor behind a statement that is said and not denied, or nothing."""
        statement = self.statements[number]
        source = statement.source
        if source is None or source.actor is None or statement.attitude in ("denies", "doubts", "declines"):
            return ()
        return (Participant(actor=source.actor, start=source.start, end=source.end),)

    def camp(self, actor: str) -> str:
        """The state that a government, its ministers and forces speak for; others speak for themselves."""
        if self.sectors.get(actor) in ("GOV", "MIL", "COP", "LEG", "SPY"):
            return actor.split("/")[0]
        return actor

    def same_side(self, first: tuple[Participant, ...], second: tuple[Participant, ...]) -> bool:
        """Whether the two have an actor, or a state that both speak for, in common."""
        camps = {self.camp(p.actor) for p in self.expanded(first)}
        return any(self.camp(p.actor) in camps for p in self.expanded(second))

    def expanded(self, participants: Sequence[Participant]) -> tuple[Participant, ...]:
        """The participants, each of "both sides" or of "they" who are several in place of all."""
        return self.clauses.lookup.expanded(participants)

    # -- contents ----------------------------------------------------------------------

    def content(
        self, head: int, debtors: tuple[Participant, ...], *, affirmed: bool = False, without: Iterable[int] = ()
    ) -> Span:
        """Characters of what is owed: the predicate alone where its subject owes it, with its subject else.

        "Not" belongs to it ("not to sell arms"), unless ``affirmed``: of "if X does not leave" it is "leave". The
        subtrees of ``without`` are left out.
        """
        clauses, parsed = self.clauses, self.clauses.parsed
        keeps_subject = not debtors or clauses.is_passive(head)
        negation = None if affirmed else clauses.negation(head)
        dropped = [
            k
            for k in parsed.children(head)
            if self._is_outside(head, k, keeps_subject) and not (negation is not None and self._negates(k, negation))
        ]
        return clauses.span(head, without=[*dropped, *without])

    def _negates(self, kid: int, negation: int) -> bool:
        """The "not" itself and the "to" behind it."""
        return kid == negation or (kid > negation and self.clauses.lemma(kid) == "to")

    def _is_outside(self, head: int, kid: int, keeps_subject: bool) -> bool:
        word, clauses = self.clauses.words[kid], self.clauses
        relation = word.deprel.split(":")[0]
        if relation in ("parataxis", "discourse", "vocative", "dislocated"):
            return True
        if relation == "advcl":
            return self.is_conditional(kid) or (kid > head and self._trails(kid))
        if relation == "conj":
            return self.is_alternative(kid) or clauses.parsed.child(kid, "nsubj") is not None
        if kid > head:
            return relation == "obl" and (self._is_return(kid) or self._trails(kid))
        if relation in ("mark", "case"):
            return True
        if not keeps_subject:
            return relation in ("nsubj", "csubj", "advmod", "cc") or clauses.lemma(kid) in _MODALS
        return relation == "cc" or (relation == "advmod" and kid == clauses.leftmost(head))

    def is_conditional(self, clause: int) -> bool:
        """Whether the clause is what the rest depends on: "if", "unless", "until", "as long as"."""
        marks = [k for k in self.clauses.parsed.children(clause, *_MARKS) if k < clause]
        if any(self.clauses.lemma(k) in CONDITIONAL for k in marks):
            return True
        words = self.clauses.words
        pairs = [(words[k].text.lower(), words[k - 1].text.lower()) for k in marks if k > 0]
        if any("long" in pair or pair == ("after", "only") for pair in pairs):
            return True
        return any(self.is_inverted(k) for k in self.clauses.parsed.children(clause, "aux") if k < clause)

    def is_inverted(self, auxiliary: int) -> bool:
        """ "Should Iran attack, ...": an auxiliary that opens a clause before its subject."""
        clauses, word = self.clauses, self.clauses.words[auxiliary]
        if word.text.lower() not in ("should", "were", "had") or word.head < auxiliary:
            return False
        subject = clauses.parsed.child(word.head, "nsubj")
        clause = clauses.words[word.head].deprel.startswith("advcl")
        return clause and subject is not None and subject > auxiliary == clauses.leftmost(word.head)

    def _trails(self, kid: int) -> bool:
        """Whether a comma sets the phrase off from what stands before it: ", hours after the talks"."""
        first = self.clauses.leftmost(kid)
        return first > 0 and self.clauses.words[first - 1].text in ",—–"

    def _is_return(self, phrase: int) -> bool:
        """ "in exchange for", "in return for", "on condition"."""
        return self.clauses.lemma(phrase) in ("exchange", "return", "condition")

    def is_alternative(self, kid: int) -> bool:
        """Whether a coordinated verb says what follows otherwise: "or face sanctions"."""
        clauses = self.clauses
        if not any(clauses.lemma(k) == "or" for k in clauses.parsed.children(kid, "cc")):
            return False
        return clauses.lemma(kid) in ("face", "risk", "suffer", "else") or bool(
            clauses.auxiliaries(kid) & {"will", "would"}
        )

    def condition_span(self, kid: int) -> Span:
        """The words of a condition, with the "for" phrase that belongs to "in exchange"."""
        words, clauses = self.clauses.words, self.clauses
        span = clauses.span(kid)
        if self._is_return(kid) and kid + 1 < len(words) and words[kid + 1].text.lower() == "for":
            return Span(span.start, clauses.span(words[kid + 1].head).end) if words[kid + 1].head > kid else span
        return span

    def condition_of(self, head: int, anchor: int) -> int | None:
        """The head of the condition on what is owed: an "if" clause or an "in exchange for" phrase, or None."""
        for governor in (head, anchor):
            for kid in self.clauses.parsed.children(governor, "advcl", "obl"):
                relation = self.clauses.words[kid].deprel.split(":")[0]
                if relation == "advcl" and self.is_conditional(kid):
                    return kid
                if relation == "obl" and self._is_return(kid):
                    return kid
        return None
