"""Reads a page back: its elements, its ids, and the story as a reader sees it."""

from __future__ import annotations

from collections import Counter
from html.parser import HTMLParser

VOID = frozenset({"meta", "br", "rect", "circle", "path", "line", "link", "input"})


class Page(HTMLParser):
    """A page taken apart. ``errors`` holds elements that do not nest."""

    def __init__(self, html: str) -> None:
        super().__init__(convert_charrefs=True)
        self.elements: list[tuple[str, dict[str, str]]] = []
        self.open: list[tuple[str, dict[str, str]]] = []
        self.errors: list[str] = []
        self.scripts: list[str] = []
        self.styles: list[str] = []
        self.story = ""
        self.text = ""
        self.feed(html)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        element = (tag, {name: value or "" for name, value in attrs})
        self.elements.append(element)
        if tag not in VOID:
            self.open.append(element)

    def handle_startendtag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        self.elements.append((tag, {name: value or "" for name, value in attrs}))

    def handle_endtag(self, tag: str) -> None:
        if not self.open or self.open[-1][0] != tag:
            self.errors.append(f"</{tag}> after {[t for t, _ in self.open[-3:]]}")
            return
        self.open.pop()

    def handle_data(self, data: str) -> None:
        tag, attributes = self.open[-1] if self.open else ("", {})
        if tag == "script":
            self.scripts.append(data)
        elif tag == "style":
            self.styles.append(data)
        else:
            self.text += data
            self._tell(data, tag, attributes)

    def _tell(self, data: str, tag: str, attributes: dict[str, str]) -> None:
        inside = any(a.get("class") == "story" for _, a in self.open) and any(t == "p" for t, _ in self.open)
        if not inside or (tag == "a" and attributes.get("class", "").split()[0] == "n"):
            return
        self.story += chr(int(data.removeprefix("U+"), 16)) if attributes.get("class") == "ctl" else data

    def ids(self) -> Counter[str]:
        """Every id with how often it stands there."""
        return Counter(a["id"] for _, a in self.elements if "id" in a)

    def shapes(self) -> set[tuple[str, str]]:
        """Every element with each of its attributes' names."""
        return {(tag, name) for tag, a in self.elements for name in (*a, "")}
