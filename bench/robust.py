"""Ten thousand hostile inputs: a coding or a clear error for each, never a crash: ``python -m bench.robust [COUNT]``.

Made from the sample report and from nothing at all, by a fixed seed: random characters, cut and shuffled pieces,
bytes of a wrong encoding, emoji, right-to-left text, unbalanced quotation marks, markup, and long lines.
"""

from __future__ import annotations

import random
import sys
import time
from collections import Counter
from collections.abc import Callable, Iterator
from pathlib import Path

import dragoman

SEED = 20180328
SAMPLE = Path(__file__).resolve().parents[1] / "src" / "dragoman" / "sample" / "crimea-2014.txt"
_MARKS = "\"'“”„‟«»‹›‘’‚‛`()[]{}<>—–-…,.;:!?"
_STRANGE = "\x00\x07\u200b\u202e\u2066\ufeff\ufffd🙂🇽🇰👩‍👩‍👧אבגعربيةไทย中文\u0301\u2028\r\t"
_PUBLISHED = (None, "2018-03-28", "0001-01-01", "9999-12-31", "2016-02-29T23:59:59+14:00")

Maker = Callable[[random.Random, str], str]


def _random(chance: random.Random, text: str) -> str:
    alphabet = text[:200] + _MARKS + _STRANGE + "\n 0123456789"
    return "".join(chance.choices(alphabet, k=chance.randrange(400)))


def _cut(chance: random.Random, text: str) -> str:
    start = chance.randrange(len(text))
    return text[start : start + chance.randrange(1200)]


def _shuffled(chance: random.Random, text: str) -> str:
    words = text.split()
    chance.shuffle(words)
    return " ".join(words[: chance.randrange(120)])


def _misread(chance: random.Random, text: str) -> str:
    piece = _cut(chance, text)
    wrong = chance.choice(("latin-1", "cp1252", "utf-16-le", "cp437"))
    return piece.encode("utf-8").decode(wrong, errors="replace")


def _strewn(chance: random.Random, text: str) -> str:
    letters = list(_cut(chance, text))
    for _ in range(chance.randrange(40)):
        letters.insert(chance.randrange(len(letters) + 1), chance.choice(_MARKS + _STRANGE))
    return "".join(letters)


def _one_line(chance: random.Random, text: str) -> str:
    return _cut(chance, text).replace("\n", chance.choice((" ", "", "\u00a0")))


def _repeated(chance: random.Random, text: str) -> str:
    unit = chance.choice(("a", "“", "((", "said ", "Monday ", "Serbia's ", "\n", "…", "2018-", "x" * 500 + " ", "🙂"))
    return unit * chance.randrange(300)


def _markup(chance: random.Random, text: str) -> str:
    return f"<script>alert({chance.random()})</script><p onclick='x()'>{_cut(chance, text)}</p><!--"


def _tiny(chance: random.Random, text: str) -> str:
    return chance.choice(
        ("", " ", "\n", ".", "“", "a", "\x00", "\ud800", "🙂", "Police", "He said", "\u202e", text[:1])
    )


MAKERS: tuple[Maker, ...] = (_random, _cut, _shuffled, _misread, _strewn, _one_line, _repeated, _markup, _tiny)


def hostile(count: int, *, seed: int = SEED) -> Iterator[dragoman.Report]:
    """Reports that no wire ever sent; the same for the same seed."""
    chance = random.Random(seed)
    text = SAMPLE.read_text(encoding="utf-8")
    for number in range(count):
        made = chance.choice(MAKERS)(chance, text)
        yield dragoman.Report(id=f"hostile-{number}", text=made, published=chance.choice(_PUBLISHED))


def main() -> None:
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 10_000
    coder, began = dragoman.load(), time.process_time()
    outcomes: Counter[str] = Counter()
    for report in hostile(count):
        try:
            coder(report)
            outcomes["coded"] += 1
        except dragoman.ReportError:
            outcomes["refused with a ReportError"] += 1
        except Exception as error:  # noqa: BLE001  # the very thing that is counted here
            outcomes["crashed"] += 1
            print(f"{report.id}: {type(error).__name__}: {str(error)[:200]}")
    print(f"{count} inputs: {dict(outcomes)}, {time.process_time() - began:.0f} CPU s")
    for size in (100_000, 1_000_000, 5_000_000):
        print(f"{size} characters: {seconds_for(coder, size):.1f} CPU s", flush=True)
    raise SystemExit(1 if outcomes["crashed"] else 0)


def seconds_for(coder: dragoman.Coder, size: int) -> float:
    """CPU seconds for one report of ``size`` characters."""
    text = SAMPLE.read_text(encoding="utf-8")
    long = (text + "\n\n") * (size // len(text) + 1)
    began = time.process_time()
    coder(dragoman.Report(id="long", text=long[:size], published="2018-03-28"))
    return time.process_time() - began


if __name__ == "__main__":
    main()
