"""NITF, the older format of news agencies: a file is one report."""

from __future__ import annotations

from xml.etree.ElementTree import Element

from dragoman.errors import ReportError
from dragoman.readers.days import iso_day
from dragoman.readers.options import Items, Reading, finished
from dragoman.readers.sources import Source
from dragoman.readers.xml import paragraphs, read_xml, words_of

Fields = dict[str, str | None]


def read_nitf(source: Source, reading: Reading) -> Items:
    """The one report of a NITF file: byline, dateline and story as its text."""
    root = read_xml(source)
    if root.tag != "nitf":
        raise ReportError(f'is no NITF: its root is "{root.tag}"')
    yield finished(nitf_fields(root), reading, file=source.name)


def nitf_fields(nitf: Element) -> Fields:
    """The fields of a report from a ``nitf`` element."""
    head = nitf.find("body/body.head")
    docdata = nitf.find("head/docdata")
    identity = docdata.find("doc-id") if docdata is not None else None
    byline = words_of(head.find("byline")) if head is not None else None
    person = words_of(head.find("byline/person")) if head is not None else None
    return {
        "id": identity.get("id-string") if identity is not None else None,
        "text": nitf_text(nitf),
        "title": _headline(nitf),
        "published": _issued(nitf),
        "publisher": _publisher(nitf),
        "author": person or without_by(byline),
        "language": nitf.get("lang"),
    }


def nitf_text(nitf: Element) -> str:
    """Byline, then the story with its dateline before the first paragraph, as a wire prints it."""
    body = nitf.find("body")
    if body is None:
        return ""
    head, content = body.find("body.head"), body.find("body.content")
    parts = list(paragraphs(content)) if content is not None else []
    dateline = words_of(head.find("dateline")) if head is not None else None
    byline = words_of(head.find("byline")) if head is not None else None
    return "\n\n".join(filter(None, [byline, *with_dateline(parts, dateline)]))


def with_dateline(parts: list[str], dateline: str | None) -> list[str]:
    """Paragraphs, the first with the dateline before it where it does not begin with it already.

    >>> with_dateline(["The ministers met.", "No deal."], "OSLO, March 3")
    ['OSLO, March 3 — The ministers met.', 'No deal.']
    """
    if not parts or not dateline or parts[0].casefold().startswith(dateline.split(",")[0].casefold()):
        return parts
    return [f"{dateline.rstrip(' -–—')} — {parts[0]}", *parts[1:]]


def without_by(byline: str | None) -> str | None:
    """The byline without its "By"; None where nothing is left."""
    if byline is None:
        return None
    return (byline[3:] if byline[:3].lower() == "by " else byline).strip() or None


def _headline(nitf: Element) -> str | None:
    for path in ("body/body.head/hedline/hl1", "body/body.head/hedline", "head/title"):
        if words := words_of(nitf.find(path)):
            return words
    return None


def _issued(nitf: Element) -> str | None:
    for path in ("head/docdata/date.issue", "body/body.head/dateline/story.date", "head/docdata/date.release"):
        element = nitf.find(path)
        if element is not None and (day := iso_day(element.get("norm") or "")):
            return day
    element = nitf.find("head/pubdata")
    return iso_day(element.get("date.publication") or "") if element is not None else None


def _publisher(nitf: Element) -> str | None:
    for path in ("body/body.head/distributor", "body/body.head/distributor/org", "head/docdata/doc.copyright"):
        element = nitf.find(path)
        if words := words_of(element) or (element.get("holder") if element is not None else None):
            return words
    element = nitf.find("head/pubdata")
    return element.get("name") if element is not None else None
