"""What a cue makes of its content: says, denies, doubts, declines, wants it, and so on."""

from __future__ import annotations

from typing import cast

from dragoman.attribution.drafts import Draft
from dragoman.attribution.reading import Reading
from dragoman.attribution.rules import CueClass, CueEntry
from dragoman.record.types import Attitude

_NEGATIONS = frozenset(["not", "n't", "n’t", "never", "neither"])
_POS = (("VERB", "verb"), ("NOUN", "noun"), ("ADJ", "adjective"))


def attitude_of(reading: Reading, draft: Draft) -> Attitude | None:
    """The attitude that the cue's word stands for; None for a word that the rules do not know.

    What is not said ("would not say whether") is declined, not said, and a rejected claim is denied.
    """
    if draft.cue is None or draft.cue.pos in ("phrase", "colon", "turn"):
        return "says"
    entry = _voiced(reading, draft) or draft.cue.entry or _entry_in(reading, draft)
    if entry is None:
        return "says" if _is_all_quoted(draft) else None
    negated = is_negated(reading, draft)
    if _is_declined(reading, draft):
        return None if negated else "declines"
    found = entry.class_of(draft.frames or _prepositions(reading, draft))
    if "disputes" in entry.classes.values() and not negated and _is_of_claim(reading, draft):
        return "denies"
    if found == "disputes":
        return "opposes"
    if negated:
        return _negated(found)
    return _by_source(reading, draft, found)


def _by_source(reading: Reading, draft: Draft, found: CueClass) -> Attitude:
    """What a poll or study finds it shows; what a court finds it decides."""
    if found in ("says", "believes") and _source_has(reading, draft, "studies"):
        return "shows"
    head = reading.parsed.words[draft.cue.head].lemma.lower() if draft.cue else ""
    if found == "believes" and head in reading.rules.list("holding") and _source_has(reading, draft, "courts"):
        return "decides"
    return cast("Attitude", found)


def _voiced(reading: Reading, draft: Draft) -> CueEntry | None:
    """The rule data of the noun that a light verb carries: "voiced *doubts* that", "repeated *accusations*"."""
    cue, parsed = draft.cue, reading.parsed
    if cue is None or parsed.words[cue.head].lemma.lower() not in reading.rules.list("voicing"):
        return None
    noun = parsed.child(cue.head, "obj", "nsubj:pass")
    return reading.rules.entry("noun", parsed.words[noun].lemma.lower()) if noun is not None else None


def _is_all_quoted(draft: Draft) -> bool:
    """Whether the content is a quotation and nothing else: then any word brings speech ("she smiled")."""
    return bool(draft.quotations) and all(any(q.first <= i <= q.last for q in draft.quotations) for i in draft.content)


def _is_declined(reading: Reading, draft: Draft) -> bool:
    """Whether a verb of declining leads the cue: "*declined* to say"."""
    if draft.cue is None:
        return False
    for word in reading.parsed.words[draft.cue.first : draft.cue.head]:
        entry = reading.rules.entry("verb", word.lemma.lower()) if word.upos == "VERB" else None
        if entry is not None and entry.cue_class == "declines":
            return True
    return False


def _prepositions(reading: Reading, draft: Draft) -> frozenset[str]:
    """The words of the cue after its head ("called *for*"), which tell its behaviour where no frame does."""
    words = reading.parsed.words[draft.cue.head + 1 : draft.cue.last + 1] if draft.cue else ()
    return frozenset(w.text.lower() for w in words)


def _negated(cue_class: CueClass) -> Attitude | None:
    """What remains of an attitude that the source has not: silence of speech, doubt of belief, else nothing sure."""
    if cue_class == "says":
        return "declines"
    return "doubts" if cue_class == "believes" else None


def is_negated(reading: Reading, draft: Draft) -> bool:
    """Whether the cue itself is negated."""
    if draft.cue is None:
        return False
    words = reading.parsed.words[draft.cue.first : draft.cue.last + 1]
    return any(w.text.lower() in _NEGATIONS for w in words)


def _is_of_claim(reading: Reading, draft: Draft) -> bool:
    words = reading.parsed.words
    return any(words[i].lemma.lower() in reading.rules.list("claims") for i in draft.content)


def _source_has(reading: Reading, draft: Draft, name: str) -> bool:
    """Whether a word of the list stands in the source."""
    words = reading.parsed.words
    return any(words[i].lemma.lower() in reading.rules.list(name) for i in draft.source)


def _entry_in(reading: Reading, draft: Draft) -> CueEntry | None:
    """The rule data of the cue's last word that has any: "made an *accusation*", "is *wary* of"."""
    if draft.cue is None:
        return None
    for word in reversed(reading.parsed.words[draft.cue.first : draft.cue.last + 1]):
        for upos, pos in _POS:
            entry = reading.rules.entry(pos, word.lemma.lower()) if word.upos == upos else None
            if entry is not None:
                return entry
    return None
