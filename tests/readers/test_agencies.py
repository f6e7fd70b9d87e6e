"""NITF and NewsML-G2: what agencies send becomes reports with their byline, dateline and facts."""

from __future__ import annotations

from pathlib import Path

import pytest

from dragoman.errors import ReportError
from dragoman.record import Report
from tests.readers.reading import STORY, failure, one, read, written

PARAGRAPHS = "".join(f"<p>{words}</p>" for words in STORY)
NITF = f"""<?xml version="1.0" encoding="UTF-8"?>
<!DOCTYPE nitf PUBLIC "-//IPTC//DTD NITF 3.5//EN" "nitf-3-5.dtd">
<nitf><head><docdata><doc-id id-string="EW-7"/><date.issue norm="20180326T080000Z"/></docdata></head>
<body><body.head><hedline><hl1>Talks fail in&nbsp;Rome</hl1></hedline><byline>By <person>Jane Roe</person></byline>
<distributor>Example Wire</distributor><dateline><location>ROME</location>, March 26</dateline></body.head>
<body.content><media><media-caption><p>A hall.</p></media-caption></media>{PARAGRAPHS}
<table><tr><td>Sides</td><td>2</td></tr></table></body.content></body></nitf>"""


def newsml(content: str, *, kind: str = "ninat:text", status: str = "stat:usable", guid: str = "urn:example:1") -> str:
    """A news item with this content."""
    return f"""<newsItem xmlns="http://iptc.org/std/nar/2006-10-01/" guid="{guid}" xml:lang="en-GB"><itemMeta>
<itemClass qcode="{kind}"/><provider literal="EW"><name>Example Wire</name></provider>
<versionCreated>2018-03-26T10:00:00+02:00</versionCreated><pubStatus qcode="{status}"/>
<link rel="irel:canonical" href="https://example.org/7"/></itemMeta>
<contentMeta><by>By Jane Roe</by><dateline>ROME, March 26 (EW) -</dateline><headline>Talks fail</headline></contentMeta>
<contentSet>{content}</contentSet></newsItem>"""


XHTML = f"""<inlineXML contenttype="application/xhtml+xml"><html xmlns="http://www.w3.org/1999/xhtml"><head><title>x</title>
</head><body><script>no()</script>{PARAGRAPHS}</body></html></inlineXML>"""


def test_nitf(tmp_path: Path) -> None:
    """A NITF file gives byline, dateline and story as text, and its facts; captions are left out."""
    report = one(written(tmp_path, "a.nitf", NITF))

    assert report.text == f"By Jane Roe\n\nROME, March 26 — {STORY[0]}\n\n{STORY[1]}\n\nSides 2"
    assert (report.id, report.published, report.title) == ("EW-7", "2018-03-26T08:00:00+00:00", "Talks fail in Rome")
    assert (report.publisher, report.author, report.language) == ("Example Wire", "Jane Roe", "en")


def test_newsml_item(tmp_path: Path) -> None:
    """A text item gives its story with the dateline before it, and its facts."""
    report = one(written(tmp_path, "a.xml", newsml(XHTML)))

    assert report.text == f"ROME, March 26 (EW) — {STORY[0]}\n\n{STORY[1]}"
    assert (report.id, report.title, report.publisher) == ("urn:example:1", "Talks fail", "Example Wire")
    assert (report.author, report.published) == ("Jane Roe", "2018-03-26T10:00:00+02:00")
    assert (report.url, report.language) == ("https://example.org/7", "en-GB")


@pytest.mark.parametrize(
    "content",
    [
        f'<inlineXML contenttype="application/nitf+xml">{NITF[NITF.index("<nitf") :]}</inlineXML>'.replace(
            "&nbsp;", " "
        ),
        f'<inlineData contenttype="text/plain">{STORY[0]}\n\n{STORY[1]}</inlineData>',
        f'<remoteContent href="https://example.org/not-fetched"/>{XHTML}',
    ],
)
def test_newsml_content_of_every_kind(tmp_path: Path, content: str) -> None:
    """NITF, plain text and XHTML inside an item are read; what only is linked to is not fetched."""
    text = one(written(tmp_path, "a.newsml", newsml(content))).text

    assert STORY[0] in text and STORY[1] in text


def test_newsml_message(tmp_path: Path) -> None:
    """Of a message the text items are reports; pictures are none, and what was withdrawn is an error."""
    items = (
        newsml(XHTML),
        newsml("", kind="ninat:picture"),
        newsml(XHTML, status="stat:canceled", guid="urn:example:2"),
        newsml(XHTML.replace("May", "June"), guid="urn:example:3"),
    )
    first, withdrawn, last = read(
        written(tmp_path, "a.xml", f"<newsMessage><itemSet>{''.join(items)}</itemSet></newsMessage>")
    )

    assert isinstance(first, Report) and isinstance(last, Report)
    assert "June" in last.text
    assert isinstance(withdrawn, ReportError) and "withdrawn by its publisher (canceled)" in str(withdrawn)


BOMB = "<!DOCTYPE nitf [" + "".join(f'<!ENTITY a{n + 1} "{f"&a{n};" * 10}">' for n in range(9)) + "]>"


@pytest.mark.parametrize(
    ("content", "message"),
    [
        (
            f"{BOMB.replace('[', chr(91) + '<!ENTITY a0 ' + chr(34) + 'x' + chr(34) + '>', 1)}<nitf>&a9;</nitf>",
            "entities",
        ),
        ('<!DOCTYPE nitf [<!ENTITY e SYSTEM "file:///etc/passwd">]><nitf><body>&e;</body></nitf>', "entities"),
        ('<!DOCTYPE nitf [<!ENTITY % p SYSTEM "http://127.0.0.1:9/x">%p;]><nitf/>', "entities"),
        (f"<nitf>{'<p>' * 300}{'</p>' * 300}</nitf>", "200 deep"),
        (f"<nitf {' '.join(f'a{n}={chr(34)}{chr(34)}' for n in range(200))}/>", "100 attributes"),
        ("<nitf><body></nitf>", "no XML that can be read"),
        ("<nitf><body><body.content/></body></nitf>", "holds no text"),
        ("<other/>", 'its root is "other"'),
    ],
)
def test_hostile_xml(tmp_path: Path, content: str, message: str) -> None:
    """Entities of a file's own, great depth and broken markup are errors, soon, and nothing outside is read."""
    assert message in failure(written(tmp_path, "a.nitf", content))


def test_newsml_without_text(tmp_path: Path) -> None:
    """A file without text items says so."""
    assert "no item of class text" in failure(written(tmp_path, "a.xml", newsml("", kind="ninat:video")))
    assert "holds no newsItem" in failure(written(tmp_path, "b.newsml", "<packageItem/>"))
