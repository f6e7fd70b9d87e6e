"""Content finding: what a cue says, by the relations that its words take."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from dragoman.attribution.cues import Cue
from dragoman.attribution.phrases import agent_of, case_of, is_passive, noun_phrase, subject_of
from dragoman.attribution.reading import Quoted, Reading
from dragoman.language import Parsed

_RELATIVES = frozenset({"that", "which", "who", "whom", "what"})
_REFLEXIVES = frozenset({"himself", "herself", "itself", "themselves", "myself", "ourselves", "yourself"})
_PAIR_CASES = frozenset({"as", "of", "for", "to", "with", "into", "from", "over"})
_TIME_CASES = frozenset({"during", "after", "before", "since", "until", "at", "in", "on"})


@dataclass(frozen=True, slots=True)
class Content:
    """The words of a content, the quotations wholly in it, and the frames that found it. ``preposition``
    is the word that leads to it and belongs to the cue ("called for")."""

    words: frozenset[int]
    quotations: tuple[Quoted, ...] = ()
    frames: frozenset[str] = frozenset()
    preposition: int | None = None

    def __bool__(self) -> bool:
        return bool(self.words or self.quotations)


NOTHING = Content(frozenset())


def find_content(reading: Reading, cue: Cue) -> Content:
    """What the cue's own relations give as its content; no words where they give none."""
    if cue.pos == "phrase":
        return _of_phrase(reading, cue)
    if cue.pos == "colon":
        quoted = reading.quotation_at(cue.head + 1)
        return Content(frozenset(), (quoted,), frozenset({"quote"})) if quoted else NOTHING
    if cue.entry is None:
        return NOTHING
    return _Frames(reading, cue).content()


class _Frames:
    """The frames of one cue, asked in the order in which they settle what the content is."""

    def __init__(self, reading: Reading, cue: Cue) -> None:
        self.reading, self.cue, self.parsed = reading, cue, reading.parsed
        self.frames = cue.entry.frames if cue.entry else frozenset()
        self.prepositions = cue.entry.prepositions if cue.entry else frozenset()
        self.passive = cue.pos == "verb" and is_passive(reading.parsed, cue.head)

    def content(self) -> Content:
        quoted = self._quotations() if "quote" in self.frames else ()
        clause = self._clause() if "clause" in self.frames else []
        if quoted or clause:
            words = frozenset(i for root in clause for i in self._below(root))
            frames = {"quote"} if quoted else set()
            return Content(words, quoted, frozenset(frames | ({"clause"} if clause else set())))
        return self._pair() or self._infinitive() or self._object() or self._preposition() or NOTHING

    def _below(self, root: int) -> Iterable[int]:
        """The subtree, without the cue's own clause where the content governs it."""
        below = self.parsed.subtree(root)
        if root != self.parsed.words[self.cue.head].head and root not in self.parsed.ancestors(self.cue.head):
            return below
        own = set(self.parsed.subtree(self._outermost(root)))
        return [i for i in below if i not in own]

    def _outermost(self, root: int) -> int:
        """The word below ``root`` on the way up from the cue."""
        at = self.cue.head
        while self.parsed.words[at].head != root:
            at = self.parsed.words[at].head
        return at

    def _clause(self) -> list[int]:
        parsed, head = self.parsed, self.cue.head
        roots = list(parsed.children(head, "ccomp"))
        if self.cue.pos == "noun":
            roots += [c for c in parsed.children(head, "acl") if self._marked(c, "that", "whether")]
            return roots
        roots += [c for c in parsed.children(head, "csubj") if self._is_said_by(c)]
        if not roots:
            roots += [c for c in parsed.children(head, "parataxis") if c > head and not self._own_cue(c)]
        if not roots and self._medial():
            roots = [parsed.words[head].head]
        if roots:
            last = max(max(parsed.subtree(r)) for r in roots)
            roots += [c for c in parsed.children(head, "advcl") if c > last and head < roots[0]]
        return roots

    def _is_said_by(self, clause: int) -> bool:
        """Whether a clause that the parser takes for the cue's subject is what it says: "it is said that ...", or a
        "that" clause behind a cue with a subject of its own ("he was doubtful that ...")."""
        parsed, head = self.parsed, self.cue.head
        if self.passive or parsed.child(head, "expl") is not None:
            return True
        return clause > head and self._marked(clause, "that", "whether") and parsed.child(head, "nsubj") is not None

    def _own_cue(self, index: int) -> bool:
        word = self.parsed.words[index]
        entry = self.reading.rules.entry("verb", word.lemma.lower())
        return entry is not None and "quote" in entry.frames

    def _medial(self) -> bool:
        """Whether the cue stands in what it says: "Talks, he said, will go on"; "as he said"."""
        word = self.parsed.words[self.cue.head]
        if word.head < 0 or subject_of(self.parsed, self.cue.head) is None:
            return False
        if word.deprel == "parataxis":
            return True
        return word.deprel == "advcl" and self._marked(self.cue.head, "as")

    def _marked(self, index: int, *forms: str) -> bool:
        return any(self.parsed.words[c].text.lower() in forms for c in self.parsed.children(index, "mark"))

    def _infinitive(self) -> Content | None:
        if "infinitive" not in self.frames:
            return None
        parsed, head = self.parsed, self.cue.head
        relations = ("xcomp", "acl") if self.cue.pos == "noun" else ("xcomp",)
        for child in parsed.children(head, *relations):
            word = parsed.words[child]
            if child > head and (self._marked(child, "to") or word.xpos == "VBG"):
                return Content(frozenset(parsed.subtree(child)), (), frozenset({"infinitive"}))
        return None

    def _object(self) -> Content | None:
        if "object" not in self.frames:
            return None
        parsed, head = self.parsed, self.cue.head
        found = self._object_head()
        if parsed.child(head, "iobj") is not None:
            return None  # "denied them visas": something is given, nothing said
        if found is None or parsed.words[found].lemma.lower() in self.reading.rules.list("empty"):
            return None
        if found == parsed.words[head].head:
            return Content(frozenset(self._below(found)), (), frozenset({"object"}))
        words = set(parsed.subtree(found)) | self._after(found)
        return Content(frozenset(words), (), frozenset({"object"}))

    def _object_head(self) -> int | None:
        parsed, head = self.parsed, self.cue.head
        if self.passive:
            return parsed.child(head, "nsubj:pass") if agent_of(parsed, head) is not None else None
        for child in parsed.children(head, "obj", "ccomp"):
            if parsed.words[child].text.lower() not in _REFLEXIVES:
                return child
        word = parsed.words[head]
        if word.deprel == "acl:relcl" and subject_of(parsed, head) is not None:
            subject = subject_of(parsed, head)
            return word.head if parsed.words[subject or 0].text.lower() not in _RELATIVES else None
        return None

    def _after(self, index: int) -> set[int]:
        """Phrases of the verb after its object that belong to the content: those that name no time."""
        parsed, head = self.parsed, self.cue.head
        last = max(parsed.subtree(index))
        found: set[int] = set()
        for child in parsed.children(head, "obl", "xcomp", "advcl"):
            below = parsed.subtree(child)
            if below[0] != last + 1 or parsed.words[child].deprel == "obl:agent":
                continue
            if parsed.words[child].deprel == "obl:unmarked" or case_of(parsed, child) in _TIME_CASES:
                continue
            found.update(below)
            last = below[-1]
        return found

    def _pair(self) -> Content | None:
        """ "Called X Y", "accused X of Y", "urged X to": the object with what is said of it."""
        if "pair" not in self.frames:
            return None
        parsed, head = self.parsed, self.cue.head
        theme = parsed.child(head, "nsubj:pass") if self.passive else parsed.child(head, "obj", "iobj")
        if theme is None:
            clause = parsed.child(head, "ccomp")
            return Content(frozenset(parsed.subtree(clause)), (), frozenset({"pair"})) if clause is not None else None
        said = self._said_of(theme)
        if not said:
            return None
        words = set(parsed.subtree(theme))
        for child in said:
            words.update(parsed.subtree(child))
        return Content(frozenset(words), (), frozenset({"pair"}))

    def _said_of(self, theme: int) -> list[int]:
        parsed, head = self.parsed, self.cue.head
        found = [c for c in parsed.children(head, "xcomp", "ccomp", "obj") if c != theme and c > head]
        for child in parsed.children(head, "obl", "advcl"):
            if child > theme and case_of(parsed, child) in _PAIR_CASES:
                found.append(child)
        if not found:
            found = [c for c in parsed.children(theme, "acl", "nmod") if c > theme and self._is_told_of(c)]
        return found

    def _is_told_of(self, index: int) -> bool:
        """Whether a phrase that hangs from the object tells what is said of it: "as a spy", "of shelling"."""
        case = case_of(self.parsed, index)
        return case == "as" or (case == "of" and self.parsed.words[index].xpos == "VBG")

    def _preposition(self) -> Content | None:
        parsed, head, last = self.parsed, self.cue.head, self.cue.last
        for child in parsed.children(head, "obl", "nmod", "advcl", "acl", "ccomp"):
            if child < head or case_of(parsed, child) not in self.prepositions:
                continue
            below = parsed.subtree(child)
            lead = below[0]
            if parsed.words[lead].text.lower() not in self.prepositions:
                continue
            if lead > last + 1 and self.cue.pos == "verb" and "quote" in self.frames:
                continue
            near = lead == last + 1
            case = parsed.words[lead].text.lower()
            return Content(frozenset(below[1:]), (), frozenset({case}), lead if near else None)
        return None

    def _quotations(self) -> tuple[Quoted, ...]:
        """Quotations beside the cue's clause, outside which only commas, a speaker and a time stand."""
        if self.reading.quotation_at(self.cue.head) is not None:
            return ()
        before, after = self._before(), self._behind()
        return tuple(q for q in (before, after) if q is not None)

    def _before(self) -> Quoted | None:
        """The quotation that ends where the cue's clause begins: "...," he said."""
        reading, parsed = self.reading, self.parsed
        subject = subject_of(parsed, self.cue.head)
        start = self.cue.first
        if subject is not None and subject < start:
            phrase = [i for i in noun_phrase(parsed, subject) if reading.quotation_at(i) is None]
            start = min([start, *phrase])
        first = reading.sentence_of(self.cue.head)[0]
        for index in range(start - 1, max(first, start - 4) - 1, -1):
            quoted = reading.quotation_at(index)
            if quoted is not None:
                return quoted if _is_utterance(reading, quoted) else None
            if parsed.words[index].upos not in ("PUNCT", "CCONJ", "ADV", "SCONJ"):
                return None
        if start == first and start > 0:
            quoted = reading.quotation_at(start - 1)
            same = quoted is not None and "\n" not in reading.text_between(start - 1, start)
            starts_low = parsed.words[start].text[0].islower()
            return quoted if same and (starts_low or not self._says_itself()) else None
        return None

    def _says_itself(self) -> bool:
        """Whether the cue's own sentence holds what is said: "...?" he said that it was."""
        own = self.parsed.children(self.cue.head, "ccomp", "xcomp", "obj", "obl", "conj", "advcl", "parataxis")
        return bool(own) or self._behind() is not None

    def _behind(self) -> Quoted | None:
        """The quotation after the cue's clause: he said on Monday, "..."."""
        reading, parsed = self.reading, self.parsed
        last = reading.sentence_of(self.cue.head)[1]
        for index in range(self.cue.last + 1, min(last, self.cue.last + 40) + 1):
            quoted = reading.quotation_at(index)
            if quoted is None:
                continue
            lead = parsed.words[quoted.first - 1] if quoted.first else None
            if lead is None or (lead.text not in (",", ":", "-", "—", "–") and quoted.first != self.cue.last + 1):
                return None
            between = range(self.cue.last + 1, quoted.first)
            return quoted if self._only_setting(between) else None
        return None

    def _only_setting(self, between: range) -> bool:
        """Whether words between cue and quotation name only speaker, hearer, place or time."""
        parsed = self.parsed
        for index in between:
            word = parsed.words[index]
            if word.head == self.cue.head and word.deprel in ("ccomp", "conj", "parataxis", "csubj"):
                return False
        return True


def _is_utterance(reading: Reading, quoted: Quoted) -> bool:
    """Whether a quotation before a cue is speech and no scare quote: it closes with a mark of its own
    or begins its sentence, or a comma follows it."""
    text = reading.parsed.text
    inside = text[quoted.start : quoted.end].rstrip("\"”’'»“` ")
    after = text[quoted.end : quoted.end + 1]
    return inside[-1:] in (",", "!", "?", ".", "—", "-", "…") or after in (",", "-", "—")


def _of_phrase(reading: Reading, cue: Cue) -> Content:
    """The sentence around "according to X", without X; a quotation it stands beside."""
    parsed = reading.parsed
    first, last = reading.sentence_of(cue.head)
    source = set(phrase_source(reading, cue))
    start, end = _clause_bounds(parsed, cue, first, last)
    words = [i for i in range(start, end + 1) if i not in source and not cue.first <= i <= cue.last]
    return Content(frozenset(words), (), frozenset({"sentence"}))


def _clause_bounds(parsed: Parsed, cue: Cue, first: int, last: int) -> tuple[int, int]:
    """The clause that the phrase hangs from, as far as it is not the whole sentence."""
    for above in parsed.ancestors(cue.head):
        word = parsed.words[above]
        clause = word.upos in ("VERB", "AUX") or word.deprel in ("ccomp", "conj", "root", "parataxis", "advcl")
        if clause and subject_of(parsed, above) is not None and word.deprel in ("root", "ccomp", "conj"):
            below = parsed.subtree(above)
            return below[0], below[-1]
    return first, last


def phrase_source(reading: Reading, cue: Cue) -> tuple[int, ...]:
    """The words of the noun phrase after a fixed phrase, up to a comma that ends it."""
    parsed = reading.parsed
    last = reading.sentence_of(cue.head)[1]
    if cue.last + 1 > last:
        return ()
    inside = range(cue.last + 1, last + 1)
    head = next((i for i in inside if parsed.words[i].head not in inside or parsed.words[i].head < cue.last), None)
    at = cue.last + 1
    while parsed.words[at].head in inside and parsed.words[at].head != at and parsed.words[at].upos != "VERB":
        above = parsed.words[at].head
        if parsed.words[above].upos not in ("NOUN", "PROPN", "PRON", "NUM", "ADJ", "X", "SYM"):
            break
        at = above
    head = at
    return tuple(i for i in noun_phrase(parsed, head) if i > cue.last)
