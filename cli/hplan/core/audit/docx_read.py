"""Reads a DOCX back: its parts, its paragraphs with the places they stand in, and what its styles come to."""

import zipfile
from collections.abc import Iterator
from functools import cached_property
from io import BytesIO
from typing import NamedTuple

from hplan.core.audit.check import Unreadable
from hplan.core.audit.xml import MAX_BYTES, Element, parse
from hplan.i18n import N_

W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_FALLBACK = "{http://schemas.openxmlformats.org/markup-compatibility/2006}Fallback"
_MAX_PARTS, _MAX_CHAIN = 10_000, 20
_FALSE = ("0", "false", "off", "none")


class Style(NamedTuple):
    """A style: its kind (paragraph, character, table), its name, the style it is based on, its XML."""

    kind: str
    name: str
    based_on: str
    element: Element


class Cell(NamedTuple):
    """A cell of a table: the table, the row (from 0), the column (from 0), and the cell itself."""

    table: Element
    row: int
    column: int
    element: Element


class Paragraph(NamedTuple):
    """A paragraph, the name of its style, its text, and the innermost cell it stands in, if any."""

    element: Element
    style: str
    text: str
    cell: Cell | None


class Docx:
    """A DOCX, by its parts."""

    def __init__(self, content: bytes) -> None:
        self.parts: dict[str, Element] = {}
        self.names: list[str] = []
        try:
            with zipfile.ZipFile(BytesIO(content)) as archive:
                self._read(archive)
        except (zipfile.BadZipFile, NotImplementedError, RuntimeError, OSError):
            raise Unreadable(N_("it is not a DOCX")) from None
        for part in ("word/document.xml", "word/styles.xml"):
            if part not in self.parts:
                raise Unreadable(N_("it has no {part}"), part=part)

    def _read(self, archive: zipfile.ZipFile) -> None:
        entries, left = archive.infolist(), MAX_BYTES
        if len(entries) > _MAX_PARTS:
            raise Unreadable(N_("it is not a DOCX"))
        for entry in entries:
            self.names.append(entry.filename)
            if entry.filename.endswith((".xml", ".rels")):
                with archive.open(entry) as file:
                    content = file.read(left + 1)
                left -= len(content)
                if left < 0:
                    raise Unreadable(N_("it is too large"))
                self.parts[entry.filename] = parse(content, entry.filename)

    @cached_property
    def styles(self) -> dict[str, Style]:
        """The styles by their ids."""
        found = {}
        for element in self.parts["word/styles.xml"].iter(f"{W}style"):
            name, based = (value(element.find(f"{W}{tag}")) for tag in ("name", "basedOn"))
            found[element.get(f"{W}styleId", "")] = Style(element.get(f"{W}type", ""), name, based, element)
        return found

    @cached_property
    def default_style(self) -> str:
        """The id of the style that a paragraph has when it names none."""
        for key, style in self.styles.items():
            if style.kind == "paragraph" and style.element.get(f"{W}default", "0") not in _FALSE:
                return key
        return ""

    def chain(self, style: str) -> Iterator[Element]:
        """Yield a style and those that it is based on, nearest first."""
        for _ in range(_MAX_CHAIN):
            if style not in self.styles:
                return
            yield self.styles[style].element
            style = self.styles[style].based_on

    def styled(self, style: str, path: str) -> Element | None:
        """Return what a style says of something (`w:pPr/w:numPr`), itself or by what it is based on."""
        steps = "/".join(f"{W}{step}" for step in path.split("/"))
        return next((found for element in self.chain(style) if (found := element.find(steps)) is not None), None)

    @cached_property
    def paragraphs(self) -> list[Paragraph]:
        """The paragraphs of the document's body, in order."""
        return list(self.paragraphs_of("word/document.xml"))

    def paragraphs_of(self, part: str) -> Iterator[Paragraph]:
        """Yield the paragraphs of a part, in order."""
        waiting: list[tuple[Element, Cell | None]] = [(self.parts[part], None)]
        while waiting:
            element, cell = waiting.pop()
            if element.tag == f"{W}p":
                named = value(element.find(f"{W}pPr/{W}pStyle")) or self.default_style
                yield Paragraph(element, named, text_of(element), cell)
            if element.tag == f"{W}tbl":
                waiting += reversed([(found.element, found) for found in cells(element)])
            elif element.tag != _FALLBACK:
                waiting += [(child, cell) for child in reversed(element)]

    def level(self, paragraph: Paragraph) -> int:
        """Return the level of a heading, from 1; 0 for what is none."""
        level = value(self.styled(paragraph.style, "pPr/outlineLvl"))
        own = value(paragraph.element.find(f"{W}pPr/{W}outlineLvl"))
        number = whole(own or level, 9)
        return number + 1 if number < 9 else 0

    def number(self, paragraph: Paragraph) -> str:
        """Return the id of the list that a paragraph is a point of; empty where it is none."""
        own = paragraph.element.find(f"{W}pPr/{W}numPr/{W}numId")
        found = value(own if own is not None else self.styled(paragraph.style, "pPr/numPr/numId"))
        return "" if found == "0" else found


def read(content: bytes) -> Docx:
    """Return a DOCX as it is read back. Raises Unreadable."""
    return Docx(content)


def value(element: Element | None) -> str:
    """Return the `w:val` of an element; empty where there is none."""
    return "" if element is None else element.get(f"{W}val", "")


def whole(text: str, otherwise: int) -> int:
    """Return a whole number, or what to take where it is none."""
    return int(text) if text.isascii() and text.isdecimal() and len(text) < 9 else otherwise


def on(element: Element | None) -> bool:
    """Whether something that is on or off is on."""
    return element is not None and element.get(f"{W}val", "1") not in _FALSE


def text_of(element: Element) -> str:
    """Return the text of a paragraph or a run."""
    signs = {f"{W}tab": "\t", f"{W}br": "\n"}
    parts = (part.text or "" if part.tag == f"{W}t" else signs.get(part.tag, "") for part in element.iter())
    return "".join(parts)


def cells(table: Element) -> Iterator[Cell]:
    """Yield the cells of a table, row by row."""
    for number, row in enumerate(_children(table, f"{W}tr")):
        for column, cell in enumerate(_children(row, f"{W}tc")):
            yield Cell(table, number, column, cell)


def _children(element: Element, tag: str) -> Iterator[Element]:
    """Children of a kind, also those in a control of content."""
    waiting = list(reversed(element))
    while waiting:
        child = waiting.pop()
        if child.tag == tag:
            yield child
        elif child.tag in (f"{W}sdt", f"{W}sdtContent"):
            waiting += reversed(child)
