"""What is not English is set aside with its language; what is too short to tell is kept."""

from __future__ import annotations

import json
from pathlib import Path

import pytest

from dragoman.errors import OtherLanguage
from dragoman.readers.languages import told_language
from dragoman.record import Report
from tests.readers.reading import STORY, read, written

OTHERS = {
    "de": "Die Minister verließen am Montag den Saal ohne eine Einigung, sagten Beamte vor der Presse.",
    "fr": "Les ministres ont quitté la salle lundi sans accord, ont déclaré des responsables aux journalistes.",
    "es": "Los ministros abandonaron la sala el lunes sin acuerdo, dijeron funcionarios a los periodistas.",
    "ru": "Министры покинули зал в понедельник без соглашения, сообщили журналистам чиновники.",
    "ar": "غادر الوزراء القاعة يوم الاثنين دون التوصل إلى اتفاق، حسبما قال مسؤولون للصحفيين.",
    "zh": "官员告诉记者，部长们周一未达成协议便离开会场。",
    "el": "Οι υπουργοί έφυγαν από την αίθουσα τη Δευτέρα χωρίς συμφωνία, είπαν αξιωματούχοι.",
    "tr": "Bakanlar pazartesi günü anlaşma sağlanmadan salondan ayrıldı, yetkililer gazetecilere söyledi.",
    "hu": "A miniszterek hétfőn megállapodás nélkül hagyták el a termet, mondták tisztviselők az újságíróknak.",
    "nl": "De ministers verlieten maandag de zaal zonder akkoord, zeiden functionarissen tegen verslaggevers.",
}


@pytest.mark.parametrize("language", OTHERS)
def test_other_languages_are_told(language: str) -> None:
    """A sentence of news is enough to tell a language that is not English."""
    assert told_language(OTHERS[language]) == language


@pytest.mark.parametrize(
    "text",
    [
        " ".join(STORY),
        f"{STORY[0]} „{OTHERS['de']}“, {STORY[1]}",
        "Presidents Vučić and Đukanović met in Mitrovica, and Prime Minister Kurti was not there.",
        "POLICE ARRESTED TWO MEN OF THE OPPOSITION IN MINSK AFTER THE VOTE",
    ],
)
def test_english_is_told(text: str) -> None:
    """English stays English with foreign names, a foreign quotation, or in capitals."""
    assert told_language(text) == "en"


@pytest.mark.parametrize(
    "text", ["", "—", "Vučić: Kurti", "Talks fail", "Oslo 1993", "https://example.org/a/b/c/d/e/f"]
)
def test_what_is_too_short_to_tell(text: str) -> None:
    """A few words, names and links are no language for sure."""
    assert told_language(text) is None


def test_set_aside_and_kept(tmp_path: Path) -> None:
    """A report in another language stands in the stream as what it is, and comes where all are wanted."""
    lines = [{"text": OTHERS["de"]}, {"text": STORY[0]}, {"text": "Talks fail"}]
    path = written(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines)))
    aside, english, short = read(path)

    assert isinstance(aside, OtherLanguage) and aside.language == "de"
    assert str(aside) == f'{path} line 1: the report is in another language ("de")'
    assert isinstance(english, Report) and english.language == "en"
    assert isinstance(short, Report) and short.language is None
    assert [item.language for item in read(path, language=None) if isinstance(item, Report)] == ["de", "en", None]


def test_the_text_goes_before_what_is_said_of_it(tmp_path: Path) -> None:
    """What a file says of its language counts where the text does not show it; a region is kept."""
    lines = [
        {"text": OTHERS["fr"], "language": "en"},
        {"text": STORY[0], "language": "fr"},
        {"text": STORY[0], "language": "en-GB"},
        {"text": "Talks fail", "language": "sr-Latn"},
    ]
    items = read(written(tmp_path, "a.jsonl", "\n".join(map(json.dumps, lines))))

    assert [item.language for item in items if isinstance(item, OtherLanguage)] == ["fr", "sr"]
    assert [item.language for item in items if isinstance(item, Report)] == ["en", "en-GB"]
