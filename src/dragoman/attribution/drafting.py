"""What labels and rules together make of one cue."""

from __future__ import annotations

from dataclasses import replace

from dragoman.attribution.contents import Content, find_content
from dragoman.attribution.cues import Cue
from dragoman.attribution.drafts import Draft, last_word
from dragoman.attribution.labels import labelled_content, labelled_source
from dragoman.attribution.phrases import agent_of, is_passive
from dragoman.attribution.reading import Reading
from dragoman.attribution.sources import find_source

# The least chance that the model must give a cue, by what else speaks for it. Measured on bench/attribution dev:
# the chance at which about two in five such cues are right, where taking them in gains as much as it costs.
_LEAST_UNKNOWN = 0.5  # a word that no rule knows
_LEAST_KNOWN = 0.4  # a cue word of the rules, with content by the labels
_LEAST_RULED = 0.2  # a cue word of the rules, whose content the rules find too


def draft_of(reading: Reading, cue: Cue) -> Draft | None:
    """The statement that the cue brings, or None where it brings none."""
    ruled = find_content(reading, cue)
    labelled = labelled_content(reading, cue)
    sure = _is_sure(cue, ruled, labelled)
    content = _chosen(reading, cue, ruled, labelled) if sure and labelled else ruled
    if not content or _is_empty(reading, content) or _is_measure(reading, cue) or _is_toll(reading, cue, content):
        return None
    source = labelled_source(reading, cue) if sure else ()
    content = content if source else _without_agent(reading, cue, content)
    if sure and _is_spoken_of(reading, cue, source):
        source, content = (), _with_theme(content, source)
    else:
        source = source or find_source(reading, cue, content)
    if content.preposition is not None and content.preposition == cue.last + 1:
        cue = replace(cue, last=content.preposition)
    words = content.words - set(source) - set(range(cue.first, cue.last + 1))
    last = last_word(words, content.quotations)
    return Draft(cue, source, words, content.quotations, last, content.frames, sure)


def _chosen(reading: Reading, cue: Cue, ruled: Content, labelled: Content) -> Content:
    """The labelled content; the rules' where the labels run past a noun's clause into the sentence around it:
    "fears that the bank might fail | spread through the town"."""
    above = reading.parsed.words[cue.head].head
    runs_over = cue.pos == "noun" and above > cue.head and above in labelled.words
    if runs_over and ruled and above not in ruled.words and max(ruled.words) < above:
        return ruled
    return replace(labelled, frames=ruled.frames)


def _without_agent(reading: Reading, cue: Cue, content: Content) -> Content:
    """The content without the agent of the cue's passive, who is the source: "was described by the army"."""
    parsed = reading.parsed
    agent = agent_of(parsed, cue.head) if cue.pos == "verb" and is_passive(parsed, cue.head) else None
    if agent is None or agent not in content.words:
        return content
    return replace(content, words=content.words - set(parsed.subtree(agent)))


def _is_sure(cue: Cue, ruled: Content, labelled: Content) -> bool:
    """Whether the model vouches for the cue, given what else speaks for it."""
    if cue.learned is None:
        return False
    least = _LEAST_UNKNOWN
    if cue.entry is not None or cue.pos in ("phrase", "colon"):
        least = _LEAST_RULED if ruled and labelled else _LEAST_KNOWN if labelled else _LEAST_UNKNOWN
    return cue.learned.probability >= least


def _is_spoken_of(reading: Reading, cue: Cue, source: tuple[int, ...]) -> bool:
    """Whether the words taken for the source are who is spoken of: the subject of a passive without agent
    ("was accused of"), or of "seems"."""
    if cue.pos != "verb" or not source or cue.entry is None:
        return False
    parsed = reading.parsed
    word = parsed.words[cue.head]
    if word.lemma.lower() in reading.rules.list("seeming"):
        return parsed.child(cue.head, "nsubj") in source
    feels = reading.rules.entry("adjective", word.text.lower()) is not None
    return not feels and agent_of(parsed, cue.head) is None and parsed.child(cue.head, "nsubj:pass") in source


def _with_theme(content: Content, theme: tuple[int, ...]) -> Content:
    """The content with who is spoken of, unless they only hear it: "was told that", "was asked whether"."""
    hears = bool(content.frames & {"clause", "quote"})
    return content if hears else replace(content, words=content.words | frozenset(theme))


def _is_empty(reading: Reading, content: Content) -> bool:
    """Whether the content is one word that tells nothing: "said nothing", "made a statement"."""
    words = [reading.parsed.words[i] for i in content.words if reading.parsed.words[i].upos not in ("PUNCT", "DET")]
    return not content.quotations and len(words) == 1 and words[0].lemma.lower() in reading.rules.list("empty")


def _is_toll(reading: Reading, cue: Cue, content: Content) -> bool:
    """Whether lives are claimed, no fact: "the flood claimed nine lives"."""
    words = reading.parsed.words
    taken = reading.parsed.child(cue.head, "obj")
    claims = words[cue.head].lemma.lower() == "claim" and taken in content.words
    return claims and taken is not None and words[taken].lemma.lower() in reading.rules.list("tolls")


def _is_measure(reading: Reading, cue: Cue) -> bool:
    """Whether the phrase names no speaker: "paid according to rank"."""
    after = reading.parsed.words[cue.last + 1 : cue.last + 2]
    return cue.pos == "phrase" and any(w.lemma.lower() in reading.rules.list("measures") for w in after)
