"""XML from strangers as a small tree: no document types read, no entities but characters, bounded in depth and size."""

from __future__ import annotations

from collections.abc import Iterator
from html.entities import html5
from typing import Any, NoReturn
from xml.etree.ElementTree import Element, TreeBuilder
from xml.parsers import expat

from dragoman.errors import ReportError
from dragoman.readers.sources import Source

_MOST_BYTES = 20_000_000
_DEEPEST = 200
_MOST_ELEMENTS = 1_000_000
_MOST_ATTRIBUTES = 100


class _Builder:
    """Builds the tree; stops at what no report needs."""

    def __init__(self) -> None:
        self.tree, self.depth, self.elements = TreeBuilder(), 0, 0

    def start(self, name: str, attributes: dict[str, str]) -> None:
        self.depth, self.elements = self.depth + 1, self.elements + 1
        if self.depth > _DEEPEST:
            raise ReportError(f"has elements more than {_DEEPEST} deep")
        if self.elements > _MOST_ELEMENTS or len(attributes) > _MOST_ATTRIBUTES:
            raise ReportError(f"has more than {_MOST_ELEMENTS:,} elements, or {_MOST_ATTRIBUTES} attributes in one")
        self.tree.start(_local(name), {_local(key): value for key, value in attributes.items()})

    def end(self, name: str) -> None:
        self.depth -= 1
        self.tree.end(_local(name))

    def skipped(self, name: str, is_parameter: bool) -> None:
        """An entity of a document type that is not read: a character where HTML knows its name."""
        if not is_parameter:
            self.tree.data(html5.get(f"{name};", "\ufffd"))

    def refuse(self, *declaration: Any) -> NoReturn:
        raise ReportError("declares entities, which are not read")


def read_xml(source: Source) -> Element:
    """The root of the tree; names of elements and attributes are without their namespaces.

    Raises ReportError where it is no XML, is too large or too deep, or declares entities of its own.
    """
    content = source.content(_MOST_BYTES)
    if content is None:
        raise ReportError(f"has more than {_MOST_BYTES:,} bytes of XML")
    builder = _Builder()
    parser = expat.ParserCreate(namespace_separator=" ")
    parser.buffer_text = True
    parser.StartElementHandler, parser.EndElementHandler = builder.start, builder.end
    parser.CharacterDataHandler = builder.tree.data
    parser.SkippedEntityHandler = builder.skipped
    parser.EntityDeclHandler = builder.refuse
    parser.UseForeignDTD(True)  # then an unknown entity is skipped and not an error
    try:
        parser.Parse(content, True)
    except expat.ExpatError as error:
        raise ReportError(f"is no XML that can be read: {error}") from None
    return builder.tree.close()


def _local(name: str) -> str:
    return name.rpartition(" ")[2]


def words_of(element: Element | None) -> str | None:
    """The words in an element, spaces joined; None where there are none.

    >>> from xml.etree.ElementTree import fromstring
    >>> words_of(fromstring("<p>They <b>met</b>\\n again. </p>"))
    'They met again.'
    """
    return " ".join("".join(element.itertext()).split()) or None if element is not None else None


def paragraphs(body: Element) -> Iterator[str]:
    """The paragraphs of marked-up text: the words of its innermost blocks, tables row by row."""
    loose: list[str] = []
    yield from _blocks(body, loose)
    if words := " ".join("".join(loose).split()):
        yield words


_BLOCKS = frozenset(
    """p hl1 hl2 h1 h2 h3 h4 h5 h6 li dt dd tr blockquote pre div block section article""".split()  # noqa: SIM905
)
_PASSED = frozenset(["script", "style", "media", "object", "img", "figure", "figcaption"])
_PARTED = ("br", "td", "th")


def _blocks(element: Element, loose: list[str]) -> Iterator[str]:
    """Blocks below an element; words that stand in none of them gather in ``loose`` until a block comes."""
    loose.append(element.text or "")
    for child in element:
        if child.tag in _BLOCKS:
            yield from _flushed(loose)
            inner: list[str] = []
            yield from _blocks(child, inner)
            yield from _flushed(inner)
        elif child.tag not in _PASSED:
            loose.append(" " if child.tag in _PARTED else "")
            yield from _blocks(child, loose)
        loose.append(child.tail or "")


def _flushed(loose: list[str]) -> Iterator[str]:
    words = " ".join("".join(loose).split())
    loose.clear()
    if words:
        yield words
