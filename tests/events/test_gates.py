"""Whose acts are public affairs: things, children and kin do none, those who were arrested abroad suffer one."""

from __future__ import annotations

from dragoman.events import find_events, load_event_rules
from dragoman.language import ActorLookup
from dragoman.record import Actor, Event, Mention, Wire
from dragoman.testing import parsed_from

ACCUSED = """
{who}    -        NOUN   nsubj       2
accused  accuse   VERB   root        0   xpos=VBD
{whom}   -        NOUN   obj         2
.        -        PUNCT  punct       2
"""
INVADED = """
{who}    -        NOUN   nsubj       2
invaded  invade   VERB   root        0   xpos=VBD
Kenya    Kenya    PROPN  obj         2
.        -        PUNCT  punct       2
"""
FREED = """
Engineers engineer NOUN  nsubj:pass  3
were     be       AUX    aux:pass    3
freed    free     VERB   root        0   xpos=VBN
.        -        PUNCT  punct       3
"""
ARREST_BY = """
The      the      DET    det         2
arrest   -        NOUN   nsubj       7
of       -        ADP    case        4
monks    monk     NOUN   nmod        2
by       -        ADP    case        6
police   -        NOUN   nmod        4
ended    end      VERB   root        0   xpos=VBD
.        -        PUNCT  punct       7
"""


def events(table: str, **actors: dict[str, str]) -> tuple[Event, ...]:
    """The events of a table, with the actors that stand at these words."""
    parsed = parsed_from(table)
    known = []
    for word, facts in actors.items():
        at = parsed.text.index(word)
        mention = Mention(start=at, end=at + len(word), kind="nominal")
        kind = facts.pop("type", "group")
        known.append(Actor(id=word, name=word, type=kind, mentions=(mention,), **facts))  # type: ignore[arg-type]
    lookup = ActorLookup.of(parsed, known)
    return find_events(parsed, lookup, (), (), (), wire=Wire(), day="2024-05-14", rules=load_event_rules())


def test_a_thing_does_no_violence_but_a_weapon_does() -> None:
    """What floodwater invades is not attacked; what troops invade is, known as an actor or not."""
    flood, troops = (INVADED.format(who=who) for who in ("Floodwater", "Troops"))

    assert events(flood, Kenya={"type": "state", "country": "KEN"}) == ()
    assert [e.type for e in events(troops, Kenya={"type": "state", "country": "KEN"})] == ["ASSAULT"]


def test_everyday_people_among_themselves_are_no_public_affair() -> None:
    """Pupils who accuse a singer make no event; students who accuse a ministry do."""
    private, public = ACCUSED.format(who="Pupils", whom="singers"), ACCUSED.format(who="Students", whom="ministry")

    assert events(private, Pupils={"sector": "EDU"}, singers={"sector": "CVL"}) == ()
    assert [e.type for e in events(public, Students={"sector": "EDU"}, ministry={"sector": "GOV"})] == ["ACCUSE"]


def test_freed_foreigners_are_public_without_who_freed_them() -> None:
    """People of a known country are set free by somebody who counts; of others nobody can say so."""
    assert [e.mode for e in events(FREED, Engineers={"type": "person", "country": "CMR"})] == ["release"]
    assert events(FREED, Engineers={"type": "person"}) == ()


def test_agent_inside_the_of_phrase_does_the_act() -> None:
    """In "the arrest of monks by police" police arrest, wherever the parse hangs them."""
    (event,) = events(ARREST_BY, monks={"sector": "REL", "country": "MMR"}, police={"sector": "COP", "country": "MMR"})

    assert [p.actor for p in event.actors] == ["police"]
    assert [p.actor for p in event.recipients] == ["monks"]


def test_what_befalls_unknown_people_is_news_beside_public_affairs() -> None:
    """Two events of a ministry in the same report make the freeing of somebody unknown a third."""
    students, nurses = (ACCUSED.format(who=a, whom=b) for a, b in (("Students", "ministry"), ("Nurses", "court")))
    sides = {"Students": "EDU", "ministry": "GOV", "Nurses": "MED", "court": "JUD"}

    found = events(
        FREED + students + nurses, Engineers={"type": "person"}, **{k: {"sector": v} for k, v in sides.items()}
    )

    assert [e.type for e in found] == ["RETREAT", "ACCUSE", "ACCUSE"]
