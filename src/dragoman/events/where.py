"""Where an event happened: a literal place attached to its anchor, in its clause, or the dateline of local news."""

from __future__ import annotations

from collections.abc import Mapping, Sequence

from dragoman.events.candidates import Candidate
from dragoman.events.slots import Slots
from dragoman.record import Actor, Place, Wire

_AT = (
    "in", "at", "near", "outside", "inside", "on", "across", "around", "along", "through", "over", "off", "within",
    "throughout", "above", "beside", "of", "into", "between", "under", "via",
)  # fmt: skip
_FROM = ("from", "to", "toward", "towards", "for", "against")
_CLAUSES = ("ccomp", "advcl", "acl", "parataxis", "conj", "csubj", "appos")
_SEATED = frozenset({"LEG", "JUD"})  # bodies that act where they sit
_WIDTH = 60


class Map:
    """The literal places of one report by the words they stand on."""

    def __init__(self, slots: Slots, places: Sequence[Place], wire: Wire, candidates: Mapping[int, Candidate]) -> None:
        self.slots, self.words, self.parsed = slots, slots.words, slots.parsed
        self.places, self.candidates = places, candidates
        self.dateline = wire.dateline.place if wire.dateline is not None else None
        self.heads: dict[int, int] = {}
        for number, place in enumerate(places):
            head = self.parsed.head_of(place.start, place.end)
            if head is not None and place.use == "literal":
                self.heads.setdefault(head, number)
        self._order = sorted(self.heads)

    def of_dateline(self, actors: Sequence[Actor]) -> int | None:
        """The place of the dateline, where a parliament or court of its country acts."""
        if self.dateline is None:
            return None
        country = self.places[self.dateline].country
        seated = any(_SEATED.intersection((a.sector, *a.sectors)) and a.country == country for a in actors)
        return self.dateline if seated and country is not None else None

    def place_of(self, candidate: Candidate) -> int | None:
        """The place of an event as index into the report's places, or None."""
        anchors = [candidate.anchor] if candidate.light is None else [candidate.anchor, candidate.light]
        if candidate.outcome is not None:
            anchors.append(candidate.outcome)
        governor = self._governor(candidate)
        if governor is not None:
            anchors.append(governor)
        for prepositions in (_AT, _FROM):
            for anchor in anchors:
                found = self._attached(anchor, prepositions, candidate)
                if found is not None:
                    return found
        return self._there(candidate)

    def suffers(self, candidate: Candidate) -> int | None:
        """The head word of the place in which the act is told to be done, where it stands with the act's own words."""
        for anchor in (candidate.anchor, candidate.light, candidate.outcome):
            number = None if anchor is None else self._attached(anchor, _AT, candidate)
            if number is not None:
                return next(head for head, known in self.heads.items() if known == number)
        return None

    def _governor(self, candidate: Candidate) -> int | None:
        """The verb that tells of the noun's happening, or the clause that the verb opens."""
        word = self.words[candidate.anchor]
        if word.head < 0 or candidate.light is not None:
            return None
        if word.upos == "NOUN" and word.deprel in ("nsubj", "nsubj:pass"):
            return word.head if not self.slots.rules.has("say", self.words[word.head].lemma) else None
        if word.deprel in ("xcomp", "conj") and self.parsed.child(candidate.anchor, "nsubj") is None:
            return word.head
        return None

    def _attached(self, index: int, prepositions: Sequence[str], candidate: Candidate) -> int | None:
        """The nearest place below the word whose phrase opens with one of the prepositions."""
        level = [index]
        seen = 0
        while level and seen < _WIDTH:
            hits = [k for k in level if k in self.heads and k != index and self._stands(k, index, prepositions)]
            if hits:
                return self._smallest(self._best(hits, index))
            seen += len(level)
            level = [k for parent in level for k in self.parsed.children(parent) if self._inside(k, index)]
        return None

    def _best(self, hits: Sequence[int], index: int) -> int:
        after = [k for k in hits if k > index]
        return min(after) if after else max(hits)

    def _smallest(self, index: int) -> int:
        """The number of the place, or of the smaller one before it ("Mitrovica, Kosovo")."""
        return self.heads[index]

    def _inside(self, index: int, anchor: int) -> bool:
        rel = self.words[index].deprel.split(":")[0]
        if rel == "advcl" and self.words[index].xpos == "VBG" and index < anchor:
            return True  # "Speaking in Oslo, the minister warned"
        if rel in _CLAUSES:
            return False
        return not (index in self.candidates and index != anchor and self.words[index].upos == "NOUN" and rel == "nmod")

    def _stands(self, index: int, anchor: int, prepositions: Sequence[str]) -> bool:
        """Whether the place is told as where it happened."""
        top = self._phrase(index, anchor)
        preposition = self.slots.grammar.preposition(index) or self.slots.grammar.preposition(top)
        if preposition is None:
            rel = self.words[top].deprel.split(":")[0]
            return rel in ("obj", "appos") and prepositions is _AT
        if self.words[index].deprel == "nmod:poss":
            return False
        return preposition in prepositions

    def _phrase(self, index: int, anchor: int) -> int:
        at = index
        while (
            self.words[at].head >= 0
            and self.words[at].head != anchor
            and self.words[at].deprel
            in (
                "nmod",
                "compound",
                "appos",
                "flat",
                "conj",
                "nmod:poss",
            )
        ):
            at = self.words[at].head
        return at

    def _there(self, candidate: Candidate) -> int | None:
        """ "There": the last place named before."""
        kids = [candidate.anchor] if candidate.light is None else [candidate.anchor, candidate.light]
        for anchor in kids:
            for kid in self.parsed.children(anchor, "advmod"):
                if self.words[kid].lemma in ("there", "here"):
                    before = [k for k in self._order if k < kid]
                    return self.heads[before[-1]] if before else None
        return None
