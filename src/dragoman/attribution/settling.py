"""Which drafts stand beside one another: nested, neighbouring and doubtful ones."""

from __future__ import annotations

from collections.abc import Container
from dataclasses import replace

from dragoman.attribution.drafts import Draft, last_word
from dragoman.attribution.reading import Reading
from dragoman.attribution.rules import SPEECH

_CERTAIN = 0.9
_NAMING = 8  # words of "not to be identified by name in print"
_TOLD = frozenset({"clause", "quote", "pair"})


def settled(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts that stand: those that the model proposes; of the rules' own, speech reported inside
    what somebody says, and what is regular enough to be sure of."""
    sure = [d for d in drafts if d.sure]
    covered = {i for d in sure for i in d.covered()}
    cued = {i for d in sure for i in d.cue_words()}
    kept = [d for d in drafts if d.sure or cued.isdisjoint(d.cue_words())]
    kept = [d for d in kept if _stands(reading, d, covered) and not _is_voiced(reading, d, cued)]
    kept = [d for d in kept if not (_is_deed(reading, d) or _hides_a_name(reading, d) or _is_of_a_thing(reading, d))]
    quoted = {q.start for d in kept if d.cue and d.cue.pos != "colon" for q in d.quotations}
    return [d for d in kept if not (d.cue and d.cue.pos == "colon" and any(q.start in quoted for q in d.quotations))]


def parted(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """No content that runs into the next statement beside it: "said that A and warned that B". The chain
    took in words that the model itself gave little chance to be content."""
    others = {d.cue.head: d for d in drafts if d.sure and d.cue}
    return [_cut(reading, d, others) for d in drafts]


def _cut(reading: Reading, draft: Draft, others: dict[int, Draft]) -> Draft:
    learned = draft.cue.learned if draft.cue else None
    if learned is None or not draft.content:
        return draft
    own_last = max([*draft.cue_words(), *draft.source])
    beside = learned.doubted | _siblings(reading, draft.cue.head if draft.cue else -1, others)
    heads = sorted(i for i in beside & draft.content if i in others and i > own_last)
    edges = [i for head in heads for i in (*others[head].cue_words(), *others[head].source) if i > own_last]
    if not edges:
        return draft
    kept = [i for i in draft.content if i < min(edges)]
    while kept and reading.parsed.words[max(kept)].upos in ("PUNCT", "CCONJ"):
        kept.remove(max(kept))
    return replace(draft, content=frozenset(kept), last=last_word(kept, draft.quotations))


def _siblings(reading: Reading, head: int, others: Container[int]) -> frozenset[int]:
    """The cues that the tree joins to this one by "and" or a comma."""
    beside = [head]
    for at in beside:
        beside += [k for k in reading.parsed.children(at, "conj") if k in others]
    return frozenset(beside[1:])


def _stands(reading: Reading, draft: Draft, covered: set[int]) -> bool:
    cue = draft.cue
    if cue is None or cue.pos == "turn":
        return True
    if reading.quotation_at(cue.head) is not None or cue.head in covered:
        return _is_told(draft) or (cue.head not in covered and _is_third(reading, draft))
    if draft.sure or not reading.parsed.statements or draft.quotations:
        return True
    return cue.pos in ("phrase", "colon") or (cue.pos == "noun" and bool(draft.source) and _is_told(draft))


def _is_deed(reading: Reading, draft: Draft) -> bool:
    """Whether the cue is a verb of doing with a bare object: "expelled three diplomats", "fired drones at the port".

    One that may be said, too ("attacked the plan"), is no deed where the model is sure of it.
    """
    cue = draft.cue
    if cue is None or (cue.entry is not None and draft.sure) or draft.quotations:
        return False
    is_doing = reading.parsed.words[cue.head].lemma.lower() in reading.rules.list("deeds")
    return is_doing and not reading.parsed.children(cue.head, "ccomp", "parataxis")


def _hides_a_name(reading: Reading, draft: Draft) -> bool:
    """Whether somebody only asks to stay unnamed: "officials, who asked not to be named"."""
    lemmas = {reading.parsed.words[i].lemma.lower() for i in draft.content}
    return "not" in lemmas and not lemmas.isdisjoint(reading.rules.list("naming")) and len(draft.content) <= _NAMING


def _is_of_a_thing(reading: Reading, draft: Draft) -> bool:
    """Whether "this" or "that" would be the speaker: "this threatens every traveller"."""
    said_by = [reading.parsed.words[i].text.lower() for i in draft.source]
    return len(said_by) == 1 and said_by[0] in ("this", "that", "these", "those")


def _is_voiced(reading: Reading, draft: Draft, cued: set[int]) -> bool:
    """Whether the cue is the noun that another cue only voices: "repeated *accusations* that" is one statement."""
    if draft.sure or draft.cue is None or draft.cue.pos != "noun":
        return False
    above = reading.parsed.words[draft.cue.head].head
    return above in cued and reading.parsed.words[above].lemma.lower() in reading.rules.list("voicing")


def _is_told(draft: Draft) -> bool:
    """Whether it is speech by a clause, a quotation or an accusation, as a nested statement must be: the
    model was taught only the outermost, so nothing else vouches for it."""
    entry = draft.cue.entry if draft.cue else None
    if entry is None or entry.class_of(draft.frames) not in SPEECH or not draft.source:
        return False
    if draft.frames & _TOLD:
        return True
    found = entry.class_of(draft.frames)
    by_noun = draft.cue is not None and draft.cue.pos == "noun"
    return found in ("denies", "disputes", "promises") or (by_noun and found == "demands")


def without_strays(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """No statement inside a quotation that nobody is known to say: its speaker would be anybody."""
    counts: dict[int, int] = {}
    for draft in drafts:
        for index in draft.covered():
            counts[index] = counts.get(index, 0) + 1
    return [
        d
        for d in drafts
        if not _inside_quotation(reading, d) or (d.cue and d.cue.head in counts) or _is_third(reading, d)
    ]


def _is_third(reading: Reading, draft: Draft) -> bool:
    """Whether the model is certain of a source in the third person: the marks around are wrong, not the cue."""
    learned = draft.cue.learned if draft.cue else None
    if learned is None or learned.probability < _CERTAIN or not draft.source:
        return False
    words = reading.parsed.words
    return not any("Person=1" in words[i].feats or "Person=2" in words[i].feats for i in draft.source)


def _inside_quotation(reading: Reading, draft: Draft) -> bool:
    return draft.cue is not None and reading.quotation_at(draft.cue.head) is not None
