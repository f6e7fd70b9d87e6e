"""Events from hand-drawn trees: who, whether, when, where, how many, according to whom."""

from __future__ import annotations

from collections.abc import Sequence

from dragoman.events import find_events, load_event_rules
from dragoman.language import ActorLookup, Parsed
from dragoman.record import Actor, Event, Mention, Place, Source, Span, Statement, Time, Wire
from dragoman.testing import parsed_from

DAY = "2024-05-14"
ARREST = """
Kenyan   -        ADJ    amod        2
police   -        NOUN   nsubj       3
arrested arrest   VERB   root        0   xpos=VBD
two      -        NUM    nummod      5
monks    monk     NOUN   obj         3
in       -        ADP    case        7
Nairobi  Nairobi  PROPN  obl         3
on       -        ADP    case        9
Monday   Monday   PROPN  obl         3
.        -        PUNCT  punct       3
"""


def actor(parsed: Parsed, *mentions: str, kind: str = "group", sector: str | None = "CVL") -> Actor:
    """An actor named by each of the phrases, every time it occurs."""
    found = [
        Mention(start=at, end=at + len(text), kind="nominal")
        for text in mentions
        for at in range(len(parsed.text))
        if parsed.text.startswith(text, at)
    ]
    return Actor(id=mentions[0], name=mentions[0], type=kind, sector=sector, mentions=tuple(found))  # type: ignore[arg-type]


def events(
    parsed: Parsed,
    actors: Sequence[Actor] = (),
    *,
    times: Sequence[Time] = (),
    places: Sequence[Place] = (),
    statements: Sequence[Statement] = (),
) -> tuple[Event, ...]:
    """The events of the report, the report's day being 14 May 2024."""
    lookup = ActorLookup.of(parsed, actors)
    rules = load_event_rules()
    return find_events(parsed, lookup, times, places, statements, wire=Wire(), day=DAY, rules=rules)


def parties(event: Event) -> tuple[list[str], list[str]]:
    return [p.actor for p in event.actors], [p.actor for p in event.recipients]


def test_subject_acts_and_object_suffers() -> None:
    """An arrest has the police as actor and the arrested as recipient, type and mode by its verb."""
    parsed = parsed_from(ARREST)
    (event,) = events(parsed, [actor(parsed, "police", sector="COP"), actor(parsed, "monks")])

    assert (event.type, event.mode, event.quad, event.score) == ("COERCE", "arrest", 4, -7.0)
    assert parties(event) == (["police"], ["monks"])


def test_place_and_time_in_the_clause_are_those_of_the_event() -> None:
    """The literal place after "in" and the day after "on" belong to the verb."""
    parsed = parsed_from(ARREST)
    at, day = parsed.text.index("Nairobi"), parsed.text.index("Monday")
    place = Place(start=at, end=at + 7, name="Nairobi")
    time = Time(start=day, end=day + 6, type="DATE", value="2024-05-13", begin="2024-05-13", until="2024-05-13")
    (event,) = events(parsed, [actor(parsed, "police", sector="COP")], times=[time], places=[place])

    assert event.where == 0
    assert event.when is not None
    assert (event.when.begin, event.when.time, event.historical) == ("2024-05-13", 0, False)


def test_people_detained_are_counted() -> None:
    """The number of the arrested is the harm of an arrest."""
    parsed = parsed_from(ARREST)
    (event,) = events(parsed, [actor(parsed, "police", sector="COP")])

    assert event.harm is not None
    assert event.harm.detained is not None
    assert (event.harm.detained.min, event.harm.detained.max) == (2, 2)


def test_news_in_the_past_without_a_time_is_of_the_report_s_day() -> None:
    """What the report tells in its own voice happened on its day where no time says otherwise."""
    parsed = parsed_from(ARREST)
    (event,) = events(parsed, [actor(parsed, "police", sector="COP")])

    assert event.when is not None
    assert (event.when.begin, event.when.until, event.when.time) == (DAY, DAY, None)


def test_time_long_before_the_report_makes_an_event_historical() -> None:
    """More than ninety days before the report's day is the past."""
    parsed = parsed_from(ARREST)
    at = parsed.text.index("Monday")
    time = Time(start=at, end=at + 6, type="DATE", value="2023", begin="2023-01-01", until="2023-12-31")
    (event,) = events(parsed, [actor(parsed, "police", sector="COP")], times=[time])

    assert event.historical


def test_event_without_anybody_known_is_left_out() -> None:
    """No actor is invented, and an act of nobody is no event."""
    assert events(parsed_from(ARREST)) == ()


def test_passive_has_its_agent_behind_by_and_conjoined_verbs_share_the_subject() -> None:
    """ "was arrested and expelled by police": both acts have the same two parties."""
    parsed = parsed_from("""
    A        -       DET    det         3
    senior   -       ADJ    amod        3
    official -       NOUN   nsubj:pass  5
    was      be      AUX    aux:pass    5
    arrested arrest  VERB   root        0   xpos=VBN
    and      -       CCONJ  cc          7
    expelled expel   VERB   conj        5   xpos=VBN
    by       -       ADP    case        9
    police   -       NOUN   obl:agent   7
    .        -       PUNCT  punct       5
    """)
    found = events(parsed, [actor(parsed, "official", sector="GOV"), actor(parsed, "police", sector="COP")])

    assert [(e.type, e.mode) for e in found] == [("COERCE", "arrest"), ("COERCE", "deport")]
    assert [parties(e) for e in found] == [(["police"], ["official"])] * 2


TALKS = """
Iran     Iran    PROPN  nsubj   3
{}       {}      AUX    aux     3
hold     hold    VERB   root    0   xpos=VB
talks    talk    NOUN   obj     3
with     -       ADP    case    6
Oman     Oman    PROPN  nmod    4
.        -       PUNCT  punct   3
"""


def states(parsed: Parsed) -> list[Actor]:
    return [actor(parsed, name, kind="state", sector=None) for name in ("Iran", "Oman")]


def test_light_verb_and_noun_are_one_event_of_both_sides() -> None:
    """ "hold talks" is anchored on verb and noun; who talks with whom are all actors."""
    parsed = parsed_from(TALKS.format("did", "do"))
    (event,) = events(parsed, states(parsed))

    assert parsed.text[event.anchor.start : event.anchor.end] == "hold talks"
    assert (event.type, parties(event)) == ("CONSULT", (["Iran", "Oman"], []))


def test_talks_still_to_come_are_an_agreement() -> None:
    """PLOVER has AGREE for a meeting that will be; the future is then in the type."""
    parsed = parsed_from(TALKS.format("will", "will"))
    (event,) = events(parsed, states(parsed))

    assert (event.type, event.modality) == ("AGREE", "actual")


def test_talks_that_might_be_are_hypothetical() -> None:
    """ "might" leaves the type and makes the event hypothetical."""
    parsed = parsed_from(TALKS.format("might", "might"))
    (event,) = events(parsed, states(parsed))

    assert (event.type, event.modality) == ("CONSULT", "hypothetical")


def test_event_points_to_the_innermost_statement_around_it() -> None:
    """Of two statements that cover the anchor the shorter one says so."""
    parsed = parsed_from(ARREST)
    whole, part = Span(0, len(parsed.text)), Span(0, parsed.text.index(" in"))
    statements = [Statement(id="outer", content=(whole,)), Statement(id="inner", content=(part,))]
    (event,) = events(parsed, [actor(parsed, "police", sector="COP")], statements=statements)

    assert event.statement == 1
    assert event.when is None


def test_denial_makes_the_event_negated() -> None:
    """What somebody denies did not happen, according to him."""
    parsed = parsed_from(ARREST)
    denial = Statement(source=Source(start=0, end=6), content=(Span(0, len(parsed.text)),), denies=True)
    (event,) = events(parsed, [actor(parsed, "police", sector="COP")], statements=[denial])

    assert (event.modality, event.statement) == ("negated", 0)


def test_arrest_told_again_points_to_its_first_telling() -> None:
    """ "the arrest of the monks" in the next sentence is the same happening."""
    again = """
    The      -       DET    det     2
    arrest   -       NOUN   nsubj   6
    of       -       ADP    case    5
    the      -       DET    det     5
    monks    monk    NOUN   nmod    2
    angered  anger   VERB   root    0   xpos=VBD
    Tibet    Tibet   PROPN  obj     6
    .        -       PUNCT  punct   6
    """
    parsed = parsed_from(ARREST + "\n" + again)
    found = events(parsed, [actor(parsed, "police", sector="COP"), actor(parsed, "monks")])

    assert [e.same_as for e in found] == [None, 0]
    assert found[1].when == found[0].when


def test_attack_and_whom_it_killed_are_one_event() -> None:
    """The verb of harm gives recipient and count to the event that did the harm."""
    parsed = parsed_from("""
    A        -       DET    det     2
    raid     -       NOUN   nsubj   5
    by       -       ADP    case    4
    rebels   rebel   NOUN   nmod    2
    killed   kill    VERB   root    0   xpos=VBD
    at       -       ADP    advmod  8
    least    -       ADJ    fixed   6
    11       -       NUM    nummod  9
    soldiers soldier NOUN   obj     5
    .        -       PUNCT  punct   5
    """)
    (event,) = events(parsed, [actor(parsed, "rebels", sector="REB"), actor(parsed, "soldiers", sector="MIL")])

    assert (event.type, parties(event)) == ("ASSAULT", (["rebels"], ["soldiers"]))
    assert event.harm is not None
    assert event.harm.killed is not None
    assert (event.harm.killed.min, event.harm.killed.max) == (11, None)


def test_bomb_is_no_actor() -> None:
    """A thing that does harm is nobody who acts."""
    parsed = parsed_from("""
    A        -       DET    det     2
    bomb     -       NOUN   nsubj   3
    killed   kill    VERB   root    0   xpos=VBD
    soldiers soldier NOUN   obj     3
    .        -       PUNCT  punct   3
    """)
    (event,) = events(parsed, [actor(parsed, "soldiers", sector="MIL")])

    assert (parties(event), event.mode) == (([], ["soldiers"]), "explosives")


def test_saying_is_no_event() -> None:
    """A statement that something happened is not the happening."""
    parsed = parsed_from("""
    Police  police  NOUN   nsubj   2
    said    say     VERB   root    0   xpos=VBD
    nothing -       PRON   obj     2
    .       -       PUNCT  punct   2
    """)

    assert events(parsed, [actor(parsed, "Police", sector="COP")]) == ()
