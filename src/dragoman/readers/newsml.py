"""NewsML-G2: every text item of a message or package is a report; what lies elsewhere is not fetched."""

from __future__ import annotations

from collections.abc import Iterator
from xml.etree.ElementTree import Element

from dragoman.errors import ReportError
from dragoman.readers.days import iso_day
from dragoman.readers.nitf import Fields, nitf_text, with_dateline, without_by
from dragoman.readers.options import Item, Items, Reading, finished
from dragoman.readers.sources import Source
from dragoman.readers.xml import paragraphs, read_xml, words_of

_WITHDRAWN = ("canceled", "withheld")
_TEXT = ("text", "composite")


def read_newsml(source: Source, reading: Reading) -> Items:
    """The reports of a NewsML-G2 file: its items of class text. Pictures, packages of links and concepts are none."""
    root = read_xml(source)
    items = list(root.iter("newsItem"))
    if not items:
        raise ReportError(f'holds no newsItem; its root is "{root.tag}"')
    found = False
    for item in items:
        if _is_text(item):
            found = True
            yield _report(item, reading, source.name)
    if not found:
        raise ReportError("holds no item of class text")


def _is_text(item: Element) -> bool:
    """Whether the item's class is text; where no class is given, whether it brings text along."""
    kind = item.find("itemMeta/itemClass")
    if kind is not None:
        return _code(kind) in _TEXT
    return item.find("contentSet/inlineXML") is not None or item.find("contentSet/inlineData") is not None


def _report(item: Element, reading: Reading, file: str) -> Item:
    status = item.find("itemMeta/pubStatus")
    if status is not None and _code(status) in _WITHDRAWN:
        return ReportError(f"was withdrawn by its publisher ({_code(status)})", file=file, report=item.get("guid"))
    return finished(_fields(item), reading, file=file)


def _fields(item: Element) -> Fields:
    meta = item.find("contentMeta")
    meta = meta if meta is not None else Element("contentMeta")
    language = meta.find("language")
    return {
        "id": item.get("guid"),
        "text": _text(item, words_of(meta.find("dateline"))),
        "title": words_of(meta.find("headline")) or words_of(item.find("itemMeta/title")),
        "published": _moment(item, meta),
        "publisher": _named(item.find("itemMeta/provider")) or _named(meta.find("infoSource")),
        "author": without_by(words_of(meta.find("by"))) or _named(meta.find("creator")),
        "language": language.get("tag") if language is not None else item.get("lang"),
        "url": _address(item),
    }


def _text(item: Element, dateline: str | None) -> str:
    """The first content that is text: NITF, XHTML or plain; empty where there is none."""
    for content in item.iterfind("contentSet/*"):
        if content.tag == "inlineData":
            kind = content.get("contenttype") or "text/plain"
            if kind.startswith("text/plain") and (text := (content.text or "").strip()):
                return text
        elif content.tag == "inlineXML":
            nitf = content.find("nitf")
            text = nitf_text(nitf) if nitf is not None else _marked_up(content, dateline)
            if text:
                return text
    return ""


def _marked_up(content: Element, dateline: str | None) -> str:
    body = next(content.iter("body"), content)
    return "\n\n".join(with_dateline(list(paragraphs(body)), dateline))


def _moment(item: Element, meta: Element) -> str | None:
    """When this version was made: what it says of "today" is of that day."""
    for path in ("itemMeta/versionCreated", "itemMeta/firstCreated"):
        if day := iso_day(words_of(item.find(path)) or ""):
            return day
    days = (iso_day(words_of(meta.find(name)) or "") for name in ("contentModified", "contentCreated"))
    return next(filter(None, days), None)


def _named(element: Element | None) -> str | None:
    if element is None:
        return None
    return words_of(element.find("name")) or element.get("literal") or _code(element)


def _code(element: Element) -> str | None:
    """The code of ``qcode="stat:usable"`` without its scheme, or the end of a ``uri``."""
    whole = element.get("qcode") or element.get("uri") or ""
    return whole.rpartition(":")[2].rpartition("/")[2] or None


def _address(item: Element) -> str | None:
    """Where the item says that it stands on the web."""
    return next((link for link in _links(item) if link.startswith(("http://", "https://"))), None)


def _links(item: Element) -> Iterator[str]:
    for link in item.iterfind("itemMeta/link"):
        if (link.get("rel") or "").rpartition(":")[2] in ("canonical", "alternate"):
            yield link.get("href") or ""
