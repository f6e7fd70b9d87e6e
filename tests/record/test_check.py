"""A coding that breaks the contract is named with report, field, what was found and what was expected."""

from __future__ import annotations

from dataclasses import replace

import pytest

from dragoman.record import (
    Actor,
    Coding,
    Count,
    Event,
    Harm,
    InternalError,
    Mention,
    Participant,
    Place,
    Span,
    Statement,
    Time,
    When,
    check_coding,
)

TEXT = "Police arrested two men on Monday."
EVENT = Event(id="r/event-1", type="COERCE", mode="arrest", quad=4, score=-7.0, anchor=Span(7, 15))
CODING = Coding(
    id="r",
    version="0",
    digest="d",
    actors=(Actor(id="police", name="police", type="group", mentions=(Mention(start=0, end=6, kind="nominal"),)),),
    events=(EVENT,),
)


def test_a_coding_that_keeps_the_contract_passes() -> None:
    """Nothing is raised."""
    check_coding(CODING, TEXT)


@pytest.mark.parametrize(
    ("broken", "message"),
    [
        (replace(EVENT, anchor=Span(7, 99)), r"events\[0\]\.anchor 7-99 ends outside the text"),
        (replace(EVENT, anchor=Span(7, 7)), "covers no characters"),
        (replace(EVENT, type="ARREST"), 'type is "ARREST"; expected one of AGREE'),
        (replace(EVENT, mode="visit"), 'mode is "visit"; expected a mode of COERCE'),
        (replace(EVENT, quad=1), "quad is 1; expected 4 for COERCE"),
        (replace(EVENT, score=1.0), "score is 1.0; expected -7.0 for COERCE-arrest"),
        (replace(EVENT, contexts=("gossip",)), 'contexts hold "gossip"'),
        (replace(EVENT, same_as=0), "same_as is 0; expected the index of an event before 0"),
        (replace(EVENT, confidence=1.5), "confidence is 1.5"),
        (replace(EVENT, statement=0), "statement is 0; expected an index into statements, of which there are 0"),
        (replace(EVENT, when=When(begin="2018-03-14", until="2018-03-13")), "begins on 2018-03-14 after it ends"),
        (replace(EVENT, when=When(begin="14 March")), 'begin is "14 March"; expected an ISO date'),
        (replace(EVENT, harm=Harm(killed=Count(min=5, max=3))), "min 5 above max 3"),
        (replace(EVENT, actors=(Participant(actor="army", start=0, end=6),)), 'actor is "army"'),
    ],
)
def test_a_broken_event_is_named(broken: Event, message: str) -> None:
    """Each rule of the contract has its message."""
    with pytest.raises(InternalError, match=message):
        check_coding(replace(CODING, events=(broken,)), TEXT)


@pytest.mark.parametrize(
    ("field", "items", "message"),
    [
        ("places", (Place(start=0, end=6, name="X", lat=120.0),), "lat is 120.0"),
        ("places", (Place(start=0, end=6, name="X", country="Serbia"),), 'country is "Serbia"'),
        ("times", (Time(start=27, end=33, type="YEAR", value="1999"),), 'type is "YEAR"'),  # type: ignore[arg-type]
        ("statements", (Statement(id=""),), 'id is ""'),
        ("statements", (Statement(id="a"), Statement(id="a")), "an id that nothing else has"),
    ],
)
def test_a_broken_record_is_named(field: str, items: tuple[object, ...], message: str) -> None:
    """Places, times and statements are held to the contract as events are."""
    with pytest.raises(InternalError, match=message):
        check_coding(replace(CODING, **{field: items}), TEXT)
