"""One happening beside itself: what each side says, what is common, what is contested."""

from __future__ import annotations

from dataclasses import replace

import pytest
from hypothesis import given
from hypothesis import strategies as st

from dragoman.picture import Happening, find_versions
from dragoman.record import Coding, Count, Harm
from tests.picture.drafts import MITROVICA, Draft

ARREST, ATTACK = "arrested", "brutally attacked"


def told(
    name: str, published: str, words: str, type_: str, *, said: str | None = None, denies: bool = False, **more: object
) -> Coding:
    """A report on what Kosovo's police did to Serbs on 26 March."""
    text = f"{name}: Kosovo Police {words} Kosovo Serbs, Serbia and Kosovo said."
    draft = Draft(name, published, text, publisher="Wire")
    statement = draft.says(said, denies=denies) if said else None
    options = {"by": "XKX/police", "to": "XKX/serbs", "day": "2018-03-26", "place": MITROVICA, **more}
    return draft.did(words, type_, said=statement, **options).coding()  # type: ignore[arg-type]


def harm(number: int) -> Harm:
    """A number of people injured."""
    return Harm(injured=Count(min=number, max=number))


KOSOVO = told("a", "2018-03-26", ARREST, "COERCE", mode="arrest", said="XKX", harm=harm(3))
SERBIA = told("b", "2018-03-27", ATTACK, "ASSAULT", said="SRB", harm=harm(30))
DENIAL = told("c", "2018-03-27", ATTACK, "ASSAULT", said="XKX/police", denies=True, modality="negated")


def only(*codings: Coding) -> Happening:
    """The one happening of the reports."""
    (happening,) = find_versions(codings)
    return happening


def verdicts(happening: Happening) -> dict[str, str]:
    """The verdict on each point."""
    return {point.name: point.verdict for point in happening.points}


def test_each_side_stands_beside_the_other() -> None:
    """An arrest in one side's words is a brutal attack in the other's."""
    happening = only(KOSOVO, SERBIA)

    assert [(v.teller, v.side, v.deeds[0].words) for v in happening.versions] == [
        ("Kosovo", "XKX", ARREST),
        ("Serbia", "SRB", ATTACK),
    ]
    assert (happening.id, happening.begin, happening.until) == ("a/event-1", "2018-03-26", "2018-03-26")


def test_common_and_contested_points() -> None:
    """Who, whom, when and where are common; the deed and the number are contested."""
    happening = only(KOSOVO, SERBIA)

    assert {point.name for point in happening.contested} == {"deed", "injured"}
    assert {"agent", "recipient", "day", "place", "whether it happened"} == {point.name for point in happening.common}
    assert [(r.value, r.tellers) for p in happening.contested if p.name == "injured" for r in p.readings] == [
        ("3", ("Kosovo",)),
        ("30", ("Serbia",)),
    ]


def test_a_denial_is_a_version() -> None:
    """Who denies it contests that it happened, and says nothing of how."""
    happening = only(SERBIA, DENIAL)

    assert [(v.teller, v.denies) for v in happening.versions] == [("Kosovo Police", True), ("Serbia", False)]
    assert [point.name for point in happening.contested] == ["whether it happened"]
    assert [r.value for p in happening.contested for r in p.readings] == ["denied: ASSAULT", "told"]
    assert verdicts(happening)["deed"] == "single"


def test_a_denial_stands_beside_the_claim_within_one_report() -> None:
    """One report that has both sides is enough."""
    draft = Draft("a", "2018-03-27", "Serbia said Kosovo Police beat Kosovo Serbs; NATO denied that they struck them.")
    draft.did("beat", "ASSAULT", mode="beat", by="XKX/police", to="XKX/serbs", said=draft.says("SRB"))
    said = draft.says("IGO/nato", denies=True)
    draft.did("struck", "ASSAULT", by="XKX/police", to="XKX/serbs", said=said, modality="negated")

    assert [v.teller for v in only(draft.coding()).versions] == ["NATO", "Serbia"]


def test_two_events_of_one_report_stay_two() -> None:
    """What a report's own voice tells apart is not joined, unless the coding says it is the same."""
    draft = Draft("a", "2018-03-26", "Kosovo Police beat and arrested Kosovo Serbs.")
    draft.did("beat", "ASSAULT", by="XKX/police", to="XKX/serbs", day="2018-03-26")
    draft.did("arrested", "COERCE", by="XKX/police", to="XKX/serbs", day="2018-03-26")

    assert find_versions([draft.coding()]) == ()


def test_same_as_joins_within_a_report() -> None:
    """A report's own word and a speaker's on the same happening are two versions."""
    draft = Draft("a", "2018-03-26", "Kosovo Police beat Kosovo Serbs. The attack, Serbia said, hurt many.")
    draft.did("beat", "ASSAULT", by="XKX/police", to="XKX/serbs")
    draft.did("attack", "ASSAULT", said=draft.says("SRB"), same_as=0)

    assert [(v.teller, v.own_voice) for v in only(draft.coding()).versions] == [("a", True), ("Serbia", False)]


@pytest.mark.parametrize(
    "other",
    [
        told("x", "2018-03-30", ATTACK, "ASSAULT", said="SRB", day="2018-03-30"),
        told("x", "2018-03-27", ATTACK, "SANCTION", said="SRB"),
        told("x", "2018-03-27", ATTACK, "ASSAULT", said="SRB", to="SRB"),
        told("x", "2018-03-27", ATTACK, "ASSAULT", said="SRB", place=replace(MITROVICA, name="Peja", geonames_id=1)),
        told("x", "2018-03-27", ATTACK, "ASSAULT", said="SRB", modality="future"),
        told("x", "2018-03-27", ATTACK, "COERCE", mode="deport", said="SRB"),
    ],
    ids=["another day", "another kind", "another recipient", "another place", "a plan", "another mode"],
)
def test_what_is_another_happening_is_no_version(other: Coding) -> None:
    """Days, kinds, recipients and places that do not meet keep two happenings apart."""
    assert find_versions([KOSOVO, other]) == ()


def test_another_agent_is_a_version_where_all_else_is_the_same() -> None:
    """Each side blames the other for one deed on one day in one place."""
    one = told("a", "2018-03-26", ATTACK, "ASSAULT", said="SRB")
    other = told("b", "2018-03-26", ATTACK, "ASSAULT", said="XKX", by="RUS")

    assert [point.name for point in only(one, other).contested] == ["agent"]


def test_an_event_without_a_day_is_looked_for_just_before_its_report() -> None:
    """Its version shows no day, since none is told."""
    undated = told("x", "2018-03-27", ATTACK, "ASSAULT", said="SRB", day=None)

    assert [deed.begin for v in only(KOSOVO, undated).versions for deed in v.deeds] == ["2018-03-26", None]
    assert find_versions([KOSOVO, told("x", "2018-04-27", ATTACK, "ASSAULT", said="SRB", day=None)]) == ()


def test_one_teller_makes_no_versions() -> None:
    """The same publisher's own voice twice, or a text that came twice, has nothing to stand beside."""
    voices = [told(name, "2018-03-26", ARREST, "COERCE", mode="arrest") for name in "ab"]

    assert find_versions(voices) == ()
    assert find_versions([KOSOVO, KOSOVO]) == ()


@given(st.permutations([KOSOVO, SERBIA, DENIAL, SERBIA, told("x", "2018-03-26", ARREST, "COERCE", mode="arrest")]))
def test_the_order_of_the_reports_does_not_matter(codings: list[Coding]) -> None:
    """The same reports give the same happenings, and one that came twice counts once."""
    assert find_versions(codings) == find_versions(sorted(codings, key=lambda c: c.id))
