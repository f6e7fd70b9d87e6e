"""Which place is meant: by what is beside it, by the whole report, by what kind of name it is."""

from __future__ import annotations

from dragoman.language import Parsed
from dragoman.places import find_places, load_place_rules
from dragoman.record import Dateline, Place
from dragoman.testing import parsed_from
from dragoman.world import load_world


def places_in(parsed: Parsed, dateline: Dateline | None = None) -> list[Place]:
    return list(find_places(parsed, dateline=dateline, world=load_world(), rules=load_place_rules()))


def in_town(*names: str) -> Parsed:
    """A report of short sentences, each with one town, drawn by hand."""
    return parsed_from("\n\n".join(_sentence(name) for name in names))


def _sentence(name: str) -> str:
    words = name.split()
    head = 5
    rows = ["Shops - NOUN nsubj 2", "closed close VERB root 0", "early - ADV advmod 2", "in - ADP case 5"]
    for number, word in enumerate(words):
        relation, above, tag = ("obl", 2, "LOC") if number == 0 else ("flat", head, "+")
        rows.append(f"{word} {word} PROPN {relation} {above} name={tag}")
    return "\n".join([*rows, ". - PUNCT punct 2"])


STATED = """
Shops   -      NOUN   nsubj  2
closed  close  VERB   root   0
in      -      ADP    case   4
Paris   Paris  PROPN  obl    2  name=LOC
,       ,      PUNCT  punct  6
Texas   Texas  PROPN  appos  4  name=LOC
.       .      PUNCT  punct  2
"""


def test_the_best_known_town_is_meant_by_default() -> None:
    """A name with nothing beside it is the most prominent place of that name."""
    (paris,) = places_in(in_town("Paris"))

    assert (paris.name, paris.country, paris.use) == ("Paris", "FRA", "literal")


def test_a_state_beside_a_town_decides() -> None:
    """In "Paris, Texas" the town of Texas is meant."""
    paris, texas = places_in(parsed_from(STATED))

    assert (paris.country, round(paris.lat or 0), texas.feature) == ("USA", 34, "ADM1")


def test_the_other_places_of_a_report_decide() -> None:
    """Tripoli is the town of Lebanon beside places of Lebanon, and of Libya beside places of Libya."""
    lebanon = places_in(in_town("Tripoli", "Beirut", "Sidon", "Lebanon"))
    libya = places_in(in_town("Tripoli", "Benghazi", "Misrata", "Libya"))

    assert (lebanon[0].country, libya[0].country) == ("LBN", "LBY")


def test_a_dateline_in_capitals_is_a_literal_place() -> None:
    """The dateline's town and what holds it come first."""
    text = "SARAJEVO, Bosnia (AP) - Shops closed early."
    parsed = parsed_from(
        "Shops - NOUN nsubj 2\nclosed close VERB root 0\nearly - ADV advmod 2\n. - PUNCT punct 2", text=text
    )
    town, land = places_in(parsed, Dateline(start=0, end=16))

    assert (town.name, town.country, town.use) == ("Sarajevo", "BIH", "literal")
    assert (land.start, land.country) == (10, "BIH")


def test_a_person_is_no_place() -> None:
    """A name that the model takes for a person gives no place, whatever towns are called so."""
    parsed = parsed_from(
        "Michael Michael PROPN nsubj 3 name=PER\nLondon London PROPN flat 1 name=+\nleft leave VERB root 0"
    )

    assert places_in(parsed) == []


def test_a_place_inside_a_body_is_associative() -> None:
    """The town in the name of a body is kept as an association."""
    parsed = parsed_from(
        "University - PROPN nsubj 4 name=ORG\nof - ADP case 3 name=+\n"
        "Oslo Oslo PROPN nmod 1 name=+\nclosed close VERB root 0"
    )
    (oslo,) = places_in(parsed)

    assert (oslo.name, oslo.use) == ("Oslo", "associative")


def test_a_name_cut_in_two_is_found_whole() -> None:
    """The tables know the Sea of Japan, though the model found "Sea" and "Japan"."""
    parsed = parsed_from(
        "It - PRON nsubj 2\nfell fall VERB root 0\ninto - ADP case 5\nthe - DET det 5\nSea Sea PROPN obl 2 name=LOC\n"
        "of - ADP case 7\nJapan Japan PROPN nmod 5 name=LOC"
    )
    (sea,) = places_in(parsed)

    assert (sea.name, sea.feature, sea.country) == ("Sea of Japan", "SEA", None)


def test_a_street_is_put_at_its_town() -> None:
    """A street that no table has lies where the one town of its sentence lies, and has no GeoNames id."""
    parsed = parsed_from(
        "Shops - NOUN nsubj 2\nclosed close VERB root 0\non - ADP case 5\nElm Elm PROPN compound 5 name=LOC\n"
        "Street Street PROPN obl 2 name=+\nin - ADP case 7\nHebron Hebron PROPN obl 2 name=LOC"
    )
    street, town = places_in(parsed)

    assert (street.feature, street.geonames_id) == ("ST", None)
    assert (street.lat, street.lon) == (town.lat, town.lon)


def test_an_unknown_place_has_no_point() -> None:
    """A village that no table has is kept with its name and nothing else."""
    (village,) = places_in(in_town("Qwxyzt"))

    assert (village.name, village.lat, village.country, village.geonames_id) == ("Qwxyzt", None, None, None)


def test_places_come_in_text_order_with_their_words() -> None:
    """Offsets are in order and hold the name."""
    parsed = in_town("Homs", "New York", "Oslo")
    places = places_in(parsed)

    assert [parsed.text[p.start : p.end] for p in places] == ["Homs", "New York", "Oslo"]
