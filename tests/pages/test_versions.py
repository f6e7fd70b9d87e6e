"""Versions beside each other, in one report and over several, and what is owed step by step."""

from __future__ import annotations

from dragoman.pages import write_brief
from dragoman.record import Coding, Count, Harm, Report
from tests.pages.reading import Page
from tests.picture.drafts import MITROVICA, Draft

HOSTILE = "<img src=x onerror=alert(1)>"


def pair(draft: Draft) -> tuple[Report, Coding]:
    """A draft as the page takes it."""
    return draft.report, draft.coding()


def two_sides() -> tuple[Report, Coding]:
    """One report in which two tell of one seizure with different numbers, and one of them calls it an attack."""
    draft = Draft(
        "a", "2018-03-27", "Kosovo arrested a man, Kosovo said. Serbia said that Kosovo attacked Serbia's man."
    )
    kosovo, serbia = draft.says("XKX"), draft.says("SRB")
    harms = [Harm(detained=Count(min=1, max=1)), Harm(detained=Count(min=5, max=5))]
    draft.did("arrested", "COERCE", mode="arrest", by="XKX", to="SRB", said=kosovo, harm=harms[0])
    draft.did("attacked", "ASSAULT", by="XKX", to="SRB", said=serbia, harm=harms[1], same_as=0)
    return pair(draft)


def over_reports(publisher: str = "First Wire") -> list[tuple[Report, Coding]]:
    """Two reports of one arrest, of a demand that is repeated, and of a stance that changes."""
    told = []
    for name, day, killed, by in (("a", "2018-03-27", 1, publisher), ("b", "2018-03-28", 4, "Second Wire")):
        text = f"{name}: Kosovo arrested men of Serbia. Ukraine told Russia to withdraw its troops. Spain on Kosovo."
        draft = Draft(name, day, text, publisher=by)
        harm = Harm(killed=Count(min=killed, max=killed))
        draft.did("arrested", "COERCE", mode="arrest", by="XKX", to="SRB", day="2018-03-26", place=MITROVICA, harm=harm)
        draft.owes("withdraw its troops", by="RUS", to="UKR", due="2018-03-30" if name == "a" else "2018-04-09")
        draft.stands("ESP", "recognizes" if name == "b" else "does-not-recognize", "Kosovo", about="XKX")
        told.append(pair(draft))
    return told


def test_a_report_shows_each_version_and_what_is_contested() -> None:
    """Both tellers stand beside each other with their deeds, and the number on which they differ is marked."""
    html = write_brief([two_sides()])

    assert html.count('<div class="version') == 2 + 1  # two versions and their frame
    assert "contested: detained" in html and "contested: deed" in html
    assert "told alike: agent: Kosovo; recipient: Serbia" in html


def test_a_report_told_by_one_has_no_versions() -> None:
    """Where nobody tells it otherwise there is no such part of the page."""
    html = write_brief([over_reports()[0]])

    assert 'class="version' not in html and 'id="together"' not in html


def test_several_reports_tell_together() -> None:
    """Versions by report, the demand with its extension, and the stance with its change, each with its report."""
    html = write_brief(over_reports())

    assert "contested: killed" in html and "in its own voice" in html
    assert "<b>extended</b> 28 March 2018, due 9 April 2018" in html
    assert "<b>does-not-recognize</b> 27 March 2018" in html and "changed" in html


def test_its_links_and_numbers_lead_somewhere() -> None:
    """Every link finds its element, and the elements nest."""
    page = Page(write_brief([*over_reports(), two_sides()]))
    links = [a["href"][1:] for _, a in page.elements if a.get("href", "").startswith("#")]

    assert not page.errors and not page.open
    assert links and not [one for one in links if one not in page.ids()]


def test_what_is_hostile_stays_text() -> None:
    """A publisher's name that is markup is escaped."""
    html = write_brief(over_reports(HOSTILE))

    assert HOSTILE not in html and "&lt;img src=x" in html


def test_reports_of_one_id_are_told_apart() -> None:
    """Two reports under one id keep their own events' numbers."""
    (one, coding), (other, second) = over_reports()
    html = write_brief([(one, coding), (Report(**{**_fields(other), "id": one.id}), second)])

    assert 'href="#r1e1"' in html and 'href="#r2e1"' in html


def _fields(report: Report) -> dict[str, str | None]:
    return {
        name: getattr(report, name) for name in ("id", "text", "published", "title", "url", "publisher", "language")
    }
