"""The people of a place are actors only where an event happens to them."""

from __future__ import annotations

import dragoman
from dragoman.record import Coding, Report


def coded(text: str) -> Coding:
    return dragoman.load()(Report(id="r", text=text, published="2024-05-14"))


def test_people_of_a_town_under_curfew_are_an_actor() -> None:
    """They have the country of the town, are civilians, and are mentioned by its name."""
    text = "Algerian police imposed a curfew in Tamanrasset."
    (people,) = [actor for actor in coded(text).actors if actor.id == "DZA/tamanrasset"]

    assert (people.type, people.country, people.sectors) == ("group", "DZA", ("CVL",))
    assert [text[m.start : m.end] for m in people.mentions] == ["Tamanrasset"]


def test_a_town_where_nothing_is_done_to_anybody_is_no_actor() -> None:
    """Where two states talk, the town is a place and nothing else."""
    assert [actor.id for actor in coded("Kenya and Uganda held talks in Entebbe.").actors] == ["KEN", "UGA"]


def test_a_town_that_acts_elsewhere_in_the_report_is_one_actor() -> None:
    """Both mentions belong to the same people."""
    text = "Rebels shelled Goma on Friday. The army imposed a curfew in Goma."
    (people,) = [actor for actor in coded(text).actors if actor.id == "COD/goma"]

    assert [text[m.start : m.end] for m in people.mentions] == ["Goma", "Goma"]
