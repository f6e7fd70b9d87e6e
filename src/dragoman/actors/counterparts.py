"""The other party, told by what it is to one that is known: "its ally", "Peru's northern neighbour", "the rival"."""

from __future__ import annotations

from collections import Counter
from collections.abc import Iterator

from dragoman.actors.drafts import Draft
from dragoman.actors.mentions import Phrase
from dragoman.actors.registry import Registry
from dragoman.actors.rules import plain

_ITSELF = 2  # a state weighs as much as this many adjectives
_NORTH = {"northern": 1, "southern": -1}
_EAST = {"eastern": 1, "western": -1}


def counterpart(registry: Registry, phrase: Phrase) -> str | None:
    """The country that is ally, rival or neighbour of the one whose it is, or None where the words may mean others.

    It is the country of which the report has spoken most so far, apart from the owner's own; of two that are spoken
    of as often the one spoken of last.
    """
    head = registry.parsed.words[phrase.head]
    if head.xpos not in ("NN", "NNP") or not registry.rules.is_a("other party", head.lemma.lower()):
        return None
    owner = _owner(registry, phrase.head)
    if owner is None or owner.country is None or not _is_state(owner):
        return None
    spoken = [country for country in _spoken(registry, phrase) if country != owner.country]
    there = [country for country in spoken if _lies(registry, phrase, country, owner.country)]
    counts = Counter(there)
    return max(reversed(counts), key=lambda c: (counts[c], len(there) - there[::-1].index(c))) if counts else None


def _owner(registry: Registry, head: int) -> Draft | None:
    """Whose ally it is: the possessor; behind "the" the subject of the clause."""
    parsed = registry.parsed
    possessor = parsed.child(head, "nmod:poss")
    if possessor is not None:
        return registry.draft_at(possessor)
    article = parsed.child(head, "det")
    if article is None or plain(parsed.words[article].text) != "the" or parsed.child(head, "nmod") is not None:
        return None
    subjects = (parsed.child(verb, "nsubj") for verb in parsed.ancestors(head))
    subject = next((k for k in subjects if k is not None and k < head), None)
    return registry.draft_at(subject) if subject is not None else None


def _is_state(draft: Draft) -> bool:
    return draft.type == "state" or "government" in draft.kinds


def _spoken(registry: Registry, phrase: Phrase) -> Iterator[str]:
    """The countries of states and governments told of before the phrase in words of their own, in text order."""
    for earlier in registry.earlier:
        draft = earlier.draft.final() if earlier.draft is not None else None
        kind = registry.parsed.words[earlier.head].upos
        if draft is None or draft.country is None or earlier.head >= phrase.first or kind == "PRON":
            continue
        if _is_state(draft):
            yield from [draft.country] * (1 if earlier.inner or kind == "ADJ" else _ITSELF)


def _lies(registry: Registry, phrase: Phrase, country: str, owner: str) -> bool:
    """Whether the country lies on the side that an adjective tells ("northern neighbour")."""
    one, two = registry.world.lands[country], registry.world.lands[owner]
    if one.lat is None or one.lon is None or two.lat is None or two.lon is None:
        return True
    for child in registry.parsed.children(phrase.head, "amod"):
        word = registry.parsed.words[child].lemma.lower()
        if (one.lat - two.lat) * _NORTH.get(word, 0) < 0 or (one.lon - two.lon) * _EAST.get(word, 0) < 0:
            return False
    return True
