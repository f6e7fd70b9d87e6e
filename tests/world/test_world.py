"""What the world's lookups answer, and what they must not."""

from __future__ import annotations

import pytest

from dragoman.world import World, load_world, surname_of


@pytest.fixture(scope="module")
def world() -> World:
    return load_world()


@pytest.mark.parametrize(
    ("text", "code"),
    [
        ("the U.S.", "USA"),
        ("US", "USA"),
        ("Great Britain", "GBR"),
        ("kosovo", "XKX"),
        ("Côte d’Ivoire", "CIV"),
        ("Abkhazia", "GEO"),
        ("Soviet Union", "RUS"),
        ("Burma", "MMR"),
        ("Holy See", "VAT"),
        ("Greenland", "DNK"),
    ],
)
def test_state_is_found_by_every_name(world: World, text: str, code: str) -> None:
    """A state, and a land coded under one, is found by name, alias, acronym and accents."""
    land = world.state_named(text)
    assert land is not None and land.code == code


@pytest.mark.parametrize("text", ["us", "Serbian", "Belgrade", "Atlantis", "", "the", "..."])
def test_other_words_name_no_state(world: World, text: str) -> None:
    """A pronoun, an adjective, a capital, an unknown or an empty word names no state."""
    assert world.state_named(text) is None


@pytest.mark.parametrize(
    ("text", "code"),
    [("Serb", "SRB"), ("Serbs", "SRB"), ("Swiss", "CHE"), ("Dutchmen", "NLD"), ("Yugoslav", "SRB")],
)
def test_demonym_names_its_state(world: World, text: str, code: str) -> None:
    """Adjectives and peoples of states lead to the state."""
    land = world.demonym(text)
    assert land is not None and land.code == code


def test_demonym_refuses_the_name_of_the_state(world: World) -> None:
    """A state's own name is no demonym."""
    assert world.demonym("Serbia") is None


def test_capital_has_old_and_new_spellings(world: World) -> None:
    """Kiev and Kyiv are the same capital; a city that is none is not."""
    kiev, kyiv = world.capital("Kiev"), world.capital("Kyiv")
    assert kiev is kyiv and kiev is not None and kiev.code == "UKR"
    assert world.capital("Liverpool") is None


def test_seat_tells_country_and_sector(world: World) -> None:
    """A seat of power carries the country, the sector and the body that it stands for."""
    kremlin, congress = world.seat("the Kremlin"), world.seat("Capitol Hill")
    assert kremlin is not None and (kremlin.country, kremlin.sector) == ("RUS", "GOV")
    assert congress is not None and (congress.country, congress.sector) == ("USA", "LEG")
    assert world.seat("Mar-a-Lago") is None


def test_organization_is_found_by_acronym_and_name(world: World) -> None:
    """An acronym, its British spelling and the long name find the same organisation."""
    found = {world.organization(name) for name in ("NATO", "Nato", "North Atlantic Treaty Organization")}
    assert {body.id for body in found if body} == {"IGO/nato"} and len(found) == 1
    nato = world.organization("NATO")
    assert nato is not None and nato.country is None and nato.sectors == ("IGO", "MIL")


def test_short_acronyms_keep_their_capitals(world: World) -> None:
    """The words "is" and "who" are no organisations; "IS" and "WHO" are."""
    assert world.organization("is") is None and world.organization("who") is None
    assert world.organization("IS") is not None and world.organization("WHO") is not None


def test_people_without_a_state_has_no_country(world: World) -> None:
    """Kurds live in several states; Kosovo Serbs in one."""
    kurds, serbs = world.people("Kurds"), world.people("Kosovo Serbs")
    assert kurds is not None and kurds.country is None
    assert serbs is not None and (serbs.id, serbs.country) == ("XKX/serbs", "XKX")
    assert world.people("Kosovo") is None


def test_office_holder_depends_on_the_day(world: World) -> None:
    """The same surname holds different offices on different days, and none before the first."""
    now = world.office_holders("Putin", "2005-06-01")
    assert now[0].office == "president" and now[0].begin == "1999-12-31"
    assert world.office_holders("Putin", "1985-01-01") == ()
    assert {term.name for term in world.office_holders("Bush", "2003-03-20")} == {
        "George W. Bush",
        "George H. W. Bush",
    }


@pytest.mark.parametrize(
    ("surname", "name"),
    [
        ("Xi", "Xi Jinping"),
        ("Assad", "Bashar al-Assad"),
        ("Djindjic", "Zoran Đinđić"),
        ("von der Leyen", "Ursula von der Leyen"),
        ("Suu Kyi", "Aung San Suu Kyi"),
    ],
)
def test_surname_of_newswires_finds_the_person(world: World, surname: str, name: str) -> None:
    """Surnames as newswires write them find the person, whatever the order of the name."""
    assert name in {term.name for term in world.office_holders(surname)}


def test_holder_of_an_office_on_a_day(world: World) -> None:
    """On the day of a handover the incoming holder is given; an empty office gives none."""
    incoming = world.holder_of("USA", "president", "2001-01-20")
    assert incoming is not None and incoming.name == "George W. Bush"
    assert world.holder_of("LBN", "president", "2023-06-01") is None


def test_longest_name_wins(world: World) -> None:
    """The longest name at a word is given, hyphens as words of their own."""
    found = world.longest(["Guinea", "-", "Bissau", "said"], 0)
    assert found is not None and found[0] == 3 and found[1][0].key == "GNB"
    assert world.longest(["Papua", "New", "Guinea"], 0) == (3, world.known("Papua New Guinea"))


@pytest.mark.parametrize(
    ("words", "at"), [(["us"], 0), (["turkey"], 0), (["-"], 0), (["said", "Iran"], 0), (["May"], 0)]
)
def test_common_words_are_no_names(world: World, words: list[str], at: int) -> None:
    """Pronouns, birds in lower case, punctuation and months name nothing."""
    assert world.longest(words, at) is None


def test_name_ends_at_punctuation(world: World) -> None:
    """A comma or a full stop ends a name."""
    found = world.longest(["Guinea", ",", "Bissau"], 0)
    assert found is not None and found[0] == 1 and found[1][0].key == "GIN"


def test_first_words_hold_every_beginning(world: World) -> None:
    """A room may skip a word that begins no name."""
    assert {"serbia", "u.s.", "al-qaeda", "kremlin", "kurds"} <= world.first_words
    assert "walked" not in world.first_words


@pytest.mark.parametrize(
    ("name", "surname"),
    [("Jaap de Hoop Scheffer", "Scheffer"), ("King Felipe VI", ""), ("Suharto", "Suharto")],
)
def test_surname_of_a_name(name: str, surname: str) -> None:
    """The last word with the particles before it; nothing for kings."""
    assert surname_of(name) == surname
