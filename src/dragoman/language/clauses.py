"""Who does what in a clause, and which characters say so: what rooms about duties and stances ask of a tree."""

from __future__ import annotations

from collections.abc import Iterable, Sequence

from dragoman.language.lookup import ActorLookup
from dragoman.language.parsed import Parsed
from dragoman.record.types import Participant, Span

_RELATIVES = frozenset({"who", "which", "that", "whom"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "nor"})
_OWN_DOING = frozenset({"promise", "threaten", "vow", "pledge", "offer", "agree", "swear"})
_SUBJECTS = ("nsubj", "csubj")
_OPENS = frozenset('“„«‘(["')
_QUOTES = frozenset('“”"„«»')
_CLIMB = 10  # steps through coordination and control; deeper chains are errors of the parse


class Clauses:
    """Questions about the clauses of one report; words are token indices."""

    def __init__(self, parsed: Parsed, lookup: ActorLookup) -> None:
        self.parsed, self.words, self.lookup = parsed, parsed.words, lookup

    # -- single words ------------------------------------------------------------

    def lemma(self, index: int) -> str:
        """The word's lemma in lower case."""
        return self.words[index].lemma.lower()

    def noun(self, index: int) -> str:
        """The lemma of a noun with what a hyphen joins to it ("cease-fire"), in lower case."""
        words, lemma = self.words, self.lemma(index)
        hyphen = index > 1 and words[index - 1].text == "-" and words[index - 2].end == words[index - 1].start
        return f"{words[index - 2].text.lower()}-{lemma}" if hyphen else lemma

    def is_verb(self, index: int) -> bool:
        """Whether the word is a verb by its tags."""
        word = self.words[index]
        return word.upos in ("VERB", "AUX") or word.xpos.startswith("VB")

    def is_passive(self, index: int) -> bool:
        """Whether the verb's surface subject suffers the act; bare participles behind a noun count."""
        if self.parsed.child(index, "aux:pass") is not None:
            return True
        if self.parsed.child(index, "nsubj:pass") is not None:  # "Bosnia applied" has no auxiliary
            return self.parsed.child(index, "aux", "cop") is not None or self.agent(index) is not None
        word = self.words[index]
        if word.xpos != "VBN" or self.parsed.child(index, "nsubj", "aux", "obj") is not None:
            return False
        if word.deprel == "conj" and word.head >= 0:
            return self.parsed.child(word.head, "aux:pass", "nsubj:pass") is not None
        return word.deprel.split(":")[0] in ("acl", "amod", "xcomp", "advcl")

    def is_negated(self, index: int) -> bool:
        """Whether "not" or "never" stands with the word, or "no" or "neither" with its subject."""
        if any(self.lemma(k) in _NEGATIONS for k in self.parsed.children(index, "advmod", "neg", "cc", "det")):
            return True
        subjects = self.parsed.children(index, "nsubj")
        return any(self.lemma(d) in ("no", "neither") for s in subjects for d in self.parsed.children(s, "det"))

    def negation(self, index: int) -> int | None:
        """The "not" or "never" of the word, or None."""
        return next((k for k in self.parsed.children(index, "advmod", "neg") if self.lemma(k) in _NEGATIONS), None)

    def auxiliaries(self, index: int) -> frozenset[str]:
        """Lemmas and forms, in lower case, of the verb's auxiliaries and copula."""
        kids = self.parsed.children(index, "aux", "cop")
        return frozenset(f for k in kids for f in (self.lemma(k), self.words[k].text.lower()))

    def is_infinitive(self, index: int) -> bool:
        """Whether the verb stands with "to"."""
        return any(self.lemma(k) == "to" for k in self.parsed.children(index, "mark", "aux"))

    def preposition(self, index: int) -> str | None:
        """The first preposition of the phrase in lower case, or None."""
        for kid in self.parsed.children(index, "case", "mark"):
            word = self.words[kid]
            if kid < index and (word.upos != "PART" or word.deprel == "case"):  # "invited X to talks"
                return word.text.lower()
        return None

    def phrases(self, index: int, *prepositions: str) -> tuple[int, ...]:
        """Heads of the phrases with one of the prepositions that hang on the word."""
        kids = self.parsed.children(index, "obl", "nmod", "advmod", "advcl", "acl")
        return tuple(self.resolved(k) for k in kids if self.preposition(k) in prepositions)

    def infinitives(self, index: int) -> tuple[int, ...]:
        """Heads of "to do" under the word: complements, purposes, and those of a noun; no "how to do"."""
        kids = self.parsed.children(index, "xcomp", "ccomp", "acl", "advcl")
        return tuple(k for k in kids if k > index and self.is_infinitive(k) and not self.asks_how(k))

    def asks_how(self, index: int) -> bool:
        """Whether a question word begins the clause: "how", "when", "whether"."""
        if self.words[index].deprel.startswith("acl"):
            return False
        kids = self.parsed.children(index, "advmod", "mark", "obj", "nsubj")
        return any(k < index and (self.words[k].xpos in ("WRB", "WP") or self.lemma(k) == "whether") for k in kids)

    def conjuncts(self, index: int) -> tuple[int, ...]:
        """The word and what is coordinated with it."""
        found, at = [index], 0
        while at < len(found):
            found.extend(self._row(found[at]))
            at += 1
        return tuple(found)

    # -- subjects and objects ----------------------------------------------------

    def resolved(self, index: int) -> int:
        """The noun behind a relative pronoun, else the word itself."""
        word = self.words[index]
        if word.text.lower() not in _RELATIVES or word.upos not in ("PRON", "DET", "SCONJ"):
            return index
        for at in self._upwards(index):
            if self.words[at].deprel.startswith("acl"):
                return self._first_of_row(self.words[at].head) if self._is_plural(index) else self.words[at].head
        return index

    def _is_plural(self, pronoun: int) -> bool:
        """Whether a relative pronoun behind a comma is the subject of a plural: "Peru and Chile, which recognize"."""
        word = self.words[pronoun]
        verb = word.head
        if verb < 0 or not word.deprel.startswith("nsubj") or self.words[pronoun - 1].text != ",":
            return False
        plural = any(self.words[k].xpos == "VBP" for k in (verb, *self.parsed.children(verb, "aux", "cop")))
        return plural and self._fronted(verb) != pronoun

    def _first_of_row(self, noun: int) -> int:
        """The first of the nouns that this one is coordinated with, or the noun itself."""
        for k in self._role_mates(noun):
            if k < noun and self._torn(k) == noun:
                noun = k
                break
        for _ in range(_CLIMB):
            if self.words[noun].deprel != "conj":
                break
            noun = self.words[noun].head
        return noun

    def _role_mates(self, index: int) -> tuple[int, ...]:
        """The words that hang on the same head by the same relation."""
        word = self.words[index]
        kids = self.parsed.children(word.head, word.deprel) if word.head >= 0 else ()
        return tuple(k for k in kids if k != index and self.words[k].deprel == word.deprel)

    def _torn(self, index: int) -> int | None:
        """The head of a coordinated name that the parser has torn off: of "angered Peru and Chile miners" it may make
        two objects, with "Chile" coordinated to either."""
        for rest in self._role_mates(index):
            middle = rest - 1
            joined = middle > index and self.words[middle].deprel == "conj" and self.words[middle].head in (index, rest)
            if joined and self.words[middle].upos == self.words[rest].upos == "PROPN":
                return rest if self.words[middle - 1].upos == "CCONJ" else None
        return None

    def _row(self, index: int) -> Iterable[int]:
        """What is coordinated with the word directly."""
        kids = self.parsed.children(index, "conj")
        if self.words[index].upos != "PROPN" or self.words[index].deprel == "conj":
            return kids
        rest = self._torn(index)
        kids = tuple(k for k in kids if k != index - 1)
        return kids if rest is None else (*(k for k in kids if k != rest - 1), rest)

    def _upwards(self, index: int) -> Iterable[int]:
        at = index
        for _ in range(_CLIMB):
            yield at
            at = self.words[at].head
            if at < 0:
                return

    def subject(self, index: int) -> int | None:
        """The surface subject of a predicate, through coordination, control and relative clauses."""
        at = index
        for _ in range(_CLIMB):
            own = self._own_subject(at)
            if own is not None:
                return self.resolved(own)
            above = self._shares_subject_of(at)
            if above is None:
                return None
            noun, at = above
            if noun:
                return self.resolved(at)
        return None

    def _own_subject(self, index: int) -> int | None:
        """The first subject; a second is a bare day or an object that the parser takes for one.

        Of "which Turkey refuses to recognize" it is Turkey, whatever the parser makes of "which".
        """
        fronted = self._fronted(index)
        for kid in self.parsed.children(index, *_SUBJECTS):
            if self.words[kid].xpos != "EX" and kid != fronted:
                return kid
        return next((k for k in self.parsed.children(index, "expl") if self.lookup.at(k) is not None), None)

    def _fronted(self, index: int) -> int | None:
        """The relative pronoun that opens the clause before its subject, where the parser takes both for subjects."""
        kids = [k for k in self.parsed.children(index, "nsubj") if k < index]
        if len(kids) < 2 or self.words[kids[0]].text.lower() not in _RELATIVES:
            return None
        return kids[0]

    def objects(self, index: int) -> tuple[int, ...]:
        """Heads of the noun phrases right of the verb without a preposition, as parsers variously label them."""
        kids = self.parsed.children(index, "obj", "iobj", "nsubj", "obl")
        return tuple(k for k in kids if k > index and (not self.words[k].deprel.startswith("obl") or self._is_bare(k)))

    def _is_bare(self, index: int) -> bool:
        return self.words[index].upos in ("PROPN", "PRON") and self.preposition(index) is None

    def _shares_subject_of(self, index: int) -> tuple[bool, int] | None:
        """Where to look on: (True, noun) is the answer, (False, verb) the predicate whose subject is shared."""
        word = self.words[index]
        head, relation = word.head, word.deprel.split(":")[0]
        if head < 0:
            return None
        if relation == "conj" and self.words[head].upos != "NOUN":
            return False, head
        if relation in ("xcomp", "ccomp", "parataxis") and (relation == "xcomp" or self.is_infinitive(index)):
            return self._controller(index, head)
        if relation == "acl":
            return self._owner(index, head)
        if relation == "advcl" and self.is_verb(head):
            if self.preposition(index) in ("of", "from", "against", "into"):
                return self._controller(index, head)
            return False, head
        return None

    def _controller(self, index: int, governor: int) -> tuple[bool, int]:
        if self.lemma(governor) not in _OWN_DOING and not self.is_passive(governor):
            for kid in self.objects(governor):
                if kid < index:
                    return True, kid
        return False, governor

    def _owner(self, index: int, noun: int) -> tuple[bool, int] | None:
        """ "troops attacking": the noun; "their plan to attack": whose plan it is."""
        if not self.is_infinitive(index):
            return True, noun
        owner = self.parsed.child(noun, "nmod:poss")
        if owner is not None:
            return True, owner
        governor = self.words[noun].head
        if governor >= 0 and self.is_verb(governor):
            return False, governor
        return None

    def agent(self, index: int) -> int | None:
        """The "by" phrase of a passive verb or of a noun, or None."""
        for kid in self.parsed.children(index, "obl", "nmod"):
            if self.words[kid].deprel == "obl:agent" or self.preposition(kid) == "by":
                return kid
        return None

    def doer(self, index: int) -> int | None:
        """Who does it: the subject, or the "by" phrase of a passive."""
        return self.agent(index) if self.is_passive(index) else self.subject(index)

    def object(self, index: int) -> int | None:
        """Whom or what it is done to: the object, or the subject of a passive."""
        if self.is_passive(index):
            word = self.words[index]
            own = self._own_subject(index)
            if own is None and word.deprel.split(":")[0] in ("acl", "amod"):
                return word.head
            return self.subject(index)
        own = self.parsed.child(index, "obj")
        if own is None:
            own = next((k for k in self.objects(index) if self.words[k].deprel == "iobj"), None)
        if own is None:
            own = self._moved_object(index)
        return self.resolved(own) if own is not None else None

    def _moved_object(self, index: int) -> int | None:
        """What the verb is done to where it does not hang on it as an object: the relative pronoun before the subject
        ("which Turkey refuses to recognize"), the noun right behind a particle ("ruled out talks")."""
        particle = self.parsed.child(index, "compound:prt")
        if particle is not None:
            for kid in self.parsed.children(index, "obl"):
                bare = self.words[kid].deprel == "obl" and self.preposition(kid) is None
                if bare and self.leftmost(kid) == particle + 1 and self.words[kid].upos == "NOUN":
                    return kid
        word = self.words[index]
        return self._fronted(word.head if word.deprel == "xcomp" else index)

    # -- actors --------------------------------------------------------------------

    def participant(self, index: int) -> Participant | None:
        """The actor that the phrase with this head names, or None."""
        found = self.lookup.at(index)
        if found is None and self.words[index].upos in ("PROPN", "ADJ"):
            found = self.lookup.covering(index)
            head = self.words[index].head
            if found is not None and head >= 0 and found.start <= self.words[head].start < found.end:
                return None  # a word inside a longer mention names no actor by itself
        return found

    def participants(self, index: int | None) -> tuple[Participant, ...]:
        """The actors of a phrase and of what is coordinated with it, each once, in text order."""
        found: dict[str, Participant] = {}
        for head in () if index is None else self.conjuncts(self.resolved(index)):
            for one in (head, *self._included(head)):
                who = self.participant(one)
                if who is not None:
                    found.setdefault(who.actor, who)
        return tuple(found.values())

    def _included(self, head: int) -> tuple[int, ...]:
        """ "countries including Turkey and Iran": those named."""
        kids = self.parsed.children(head, "nmod", "acl")
        return tuple(c for k in kids if self.preposition(k) == "including" for c in self.conjuncts(k))

    # -- characters ------------------------------------------------------------------

    def span(self, head: int, *, without: Iterable[int] = (), and_from: int | None = None) -> Span:
        """Characters of the unbroken run of words around ``head`` that belong to its subtree.

        The subtrees of ``without`` are left out, and so is a clause that a comma sets off; ``and_from`` is an
        earlier word that the run must reach back to.
        """
        kept = self._kept(head, set(without))
        first = last = head
        while first - 1 in kept:
            first -= 1
        while last + 1 in kept:
            last += 1
        if and_from is not None:
            first = min(first, and_from)
        return self._trimmed(first, last)

    def _kept(self, head: int, without: set[int]) -> set[int]:
        kept, stack = set(), [head]
        while stack:
            at = stack.pop()
            kept.add(at)
            stack.extend(k for k in self.parsed.children(at) if k not in without and not self._set_off(k))
        return kept

    def _set_off(self, clause: int) -> bool:
        """A relative clause, a participle or an aside behind a comma or dash."""
        relation = self.words[clause].deprel.split(":")[0]
        trailing = relation == "advcl" and self.words[clause].xpos == "VBG" and clause > self.words[clause].head
        if relation not in ("acl", "parataxis") and not trailing:
            return False
        first = self.leftmost(clause)
        return self.words[first].text in ",—–" or (first > 0 and self.words[first - 1].text in ",—–")

    def leftmost(self, index: int) -> int:
        """The first word of the subtree, following first dependents."""
        at = index
        while (kids := self.parsed.children(at)) and kids[0] < at:
            at = kids[0]
        return at

    def _trimmed(self, first: int, last: int) -> Span:
        words = self.words
        while first < last and words[first].upos in ("PUNCT", "CCONJ") and words[first].text not in _OPENS:
            first += 1
        while last > first and (words[last].upos in ("PUNCT", "CCONJ") and words[last].text not in ")”"):
            last -= 1
        if words[first].text in _QUOTES and not any(words[k].text in _QUOTES for k in range(first + 1, last + 1)):
            return self._trimmed(first + 1, last) if last > first else Span(words[first].start, words[first].end)
        if last - first > 1 and words[first].text in _QUOTES and words[last].text in _QUOTES:
            return self._trimmed(first + 1, last - 1)
        return Span(words[first].start, words[last].end)


def of_both(first: Sequence[Participant], second: Sequence[Participant]) -> tuple[Participant, ...]:
    """The participants of both, each actor once.

    >>> of_both([Participant(actor="SRB", start=0, end=6)], [Participant(actor="SRB", start=9, end=11)])
    (Participant(actor='SRB', start=0, end=6),)
    """
    found: dict[str, Participant] = {}
    for participant in (*first, *second):
        found.setdefault(participant.actor, participant)
    return tuple(found.values())
