"""What fills a slot of a predicate: subject, object, infinitive, owner, a preposition, and what lies inside those."""

from __future__ import annotations

from collections.abc import Container

from dragoman.events.grammar import Grammar
from dragoman.events.rules import EventRules

_QUANTITY_DEPTH = 3
_APART = ("private", "everyday", "sport", "sure-sport")
_CLAUSAL = frozenset({"subject", "object", "iobj", "clause", "infinitive", "clause-subject"})
_NEGATIONS = frozenset({"not", "n't", "n’t", "never", "no", "neither", "nor", "hardly"})


class Slots:
    """Fillers of slots in one report, for verbs, nouns (with the light verb that carries them) and adjectives."""

    def __init__(self, grammar: Grammar, rules: EventRules) -> None:
        self.grammar, self.parsed, self.words, self.rules = grammar, grammar.parsed, grammar.words, rules
        self._filled: dict[tuple[int, str, int | None], tuple[int, ...]] = {}
        self.topics: dict[tuple[str, int], int] = {}  # words of each topic in each sentence, once counted

    def lemma(self, index: int) -> str:
        """The word's lemma; a verb's is that of its form where the rules know the form and not the lemma."""
        word = self.words[index]
        if self.upos(index) != "VERB" or word.lemma in self.rules.verbs:
            return word.lemma.lower()
        return self.rules.verb_forms.get(word.text.lower(), word.lemma)

    def upos(self, index: int) -> str:
        """The word's part of speech; a past tense taken for an adjective ("They allied with Chad") is a verb."""
        word = self.words[index]
        if word.upos != "ADJ" or not word.text.endswith("ed"):
            return word.upos
        subject, linked = self.parsed.child(index, "nsubj"), self.parsed.child(index, "cop", "aux:pass")
        is_finite = subject is not None and subject < index and linked is None
        return "VERB" if is_finite and word.text.lower() in self.rules.verb_forms else word.upos

    def names(self, index: int) -> tuple[str, ...]:
        """What rules may call the word: its lemma, its form, and the form without a plural "s"."""
        word = self.words[index]
        text = word.text.lower()
        if word.upos == "NOUN" and text.endswith("s"):
            return (self.lemma(index), text, text[:-3] + "y" if text.endswith("ies") else text[:-1])
        return (self.lemma(index), text)

    def is_apart(self, noun: int) -> bool:
        """Whether it is a name, a firm or private people, who only come from a state ("Mercator of Canada")."""
        pair = f"{self.words[noun - 1].text} {self.words[noun].lemma}".lower() if noun else ""
        is_private = any(self.rules.has(kind, word) for kind in _APART for word in (pair, *self.names(noun)))
        return is_private or self.words[noun].upos == "PROPN"

    # -- light verbs -----------------------------------------------------------

    def light_verb(self, noun: int) -> int | None:
        """The verb that only carries the noun ("held talks", "talks were held", "engaged in talks")."""
        at = self._counted_by(self.grammar.first_conjunct(noun))
        word = self.words[at]
        if word.head < 0:
            return None
        for kid in self.parsed.children(noun, "acl"):  # "the demonstration staged by students"
            if self.words[kid].xpos == "VBN" and self.rules.has("light", self.lemma(kid)):
                return kid
        verb, rel = self.words[word.head], word.deprel
        if verb.upos != "VERB":
            return None
        if rel in ("obj", "nsubj:pass") and self.rules.has("light", self.lemma(word.head)):
            return word.head
        if rel == "nsubj" and verb.deprel.startswith("acl:relcl"):
            return None
        if rel == "obl" and self.rules.has("engage", self.lemma(word.head)):
            return word.head if self.grammar.preposition(at) in ("in", "into", "to", "for", "on", "with") else None
        return None

    def _counted_by(self, noun: int) -> int:
        """What counts the noun ("a round of talks"), else the noun itself."""
        word = self.words[noun]
        counted = word.deprel == "nmod" and word.head >= 0 and self.grammar.preposition(noun) == "of"
        return word.head if counted and self.rules.has("quantity", self.words[word.head].lemma) else noun

    def is_light(self, index: int) -> bool:
        """Whether the word is a verb that only carries nouns."""
        return self.words[index].upos == "VERB" and self.rules.has("light", self.lemma(index))

    def governor(self, noun: int) -> int | None:
        """The verb whose object (or passive subject) the noun is."""
        word = self.words[noun]
        if word.head >= 0 and word.deprel in ("obj", "nsubj:pass", "obl", "nsubj"):
            return word.head
        return None

    # -- fillers -----------------------------------------------------------------

    def fill(self, index: int, slot: str, light: int | None = None) -> tuple[int, ...]:
        """Token indices that fill ``slot`` of the predicate at ``index``; ``light`` is the verb that carries it."""
        key = (index, slot, light)
        if key not in self._filled:
            self._filled[key] = self._fill(index, slot, light)
        return self._filled[key]

    def _fill(self, index: int, slot: str, light: int | None) -> tuple[int, ...]:
        if "|" in slot:
            return tuple(k for part in slot.split("|") for k in self.fill(index, part, light))
        if self.words[index].upos == "NOUN" and slot in _CLAUSAL:
            return self._of_noun_clausal(index, slot, light)
        match slot:
            case "subject":
                return _one(self.grammar.subject(index)) or self._strayed_agent(index)
            case "object":
                return _one(self.grammar.object(index))
            case "iobj":
                return self.parsed.children(index, "iobj") or self._receivers(index)
            case "infinitive":
                return self.grammar.infinitives(index) or self._bare_infinitives(index) or self._aims_of_object(index)
            case "verdict":
                return self._verdict(index)
            case "clause":
                return tuple(k for k in self.parsed.children(index, "ccomp", "parataxis") if self._is_clause(k, index))
            case "gerund":
                kids = self.parsed.children(index, "xcomp", "advcl", "obj", "ccomp")
                return tuple(k for k in (*kids, *self._of_object(index)) if self.words[k].xpos == "VBG")
            case "auxiliary":
                return self.parsed.children(index, "aux")
            case "case":
                return tuple(k for k in self.parsed.children(index, "case") if k == index - 1)
            case "det":
                return self.parsed.children(index, "det", "nmod:poss")
            case "clause-modal":
                clauses = self.fill(index, "clause")
                return tuple(k for verb in clauses for k in self.parsed.children(verb, "aux") if self._is_modal(k))
            case "clause-base":
                return tuple(k for k in self.fill(index, "clause") if self._is_bare(k))
            case "clause-subject":
                return self._clause_subjects(index)
            case "owner":
                return tuple(self.grammar.resolved(k) for k in self._shared(index, "nmod:poss"))
            case "modifier":
                return self._shared(index, "amod", "compound")
            case "under" if self.words[index].upos != "VERB":
                return _one(self.governor(index))
            case "under-subject":
                verb = self.governor(index)
                return () if verb is None else _one(self.grammar.subject(verb))
            case "light":
                return _one(light)
            case "adverb":
                return self.parsed.children(index, "advmod", "compound:prt")
            case "passive":
                return (index,) if self.grammar.is_passive(index) else ()
            case "negated":
                return (index,) if self.is_negated(index) else ()
            case "verb":
                return (index,)
            case "condition-subject":
                return self._condition_subjects(index)
            case "when":
                return self._adverbial(index, ("when", "as", "after"))
            case "subject-of":
                word = self.words[index]
                return (word.head,) if word.deprel == "nsubj" and word.head >= 0 else ()
        if slot.endswith("-modifier") and slot != "object-modifier":
            fillers = self.fill(index, slot.removesuffix("-modifier"), light)
            return tuple(k for filler in fillers for k in self.parsed.children(filler, "amod", "compound"))
        if slot.startswith("light-"):
            return () if light is None else self.fill(light, slot.removeprefix("light-"))
        if slot.startswith("object-"):
            return self._inside_object(index, slot.removeprefix("object-"))
        for outer in ("infinitive", "subject"):
            if slot.startswith(f"{outer}-"):
                rest = slot.removeprefix(f"{outer}-")
                return tuple(k for kid in self.fill(index, outer, light) for k in self.fill(kid, rest))
        if slot.startswith("of-"):
            return self._inside_of(index, slot.removeprefix("of-"))
        if slot == "owner-of":  # the owner of an act that has its object in an "of" phrase is who does it
            return self.fill(index, "owner", light) if self.grammar.phrases(index, "of") else ()
        return self._phrases(index, slot, light)

    def _receivers(self, index: int) -> tuple[int, ...]:
        """Who receives, where the parse calls him an object, or hangs his name on the thing ("promised Mali food")."""
        doubled = self.grammar.doubled_objects(index)
        if doubled:
            return doubled[:1]
        thing = self.parsed.child(index, "obj")
        if thing is None or self.grammar.phrases(index, "to"):
            return ()
        names = self.parsed.children(thing, "compound")
        return tuple(k for k in names[:1] if self.words[k].upos == "PROPN" and k in (index + 1, index + 2))

    def _bare_infinitives(self, index: int) -> tuple[int, ...]:
        """ "let the convoy pass", "made them leave"."""
        if self.lemma(index) not in ("let", "make", "have"):
            return ()
        kids = self.parsed.children(index, "xcomp", "ccomp")
        return tuple(k for k in kids if self.words[k].xpos in ("VB", "VBP") and self.words[k].upos == "VERB")

    def _of_object(self, index: int) -> tuple[int, ...]:
        """What somebody is kept from, where the parse hangs it on him ("barred the envoy from entering")."""
        target = self.parsed.child(index, "obj")
        kids = () if target is None else self.parsed.children(target, "acl")
        return tuple(
            k for k in kids if "from" in {self.words[g].lemma for g in self.parsed.children(k, "mark", "case")}
        )

    def _strayed_agent(self, index: int) -> tuple[int, ...]:
        """Who does it in a passive, where the parse hangs him on the noun before him that names no act ("was backed
        in the dispute over the islands by Chad")."""
        if not self.grammar.is_passive(index):
            return ()
        inside = (k for kid in self.parsed.children(index, "obl") for k in self.parsed.subtree(kid) if k > index)
        nouns = (k for k in inside if self.upos(k) == "NOUN" and self.lemma(k) not in self.rules.nouns)
        return next((by for k in nouns if (by := self.grammar.phrases(k, "by"))), ())

    def _aims_of_object(self, index: int) -> tuple[int, ...]:
        """ "fired tear gas to disperse them" where the parse hangs the aim on the object."""
        target = self.parsed.child(index, "obj")
        if target is None:
            return ()
        return tuple(k for item in self.grammar.conjuncts(target) for k in self.grammar.infinitives(item))

    def _verdict(self, index: int) -> tuple[int, ...]:
        """What something is called: "as a provocation", "unacceptable", with the adjectives of it."""
        heads = (*self.grammar.phrases(index, "as"), *self.parsed.children(index, "xcomp"))
        return tuple(k for head in heads for k in (head, *self.parsed.children(head, "amod")))

    def is_negated(self, index: int) -> bool:
        """Whether the verb itself, or the verb that controls it, is denied."""
        for kid in self.parsed.children(index, "advmod", "det", "cc:preconj", "aux"):
            if self.words[kid].lemma in _NEGATIONS or self.words[kid].text.lower() in _NEGATIONS:
                return True
        word = self.words[index]
        return word.deprel == "xcomp" and word.head >= 0 and self.is_negated(word.head)

    def act_on(self, noun: int, events: Container[int]) -> int | None:
        """The event whose phrase the noun is in: its governor, or an event noun before it under the same verb."""
        head = self.words[noun].head
        if head < 0:
            return None
        before = [k for k in self.parsed.children(head, "obl", "obj") if k < noun and k in events]
        if before:
            return before[-1]
        return head if head in events else None

    def _condition_subjects(self, index: int) -> tuple[int, ...]:
        """Who must do something lest it happens ("unless Chad withdraws")."""
        found = []
        for verb in (index, *self.grammar.infinitives(index)):
            for kid in self._adverbial(verb, ("if", "unless")):
                subject = self.grammar.subject(kid)
                if subject is not None:
                    found.append(subject)
        return tuple(found)

    def _adverbial(self, index: int, marks: tuple[str, ...]) -> tuple[int, ...]:
        found = []
        for kid in self.parsed.children(index, "advcl"):
            if any(self.words[k].lemma in marks for k in self.parsed.children(kid, "mark", "advmod")):
                found.append(kid)
        return tuple(found)

    def _of_noun_clausal(self, noun: int, slot: str, light: int | None) -> tuple[int, ...]:
        if slot == "infinitive":
            found = tuple(k for k in self.parsed.children(noun, "acl", "advcl") if self.grammar.is_infinitive(k))
            return found or (self.grammar.infinitives(light) if light is not None else ())
        if slot == "clause":
            kids = self.parsed.children(noun, "acl", "ccomp")
            return tuple(k for k in kids if self.parsed.child(k, "mark") is not None)
        if slot == "clause-subject":
            return self._clause_subjects(noun)
        if light is None:
            return _one(self._answerable(noun)) if slot == "subject" else ()
        if slot == "subject":
            return _one(self.grammar.subject(light))
        return self.parsed.children(light, "iobj") if slot in ("iobj", "object") else ()

    def _is_modal(self, index: int) -> bool:
        """Whether the auxiliary says what must be ("insists that it should leave")."""
        return self.words[index].lemma in ("must", "should", "ought", "have", "will", "would")

    def _is_bare(self, index: int) -> bool:
        """Whether the verb of a clause stands bare ("insists that it leave")."""
        finite = self.parsed.child(index, "aux", "aux:pass", "cop")
        return self.words[index].xpos in ("VB", "VBP") if finite is None else self.words[finite].text.lower() == "be"

    def _answerable(self, noun: int) -> int | None:
        """Who is said to be responsible for or guilty of what the noun names."""
        head = self.words[self.grammar.first_conjunct(noun)].head
        if head < 0 or self.words[head].lemma not in ("responsible", "guilty", "behind"):
            return None
        return self.parsed.child(head, "nsubj")

    def _is_clause(self, index: int, governor: int) -> bool:
        """Whether the clause is the verb's content; "police said" behind it tells who says so."""
        if self.words[index].deprel == "parataxis" and index > governor and self.rules.has("say", self.lemma(index)):
            return False
        return not self.grammar.is_infinitive(index)

    def _clause_subjects(self, index: int) -> tuple[int, ...]:
        found = []
        for kid in self.parsed.children(index, "ccomp", "xcomp", "acl", "advcl"):
            own = self.parsed.child(kid, "nsubj")
            if own is not None:
                found.append(self.grammar.resolved(own))
        return tuple(found)

    def _inside_object(self, index: int, what: str) -> tuple[int, ...]:
        """``object-owner``, ``object-of``, ...: what belongs to the object."""
        target = self.grammar.object(index)
        if target is None or target == index:
            return ()
        if what == "modifier":
            return self.parsed.children(target, "amod", "compound")
        if what == "owner":
            found = [self.grammar.resolved(k) for k in self.parsed.children(target, "nmod:poss")]
            return tuple(found) or self.parsed.children(target, "amod", "compound")
        return self.grammar.phrases(target, what)

    def _shared(self, index: int, *deprels: str) -> tuple[int, ...]:
        """Dependents of the noun, else those of the first noun of its coordination ("the arrest and expulsion")."""
        found = self.parsed.children(index, *deprels)
        first = self.grammar.first_conjunct(index)
        return found or (self.parsed.children(first, *deprels) if first != index else ())

    def _phrases(self, index: int, preposition: str, light: int | None) -> tuple[int, ...]:
        found = self.grammar.phrases(index, preposition)
        if found:
            return found
        if self.words[index].upos == "NOUN":
            for other in self._coordinated(index):
                found = self.grammar.phrases(other, preposition)
                if found:
                    return found
            if light is not None:
                return self.grammar.phrases(light, preposition) or self._against(light, preposition)
            return self._after(index, preposition) or (self._inside_of(index, "by") if preposition == "by" else ())
        target = self.grammar.bare_object(index)
        if target is not None and preposition not in ("of", "by"):
            counted = (k for item in self.meant(target) for k in self.grammar.phrases(item, preposition))
            found = tuple(counted)  # "tonnes of rice to Chad"
        if target is not None and preposition == "with":  # "shared intelligence on smugglers with Peru"
            inside = (*self.parsed.children(target, "nmod"), *self.parsed.children(index, "obl"))
            found = found or tuple(k for kid in inside for k in self.grammar.phrases(kid, preposition))
        found = found or tuple(
            k
            for kid in self.parsed.children(index, "xcomp")
            for k in self.grammar.phrases(kid, preposition)
            if self.words[kid].upos in ("ADJ", "NOUN")
        )
        return found or self._against(index, preposition)

    def _against(self, index: int, preposition: str) -> tuple[int, ...]:
        """Whom it is against where that hangs on another phrase of the verb ("armed for a war against Chad")."""
        if preposition != "against":
            return ()
        inside = self.parsed.children(index, "obl", "obj")
        deeper = (k for kid in inside for k in self.parsed.children(kid, "nmod"))
        return tuple(k for kid in (*inside, *deeper) for k in self.grammar.phrases(kid, "against"))

    def _after(self, noun: int, preposition: str) -> tuple[int, ...]:
        """Phrases after the noun that the parse hung on its verb ("told of the attack on Monday against a bridge")."""
        head = self.words[noun].head
        if preposition not in ("against", "by", "from") or head < 0 or self.words[noun].deprel not in ("obl", "obj"):
            return ()
        return tuple(k for k in self.grammar.phrases(head, preposition) if k > noun)

    def _inside_of(self, noun: int, preposition: str) -> tuple[int, ...]:
        """Phrases that the parse hung on the noun of an "of" phrase ("the arrest of two men by police")."""
        return tuple(k for kid in self.grammar.phrases(noun, "of") for k in self.grammar.phrases(kid, preposition))

    def _coordinated(self, noun: int) -> tuple[int, ...]:
        """The other nouns of a coordination, which share phrases with it."""
        first = self.grammar.first_conjunct(noun)
        if first == noun and not self.parsed.children(noun, "conj"):
            return ()
        return tuple(k for k in self.grammar.conjuncts(first) if k != noun and self.words[k].upos == "NOUN")

    # -- what a filler names ---------------------------------------------------------

    def meant(self, index: int) -> tuple[int, ...]:
        """The word, or what it measures ("tonnes of food", "dozens of soldiers"), with its coordination."""
        found = []
        for item in self.grammar.conjuncts(index):
            found.append(item)
            at = item
            for _ in range(_QUANTITY_DEPTH):
                if not (self.words[at].upos == "NUM" or self.rules.has("quantity", self.words[at].lemma)):
                    break
                inner = self.grammar.phrases(at, "of")
                if not inner:
                    break
                at = inner[0]
                found.append(at)
        return tuple(found)

    def particle(self, index: int, wanted: str) -> int | None:
        """The particle of the verb ("up" of "rough up"), or None."""
        if index + 1 < len(self.words) and self.words[index + 1].text.lower() == wanted:
            return index + 1
        for kid in self.parsed.children(index, "compound:prt", "advmod", "obl"):
            if self.words[kid].text.lower() == wanted and kid > index:
                return kid
        return None


def _one(index: int | None) -> tuple[int, ...]:
    return () if index is None else (index,)
