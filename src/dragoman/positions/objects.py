"""What a position is about: its words, and the actor that they name."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.language import Clauses
from dragoman.positions.holders import Stand
from dragoman.record.types import PositionObject

_OWNED = ("nmod:poss", "compound", "amod")
_BEFORE = ("compound", "amod", "nsubj")  # "Saudi" in "the Saudi-led campaign"


def objects_of(clauses: Clauses, stand: Stand) -> Iterator[PositionObject]:
    """The objects of a stance: one for each coordinated noun that names an actor of its own, else one for all."""
    if stand.actor is not None:
        yield PositionObject(start=stand.actor.start, end=stand.actor.end, actor=stand.actor.actor)
        return
    heads = clauses.conjuncts(stand.thing)
    if len(heads) > 1 and all(clauses.participant(h) is not None for h in heads):
        for head in heads:
            yield _object(clauses, stand, head, without=heads)
        return
    yield _object(clauses, stand, stand.thing, without=())


def _object(clauses: Clauses, stand: Stand, head: int, *, without: tuple[int, ...]) -> PositionObject:
    dropped = [k for k in clauses.parsed.children(head) if k in without or _is_outside(clauses, stand, head, k)]
    span = clauses.span(head, without=dropped)
    return PositionObject(start=span.start, end=span.end, actor=_actor(clauses, stand, head))


def _is_outside(clauses: Clauses, stand: Stand, head: int, kid: int) -> bool:
    """The preposition before the object, the "EU-mediated" in front of it, the "to" of an aim, and its subject."""
    word = clauses.words[kid]
    outside = ("case", "mark", "nsubj", "cop", "aux", *(("advmod",) if head == stand.anchor else ()))
    if kid == stand.anchor or (word.deprel in outside and kid < head):
        return True
    return kid < head and word.deprel == "amod" and kid == stand.anchor


def _actor(clauses: Clauses, stand: Stand, head: int) -> str | None:
    """The actor of the object's head, else of its possessor, its adjective, or its phrases."""
    own = clauses.participant(head)
    if own is not None:
        return own.actor
    if clauses.is_verb(head):
        thing = clauses.object(head) or clauses.parsed.child(head, "xcomp")
        return _actor(clauses, stand, thing) if thing is not None and not clauses.is_verb(thing) else None
    kids = clauses.parsed.children(head, *_OWNED)
    kids += tuple(k for kid in clauses.parsed.children(head, "amod") for k in clauses.parsed.children(kid, *_BEFORE))
    kids += clauses.phrases(head, "of", "between", "in", "from", "to", "with", "on", "by", "over")
    for kid in kids:
        if clauses.words[kid].upos == "PRON" and clauses.words[kid].deprel == "nmod:poss":
            continue  # "its former province" says whose it is, not whom the stance is about
        found = clauses.participants(kid)
        if found and kid != stand.anchor and found[0].actor not in {p.actor for p in stand.holders}:
            return found[0].actor
    return None
