"""The tables of the actors room: codes that exist, words that can match."""

from __future__ import annotations

from importlib.resources import files

from dragoman.actors import load_actor_rules
from dragoman.actors.rules import Agent, Pronoun, Word
from dragoman.rulefile import read_table
from dragoman.testing import parsed_from

FOLDER = files("dragoman.actors") / "rules" / "en"


def sector_codes() -> set[str]:
    lines = (files("dragoman.record") / "sectors.csv").read_text(encoding="utf-8").splitlines()
    return {line.split(",")[0] for line in lines[1:]}


def test_agents_have_sectors_of_plover() -> None:
    """Every sector in the table is a code of PLOVER."""
    used = {sector for agent in read_table(FOLDER / "agents.csv", Agent) for sector in agent.sectors}

    assert used <= sector_codes()


def test_no_agent_occurs_twice() -> None:
    """A phrase is a head once and a modifier once at most."""
    agents = read_table(FOLDER / "agents.csv", Agent)
    heads = [agent.phrase for agent in agents if agent.use not in ("modifier", "former")]
    modifiers = [agent.phrase for agent in agents if agent.use in ("modifier", "former")]

    assert len(heads) == len(set(heads))
    assert len(modifiers) == len(set(modifiers))


def test_pronouns_and_words_are_in_lower_case() -> None:
    """They are compared with lower-case words."""
    forms = [pronoun.form for pronoun in read_table(FOLDER / "pronouns.csv", Pronoun)]
    forms += [row.word for row in read_table(FOLDER / "words.csv", Word)]

    assert all(form == form.lower() and not form.endswith(".") for form in forms)


def test_the_longest_phrase_wins() -> None:
    """ "Police chief" is found before "chief", across a hyphen too."""
    parsed = parsed_from("police - NOUN compound 2\nchief - NOUN root 0\n")
    agent, first, last = load_actor_rules().agent(parsed, 1) or (None, 0, 0)

    assert agent is not None
    assert (agent.phrase, first, last) == ("police chief", 0, 2)
