"""What a page says of itself in its head: JSON-LD, OpenGraph and plain metadata."""

from __future__ import annotations

from pathlib import Path

import pytest

from tests.readers.reading import STORY, one, written

BODY = f"<body><article>{''.join(f'<p>{words}</p>' for words in STORY)}</article></body>"
LD = '<script type="application/ld+json">%s</script>'
ARTICLE = """"@type": "NewsArticle", "headline": "Talks fail in Rome", "datePublished": "2018-03-26T10:00:00+02:00",
 "dateModified": "2018-03-28T10:00:00+02:00", "author": {"@type": "Person", "name": "Jane Roe"},
 "publisher": {"@type": "NewsMediaOrganization", "name": "Example Wire"}"""
OPEN_GRAPH = """<meta property="og:title" content="Talks fail in Rome"><meta property="og:site_name"
content="Example Wire"><meta property="article:published_time" content="2018-03-26T10:00:00+02:00">
<meta property="article:author" content="Jane Roe"><meta property="og:type" content="article">"""


@pytest.mark.parametrize(
    "head",
    [
        LD % ('{"@context": "https://schema.org", ' + ARTICLE + "}"),
        LD % ('{"@context": "https://schema.org", "@graph": [{"@type": "WebSite"}, {' + ARTICLE + "}]}"),
        LD % ('[{"@context": "https://schema.org", ' + ARTICLE + "}]"),
        OPEN_GRAPH,
        LD % "{broken" + OPEN_GRAPH,
    ],
)
def test_metadata(tmp_path: Path, head: str) -> None:
    """Title, moment of publication (not of the last change), author and publisher are known."""
    report = one(written(tmp_path, "a.html", f"<html><head><title>Talks - Wire</title>{head}</head>{BODY}</html>"))

    assert report.text == "\n".join(STORY)
    assert (report.title, report.publisher, report.author) == ("Talks fail in Rome", "Example Wire", "Jane Roe")
    assert report.published == "2018-03-26T10:00:00+02:00"


def test_page_without_metadata(tmp_path: Path) -> None:
    """What a page does not say is not known."""
    report = one(written(tmp_path, "a.html", f"<html><head><title>Talks fail</title></head>{BODY}</html>"))

    assert (report.title, report.publisher, report.author, report.published) == ("Talks fail", None, None, None)


def test_page_in_another_language_than_it_says(tmp_path: Path) -> None:
    """A template that calls everything English does not make it so."""
    page = f'<html lang="sr"><head><title>Talks fail</title></head>{BODY}</html>'

    assert one(written(tmp_path, "a.html", page)).language == "en"
