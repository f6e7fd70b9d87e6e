"""Speed of the whole pipeline on one core, as ratios against yardsticks in the same run.

The text is the news of UD English PUD, as reports of ten sentences. Yardsticks: the encoder alone (the model's
session on the same batches, nothing made of its answers), the word cutter alone, and spaCy's blank English tokenizer.
"""

from __future__ import annotations

import json
import resource
import subprocess
import sys
import time
from collections.abc import Callable
from pathlib import Path

from bench.syntax import running_text

_SENTENCES_A_REPORT = 10
_START = """
import time
began = time.perf_counter()
import dragoman
coder = dragoman.load()
coder(dragoman.Report(id="r", text="Police arrested two men in Oslo on Monday.", published="2018-03-14"))
print(time.perf_counter() - began)
"""


def scores(shared: Path) -> dict[str, float]:
    """Sentences a second, start in seconds, memory in MB, and the ratios; measured in a process of its own."""
    command = [sys.executable, "-m", "bench.speed", str(shared)]
    answer = subprocess.run(command, capture_output=True, check=True, text=True).stdout
    found: dict[str, float] = json.loads(answer.splitlines()[-1])
    starts = [_start_seconds() for _ in range(3)]
    return found | {"speed start to first coding, s": sorted(starts)[1]}


def _start_seconds() -> float:
    return float(subprocess.run([sys.executable, "-c", _START], capture_output=True, check=True, text=True).stdout)


def measure(shared: Path) -> dict[str, float]:
    """The figures of this process, which must do nothing else."""
    import dragoman
    from dragoman.language.sentences import split_sentences
    from dragoman.language.words import split_words

    text = running_text(shared / "bench" / "syntax" / "pud-test.conllu.gz")
    spans = split_words(text)
    bounds = [(spans[a][0], spans[b - 1][1]) for a, b in split_sentences(text, spans)]
    reports = [
        dragoman.Report(id=str(i), text=text[bounds[i][0] : bounds[min(i + _SENTENCES_A_REPORT, len(bounds)) - 1][1]])
        for i in range(0, len(bounds), _SENTENCES_A_REPORT)
    ]
    coder = dragoman.load()
    reader = coder.reader
    list(coder.pipe(reports[:5]))
    whole, reading, alone, words = (
        _cpu_seconds(work)
        for work in (
            lambda: list(coder.pipe(reports)),
            lambda: reader.read_all([(r.text, ()) for r in reports]),
            lambda: reader.run_model([(r.text, ()) for r in reports]),
            lambda: [split_words(r.text) for r in reports],
        )
    )
    count, peak = len(bounds), resource.getrusage(resource.RUSAGE_SELF).ru_maxrss / 1024
    return {
        "speed sentences a CPU second": count / whole,
        "speed reading, sentences a CPU second": count / reading,
        "speed encoder alone, sentences a CPU s": count / alone,
        "speed whole / encoder alone": alone / whole,
        "speed whole / words alone": words / whole,
        "speed spaCy blank tokenizer, sentences": count / _spacy_seconds([r.text for r in reports]),
        "speed peak memory, MB": peak,
    }


def _spacy_seconds(texts: list[str]) -> float:
    """spaCy's blank English tokenizer on the texts."""
    import spacy

    blank = spacy.blank("en")
    return _cpu_seconds(lambda: [blank.make_doc(text) for text in texts])


def _cpu_seconds(work: Callable[[], object]) -> float:
    """The least CPU time of three runs."""
    return min(_timed(work) for _ in range(3))


def _timed(work: Callable[[], object]) -> float:
    began = time.process_time()
    work()
    return time.process_time() - began


if __name__ == "__main__":
    print(json.dumps(measure(Path(sys.argv[1] if len(sys.argv) > 1 else "../shared"))))
