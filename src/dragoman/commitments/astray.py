"""What belongs to a word of commitment though the tree hangs it elsewhere, found by where it stands."""

from __future__ import annotations

from collections.abc import Iterator

from dragoman.commitments.drafts import Report


def in_deal(report: Report, index: int) -> int | None:
    """ "bound by a declaration to share": the deed that hangs on what binds."""
    clauses = report.clauses
    for noun in clauses.phrases(index, "by", "under") if clauses.words[index].xpos == "VBN" else ():
        if clauses.participant(noun) is None and (deeds := clauses.infinitives(noun)):
            return deeds[0]
    return None


def before_verb(report: Report, noun: int) -> int | None:
    """ "A deadline, set by Y, for X to leave was moved": what stands between a subject and its verb is its own."""
    clauses, word = report.clauses, report.clauses.words[noun]
    if word.head < noun or not word.deprel.startswith("nsubj"):
        return None
    for kid in clauses.parsed.children(word.head, "advcl"):
        if noun < kid < word.head and clauses.is_infinitive(kid) and clauses.preposition(kid) == "for":
            return kid if clauses.parsed.child(kid, "nsubj") is not None else None
    return None


def behind_for(report: Report, noun: int) -> Iterator[int]:
    """ "a deadline for X to leave", where the parser hangs X on the noun and "for" on the verb: X."""
    clauses = report.clauses
    for kid in clauses.parsed.children(noun, "nmod"):
        before = clauses.leftmost(kid) - 1
        if before > noun and clauses.words[before].text.lower() == "for":
            yield kid


def behind_time(report: Report, verb: int) -> Iterator[int]:
    """ "has three days to leave", "has yet to leave", where the leaving hangs elsewhere: the infinitive behind it."""
    words, clauses = report.clauses.words, report.clauses
    yet = (verb + 1,) if verb + 1 < len(words) and words[verb + 1].text.lower() == "yet" else ()
    timed = (k for k in clauses.parsed.children(verb, "obj") if report.rules.has("lengths", clauses.lemma(k)))
    for kid in (*yet, *timed):
        if kid + 2 < len(words) and words[kid + 1].text.lower() == "to" and words[kid + 1].head == kid + 2:
            yield kid + 2
