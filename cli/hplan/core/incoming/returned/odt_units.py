"""A document of ours that was saved as ODT, as units: what LibreOffice and Word keep of a DOCX when they save it so."""

import re
from collections.abc import Iterable, Iterator
from itertools import pairwise
from typing import NamedTuple
from xml.etree import ElementTree as ET

from hplan.core.incoming.reading.packed import Package, walked
from hplan.core.incoming.returned.inline import (
    BREAK,
    CODE,
    MARKS,
    NUMBER,
    Piece,
    numbered_text,
    picture,
    tracked,
)
from hplan.core.incoming.returned.units import Kind, Read, Unit

_OASIS = "urn:oasis:names:tc:opendocument:xmlns"
_O, _T, _S, _TABLE, _DRAW, _FO, _SVG = (
    f"{{{_OASIS}:{name}:1.0}}"
    for name in ("office", "text", "style", "table", "drawing", "xsl-fo-compatible", "svg-compatible")
)
_HREF = "{http://www.w3.org/1999/xlink}href"
_AUTHOR = "{http://purl.org/dc/elements/1.1/}creator"
_AROUND = {f"{_T}section", f"{_T}index-body", f"{_T}list-item", f"{_T}numbered-paragraph"}
_THROUGH = {f"{_T}meta", f"{_T}meta-field", f"{_T}ruby", f"{_T}ruby-base"}
_SKIPPED = {f"{_T}table-of-content", f"{_T}tracked-changes", f"{_T}sequence-decls", f"{_T}soft-page-break"}
_SKIPPED |= {f"{_O}annotation", f"{_O}annotation-end", f"{_T}note"}
_BOXES = {f"{_DRAW}{name}" for name in ("text-box", "custom-shape", "rect", "ellipse", "polygon", "path")}
_NOTES = {f"{_O}annotation", f"{_T}note"}
_MARKED = (("b", f"{_FO}font-weight"), ("i", f"{_FO}font-style"), ("s", f"{_S}text-line-through-style"))
_OFF = ("", "normal", "none", "100", "200", "300", "400")
_NAMES = {"Text body": "Body Text", "Standard": "Normal", "Quotations": "Block Text", "Strong Emphasis": "Strong"}
_INCHES = {"in": 1.0, "cm": 1 / 2.54, "mm": 1 / 25.4, "pt": 1 / 72, "pc": 1 / 6}
_END = Piece("", raw=True)  # the end of a paragraph that was taken out in the middle of another


class _Style(NamedTuple):
    """A style by the name that the user sees, the words that it makes bold or so, and how far in it stands."""

    name: str
    marks: str
    depth: int


def read_odt(package: Package, track_changes: str = "accept") -> Read:
    """Return the units of an ODT. `track_changes` is as for a DOCX."""
    content = ET.fromstring(package.parts["content.xml"])  # noqa: S314 (packed.py: no entities)
    styles = package.parts.get("styles.xml")
    reader = _Reader(package, track_changes, content, ET.fromstring(styles) if styles else None)  # noqa: S314
    body = content.find(f"{_O}body/{_O}text")
    units = tuple(reader.blocks(body, 0)) if body is not None else ()
    return Read(units, reader.pictures)


class _Reader:
    def __init__(self, package: Package, track_changes: str, content: ET.Element, styles: ET.Element | None) -> None:
        self.package, self.changes = package, track_changes
        self.styles: dict[tuple[str, str], _Style] = {}
        for root in (styles, content):
            for style in root.iter(f"{_S}style") if root is not None else ():
                self.style(style, automatic=root is content)
        self.pictures: dict[str, bytes] = {}
        self.changed = {
            region.get(f"{_T}id", ""): change
            for region in content.iter(f"{_T}changed-region")
            for change in region
            if change.tag in (f"{_T}insertion", f"{_T}deletion")
        }
        self.inserting: list[Piece] | None = None  # what somebody put in, since where that began
        self.carried: list[Piece] = []  # the words of a paragraph whose end was put in, and is not wanted

    def style(self, style: ET.Element, *, automatic: bool) -> None:
        family, name = style.get(f"{_S}family", ""), style.get(f"{_S}name", "")
        parent = self.styles.get((family, style.get(f"{_S}parent-style-name", "")))
        shown = style.get(f"{_S}display-name", name)
        words, block = style.find(f"{_S}text-properties"), style.find(f"{_S}paragraph-properties")
        on = {sign for sign, key in _MARKED if words is not None and words.get(key, "") not in _OFF}
        on |= set(parent.marks) if parent and automatic else set()
        left = block.get(f"{_FO}margin-left", "") if block is not None and automatic else ""
        self.styles[family, name] = _Style(
            parent.name if parent and automatic else _NAMES.get(shown, shown),
            "".join(sign for sign in "bis" if sign in on) if automatic else "",
            _depth(left),
        )

    def named(self, element: ET.Element, family: str) -> _Style:
        return self.styles.get((family, element.get(f"{_T}style-name", "")), _Style("", "", 0))

    def blocks(self, parent: ET.Element, depth: int) -> Iterator[Unit]:
        """The units of a part of the document, `depth` lists in."""
        for element in parent:
            if element.tag in (f"{_T}p", f"{_T}h"):
                yield from self.paragraph(element, depth, point=False)
            elif element.tag == f"{_T}list":
                yield from self.points(element, depth)
            elif element.tag == f"{_TABLE}table":
                yield self.table(element)
            elif element.tag in _AROUND:
                yield from self.blocks(element, depth)
            elif element.tag in (f"{_T}change", f"{_T}change-start", f"{_T}change-end"):
                self.carried += [piece for piece in self.change(element) if piece is not _END]

    def points(self, element: ET.Element, depth: int) -> Iterator[Unit]:
        for item in element:
            first = item.tag == f"{_T}list-item"
            for inner in item:
                if inner.tag in (f"{_T}p", f"{_T}h"):
                    yield from self.paragraph(inner, depth + 1, point=first)
                    first = False
                elif inner.tag == f"{_T}list":
                    yield from self.points(inner, depth + 1)

    def table(self, element: ET.Element) -> Unit:
        rows = []
        for row in _rows(element):
            cells = (cell for cell in row if cell.tag in (f"{_TABLE}table-cell", f"{_TABLE}covered-table-cell"))
            rows.append(tuple(tuple(unit for unit in self.blocks(cell, 0) if unit.key) for cell in cells))
        return Unit(Kind.TABLE, "", cells=tuple(rows), style=self.named(element, "table").name)

    def paragraph(self, element: ET.Element, depth: int, *, point: bool) -> Iterator[Unit]:
        pieces = [*self.carried, *self.pieces(element, "", "")]
        self.carried = []
        if self.inserting is not None:  # the end of the paragraph is put in
            if self.changes == "reject":
                self.carried, self.inserting = pieces, []
                return
            pieces += self.put_in()
            self.inserting = []
        inner = [*walked(element, _BOXES | _NOTES)]
        marks = [one.get(f"{_T}name", "") for one in inner if one.tag in (f"{_T}bookmark", f"{_T}bookmark-start")]
        comments = tuple(dict.fromkeys(_comments(one for one in inner if one.tag in _NOTES)))
        ends = [-1, *(n for n, piece in enumerate(pieces) if piece is _END), len(pieces)]
        for start, stop in pairwise(ends):
            unit = self.unit(element, pieces[start + 1 : stop], depth, point=point)
            if unit.kind is not Kind.HEADING or unit.text:
                yield unit._replace(marks=tuple(marks), comments=comments)
        for box in inner:
            if box.tag in _BOXES:
                yield from self.blocks(box, 0)

    def unit(self, element: ET.Element, pieces: list[Piece], depth: int, *, point: bool) -> Unit:
        style = self.named(element, "paragraph")
        number, text = numbered_text(pieces)
        heading = re.fullmatch(r"Heading (\d)", style.name)
        if heading or element.tag == f"{_T}h":
            level = heading[1] if heading else element.get(f"{_T}outline-level", "1")
            return Unit(Kind.HEADING, text, int(level), style.name)
        kind = Kind.POINT if point else Kind.PARAGRAPH
        level = depth - 1 if point else depth or style.depth
        return Unit(kind, text, level, style.name, number, quote=int(style.name == "Block Text"))

    def pieces(self, parent: ET.Element, marks: str, link: str) -> Iterator[Piece]:
        yield from self.words(parent.text, marks, link)
        for element in parent:
            yield from self.element(element, marks, link)
            yield from self.words(element.tail, marks, link)

    def words(self, text: str | None, marks: str, link: str) -> Iterator[Piece]:
        if text:
            yield from self.kept(Piece(re.sub(r"[ \t\r\n]+", " ", text), marks, link))

    def kept(self, piece: Piece) -> Iterator[Piece]:
        """A piece; one that somebody put in waits until all is there that was."""
        if self.inserting is None or self.changes == "accept":
            yield piece
        else:
            self.inserting.append(piece)

    def element(self, element: ET.Element, marks: str, link: str) -> Iterator[Piece]:
        name = element.tag
        if name == f"{_T}span":
            yield from self.pieces(element, self.marks(element, marks), link)
        elif name == f"{_T}a":
            target = element.get(_HREF, "")
            yield from self.pieces(element, marks, link if target.startswith("#") else target)
        elif name in (f"{_T}s", f"{_T}tab"):
            yield from self.kept(Piece(" ", marks, link))
        elif name == f"{_T}line-break":
            yield from self.kept(Piece(BREAK, raw=True))
        elif name in (f"{_T}change", f"{_T}change-start", f"{_T}change-end"):
            yield from self.change(element)
        elif name == f"{_DRAW}frame":
            yield from self.frame(element)
        elif name not in _SKIPPED | _BOXES:  # fields and the like say what they say
            yield from self.pieces(element, marks, link)

    def marks(self, element: ET.Element, marks: str) -> str:
        style = self.named(element, "text")
        if style.name in (NUMBER, CODE):
            return NUMBER if style.name == NUMBER else "`"
        on = set(marks) | set(style.marks) | {"Emphasis": {"i"}, "Strong": {"b"}}.get(style.name, set())
        return "".join(name[0] for name, _ in MARKS if name[0] in on)

    def change(self, element: ET.Element) -> Iterator[Piece]:
        """What somebody put in, or took out: an ODT has the words that were taken out at its beginning."""
        if element.tag == f"{_T}change-end":
            yield from self.put_in()
            self.inserting = None
        elif element.tag == f"{_T}change-start":
            self.inserting = []
        elif (
            self.changes != "accept"
            and (change := self.changed.pop(element.get(f"{_T}change-id", ""), None)) is not None
        ):
            for n, paragraph in enumerate(one for one in change.iter() if one.tag in (f"{_T}p", f"{_T}h")):
                pieces = list(self.pieces(paragraph, "", ""))
                yield from [_END] if n else []
                yield from tracked(pieces, deleted=True) if self.changes == "all" else pieces

    def put_in(self) -> Iterator[Piece]:
        if self.changes == "all" and self.inserting:
            yield from tracked(self.inserting, deleted=False)

    def frame(self, element: ET.Element) -> Iterator[Piece]:
        image = element.find(f"{_DRAW}image")
        content = self.package.pictures.get(image.get(_HREF, "").removeprefix("./")) if image is not None else None
        if image is None or content is None:
            return
        said = (element.findtext(f"{_SVG}{name}") for name in ("desc", "title"))
        name, piece = picture(content, image.get(_HREF, ""), next(filter(None, said), ""))
        self.pictures[name] = content
        yield piece


def _rows(table: ET.Element) -> Iterator[ET.Element]:
    """The rows of a table; not those of tables in it."""
    for element in table:
        if element.tag == f"{_TABLE}table-row":
            yield element
        elif element.tag in (f"{_TABLE}{name}" for name in ("table-header-rows", "table-rows", "table-row-group")):
            yield from _rows(element)


def _depth(left: str) -> int:
    """How many steps of half an inch a margin is."""
    found = re.fullmatch(r"(\d+(?:\.\d+)?)([a-z]+)", left)
    return int(float(found[1]) * _INCHES.get(found[2], 0) / 0.5 + 0.05) if found else 0


def _comments(notes: Iterable[ET.Element]) -> Iterator[str]:
    """What somebody wrote in the margin of a paragraph, and its footnotes."""
    for note in notes:
        author = note.findtext(_AUTHOR, "") if note.tag == f"{_O}annotation" else "Fotnote"
        said = (" ".join("".join(paragraph.itertext()).split()) for paragraph in note.iter(f"{_T}p"))
        if text := " ".join(filter(None, said)):
            yield f"{author}: {text}"
