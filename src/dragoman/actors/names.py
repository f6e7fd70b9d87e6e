"""Names in a report: those of the world's tables and those that the model finds."""

from __future__ import annotations

from collections import Counter, defaultdict
from collections.abc import Iterable, Iterator
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.actors.phrases import top_of
from dragoman.actors.rules import ActorRules, plain
from dragoman.language import Parsed
from dragoman.language.parsed import NameType
from dragoman.world import Known, World

NameKind = Literal[
    "state", "adjective", "demonym", "capital", "seat", "organization", "people", "holder", "PER", "ORG", "LOC"
]
_ORDER: tuple[NameKind, ...] = (
    "state",
    "organization",
    "seat",
    "people",
    "holder",
    "capital",
    "demonym",
    "adjective",
)
LANDS = frozenset({"state", "adjective", "demonym"})


@dataclass(frozen=True, slots=True)
class Name:
    """Words ``[first, last)`` that name something; ``head`` is the word of them that hangs outside.

    ``key`` is the world's key where ``kind`` is one of the world's, else the words themselves.
    """

    first: int
    last: int
    head: int
    kind: NameKind
    key: str


def find_names(parsed: Parsed, *, world: World, rules: ActorRules) -> tuple[Name, ...]:
    """Names in text order; none overlaps another.

    A name of the world's tables yields to a longer one that the model found around it. Titles are no
    part of a name ("President Lincoln" is named "Lincoln"); what is only a title or a description
    ("Foreign Ministry") is no name at all. A word that is a name in one place is one everywhere.
    """
    spans = [span for raw in _hyphenated(parsed) if (span := _trimmed(parsed, world, rules, raw))]
    learned = _everywhere(parsed, _of_one_type(parsed, rules, spans))
    people = frozenset(parsed.words[n.last - 1].text for n in learned if n.type == "PER" and n.last - n.first > 1)
    found: list[Name] = []
    for name in _merged(_known(parsed, world, rules), learned, parsed, people, rules):
        if not found or name.first >= found[-1].last:
            found.append(name)
    return tuple(found)


@dataclass(frozen=True, slots=True)
class _Span:
    """A name found by the model, without its titles."""

    first: int
    last: int
    type: NameType


def _hyphenated(parsed: Parsed) -> Iterator[_Span]:
    """The model's names; a person's name whose hyphen parted it is one ("Park Geun-hye")."""
    held: _Span | None = None
    for name in parsed.names:
        if held and name.type == held.type == "PER" and name.first == held.last + 1 and _is_hyphen(parsed, held.last):
            held = _Span(held.first, name.last, "PER")
            continue
        if held is not None:
            yield held
        held = _Span(name.first, name.last, name.type)
    if held is not None:
        yield held


def _is_hyphen(parsed: Parsed, index: int) -> bool:
    return parsed.words[index].text in "-‐‑"


def _trimmed(parsed: Parsed, world: World, rules: ActorRules, span: _Span) -> _Span | None:
    first, last, words = span.first, span.last, parsed.words
    while first < last and (words[first].upos in ("DET", "PUNCT") or _is_edge(parsed, rules, first)):
        first += 1
    while first < last and (words[last - 1].upos in ("PART", "PUNCT")):
        last -= 1
    if span.type == "PER":
        first, last = _without_titles(parsed, rules, first, last)
    elif span.type == "ORG":
        last = _with_of(parsed, first, last)
    if first >= last or not any(words[i].upos in ("PROPN", "NOUN", "ADJ", "X") for i in range(first, last)):
        return None
    after = first + (_land_words(parsed, world, first, last) if span.type != "LOC" else 0)
    if _is_description(parsed, rules, after, last):
        return None
    return _Span(after if span.type == "PER" else first, last, span.type)


def _land_words(parsed: Parsed, world: World, first: int, last: int) -> int:
    """How many words at the beginning name a country ("US" in "US President"), if any word follows."""
    found = world.longest([parsed.words[index].text for index in range(first, last)], 0)
    if found is None or first + found[0] >= last or not any(known.kind in LANDS for known in found[1]):
        return 0
    return found[0]


def _with_of(parsed: Parsed, first: int, last: int) -> int:
    """Where a body's name ends that goes on with "of": "University" "of Zagreb"."""
    words = parsed.words
    at = last - 1 if last - first > 1 and words[last - 1].lemma.lower() == "of" else last
    if at >= len(words) or words[at].lemma.lower() != "of" or not _is_naming(parsed, at + 1):
        return at
    end = at + 1
    while _is_naming(parsed, end):
        end += 1
    return end


def _is_naming(parsed: Parsed, index: int) -> bool:
    return index < len(parsed.words) and parsed.words[index].upos == "PROPN" and parsed.words[index].text[0].isupper()


def _is_edge(parsed: Parsed, rules: ActorRules, index: int) -> bool:
    return rules.is_a("calendar", plain(parsed.words[index].text))


def _without_titles(parsed: Parsed, rules: ActorRules, first: int, last: int) -> tuple[int, int]:
    """The words of a person's name behind its titles and before "of"."""
    last = next((i for i in range(first + 1, last) if parsed.words[i].lemma.lower() == "of"), last)
    for index in range(last - 2, first - 1, -1):
        agent = rules.agent(parsed, index)
        if agent is not None and agent[0].type == "person":
            return index + 1, last
    return first, last


def _is_description(parsed: Parsed, rules: ActorRules, first: int, last: int) -> bool:
    """Whether the words, but for a leading country, are an agent's and no name ("Serbian Parliament")."""
    for index in range(first, min(last + 3, len(parsed.words))):
        agent = rules.agent(parsed, index)
        if agent is not None and agent[1] <= first and last <= agent[2]:
            return True
    return False


def _of_one_type(parsed: Parsed, rules: ActorRules, spans: list[_Span]) -> list[_Span]:
    """The spans, those of the same words all of the type that most of them have; a name whose last word is one for a
    body is a body's ("the Lindqvist Foundation").
    """
    texts = [parsed.text[parsed.words[s.first].start : parsed.words[s.last - 1].end] for s in spans]
    votes: dict[str, Counter[NameType]] = defaultdict(Counter)
    for span, text in zip(spans, texts, strict=True):
        votes[text]["ORG" if _is_body(parsed, rules, span) else span.type] += 1
    return [replace(s, type=votes[text].most_common(1)[0][0]) for s, text in zip(spans, texts, strict=True)]


def _is_body(parsed: Parsed, rules: ActorRules, span: _Span) -> bool:
    """Whether the last word of a name, or a noun that leads it ("the militia Red Sand"), is one for a body."""
    words, last = parsed.words, rules.agent(parsed, span.last - 1) if span.last - span.first > 1 else None
    if last is not None and last[0].type == "organization" and last[0].sector is not None:
        return True
    led = span.first > 0 and words[span.first - 1].xpos == "NN" and parsed.child(span.first - 1, "case") is None
    leader = rules.agent(parsed, span.first - 1) if led else None
    return leader is not None and leader[0].type == "organization" and span.type != "LOC"


def _everywhere(parsed: Parsed, spans: list[_Span]) -> list[_Span]:
    """The spans, and single words elsewhere that bear a name found: surnames, acronyms."""
    words = parsed.words
    surnames = {words[span.last - 1].text for span in spans if span.type == "PER" and span.last - span.first > 1}
    spans = [
        _Span(span.first, span.last, "PER")
        if span.last - span.first == 1 and words[span.first].text in surnames
        else span
        for span in spans
    ]
    types: dict[str, NameType] = {}
    for span in spans:
        if span.type == "PER" or (span.last - span.first == 1 and span.type == "ORG"):
            types.setdefault(parsed.words[span.last - 1].text, span.type)
    taken = {index for span in spans for index in range(span.first, span.last)}
    more = [
        _Span(index, index + 1, types[word.text])
        for index, word in enumerate(parsed.words)
        if word.upos == "PROPN" and word.text in types and index not in taken
    ]
    return sorted([*spans, *more], key=lambda span: span.first)


def _known(parsed: Parsed, world: World, rules: ActorRules) -> Iterator[Name]:
    """Names of the world's tables; a body's common name beside another country is only a description."""
    words = [word.text for word in parsed.words]
    at = 0
    for index, word in enumerate(words):
        if index < at or not _may_begin(words, index) or word.casefold() not in world.first_words:
            continue
        found = world.longest(words, index)
        if found is None:
            continue
        name = _named(parsed, index, index + found[0], found[1])
        if _is_of_another(parsed, world, rules, name):
            continue
        at = name.last
        yield name


def _is_of_another(parsed: Parsed, world: World, rules: ActorRules, name: Name) -> bool:
    """Whether a body's common name belongs to another country here ("Chile's Defense Department")."""
    if name.kind not in ("organization", "seat") or not _is_description(parsed, rules, name.first, name.last):
        return False
    return _country_before(parsed, world, name.first) not in (None, _country_of(world, name))


def _may_begin(words: list[str], index: int) -> bool:
    """Whether the word may begin a name: a capital, or one behind it ("ethnic Albanians")."""
    if any(letter.isupper() for letter in words[index]):
        return True
    following = [word for word in words[index + 1 : index + 3] if word not in "-‐‑"]
    return words[index].isalpha() and bool(following) and following[0][0].isupper()


def _country_before(parsed: Parsed, world: World, index: int) -> str | None:
    """The country told by the word before ("Chile's", "French")."""
    at = index - 1
    if at > 0 and parsed.words[at].upos == "PART":
        at -= 1
    if at < 0 or not parsed.words[at].text[0].isupper():
        return None
    land = world.state_named(parsed.words[at].text) or world.demonym(parsed.words[at].text)
    return land.code if land is not None else None


def _country_of(world: World, name: Name) -> str | None:
    return world.organizations[name.key].country if name.kind == "organization" else world.seats[name.key].country


def _named(parsed: Parsed, first: int, last: int, entries: tuple[Known, ...]) -> Name:
    head = top_of(parsed, first, last)
    kinds = {entry.kind: entry.key for entry in reversed(entries)}
    kind = next(kind for kind in _preferred(parsed, head) if kind in kinds)
    return Name(first, last, head, kind, kinds[kind])


def _preferred(parsed: Parsed, head: int) -> tuple[NameKind, ...]:
    """What an ambiguous name most likely is: "Serbs" a people, "Serbian" an adjective."""
    word = parsed.words[head]
    if word.upos == "ADJ" or word.deprel == "amod":
        return ("state", "organization", "seat", "people", "adjective", "demonym", "holder", "capital")
    return _ORDER


def _is_named_in_full(parsed: Parsed, rules: ActorRules, name: Name, span: _Span) -> bool:
    """Whether the longer name only says what kind of body it is: "Hezbollah movement", "Fatah Party"."""
    rest = [i for i in range(span.first, span.last) if not name.first <= i < name.last]
    return name.kind == "organization" and all(plain(parsed.words[i].text) in rules.heads for i in rest)


def _merged(
    known: Iterable[Name], learned: list[_Span], parsed: Parsed, people: frozenset[str], rules: ActorRules
) -> Iterator[Name]:
    """Both kinds in text order; of two that overlap the longer one, the world's where they are equal."""
    spans = iter(learned)
    span = next(spans, None)
    for name in known:
        while span is not None and span.last <= name.first:
            yield _learned(parsed, span)
            span = next(spans, None)
        if span is not None and span.first < name.last and _yields(name, span, parsed, people, rules):
            continue
        yield name
        while span is not None and span.first < name.last:
            span = next(spans, None)
    while span is not None:
        yield _learned(parsed, span)
        span = next(spans, None)


def _yields(name: Name, span: _Span, parsed: Parsed, people: frozenset[str], rules: ActorRules) -> bool:
    """Whether the world's name is part of a longer name, or the surname of a person named in full."""
    if span.last - span.first > name.last - name.first:
        if _is_named_in_full(parsed, rules, name, span):
            return False
        if name.kind == "organization" and span.first == name.first and parsed.words[span.last - 1].head >= span.last:
            return False
        return not (span.type == "LOC" and name.kind in ("state", "capital") and span.last == name.last)
    return span.type == "PER" and name.last - name.first == 1 and parsed.words[name.first].text in people


def _learned(parsed: Parsed, span: _Span) -> Name:
    first, last = span.first, span.last
    text = parsed.text[parsed.words[first].start : parsed.words[last - 1].end]
    return Name(first, last, top_of(parsed, first, last), span.type, text)
