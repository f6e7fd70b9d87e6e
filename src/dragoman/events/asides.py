"""What is told only in passing: an act inside another's clause or phrase, of which the model sees little or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.events.candidates import Candidate
from dragoman.events.participants import Parties
from dragoman.events.slots import Slots

Cast = tuple[Candidate, Parties]

_INSIDE = frozenset({"advcl", "acl", "xcomp", "obl", "nmod", "obj"})
_UNSEEN = 0.12  # the model's chance of an event below which it does not speak for an aside
_UNSEEN_IN_RELATIVE = 0.06  # "who was arrested" tells more often what did happen than "to arrest him"


def without_asides(cast: Sequence[Cast], slots: Slots) -> list[Cast]:
    """The events less the asides that nothing bears out, neither the model nor the rest of the report.

    An aside ("left to seek support", "in a purge of the party") is borne out where another sentence tells an event
    of its type as news of its own. Where the model has no event heads, all stay.
    """
    if slots.parsed.events is None:
        return list(cast)
    told = {(c.type, _sentence(c, slots)) for c, _ in cast if not is_aside(c, slots)}
    return [(c, p) for c, p in cast if not is_aside(c, slots) or _is_borne_out(c, told, slots)]


def is_aside(candidate: Candidate, slots: Slots) -> bool:
    """Whether the act stands inside another clause or phrase and the model hardly takes it for an event.

    A demand or a threat is none, nor an attack of which the sentence tells whom it harmed.
    """
    if candidate.asker is not None or candidate.outcome is not None:
        return False
    verb = candidate.light if candidate.light is not None else candidate.anchor
    relation = slots.words[slots.grammar.first_conjunct(verb)].deprel
    chance = candidate.learned.probability if candidate.learned is not None else 0.0
    if relation == "acl:relcl":
        return chance < _UNSEEN_IN_RELATIVE
    return relation.split(":")[0] in _INSIDE and chance < _UNSEEN


def _is_borne_out(candidate: Candidate, told: Iterable[tuple[str, int]], slots: Slots) -> bool:
    here = _sentence(candidate, slots)
    return any(kind == candidate.type and sentence != here for kind, sentence in told)


def _sentence(candidate: Candidate, slots: Slots) -> int:
    return slots.words[candidate.anchor].sentence
