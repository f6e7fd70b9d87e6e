"""Source finding: whose statement a cue brings."""

from __future__ import annotations

from dragoman.attribution.contents import Content, phrase_source
from dragoman.attribution.cues import Cue
from dragoman.attribution.phrases import agent_of, case_of, is_passive, noun_phrase, subject_of
from dragoman.attribution.reading import Reading
from dragoman.language import Parsed


def find_source(reading: Reading, cue: Cue, content: Content) -> tuple[int, ...]:
    """The words of the noun phrase that names the source; none where the text names none."""
    if cue.pos == "phrase":
        return phrase_source(reading, cue)
    head = source_head(reading, cue)
    if head is None or head in content.words:
        return ()
    phrase = noun_phrase(reading.parsed, head)
    return tuple(i for i in phrase if i not in content.words and not cue.first <= i <= cue.last)


def source_head(reading: Reading, cue: Cue) -> int | None:
    """The head word of the source, or None."""
    parsed = reading.parsed
    if cue.pos == "colon":
        return _before_colon(reading, cue)
    if cue.pos == "noun":
        return _of_noun(reading, cue.head)
    found = _of_verb(parsed, cue.head, reading.rules.list("quoting"))
    if found is None:
        return _inverted(reading, cue)
    return None if is_dummy(parsed, cue.head, found) else found


def _inverted(reading: Reading, cue: Cue) -> int | None:
    """The noun right behind the verb that follows a quotation, which the tree may take for its object: "...?" asked
    the judge."""
    taken = reading.parsed.child(cue.head, "obj", "iobj")
    follows = cue.pos == "verb" and reading.quotation_at(cue.first - 1) is not None
    return taken if follows and taken is not None and taken > cue.last else None


def is_dummy(parsed: Parsed, head: int, subject: int) -> bool:
    """Whether the subject is "it" or "there" without a referent: "it was said that"."""
    word = parsed.words[subject]
    return word.deprel == "expl" or (word.text.lower() in ("it", "there") and is_passive(parsed, head))


def _of_verb(parsed: Parsed, head: int, quoting: frozenset[str]) -> int | None:
    """Subject, agent of a passive, or the subject of the verb that governs this one; "quoted X as saying"
    gives X."""
    at = head
    for _ in range(6):
        if is_passive(parsed, at):
            return agent_of(parsed, at)
        subject = subject_of(parsed, at)
        if subject is not None:
            return subject
        word = parsed.words[at]
        if word.head < 0:
            return None
        relation = word.deprel.split(":")[0]
        if relation == "advcl" and parsed.words[word.head].lemma.lower() in quoting and case_of(parsed, at) == "as":
            return parsed.child(word.head, "nsubj:pass" if is_passive(parsed, word.head) else "obj")
        if relation == "acl":
            return word.head if parsed.words[word.head].upos in ("NOUN", "PROPN", "PRON") else None
        if relation not in ("conj", "xcomp", "advcl", "parataxis", "ccomp"):
            return None
        at = word.head
    return None


def _of_noun(reading: Reading, head: int) -> int | None:
    """The possessor of a saying noun, who it is "by", or who voices it: "made the claim that"."""
    parsed = reading.parsed
    possessor = parsed.child(head, "nmod:poss")
    if possessor is not None:
        return possessor
    for child in parsed.children(head, "nmod"):
        if case_of(parsed, child) in ("by", "from"):
            return child
    word = parsed.words[head]
    if word.head < 0 or word.deprel != "obj" or is_passive(parsed, word.head):
        return None
    voices = parsed.words[word.head].lemma.lower() in reading.rules.list("voicing")
    return subject_of(parsed, word.head) if voices else None


def _before_colon(reading: Reading, cue: Cue) -> int | None:
    """The subject of the clause before a colon, or the noun phrase that is all of it."""
    parsed = reading.parsed
    first = reading.sentence_of(cue.head)[0]
    before = range(first, cue.head)
    for index in before:
        if parsed.words[index].deprel.startswith("nsubj") and parsed.words[index].head in before:
            return index
    tops = [i for i in before if parsed.words[i].head not in before]
    if len(tops) == 1 and parsed.words[tops[0]].upos in ("NOUN", "PROPN", "PRON"):
        return tops[0]
    return None
