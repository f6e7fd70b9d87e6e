"""What speaking makes of an act: who says so, what is still to come, what one side says the other must do."""

from __future__ import annotations

from bisect import bisect_right
from collections.abc import Container, Sequence

from dragoman.events.candidates import Candidate
from dragoman.events.participants import Actors, Parties
from dragoman.events.rules import EventRules
from dragoman.events.slots import Slots
from dragoman.language import Parsed
from dragoman.record import Statement
from dragoman.record.types import Modality

_MUST = frozenset({"must", "should", "ought", "need"})
_UNSAID = frozenset({"wants", "doubts", "declines", "demands"})  # attitudes that report no fact
_RULERS = frozenset({"GOV", "MIL", "COP"})
_WOULD = frozenset({"would", "'d", "’d"})


class Sayings:
    """Which statement covers a character, the innermost first."""

    def __init__(self, parsed: Parsed, statements: Sequence[Statement]) -> None:
        spans = sorted((part.start, part.end, number) for number, s in enumerate(statements) for part in s.content)
        self._starts = [start for start, _, _ in spans]
        self._spans = spans
        self._outer = _enclosing(spans)

    def innermost(self, offset: int, *, but: Container[int] = ()) -> int | None:
        """The statement whose content is the shortest around the character, or None; ``but`` are no such."""
        at: int | None = bisect_right(self._starts, offset) - 1
        best: tuple[int, int] | None = None
        while at is not None and at >= 0:
            start, end, number = self._spans[at]
            if offset < end and number not in but and (best is None or end - start < best[0]):
                best = (end - start, number)
            at = self._outer[at]
        return best[1] if best is not None else None


class Attitudes:
    """What somebody's attitude makes of an act that would otherwise have happened."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed = parsed

    def modality(self, anchor: int, statement: Statement) -> Modality:
        """Negated where the source denies it, hypothetical where the source only wishes, asks or will not say; a
        clause inside that only tells which ("the hospital that rebels seized") keeps what it says itself."""
        if not (statement.denies or statement.attitude in _UNSAID) or self._is_aside(anchor, statement):
            return "actual"
        if statement.denies:
            return "negated"
        return "hypothetical" if self.parsed.words[anchor].upos == "VERB" else "actual"

    def _is_aside(self, anchor: int, statement: Statement) -> bool:
        """Whether a relative clause lies between the act and the verb that the attitude bears on."""
        words = self.parsed.words
        for at in (anchor, *self.parsed.ancestors(anchor)):
            if not any(part.start <= words[at].start < part.end for part in statement.content):
                return False
            if words[at].deprel == "acl:relcl" and words[at].upos == "VERB":
                return True
        return False


def _enclosing(spans: Sequence[tuple[int, int, int]]) -> list[int | None]:
    """For each span the last earlier one that reaches beyond its beginning."""
    found: list[int | None] = []
    open_spans: list[int] = []
    for number, (start, _, _) in enumerate(spans):
        while open_spans and spans[open_spans[-1]][1] <= start:
            open_spans.pop()
        found.append(open_spans[-1] if open_spans else None)
        open_spans.append(number)
    return found


_OBLIGED = 0.65  # confidence of a demand told by "must" alone


def obligations(slots: Slots, found: Sequence[Candidate], actors: Actors, rules: EventRules) -> list[Candidate]:
    """REQUEST where somebody says that another must do something: the anchor is what must be done."""
    taken = {k for c in found for k in c.consumed} | {c.anchor for c in found if c.type == "REQUEST"}
    inside = {c.anchor: c.consumed for c in found if c.inner is not None}
    made = []
    for _index, word in enumerate(slots.words):
        if word.upos != "AUX" or word.lemma not in _MUST or word.head < 0:
            continue
        verb = word.head
        governor = slots.words[verb].head
        if verb in taken or slots.words[verb].deprel != "ccomp" or not rules.has("say", slots.lemma(governor)):
            continue
        who, speaker = slots.parsed.child(verb, "nsubj"), slots.grammar.subject(governor)
        if who is None or speaker is None or governor in taken or slots.is_negated(verb):
            continue
        asked, asking = actors.of(who, places=False), actors.of(speaker, places=False)
        if asked and asking and asked[0].actor != asking[0].actor:
            parts = (*inside.get(verb, ()), *slots.fill(verb, "infinitive"))  # "must be ready to mediate"
            made.append(Candidate(verb, "REQUEST", None, _OBLIGED, consumed=parts, asker=speaker, asked=who))
    return made


def threats(slots: Slots, found: Sequence[Candidate], actors: Actors, rules: EventRules) -> list[Candidate]:
    """THREATEN where somebody says what he himself will do if another does not do something."""
    taken = {c.anchor for c in found if c.type == "THREATEN"}
    made = []
    for index, word in enumerate(slots.words):
        if word.deprel != "advcl" or word.head < 0 or word.head in taken or not _is_condition(index, slots):
            continue
        act = word.head
        governor = slots.words[act].head
        if governor in taken or slots.words[act].deprel != "ccomp" or not rules.has("say", slots.lemma(governor)):
            continue
        if not any(slots.words[k].lemma in ("will", "would") for k in slots.parsed.children(act, "aux")):
            continue
        parts = [slots.grammar.subject(k) for k in (governor, act, index)]
        names = [{p.actor for p in actors.of(k, places=False)} if k is not None else set() for k in parts]
        if names[0] & names[1] and names[2] and not names[2] & names[0]:
            made.append(Candidate(act, "THREATEN", None, _OBLIGED, asker=parts[0], asked=parts[2]))
    return made


def _is_condition(index: int, slots: Slots) -> bool:
    """Whether a clause is "if X does not" or "unless X does"."""
    marks = {slots.words[k].lemma for k in slots.parsed.children(index, "mark")}
    return "unless" in marks or ("if" in marks and slots.is_negated(index))


def with_future(
    candidate: Candidate,
    modality: Modality,
    parties: Parties,
    speaker: Statement | None,
    slots: Slots,
    actors: Actors,
    rules: EventRules,
) -> tuple[str, str | None, Modality]:
    """Type, mode and modality where PLOVER has a type of its own for an act still to come, or refused.

    A meeting that will be is AGREE, a strike that its own side announces is THREATEN.
    """
    kind, mode = candidate.type, candidate.mode
    own = _speaks_of_itself(parties, speaker, actors)
    if modality == "hypothetical" and own and _says_would(candidate, slots):
        modality = "future"
    if modality == "future":
        rule = rules.futures.get((kind, None, "future"))
        if rule is None and own:
            rule = rules.futures.get((kind, mode, "own-future")) or rules.futures.get((kind, None, "own-future"))
        if rule is not None and parties.actors:
            return rule.becomes, rule.new_mode, "actual"
    if modality == "negated" and parties.actors and _says_would(candidate, slots):
        rule = rules.futures.get((kind, None, "refused"))
        if rule is not None:
            return rule.becomes, rule.new_mode, "actual"
    return kind, mode, modality


def _speaks_of_itself(parties: Parties, speaker: Statement | None, actors: Actors) -> bool:
    """Whether the speaker is among those who act, or speaks for their state ("the premier said police would")."""
    if speaker is None or speaker.source is None or speaker.source.actor is None:
        return False
    said_by = speaker.source.actor
    state = said_by.split("/")[0]
    if any(p.actor in (said_by, state) for p in parties.actors):
        return True
    return _governs(said_by, actors) and any(
        p.actor.split("/")[0] == state and _governs(p.actor, actors) for p in parties.actors
    )


def _governs(actor_id: str, actors: Actors) -> bool:
    actor = actors.kinds.get(actor_id)
    return actor is not None and actor.country is not None and not _RULERS.isdisjoint((actor.sector, *actor.sectors))


def _says_would(candidate: Candidate, slots: Slots) -> bool:
    """Whether the anchor stands with "would" or "will"."""
    index = candidate.light if candidate.light is not None else candidate.anchor
    return any(
        slots.words[k].text.lower() in _WOULD or slots.words[k].lemma in ("will", "would", "wo")
        for k in slots.parsed.children(index, "aux")
    )
