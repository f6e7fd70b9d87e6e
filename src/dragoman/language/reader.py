"""The reader: text in, ``Parsed`` out. The only place that runs a model."""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from functools import lru_cache
from importlib.resources import as_file, files
from pathlib import Path
from typing import Any, cast

import numpy as np
import onnxruntime
from numpy.typing import NDArray

from dragoman.language.lemmas import Lemmas
from dragoman.language.mending import mended
from dragoman.language.parsed import LearnedEvent, LearnedStatement, NameSpan, NameType, Parsed, Sentence, Word
from dragoman.language.pieces import CLS, SEP, Pieces
from dragoman.language.quotations import find_quotations
from dragoman.language.sentences import split_sentences
from dragoman.language.trees import best_heads
from dragoman.language.words import split_words
from dragoman.record.plover import load_plover
from dragoman.record.types import Span

_BATCH_PIECES = 300  # small batches pad less: measured faster than 600 and 1500
_MOST_PIECES = 400  # a sentence; the encoder has 512 positions
_CUE_LEAST = 0.15  # attribution decides with the rest of its evidence
_EVENT_LEAST = 0.02  # below this chance a word is not even proposed as an event's anchor


@dataclass(frozen=True, slots=True)
class _Draft:
    """One sentence on its way through the model."""

    document: int
    spans: list[tuple[int, int]]
    forms: list[str]
    pieces: list[int]
    shapes: list[int]
    firsts: list[int]


@dataclass(frozen=True, slots=True)
class _Answer:
    """What the model says of one sentence; ``names`` are (first, last, type) inside it."""

    upos: list[int]
    xpos: list[int]
    feats: list[int]
    heads: list[int]
    deprels: list[int]
    names: list[tuple[int, int, str]]
    statements: list[LearnedStatement]
    events: list[LearnedEvent]


class Reader:
    """Reads texts with the bundled model.

    >>> reader = load_reader()
    >>> parsed = reader.read("Police arrested two men in Oslo.")
    >>> [(w.text, w.deprel) for w in parsed.words][:2]
    [('Police', 'nsubj'), ('arrested', 'root')]
    """

    def __init__(self, folder: Path, *, threads: int = 1) -> None:
        settings = onnxruntime.SessionOptions()
        settings.intra_op_num_threads = threads
        settings.inter_op_num_threads = 1
        settings.log_severity_level = 3
        settings.enable_cpu_mem_arena = False
        self._session = onnxruntime.InferenceSession(
            str(folder / "reader.onnx"), settings, providers=["CPUExecutionProvider"]
        )
        labels: dict[str, list[str]] = json.loads((folder / "labels.json").read_text(encoding="utf-8"))
        self._labels = labels
        self._outputs = [output.name for output in self._session.get_outputs()]
        self._pieces = Pieces(folder / "pieces.json")
        self._lemmas = Lemmas(folder / "lemmas.json.gz")
        self._steps = _name_steps(labels["names"])
        modes = labels["modes"]
        self._modes = {
            name: [i for i, mode in enumerate(modes) if mode == "none" or kind.has_mode(mode)]
            for name, kind in load_plover().types.items()
        }

    def read(self, text: str, *, skip: Sequence[Span] = ()) -> Parsed:
        """One text; characters in ``skip`` belong to no sentence."""
        return self.read_all([(text, skip)])[0]

    def read_all(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> list[Parsed]:
        """Several texts with the regions to skip; what one is read as does not depend on the others."""
        drafts = [draft for number, (text, skip) in enumerate(texts) for draft in self._drafts(number, text, skip)]
        answers = self._answer(drafts)
        by_document: list[list[int]] = [[] for _ in texts]
        for index, draft in enumerate(drafts):
            by_document[draft.document].append(index)
        return [
            self._parsed(text, [drafts[i] for i in mine], [answers[i] for i in mine])
            for (text, _), mine in zip(texts, by_document, strict=True)
        ]

    def read_words(self, sentences: Iterable[Sequence[str]]) -> list[Parsed]:
        """Sentences whose words are given (a treebank's); each becomes a ``Parsed`` of its own."""
        drafts, texts = [], []
        for number, forms in enumerate(sentences):
            spans, at = [], 0
            for form in forms:
                spans.append((at, at + len(form)))
                at += len(form) + 1
            texts.append(" ".join(forms))
            drafts.append(self._draft(number, spans, list(forms)))
        answers = self._answer(drafts)
        return [self._parsed(t, [d], [a]) for t, d, a in zip(texts, drafts, answers, strict=True)]

    def run_model(self, texts: Sequence[tuple[str, Sequence[Span]]]) -> int:
        """Run the model over the texts and make nothing of its answers: the yardstick of `bench/speed`.

        Gives the number of sentences.
        """
        drafts = [draft for number, (text, skip) in enumerate(texts) for draft in self._drafts(number, text, skip)]
        for batch in self._batches(drafts):
            self._scores([drafts[i] for i in batch])
        return len(drafts)

    def _drafts(self, document: int, text: str, skip: Sequence[Span]) -> Iterable[_Draft]:
        at = 0
        for start, end in [*((s.start, s.end) for s in sorted(skip)), (len(text), len(text))]:
            if start > at:
                spans = split_words(text, at, start)
                for first, last in split_sentences(text, spans):
                    yield from self._bounded(document, text, spans[first:last])
            at = max(at, end)

    def _bounded(self, document: int, text: str, spans: list[tuple[int, int]]) -> Iterable[_Draft]:
        """The sentence, or pieces of it where it is longer than the encoder reads."""
        forms = [text[a:b] for a, b in spans]
        first, size = 0, 0
        for index, form in enumerate(forms):
            length = len(self._pieces.of(form)[0])
            if size + length > _MOST_PIECES:
                yield self._draft(document, spans[first:index], forms[first:index])
                first, size = index, 0
            size += length
        yield self._draft(document, spans[first:], forms[first:])

    def _draft(self, document: int, spans: list[tuple[int, int]], forms: list[str]) -> _Draft:
        pieces, shapes, firsts = [CLS], [0], []
        for form in forms:
            found, shape = self._pieces.of(form)
            firsts.append(len(pieces))
            pieces += found
            shapes += [shape] * len(found)
        pieces.append(SEP)
        shapes.append(0)
        return _Draft(document, spans, forms, pieces, shapes, firsts)

    def _answer(self, drafts: list[_Draft]) -> list[_Answer]:
        answers: dict[int, _Answer] = {}
        for batch in self._batches(drafts):
            answers.update(zip(batch, self._run([drafts[i] for i in batch]), strict=True))
        return [answers[i] for i in range(len(drafts))]

    @staticmethod
    def _batches(drafts: list[_Draft]) -> Iterator[list[int]]:
        """Sentences of one report of like length together, as many as the budget of word pieces holds.

        Reports never share a batch: int8 scales its numbers by all that is in a batch, so that a report's
        reading would change with its company.
        """
        batch: list[int] = []
        for index in sorted(range(len(drafts)), key=lambda i: (drafts[i].document, len(drafts[i].pieces))):
            draft = drafts[index]
            full = len(draft.pieces) * (len(batch) + 1) > _BATCH_PIECES
            if batch and (full or drafts[batch[0]].document != draft.document):
                yield batch
                batch = []
            batch.append(index)
        if batch:
            yield batch

    def _run(self, drafts: list[_Draft]) -> list[_Answer]:
        out = self._scores(drafts)
        out["names"] = _best_names(out["names"], self._steps)
        return [self._answer_of(row, len(draft.forms), out) for row, draft in enumerate(drafts)]

    def _scores(self, drafts: list[_Draft]) -> dict[str, NDArray[Any]]:
        feed = {
            "pieces": _padded([d.pieces for d in drafts]),
            "shapes": _padded([d.shapes for d in drafts]),
            "mask": _padded([[1] * len(d.pieces) for d in drafts]),
            "firsts": _padded([d.firsts for d in drafts]),
        }
        answers = cast("list[NDArray[Any]]", self._session.run(self._outputs, feed))
        return dict(zip(self._outputs, answers, strict=True))

    def _answer_of(self, row: int, size: int, out: dict[str, NDArray[Any]]) -> _Answer:
        """What the model says of the sentence in this row of a batch, ``size`` words long."""
        heads = best_heads(out["arcs"][row, :size, : size + 1])
        columns = np.asarray(heads) + 1
        return _Answer(
            upos=out["upos"][row, :size].tolist(),
            xpos=out["xpos"][row, :size].tolist(),
            feats=out["feats"][row, :size].tolist(),
            heads=heads,
            deprels=out["deprels"][row, np.arange(size), columns].tolist(),
            names=_name_spans([self._labels["names"][t] for t in out["names"][row, :size]]),
            statements=self._statements(out["cue"][row, :size], out["roles"][row, :size, :size]),
            events=self._events(row, size, heads, out),
        )

    def _statements(self, cues: NDArray[Any], roles: NDArray[Any]) -> list[LearnedStatement]:
        """``roles`` [words, words, labels] holds probabilities for every cue word and word."""
        labels = self._labels["roles"]
        kept = [labels.index(role) for role in ("source", "cue", "content")]
        found = []
        for cue in np.flatnonzero(cues > _CUE_LEAST).tolist():
            row = [labels[label] for label in roles[cue].argmax(-1).tolist()]
            source, words, content = (
                tuple(i for i, label in enumerate(row) if label == role) for role in ("source", "cue", "content")
            )
            rest = tuple(i for i in words if i != cue)
            chances = tuple((float(a), float(b), float(c)) for a, b, c in roles[cue][:, kept].tolist())
            found.append(LearnedStatement((cue, *rest), source, content, float(cues[cue]), chances))
        return found

    def _events(self, row: int, size: int, heads: list[int], out: dict[str, NDArray[Any]]) -> list[LearnedEvent]:
        if "events" not in out:  # a model whose event heads have not earned their place
            return []
        labels = self._labels
        chances = out["events"][row, :size]
        found = []
        for anchor in np.flatnonzero(chances[:, 0] < 1 - _EVENT_LEAST).tolist():
            best = int(chances[anchor, 1:].argmax()) + 1
            kind = labels["events"][best]
            mode = self._mode(kind, out["modes"][row, anchor])
            said = [labels["event_roles"][r] for r in out["event_roles"][row, anchor, :size].tolist()]
            found.append(
                LearnedEvent(
                    anchor=anchor,
                    type=kind,
                    mode=mode,
                    roles=_role_heads(said, heads),
                    probability=float(1 - chances[anchor, 0]),
                )
            )
        return found

    def _mode(self, kind: str, scores: NDArray[Any]) -> str | None:
        """The best of the modes that PLOVER has for the type, or none."""
        allowed = self._modes[kind]
        best = self._labels["modes"][allowed[int(scores[allowed].argmax())]]
        return None if best == "none" else best

    def _parsed(self, text: str, drafts: list[_Draft], answers: list[_Answer]) -> Parsed:
        words: list[Word] = []
        sentences: list[Sentence] = []
        names: list[NameSpan] = []
        statements: list[LearnedStatement] = []
        events: list[LearnedEvent] = []
        for number, (draft, answer) in enumerate(zip(drafts, answers, strict=True)):
            base = len(words)
            words += self._words(draft, answer, base, number)
            sentences.append(Sentence(base, len(words), draft.spans[0][0], draft.spans[-1][1]))
            for first, last, kind in answer.names:
                span = draft.spans[first][0], draft.spans[last - 1][1]
                names.append(NameSpan(base + first, base + last, *span, cast(NameType, kind)))
            statements += [_moved_statement(s, base) for s in answer.statements]
            events += [_moved_event(e, base) for e in answer.events]
        return Parsed(
            text,
            tuple(mended(words)),
            tuple(sentences),
            tuple(names),
            find_quotations(text),
            tuple(statements),
            tuple(events) if "events" in self._outputs else None,
        )

    def _words(self, draft: _Draft, answer: _Answer, base: int, number: int) -> Iterable[Word]:
        labels, lemma = self._labels, self._lemmas.of
        for i, form in enumerate(draft.forms):
            xpos = labels["xpos"][answer.xpos[i]]
            head = answer.heads[i]
            yield Word(
                start=draft.spans[i][0],
                end=draft.spans[i][1],
                text=form,
                lemma=lemma(form, xpos),
                upos=labels["upos"][answer.upos[i]],
                xpos=xpos,
                feats=labels["feats"][answer.feats[i]],
                head=base + head if head >= 0 else -1,
                deprel=labels["deprels"][answer.deprels[i]],
                sentence=number,
            )


@lru_cache(maxsize=4)
def load_reader(*, threads: int = 1) -> Reader:
    """The reader with the bundled model, loaded once for each number of threads."""
    with as_file(files("dragoman.language") / "model") as folder:
        return Reader(folder, threads=threads)


def _padded(rows: list[list[int]]) -> NDArray[np.int64]:
    table = np.zeros((len(rows), max(map(len, rows))), dtype=np.int64)
    for index, row in enumerate(rows):
        table[index, : len(row)] = row
    return table


def _moved_statement(statement: LearnedStatement, base: int) -> LearnedStatement:
    """The statement with positions in the report instead of in its sentence."""
    return LearnedStatement(
        tuple(base + i for i in statement.cue),
        tuple(base + i for i in statement.source),
        tuple(base + i for i in statement.content),
        statement.probability,
        statement.chances,
    )


def _moved_event(event: LearnedEvent, base: int) -> LearnedEvent:
    """The event with positions in the report instead of in its sentence."""
    return replace(event, anchor=base + event.anchor, roles=tuple((role, base + i) for role, i in event.roles))


def _role_heads(roles: Sequence[str], heads: Sequence[int]) -> tuple[tuple[str, int], ...]:
    """The head word of every unbroken run of words with one role, left to right.

    >>> _role_heads(["actor", "actor", "none", "recipient"], [1, 2, -1, 2])
    (('actor', 1), ('recipient', 3))
    """
    found, first = [], 0
    for at in range(1, len(roles) + 1):
        if at < len(roles) and roles[at] == roles[first]:
            continue
        if roles[first] != "none":
            top = next((i for i in range(first, at) if not first <= heads[i] < at), first)
            found.append((roles[first], top))
        first = at
    return tuple(found)


def _name_steps(labels: Sequence[str]) -> NDArray[np.float32]:
    """Scores of going from one name label to the next: I-X only after B-X or I-X."""
    steps = np.zeros((len(labels), len(labels)), dtype=np.float32)
    for i, before in enumerate(labels):
        for j, label in enumerate(labels):
            if label[0] == "I" and before[2:] != label[2:]:
                steps[i, j] = -1e4
    return steps


def _best_names(scores: NDArray[np.float32], steps: NDArray[np.float32]) -> NDArray[np.int64]:
    """The best legal label sequences [batch, words] for scores [batch, words, labels] (Viterbi)."""
    batch, size, labels = scores.shape
    from_where = np.zeros((batch, size, labels), dtype=np.int64)
    best = scores[:, 0] + steps[0]
    for word in range(1, size):
        ways = best[:, :, None] + steps
        from_where[:, word] = ways.argmax(1)
        best = ways.max(1) + scores[:, word]
    path = np.zeros((batch, size), dtype=np.int64)
    path[:, -1] = best.argmax(1)
    for word in range(size - 1, 0, -1):
        path[:, word - 1] = np.take_along_axis(from_where[:, word], path[:, word, None], 1)[:, 0]
    return path


def _name_spans(tags: list[str]) -> list[tuple[int, int, str]]:
    """
    >>> _name_spans(["B-PER", "I-PER", "O", "B-LOC"])
    [(0, 2, 'PER'), (3, 4, 'LOC')]
    """
    spans: list[tuple[int, int, str]] = []
    for index, tag in enumerate(tags):
        if tag[0] == "B":
            spans.append((index, index + 1, tag[2:]))
        elif tag[0] == "I" and spans:
            spans[-1] = (spans[-1][0], index + 1, tag[2:])
    return spans
