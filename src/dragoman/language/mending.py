"""Trees put right where the words themselves leave no doubt.

The model gives each word its tag and its relation by itself, so a tree may say what no English sentence can: a
passive subject of "have taken", an owner that owns nothing, half a country that acts. Each rule here follows from
the guidelines of Universal Dependencies, or from the names of states.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import replace
from functools import cache

from dragoman.language.parsed import Word
from dragoman.world import load_world

_INSIDE = frozenset({"amod", "compound", "nummod", "advmod", "nmod:desc", "flat"})
_NOUNS = frozenset({"NOUN", "PROPN"})
_SUBJECTS = frozenset({"nsubj", "nsubj:pass"})
_CALENDAR = frozenset({
    "January", "February", "March", "April", "May", "June", "July", "August", "September", "October", "November",
    "December", "Monday", "Tuesday", "Wednesday", "Thursday", "Friday", "Saturday", "Sunday",
})  # fmt: skip
_ACTIVE = frozenset({"VB", "VBP", "VBZ"})
_OWNED_BY = "nmod:poss"
_TIMES = frozenset({"week", "month", "year", "night", "weekend", "summer", "winter"})  # "left St John's last week"
_MARKS = frozenset({"'s", "’s", "'", "’"})
_NEAR = 8
_LINKS = frozenset({
    "act", "appear", "become", "begin", "constitute", "cost", "die", "elect", "end", "equal", "fall", "feel", "finish",
    "form", "get", "go", "grow", "last", "look", "make", "mean", "number", "play", "prove", "rank", "remain",
    "represent", "retire", "return", "run", "seem", "serve", "smell", "sound", "stand", "start", "stay", "taste",
    "total", "turn",
    "weigh", "work", "name", "call", "consider", "declare", "appoint", "dub",
})  # fmt: skip
_FINITE = {"NN": "VBP", "NNS": "VBZ"}
_BEHIND_AGENT = {"acl": "advcl", "nmod": "obl"}
_CHARGES = frozenset({"accuse", "suspect", "convict", "acquit", "warn", "inform", "notify", "remind", "assure", "rob"})
# Verbs that keep an object in the passive: "Two men given life terms" is a headline's passive.
_DOUBLE = frozenset({
    "accord", "allocate", "ask", "assign", "award", "call", "charge", "deny", "elect", "fine", "give", "grant", "hand",
    "lend", "make", "name", "offer", "pay", "promise", "refuse", "send", "show", "spare", "teach", "tell",
})  # fmt: skip


def mended(words: Sequence[Word]) -> list[Word]:
    """The words of one report with such tags and relations put right."""
    found = [_off_marks(words, word) for word in words]
    for first, last in _sentences(found):
        kids = _children(found, first, last)
        _mend_names(found, first, last)
        for index in range(first, last):
            found[index] = _mended(found, index, kids[index - first])
        for index in range(first + 1, last - 1):
            _mend_owner(found, index)
    return found


def _off_marks(words: Sequence[Word], word: Word) -> Word:
    """Nothing hangs on a mark: "to Guinea-Bissau", where "to" hangs on the hyphen."""
    head = word.head
    while head >= 0 and word.deprel != "punct" and words[head].deprel == "punct" and words[head].head >= 0:
        head = words[head].head
    return word if head == word.head else replace(word, head=head)


def _sentences(words: Sequence[Word]) -> Iterator[tuple[int, int]]:
    first = 0
    for index in range(1, len(words) + 1):
        if index == len(words) or words[index].sentence != words[first].sentence:
            yield first, index
            first = index


def _children(words: Sequence[Word], first: int, last: int) -> list[list[int]]:
    kids: list[list[int]] = [[] for _ in range(first, last)]
    for index in range(first, last):
        if words[index].head >= 0:
            kids[words[index].head - first].append(index)
    return kids


def _mended(words: Sequence[Word], index: int, kids: Sequence[int]) -> Word:
    """The word with its own tag and relation put right; ``kids`` hang on it."""
    word = words[index]
    if word.deprel in _SUBJECTS:
        word = _mended_subject(words, index)
    elif word.deprel == "compound:prt" and word.xpos == "IN" and (noun := _noun_behind(words, index)) is not None:
        return replace(word, deprel="case", head=noun)  # "called *on* Chad"
    rels = {words[k].deprel: k for k in kids}
    if word.deprel in _BEHIND_AGENT and _is_charge(words, index, rels.get("mark", rels.get("case", index))):
        return replace(word, head=words[word.head].head, deprel=_BEHIND_AGENT[word.deprel])
    if word.upos in _NOUNS and "case" in rels and (noun := _noun_before(words, index, rels["case"])) is not None:
        return replace(word, deprel="nmod", head=noun)
    return _mended_noun(words, word, index, rels) if word.upos == "NOUN" else word


def _mended_subject(words: Sequence[Word], index: int) -> Word:
    """A subject of an active verb is no passive one; a name right before the subject is no other: "*Malian* forces"."""
    word, after = words[index], words[min(index + 1, len(words) - 1)]
    if word.deprel == "nsubj:pass" and _is_active(words, word.head):
        return replace(word, deprel="nsubj")
    is_twin = word.deprel == after.deprel and word.head == after.head and word is not after
    if is_twin and word.upos in ("PROPN", "ADJ") and after.upos == "NOUN":
        return replace(word, deprel="compound", head=index + 1)
    return word


def _mended_noun(words: Sequence[Word], word: Word, index: int, rels: Mapping[str, int]) -> Word:
    """A phrase with a preposition is no clause ("went on *strike*"), a noun with subject and object a verb ("police
    *fire* tear gas")."""
    if word.deprel == "advcl" and "case" in rels and rels.keys().isdisjoint(("cop", "nsubj", "mark", "aux")):
        return replace(word, deprel="obl")
    if word.deprel == "xcomp" and _takes_object(words, word.head) and rels.keys().isdisjoint(("case", "cop", "mark")):
        return replace(word, deprel="obj")  # "called off *talks*"
    is_bare = rels.keys().isdisjoint(("cop", "case", "det", "amod", "nmod:poss", "compound"))
    if word.xpos in _FINITE and is_bare and rels.get("nsubj", index) < index < rels.get("obj", -1):
        return replace(word, upos="VERB", xpos=_FINITE[word.xpos])
    return word


def _is_charge(words: Sequence[Word], index: int, opener: int) -> bool:
    """Whether the word opens with "of" what the agent before it says somebody did ("accused by rivals of lying")."""
    agent = words[words[index].head]
    if words[opener].lemma != "of" or not agent.deprel.startswith("obl") or agent.head < 0:
        return False
    return words[agent.head].lemma in _CHARGES and words[agent.head].xpos == "VBN"


def _takes_object(words: Sequence[Word], verb: int) -> bool:
    """Whether the verb has no object yet, is active, and is none that links its subject to a noun ("became king")."""
    around = words[max(0, verb - _NEAR) : verb + _NEAR]
    own = {w.deprel for w in around if w.head == verb}
    links = words[verb].lemma in _LINKS and "compound:prt" not in own
    return words[verb].upos == "VERB" and not links and own.isdisjoint(("obj", "aux:pass", "nsubj:pass"))


def _noun_before(words: Sequence[Word], index: int, case: int) -> int | None:
    """The noun right before the phrase, where the phrase belongs to it: "the government *of Chad* promised", and
    between a subject and its verb, "police *in Dili* arrested"."""
    word, before = words[index], words[max(case - 1, 0)]
    if before.sentence != word.sentence or before.head != word.head or before.upos != "NOUN" or word.head < 0:
        return None
    is_of = words[case].text == "of" and word.deprel in _SUBJECTS
    is_where = word.deprel == "obl" and before.deprel in _SUBJECTS and index < word.head and word.text not in _CALENDAR
    return case - 1 if is_of or (is_where and word.upos == "PROPN") else None


def _noun_behind(words: Sequence[Word], index: int) -> int | None:
    """The head of the phrase right behind a preposition, that hangs on the preposition's verb without any."""
    at, verb = index + 1, words[index].head
    while at < len(words) and words[at].head > at and words[at].deprel in (*_INSIDE, "det", "nmod:poss"):
        at = words[at].head
    return at if at < len(words) and words[at].head == verb and words[at].deprel == "obl" else None


def _is_active(words: Sequence[Word], verb: int) -> bool:
    """Whether the verb's form cannot be passive: finite, behind "have" alone, or with an object and nothing else."""
    word = words[verb]
    first = verb
    while first > 0 and words[first - 1].sentence == word.sentence:
        first -= 1
    helpers = [w for w in words[first:verb] if w.head == verb and w.deprel.startswith("aux")]
    if word.xpos not in (*_ACTIVE, "VBN", "VBD") or any(
        w.deprel == "aux:pass" or w.lemma in ("be", "get") for w in helpers
    ):
        return False
    if word.xpos in _ACTIVE or any(w.lemma == "have" for w in helpers):
        return True
    behind = (w for w in words[verb + 1 :] if w.sentence == word.sentence)
    return not helpers and word.lemma not in _DOUBLE and any(w.head == verb and w.deprel == "obj" for w in behind)


# -- owners --------------------------------------------------------------------------


def _mend_owner(words: list[Word], index: int) -> None:
    """What stands before "'s" owns the noun phrase after it: "*Nauru*'s expulsion of envoys came late"."""
    word, before = words[index], words[index - 1]
    is_mark = word.text in _MARKS and word.xpos == "POS" and word.deprel == "case" and word.head == index - 1
    owned = _owned(words, index) if is_mark and before.deprel != _OWNED_BY else None
    if owned is None:
        return
    if words[owned].head == index - 1:
        words[owned] = replace(words[owned], head=before.head, deprel=before.deprel)
    elif _is_under(words, owned, index - 1):
        return
    words[index - 1] = replace(before, head=owned, deprel=_OWNED_BY)


def _owned(words: Sequence[Word], mark: int) -> int | None:
    """The noun that heads the phrase right after the mark, or None where none begins there."""
    at = mark + 1
    if words[at].upos == "PUNCT":
        return None
    while words[at].head > at and words[at].deprel in _INSIDE and words[at].sentence == words[mark].sentence:
        at = words[at].head
    is_noun = words[at].upos in _NOUNS and words[at].deprel != _OWNED_BY and words[at].lemma not in _TIMES
    return at if is_noun and words[at].sentence == words[mark].sentence else None


def _is_under(words: Sequence[Word], index: int, above: int) -> bool:
    """Whether the word hangs below the other one."""
    at = index
    while at >= 0 and at != above:
        at = words[at].head
    return at == above


# -- names of states -----------------------------------------------------------------


def _mend_names(words: list[Word], first: int, last: int) -> None:
    """A state's name is a name, and one phrase: "promised *Niger* food", "*New Zealand* and Chad sent tents"."""
    names = _states()
    for index in range(first, last):
        for name in names.get(words[index].text, ()):
            end = index + len(name)
            if end <= last and all(words[index + k].text == part for k, part in enumerate(name)):
                _as_name(words, index, end)
                break


def _as_name(words: list[Word], first: int, last: int) -> None:
    if last - first == 1:
        word = words[first]
        if word.upos == "ADJ":
            relation = "compound" if word.deprel == "amod" else word.deprel
            words[first] = replace(word, upos="PROPN", xpos="NNP", deprel=relation)
        return
    outside = [i for i in range(first, last) if not first <= words[i].head < last]
    if len(outside) < 2 or len({words[i].head for i in outside}) > 1:
        return
    head = _principal(words, first, last, outside)
    for index in outside:
        if index != head:
            words[index] = replace(words[index], head=head, deprel="compound" if index < head else "flat")


def _principal(words: Sequence[Word], first: int, last: int, outside: Sequence[int]) -> int:
    """The word of a torn name that other words hang on, else its last."""
    near = range(max(0, first - 3), min(len(words), last + 3))
    heads = {words[i].head for i in near if not first <= i < last}
    return next((i for i in outside if i in heads), outside[-1])


@cache
def _states() -> dict[str, tuple[tuple[str, ...], ...]]:
    """The names of the states by their first word, the longest first."""
    return _by_first(tuple(state.name.split()) for state in load_world().states.values())


def _by_first(names: Iterable[tuple[str, ...]]) -> dict[str, tuple[tuple[str, ...], ...]]:
    found: dict[str, list[tuple[str, ...]]] = {}
    for name in names:
        found.setdefault(name[0], []).append(name)
    return {first: tuple(sorted(named, key=len, reverse=True)) for first, named in found.items()}
