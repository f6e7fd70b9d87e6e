"""Quotations beyond their cue's sentence: resumed, spread over paragraphs, or said by nobody named."""

from __future__ import annotations

from dataclasses import replace
from itertools import pairwise

from dragoman.attribution.drafts import Draft
from dragoman.attribution.reading import Quoted, Reading

_LEAST_WORDS = 4  # a shorter quotation that stands alone may be a title or a name


def with_resumed(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Quotations that stand alone in the sentences after a statement belong to it: in the paragraph,
    or in the next where the last quotation stays open."""
    spoken = {q.start for d in drafts for q in d.quotations}
    cued = {d.cue.head for d in drafts if d.cue and not reading.quotation_at(d.cue.head)}
    busy = {reading.parsed.words[h].sentence for h in cued}
    ending: dict[int, int] = {}
    for number, draft in enumerate(drafts):
        if draft.cue is not None and draft.quotations and reading.quotation_at(draft.cue.head) is None:
            end = max(draft.last, draft.cue.last)
            ending[reading.parsed.words[end].sentence] = number
    for quoted in reading.quoted:
        sentence = reading.parsed.words[quoted.first].sentence
        before = ending.get(sentence - 1, ending.get(sentence))
        if before is None or quoted.start in spoken or not _stands_alone(reading, quoted, busy):
            continue
        if not _continues(reading, drafts[before], quoted):
            continue
        drafts[before] = replace(drafts[before], quotations=(*drafts[before].quotations, quoted), last=quoted.last)
        ending[reading.parsed.words[quoted.last].sentence] = before
    return drafts


def _stands_alone(reading: Reading, quoted: Quoted, busy: set[int]) -> bool:
    """Whether the quotation is all of its sentences, and none of them has a cue outside it."""
    words = reading.parsed.words
    first = reading.sentence_of(quoted.first)[0]
    last = reading.sentence_of(quoted.last)[1]
    edges = [*range(first, quoted.first), *range(quoted.last + 1, last + 1)]
    if any(words[i].upos not in ("PUNCT", "CCONJ") for i in edges):
        return False
    return busy.isdisjoint(range(words[quoted.first].sentence, words[quoted.last].sentence + 1))


def _continues(reading: Reading, draft: Draft, quoted: Quoted) -> bool:
    """Whether no paragraph ends between statement and quotation, or its last quotation stays open."""
    end = max(draft.last, draft.cue.last if draft.cue else -1, *draft.source, -1)
    if end >= quoted.first:
        return False
    if "\n" not in reading.text_between(end, quoted.first):
        return True
    return any(not q.closed and q.last == draft.last for q in draft.quotations)


def with_opened(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Paragraphs of a quotation before the one that names its speaker: each opens with a mark, none of
    them closes."""
    spoken = {q.start: number for number, d in enumerate(drafts) for q in d.quotations}
    for quoted, following in reversed(list(pairwise(reading.quoted))):
        number = spoken.get(following.start)
        if quoted.closed or quoted.start in spoken or number is None:
            continue
        if reading.begins_paragraph(following.first) and _stands_alone(reading, quoted, set()):
            drafts[number] = replace(drafts[number], quotations=(quoted, *drafts[number].quotations))
            spoken[quoted.start] = number
    return drafts


def speakerless(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Quotations that stand alone and that no cue brings: said by somebody the text does not name here."""
    spoken = {q.start for d in drafts for q in d.quotations}
    covered = {i for d in drafts for i in d.content}
    busy = {reading.parsed.words[d.cue.head].sentence for d in drafts if d.cue}
    found = []
    for quoted in reading.quoted:
        free = quoted.start not in spoken and quoted.first + 1 not in covered and quoted.size >= _LEAST_WORDS
        if free and _stands_alone(reading, quoted, busy):
            found.append(Draft(None, (), frozenset(), (quoted,), quoted.last))
    return found
