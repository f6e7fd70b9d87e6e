"""Who does what in a clause: logical subjects and objects behind passives, relatives, control and coordination."""

from __future__ import annotations

from functools import cached_property

from dragoman.language import Parsed

_RELATIVES = frozenset({"who", "which", "that", "whom", "whose"})
_CLIMB = 12  # steps through coordination and control; deeper chains are errors of the parse
_NOMINAL = frozenset({"NOUN", "PROPN", "PRON", "NUM", "ADJ", "DET", "SYM", "X"})
_OBJECT_CONTROL_EXCEPT = frozenset({"promise", "threaten", "vow"})
_TEMPORAL = frozenset({
    "monday", "tuesday", "wednesday", "thursday", "friday", "saturday", "sunday", "january", "february", "march",
    "april", "may", "june", "july", "august", "september", "october", "november", "december", "day", "week", "month",
    "year", "hour", "minute", "morning", "afternoon", "evening", "night", "weekend", "today", "yesterday", "tomorrow",
    "decade", "century", "midnight", "noon", "dawn", "dusk",
})  # fmt: skip
_BLAMED_FOR = frozenset({
    "accuse", "arrest", "blame", "charge", "chide", "commend", "condemn", "criticise", "criticize", "denounce",
    "detain", "dismiss", "expel", "fault", "fine", "fire", "honor", "honour", "jail", "lambast", "praise", "punish",
    "rebuke", "reprimand", "reward", "sack", "sanction", "scold", "sentence", "slam", "sue", "suspect", "thank", "try",
})  # fmt: skip
_SPEECHES = frozenset({
    "article", "communique", "declaration", "decree", "document", "letter", "message", "note", "order", "petition",
    "post", "reply", "report", "resolution", "speech", "statement", "tweet",
})  # fmt: skip
_PARTICLES = frozenset({"over", "off", "up", "out", "down", "back"})
_SUBJECTS = ("nsubj", "csubj")


class Grammar:
    """Questions about the clauses of one report; answers are token indices."""

    def __init__(self, parsed: Parsed) -> None:
        self.parsed, self.words = parsed, parsed.words
        self._surface: dict[int, int | None] = {}
        self._object: dict[int, int | None] = {}
        self._conjuncts: dict[int, tuple[int, ...]] = {}

    @cached_property
    def antecedents(self) -> dict[int, int]:
        """Relative pronouns with the noun that their clause modifies."""
        found = {}
        for index, word in enumerate(self.words):
            if word.upos in ("PRON", "DET") and word.lemma in _RELATIVES and word.deprel != "mark":
                noun = self._relative_noun(index)
                if noun is not None:
                    found[index] = noun
        return found

    def _relative_noun(self, index: int) -> int | None:
        at = index
        for _ in range(_CLIMB):
            word = self.words[at]
            if word.deprel.startswith("acl:relcl"):
                return self._whole(word.head, index, at)
            if word.head < 0:
                return None
            at = word.head
        return None

    def _whole(self, noun: int, relative: int, verb: int) -> int:
        """The first of the coordinated nouns that a clause behind a comma tells of ("Chad and its allies, who do")."""
        if self.words[relative - 1].text != "," or not (self._many(verb) and self.words[relative].deprel == "nsubj"):
            return noun
        return self.first_conjunct(noun)

    def _many(self, verb: int) -> bool:
        """Whether the verb agrees with more than one."""
        forms = (verb, *self.parsed.children(verb, "aux", "aux:pass", "cop"))
        return any(self.words[k].xpos == "VBP" or self.words[k].text.lower() == "were" for k in forms)

    def resolved(self, index: int) -> int:
        """The noun behind a relative pronoun, else the word itself."""
        return self.antecedents.get(index, index)

    # -- voice ---------------------------------------------------------------

    def is_verbal(self, index: int) -> bool:
        return self.words[index].xpos.startswith("VB") or self.words[index].upos in ("VERB", "AUX")

    def is_passive(self, index: int) -> bool:
        """Whether the verb's surface subject suffers the act."""
        word = self.words[index]
        kids = self.parsed.children(index)
        rels = {self.words[k].deprel for k in kids}
        if word.upos == "ADJ" and word.xpos.startswith("JJ"):
            return False  # "is committed to opening its markets"
        if "aux:pass" in rels or "nsubj:pass" in rels:
            return True
        if word.xpos != "VBN" or "nsubj" in rels or "obj" in rels:
            return False
        base = word.deprel.split(":")[0]
        if base in ("acl", "amod") or (base == "advcl" and "aux" not in rels):
            return "aux" not in rels
        if base == "conj" and "aux" not in rels:
            return self.is_passive(word.head)
        return base in ("xcomp", "ccomp", "root", "parataxis") and not rels & {"aux", "cop"} and base != "root"

    # -- subjects and objects ---------------------------------------------------

    def surface_subject(self, index: int) -> int | None:
        """The grammatical subject of a predicate, that of its controller where it has none of its own."""
        if index not in self._surface:
            self._surface[index] = None  # a circle ends here
            self._surface[index] = self._find_surface_subject(index)
        return self._surface[index]

    def _find_surface_subject(self, index: int) -> int | None:
        own = self.parsed.child(index, *_SUBJECTS)
        if own is not None:
            return self.resolved(own)
        word = self.words[index]
        head, rel = word.head, word.deprel
        if head < 0:
            return None
        if rel == "conj":
            return self.surface_subject(head) if self.is_predicate(head) else None
        if rel == "xcomp":
            return self.controller(index, head)
        if rel.startswith("advcl"):
            return self._subject_of_adverbial(index, head)
        if rel.startswith("acl"):
            return self._subject_of_adjectival(index, head)
        if rel in ("ccomp", "parataxis") and self.is_infinitive(index):
            return self.controller(index, head)
        return None

    def is_predicate(self, index: int) -> bool:
        """Whether the word heads a clause: a verb, or a noun or adjective with a copula or a subject."""
        return self.is_verbal(index) or self.parsed.child(index, "cop", "nsubj") is not None

    def is_infinitive(self, index: int) -> bool:
        """Whether the verb is a "to" infinitive; of "to help rebuild" both are, whichever bears the "to"."""
        if any(self.words[k].lemma == "to" for k in self.parsed.children(index, "mark")):
            return True
        first = self.words[index - 1] if index > 0 else None
        return self.words[index].deprel == "xcomp" and first is not None and first.text == "to" and first.upos == "PART"

    def controller(self, index: int, governor: int) -> int | None:
        """Who is understood to do the infinitive ``index`` of ``governor``: its object, else its subject."""
        lemma = self.words[governor].lemma
        if lemma not in _OBJECT_CONTROL_EXCEPT and not self.is_passive(governor):
            for kid in self.parsed.children(governor, "obj", "iobj"):
                if kid < index:
                    return self.resolved(kid)
        if not self.is_predicate(governor) and self.words[governor].upos == "NOUN":
            return self._subject_of_adjectival(index, governor)
        return self.surface_subject(governor)

    def _subject_of_adverbial(self, index: int, head: int) -> int | None:
        if not self.is_predicate(head):
            return None
        blamed = self._blamed(index, head)
        if blamed is not None:
            return blamed
        marked = self.parsed.child(index, "mark") is not None
        if self.is_passive(head) and not marked and index > head and self.words[index].xpos == "VBG":
            return self.agent(head)
        return self.surface_subject(head)

    def _blamed(self, index: int, head: int) -> int | None:
        """Who did what another blames or thanks him for, or keeps him from: "accused Chad of arming rebels"."""
        marks = {self.words[k].text.lower() for k in self.parsed.children(index, "mark", "case")}
        known = marks & {"for", "with"} and self.words[head].lemma in _BLAMED_FOR
        if self.words[index].xpos != "VBG" or self.is_passive(head) or not (marks & {"of", "from", "into"} or known):
            return None
        return self.object(head)

    def _subject_of_adjectival(self, index: int, noun: int) -> int | None:
        """ "troops attacking", "the man who fled": the noun; "plan to attack": whose plan it is."""
        word = self.words[index]
        if not self.is_infinitive(index):
            rel = self.antecedents
            if any(k in rel for k in self.parsed.children(index, "obj", "iobj")):
                return None
            if word.deprel.startswith("acl:relcl") and self._has_relative(index):
                return None
            return self._author(noun) if word.xpos == "VBG" and self.words[noun].lemma in _SPEECHES else noun
        owner = self.parsed.child(noun, "nmod:poss")
        if owner is not None:
            return self.resolved(owner)
        governor = self.words[noun].head
        if governor >= 0 and self.is_verbal(governor) and self.words[noun].deprel in ("obj", "xcomp", "obl"):
            return self.surface_subject(governor)
        return None

    def _author(self, noun: int) -> int | None:
        """Who speaks by a statement or report: its owner, or the subject of the verb that has it as object."""
        owner = self.parsed.child(noun, "nmod:poss")
        if owner is not None:
            return self.resolved(owner)
        word = self.words[noun]
        if word.deprel == "obj" and self.is_verbal(word.head):
            return self.surface_subject(word.head)
        by = self.phrases(noun, "by") or self.phrases(noun, "from")
        return by[0] if by else noun

    def _has_relative(self, index: int) -> bool:
        """Whether a relative pronoun fills another place of the clause ("in which", "whose")."""
        kids = self.parsed.children(index)
        return any(k in self.antecedents or any(g in self.antecedents for g in self.parsed.children(k)) for k in kids)

    def agent(self, index: int) -> int | None:
        """The by-phrase of a passive verb."""
        for kid in self.parsed.children(index, "obl"):
            if self.preposition(kid) == "by" and self.words[kid].upos in _NOMINAL:
                return self.resolved(kid)
        return None

    def subject(self, index: int) -> int | None:
        """Who does it: the subject, the by-phrase of a passive."""
        if not self.is_passive(index):
            return self.surface_subject(index)
        found = self.agent(index)
        if found is not None:
            return found
        for kid in self.parsed.children(index, "conj"):  # "was arrested and expelled by"
            if self.words[kid].xpos == "VBN" and self.parsed.child(kid, "nsubj") is None:
                found = self.agent(kid)
                if found is not None:
                    return found
        word = self.words[index]
        if word.deprel == "conj" and word.head >= 0 and self.is_passive(word.head):
            return self.agent(word.head)
        return None

    def object(self, index: int) -> int | None:
        """Whom or what it is done to: the object, the subject of a passive, the noun of a reduced relative."""
        if index not in self._object:
            self._object[index] = None
            self._object[index] = self._find_object(index)
        return self._object[index]

    def _find_object(self, index: int) -> int | None:
        word = self.words[index]
        if self.is_passive(index):
            if word.deprel.startswith(("acl", "amod")) and self.parsed.child(index, "nsubj:pass") is None:
                return word.head
            return self.surface_subject(index)
        own = self.bare_object(index)
        if own is not None:
            return self.resolved(own)
        accused = self._subject_of_charge(index)
        if accused is not None:
            return accused
        if word.deprel.startswith("acl:relcl") and self._lacks_object(index):
            return word.head
        if word.deprel == "conj" and word.head < index and self.is_verbal(word.head):
            behind = [k for k in self.parsed.children(word.head, "obj") if k > index]  # "beat and detained two men"
            return self.resolved(behind[0]) if behind else None
        for kid in self.parsed.children(index, "conj"):  # "arrested and expelled two men"
            if self._shares_object(index, kid):
                return self.resolved(self.parsed.children(kid, "obj")[0])
        return None

    def _auxiliaries(self, index: int) -> set[str]:
        return {self.words[k].text.lower() for k in self.parsed.children(index, "aux")}

    def _subject_of_charge(self, index: int) -> int | None:
        """The object where the parse makes it the subject of what it is blamed for ("accused Chad of arming them")."""
        for kid in self.parsed.children(index, "ccomp", "advcl"):
            marks = {self.words[k].text.lower() for k in self.parsed.children(kid, "mark", "case")}
            told = self.words[kid].xpos == "VBG" or "having" in self._auxiliaries(kid)
            if told and marks & {"of", "from", "into", "with", "for"}:
                own = self.parsed.child(kid, "nsubj")
                if own is not None and own > index:
                    return self.resolved(own)
        return None

    def _lacks_object(self, index: int) -> bool:
        """Whether a relative clause has a subject of its own and no object ("the man they shot")."""
        has_subject = self.parsed.child(index, "nsubj") is not None
        return has_subject and not self._has_relative(index) and self.parsed.child(index, "ccomp", "xcomp") is None

    def bare_object(self, index: int) -> int | None:
        """The object; where the parse has none, the indirect one, or a noun after the verb without preposition."""
        twice = self.doubled_objects(index)
        if twice:
            return twice[1]
        for relation in ("obj", "iobj", "obl"):
            for kid in self.parsed.children(index, relation):
                if relation == "obl" and (kid < index or self.words[kid].lemma.lower() in _TEMPORAL):
                    continue
                if not self._has_preposition(kid, index) and self.words[kid].deprel != "obl:tmod":
                    return kid
        return None

    def doubled_objects(self, index: int) -> tuple[int, ...]:
        """Receiver and thing where the parse calls both objects ("lent Eswatini 20 million euros"), else nothing."""
        found = tuple(k for k in self.parsed.children(index, "obj") if k > index and self.preposition(k) is None)
        return found if len(found) == 2 and self.words[found[0]].upos in ("PROPN", "PRON") else ()

    def _has_preposition(self, index: int, verb: int) -> bool:
        """Whether a preposition opens the phrase; the particle of the verb ("handed over control") is none."""
        first = self.parsed.child(index, "case")
        if first is None or self.words[first].lemma in ("'s", "’s", "'", "’"):
            return False
        is_object = self.words[index].deprel in ("obj", "iobj")
        return not (is_object and first == verb + 1 and self.words[first].lemma in _PARTICLES)

    def _shares_object(self, index: int, kid: int) -> bool:
        if not self.is_verbal(kid) or self.parsed.child(kid, "nsubj", "aux") is not None:
            return False
        if self.words[kid].xpos != self.words[index].xpos or not self.parsed.children(kid, "obj"):
            return False
        return not any(self.words[k].deprel.startswith(("obl", "xcomp", "ccomp")) for k in self.parsed.children(index))

    # -- phrases -----------------------------------------------------------------

    def preposition(self, index: int) -> str | None:
        """The preposition of a phrase in lower case ("because of" as its first word)."""
        found = self.prepositions(index)
        return found[0] if found else None

    def prepositions(self, index: int) -> tuple[str, ...]:
        """All prepositions of a phrase ("out", "of")."""
        kids = self.parsed.children(index, "case")
        return tuple(self.words[k].text.lower() for k in kids if self.words[k].upos != "PART")

    def phrases(self, index: int, preposition: str) -> tuple[int, ...]:
        """Heads of the phrases with ``preposition`` that hang on the word ("of" also on a noun's case)."""
        return tuple(
            self.resolved(k)
            for k in self.parsed.children(index, "obl", "nmod", "advmod", "obj", "iobj", "xcomp")
            if preposition in self.prepositions(k) and self.words[k].lemma.lower() not in _TEMPORAL
            if self.words[k].deprel != "xcomp" or self.words[k].upos in ("NOUN", "PROPN")
        )

    def complements(self, index: int) -> tuple[int, ...]:
        """Heads of the infinitives and clauses that complete the word."""
        return (*self.parsed.children(index, "xcomp", "ccomp"), *self._helped(index))

    def _helped(self, index: int) -> tuple[int, ...]:
        """ "rebuild" of "offered to help rebuild the port" where the tree hangs both on "offered"."""
        word, rest = self.words[index], self.words[index + 1 : index + 2]
        is_twin = word.lemma == "help" and bool(rest) and (rest[0].head, rest[0].deprel) == (word.head, word.deprel)
        return (index + 1,) if is_twin and word.deprel == "xcomp" and rest[0].xpos == "VB" else ()

    def infinitives(self, index: int) -> tuple[int, ...]:
        """Heads of "to do" under the word, as complement, of a noun, or loosely attached to a verb."""
        kids = self.parsed.children(index, "xcomp", "acl", "ccomp", "advcl")
        return tuple(k for k in kids if self.is_infinitive(k))

    def conjuncts(self, index: int) -> tuple[int, ...]:
        """The word and what is coordinated with it, one level or more, in order."""
        if index not in self._conjuncts:
            self._conjuncts[index] = self._find_conjuncts(index)
        return self._conjuncts[index]

    def _find_conjuncts(self, index: int) -> tuple[int, ...]:
        found, at = [index], 0
        while at < len(found):
            found.extend(self.parsed.children(found[at], "conj"))
            at += 1
        found.extend(self._joined_beside(index))
        if self._joined_before(index) is None:
            found.extend(k for k in self._twins(index) if self._joined_before(k) == index and k not in found)
        return tuple(found)

    def _twins(self, index: int) -> tuple[int, ...]:
        """Words after this one that stand in the same relation to the same verb."""
        word = self.words[index]
        if word.head < 0 or word.deprel not in ("obj", "nsubj"):
            return ()
        return tuple(k for k in self.parsed.children(word.head, word.deprel) if k > index)

    def _joined_before(self, index: int) -> int | None:
        """What "and" joins the word to where the parse gives both to the verb ("angered [Chad] [and its allies]")."""
        word = self.words[index]
        before = [k for k in self.parsed.children(word.head, word.deprel) if k < index] if word.head >= 0 else []
        if not before or word.deprel not in ("obj", "nsubj"):
            return None
        kids = self.parsed.children(index, "cc", "conj")
        joins = (k for kid in kids for k in (kid, *self.parsed.children(kid, "cc")))
        return before[0] if any(before[0] < k < index and self.words[k].deprel == "cc" for k in joins) else None

    def _joined_beside(self, index: int) -> tuple[int, ...]:
        """What "and" joins to the word where the parse hangs it on the word above ("between Chad and Mr Idriss")."""
        word = self.words[index]
        if word.head < 0 or word.deprel not in ("nmod", "obl", "obj"):
            return ()
        beside = [k for k in self.parsed.children(word.head, "nmod", "obl", "obj") if k > index][:1]
        joined = (k for k in beside if self.parsed.child(k, "cc") is not None and self.parsed.child(k, "case") is None)
        return tuple(k for k in joined if self.words[k].upos in ("NOUN", "PROPN"))

    def first_conjunct(self, index: int) -> int:
        """The word that begins the coordination in which the word stands."""
        at = index
        for _ in range(_CLIMB):
            before = self.words[at].head if self.words[at].deprel == "conj" else self._joined_before(at)
            if before is None:
                break
            at = before
        return at
