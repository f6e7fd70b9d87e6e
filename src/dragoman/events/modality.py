"""Did it happen: actual, future, hypothetical or negated, from the words above and beside the anchor."""

from __future__ import annotations

from dragoman.events.candidates import Candidate
from dragoman.events.rules import Effect, EventRules
from dragoman.events.slots import Slots
from dragoman.record.types import Modality

_STRONGEST = ("negated", "hypothetical", "future")
_SPEECH_ENDS = frozenset({"say", "tell", "report", "add", "announce", "state", "confirm", "claim", "note", "show"})
_TELLS = _SPEECH_ENDS | {"pledge", "promise", "vow", "warn", "declare", "insist", "agree", "decide", "predict", "write"}
_IF = frozenset({"if", "unless", "until"})
_GIVEN = frozenset({"over", "after", "following", "since", "despite", "during", "because", "amid", "in"})
_CLIMB = 10
_BASE = {"obj": "object", "nsubj:pass": "object", "xcomp": "infinitive", "ccomp": "clause"}


class Modalities:
    """The modality of candidates in one report."""

    def __init__(self, slots: Slots, rules: EventRules) -> None:
        self.slots, self.rules = slots, rules
        self.words, self.parsed, self.grammar = slots.words, slots.parsed, slots.grammar

    def of(self, candidate: Candidate) -> Modality:
        """The strongest of what bears on the anchor: negated before hypothetical before future."""
        effects = self._effects(candidate)
        made_by_negation = candidate.rule is not None and candidate.rule.is_denial
        if made_by_negation or effects.count("negated") == 2:  # "does not recognize", "did not refuse to"
            effects = [e for e in effects if e != "negated"]
        for effect in _STRONGEST:
            if effect in effects or (effect == "hypothetical" and "demanded" in effects):
                return effect  # type: ignore[return-value]
        return "actual"

    def own(self, index: int) -> list[Effect]:
        """What auxiliaries, negations and modifiers of the word itself say."""
        found: list[Effect] = ["future"] if self._is_due(index) else []
        for kid in self.parsed.children(index, "aux", "advmod", "det", "amod", "mark", "cc:preconj"):
            word = self.words[kid]
            slot = "reported" if self._is_reported(index, kid) else _own_slot(word.deprel)
            for text in (word.lemma.lower(), word.text.lower()):
                effect = self._effect(text, slot)
                if effect is not None:
                    found.append(effect)
                    break
        return found

    def _is_reported(self, index: int, auxiliary: int) -> bool:
        """Whether the auxiliary is the "will" of a speaker told in the past ("said that troops would leave")."""
        if self.words[auxiliary].lemma != "would" or self._has_condition(index):
            return False
        word = self.words[self.grammar.first_conjunct(index)]
        teller = word.head if word.deprel == "ccomp" else None
        for kid in self.parsed.children(index, "parataxis") if word.head < 0 else ():
            teller = kid if teller is None else teller
        return teller is not None and self.words[teller].lemma in _TELLS and self.words[teller].xpos in ("VBD", "VBN")

    def _has_condition(self, index: int) -> bool:
        clauses = self.parsed.children(index, "advcl")
        return any(self.words[m].lemma in _IF for k in clauses for m in self.parsed.children(k, "mark"))

    def _is_due(self, index: int) -> bool:
        """Whether the verb stands behind "is to" or "is due to"."""
        forms = {self.words[k].text.lower(): k for k in self.parsed.children(index, "cop", "aux", "mark")}
        be = [k for text, k in forms.items() if text in ("is", "are", "was", "were")]
        return bool(be) and "to" in forms and be[0] < forms["to"] and self.words[index].xpos == "VB"

    def _effects(self, candidate: Candidate) -> list[Effect]:
        found = self.own(candidate.anchor)
        if candidate.light is not None:
            found += [e for e in self.own(candidate.light) if e not in found]
        at = candidate.anchor if candidate.light is None else candidate.light
        found += self._shared(at)
        for _ in range(_CLIMB):
            word = self.words[at]
            if word.head < 0 or word.deprel in ("parataxis", "list"):
                break
            found += self._listed(at)
            if word.deprel.startswith("acl:relcl") or word.deprel == "appos" or self._given(at):
                break
            if word.deprel == "conj":
                found += self._marked(word.head)
            effect, stop = self._above(at, word.head)
            if effect is not None:
                found.append(effect)
            if stop:
                break
            at = word.head
        return found

    def _listed(self, index: int) -> list[Effect]:
        """What a noun says of the bare verbs that spell it out ("demands, among them that Chad *close* the camp")."""
        word = self.words[index]
        spells_out = word.deprel.startswith("acl") or word.deprel == "appos"
        if not spells_out or word.xpos not in ("VB", "VBP") or self.grammar.is_infinitive(index):
            return []
        effect = self._effect(self.slots.lemma(self.words[index].head), "clause")
        return [] if effect is None else [effect]

    def _given(self, index: int) -> bool:
        """Whether the noun stands for something that is taken as having happened ("over the arrest")."""
        return self.words[index].upos == "NOUN" and self.grammar.preposition(index) in _GIVEN

    def _shared(self, index: int) -> list[Effect]:
        """An auxiliary before the first of coordinated verbs holds for all that have none of their own."""
        word = self.words[index]
        if word.deprel != "conj" or self.parsed.child(index, "nsubj", "nsubj:pass", "aux", "cop") is not None:
            return []
        if word.xpos in ("VBD", "VBZ", "VBP"):
            return []
        first = self.words[word.head]
        if not first.xpos.startswith("VB") or (word.xpos == "VBN") != (first.xpos == "VBN"):
            return []
        return [e for e in self.own(word.head) if e != "negated"]

    def _marked(self, index: int) -> list[Effect]:
        """What opens the first of coordinated clauses holds for the others ("until Chad leaves and Mali stops")."""
        marks = (self._effect(self.words[k].lemma.lower(), "mark") for k in self.parsed.children(index, "mark"))
        return [effect for effect in marks if effect is not None]

    def _above(self, index: int, head: int) -> tuple[Effect | None, bool]:
        """What the governor makes of the word, and whether nothing higher counts."""
        slot = self._slot(index, head)
        if slot == "infinitive" and self._is_for_another(index):
            slot = "purpose"
        governor = self.words[head]
        effect = self._effect(self.slots.lemma(head), slot) if slot is not None else None
        if slot == "purpose":
            return "hypothetical", True
        if effect == "future" and slot in ("infinitive", "gerund", "object") and self._conditional(head):
            return "hypothetical", False  # "may be planning to attack"
        if slot == "participle":
            return None, self.grammar.is_verbal(head) and not self._conditional(head)
        if effect is None and slot in ("infinitive", "clause") and governor.upos in ("VERB", "ADJ", "NOUN"):
            own = self.own(head)
            if slot == "infinitive" and own:
                return own[0], False
        stop = slot == "clause" and governor.lemma in _SPEECH_ENDS
        if effect is None and slot == "object" and self._marks_noun(index, head):
            own = self.own(head)
            return (own[0] if own else None), False
        return effect, stop

    def _is_for_another(self, index: int) -> bool:
        """Whether the infinitive is what somebody else is to do ("a deadline set *for* its forces *to leave*")."""
        return any(self.words[k].lemma == "for" for k in self.parsed.children(index, "mark"))

    def _conditional(self, index: int) -> bool:
        return "hypothetical" in self.own(index)

    def _marks_noun(self, index: int, head: int) -> bool:
        """Whether the verb's own will or not bears on its object ("will hold talks")."""
        lemma = self.slots.lemma(head)
        return self.rules.has("light", lemma) and self.words[index].upos == "NOUN"

    def _slot(self, index: int, head: int) -> str | None:
        word = self.words[index]
        rel = word.deprel
        if rel == "advcl":
            if self.grammar.is_infinitive(index):
                lemma = self.slots.lemma(head)
                return "infinitive" if self._effect(lemma, "infinitive") else "purpose"
            return "participle"
        if rel == "acl":
            return "infinitive" if self.grammar.is_infinitive(index) else None
        if rel in ("xcomp", "ccomp") and word.xpos == "VBG":
            return "gerund"
        if rel in ("obl", "nmod", "advcl"):
            return self.grammar.preposition(index)
        if rel == "ccomp" and self.grammar.is_infinitive(index):
            return "infinitive"
        return _BASE.get(rel)

    def _effect(self, word: str, slot: str | None) -> Effect | None:
        for rule in self.rules.modality.get(word, ()):
            if slot in rule.slots:
                return rule.effect
        return None


def _own_slot(deprel: str) -> str:
    base = deprel.split(":")[0]
    if base in ("aux", "advmod"):
        return "auxiliary"
    return "mark" if base == "mark" else "modifier"
