"""Syntax and name scores on ``bench/syntax``, gold words and raw text, by that folder's own scorer."""

from __future__ import annotations

import gzip
import json
import subprocess
import sys
import tempfile
from collections.abc import Iterator
from pathlib import Path

from dragoman.language import Parsed, Reader, load_reader

TREEBANKS = {"ewt": "ewt-test", "gum": "gum-open-test", "pud": "pud-test"}
NAMES = {"pud news": "ner-pud-news-test", "pud wiki": "ner-pud-wiki-test"}


def scores(shared: Path, *, model: Path | None = None) -> dict[str, float]:
    """Every syntax figure by name, in per cent."""
    bench = shared / "bench" / "syntax"
    reader = Reader(model, threads=2) if model else load_reader(threads=2)
    found: dict[str, float] = {}
    with tempfile.TemporaryDirectory() as folder:
        for name, file in TREEBANKS.items():
            gold = bench / f"{file}.conllu.gz"
            for kind, rows in (("gold", gold_words(reader, gold)), ("raw", raw_text(reader, gold))):
                system = Path(folder) / f"{name}-{kind}.conllu"
                system.write_text("".join(rows), encoding="utf-8")
                result = _score(bench / "score.py", gold, system)
                for figure in ("upos", "feats", "lemma", "uas", "las"):
                    found[f"{name} {kind} {figure}"] = result[figure]["f1"]
                if kind == "raw":
                    found[f"{name} raw sentences"] = result["sentences"]["f1"]
                    found[f"{name} raw words"] = result["words"]["f1"]
        for name, file in NAMES.items():
            gold = bench / f"{file}.jsonl.gz"
            system = Path(folder) / f"{file}.jsonl"
            system.write_text("".join(_named(reader, gold)), encoding="utf-8")
            result = _score(bench / "score.py", gold, system, "--ner")
            found[f"names {name}"] = result["micro"]["f1"]
    return found


def _score(script: Path, gold: Path, system: Path, *flags: str) -> dict[str, dict[str, float]]:
    command = [sys.executable, str(script), *flags, str(gold), str(system), "--json"]
    answer: dict[str, dict[str, float]] = json.loads(subprocess.run(command, capture_output=True, check=True).stdout)
    return answer


def gold_words(reader: Reader, gold: Path) -> Iterator[str]:
    """CoNLL-U rows for the treebank's own words and sentences."""
    sentences: list[list[str]] = [[]]
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if columns[0].isdigit():
                sentences[-1].append(columns[1])
            elif not line.strip() and sentences[-1]:
                sentences.append([])
    for parsed in reader.read_words(s for s in sentences if s):
        yield from conllu(parsed)


def raw_text(reader: Reader, gold: Path) -> Iterator[str]:
    """CoNLL-U rows for the treebank's running text, paragraphs parted by an empty line."""
    yield from conllu(reader.read(running_text(gold)))


def running_text(gold: Path) -> str:
    """The text of a treebank from its words and SpaceAfter marks."""
    text, gap, joined_until, joined_gap = [], "", 0, ""
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        for line in lines:
            columns = line.rstrip("\n").split("\t")
            if line.startswith(("# newdoc", "# newpar")) and text:
                gap = "\n\n"
            if len(columns) != 10 or "." in columns[0]:
                continue
            after = "" if "SpaceAfter=No" in columns[9] else " "
            if "-" in columns[0]:
                joined_until, joined_gap = int(columns[0].split("-")[1]), after
                continue
            number = int(columns[0])
            if number == 1:
                joined_until = joined_until if joined_gap and joined_until else 0
                gap = gap or (" " if text else "")
            text += [gap, columns[1]]
            gap = after
            if joined_until:
                gap = joined_gap if number == joined_until else "" if number < joined_until else after
                joined_until = 0 if number >= joined_until else joined_until
    return "".join(text)


def conllu(parsed: Parsed) -> Iterator[str]:
    """Ten columns a word, sentences parted by an empty line."""
    for sentence in parsed.sentences:
        for index in range(sentence.first, sentence.last):
            word = parsed.words[index]
            head = word.head - sentence.first + 1 if word.head >= 0 else 0
            row = (
                index - sentence.first + 1,
                word.text,
                word.lemma,
                word.upos,
                word.xpos,
                word.feats,
                head,
                word.deprel,
            )
            yield "\t".join(map(str, row)) + "\t_\t_\n"
        yield "\n"


def _named(reader: Reader, gold: Path) -> Iterator[str]:
    with gzip.open(gold, "rt", encoding="utf-8") as lines:
        rows = [json.loads(line) for line in lines]
    for row, parsed in zip(rows, reader.read_all([(r["text"], ()) for r in rows]), strict=True):
        ents = [{"start": n.start, "end": n.end, "type": n.type} for n in parsed.names]
        yield json.dumps({"id": row["id"], "ents": ents}) + "\n"


if __name__ == "__main__":
    shared = Path(sys.argv[1] if len(sys.argv) > 1 else "../shared")
    for name, value in scores(shared, model=Path(sys.argv[2]) if len(sys.argv) > 2 else None).items():
        print(f"{name:24} {value:6.2f}")
