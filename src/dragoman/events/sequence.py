"""When by what else happened: "a day after jets bombed it", "the envoys returned eight months later"."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from datetime import date, timedelta

from dragoman.events.slots import Slots
from dragoman.record import Event, When

_DAYS = {"hour": 0, "day": 1, "week": 7}
_LATER = frozenset({"later", "afterwards", "afterward", "thereafter", "subsequently", "eventually"})
_MARKS = frozenset({"after", "when", "as", "before", "while"})
_NEAR = 3  # words before "after" in which its measure stands


def in_sequence(events: Sequence[Event], anchors: Sequence[int], slots: Slots) -> list[Event]:
    """The events, in text order, those without a time of their own placed by the one that they follow.

    ``anchors`` are their words. What is told as of before or after something long past is itself long past; a day or
    a week "after" it is counted back from the act of the main clause.
    """
    found: list[Event] = []
    number_at = {anchor: number for number, anchor in enumerate(anchors)}
    for number, (event, anchor) in enumerate(zip(events, anchors, strict=True)):
        if event.modality == "actual" and not event.historical and (event.when is None or event.when.time is None):
            event = _placed(event, anchor, _main(anchor, number_at, events, found, slots), slots)
            if number and found[-1].historical and _is_later(anchor, slots):
                event = replace(event, when=None, historical=True)
        found.append(event)
    return found


def _main(
    anchor: int, number_at: dict[int, int], events: Sequence[Event], found: Sequence[Event], slots: Slots
) -> Event | None:
    """The event of the clause that the anchor's temporal clause hangs on."""
    word = slots.words[anchor]
    if word.deprel != "advcl" or word.head < 0 or _mark(anchor, slots) is None:
        return None
    number = number_at.get(word.head)
    if number is None:
        return None
    return found[number] if number < len(found) else events[number]


def _placed(event: Event, anchor: int, main: Event | None, slots: Slots) -> Event:
    if main is None:
        return event
    if main.historical:
        return replace(event, when=None, historical=True)
    days = _days_before(anchor, slots)
    if days is None or main.when is None or main.when.begin is None or main.when.begin != main.when.until:
        return event
    day = (date.fromisoformat(main.when.begin) - timedelta(days=days)).isoformat()
    return replace(event, when=When(begin=day, until=day, time=main.when.time))


def _days_before(anchor: int, slots: Slots) -> int | None:
    """The days that "a day after", "two weeks after", "hours after" tell, or None."""
    mark = _mark(anchor, slots)
    if mark is None or slots.words[mark].lemma != "after":
        return None
    for index in range(mark - 1, max(mark - 1 - _NEAR, -1), -1):
        unit = _DAYS.get(slots.words[index].lemma)
        if unit is not None:
            count = slots.words[index - 1].text.lower() if index else ""
            many = 1 if count in ("a", "an") else slots.rules.numbers.get(count)
            return 0 if unit == 0 else None if many is None else unit * many
    return None


def _mark(verb: int, slots: Slots) -> int | None:
    kids = slots.parsed.children(verb, "mark", "advmod")
    return next((k for k in kids if k < verb and slots.words[k].lemma.lower() in _MARKS), None)


def _is_later(anchor: int, slots: Slots) -> bool:
    """Whether the anchor's clause, or the one that it hangs on, tells what came "eight months later"."""
    word = slots.words[anchor]
    verbs = (anchor, word.head) if word.deprel == "advcl" and word.head >= 0 else (anchor,)
    return any(slots.words[k].text.lower() in _LATER for v in verbs for k in slots.parsed.children(v, "advmod"))
