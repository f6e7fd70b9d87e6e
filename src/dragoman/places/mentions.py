"""Which words name a place: the model's names, and names it missed that the tables know."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Literal

from dragoman.language import NameSpan, Parsed
from dragoman.places.atlas import Atlas, Candidate, nowhere
from dragoman.places.rules import PlaceRules

MentionKind = Literal["name", "adjective", "inside", "dateline"]

TOO_LONG = 15  # words of what is no name any more
LONGEST = 6  # words of a name looked up in running text
SURE = 5.0  # prior from which a town is believed without the model
LISTS = frozenset({",", "and", "or", ", and", ", or", "&"})
CIVIC = 3.7  # prior from which a town is believed before "police", "city council" ...
MARKS = "\"'“”‘’()[]—–-.,:;"


@dataclass(frozen=True, slots=True)
class PlaceMention:
    """Words ``[first, last)`` that name a place, with all it can mean; ``first`` is -1 in a dateline.

    ``inside`` is a name inside the name of a body; ``features`` are the kinds of place that a type
    word beside it asks for; ``word`` is that type word.
    """

    start: int
    end: int
    first: int
    last: int
    kind: MentionKind
    candidates: tuple[Candidate, ...]
    features: tuple[str, ...] = ()
    text: str = ""


class Finder:
    """The mentions of one report."""

    def __init__(self, parsed: Parsed, atlas: Atlas, rules: PlaceRules) -> None:
        self.parsed, self.atlas, self.rules = parsed, atlas, rules
        self.texts = [word.text for word in parsed.words]
        self.names = {name.first: name for name in parsed.names}
        self.known: set[str] = set()
        self.people: set[str] = set()

    def find(self) -> list[PlaceMention]:
        """Every mention in the sentences, in text order."""
        self._learn()
        found: list[PlaceMention] = []
        for sentence in self.parsed.sentences:
            at = sentence.first
            while at < sentence.last:
                mentions, at = self._at(at, sentence.last)
                found += mentions
        return _with_shared_types(self.parsed, found, self.rules)

    def _at(self, at: int, last: int) -> tuple[list[PlaceMention], int]:
        """The mentions that begin at a word or in the name that it begins, and the word to go on with."""
        if not self.texts[at][:1].isupper():
            name = self.names.get(at)
            return self._name(name) if name else ([], at + 1)
        if whole := self._spanning(at, last):
            return [whole], whole.last
        name = self.names.get(at)
        return self._name(name) if name else self._loose(at, last)

    def _spanning(self, at: int, last: int) -> PlaceMention | None:
        """A name that the tables know as a whole and the model cuts in two: "Sea" of "Japan"."""
        name = self.names.get(at)
        if name is not None and name.type == "PER":
            return None
        for end in range(min(last, at + LONGEST), max(at + 1, name.last if name else 0), -1):
            if not self.texts[end - 1][:1].isupper() or self._cuts(at, end):
                continue
            found = [c for c in self.atlas.named(self._text(at, end)) if c.by_hand or c.land]
            if found:
                return self._mention(at, end, "name", found, features=self._features(at, end))
        return None

    def _cuts(self, at: int, end: int) -> bool:
        """Whether words ``[at, end)`` end inside a name."""
        return any(self.names[i].last > end or self.names[i].type == "PER" for i in range(at, end) if i in self.names)

    def _learn(self) -> None:
        """What the whole report says of its names: those the model takes for places, and surnames."""
        for name in self.parsed.names:
            if name.type == "LOC" and self.atlas.named(self._text(name.first, name.last)):
                self.known.add(self._text(name.first, name.last))
            elif name.type == "PER" and name.last - name.first > 1:
                self.people.add(self.texts[name.last - 1])

    def _text(self, first: int, last: int) -> str:
        words = self.parsed.words
        return " ".join(self.parsed.text[words[first].start : words[last - 1].end].split())

    def _mention(
        self, first: int, last: int, kind: MentionKind, found: Sequence[Candidate], **more: object
    ) -> PlaceMention:
        words = self.parsed.words
        start, end = words[first].start, words[last - 1].end
        return PlaceMention(start, end, first, last, kind, tuple(found), text=self._text(first, last), **more)  # type: ignore[arg-type]

    def _name(self, name: NameSpan) -> tuple[list[PlaceMention], int]:
        if name.type == "LOC":
            first, last = self._trimmed(name.first, name.last)
            if last - first > TOO_LONG:
                return [], name.last
            last = self._with_type(first, last)
            return (list(self._place(first, last)) if first < last else []), max(last, name.last)
        if name.type == "ORG":
            return list(self._body(name.first, name.last)), name.last
        return list(self._person(name.first, name.last)), name.last

    def _trimmed(self, first: int, last: int) -> tuple[int, int]:
        while first < last and (self.texts[first].lower() == "the" or self.texts[first] in MARKS):
            first += 1
        while first < last and (self.texts[last - 1].lower() in ("'s", "’s") or self.texts[last - 1] in MARKS):
            last -= 1
        return first, last

    def _with_type(self, first: int, last: int) -> int:
        """Takes in a type word in capitals that the model left out: "Sitnica" + "River"."""
        if last < len(self.texts) and last not in self.names and self.texts[last][:1].isupper() and last > first:
            word = self.rules.types.get(self.texts[last].lower())
            same = self.parsed.words[last].sentence == self.parsed.words[first].sentence
            if word and same and (word.made or self.atlas.named(self._text(first, last + 1))):
                return last + 1
        return last

    def _place(self, first: int, last: int) -> Iterator[PlaceMention]:
        text = self._text(first, last)
        if last - first == 1 and (text in self.rules.words["never"] or text.lower() in self.rules.words["direction"]):
            return
        adjective = self._adjective_at(first, last)
        if adjective:
            yield adjective
            return
        if last - first == 1 and text in self.people and not self._after_locative(first):
            return
        found = self.atlas.named(text)
        comma = next((i for i in range(first, last) if self.texts[i] in (",", "/", "-", "–", "—")), None)
        if not found and comma is not None and first < comma < last - 1:
            yield from self._place(first, comma)
            yield from self._place(comma + 1, last)
            return
        if found and not (found[0].land or found[0].by_hand) and self._is_common(first, last):
            return
        mention = self._reduced(first, last, found)
        if not self._is_plain(mention):
            yield mention

    def _is_common(self, first: int, last: int) -> bool:
        """A common noun in capitals with its own article ("the Valley"), or half of a double name."""
        words, text = self.parsed.words, self.parsed.text
        before = words[first - 1] if first else None
        if last - first == 1 and before and before.text == "the" and first <= before.head < last:
            return True
        start, end = words[first].start, words[last - 1].end
        if text[end : end + 1] == "-" and text[end + 1 : end + 2].isupper():
            return not self.atlas.named(self.texts[last + 1] if last + 1 < len(self.texts) else "")
        if start > 1 and text[start - 1] == "-" and text[start - 2].isalpha():
            return not self.atlas.named(self.texts[first - 2] if first > 1 else "")
        return False

    def _reduced(self, first: int, last: int, found: tuple[Candidate, ...]) -> PlaceMention:
        """The mention with its candidates, those of a part of it where the whole is unknown."""
        after = self.rules.types.get(self.texts[last].lower()) if last < len(self.texts) else None
        if after and after.made and not after.features and self.texts[last].islower():
            return self._mention(first, last, "name", (nowhere(self._text(first, last), after.made),))
        if found:
            return self._mention(first, last, "name", found, features=self._features(first, last))
        word = self.rules.types.get(self.texts[last - 1].lower())
        if word and last - first > 1:
            named = self.atlas.named(self._text(first, last - 1))
            part = [c for c in named if c.feature in word.features] or [c for c in named if c.land]
            made = nowhere(self._text(first, last), word.made) if word.made else None
            if part and (made is None or made.feature.startswith("ADM")):
                return self._mention(first, last, "name", part, features=word.features)
            if made:
                return self._mention(first, last, "name", (made,))
        if last - first > 1 and self.texts[first].lower() in self.rules.words["direction"]:
            rest = self._reduced(first + 1, last, self.atlas.named(self._text(first + 1, last)))
            return replace(rest, start=self.parsed.words[first].start, first=first)
        return self._mention(first, last, "name", ())

    def _is_plain(self, mention: PlaceMention) -> bool:
        """A name that no table knows, where nothing but the model says that it is a place."""
        if mention.candidates:
            return False
        if mention.text.isupper() or self.atlas.world.organization(mention.text):
            return True
        return not self._after_locative(mention.first) and not self._features(mention.first, mention.last)

    def _features(self, first: int, last: int) -> tuple[str, ...]:
        """The kinds of place that a type word beside the name asks for: "Homs province", "city of Homs"."""
        texts, size = self.texts, len(self.texts)
        after = self.rules.types.get(texts[last].lower()) if last < size else None
        if after and after.features:
            return after.features
        if first > 1 and texts[first - 1] == "of":
            before = self.rules.types.get(texts[first - 2].lower())
            return before.features if before else ()
        if first > 0 and texts[first - 1].islower():
            before = self.rules.types.get(texts[first - 1])
            return before.features if before else ()
        return ()

    def _adjective_at(self, first: int, last: int) -> PlaceMention | None:
        """The adjective, demonym or people that these words are, where they are no place's name."""
        text = self._text(first, last)
        found = self.atlas.adjective(text)
        if not found or any(c.prior > SURE for c in self.atlas.named(text)):
            return None
        return self._mention(first, last, "adjective", found)

    def _longest(self, first: int, last: int) -> tuple[int, tuple[Candidate, ...], bool]:
        """How many words from ``first`` make the longest land, region or adjective, and which."""
        for end in range(min(last, first + LONGEST), first, -1):
            text = self._text(first, end)
            if (not text[-1].isalnum() and text[-1] != ".") or text.lower() in self.rules.words["direction"]:
                continue
            adjective = self.atlas.adjective(text)
            named = self.atlas.named(text)
            if named and (not adjective or named[0].prior > SURE):
                return end - first, named, False
            if adjective:
                return end - first, adjective, True
        return 0, (), False

    def _body(self, first: int, last: int) -> Iterator[PlaceMention]:
        """Places inside the name of a body, and names of places that the model takes for bodies."""
        first, last = self._trimmed(first, last)
        if made := self._building(first, last):
            yield made
            return
        at = first
        while at < last:
            text = self.texts[at]
            if not text[:1].isupper() or text in self.rules.words["never"]:
                at += 1
                continue
            count, found, adjective = self._longest(at, last)
            whole = count == last - first
            begins = at == first or self.texts[at - 1].lower() in self.rules.words["inside"]
            if count and adjective:
                yield self._mention(at, at + count, "adjective" if whole else "inside", found)
            elif count and (begins or found[0].land) and self._believed(at, at + count, found):
                yield self._mention(at, at + count, "name" if whole else "inside", found)
            at += count or 1

    def _building(self, first: int, last: int) -> PlaceMention | None:
        """A school, court or church at which something happens: "at the Riverside Church"."""
        word = self.rules.types.get(self.texts[last - 1].lower()) if last - first > 1 else None
        if word is None or word.made is None or self._before(first) not in self.rules.words["site"]:
            return None
        return self._mention(first, last, "name", (nowhere(self._text(first, last), word.made),))

    def _before(self, first: int) -> str:
        """The word before, in lower case, an article passed over; empty at the report's begin."""
        before = first - 1 - (first > 1 and self.texts[first - 1].lower() in ("the", "a", "an"))
        return self.texts[before].lower() if before >= 0 else ""

    def _believed(self, first: int, last: int, found: tuple[Candidate, ...]) -> bool:
        """Whether a name that the model does not take for a place is one."""
        if self._text(first, last) in self.known:
            return True
        civic = last < len(self.texts) and self.texts[last].lower() in self.rules.words["civic"]
        return found[0].own and found[0].prior >= (CIVIC if civic else SURE)

    def _person(self, first: int, last: int) -> Iterator[PlaceMention]:
        """An adjective before a title ("Russian President"), or a place in a place's position."""
        text = self.texts[first]
        if last - first > 1 and self.texts[first + 1].lower() in self.rules.words["title"]:
            found = self.atlas.adjective(text)
            if found:
                yield self._mention(first, first + 1, "adjective", found)
            return
        whole = self._text(first, last)
        adjective = self._adjective_at(first, last) if last - first == 1 and whole not in self.people else None
        if adjective:
            yield adjective
        elif whole not in self.people and self._after_locative(first):
            named = self.atlas.named(whole)
            if named and (whole in self.known or named[0].prior > SURE or last - first > 1):
                yield self._mention(first, last, "name", named, features=self._features(first, last))

    def _after_locative(self, first: int) -> bool:
        return self._before(first) in self.rules.words["locative"]

    def _loose(self, at: int, last: int) -> tuple[list[PlaceMention], int]:
        """A place at a word that is in no name of the model's."""
        word = self.parsed.words[at]
        if not word.text[:1].isupper() or word.text in self.rules.words["never"] or len(word.text) < 2:
            return [], at + 1
        end = at + 1
        while end < last and end < at + LONGEST and end not in self.names:
            end += 1
        count, found, adjective = self._longest(at, end)
        if not count:
            return [], at + 1
        if adjective:
            return [self._mention(at, at + count, "adjective", found)], at + count
        if word.upos == "PROPN" and self._is_loose(at, at + count, found):
            return [self._mention(at, at + count, "name", found, features=self._features(at, at + count))], at + count
        return [], at + count

    def _is_loose(self, first: int, last: int, found: tuple[Candidate, ...]) -> bool:
        if self._text(first, last) in self.known or found[0].land:
            return True
        return self._after_locative(first) and found[0].prior > SURE - 1


def _with_shared_types(parsed: Parsed, found: list[PlaceMention], rules: PlaceRules) -> list[PlaceMention]:
    """The mentions, where "Homs, Hama and Idlib provinces" asks for provinces of all three."""
    shared = False
    for index in range(len(found) - 2, -1, -1):
        one, other = found[index], found[index + 1]
        listed = other.features and not one.features and parsed.text[one.end : other.start].strip() in LISTS
        shared = bool(listed) and (shared or _is_plural(parsed, other, rules))
        if shared:
            found[index] = replace(one, features=other.features)
    return found


def _is_plural(parsed: Parsed, mention: PlaceMention, rules: PlaceRules) -> bool:
    if not 0 <= mention.last < len(parsed.words):
        return False
    word = parsed.words[mention.last].text.lower()
    return word.endswith("s") and word in rules.types
