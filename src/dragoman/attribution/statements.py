"""Statements: cue, then source, then content, then what quotation marks and paragraphs make certain."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from itertools import pairwise

from dragoman.attribution.attitudes import attitude_of
from dragoman.attribution.contents import Content, find_content
from dragoman.attribution.cues import Cue, find_cues
from dragoman.attribution.decoding import Labeller
from dragoman.attribution.drafts import Draft
from dragoman.attribution.extents import content_spans, kind_of
from dragoman.attribution.labels import labelled_content, labelled_source
from dragoman.attribution.phrases import span_of
from dragoman.attribution.reading import Quoted, Reading
from dragoman.attribution.rules import SPEECH, AttributionRules
from dragoman.attribution.sources import find_source
from dragoman.attribution.turns import find_turns
from dragoman.language import Parsed
from dragoman.record.types import Source, Statement

_LEAST_PROBABILITY = 0.4
_TOLD = frozenset({"clause", "quote", "pair"})


def find_statements(parsed: Parsed, *, rules: AttributionRules) -> tuple[Statement, ...]:
    """The statements of a report in the order of their text; ``source.actor`` is None.

    A statement whose cue lies in another's content is nested in it and kept where it reports speech.
    """
    reading = Reading(parsed, rules)
    drafts = [d for d in (_draft(reading, cue) for cue in find_cues(reading, Labeller(reading))) if d is not None]
    drafts = _settled(reading, _parted(reading, [*find_turns(reading), *drafts]))
    drafts = _with_resumed(reading, drafts)
    drafts = _with_opened(reading, drafts)
    drafts += _speakerless(reading, drafts)
    drafts = _without_strays(reading, drafts)
    found = [_statement(reading, d) for d in drafts]
    return tuple(sorted((s for s in found if s.content), key=_position))


def _position(statement: Statement) -> tuple[int, int]:
    parts = [*statement.content, *(p for p in (statement.cue, statement.source) if p is not None)]
    return min(p.start for p in parts), max(p.end for p in parts)


def _draft(reading: Reading, cue: Cue) -> Draft | None:
    """What labels and rules together make of a cue, or None where it brings no statement."""
    if cue.learned is not None and cue.learned.probability >= _LEAST_PROBABILITY:
        content = labelled_content(reading, cue)
        ruled = find_content(reading, cue)
        content = replace(content, frames=ruled.frames) if content else ruled
        source = labelled_source(reading, cue) or find_source(reading, cue, content)
    else:
        content = find_content(reading, cue)
        source = find_source(reading, cue, content)
    if not content or _is_empty(reading, content) or _is_measure(reading, cue):
        return None
    if content.preposition is not None and content.preposition == cue.last + 1:
        cue = replace(cue, last=content.preposition)
    words = content.words - set(source) - set(range(cue.first, cue.last + 1))
    return Draft(cue, source, frozenset(words), content.quotations, _last(words, content.quotations), content.frames)


def _is_empty(reading: Reading, content: Content) -> bool:
    """Whether the content is one word that tells nothing: "said nothing", "made a statement"."""
    words = [reading.parsed.words[i] for i in content.words if reading.parsed.words[i].upos not in ("PUNCT", "DET")]
    return not content.quotations and len(words) == 1 and words[0].lemma.lower() in reading.rules.list("empty")


def _is_measure(reading: Reading, cue: Cue) -> bool:
    """Whether the phrase names no speaker: "paid according to rank"."""
    after = reading.parsed.words[cue.last + 1 : cue.last + 2]
    return cue.pos == "phrase" and any(w.lemma.lower() in reading.rules.list("measures") for w in after)


def _last(words: frozenset[int] | set[int], quotations: Sequence[Quoted]) -> int:
    return max([*words, *(q.last for q in quotations)], default=-1)


def _settled(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """The drafts that stand: those that the model proposes; of the rules' own, speech reported inside
    what somebody says, and what is regular enough to be sure of."""
    sure = [d for d in drafts if _is_sure(d)]
    covered = {i for d in sure for i in d.covered()}
    cued = {i for d in sure for i in d.cue_words()}
    kept = [d for d in drafts if _is_sure(d) or cued.isdisjoint(d.cue_words())]
    kept = [d for d in kept if _stands(reading, d, covered)]
    quoted = {q.start for d in kept if d.cue and d.cue.pos != "colon" for q in d.quotations}
    return [d for d in kept if not (d.cue and d.cue.pos == "colon" and any(q.start in quoted for q in d.quotations))]


def _parted(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """No content that runs into the next statement beside it: "said that A and warned that B". The chain
    took in words that the model itself gave little chance to be content."""
    others = {d.cue.head: d for d in drafts if _is_sure(d) and d.cue}
    return [_cut(reading, d, others) for d in drafts]


def _cut(reading: Reading, draft: Draft, others: dict[int, Draft]) -> Draft:
    learned = draft.cue.learned if draft.cue else None
    if learned is None or not draft.content:
        return draft
    own_last = max([*draft.cue_words(), *draft.source])
    heads = sorted(i for i in learned.doubted & draft.content if i in others and i > own_last)
    beside = [i for head in heads for i in (*others[head].cue_words(), *others[head].source) if i > own_last]
    if not beside:
        return draft
    kept = [i for i in draft.content if i < min(beside)]
    while kept and reading.parsed.words[max(kept)].upos in ("PUNCT", "CCONJ"):
        kept.remove(max(kept))
    return replace(draft, content=frozenset(kept), last=_last(set(kept), draft.quotations))


def _stands(reading: Reading, draft: Draft, covered: set[int]) -> bool:
    cue = draft.cue
    if cue is None or cue.pos == "turn":
        return True
    if reading.quotation_at(cue.head) is not None or cue.head in covered:
        return _is_told(draft)
    if _is_sure(draft) or not reading.parsed.statements or draft.quotations:
        return True
    return cue.pos in ("phrase", "colon") or (cue.pos == "noun" and bool(draft.source) and _is_told(draft))


def _is_sure(draft: Draft) -> bool:
    """Whether the model proposes it, or it is a speaker's turn."""
    if draft.cue is None or draft.cue.learned is None:
        return draft.cue is not None and draft.cue.pos == "turn"
    return draft.cue.learned.probability >= _LEAST_PROBABILITY


def _is_told(draft: Draft) -> bool:
    """Whether it is speech by a clause, a quotation or an accusation, as a nested statement must be: the
    model was taught only the outermost, so nothing else vouches for it."""
    entry = draft.cue.entry if draft.cue else None
    if entry is None or entry.class_of(draft.frames) not in SPEECH or not draft.source:
        return False
    return bool(draft.frames & _TOLD) or entry.class_of(draft.frames) in ("denies", "disputes")


def _without_strays(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """No statement inside a quotation that nobody is known to say: its speaker would be anybody."""
    counts: dict[int, int] = {}
    for draft in drafts:
        for index in draft.covered():
            counts[index] = counts.get(index, 0) + 1
    return [d for d in drafts if not _inside_quotation(reading, d) or (d.cue and d.cue.head in counts)]


def _inside_quotation(reading: Reading, draft: Draft) -> bool:
    return draft.cue is not None and reading.quotation_at(draft.cue.head) is not None


def _with_resumed(reading: Reading, drafts: list[Draft]) -> list[Draft]:
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


def _with_opened(reading: Reading, drafts: list[Draft]) -> list[Draft]:
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


def _speakerless(reading: Reading, drafts: list[Draft]) -> list[Draft]:
    """Quotations that stand alone and that no cue brings: said by somebody the text does not name here."""
    spoken = {q.start for d in drafts for q in d.quotations}
    covered = {i for d in drafts for i in d.content}
    busy = {reading.parsed.words[d.cue.head].sentence for d in drafts if d.cue}
    found = []
    for quoted in reading.quoted:
        free = quoted.start not in spoken and quoted.first + 1 not in covered and quoted.size > 3
        if free and _stands_alone(reading, quoted, busy):
            found.append(Draft(None, (), frozenset(), (quoted,), quoted.last))
    return found


def _statement(reading: Reading, draft: Draft) -> Statement:
    content = content_spans(reading, draft.content, draft.quotations, _blocked(draft))
    attitude = attitude_of(reading, draft)
    source = span_of(reading.parsed, draft.source[0], draft.source[-1]) if draft.source else None
    return Statement(
        source=Source(start=source.start, end=source.end) if source else None,
        cue=span_of(reading.parsed, draft.cue.first, draft.cue.last) if draft.cue else None,
        content=content,
        kind=kind_of(reading.parsed, content),
        denies=attitude == "denies",
        attitude=attitude,
    )


def _blocked(draft: Draft) -> frozenset[int]:
    cue = range(draft.cue.first, draft.cue.last + 1) if draft.cue else range(0)
    return frozenset(cue) | frozenset(draft.source)
