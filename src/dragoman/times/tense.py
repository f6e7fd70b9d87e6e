"""Whether an expression lies ahead or behind, by the verb that governs it."""

from __future__ import annotations

from itertools import islice

from dragoman.language import Parsed, Word
from dragoman.times.find import Found
from dragoman.times.meaning import Tense
from dragoman.times.rules import TimeRules

_CLIMB = 8  # words above an expression that are looked at
_MODIFIERS = frozenset({"nmod:poss", "compound", "amod", "nummod", "nmod"})
_PAST_TAGS = frozenset({"VBD"})
_WILL = frozenset({"will", "shall", "would", "'ll", "wo", "’ll", "'d", "’d"})
_MUST = frozenset({"must", "should", "can", "could", "may", "might", "need", "ought", "ca"})
_PERFECT = frozenset({"have"})
_CLAUSES = frozenset({"xcomp", "advcl", "ccomp", "acl"})
_BACKWARD = frozenset({"of", "after", "over", "during", "since", "following", "from"})
_CALLED_FOR = frozenset({"call", "appeal", "press", "push"})
_LEADS_AHEAD = frozenset({"ahead", "orders", "moves", "gives"})


def tense_of(parsed: Parsed, found: Found, *, rules: TimeRules) -> Tense | None:
    """Past, present or future by the nearest verb above the expression; None where no verb governs it."""
    at = parsed.head_of(found.start, found.end)
    if at is None or _is_of_the_past(parsed, found):
        return None
    if _is_due(parsed, at, rules) or _is_begun_by_order(parsed, at, rules):
        return "future"
    for above in islice(parsed.ancestors(at), _CLIMB):
        word = parsed.words[above]
        sense = rules.cues.get(word.lemma)
        if sense == "ahead" and not _is_past(parsed, above):
            return "future"
        if word.xpos.startswith(("VB", "MD")) or parsed.child(above, "cop", "aux") is not None:
            if _has_deadline(parsed, found, above, rules) or _is_moved(parsed, found, above, rules):
                return "future"
            if (tense := verb_tense(parsed, above, rules=rules)) is not None:
                return "future" if tense == "present" and _tells_deadline(parsed, above, rules) else tense
    return _tense_beside(parsed, found, rules)


def _tense_beside(parsed: Parsed, found: Found, rules: TimeRules) -> Tense | None:
    """The tense of the nearest verb of the sentence, where the tree leads to none."""
    sentence = parsed.sentences[parsed.words[found.first].sentence]
    first, last = max(sentence.first, found.first - _CLIMB), min(sentence.last, found.last + _CLIMB)
    verbs = [i for i in range(first, last) if parsed.words[i].xpos.startswith("VB")]
    nearest = min(verbs, key=lambda i: abs(i - found.first), default=None)
    return None if nearest is None else verb_tense(parsed, nearest, rules=rules)


def _is_of_the_past(parsed: Parsed, found: Found) -> bool:
    """Whether the expression dates something that another starts from ("within a month of Friday's coup")."""
    noun = is_modifier(parsed, found)
    case = parsed.child(noun, "case") if noun is not None else None
    return case is not None and parsed.words[case].text.lower() in _BACKWARD


def _is_due(parsed: Parsed, at: int, rules: TimeRules) -> bool:
    """Whether the word before the preposition says that the day lies ahead ("the vote due on Sunday")."""
    cases = (parsed.words[k].lemma for k in parsed.children(at, "case") if parsed.words[k].upos != "ADP")
    return any(rules.cues.get(lemma) == "ahead" for lemma in cases)


def _is_begun_by_order(parsed: Parsed, at: int, rules: TimeRules) -> bool:
    """Whether the day begins what somebody agrees to or orders ("agreed to a truce starting Friday")."""
    begins = parsed.words[at].head
    if begins < 0 or rules.cues.get(parsed.words[begins].lemma) != "begins" or parsed.words[begins].xpos != "VBG":
        return False
    senses = (_sense(parsed, above, rules) for above in islice(parsed.ancestors(begins), _CLIMB))
    return any(sense in ("orders", "ahead", "called") for sense in senses)


def _has_deadline(parsed: Parsed, found: Found, verb: int, rules: TimeRules) -> bool:
    """Whether the verb moves something that lies ahead to the expression ("moved the deadline to April 20")."""
    if found.first == 0 or parsed.words[found.first - 1].text.lower() not in ("from", "to", "until", "till"):
        return False
    objects = parsed.children(verb, "obj")
    return any(parsed.words[k].upos == "NOUN" and rules.cues.get(parsed.words[k].lemma) == "ahead" for k in objects)


def _is_moved(parsed: Parsed, found: Found, verb: int, rules: TimeRules) -> bool:
    """Whether the verb sets or moves something to the expression ("scheduled for Friday", "postponed to June 2",
    "gave him until Friday"), or what it moves is dated by it ("the May 5 vote was postponed")."""
    if _is_called_for(parsed, found, verb, rules):
        return True
    sense = _sense(parsed, verb, rules)
    before = parsed.words[found.first - 1].text.lower() if found.first else ""
    if before in ("until", "till", "through"):
        return sense in ("moves", "gives", "ahead")
    if sense not in ("moves", "ahead"):
        return False
    noun = is_modifier(parsed, found)
    return before in ("to", "for") or (noun is not None and parsed.words[noun].deprel == "nsubj:pass")


def _sense(parsed: Parsed, verb: int, rules: TimeRules) -> str | None:
    """What the verb, with its particle where it has one, does to a day ("put off until Friday")."""
    lemma, particle = parsed.words[verb].lemma, parsed.child(verb, "compound:prt")
    with_particle = None if particle is None else rules.cues.get(f"{lemma} {parsed.words[particle].lemma}")
    return with_particle or rules.cues.get(lemma)


def _is_called_for(parsed: Parsed, found: Found, verb: int, rules: TimeRules) -> bool:
    """Whether the day stands behind what somebody calls for ("called for a march on Friday")."""
    if parsed.words[verb].lemma not in _CALLED_FOR:
        return False
    wanted = [
        k for k in parsed.children(verb, "obl") if k < found.first and rules.cues.get(parsed.words[k].lemma) == "called"
    ]
    return any((case := parsed.child(k, "case")) is not None and parsed.words[case].lemma == "for" for k in wanted)


def _tells_deadline(parsed: Parsed, verb: int, rules: TimeRules) -> bool:
    """Whether the subject is something that lies ahead ("the deadline is Friday")."""
    return any(rules.cues.get(parsed.words[k].lemma) == "ahead" for k in parsed.children(verb, "nsubj"))


def _is_past(parsed: Parsed, index: int) -> bool:
    """Whether a cue is a verb told as past ("expected" in "police expected trouble on Monday")."""
    return parsed.words[index].xpos in _PAST_TAGS


def verb_tense(parsed: Parsed, index: int, *, rules: TimeRules) -> Tense | None:
    """The tense of a verb or predicate with its auxiliaries; None for a form that tells none."""
    helpers = [parsed.words[k] for k in parsed.children(index, "aux", "cop")]
    lemmas = {w.lemma.lower() for w in helpers} | {w.text.lower() for w in helpers}
    if lemmas & _WILL or lemmas & _MUST:
        return "future"
    word = parsed.words[index]
    if _is_infinitive(parsed, index, word):
        return _infinitive_tense(parsed, word, helpers, rules)
    finite = {w.xpos for w in helpers}
    if word.xpos == "VBD" or "VBD" in finite or lemmas & _PERFECT:
        return "past"
    if finite & {"VBZ", "VBP"}:
        return "present"
    if word.xpos in ("VBZ", "VBP", "VB"):
        return "present"
    return "past" if word.xpos == "VBN" and not helpers else None


def _is_infinitive(parsed: Parsed, index: int, word: Word) -> bool:
    return any(parsed.words[k].text.lower() == "to" for k in parsed.children(index, "mark"))


def _infinitive_tense(parsed: Parsed, word: Word, helpers: list[Word], rules: TimeRules) -> Tense | None:
    """ "Agreed to leave on Monday" lies ahead of its verb; "was willing to leave on Monday" lies with it."""
    if word.head < 0 or word.deprel not in _CLAUSES or any(w.lemma == "be" and w.xpos != "VB" for w in helpers):
        return "future"
    above = parsed.words[word.head]
    if rules.cues.get(above.lemma) in _LEADS_AHEAD:
        return "future"
    tense = verb_tense(parsed, word.head, rules=rules)
    return tense if tense == "past" else "future"


def is_modifier(parsed: Parsed, found: Found) -> int | None:
    """The noun that the expression stands before as its modifier ("Monday's vote", "the April 20 deadline")."""
    at = parsed.head_of(found.start, found.end)
    if at is None:
        return None
    word = parsed.words[at]
    return word.head if word.deprel in _MODIFIERS and word.head >= found.last else None
