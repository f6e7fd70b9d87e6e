"""Which events of a report are one happening told again."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import dataclass

from dragoman.record import Event

_REMEMBERED = 12  # earlier events of one family that are compared; keeps long reports linear


@dataclass(frozen=True, slots=True)
class Told:
    """An event with what its words say of it: lemma, rule, sentence, and whether a definite noun tells it."""

    event: Event
    lemma: str
    rule: str | None
    sentence: int
    definite: bool


def same_as(told: Sequence[Told]) -> list[int | None]:
    """For each event the first earlier one that is the same happening, or None."""
    earlier: dict[str, list[int]] = {}
    found: list[int | None] = []
    first: list[int] = []
    for number, item in enumerate(told):
        known = earlier.setdefault(item.event.type, [])
        match = next((k for k in reversed(known) if _is_same(told[k], item)), None)
        found.append(None if match is None else first[match])
        first.append(number if match is None else first[match])
        known.append(number)
        del known[:-_REMEMBERED]
    return found


def _is_same(one: Told, other: Told) -> bool:
    a, b = one.event, other.event
    if not (a.modality == b.modality or _is_denial_of(a, b)) or not _is_kin(one, other) or _conflict(a, b):
        return False
    shared = _names(a.recipients) & _names(b.recipients) or _names(a.actors) & _names(b.actors)
    if not _compatible(a.recipients, b.recipients) or not _compatible(a.actors, b.actors):
        return False
    if one.sentence == other.sentence and not other.definite and not _is_denial_of(a, b):
        return False
    return bool(shared) or (other.definite and not b.recipients and not b.actors)


def _is_denial_of(claim: Event, denial: Event) -> bool:
    """Whether somebody says of a happening told before that it was not: another version of it."""
    denied = claim.modality == "actual" and denial.modality == "negated"
    return denied and denial.statement is not None and denial.statement != claim.statement


def _is_kin(one: Told, other: Told) -> bool:
    """The same verb or noun, or both of one mode: "arrested", "the arrest"."""
    if one.lemma == other.lemma or (one.event.mode is not None and one.event.mode == other.event.mode):
        return True
    return one.lemma[:5] == other.lemma[:5] and len(one.lemma) > 4


def _compatible(a: Sequence[object], b: Sequence[object]) -> bool:
    first, second = _names(a), _names(b)
    return not first or not second or bool(first & second)


def _names(participants: Sequence[object]) -> set[str]:
    return {p.actor for p in participants}  # type: ignore[attr-defined]


def _conflict(a: Event, b: Event) -> bool:
    """Whether both have days of their own, and these do not meet."""
    if a.when is None or b.when is None or a.when.time is None or b.when.time is None:
        return a.historical != b.historical and a.when is not None and b.when is not None
    begin = max(a.when.begin or "", b.when.begin or "")
    until = min(a.when.until or "9999", b.when.until or "9999")
    return begin > until
