"""The lemma table: counted from the treebanks, with suffix rules for words it has not seen."""

from __future__ import annotations

import re
from collections import Counter, defaultdict
from collections.abc import Iterable

from training.corpora import Example

_LONGEST_SUFFIX = 5


def lemma_table(examples: Iterable[Example], verbs: Iterable[str] = ()) -> dict[str, dict[str, str]]:
    """``{"words": {"form|XPOS": lemma}, "suffixes": {"suffix|XPOS": "cut:add"}}``.

    Forms are lower case. A suffix rule says how many letters to cut from the end and what to add; the
    longest known suffix decides. Words that their suffix already gives right are left out. ``verbs`` are base
    forms whose regular forms must come out right though the treebanks may lack them.
    """
    counts: dict[tuple[str, str], Counter[str]] = defaultdict(Counter)
    for example in examples:
        for word, xpos, lemma in zip(example.words, example.xpos, example.lemmas, strict=True):
            counts[word.lower(), xpos][lemma] += 1
    best = {key: found.most_common(1)[0][0] for key, found in counts.items()}
    suffixes = _suffix_rules(best)
    words = {}
    for (form, xpos), lemma in best.items():
        seen = sum(counts[form, xpos].values())
        if apply_suffix(form, xpos, suffixes) != lemma.lower() and (seen > 1 or _irregular(form, lemma)):
            words[f"{form}|{xpos}"] = lemma.lower()
    known = {form for (form, xpos), lemma in best.items() if xpos in ("VB", "VBP", "NN") and form == lemma}
    for (form, xpos), lemma in _regular_forms({*known, *verbs}).items():
        if (form, xpos) not in best and apply_suffix(form, xpos, suffixes) != lemma:
            words[f"{form}|{xpos}"] = lemma
    return {"words": dict(sorted(words.items())), "suffixes": suffixes}


def _regular_forms(bases: Iterable[str]) -> dict[tuple[str, str], str]:
    """The regular past and -ing forms of verbs, which a suffix alone cannot tell from others.

    >>> found = _regular_forms(["schedule", "free", "ban", "bomb"])
    >>> [found[form, "VBN"] for form in ("scheduled", "freed", "banned", "bombed")]
    ['schedule', 'free', 'ban', 'bomb']
    """
    found: dict[tuple[str, str], str] = {}
    for base in sorted(b for b in bases if b.isalpha() and b.isascii() and len(b) > 2):
        for past, going in (_past_and_going(base), _doubled(base)):
            found |= {(past, "VBD"): base, (past, "VBN"): base, (going, "VBG"): base}
    return found


def _past_and_going(base: str) -> tuple[str, str]:
    if base.endswith("e"):
        return base + "d", base + "ing" if base.endswith(("ee", "oe", "ye")) else base[:-1] + "ing"
    if base.endswith("y") and base[-2] not in "aeiou":
        return base[:-1] + "ied", base + "ing"
    return base + "ed", base + "ing"


def _doubled(base: str) -> tuple[str, str]:
    """The forms with the last letter doubled ("banned", "controlled"), where it may be."""
    if re.search("[^aeiou][aeiou][^aeiouwxy]\\Z", base):
        return base + base[-1] + "ed", base + base[-1] + "ing"
    return _past_and_going(base)


def _irregular(form: str, lemma: str) -> bool:
    return form.isalpha() and lemma.isalpha()


def _suffix_rules(best: dict[tuple[str, str], str]) -> dict[str, str]:
    votes: dict[str, Counter[str]] = defaultdict(Counter)
    for (form, xpos), lemma in best.items():
        if not form.isalpha() or not lemma.isalpha():
            continue
        lemma = lemma.lower()
        same = 0
        while same < min(len(form), len(lemma)) and form[same] == lemma[same]:
            same += 1
        if same < min(2, len(form)):
            continue
        for size in range(min(_LONGEST_SUFFIX, len(form)) + 1):
            suffix = form[len(form) - size :]
            doubled = 0 < same < len(form) and form[same - 1] == form[same]  # "banned": the suffix must show it
            if len(form) - same + doubled <= size:
                votes[f"{suffix}|{xpos}"][f"{len(form) - same}:{lemma[same:]}"] += 1
    rules = {}
    for key, found in sorted(votes.items()):
        rule, count = found.most_common(1)[0]
        if count >= 3 or key[0] == "|":
            rules[key] = rule
    return {k: v for k, v in rules.items() if not _covered(k, v, rules)}


def _covered(key: str, rule: str, rules: dict[str, str]) -> bool:
    """Whether the next shorter suffix says the same, so that this one need not be kept."""
    suffix, _, xpos = key.partition("|")
    return bool(suffix) and rules.get(f"{suffix[1:]}|{xpos}") == rule


def apply_suffix(form: str, xpos: str, suffixes: dict[str, str]) -> str:
    """The lemma of a lower-case form by the longest suffix known for its tag."""
    for size in range(min(_LONGEST_SUFFIX, len(form)), -1, -1):
        rule = suffixes.get(f"{form[len(form) - size :]}|{xpos}")
        if rule is not None:
            cut, _, add = rule.partition(":")
            return form[: len(form) - int(cut)] + add
    return form
