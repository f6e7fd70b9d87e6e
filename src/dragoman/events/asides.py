"""What is told only in passing: an act inside another's clause or phrase, of which the model sees little or nothing."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.events.candidates import Candidate
from dragoman.events.participants import Actors, Parties
from dragoman.events.slots import Slots
from dragoman.events.standing import PUBLIC_ANYWHERE, is_public_affair

Cast = tuple[Candidate, Parties]

_INSIDE = frozenset({"advcl", "acl", "xcomp", "obl", "nmod", "obj"})
_WHEN = frozenset({"after", "when", "as", "while", "since"})
_UNSEEN = 0.12  # the model's chance of an event below which it does not speak for an aside
_UNSEEN_IN_RELATIVE = 0.06  # "who was arrested" tells more often what did happen than "to arrest him"


def without_asides(cast: Sequence[Cast], slots: Slots, actors: Actors) -> list[Cast]:
    """The events less the asides that nothing bears out, neither the model nor the rest of the report.

    An aside ("left to seek support", "in a purge of the party") stands beside an act that its own sentence tells as
    news; it is borne out where another sentence so tells an event of its type. Where the model has no event heads, all
    stay.
    """
    if slots.parsed.events is None:
        return list(cast)
    told = {(c.type, _sentence(c, slots)) for c, _ in cast if not _is_inside(c, slots)}
    return [(c, p) for c, p in cast if not _is_inside(c, slots) or _stays(c, p, told, slots, actors)]


def _is_inside(candidate: Candidate, slots: Slots) -> bool:
    """Whether the act stands inside another clause or phrase and the model hardly takes it for an event.

    A demand or a threat is none, nor an attack of which the sentence tells whom it harmed.
    """
    if candidate.asker is not None or candidate.outcome is not None:
        return False
    verb = candidate.light if candidate.light is not None else candidate.anchor
    relation = slots.words[slots.grammar.first_conjunct(verb)].deprel
    if relation == "advcl" and _tells_when(verb, slots):
        return False
    if relation == "acl:relcl":
        return candidate.seen < _UNSEEN_IN_RELATIVE
    return relation.split(":")[0] in _INSIDE and candidate.seen < _UNSEEN


def _tells_when(verb: int, slots: Slots) -> bool:
    """Whether the clause has a subject of its own and tells what came before or meanwhile: "after police raided it"."""
    kids = slots.parsed.children(verb, "nsubj", "nsubj:pass", "mark", "advmod")
    marks = {slots.words[k].lemma.lower() for k in kids if k < verb}
    return not marks.isdisjoint(_WHEN) and any(slots.words[k].deprel.startswith("nsubj") for k in kids)


def _stays(
    candidate: Candidate, parties: Parties, told: Iterable[tuple[str, int]], slots: Slots, actors: Actors
) -> bool:
    """Whether its sentence tells nothing else and it is a public affair, or another sentence tells the like."""
    here = _sentence(candidate, slots)
    is_public = candidate.type in PUBLIC_ANYWHERE or is_public_affair(parties, actors)
    alone = is_public and all(sentence != here for _, sentence in told)
    return alone or any(kind == candidate.type and sentence != here for kind, sentence in told)


def _sentence(candidate: Candidate, slots: Slots) -> int:
    return slots.words[candidate.anchor].sentence
