"""Bodies that name no country belong to the country that the story was filed in and tells of."""

from __future__ import annotations

import dragoman
from dragoman.record import Coding, Report


def country_of(coding: Coding, words: str) -> str | None:
    assert coding.report is not None
    text = coding.report.text
    named = (a for a in coding.actors for m in a.mentions if text[m.start : m.end] == words)
    return next(named).country


def coded(text: str) -> Coding:
    return dragoman.load()(Report(id="home", text=text, published="2032-08-21"))


def test_police_and_army_are_of_the_country_where_a_story_about_it_was_filed() -> None:
    """A dateline tells whose army it is, where the story speaks of that country."""
    coding = coded(
        "QUITO, Aug. 21 - A mayor in Ecuador's north was shot.\n\nThe army closed the road. Police arrested six men."
    )

    assert country_of(coding, "The army") == "ECU"
    assert country_of(coding, "Police") == "ECU"


def test_a_dateline_alone_tells_nothing() -> None:
    """A meeting place is not the country of those who meet there."""
    coding = coded("GENEVA, Aug. 21 - Peru and Chile met again.\n\nThe army has closed the road between them.")

    assert country_of(coding, "The army") is None


def test_the_side_of_a_border_tells_where_the_police_are() -> None:
    """Who is killed on the Malian side is told by the police of Mali, though soldiers of Niger fired."""
    coding = coded("Soldiers from Niger opened fire. Two men were killed on the Malian side, local police said.")

    assert country_of(coding, "local police") == "MLI"


def test_an_official_told_by_office_and_name_is_of_the_story() -> None:
    """A minister whom no table knows, named without a country, belongs to the country that the report is about."""
    text = "KAMPALA, Aug. 21 - The Ugandan army raided two Ugandan villages.\n\nInterior Minister Paul Ocheng resigned."

    assert country_of(coded(text), "Interior Minister Paul Ocheng") == "UGA"


def test_gunmen_of_the_first_sentence_are_where_it_was_filed() -> None:
    """Who takes foreigners hostage in the lead of a story is of the place where it was filed."""
    text = "KIDAL, Mali, Aug. 21 - Gunmen seized two Belgian nurses on Friday.\n\nBelgium asked for their release."

    assert country_of(coded(text), "Gunmen") == "MLI"


def test_a_minister_without_a_name_is_of_the_story() -> None:
    """An official of whom nobody says which is of the country that the report was filed in and tells of; a diplomat
    may be anybody's."""
    text = (
        "QUITO, Aug. 21 - A mayor in Ecuador's north was shot.\n\nThe army closed the road.\n\n"
        "A minister resigned. A diplomat resigned too."
    )

    assert country_of(coded(text), "A minister") == "ECU"
    assert country_of(coded(text), "A diplomat") is None
