"""Mentions and actors of reports drawn by hand: who is the same, whose country, who speaks."""

from __future__ import annotations

from dragoman.actors import find_mentions, load_actor_rules, resolve_actors
from dragoman.language import Parsed
from dragoman.record import Actor, Source, Span, Statement
from dragoman.testing import parsed_from
from dragoman.world import load_world


def actors_in(parsed: Parsed, *statements: Statement, day: str | None = None) -> tuple[Actor, ...]:
    world, rules = load_world(), load_actor_rules()
    mentions = find_mentions(parsed, world=world, rules=rules)
    return resolve_actors(parsed, mentions, statements, day=day, world=world, rules=rules)


def words_of(parsed: Parsed, actors: tuple[Actor, ...], actor_id: str) -> list[str]:
    actor = next(actor for actor in actors if actor.id == actor_id)
    return [parsed.text[m.start : m.end] for m in actor.mentions]


PEOPLE = """
Anna     -  PROPN  nsubj  3  name=PER
Moreno   -  PROPN  flat   1  name=+
arrived  arrive  VERB   root   0
.        .  PUNCT  punct  3

Moreno  -  PROPN  nsubj  2  name=PER
said    say  VERB   root   0
she     -  PRON   nsubj  4
left    leave  VERB   ccomp  2
.       .  PUNCT  punct  2
"""


def test_a_surname_and_a_pronoun_join_the_full_name() -> None:
    """The full name, the surname alone and "she" are one person."""
    parsed = parsed_from(PEOPLE)

    assert words_of(parsed, actors_in(parsed), "person/anna-moreno") == ["Anna Moreno", "Moreno", "she"]


TWO_SUBJECTS = """
Peru      -  PROPN  nmod:poss  3
's        -  PART   case       1
minister  -  NOUN   nsubj      8
,         -  PUNCT  punct      6
Ms        -  NOUN   nmod:desc  6
Anna      -  PROPN  nsubj      8  name=PER
,         -  PUNCT  punct      6
resigned  resign  VERB   root  0
.         -  PUNCT  punct      8
"""


def test_a_name_that_the_tree_makes_a_second_subject_stands_beside_the_first() -> None:
    """ "Peru's minister, Ms Anna, resigned" is one person, though the tree has two subjects."""
    parsed = parsed_from(TWO_SUBJECTS)

    assert len([a for a in actors_in(parsed) if a.type == "person"]) == 1


COUNTRY = """
Peru      -  PROPN  nmod:poss  3
's        -  PART   case       1
farmers   farmer  NOUN  nsubj  4  xpos=NNS  feats=Number=Plur
demanded  demand  VERB  root   0
that      -  SCONJ  mark       9
the       -  DET    det        7
country   -  NOUN   nmod:poss  9
's        -  PART   case       7
minister  -  NOUN   nsubj     10
resign    -  VERB   ccomp      4
.         .  PUNCT  punct      4
"""


def test_the_country_is_the_state_named_before() -> None:
    """ "The country's minister" belongs to the state that only told whose farmers they were."""
    actors = actors_in(parsed_from(COUNTRY))

    assert [actor.id for actor in actors] == ["PER/farmers", "PER/minister", "PER"]
    assert tuple(actor.sector for actor in actors) == ("AGR", "GOV", None)


def test_a_state_inside_another_mention_is_no_mention_of_its_own() -> None:
    """ "Peru's" in "Peru's farmers" is no mention of the state."""
    parsed = parsed_from(COUNTRY)
    mentions = find_mentions(parsed, world=load_world(), rules=load_actor_rules())

    assert [parsed.text[m.start : m.end] for m in mentions] == [
        "Peru's farmers",
        "the country's minister",
        "the country",
    ]


CLAIMS = """
Peru    -  PROPN  nmod:poss  3
's      -  PART   case       1
claims  claim  NOUN  nsubj   4
failed  fail  VERB   root    0
.       .  PUNCT  punct      4
"""


def test_a_state_before_a_word_that_is_no_actor_is_a_mention() -> None:
    """ "Peru's" in "Peru's claims" is the state."""
    parsed = parsed_from(CLAIMS)

    assert words_of(parsed, actors_in(parsed), "PER") == ["Peru"]


QUOTED = """
"       -  PUNCT  punct  4
We      we  PRON  nsubj  4
will    -  AUX   aux    4
strike  -  VERB  ccomp  7
,       -  PUNCT  punct  7
"       -  PUNCT  punct  4
said    say  VERB  root   0
the     -  DET   det   11
union   -  NOUN  compound 11
rail    -  NOUN  compound 11
workers worker NOUN nsubj 7  xpos=NNS  feats=Number=Plur
.       .  PUNCT  punct  7
"""


def test_the_first_person_in_a_quotation_is_its_speaker() -> None:
    """ "We" inside quotation marks is who says it, and nobody without a statement."""
    parsed = parsed_from(QUOTED)
    begin = parsed.text.index("the union")
    said = Statement(source=Source(start=begin, end=len(parsed.text) - 1), content=(Span(0, 16),), kind="direct")

    assert words_of(parsed, actors_in(parsed, said), "group/workers") == ["We", "the union rail workers"]
    assert words_of(parsed, actors_in(parsed), "group/workers") == ["the union rail workers"]


ALLIANCE = """
NATO      -  PROPN  nsubj  2  name=ORG
met       meet  VERB  root  0
.         .  PUNCT  punct  2

The       -  DET   det    2
alliance  -  NOUN  nsubj  3
agreed    agree  VERB  root  0
.         .  PUNCT  punct  3

It        it  PRON  nsubj  3
will      -  AUX   aux    3
leave     -  VERB  root   0
.         .  PUNCT  punct  3
"""


def test_the_alliance_and_it_are_the_alliance_named_before() -> None:
    """A definite common noun joins the body of its kind, a pronoun follows."""
    parsed = parsed_from(ALLIANCE)

    assert words_of(parsed, actors_in(parsed), "IGO/nato") == ["NATO", "The alliance", "It"]


APPOSED = """
Ida     -  PROPN  nsubj     11  name=PER
Falk    -  PROPN  flat       1  name=+
,       -  PUNCT  punct      5
the     -  DET    det        5
head    -  NOUN   appos      1
of      -  ADP    case       9
the     -  DET    det        9
Danish  -  ADJ    amod       9
army    -  NOUN   nmod       5
,       -  PUNCT  punct      5
quit    -  VERB   root       0
.       .  PUNCT  punct     11
"""


def test_an_apposition_tells_country_sector_and_role() -> None:
    """Who is unknown by name is known by the words beside it."""
    parsed = parsed_from(APPOSED)
    falk = next(actor for actor in actors_in(parsed) if actor.type == "person")

    assert (falk.id, falk.country, falk.sector, falk.role) == ("DNK/ida-falk", "DNK", "MIL", "head")
    assert [parsed.text[m.start : m.end] for m in falk.mentions] == ["Ida Falk", "the head of the Danish army"]


ACRONYM = """
The      -  DET    det    4
Northern -  ADJ    amod   4  name=ORG
Miners   -  PROPN  compound 4  name=+
Union    -  PROPN  nsubj  8  name=+
(        -  PUNCT  punct  6
NMU      -  PROPN  appos  4
)        -  PUNCT  punct  6
refused  refuse  VERB  root  0
.        .  PUNCT  punct  8

NMU      -  PROPN  nsubj  2  name=ORG
met      meet  VERB  root  0
.        .  PUNCT  punct  2
"""


def test_an_acronym_in_brackets_names_the_body_from_then_on() -> None:
    """What the report defines in brackets is an alias."""
    parsed = parsed_from(ACRONYM)

    assert "NMU" in words_of(parsed, actors_in(parsed), "organization/northern-miners-union")


PLACES = """
Rome      -  PROPN  nsubj  2
rejected  reject  VERB  root  0
talks     talk  NOUN   obj    2
in        -  ADP    case   5
Vienna    -  PROPN  nmod   3
.         .  PUNCT  punct  2
"""


def test_a_capital_that_acts_is_its_government_and_one_where_something_happens_is_no_actor() -> None:
    """ "Rome rejected" is the Italian government; "in Vienna" only a place."""
    parsed = parsed_from(PLACES)

    assert [actor.id for actor in actors_in(parsed)] == ["ITA/government"]


WEAPONS = """
A        -  DET   det    3
roadside -  NOUN  compound 3
bomb     -  NOUN  nsubj  4
killed   kill  VERB  root  0
two      -  NUM   nummod 6
soldiers soldier NOUN obj 4  xpos=NNS  feats=Number=Plur
.        .  PUNCT  punct  4
"""


def test_a_weapon_is_no_actor() -> None:
    """Bombs do not act; those whom they kill are coded."""
    assert [actor.id for actor in actors_in(parsed_from(WEAPONS))] == ["group/soldiers"]


SHARED = """
Dutch    -  ADJ   amod   4
and      -  CCONJ cc     3
Belgian  -  ADJ   conj   1
troops   -  NOUN  nsubj  5  xpos=NNS  feats=Number=Plur
left     leave  VERB  root  0
.        .  PUNCT  punct  5
"""


def test_two_adjectives_before_one_noun_are_two_actors() -> None:
    """ "Dutch and Belgian troops" are those of either state."""
    assert [actor.id for actor in actors_in(parsed_from(SHARED))] == ["BEL/troops", "NLD/troops"]


BRACKETED = """
(          -  PUNCT  punct  2
Kosovo     -  PROPN  dep    4
)          -  PUNCT  punct  2
Albanians  -  PROPN  nsubj  5  xpos=NNPS  feats=Number=Plur
voted      vote  VERB  root  0
.          .  PUNCT  punct  5
"""


def test_what_an_editor_puts_in_brackets_belongs_to_the_name() -> None:
    """ "(Kosovo) Albanians" are Kosovo Albanians."""
    assert "XKX/albanians" in [actor.id for actor in actors_in(parsed_from(BRACKETED))]


CLAUSES = """
Peruvian  -  ADJ   amod   2
police    -  NOUN  nsubj  3
fired     fire  VERB  root  0
to        -  PART  mark   5
disperse  -  VERB  advcl  3
strikers  striker  NOUN  obj  5  xpos=NNS  feats=Number=Plur
and       -  CCONJ cc     9
Chile     -  PROPN nsubj  9
watched   watch  VERB  conj  3
.         .  PUNCT  punct  3
"""


def test_people_are_of_the_country_of_their_clause() -> None:
    """The strikers are those of the police's country, not of the one in the other clause."""
    assert [actor.id for actor in actors_in(parsed_from(CLAUSES))] == ["PER/police", "PER/strikers", "CHL"]


SPOKEN = """
Chile     -  PROPN nsubj  2
said      say  VERB  root  0
soldiers  soldier  NOUN  nsubj  4  xpos=NNS  feats=Number=Plur
fled      flee  VERB  ccomp  2
.         .  PUNCT  punct  2
"""


def test_the_speaker_lends_no_country_to_those_spoken_of() -> None:
    """Whose soldiers they are, nobody said."""
    assert [actor.id for actor in actors_in(parsed_from(SPOKEN))] == ["CHL", "group/soldiers"]


ACCUSED = """
The       -  DET    det    2
military  -  NOUN   nsubj  3
accused   accuse  VERB  root  0
Oslo      -  PROPN  obj    3
.         .  PUNCT  punct  3
"""


def test_who_acts_on_a_state_is_not_of_that_state() -> None:
    """A military that accuses a state's capital belongs to some other state, here to none that is known."""
    parsed = parsed_from(ACCUSED)

    assert [a.country for a in actors_in(parsed) if a.sector == "MIL"] == [None]


OF_THE_STORY = """
Peru     -  PROPN  nmod:poss  3
's       -  PART   case       1
police   -  NOUN   nsubj      4
searched search VERB root     0
Peru     -  PROPN  nmod:poss  7
's       -  PART   case       5
ministries ministry NOUN obj  4  xpos=NNS  feats=Number=Plur
.        .  PUNCT  punct      4

Peru     -  PROPN  nmod:poss  3
's       -  PART   case       1
senators senator NOUN nsubj   4  xpos=NNS  feats=Number=Plur
left     leave   VERB root    0
with     -  ADP    case       8
Peru     -  PROPN  nmod:poss  8
's       -  PART   case       6
judges   judge  NOUN   obl    4  xpos=NNS  feats=Number=Plur
.        .  PUNCT  punct      4

The       -  DET    det    2
military  -  NOUN   nsubj  3
waited    wait  VERB  root  0
.         .  PUNCT  punct  3

Officials official NOUN nsubj 2  xpos=NNS  feats=Number=Plur
agreed    agree  VERB  root  0
.         .  PUNCT  punct  2
"""


def test_a_bare_body_is_of_the_storys_country() -> None:
    """ "The military" is Peru's in a story about Peru's bodies; officials without article may be anybody's."""
    actors = actors_in(parsed_from(OF_THE_STORY))

    assert [a.country for a in actors if a.sector == "MIL"] == ["PER"]
    assert [a.country for a in actors if a.name == "Officials"] == [None]


SECRETARY = """
India      -  PROPN  nmod:poss  4
's         -  PART   case       1
foreign    -  ADJ    amod       4
secretary  -  NOUN   nsubj      9
,          -  PUNCT  punct      7
Ravi       -  PROPN  appos      4  name=PER
Testwala   -  PROPN  flat       6  name=+
,          -  PUNCT  punct      6
left       leave  VERB  root    0
.          .  PUNCT  punct      9
"""


def test_a_name_beside_an_office_says_who_holds_it() -> None:
    """Whoever the tables have in the office that day, the name in apposition is the one."""
    parsed = parsed_from(SECRETARY)

    assert words_of(parsed, actors_in(parsed, day="2019-02-27"), "IND/ravi-testwala") == [
        "India's foreign secretary",
        "Ravi Testwala",
    ]


LEADERS = """
European  -        PROPN  compound  3  name=ORG
Union     -        PROPN  flat      1  name=+
leaders   leader   NOUN   nsubj     4  xpos=NNS  feats=Number=Plur
met       meet     VERB   root      0
.         .        PUNCT  punct     4
"""


def test_a_bodys_name_is_no_part_of_another_word() -> None:
    """Leaders of the European Union are no union leaders."""
    leaders = next(a for a in actors_in(parsed_from(LEADERS)) if a.type == "group")

    assert "LAB" not in leaders.sectors


ADDRESSED = """
Peru     -        PROPN  nsubj  2
accused  accuse   VERB   root   0
Quito    -        PROPN  obj    2
.        .        PUNCT  punct  2

Peru     -        PROPN  nsubj  2
shelled  shell    VERB   root   0
Quito    -        PROPN  obj    2
.        .        PUNCT  punct  2
"""


def test_a_capital_that_is_accused_is_a_government_and_one_that_is_shelled_a_town() -> None:
    """The verb tells whether the capital's name means those who govern there or those who live there."""
    actors = actors_in(parsed_from(ADDRESSED))

    assert [a.sector for a in actors if a.country == "ECU"] == ["GOV", "CVL"]


COUNTED = """
Peru      -       PROPN  nmod:poss  3
's        -       PART   case       1
governors governor NOUN  nsubj      4  xpos=NNS  feats=Number=Plur
met       meet    VERB   root       0
.         .       PUNCT  punct      4

The       -       DET    det        3
27        -       NUM    nummod     3
governors governor NOUN  nsubj      4  xpos=NNS  feats=Number=Plur
agreed    agree   VERB   root       0
.         .       PUNCT  punct      4
"""


def test_a_group_may_be_taken_up_with_its_number() -> None:
    """ "The 27 governors" are the governors named before."""
    parsed = parsed_from(COUNTED)

    assert words_of(parsed, actors_in(parsed), "PER/governors") == ["Peru's governors", "The 27 governors"]


ASKED = """
Peru         -          PROPN  nmod:poss  3
's           -          PART   case       1
embassy      -          NOUN   nsubj      4
urged        urge       VERB   root       0
the          -          DET    det        6
authorities  authority  NOUN   obj        4  xpos=NNS  feats=Number=Plur
to           -          PART   mark       8
act          act        VERB   xcomp      4
.            .          PUNCT  punct      4
"""


def test_those_who_are_asked_are_not_of_the_askers_country() -> None:
    """An embassy turns to the authorities of another state, not to its own."""
    actors = actors_in(parsed_from(ASKED))

    assert [a.country for a in actors if a.name == "the authorities"] == [None]


def test_the_same_report_gives_the_same_actors_with_ids_that_differ() -> None:
    """Nothing depends on the order of sets, and no two actors share an id."""
    tables = [PEOPLE, COUNTRY, CLAIMS, QUOTED, ALLIANCE, APPOSED, ACRONYM, PLACES, WEAPONS, SHARED, BRACKETED]
    found = [actors_in(parsed_from(table)) for table in tables]

    assert found == [actors_in(parsed_from(table)) for table in tables]
    assert all(len({a.id for a in actors}) == len(actors) for actors in found)


BOUND_COUNT = """
At       at     ADP    case        2
least    least  ADJ    nmod        3
nine     -      NUM    nummod      4
soldiers soldier NOUN  nsubj:pass  6
were     be     AUX    aux:pass    6
freed    free   VERB   root        0
.        -      PUNCT  punct       6
"""


def test_a_bound_belongs_to_the_count_of_a_mention() -> None:
    """ "At least nine soldiers" is quoted whole, never as "least nine soldiers"."""
    parsed = parsed_from(BOUND_COUNT)

    assert words_of(parsed, actors_in(parsed), "group/soldiers") == ["At least nine soldiers"]


INITIALS = """
VOG       -  PROPN  nsubj  2  name=ORG
agreed    agree  VERB  root  0
.         -  PUNCT  punct  2

Vestland  -  PROPN  compound  3  name=ORG
Observer  -  PROPN  compound  3  name=+
Guild     -  PROPN  nsubj     4  name=+
left      leave  VERB  root   0
.         -  PUNCT  punct     4

Vestland  -  PROPN  nsubj  2  name=ORG
stayed    stay   VERB  root  0
.         -  PUNCT  punct  2
"""


def test_initials_before_the_full_name_and_one_word_of_it_are_the_same_body() -> None:
    """ "VOG", "the Vestland Observer Guild" and "Vestland" are one body, named by the longest of them."""
    actors = actors_in(parsed_from(INITIALS))

    assert [(actor.name, len(actor.mentions)) for actor in actors] == [("Vestland Observer Guild", 3)]
