"""Reads a page of HTML back, as a tree."""

from collections.abc import Iterator
from functools import cached_property
from html.parser import HTMLParser

from hplan.core.audit.check import Unreadable
from hplan.core.audit.xml import MAX_BYTES
from hplan.i18n import N_

_VOID = {"area", "base", "br", "col", "embed", "hr", "img", "input", "link", "meta", "source", "track", "wbr"}
_MAX_ELEMENTS, _MAX_DEPTH = 1_000_000, 1_000


class Node:
    """An element: its tag, its attributes, what stands in it (elements and texts), and what it stands in."""

    def __init__(self, tag: str, attributes: dict[str, str], parent: "Node | None") -> None:
        self.tag = tag
        self.attributes = attributes
        self.parent = parent
        self.depth: int = parent.depth + 1 if parent else 0
        self.children: list[Node | str] = []

    def get(self, name: str) -> str:
        """Return an attribute without the space around it; empty where there is none."""
        return self.attributes.get(name, "").strip()

    def all(self) -> "Iterator[Node]":
        """Yield the elements in it, in order."""
        waiting = [child for child in reversed(self.children) if isinstance(child, Node)]
        while waiting:
            node = waiting.pop()
            yield node
            waiting += [child for child in reversed(node.children) if isinstance(child, Node)]

    def above(self) -> "Iterator[Node]":
        """Yield what it stands in, the nearest first."""
        node = self.parent
        while node:
            yield node
            node = node.parent

    @property
    def text(self) -> str:
        """What is read aloud: its text, and that of its pictures, but nothing that is hidden."""
        parts, waiting = [], [*reversed(self.children)]
        while waiting:
            child = waiting.pop()
            if isinstance(child, str):
                parts.append(child)
            elif child.tag == "img":
                parts.append(child.get("alt"))
            elif child.get("aria-hidden") != "true" and child.tag not in ("script", "style"):
                waiting += reversed(child.children)
        return "".join(parts).strip()


class Page(HTMLParser):
    """A page: the tree, and its elements in order."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self.root = self.open = Node("", {}, None)
        self.count = 0
        self.feed(text)
        self.close()

    def handle_starttag(self, tag: str, attrs: list[tuple[str, str | None]]) -> None:
        """Take in an element; where an attribute stands twice, the first counts."""
        self.count += 1
        if self.count > _MAX_ELEMENTS or self.open.depth > _MAX_DEPTH:
            raise Unreadable(N_("it is too large"))
        node = Node(tag, {name: value or "" for name, value in reversed(attrs)}, self.open)
        self.open.children.append(node)
        if tag not in _VOID:
            self.open = node

    def handle_endtag(self, tag: str) -> None:
        """Close the nearest element of the tag, and what was left open in it."""
        node: Node | None = self.open
        while node and node.tag != tag:
            node = node.parent
        if node and node.parent:
            self.open = node.parent

    def handle_data(self, data: str) -> None:
        """Take in a text."""
        self.open.children.append(data)

    @cached_property
    def elements(self) -> list[Node]:
        """Every element, in order."""
        return list(self.root.all())

    def tagged(self, *tags: str) -> list[Node]:
        """Return the elements of some tags."""
        return [node for node in self.elements if node.tag in tags]


def read(content: bytes) -> Page:
    """Return a page as it is read back. Raises Unreadable."""
    try:
        if len(content) > MAX_BYTES:
            raise Unreadable(N_("it is too large"))
        page = Page(content.decode("utf-8-sig"))
    except (UnicodeDecodeError, AssertionError):
        raise Unreadable(N_("it is not HTML in UTF-8")) from None
    if not page.tagged("html"):
        raise Unreadable(N_("it is not HTML in UTF-8"))
    return page
