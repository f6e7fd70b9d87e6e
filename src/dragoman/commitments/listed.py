"""Commitments told as a list: "three conditions: that ...", "a list of 13 demands: ...", bullets, "include", "are"."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.commitments.cues import owners, who_does
from dragoman.commitments.drafts import Draft, Report
from dragoman.commitments.rules import ListRule
from dragoman.record.types import Participant, Span

_BULLET = re.compile(r"\s*(?:[-*•–—·]|\(?(?:\d{1,2}|[a-z]|[ivx]{1,4})[.)])\s+(?=\S)")
_LONGEST = 40  # items; what is longer is no list of demands
_CONTAINERS = frozenset({"list", "set", "series", "number", "string", "package", "raft"})
_PRONOUNS = frozenset({"it", "they", "he", "she"})
_FINITE = frozenset({"VBD", "VBZ", "VBP"})
_INSIDE = frozenset({"compound", "nmod:poss"})  # relations of a noun before the head of its phrase
_NOMINAL, _VERBAL = ("NOUN",), ("VERB", "AUX")


@dataclass(frozen=True, slots=True)
class Item:
    """The head of one item, and the words ``[first, last)`` that it may take."""

    head: int
    first: int
    last: int


@dataclass(frozen=True, slots=True)
class Parties:
    """Who owes the items to whom, unless an item names another debtor."""

    debtors: tuple[Participant, ...]
    creditors: tuple[Participant, ...]


def find_listed(report: Report) -> Iterator[Draft]:
    """A draft for each item of each list that a noun such as "demands" opens, in text order."""
    for index, word in enumerate(report.clauses.words):
        rule = report.rules.list_by_word.get(word.lemma.lower()) if word.upos == "NOUN" else None
        if rule is None or _is_none(report, index):
            continue
        items = _items(report, index)
        if items:
            yield from _drafts(report, rule, index, items)


def _is_none(report: Report, noun: int) -> bool:
    return any(report.clauses.lemma(k) == "no" for k in report.clauses.parsed.children(noun, "det"))


# -- what the items make -------------------------------------------------------------------------


def _drafts(report: Report, rule: ListRule, noun: int, items: tuple[Item, ...]) -> Iterator[Draft]:
    parties = _parties(report, rule, noun)
    if not parties.creditors and rule.direction == "asks" and not parties.debtors:
        parties = Parties((), report.speaker(noun))
    first: tuple[Participant, ...] = ()
    for item in items:
        debtors = _item_debtors(report, item, first) or parties.debtors or (first if _is_verb(report, item) else ())
        first = first or debtors
        if report.same_side(debtors, parties.creditors):
            debtors = ()
        if not debtors and (rule.direction == "owes" or not parties.creditors):
            continue
        yield Draft(
            kind=rule.kind,
            anchor=noun,
            head=item.head,
            content=_content(report, item, debtors),
            debtors=debtors,
            creditors=parties.creditors,
            condition=_stake(report, rule, noun),
            because="listed",
        )


def _is_verb(report: Report, item: Item) -> bool:
    return report.clauses.is_verb(item.head)


def _stake(report: Report, rule: ListRule, noun: int) -> Span | None:
    """What conditions are set for: "conditions for talks", "for lifting the sanctions"."""
    if rule.kind != "condition":
        return None
    stake = next(iter(report.clauses.phrases(noun, "for", "of")), None)
    if stake is None or report.clauses.participants(stake):
        return None
    return report.clauses.span(stake, without=report.clauses.parsed.children(stake, "case", "mark"))


def _content(report: Report, item: Item, debtors: tuple[Participant, ...]) -> Span:
    """The item's own words, without its number, its "that" and the subject that owes it."""
    clauses, words = report.clauses, report.clauses.words
    others = clauses.parsed.children(item.head, "conj", "discourse", "dep", "parataxis", "list")
    span = report.content(item.head, debtors, without=others)
    start = max(span.start, words[item.first].start)
    end = min(span.end, words[item.last - 1].end)
    return Span(start, end) if start < end else Span(words[item.first].start, words[item.last - 1].end)


def _item_debtors(report: Report, item: Item, before: tuple[Participant, ...]) -> tuple[Participant, ...]:
    """Who owes this item by its own words: "that X withdraw"; "it" is who owes the items before."""
    clauses = report.clauses
    if not clauses.is_verb(item.head):
        doer = who_does(report, item.head, item.head)
        return clauses.participants(doer)
    own = next((k for k in reversed(clauses.parsed.children(item.head, "nsubj")) if k < item.head), None)
    if own is None or clauses.is_passive(item.head):
        return clauses.participants(clauses.agent(item.head))
    if clauses.lemma(own) in _PRONOUNS and before:
        return before
    return clauses.participants(own)


# -- who asks whom -----------------------------------------------------------------------------


def _parties(report: Report, rule: ListRule, noun: int) -> Parties:
    top = _topmost(report, noun)
    own = owners(report, noun) or (owners(report, top) if top != noun else ())
    told = _told(report, noun) or (_told(report, top) if top != noun else ())
    told = tuple(p for p in told if p.actor not in {o.actor for o in own})
    return Parties(told, own) if rule.direction == "asks" else Parties(own, told)


def _topmost(report: Report, noun: int) -> int:
    """ "list" for the demands of "a list of 13 demands"."""
    head = report.clauses.words[noun].head
    return head if head >= 0 and report.clauses.lemma(head) in _CONTAINERS else noun


def _told(report: Report, noun: int) -> tuple[Participant, ...]:
    """Of whom it is asked: "demands of X", "sent X a list of demands", "presented X with demands"."""
    clauses = report.clauses
    for kid in clauses.phrases(noun, "to", "of", "on", "for"):
        if found := clauses.participants(kid):
            return found
    verb = clauses.words[noun].head
    if verb < 0 or not clauses.is_verb(verb):
        return ()
    with_it = clauses.preposition(noun) == "with"
    named = clauses.objects(verb) if with_it else clauses.parsed.children(verb, "iobj")
    for kid in (*named, *clauses.phrases(verb, "to", "on", "for")):
        if kid != noun and (found := clauses.participants(kid)):
            return found
    return ()


# -- where the items stand -----------------------------------------------------------------------


def _items(report: Report, noun: int) -> tuple[Item, ...]:
    colon = _colon(report, noun)
    if colon is not None:
        inside = _sentence_end(report, noun)
        if any(report.clauses.words[k].upos not in ("PUNCT", "NUM", "X") for k in range(colon + 1, inside)):
            return _coordinated(report, _top(report, colon + 1, inside), inside)
        return tuple(_bulleted(report, noun))
    top = _included(report, noun)
    return _coordinated(report, top, _sentence_end(report, noun)) if top is not None else ()


def _sentence_end(report: Report, index: int) -> int:
    parsed = report.clauses.parsed
    return parsed.sentences[parsed.words[index].sentence].last


def _colon(report: Report, noun: int) -> int | None:
    """The colon behind the noun, with no finite verb but "are" between."""
    words = report.clauses.words
    for index in range(noun + 1, _sentence_end(report, noun)):
        if words[index].text == ":":
            return index
        if words[index].upos == "VERB" and words[index].xpos in _FINITE:
            return None
    return None


def _top(report: Report, first: int, end: int) -> int | None:
    """The head of the first item: the first word whose head stands outside."""
    words = report.clauses.words
    outside = (k for k in range(first, end) if not first <= words[k].head < end)
    return next((k for k in outside if words[k].upos in (*_NOMINAL, *_VERBAL)), None)


def _included(report: Report, noun: int) -> int | None:
    """The first item of "demands, including X", "the demands include X", "the condition is that", "among them are"."""
    clauses, words = report.clauses, report.clauses.words
    if (named := next(iter(clauses.phrases(noun, "including", "like")), None)) is not None:
        return named if words[named].upos in (*_NOMINAL, *_VERBAL) else None
    if (named := _behind_including(report, noun)) is not None:
        return named
    verb, relation = words[noun].head, words[noun].deprel
    if verb < 0:
        return None
    if relation.startswith("nsubj") and "include" in clauses.auxiliaries(verb):  # "obligations include admitting"
        return verb if verb > noun else None
    if relation.startswith("nsubj") and clauses.lemma(verb) == "include":
        things = clauses.parsed.children(verb, "obj", "ccomp", "xcomp")
        return next((k for k in things if words[k].upos in (*_NOMINAL, *_VERBAL)), None)
    if clauses.preposition(noun) == "among":
        return _behind_be(report, noun)
    return verb if relation.startswith("nsubj") and verb > noun and _is_predicate(report, verb) else None


def _behind_including(report: Report, noun: int) -> int | None:
    """ "demands, including the release of X", where the parser hangs the release on the verb: what is named."""
    words, at = report.clauses.words, noun + 1
    if at < len(words) and words[at].text == ",":
        at += 1
    if at >= len(words) or words[at].text.lower() != "including" or words[at].head < at:
        return None
    return words[at].head if words[words[at].head].upos in (*_NOMINAL, *_VERBAL) else None


def _behind_be(report: Report, noun: int) -> int | None:
    """ "Among the demands are the closure of ...": the closure."""
    words, end = report.clauses.words, _sentence_end(report, noun)
    be = next((k for k in range(noun + 1, min(noun + 4, end)) if words[k].lemma.lower() == "be"), None)
    behind = range(be + 1, end) if be is not None else range(0)
    return next((k for k in behind if words[k].upos in _NOMINAL and words[k].deprel not in _INSIDE), None)


def _is_predicate(report: Report, head: int) -> bool:
    """ "The condition is that X do", "is to do", "is the release of": not "is a mistake"."""
    clauses = report.clauses
    if clauses.parsed.child(head, "cop") is None:
        return False
    if clauses.is_verb(head):
        return any(clauses.lemma(k) in ("that", "to") for k in clauses.parsed.children(head, "mark"))
    return report.rules.has("act-nouns", clauses.lemma(head)) or report.rules.has("leave-nouns", clauses.lemma(head))


# -- cutting ---------------------------------------------------------------------------------------


def _coordinated(report: Report, top: int | None, end: int) -> tuple[Item, ...]:
    """The first item and what is coordinated with it, also where the parser hangs an item on a word inside another."""
    if top is None:
        return ()
    heads = [top]
    for index in range(top + 1, end):
        if _is_next(report, heads, index):
            heads.append(index)
    starts = [_first_word(report, head) for head in heads]
    ends = [*(_before(report, start) for start in starts[1:]), end]
    return tuple(Item(h, s, max(e, h + 1)) for h, s, e in zip(heads, starts, ends, strict=True) if s <= h)


def _is_next(report: Report, heads: list[int], index: int) -> bool:
    """Whether the word heads the next item of the list."""
    word, top = report.clauses.words[index], report.clauses.words[heads[0]]
    if word.deprel.split(":")[0] not in ("conj", "list", "parataxis", "appos"):
        return False
    alike = word.upos in _VERBAL if top.upos in _VERBAL else word.upos in _NOMINAL
    hosts = (*heads, *(report.clauses.words[k].head for k in heads[1:]))
    if word.deprel == "conj" and word.head in hosts:
        return alike
    first = report.clauses.leftmost(index)
    before = (report.clauses.words[first].text, report.clauses.words[first - 1].text)
    return alike and (";" in before or (word.deprel == "conj" and "," in before and word.head > heads[0]))


def _first_word(report: Report, head: int) -> int:
    """The item's first word: no comma, "and" or number."""
    words = report.clauses.words
    first = report.clauses.leftmost(head)
    helpers = report.clauses.parsed.children(head, "aux")
    first = next((k + 1 for k in helpers if words[k].lemma.lower() == "include"), first)
    while first < head and (words[first].upos in ("PUNCT", "CCONJ") or words[first].deprel in ("discourse", "dep")):
        first += 1
    return first


def _before(report: Report, first: int) -> int:
    """Behind the last word of the item that ends where another begins."""
    words, last = report.clauses.words, first
    while last > 0 and (words[last - 1].upos in ("PUNCT", "CCONJ") or words[last - 1].deprel in ("discourse", "dep")):
        last -= 1
    return last


def _bulleted(report: Report, noun: int) -> Iterator[Item]:
    """The items of the lines that follow, each behind a bullet or a number."""
    parsed, words = report.clauses.parsed, report.clauses.words
    text, line = parsed.text, -1
    following = parsed.sentences[words[noun].sentence + 1 :][: 2 * _LONGEST]
    for sentence in following:
        start = text.rfind("\n", 0, sentence.end - 1 if sentence.start == sentence.end else sentence.start + 1) + 1
        if start == line or not any(w.upos not in ("PUNCT", "NUM", "X") for w in words[sentence.first : sentence.last]):
            continue
        if (mark := _BULLET.match(text, start)) is None or mark.end() < sentence.start:
            return
        line = start
        root = next((k for k in range(sentence.first, sentence.last) if words[k].head < 0), None)
        if root is not None and words[root].upos in (*_NOMINAL, *_VERBAL):
            yield Item(root, sentence.first, sentence.last)


# -- "second, it must" -----------------------------------------------------------------------------


def in_order(report: Report, drafts: Sequence[Draft]) -> list[Draft]:
    """The drafts, where "second, it must pay" is asked of the same actor, by the same, as the one before it."""
    found: list[Draft] = []
    for draft in drafts:
        before = found[-1] if found else None
        found.append(draft if before is None else _continued(report, before, draft))
    return found


def _continued(report: Report, before: Draft, draft: Draft) -> Draft:
    clauses, words = report.clauses, report.clauses.words
    gap = words[draft.anchor].sentence - words[before.anchor].sentence
    ordinal = report.rules.has("ordinals", *(clauses.lemma(k) for k in clauses.parsed.children(draft.head, "advmod")))
    own = clauses.subject(draft.head)
    if gap not in (1, 2) or not ordinal or not before.because.startswith("must") or own is None:
        return draft
    if not draft.because.startswith("must") or report.speaker(draft.anchor):
        return draft
    same = clauses.lemma(own) in _PRONOUNS and bool(before.debtors)
    debtors = before.debtors if same else draft.debtors
    return replace(draft, kind=before.kind, debtors=debtors, creditors=before.creditors)
