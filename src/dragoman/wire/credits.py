"""Credits: who wrote, reported or edited the report, by line, sentence or clause."""

from __future__ import annotations

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace

from dragoman.record import Credit, Span
from dragoman.wire.lines import trimmed
from dragoman.wire.rules import CreditRule, WireRules

HEAD_LINES = 12
_TAIL = 1500  # characters at the end of a line in which credits are looked for
_HEAD = 200  # characters of the longest byline
_SENTENCE = re.compile(r"(?<=\w\w[.!?)])(?<!\bSt\.)(?<!\bJr\.)(?<!\bSr\.)(?<!\bDr\.)(?<!\bMt\.) +(?=[^a-z])")
_CLAUSE = re.compile(r"\s*;\s*")
_INITIAL = re.compile(r"\.[A-Z]\.\Z")
_OPEN, _CLOSE = "([—–-_* ", ")].—–-_* "
_TRIGGERS = (
    "contributed",
    "eported",
    "eporting",
    "riting",
    "ritten",
    "ompiled",
    "dited",
    "diting",
    "ranslat",
    " by ",
    " By ",
    " by:",
)
_PIECE = re.compile(r"(?:,|;|&|\bwith\b)? ?\b(?:and|with)\b |[,;&] ?(?:and )?")
_BYLINE_END = re.compile(r"\s*(?:[|•·@]|\b(?:[Pp]ublished|[Uu]pdated|[Pp]osted|for)\b|  ).*$")


@dataclass(frozen=True, slots=True, kw_only=True)
class CreditBlock:
    """Characters that give credit, whom they credit (nobody where only agencies are named), and the
    agency that the credited work for, as written, where the words say so; ``head`` for a byline in front."""

    start: int
    end: int
    credits: tuple[Credit, ...]
    agency: str | None = None
    head: bool = False


def find_credits(text: str, lines: Sequence[Span], *, rules: WireRules) -> tuple[CreditBlock, ...]:
    """The credits of a report, in order; ``lines`` are its lines without noise."""
    blocks = [block for line in lines[:HEAD_LINES] if (block := _byline(text, line, rules)) is not None]
    known = frozenset(credit.name.split()[-1].lower() for block in blocks for credit in block.credits)
    taken = {block.start for block in blocks}
    for line in lines:
        tail = text[max(line.start, line.end - _TAIL) : line.end]
        if line.start not in taken and any(word in tail for word in _TRIGGERS):
            blocks += _sentence_credits(text, line, known, rules)
    return tuple(sorted(blocks, key=lambda block: block.start))


def _byline(text: str, line: Span, rules: WireRules) -> CreditBlock | None:
    if line.end - line.start > _HEAD:
        return None
    words = text[line.start : line.end]
    day = rules.day.search(words)
    words = _BYLINE_END.sub("", words[: day.start()] if day else words).rstrip(" ,-–—")
    return next((b for b in _blocks(words, line.start, line, ("head",), frozenset(), rules)), None)


def _sentence_credits(text: str, line: Span, known: frozenset[str], rules: WireRules) -> Iterator[CreditBlock]:
    at = max(line.start, line.end - _TAIL)
    ends = [*((m.start(), m.end()) for m in _SENTENCE.finditer(text, at, line.end)), (line.end, line.end)]
    for end, after in ends:
        whole = trimmed(text, at, end)
        inner = _bare(text, whole)
        words = text[inner.start : inner.end]
        if words:
            yield from _sentence(words, inner.start, whole, known, rules)
        at = after


def _sentence(words: str, base: int, whole: Span, known: frozenset[str], rules: WireRules) -> Iterator[CreditBlock]:
    """The block of a sentence that is a credit, or whose clauses all are."""
    found = list(_blocks(words, base, whole, ("sentence", "clause"), known, rules))
    if found:
        yield found[0]
        return
    clauses = []
    at = 0
    for mark in [*_CLAUSE.finditer(words), None]:
        clause = words[at : mark.start() if mark else len(words)].rstrip(". ")
        clauses.append(next(_blocks(clause, base + at, whole, ("clause",), known, rules), None))
        at = mark.end() if mark else at
    if len(clauses) > 1 and all(clauses):
        credits = tuple(credit for block in clauses if block for credit in block.credits)
        yield CreditBlock(start=whole.start, end=whole.end, credits=credits)


def _blocks(
    words: str, base: int, whole: Span, where: tuple[str, ...], known: frozenset[str], rules: WireRules
) -> Iterator[CreditBlock]:
    for form in rules.credits:
        match = form.pattern.fullmatch(words) if form.rule.where in where else None
        if match is None:
            continue
        people = _people(match, base, form.rule, known, rules)
        if people is not None:
            credits, agency = people
            head = form.rule.where == "head"
            yield CreditBlock(start=whole.start, end=whole.end, credits=credits, agency=agency, head=head)


def _bare(text: str, span: Span) -> Span:
    """The sentence without brackets, dashes and the final stop."""
    start, end = span.start, span.end
    while start < end and text[start] in _OPEN:
        start += 1
    while end > start and text[end - 1] in _CLOSE and not _INITIAL.search(text, end - 3, end):
        end -= 1
    return Span(start, end)


def _people(
    match: re.Match[str], base: int, rule: CreditRule, known: frozenset[str], rules: WireRules
) -> tuple[tuple[Credit, ...], str | None] | None:
    """The people that the words of a credit name; None where they do not read as people."""
    roll = _Roll(rule=rule, known=known, rules=rules)
    if not roll.read(match["people"], base + match.start("people")):
        return None
    where, agency = match.groupdict().get("where"), match.groupdict().get("agency")
    if where is not None and not roll.read_where(where, base + match.start("where")):
        return None
    return (tuple(roll.credits), agency or roll.agency) if roll.credits or roll.agencies else None


class _Roll:
    """A list of people as it is read, piece by piece."""

    def __init__(self, *, rule: CreditRule, known: frozenset[str], rules: WireRules) -> None:
        self.rule, self.known, self.rules = rule, known, rules
        self.credits: list[Credit] = []
        self.agency: str | None = None
        self.agencies = 0

    def read(self, words: str, base: int) -> bool:
        """Whether every piece of ``words`` is a person, a place behind one, a job or an agency."""
        return all(self.piece(piece, start) for piece, start in _pieces(words, base))

    def read_where(self, words: str, base: int) -> bool:
        """The place that follows a verb ("reported from Rome"), and people who follow it."""
        pieces = list(_pieces(words, base))
        first, _ = pieces[0]
        if not first[:1].isupper():
            return False
        self.credits = [replace(c, place=c.place or first) for c in self.credits]
        return all(self.piece(piece, start) for piece, start in pieces[1:])

    def piece(self, words: str, start: int) -> bool:
        if words in self.rules.agencies:
            self.agencies += 1
            self.agency = words if self.rule.where == "head" else self.agency
            return True
        if self.continues_place(words):
            self.credits[-1] = replace(self.credits[-1], place=f"{self.credits[-1].place}, {words}")
            return True
        person = self.rules.person.fullmatch(words)
        if person is not None and self.is_name(person["name"]):
            self.add(person, start)
            return True
        if person is None or not self.credits or not self.is_place(words):
            return bool(self.credits) and self.rules.job.fullmatch(words) is not None
        self.credits[-1] = replace(self.credits[-1], place=self.credits[-1].place or words)
        return True

    def add(self, person: re.Match[str], start: int) -> None:
        title = (person["title"] or "").strip()
        self.agency = self.agency or next(
            (f for f in self.rules.agencies if len(f) > 1 and title.startswith(f"{f} ")), None
        )
        place = person["place"].strip() if person["place"] else None
        span = start + person.start("name"), start + person.end("name")
        self.credits.append(Credit(start=span[0], end=span[1], name=person["name"], role=self.rule.role, place=place))

    def continues_place(self, words: str) -> bool:
        """Whether ``words`` are the land behind the last person's place ("Tirana, Albania")."""
        if not self.credits or self.credits[-1].place is None:
            return False
        return self.is_place(words) or (" " not in words and words[:1].isupper()) or words.endswith(".")

    def is_place(self, words: str) -> bool:
        return words.lower() in self.rules.places

    def is_name(self, name: str) -> bool:
        words = name.split()
        lower = name.lower()
        if words[0] in self.rules.openers or lower in self.rules.places or lower in self.rules.bodies:
            return False
        if any(w.lower() in self.rules.weekdays or w.lower() in self.rules.months for w in words[:1]):
            return False
        return len(words) > 1 or lower in self.known


def _pieces(words: str, base: int) -> Iterator[tuple[str, int]]:
    at = 0
    for mark in [*_PIECE.finditer(words), None]:
        end = mark.start() if mark else len(words)
        piece = trimmed(words, at, end)
        if piece.start < piece.end:
            yield words[piece.start : piece.end], base + piece.start
        at = mark.end() if mark else at
