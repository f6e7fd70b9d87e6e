"""What a sentence is about, where that is no public affair: sport, markets, the arts, science, schools, lawsuits."""

from __future__ import annotations

import re

from dragoman.events.candidates import Candidate
from dragoman.events.rules import EventRules
from dragoman.events.slots import Slots

_OF_TEAMS = ("sport", "market", "story")  # states play and trade; only those who rule or fight are public in them
_OF_NOBODY = ("science", "school", "lawsuit")  # whoever is public makes them public
_SCORE = re.compile(r"(?<![\w-])\d{1,3}[-–]\d{1,3}(?![\w-])")  # "54-16" counts as one word of sport
_ENOUGH = 2  # words of a topic that make a sentence one of it; a word of "sure-sport" makes it alone
_UNSURE = 0.3  # the model's chance of an event below which one word of sport suffices
_TELLING = frozenset({"open", "tell", "follow", "end", "begin", "depict", "trace", "portray", "chronicle", "imagine"})


def is_of_games(candidate: Candidate, slots: Slots, rules: EventRules) -> bool:
    """Whether the candidate's sentence is about sport, markets or the arts, where a state may be a team or a market."""
    if slots.parsed.events is not None and candidate.seen < _UNSURE:
        return _is_about(_OF_TEAMS, candidate, slots, rules) or _is_about(("sport",), candidate, slots, rules, least=1)
    return _is_about(_OF_TEAMS, candidate, slots, rules)


def is_of_private_life(candidate: Candidate, slots: Slots, rules: EventRules) -> bool:
    """Whether the candidate's sentence is about science, schools or lawsuits."""
    return _is_about(_OF_NOBODY, candidate, slots, rules)


def _is_about(
    topics: tuple[str, ...], candidate: Candidate, slots: Slots, rules: EventRules, *, least: int = _ENOUGH
) -> bool:
    sentence = slots.words[candidate.anchor].sentence
    return any(_weight(topic, sentence, slots, rules) >= least for topic in topics)


def _weight(topic: str, number: int, slots: Slots, rules: EventRules) -> int:
    """How many words of the sentence are of the topic, counted once a sentence."""
    key = (topic, number)
    if key not in slots.topics:
        slots.topics[key] = _counted(topic, number, slots, rules)
    return slots.topics[key]


def _counted(topic: str, number: int, slots: Slots, rules: EventRules) -> int:
    sentence = slots.parsed.sentences[number]
    total = 0
    if topic == "sport":
        total += _SCORE.search(slots.parsed.text, sentence.start, sentence.end) is not None
    for index in range(sentence.first, sentence.last):
        names = _names(index, slots)
        total += any(rules.has(topic, name) for name in names)
        total += _ENOUGH * any(rules.has(f"sure-{topic}", name) for name in names)
        if topic == "story":
            total += _ENOUGH * (rules.has("fiction", names[0]) and _tells(index, slots))
    return total


def _tells(work: int, slots: Slots) -> bool:
    """Whether the novel or film holds what the sentence tells ("in the film", "the novel opens with")."""
    word = slots.words[work]
    is_teller = word.deprel == "nsubj" and slots.lemma(word.head) in _TELLING
    return is_teller or slots.grammar.preposition(work) == "in"


def _names(index: int, slots: Slots) -> tuple[str, ...]:
    """The word's lemma, also as "to score" or "a draw", and with the next word ("red card") or part ("fly-half")."""
    words = slots.words
    lemma = words[index].lemma
    kind = {"VERB": "to", "NOUN": "a"}.get(words[index].upos)
    names = (lemma,) if kind is None else (lemma, f"{kind} {lemma}")
    if index + 1 == len(words):
        return names
    pair = f"{words[index].text} {words[index + 1].lemma}".lower()
    if index + 2 < len(words) and words[index + 1].text == "-" and words[index].end == words[index + 1].start:
        pair = f"{words[index].text}-{words[index + 2].lemma}".lower()
    return (*names, pair)
