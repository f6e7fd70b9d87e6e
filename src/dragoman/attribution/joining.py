"""Who the source of a statement is: its words joined to an actor."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import replace

from dragoman.attribution.rules import load_attribution_rules
from dragoman.language import ActorLookup, Parsed
from dragoman.record.types import Source, Statement

_FIRST_PERSON = frozenset(["i", "we", "me", "us", "my", "our"])
_THIRD_PERSON = {
    **dict.fromkeys(("he", "she", "him", "her", "his"), frozenset({"person"})),
    **dict.fromkeys(("it", "its"), frozenset({"organization", "state", "group"})),
    **dict.fromkeys(("they", "them", "their"), frozenset({"group", "organization", "state"})),
}
_RELATIVES = frozenset(["who", "which", "that"])
_OWNERS = ("nmod:poss", "compound", "nmod", "appos", "nmod:desc", "flat", "amod")


def attach_sources(parsed: Parsed, statements: Sequence[Statement], lookup: ActorLookup) -> tuple[Statement, ...]:
    """The statements with the actor behind each source, where the words name one.

    A document speaks for who issued it, or continues the statement before it; "I" is whoever says the
    statement around; a pronoun that the actors' room leaves open is the last source that it fits.
    """
    joiner = _Joiner(parsed, lookup)
    return tuple(joiner.joined(statement) for statement in statements)


class _Joiner:
    """Goes through a report's statements in the order of their text, remembering who spoke."""

    def __init__(self, parsed: Parsed, lookup: ActorLookup) -> None:
        self.parsed, self.lookup = parsed, lookup
        self.documents = load_attribution_rules().list("documents")
        self.types = {actor.id: actor.type for actor in lookup.actors}
        self.before: list[Statement] = []
        self.outermost: list[Statement] = []

    def joined(self, statement: Statement) -> Statement:
        """The statement with its source's actor."""
        if statement.source is not None:
            actor = self._actor(statement, statement.source)
            statement = replace(statement, source=replace(statement.source, actor=actor))
        self.before.append(statement)
        if statement.cue is None or not any(self._holding(statement.cue.start, self.before[-_MEMORY - 1 : -1])):
            self.outermost.append(statement)
        return statement

    def _actor(self, statement: Statement, source: Source) -> str | None:
        head = self.parsed.head_of(source.start, source.end)
        if head is None:
            return None
        form = self.parsed.words[head].text.lower()
        if form in _FIRST_PERSON:
            return self._speaker_around(statement)
        if form in _RELATIVES:
            return self._antecedent(head)
        if self.parsed.words[head].lemma.lower() in self.documents:
            return self._owner(head, source) or self._continued(head)
        return self._named(head, source) or self._last_fitting(form)

    def _named(self, head: int, source: Source) -> str | None:
        """The actor of the source's own head, of who it belongs to, or of any name in it."""
        found = self.lookup.at(head)
        if found is not None:
            return found.actor
        covering = self.lookup.covering(head)
        return self._owner(head, source) or (covering.actor if covering is not None else None)

    def _owner(self, head: int, source: Source) -> str | None:
        """The actor that a noun belongs to: "the ministry's statement", "a spokesman for the army"."""
        for child in self.parsed.children(head, *_OWNERS):
            word = self.parsed.words[child]
            if not source.start <= word.start < source.end:
                continue
            found = self.lookup.at(child)
            if found is not None:
                return found.actor
        return None

    def _antecedent(self, relative: int) -> str | None:
        """The actor that a relative pronoun stands for: the noun that its clause hangs from."""
        for above in self.parsed.ancestors(relative):
            word = self.parsed.words[above]
            if word.deprel == "acl:relcl" and word.head >= 0:
                found = self.lookup.at(word.head) or self.lookup.covering(word.head)
                return found.actor if found is not None else None
        return None

    def _speaker_around(self, statement: Statement) -> str | None:
        """The source of the innermost statement whose content holds this one's cue."""
        if statement.cue is None:
            return None
        for outer in self._holding(statement.cue.start, self.before):
            return outer.source.actor if outer.source is not None else None
        return None

    @staticmethod
    def _holding(offset: int, earlier: Sequence[Statement]) -> Iterator[Statement]:
        """The earlier statements whose content holds the character, the nearest first."""
        for outer in reversed(earlier[-_MEMORY:]):
            if any(c.start <= offset < c.end for c in outer.content):
                yield outer

    def _continued(self, head: int) -> str | None:
        """The actor whose document was brought up last, by the same noun where that was told."""
        lemma = self.parsed.words[head].lemma.lower()
        spoken = [s for s in reversed(self.outermost[-_MEMORY:]) if s.source is not None and s.source.actor is not None]
        same = [s for s in spoken if lemma in self._nouns_beside(s)]
        for statement in [*same, *spoken][:1]:
            return statement.source.actor if statement.source is not None else None
        return None

    def _nouns_beside(self, statement: Statement) -> set[str]:
        """Lemmas of the words in the sentence of the statement's cue, its content left out."""
        at = self.parsed.word_at(statement.cue.start) if statement.cue is not None else None
        if at is None:
            return set()
        sentence = self.parsed.sentences[self.parsed.words[at].sentence]
        words = self.parsed.words[sentence.first : sentence.last]
        inside = [(c.start, c.end) for c in statement.content]
        return {w.lemma.lower() for w in words if not any(a <= w.start < b for a, b in inside)}

    def _last_fitting(self, form: str) -> str | None:
        """For a pronoun that nobody joined: the last source of its kind, if one spoke just before."""
        fitting = _THIRD_PERSON.get(form)
        if fitting is None:
            return None
        for statement in reversed(self.outermost[-_NEAR:]):
            actor = statement.source.actor if statement.source is not None else None
            if actor is not None and self.types.get(actor) in fitting:
                return actor
        return None


_MEMORY = 12  # statements back that a document or an "I" may look for its speaker
_NEAR = 2  # statements back that a bare pronoun may
