"""The cue words, as rule data: which words bring a statement and with what content."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, field, replace
from functools import lru_cache
from importlib.resources import files
from typing import Literal

from dragoman.attribution.weights import Weights, load_weights
from dragoman.record.types import Attitude
from dragoman.rulefile import read_rules

CueClass = Attitude | Literal["disputes"]
SPEECH = frozenset({"says", "denies", "disputes", "declines", "demands", "accuses", "promises"})
FRAMES = frozenset({"quote", "clause", "infinitive", "object", "pair", "sentence"})


@dataclass(frozen=True, slots=True, kw_only=True)
class CueRule:
    """Words of one behaviour: ``takes`` says what content must be there for them to be a cue."""

    id: str
    source: str
    words: tuple[str, ...]
    pos: str
    takes: tuple[str, ...]
    yes: tuple[str, ...]
    no: tuple[str, ...]
    cue_class: CueClass


@dataclass(frozen=True, slots=True, kw_only=True)
class WordList:
    """Words that the code asks for by the name of their list."""

    id: str
    source: str
    words: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class CueEntry:
    """What is known of one word as one part of speech, over all its rules; ``classes`` holds the class of
    the first rule for each frame or preposition."""

    rules: tuple[str, ...]
    frames: frozenset[str]
    prepositions: frozenset[str]
    cue_class: CueClass
    classes: dict[str, CueClass]

    def class_of(self, frames: Iterable[str]) -> CueClass:
        """The class of the first frame that has one, else of the word's first rule."""
        return next((self.classes[frame] for frame in sorted(frames) if frame in self.classes), self.cue_class)


@dataclass(frozen=True, slots=True, kw_only=True)
class AttributionRules:
    """Cue words by part of speech and lemma; phrases ("according to") by their first word."""

    words: dict[tuple[str, str], CueEntry]
    phrases: dict[str, tuple[tuple[str, ...], ...]]
    rules: tuple[CueRule, ...] = ()
    lists: dict[str, frozenset[str]] = field(default_factory=dict)
    weights: Weights | None = None

    def entry(self, pos: str, lemma: str) -> CueEntry | None:
        """The entry for a lemma ("say", "play down") as verb, noun or adjective, or None.

        A lemma that lost its last e ("rul") is found too.
        """
        return self.words.get((pos, lemma)) or self.words.get((pos, lemma + "e"))

    def list(self, name: str) -> frozenset[str]:
        """The words of a list of ``lists.toml``. Raises KeyError for a name that it lacks."""
        return self.lists[name]


@lru_cache(maxsize=1)
def load_attribution_rules() -> AttributionRules:
    """The bundled cue words, read and indexed once. Raises RuleFileError where the file is wrong."""
    folder = files("dragoman.attribution") / "rules" / "en"
    lists = {known.id: frozenset(known.words) for known in read_rules(folder / "lists.toml", WordList)}
    return replace(index_rules(read_rules(folder / "cues.toml", CueRule)), lists=lists, weights=load_weights())


def index_rules(rules: Iterable[CueRule]) -> AttributionRules:
    """Rules indexed by word; a word of several rules takes the frames of all, the class of the first."""
    words: dict[tuple[str, str], CueEntry] = {}
    phrases: dict[str, list[tuple[str, ...]]] = {}
    kept = tuple(rules)
    for rule in kept:
        for word in rule.words:
            if rule.pos == "preposition":
                first, *_ = parts = word.split()
                phrases.setdefault(first, []).append(tuple(parts))
            else:
                words[rule.pos, word] = _joined(words.get((rule.pos, word)), rule)
    longest_first = {k: tuple(sorted(v, key=len, reverse=True)) for k, v in phrases.items()}
    return AttributionRules(words=words, phrases=longest_first, rules=kept)


def _joined(known: CueEntry | None, rule: CueRule) -> CueEntry:
    frames = FRAMES.intersection(rule.takes)
    prepositions = frozenset(rule.takes) - FRAMES
    classes = dict.fromkeys(rule.takes, rule.cue_class)
    if known is None:
        return CueEntry((rule.id,), frames, prepositions, rule.cue_class, classes)
    return CueEntry(
        rules=(*known.rules, rule.id),
        frames=known.frames | frames,
        prepositions=known.prepositions | prepositions,
        cue_class=known.cue_class,
        classes=classes | known.classes,
    )
