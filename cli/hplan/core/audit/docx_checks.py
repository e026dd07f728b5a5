"""The checks of a DOCX, but for its colours (docx_contrast.py)."""

import re
from collections.abc import Iterator

from hplan.core.audit.check import Register, heading_order, language, quoted
from hplan.core.audit.docx_read import Docx, Paragraph, W, on, read, text_of, value
from hplan.core.audit.xml import Element
from hplan.i18n import N_, Message

CHECKS = Register("docx", read)
REFERENCE = N_("If the workspace has a reference.docx of its own, take it away; otherwise report it.")
_DC = "{http://purl.org/dc/elements/1.1/}"
_WP = "{http://schemas.openxmlformats.org/drawingml/2006/wordprocessingDrawing}"
_DECORATIVE = "{http://schemas.microsoft.com/office/drawing/2017/decorative}decorative"
_VML = "{urn:schemas-microsoft-com:vml}shape"
_RELATION = "{http://schemas.openxmlformats.org/package/2006/relationships}Relationship"


@CHECKS("language", N_("The document says that it is in Norwegian or Sámi."), REFERENCE,
        "WCAG 2.2: 3.1.1 · EN 301 549: 10.3.1.1")  # fmt: skip
def _language(docx: Docx) -> Iterator[Message]:
    root = docx.parts["word/styles.xml"]
    found = root.find(f"{W}docDefaults/{W}rPrDefault/{W}rPr/{W}lang")
    normal = docx.styled(docx.default_style, "rPr/lang")
    yield from language(value(normal) or value(found))


@CHECKS("title", N_("The document has a title in its properties."),
        N_("Does the workspace have a handlingsplan.md.j2 of its own? It must have a block of the class title."),
        "WCAG 2.2: 2.4.2 · EN 301 549: 10.2.4.2")  # fmt: skip
def _title(docx: Docx) -> Iterator[Message]:
    core = docx.parts.get("docProps/core.xml")
    if core is None or not (core.findtext(f"{_DC}title") or "").strip():
        yield Message(N_("there is no title in the properties of the document"))


@CHECKS("headings", N_("Headings begin on level 1, jump over no level and are not empty."),
        N_("See to the headings of the template, handlingsplan.md.j2."),
        "WCAG 2.2: 1.3.1, 2.4.6 · EN 301 549: 10.1.3.1")  # fmt: skip
def _headings(docx: Docx) -> Iterator[Message]:
    headings = ((docx.level(paragraph), paragraph.text) for paragraph in docx.paragraphs)
    yield from heading_order([(level, text) for level, text in headings if level])


@CHECKS("heading-in-table", N_("No heading stands in a table: Word does not show it among the headings."),
        N_("Take the heading out of the table in the template, handlingsplan.md.j2."),
        "WCAG 2.2: 1.3.1 · EN 301 549: 10.1.3.1")  # fmt: skip
def _heading_in_table(docx: Docx) -> Iterator[Message]:
    for paragraph in docx.paragraphs:
        if paragraph.cell and docx.level(paragraph):
            yield Message.of(N_("the heading “{text}” stands in a table"), text=quoted(paragraph.text))


HEADER = N_("A table of the plan begins with a line of headings, | what | when |, and a line of dashes, |---|---|.")


@CHECKS("table-header", N_("Every table has a header row, which is repeated on each page."), HEADER,
        "WCAG 2.2: 1.3.1 · EN 301 549: 10.1.3.1")  # fmt: skip
def _table_header(docx: Docx) -> Iterator[Message]:
    for table in _tables(docx):
        row = table.find(f"{W}tr")
        if row is None or not on(row.find(f"{W}trPr/{W}tblHeader")):
            yield Message.of(N_("the table “{text}” has no header row"), text=quoted(_named(table)))


@CHECKS("table-first-column", N_("Where the style of a table sets its first column apart, the table says so too."),
        REFERENCE, "WCAG 2.2: 1.3.1 · EN 301 549: 10.1.3.1")  # fmt: skip
def _first_column(docx: Docx) -> Iterator[Message]:
    for table in _tables(docx):
        style = value(table.find(f"{W}tblPr/{W}tblStyle"))
        parts = {part.get(f"{W}type") for element in docx.chain(style) for part in element.iter(f"{W}tblStylePr")}
        if "firstCol" in parts and not marked(table, "firstColumn", 0x80):
            yield Message.of(N_("the first column of the table “{text}” is not marked"), text=quoted(_named(table)))


def marked(table: Element, name: str, bit: int) -> bool:
    """Whether the look of a table says that a part of it is set apart."""
    look = table.find(f"{W}tblPr/{W}tblLook")
    if look is None:
        return False
    if (said := look.get(f"{W}{name}")) is not None:
        return said in ("1", "true", "on")
    digits = value(look)
    return bool(int(digits, 16) & bit) if re.fullmatch("[0-9A-Fa-f]{1,4}", digits) else False


def _tables(docx: Docx) -> Iterator[Element]:
    yield from docx.parts["word/document.xml"].iter(f"{W}tbl")


def _named(table: Element) -> str:
    return next((text for cell in table.iter(f"{W}tc") if (text := text_of(cell).strip())), "")


_BULLET = re.compile(r"\s*(?:[•◦▪▫‣●○■\uf0b7\uf0a7]|[-*]\s)")
_POINT = re.compile(r"\s*(\d{1,2}(?:\.\d{1,3})+)\.?\s")


@CHECKS("lists", N_("Lists are lists: no paragraph begins with a typed bullet."),
        N_("Begin the line with “- ” in the plan; it becomes a list."),
        "WCAG 2.2: 1.3.1 · EN 301 549: 10.1.3.1")  # fmt: skip
def _lists(docx: Docx) -> Iterator[Message]:
    for paragraph in docx.paragraphs:
        if _BULLET.match(paragraph.text) and not (docx.level(paragraph) or docx.number(paragraph)):
            yield Message.of(N_("“{text}” begins with a typed bullet"), text=quoted(paragraph.text))


@CHECKS("points", N_("Points with numbers, 2.3.1, are points of a list."), REFERENCE,
        "WCAG 2.2: 1.3.1 · EN 301 549: 10.1.3.1")  # fmt: skip
def _points(docx: Docx) -> Iterator[Message]:
    section = ""
    for paragraph in docx.paragraphs:
        number = _POINT.match(paragraph.text)
        if docx.level(paragraph):
            found = re.match(r"\s*(\d+(?:\.\d+)*)", paragraph.text)
            section = found[1] if found else section
        elif docx.number(paragraph) or _navigates(docx, paragraph):
            continue
        # Only where it is a number of the section that it stands in: others are dates and amounts.
        elif section and number and number[1].startswith(f"{section}."):
            yield Message.of(
                N_("“{text}” begins with a number, and is no point of a list"), text=quoted(paragraph.text)
            )


def _navigates(docx: Docx, paragraph: Paragraph) -> bool:
    style = docx.styles.get(paragraph.style)
    return style is not None and style.name.lower().startswith("toc ")


ALT = N_("Describe the picture in the plan, between the brackets: ![what it shows](the-file.png)")


@CHECKS("picture-alt", N_("Every picture has a text for whoever does not see it."), ALT,
        "WCAG 2.2: 1.1.1 · EN 301 549: 10.1.1.1")  # fmt: skip
def _picture_alt(docx: Docx) -> Iterator[Message]:
    for part, root in docx.parts.items():
        for tag in (f"{_WP}inline", f"{_WP}anchor"):
            for picture in root.iter(tag):
                facts = picture.find(f"{_WP}docPr")
                if facts is None or not (facts.get("descr", "").strip() or _decorates(facts)):
                    name = facts.get("name", "") if facts is not None else ""
                    yield Message.of(N_("the picture “{name}” has no text ({part})"), name=name, part=part)
        for shape in root.iter(_VML):
            if not shape.get("alt", "").strip():
                yield Message.of(N_("the picture “{name}” has no text ({part})"), name=shape.get("id", ""), part=part)


def _decorates(facts: Element) -> bool:
    return any(mark.get("val") in ("1", "true") for mark in facts.iter(_DECORATIVE))


@CHECKS("direct-formatting", N_("What a paragraph looks like is said by its style."),
        REFERENCE, "WCAG 2.2: 1.3.1")  # fmt: skip
def _direct_formatting(docx: Docx) -> Iterator[Message]:
    for paragraph in docx.paragraphs:
        names = sorted(_formatted(paragraph))
        if names:
            found = ", ".join(names)
            text = quoted(paragraph.text)
            yield Message.of(N_("“{text}” is formatted by hand, not by a style: {names}"), text=text, names=found)


def _formatted(paragraph: Paragraph) -> set[str]:
    """What is set past the styles. A table's columns say how they stand, and a picture how large it is."""
    own = {"shd", "pBdr", "spacing", "outlineLvl", "tabs"} | (set() if paragraph.cell else {"jc"})
    letters = {"color", "sz", "szCs", "shd", "highlight", "spacing", "bdr"}
    found = {name for name in own if paragraph.element.find(f"{W}pPr/{W}{name}") is not None}
    for run in paragraph.element.iter(f"{W}r"):
        found |= {name for name in letters if run.find(f"{W}rPr/{W}{name}") is not None}
        fonts = run.find(f"{W}rPr/{W}rFonts")
        if fonts is not None and set(fonts.keys()) - {f"{W}hint"}:
            found.add("rFonts")
    return found


@CHECKS("empty-paragraph", N_("No empty paragraph makes room: a screen reader reads it out."),
        REFERENCE, "WCAG 2.2: 1.3.1")  # fmt: skip
def _empty_paragraph(docx: Docx) -> Iterator[Message]:
    above: str | Message = Message(N_("the beginning of the document"))
    for paragraph in docx.paragraphs:
        if paragraph.text.strip() or _holds(paragraph.element):
            above = quoted(paragraph.text) or above
        elif not (docx.level(paragraph) or (paragraph.cell and _ends(paragraph))):
            yield Message.of(N_("there is an empty paragraph after “{text}”"), text=above)


def _holds(paragraph: Element) -> bool:
    """Whether it has anything but letters: a picture, a field, a break of the page, the end of a section."""
    held = {"drawing", "pict", "object", "fldChar", "sectPr", "footnoteReference"}
    breaks = (mark.get(f"{W}type") in ("page", "column") for mark in paragraph.iter(f"{W}br"))
    return any(breaks) or any(part.tag.removeprefix(W) in held for part in paragraph.iter())


def _ends(paragraph: Paragraph) -> bool:
    """Whether it is the last of its cell, which must end in a paragraph: alone there, or after a table."""
    assert paragraph.cell  # noqa: S101
    inside = [child for child in paragraph.cell.element if child.tag in (f"{W}p", f"{W}tbl")]
    return inside[-1] is paragraph.element and (len(inside) == 1 or inside[-2].tag == f"{W}tbl")


_PROGRAM = re.compile(r"vbaProject|/embeddings/|/activeX/", re.IGNORECASE)
_FETCHING = re.compile(r"\s*(INCLUDE\w*|DDE\w*|LINK|IMPORT|RD|AUTOTEXT\w*|MACROBUTTON|ASK|FILLIN)\b", re.IGNORECASE)


@CHECKS("asks-nothing", N_("Word asks nothing when it opens the document, and fetches nothing."),
        REFERENCE, "")  # fmt: skip
def _asks_nothing(docx: Docx) -> Iterator[Message]:
    for part, root in docx.parts.items():
        for relation in root.iter(_RELATION):
            if relation.get("TargetMode") == "External" and not relation.get("Type", "").endswith("/hyperlink"):
                yield Message.of(N_("{part} fetches {target}"), part=part, target=relation.get("Target", ""))
        for field in root.iter():
            told = field.text or "" if field.tag == f"{W}instrText" else field.get(f"{W}instr", "")
            if fetching := _FETCHING.match(told):
                yield Message.of(N_("{part} has the field {field}"), part=part, field=fetching[1].upper())
            if field.get(f"{W}dirty", "0") not in ("0", "false", "off"):
                yield Message.of(N_("a field in {part} is to be filled in when Word opens it"), part=part)
        if on(root.find(f"{W}updateFields")):
            yield Message(N_("Word is told to fill in the fields when it opens the document"))
    for name in docx.names:
        if _PROGRAM.search(name):
            yield Message.of(N_("{part} is a program or an embedded file"), part=name)
