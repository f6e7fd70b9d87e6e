"""The lemma of a verb as the rules have it, from its form: the reader's lemmas err on words it has seldom seen."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

_VOWELS = "aeiou"


@dataclass(frozen=True, slots=True, kw_only=True)
class IrregularForm:
    """A form that no rule of spelling gives."""

    form: str
    lemma: str


def forms_of(lemma: str) -> tuple[str, ...]:
    """The regular forms of a verb.

    >>> forms_of("free")
    ('free', 'frees', 'freed', 'freeing')
    >>> forms_of("ban")[2:]
    ('banned', 'banning')
    >>> forms_of("carry")[1:3]
    ('carries', 'carried')
    """
    if lemma.endswith("e"):
        ing = lemma + "ing" if lemma.endswith(("ee", "oe", "ye")) else lemma[:-1] + "ing"
        return (lemma, lemma + "s", lemma + "d", ing)
    if lemma.endswith("y") and lemma[-2:-1] not in _VOWELS:
        return (lemma, lemma[:-1] + "ies", lemma[:-1] + "ied", lemma + "ing")
    sibilant = lemma.endswith(("s", "x", "z", "ch", "sh"))
    stem = lemma + lemma[-1] if _doubles(lemma) else lemma
    return (lemma, lemma + ("es" if sibilant else "s"), stem + "ed", stem + "ing")


def _doubles(lemma: str) -> bool:
    """Whether the last consonant is doubled ("ban"): one vowel before it, and as it seems the stress."""
    if len(lemma) < 3 or lemma[-1] in _VOWELS + "wxy" or lemma[-2] not in _VOWELS or lemma[-3] in _VOWELS:
        return False
    return sum(c in _VOWELS for c in lemma) == 1 or lemma.endswith(("l", "mit", "fer", "pel", "bug", "nap"))


def lemmas_by_form(verbs: Iterable[str], irregular: Mapping[str, str]) -> dict[str, str]:
    """Lemmas by every form; where two verbs share a form the irregular table decides, then the first."""
    found: dict[str, str] = {}
    for verb in verbs:
        for form in forms_of(verb):
            found.setdefault(form, verb)
        if verb.endswith(("ent", "el", "it", "ot", "og", "ug", "ap")):
            found.setdefault(verb + "ed", verb)
            found.setdefault(verb + "ing", verb)
            found.setdefault(verb + verb[-1] + "ed", verb)
            found.setdefault(verb + verb[-1] + "ing", verb)
    found.update(irregular)
    return found
