"""The gold mentions of ``bench/linking`` as tellings: head word and parts by the tree that dragoman reads."""

from __future__ import annotations

from collections.abc import Iterator, Sequence
from typing import Any

from dragoman.coder import Coder
from dragoman.language import Parsed
from dragoman.picture.rules import PictureRules
from dragoman.picture.tellings import Page, Parts, Telling
from dragoman.record import Report, Span, Wire

_INNER = {"acl", "advcl", "ccomp", "parataxis", "punct", "det", "case", "cop"}  # no part of a name or description
_MOST = 14  # words of one


def read(coder: Coder, rows: Sequence[dict[str, Any]], rules: PictureRules) -> Iterator[tuple[Page, list[Telling]]]:
    """Each report as a page, with the tellings at its gold mentions, in their order."""
    for number, row in enumerate(rows):
        report = Report(id=row["id"], text=row["text"], published=row["published"])
        parsed = coder.reader.read(report.text)
        page = Page(
            coder.code(report, Wire(published=row["published"]), parsed), report.text, number=number, rules=rules
        )
        yield page, [page.tell(mention_parts(parsed, m["start"], m["end"])) for m in row["mentions"]]


def mention_parts(parsed: Parsed, start: int, end: int) -> Parts:
    """The head word of a mention, and the spans of who, whom and the rest around it."""
    head = head_word(parsed, start, end)
    word = parsed.words[head]
    who, whom, other = arguments(parsed, head)
    return Parts(
        anchor=Span(word.start, word.end),
        whole=Span(start, end),
        who=tuple(_phrase(parsed, at) for at in who),
        whom=tuple(_phrase(parsed, at) for at in whom),
        other=tuple(_phrase(parsed, at) for at in other),
    )


def head_word(parsed: Parsed, start: int, end: int) -> int:
    """The first word of the mention that hangs on none of its others, a content word where there is one."""
    inside = [at for at, word in enumerate(parsed.words) if word.start < end and word.end > start]
    tops = [at for at in inside if parsed.words[at].head not in inside]
    content = [at for at in tops if parsed.words[at].upos in ("VERB", "NOUN", "PROPN", "ADJ")]
    return (content or tops)[0]


def arguments(parsed: Parsed, head: int) -> tuple[list[int], list[int], list[int]]:
    """The heads of the phrases for who did it, whom it befell, and the rest."""
    who, whom, other = _own_arguments(parsed, head)
    word = parsed.words[head]
    if word.head >= 0 and not who:
        more = _borrowed(parsed, head)
        who, whom, other = who + more[0], whom + (more[1] if not whom else []), other + more[2]
    return who, whom, other


def _own_arguments(parsed: Parsed, head: int) -> tuple[list[int], list[int], list[int]]:
    who: list[int] = []
    whom: list[int] = []
    other: list[int] = []
    verb = parsed.words[head].upos in ("VERB", "AUX", "ADJ")
    for child in parsed.children(head):
        relation, case = (
            parsed.words[child].deprel,
            {parsed.words[c].text.lower() for c in parsed.children(child, "case")},
        )
        kind = relation.split(":")[0]
        if relation in ("nsubj", "csubj", "nmod:poss") or (kind in ("obl", "nmod") and "by" in case):
            who.append(child)
        elif relation == "nsubj:pass" or kind in ("obj", "iobj") or (kind == "nmod" and "of" in case):
            whom.append(child)
        elif kind in ("obl", "nmod", "xcomp", "ccomp"):
            other.append(child)
        elif not verb and kind in ("compound", "amod"):
            whom.append(child)
    return who, whom, other


def _borrowed(parsed: Parsed, head: int) -> tuple[list[int], list[int], list[int]]:
    """What a word takes from the one that it hangs on: a shared subject, the noun of a relative clause."""
    word = parsed.words[head]
    above, relation = word.head, word.deprel.split(":")[0]
    subjects, objects = list(parsed.children(above, "nsubj")), list(parsed.children(above, "obj"))
    if relation == "conj":
        return subjects, objects, []
    if relation in ("xcomp", "advcl"):
        return subjects, [], []
    if relation == "acl":
        return ([], [above], []) if word.xpos == "VBN" else ([above], [], [])
    if relation == "obj" or word.deprel == "nsubj:pass":
        return subjects, [], list(parsed.children(above, "obl"))
    return [], [], [above] if relation == "obl" else []


def _phrase(parsed: Parsed, head: int) -> Span:
    words, waiting = [], [head]
    while waiting and len(words) < _MOST:
        at = waiting.pop(0)
        words.append(at)
        waiting += [c for c in parsed.children(at) if parsed.words[c].deprel.split(":")[0] not in _INNER]
    near = sorted(words)
    return Span(parsed.words[near[0]].start, parsed.words[near[-1]].end)
