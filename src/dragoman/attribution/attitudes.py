"""What a cue makes of its content: says, denies, doubts, declines, wants it, and so on."""

from __future__ import annotations

from dragoman.attribution.drafts import Draft
from dragoman.attribution.reading import Reading
from dragoman.attribution.rules import CueClass, CueEntry
from dragoman.record.types import Attitude

_NEGATIONS = frozenset(["not", "n't", "n’t", "never"])
_POS = (("VERB", "verb"), ("NOUN", "noun"), ("ADJ", "adjective"))


def attitude_of(reading: Reading, draft: Draft) -> Attitude | None:
    """The attitude that the cue's word stands for; None for a word that the rules do not know.

    What is not said ("would not say whether") is declined, not said, and a rejected claim is denied.
    """
    if draft.cue is None or draft.cue.pos in ("phrase", "colon", "turn"):
        return "says"
    entry = draft.cue.entry or _entry_in(reading, draft)
    if entry is None:
        return None
    negated = is_negated(reading, draft)
    found = entry.class_of(draft.frames)
    if found == "disputes":
        return "denies" if not negated and _is_of_claim(reading, draft) else "opposes"
    if negated:
        return _negated(found)
    return "shows" if found in ("says", "believes") and _is_study(reading, draft) else found


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


def _is_study(reading: Reading, draft: Draft) -> bool:
    """Whether a poll or a study speaks: what it finds it shows."""
    words = reading.parsed.words
    return any(words[i].lemma.lower() in reading.rules.list("studies") for i in draft.source)


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
