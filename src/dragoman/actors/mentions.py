"""Mentions: the names, noun phrases and pronouns that may refer to an actor."""

from __future__ import annotations

from collections.abc import Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass

from dragoman.actors.counts import counted_people
from dragoman.actors.names import LANDS, Name, find_names
from dragoman.actors.phrases import Reach, base, extent, is_premodifier
from dragoman.actors.rules import ActorRules, Agent, plain
from dragoman.language import Parsed
from dragoman.record.types import Mention, MentionKind
from dragoman.world import World

_TITLE = 8  # words: "Minister of State for Foreign Affairs"
_NOMINAL = frozenset({"NOUN", "PROPN", "ADJ", "NUM", "DET", "PRON", "VERB", "X"})
_NOUN_ROLES = frozenset(
    {
        "nsubj",
        "obj",
        "iobj",
        "obl",
        "nmod",
        "root",
        "conj",
        "appos",
        "parataxis",
        "dep",
        "list",
        "vocative",
        "ccomp",
        "xcomp",
        "dislocated",
        "orphan",
        "advcl",
        "acl",
        "csubj",
    }
)


@dataclass(frozen=True, slots=True)
class Phrase:
    """A mention with its words ``[first, last)``, its head, and what names it.

    ``host`` is the noun of a country that shares it with another ("Hungarian" in "Hungarian and Romanian officials").
    """

    first: int
    last: int
    head: int
    kind: MentionKind
    name: Name | None = None
    agent: Agent | None = None
    named: tuple[int, int] = (0, 0)
    host: int | None = None

    def mention(self, parsed: Parsed) -> Mention:
        return Mention(start=parsed.words[self.first].start, end=parsed.words[self.last - 1].end, kind=self.kind)


@dataclass(frozen=True)
class Reading:
    """A report's phrases with what was needed to find them."""

    parsed: Parsed
    reach: Reach
    names: tuple[Name, ...]
    name_at: dict[int, Name]
    phrases: tuple[Phrase, ...]


def find_mentions(parsed: Parsed, *, world: World, rules: ActorRules) -> tuple[Mention, ...]:
    """Words that may refer to an actor, in text order; identities come later.

    An adjective or possessive that tells the country of another mention ("Serbian" in "the Serbian
    president") is part of that mention and none of its own; before any other word it is ("Serbia's claims"), and
    beside a bond ("Russia's ally"), which is between two actors.
    """
    return tuple(phrase.mention(parsed) for phrase in read_phrases(parsed, world=world, rules=rules).phrases)


def read_phrases(parsed: Parsed, *, world: World, rules: ActorRules) -> Reading:
    """The report's phrases, in text order, the longer one first where two begin together."""
    reach, names = Reach.of(parsed), find_names(parsed, world=world, rules=rules)
    name_at = {index: name for name in names for index in range(name.first, name.last)}
    agents = _agents(parsed, rules, name_at)
    owned = {i: agent for i, agent in agents.items() if not rules.is_a("bond", parsed.words[i].lemma.lower())}
    hosts = {name.head for name in names if name.kind in ("PER", "ORG", "holder", "organization", "seat")} | set(owned)
    found: dict[tuple[int, int], Phrase] = {}
    for phrase in (
        *_name_phrases(parsed, reach, names, agents, hosts, name_at, owned),
        *_nominal_phrases(parsed, reach, agents, hosts, name_at),
        *_pronoun_phrases(parsed, rules),
    ):
        found.setdefault((phrase.first, phrase.last), phrase)
    ordered = sorted(found.values(), key=lambda phrase: (phrase.first, -phrase.last))
    return Reading(parsed, reach, names, name_at, tuple(ordered))


Agents = dict[int, tuple[Agent, int, int]]


def _agents(parsed: Parsed, rules: ActorRules, name_at: dict[int, Name]) -> Agents:
    found: Agents = {}
    taken = {index for index, name in name_at.items() if name.kind in ("organization", "seat")}
    for index, word in enumerate(parsed.words):
        if word.upos not in _NOMINAL or (index in name_at and name_at[index].kind != "PER"):
            continue
        agent = rules.agent(parsed, index, taken)
        if agent is not None and _may_be_noun(parsed, index, agent[0]):
            found[index] = agent
    for index in counted_people(parsed, rules):
        if index not in name_at:
            found[index] = rules.people, index, index + 1
    return found


def _may_be_noun(parsed: Parsed, index: int, agent: Agent) -> bool:
    word = parsed.words[index]
    if agent.use == "partitive":
        return any(_case(parsed, child) == "of" for child in parsed.children(index, "nmod"))
    if word.upos in ("NOUN", "PROPN"):
        return True
    return word.upos in ("ADJ", "X") and (base(word.deprel) in _NOUN_ROLES and parsed.child(index, "det") is not None)


def _case(parsed: Parsed, index: int) -> str:
    case = parsed.child(index, "case")
    return parsed.words[case].lemma.lower() if case is not None else ""


def _name_phrases(
    parsed: Parsed,
    reach: Reach,
    names: tuple[Name, ...],
    agents: Agents,
    hosts: set[int],
    name_at: dict[int, Name],
    owned: Agents,
) -> Iterator[Phrase]:
    starts = {first for _, first, _ in owned.values()} | {
        name.first for name in names if name.kind in ("PER", "holder")
    }
    for name in names:
        if name.kind in LANDS or name.kind in ("capital", "LOC", "people"):
            phrase = _sharing(parsed, name, name_at, agents) or _land_phrase(parsed, reach, name, hosts, starts)
        else:
            phrase = _bearer_phrase(parsed, reach, name, agents, name_at)
        if phrase is not None:
            yield phrase


def _sharing(parsed: Parsed, name: Name, name_at: dict[int, Name], agents: Agents) -> Phrase | None:
    """The phrase of a country that shares its noun: "US and British troops", "the ministers of Chad and Mali"."""
    if name.kind not in LANDS:
        return None
    host = _noun_behind(parsed, name, name_at, agents)
    host = _noun_before(parsed, name, name_at, agents) if host is None else host
    if host is None:
        return None
    agent, first, last = agents[host]
    return Phrase(name.first, name.last, name.head, "nominal", name, agent, (first, last), host)


def _noun_behind(parsed: Parsed, name: Name, name_at: dict[int, Name], agents: Agents) -> int | None:
    """The noun that a list of adjectives shares, of which the name is one but not the last."""
    words, last = parsed.words, name
    while (other := name_at.get(last.last + 1)) is not None and other.kind in LANDS:
        if words[last.last].text != "," and words[last.last].upos != "CCONJ":
            return None
        last = other
    if last is name or last.key == name.key or words[last.head].upos != "ADJ" or not _is_adjective(parsed, name):
        return None
    return next((index for index, (_, first, _) in agents.items() if first == last.last), None)


def _noun_before(parsed: Parsed, name: Name, name_at: dict[int, Name], agents: Agents) -> int | None:
    """The plural noun that has one of its kind in each state of a list, of which the name is one but not the first:
    "the armies of Chad and Mali", "Chad's and Mali's ministers".
    """
    words, at = parsed.words, name.head
    while words[at].deprel == "conj":
        at = words[at].head
    host = words[at].head
    owners = parsed.children(host, "nmod:poss") if host >= 0 and words[at].deprel == "nmod:poss" else ()
    first = name_at.get(owners[0] if owners and at == name.head else at)
    if first is None or first is name or first.kind not in LANDS or host not in agents:
        return None
    shared = bool(owners) or (words[at].deprel == "nmod" and _case(parsed, at) in ("of", "from"))
    plural = "Number=Plur" in words[host].feats and agents[host][0].use in ("head", "generic")
    return host if shared and plural else None


def _is_adjective(parsed: Parsed, name: Name) -> bool:
    """Whether the name is written as an adjective; of abbreviations ("US") their relation tells it."""
    word = parsed.words[name.head]
    return word.upos == "ADJ" or (word.text.isupper() and word.head >= name.last)


def _land_phrase(parsed: Parsed, reach: Reach, name: Name, hosts: set[int], starts: AbstractSet[int]) -> Phrase | None:
    """The phrase of a state, place or people; None where it tells whose another mention is."""
    head = parsed.words[name.head].head
    relation = parsed.words[name.head].deprel
    if leads(parsed, name, starts):
        return None
    if head in hosts and (is_premodifier(parsed, name.head) or relation == "nmod:poss" or _names_owner(parsed, name)):
        return None
    first, last = name.first, name.last
    if name.kind in ("demonym", "people") and not is_premodifier(parsed, name.head):
        wide = extent(parsed, reach, name.head)
        first, last = min(first, wide[0]), max(last, wide[1])
    elif first > 0 and parsed.words[first - 1].lemma.lower() == "the" and parsed.words[first - 1].head == name.head:
        first -= 1
    return Phrase(first, last, name.head, "name", name, None, (name.first, name.last))


def leads(parsed: Parsed, name: Name, starts: AbstractSet[int]) -> bool:
    """Whether a country's name stands right before a title or noun and tells whose it is, whatever the tree says."""
    if name.kind not in LANDS:
        return False
    words = parsed.words
    if name.last in starts:
        return words[name.head].upos == "ADJ" or words[name.head].deprel in ("amod", "compound")
    return name.last + 1 in starts and words[name.last].upos == "PART"


def _names_owner(parsed: Parsed, name: Name) -> bool:
    """Whether the name completes "president of ..."."""
    word = parsed.words[name.head]
    return word.deprel == "nmod" and word.head < name.head and _case(parsed, name.head) == "of"


def _bearer_phrase(parsed: Parsed, reach: Reach, name: Name, agents: Agents, name_at: dict[int, Name]) -> Phrase:
    """The phrase of a person or body, with the title that leads it."""
    titled = _title(parsed, name, agents)
    head, start = name.head, name.first
    if titled is not None:
        start = agents[titled][1]
        head = titled if parsed.words[name.head].head == titled else head
    elif is_premodifier(parsed, name.head):
        return Phrase(name.first, name.last, name.head, "name", name, None, (name.first, name.last))
    first, last = extent(parsed, reach, head)
    if last > name.last and parsed.words[name.last].lemma.lower() != "of":
        last = name.last
    first = _with_leading(parsed, min(first, start) if first < name.last <= last else start, name_at)
    agent = agents[titled][0] if titled is not None else None
    return Phrase(first, max(last, name.last), head, "name", name, agent, (name.first, name.last))


def _with_leading(parsed: Parsed, first: int, name_at: dict[int, Name]) -> int:
    """The first word of the phrase, a country's name right before it included."""
    at = first - 2 if first > 1 and parsed.words[first - 1].upos == "PART" else first - 1
    before = name_at.get(at)
    return before.first if before is not None and leads(parsed, before, {first}) else first


def _title(parsed: Parsed, name: Name, agents: Agents) -> int | None:
    """The word of the agent that titles a name: right before it, or the noun that the name stands beside."""
    if name.kind not in ("PER", "holder"):
        return None
    for index in range(name.first - 1, max(name.first - _TITLE, -1), -1):
        if index in agents and agents[index][2] == name.first and _is_titling(parsed, index, agents):
            return index
    word = parsed.words[name.head]
    if base(word.deprel) in ("appos", "flat") and word.head in agents and _adjoins(parsed, word.head, name.first):
        return word.head
    return None


def _is_titling(parsed: Parsed, index: int, agents: Agents) -> bool:
    return agents[index][0].type == "person" and parsed.words[index].xpos not in ("NNS", "NNPS")


def _adjoins(parsed: Parsed, head: int, first: int) -> bool:
    return head < first and all(parsed.words[i].upos != "PUNCT" for i in range(head, first))


def _nominal_phrases(
    parsed: Parsed, reach: Reach, agents: Agents, hosts: set[int], name_at: dict[int, Name]
) -> Iterator[Phrase]:
    titles = {_title(parsed, name, agents) for name in set(name_at.values())}
    for index, (agent, first, last) in agents.items():
        if index in name_at or index in titles:
            continue
        relation = base(parsed.words[index].deprel)
        if relation in ("fixed", "flat"):
            continue
        if is_premodifier(parsed, index):
            if parsed.words[index].head not in hosts and agent.use == "head":
                yield Phrase(_with_land(parsed, first, index), index + 1, index, "nominal", None, agent, (first, last))
            continue
        wide = extent(parsed, reach, index)
        yield Phrase(
            _with_leading(parsed, wide[0], name_at),
            max(wide[1], min(last, index + 1)),
            index,
            "nominal",
            None,
            agent,
            (first, last),
        )


def _with_land(parsed: Parsed, first: int, index: int) -> int:
    """The first word of an agent inside a compound: only words that hang on the agent itself."""
    while first < index and not first <= parsed.words[first].head <= index:
        first += 1
    return first


def _pronoun_phrases(parsed: Parsed, rules: ActorRules) -> Iterator[Phrase]:
    for index, word in enumerate(parsed.words):
        if word.upos not in ("PRON", "DET"):
            continue
        pronoun = rules.pronouns.get(plain(word.text))
        if pronoun is None or base(word.deprel) in ("det", "mark") or _is_expletive(parsed, rules, index):
            continue
        if pronoun.use == "relative" and not _is_relative(parsed, index):
            continue
        yield Phrase(index, index + 1, index, "pronoun")


def _is_expletive(parsed: Parsed, rules: ActorRules, index: int) -> bool:
    """Whether "it" means nothing ("it is likely"); whoever is willing or ready is somebody, whatever the tree says."""
    word = parsed.words[index]
    if base(word.deprel) != "expl":
        return False
    return word.head < 0 or not rules.is_a("minded", parsed.words[word.head].lemma.lower())


def _is_relative(parsed: Parsed, index: int) -> bool:
    return any(parsed.words[at].deprel == "acl:relcl" for at in (index, *list(parsed.ancestors(index))[:2]))
