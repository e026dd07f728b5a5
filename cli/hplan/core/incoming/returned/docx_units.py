"""A DOCX as units, read from its XML: styles, levels, bookmarks, tracked changes and comments as Word has them."""

import re
from collections.abc import Iterator
from posixpath import basename
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

_W = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_R = "{http://schemas.openxmlformats.org/officeDocument/2006/relationships}"
_A = "{http://schemas.openxmlformats.org/drawingml/2006/main}"
_DRAWN = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}docPr"
_ALTERNATIVE, _FALLBACK = (
    f"{{http://schemas.openxmlformats.org/markup-compatibility/2006}}{name}"
    for name in ("AlternateContent", "Fallback")
)
_BOX = f"{_W}txbxContent"
_OLD_PICTURE = "{urn:schemas-microsoft-com:vml}imagedata"
_DRAWINGS = {f"{_W}drawing", f"{_W}pict", f"{_W}object", _ALTERNATIVE}
_DELETED = {f"{_W}del", f"{_W}moveFrom"}
_INSERTED = {f"{_W}ins", f"{_W}moveTo"}
_MAX_COLUMNS = 63  # of Word's own
_LONG_FIELD = 4_000  # letters, and more than a link has
_HEADING = re.compile(r"heading (\d)", re.IGNORECASE)
_LINK = re.compile(r'HYPERLINK\s+"([^"]+)"(?:\s+\\l\s+"([^"]+)")?')


def read_docx(package: Package, track_changes: str = "accept") -> Read:
    """Return the units of a DOCX. `track_changes` is accept, reject, or all: {++put in++} and {--taken out--}."""
    reader = _Reader(package, track_changes)
    body = ET.fromstring(package.parts["word/document.xml"]).find(f"{_W}body")  # noqa: S314 (packed.py: no entities)
    for alternative in list(body.iter(_ALTERNATIVE)) if body is not None else ():
        for again in alternative.findall(_FALLBACK):  # the same text box or picture, for old programs
            alternative.remove(again)
    units = tuple(reader.blocks(body)) if body is not None else ()
    return Read(units, reader.pictures)


class _Reader:
    def __init__(self, package: Package, track_changes: str) -> None:
        self.package, self.changes = package, track_changes
        self.styles = dict(_styles(package.parts.get("word/styles.xml")))
        self.links = dict(_relations(package.parts.get("word/_rels/document.xml.rels")))
        self.notes = dict(_comments(package.parts.get("word/comments.xml")))
        self.footnotes = dict(_comments(package.parts.get("word/footnotes.xml"), "footnote"))
        self.pictures: dict[str, bytes] = {}
        self.waiting: list[str] = []  # bookmarks and the rest of a paragraph that stand before the next
        self.carried: list[Piece] = []
        self.field = self.linked = ""  # what a field that is open says, and the link that it is

    def blocks(self, parent: ET.Element) -> Iterator[Unit]:
        for element in parent:
            if element.tag == f"{_W}p":
                yield from self.paragraph(element)
            elif element.tag == f"{_W}tbl":
                yield self.table(element)
            elif element.tag == f"{_W}bookmarkStart":
                self.waiting.append(element.get(f"{_W}name", ""))
            elif element.tag == f"{_W}sdt":
                content = element.find(f"{_W}sdtContent")
                if content is not None and element.find(f".//{_W}docPartGallery") is None:  # not the table of contents
                    yield from self.blocks(content)
            elif element.tag in _INSERTED | {f"{_W}customXml", f"{_W}smartTag"}:
                yield from self.blocks(element)

    def table(self, element: ET.Element) -> Unit:
        rows = []
        for row in _inside(element, f"{_W}tr"):
            if self.gone(row.find(f"{_W}trPr")):
                continue
            cells: list[tuple[Unit, ...]] = []
            for cell in _inside(row, f"{_W}tc"):
                cells.append(tuple(unit for unit in self.blocks(cell) if unit.key))
                cells += [()] * (_columns(cell) - 1)
            rows.append(tuple(cells))
        return Unit(Kind.TABLE, "", cells=tuple(rows), style=self.style(element.find(f"{_W}tblPr/{_W}tblStyle")))

    def gone(self, properties: ET.Element | None) -> bool:
        """Whether a row, or the end of a paragraph, is one that tracked changes take away."""
        if properties is None or self.changes == "all":
            return False
        inserted = any(properties.find(tag) is not None for tag in _INSERTED)
        deleted = any(properties.find(tag) is not None for tag in _DELETED)
        return inserted if self.changes == "reject" else deleted

    def style(self, element: ET.Element | None) -> str:
        return self.styles.get(element.get(f"{_W}val", ""), ("", ""))[0] if element is not None else ""

    def paragraph(self, element: ET.Element) -> Iterator[Unit]:
        properties = element.find(f"{_W}pPr")
        marks, comments, boxes = [*self.waiting], dict[str, None](), list[ET.Element]()
        self.waiting.clear()
        for inner in walked(element, {_BOX}):
            if inner.tag == _BOX:
                boxes.append(inner)
            elif inner.tag == f"{_W}bookmarkStart":
                marks.append(inner.get(f"{_W}name", ""))
            elif inner.tag in (f"{_W}commentRangeStart", f"{_W}commentReference", f"{_W}footnoteReference"):
                notes = self.footnotes if "footnote" in inner.tag else self.notes
                note = notes.get(inner.get(f"{_W}id", ""), "")
                comments |= {note: None} if note else {}
        pieces = [*self.carried, *self.pieces(element, "")]
        self.carried = []
        if self.gone(properties.find(f"{_W}rPr") if properties is not None else None):
            self.carried = pieces  # its end is gone: the next goes on with its words
            self.waiting = marks
            return
        unit = self.unit(properties, pieces)
        if unit.kind is not Kind.HEADING or unit.text:
            yield unit._replace(marks=tuple(marks), comments=tuple(comments))
        for box in boxes:
            yield from self.blocks(box)

    def unit(self, properties: ET.Element | None, pieces: list[Piece]) -> Unit:
        style = self.style(properties.find(f"{_W}pStyle")) if properties is not None else ""
        number, text = numbered_text(pieces)
        if heading := _HEADING.fullmatch(style):
            return Unit(Kind.HEADING, text, int(heading[1]), style)
        level, listed = self.level(properties)
        kind = Kind.POINT if listed else Kind.PARAGRAPH
        return Unit(kind, text, level, style, number, quote=int(style == "Block Text"))

    def level(self, properties: ET.Element | None) -> tuple[int, bool]:
        """How deep in lists a paragraph is, and whether it is a point itself: what follows in one is indented only."""
        if properties is None:
            return 0, False
        numbering = properties.find(f"{_W}numPr")
        if numbering is not None:
            ident, level = (numbering.find(f"{_W}{name}") for name in ("numId", "ilvl"))
            if ident is None or ident.get(f"{_W}val") not in ("0", "1000"):
                return int(level.get(f"{_W}val", "0")) if level is not None else 0, True
        elif (style := properties.find(f"{_W}pStyle")) is not None and self.styles.get(
            style.get(f"{_W}val", ""), ("", False)
        )[1]:
            return 0, True
        indent = properties.find(f"{_W}ind")
        left = (indent.get(f"{_W}left") or indent.get(f"{_W}start") or "0") if indent is not None else "0"
        return (int(left) // 720 if left.isdigit() else 0), False

    def pieces(self, parent: ET.Element, link: str) -> Iterator[Piece]:
        for element in parent:
            name = element.tag
            if name == f"{_W}r":
                yield from self.run(element, link)
            elif name == f"{_W}hyperlink":
                target, anchor = self.links.get(element.get(f"{_R}id", ""), ""), element.get(f"{_W}anchor", "")
                yield from self.pieces(element, f"{target}#{anchor}" if target and anchor else target or link)
            elif name in _DELETED | _INSERTED:
                yield from self.changed(element, link, deleted=name in _DELETED)
            elif name in (f"{_W}smartTag", f"{_W}fldSimple", f"{_W}customXml", f"{_W}sdt", f"{_W}sdtContent"):
                yield from self.pieces(element, link)

    def changed(self, element: ET.Element, link: str, *, deleted: bool) -> Iterator[Piece]:
        if self.changes == "all":
            yield from tracked(list(self.pieces(element, link)), deleted=deleted)
        elif deleted == (self.changes == "reject"):
            yield from self.pieces(element, link)

    def run(self, run: ET.Element, link: str) -> Iterator[Piece]:
        marks = self.marks(run.find(f"{_W}rPr"))
        for element in run:
            name = element.tag
            link = self.linked or link
            if name in (f"{_W}t", f"{_W}delText"):
                yield Piece(element.text or "", marks, link)
            elif name == f"{_W}instrText":
                self.field += (element.text or "") if len(self.field) < _LONG_FIELD else ""
            elif name == f"{_W}fldChar":
                self.of_field(element.get(f"{_W}fldCharType", ""))
            elif name == f"{_W}tab":
                yield Piece(" ", marks, link)
            elif name == f"{_W}br" and element.get(f"{_W}type") in (None, "textWrapping"):
                yield Piece(BREAK, raw=True)
            elif name in (f"{_W}noBreakHyphen", f"{_W}softHyphen"):
                yield Piece("\N{NON-BREAKING HYPHEN}" if "no" in name else "", marks, link)
            elif name in _DRAWINGS:
                yield from self.drawing(element)

    def of_field(self, step: str) -> None:
        """A link may be written as a field: what it leads to, and then its words."""
        if step == "separate" and (found := _LINK.search(self.field)):
            self.linked = found[1] + (f"#{found[2]}" if found[2] else "")
        elif step != "separate":
            self.field = self.linked = ""

    def marks(self, properties: ET.Element | None) -> str:
        if properties is None:
            return ""
        style = self.style(properties.find(f"{_W}rStyle"))
        if style in (NUMBER, CODE):
            return NUMBER if style == NUMBER else "`"
        on = {name for name, _ in MARKS if _on(properties.find(f"{_W}{name}"))}
        on |= {"i"} if style == "Emphasis" else {"b"} if style == "Strong" else set()
        return "".join(name[0] for name, _ in MARKS if name in on)

    def drawing(self, element: ET.Element) -> Iterator[Piece]:
        for blip in (*element.iter(f"{_A}blip"), *element.iter(_OLD_PICTURE)):
            target = basename(self.links.get(blip.get(f"{_R}embed") or blip.get(f"{_R}id") or "", ""))
            content = self.package.pictures.get(f"media/{target}")
            described = next(element.iter(_DRAWN), None)
            if content is None:
                continue
            alt = described.get("descr", "") if described is not None else ""
            name, piece = picture(content, target, alt)
            self.pictures[name] = content
            yield piece


def _inside(parent: ET.Element, tag: str) -> Iterator[ET.Element]:
    """The rows of a table or the cells of a row; not those of tables in it."""
    for element in parent:
        if element.tag == tag:
            yield element
        elif element.tag in (f"{_W}sdt", f"{_W}sdtContent", f"{_W}customXml", *_INSERTED):
            yield from _inside(element, tag)


def _columns(cell: ET.Element) -> int:
    """How many columns a cell reaches over."""
    span = cell.find(f"{_W}tcPr/{_W}gridSpan")
    said = span.get(f"{_W}val", "") if span is not None else ""
    return min(int(said), _MAX_COLUMNS) if said.isdecimal() and int(said) > 0 else 1


def _on(element: ET.Element | None) -> bool:
    return element is not None and element.get(f"{_W}val") not in ("0", "false", "off")


def _styles(content: bytes | None) -> Iterator[tuple[str, tuple[str, bool]]]:
    """The names of styles by their ids, which LibreOffice makes anew, and whether a style belongs to a list."""
    for style in ET.fromstring(content).iter(f"{_W}style") if content else ():  # noqa: S314
        name = style.find(f"{_W}name")
        listed = style.find(f"{_W}pPr/{_W}numPr") is not None
        yield style.get(f"{_W}styleId", ""), (name.get(f"{_W}val", "") if name is not None else "", listed)


def _relations(content: bytes | None) -> Iterator[tuple[str, str]]:
    for relation in ET.fromstring(content) if content else ():  # noqa: S314
        yield relation.get("Id", ""), relation.get("Target", "")


def _comments(content: bytes | None, kind: str = "comment") -> Iterator[tuple[str, str]]:
    for comment in ET.fromstring(content).iter(f"{_W}{kind}") if content else ():  # noqa: S314
        paragraphs = ("".join(text.text or "" for text in part.iter(f"{_W}t")) for part in comment.iter(f"{_W}p"))
        said = " ".join(" ".join(paragraphs).split())
        yield comment.get(f"{_W}id", ""), f"{comment.get(f'{_W}author', 'Fotnote')}: {said}"
