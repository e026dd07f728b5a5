"""Build ``templates/reference.docx``: the look of every handlingsplan that pandoc writes.

Pandoc takes styles, page setup and footer from its reference document and ignores the text in it. This script
opens pandoc's own default, restyles it and saves it, the same bytes every time. Run it after every change:
``python scripts/reference_docx.py``. Templates name the styles in ``custom-style``: never rename one alone.

Word shades a paragraph from its leftmost line out to its borders. A coloured block therefore has borders in
its own colour that stand as far out as its text is indented: every block reaches both margins, bullets too.
"""

import subprocess
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import cast

import docx
import pypandoc  # type: ignore[import-untyped]
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle

TARGET = Path(__file__).resolve().parent.parent / "templates" / "reference.docx"
FIXED_TIME = datetime(2026, 1, 1)
LANGUAGE = "nb-NO"
FONT = "Calibri"

# Colours
RED = "B3121D"  # the union's: headings, bands, header rows
WHITE = "FFFFFF"
TINT = "FAECE6"  # ground of the national text and of a table's first column
SAND = "B98A5E"  # rule beside an adaptation
RULE = "D9C7BE"  # thin lines in tables, rule beside a quotation
FRAME = "808080"  # frame of a white field, rule beside an omission
INK = "3D3835"  # national text, notes, small lines
GREY = "666666"  # footer, text in a white field

# Sizes in points
BODY, NATIONAL, TABLE, LABEL, SMALL, TINY = 11, 10.5, 10, 10, 9.5, 9
TITLE, SUBTITLE, STAGE, H1, H2, H3, H4 = 28, 16, 12, 20, 15, 13, 11
LEADING = 1.15
INSET = 10  # from the edge of a coloured block to its text
BULLET = 18  # from the margin to pandoc's bullets (360 twips; their text stands at 720)
WRITING_ROOM = 31  # empty room under the text of a white field; 31 is the most Word allows
MARGIN, A4_LONG, A4_SHORT = Cm(2), Cm(29.7), Cm(21)

SIDES = ("top", "left", "bottom", "right")


@dataclass(frozen=True, slots=True)
class Line:
    """A border of a paragraph: colour, width and distance from the text in points."""

    color: str
    width: float = 0.5
    space: int = 0


@dataclass(frozen=True, slots=True, kw_only=True)
class Look:
    """All that is set in one paragraph style, in points; ``None`` is left to the style it is based on."""

    name: str
    base: str | None = "Body Text"
    follow: str = "Body Text"
    size: float | None = None
    bold: bool | None = None
    color: str | None = None
    space: tuple[float | None, float | None] = (None, None)  # before and after
    leading: float | None = None
    indent: tuple[float | None, float | None] = (None, None)  # left and right
    align: WD_ALIGN_PARAGRAPH | None = None
    fill: str | None = None
    borders: Mapping[str, Line] = field(default_factory=dict)
    keep: str = ""  # "next", "lines" or both


def block(color: str, *, left: int = INSET, top: int = 0, bottom: int = 0) -> dict[str, Line]:
    """Return borders in the block's own colour, which take its shading out to the margins."""
    spaces = zip(SIDES, (top, left, bottom, INSET), strict=True)
    return {side: Line(color, space=space) for side, space in spaces if space}


LOOKS = (
    Look(name="Normal", base=None, follow="Normal", space=(0, 4)),
    Look(name="Body Text", base="Normal", space=(0, 6)),
    Look(name="First Paragraph"),
    Look(name="Med neste", base="Body Text", space=(0, 3), keep="next lines"),
    Look(name="Compact", follow="Compact", space=(0, 2)),
    # The title block
    Look(name="Title", base="Normal", size=TITLE, bold=True, color=RED, space=(0, 2), leading=1.0,
         borders={"top": Line(RED, 4.5, 10)}, keep="next lines"),
    Look(name="Subtitle", base="Normal", size=SUBTITLE, bold=True, color=INK, space=(0, 6), keep="next"),
    Look(name="Author", base="Normal", color=INK, space=(0, 0), keep="next"),
    Look(name="Date", base="Normal", color=INK, space=(0, 0), keep="next"),
    Look(name="Fase", size=STAGE, bold=True, color=RED, space=(12, 14), indent=(INSET, INSET), fill=TINT,
         borders=block(TINT, top=4, bottom=4) | {"left": Line(RED, 4.5, 6)}, keep="lines"),
    # Headings
    Look(name="Heading 1", base="Normal", size=H1, bold=True, color=RED, space=(20, 6), leading=1.0,
         keep="next lines"),
    Look(name="Heading 2", base="Normal", size=H2, bold=True, color=WHITE, space=(20, 0), leading=1.0,
         indent=(INSET, INSET), fill=RED, borders=block(RED, top=5, bottom=5), keep="next lines"),
    Look(name="Heading 3", base="Normal", size=H3, bold=True, space=(16, 6), leading=1.0,
         borders={"bottom": Line(RED, 1, 3)}, keep="next lines"),
    Look(name="Heading 4", base="Normal", size=H4, bold=True, color=INK, space=(10, 3), leading=1.0,
         keep="next lines"),
    # The national text
    Look(name="Nasjonal overskrift", follow="Nasjonal tekst", size=LABEL, bold=True, color=RED, space=(0, 0),
         indent=(INSET, INSET), fill=TINT, borders=block(TINT, top=6), keep="next lines"),
    Look(name="Nasjonal tekst", follow="Nasjonal tekst", size=NATIONAL, color=INK, space=(0, 0),
         indent=(BULLET, INSET), fill=TINT, borders=block(TINT, left=BULLET, bottom=6), keep="next lines"),
    # The branch's answer
    Look(name="Tilpasning", size=SMALL, color=INK, space=(6, 8), indent=(INSET, INSET), keep="lines",
         borders={"left": Line(SAND, 2.25, 8)}),
    Look(name="Utelatt", base="Tilpasning", keep="lines", borders={"left": Line(FRAME, 2.25, 8)}),
    Look(name="Hvitt felt", size=TINY, color=GREY, space=(8, 12), indent=(6, 6), fill=WHITE, keep="lines",
         borders={side: Line(FRAME, 0.75, WRITING_ROOM if side == "bottom" else 6) for side in SIDES}),
    Look(name="Tiltak", follow="Oppfølging", space=(0, 1), keep="next lines"),
    Look(name="Oppfølging", size=SMALL, color=INK, space=(0, 8), keep="lines"),
    Look(name="Block Text", color=INK, indent=(BULLET, BULLET), borders={"left": Line(RULE, 3, 10)}),
    # The rest of pandoc's own
    Look(name="Table Caption", base="Normal", bold=True, color=INK, space=(6, 6), keep="next lines"),
    Look(name="Image Caption", base="Normal", size=SMALL, color=INK, space=(2, 8)),
    Look(name="Footnote Text", base="Normal", follow="Footnote Text", size=TINY),
    Look(name="Footer", base="Normal", follow="Footer", size=TINY, color=GREY, space=(0, 0),
         align=WD_ALIGN_PARAGRAPH.RIGHT),
)  # fmt: skip


def node(tag: str, attributes: Mapping[str, object], *children: BaseOxmlElement) -> BaseOxmlElement:
    """Return ``<w:tag>`` with ``w:`` attributes and children."""
    element = OxmlElement(f"w:{tag}")
    for key, value in attributes.items():
        element.set(qn(f"w:{key}"), str(value))
    element.extend(children)
    return element


def border(side: str, line: Line) -> BaseOxmlElement:
    """Return one side of a paragraph's border; its width is in eighths of a point."""
    return node(side, {"val": "single", "sz": round(line.width * 8), "space": line.space, "color": line.color})


def points(value: float | None) -> Pt | None:
    """Return a length, or ``None`` to inherit it."""
    return None if value is None else Pt(value)


def set_paragraph(style: ParagraphStyle, look: Look) -> None:
    """Set a style's ``w:pPr`` anew; a heading keeps its level."""
    properties = style.element.get_or_add_pPr()
    properties[:] = properties.findall(qn("w:outlineLvl"))
    ground = [node("shd", {"val": "clear", "color": "auto", "fill": look.fill})] if look.fill else []
    lines = [border(side, look.borders[side]) for side in SIDES if side in look.borders]
    properties[:0] = [node("pBdr", {}, *lines), *ground] if lines else ground
    paragraph = style.paragraph_format
    paragraph.space_before, paragraph.space_after = map(points, look.space)
    paragraph.left_indent, paragraph.right_indent = map(points, look.indent)
    paragraph.line_spacing, paragraph.alignment = look.leading, look.align
    paragraph.keep_with_next = "next" in look.keep or None
    paragraph.keep_together = "lines" in look.keep or None


def set_letters(style: ParagraphStyle, look: Look) -> None:
    """Set a style's ``w:rPr`` anew, and that of the character style that Word pairs with it."""
    style.element.get_or_add_rPr().clear()
    style.font.size, style.font.bold = points(look.size), look.bold
    if look.color:
        style.font.color.rgb = RGBColor.from_string(look.color)
    for twin in style.element.getparent().findall(qn("w:style")):
        link = twin.find(qn("w:link"))
        if twin.get(qn("w:type")) == "character" and link is not None and link.get(qn("w:val")) == style.style_id:
            twin.get_or_add_rPr()[:] = deepcopy(style.element.rPr)[:]


def restyle_paragraphs(document: Document) -> None:
    """Give every paragraph style its look; make those that pandoc's default lacks."""
    styles = document.styles
    for look in LOOKS:
        if look.name not in styles:
            styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH, builtin=look.name == "Footer")
    for look in LOOKS:
        style = cast(ParagraphStyle, styles[look.name])
        style.base_style = styles[look.base] if look.base else None
        style.next_paragraph_style = styles[look.follow]
        style.hidden, style.unhide_when_used, style.quick_style = False, False, True
        set_paragraph(style, look)
        set_letters(style, look)


def table_style(name: str, kind: str, *conditions: str) -> BaseOxmlElement:
    """Return a table style. Pandoc takes a table's ``custom-style`` for an id, so id and name are one."""
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    room = zip(SIDES, (70, 115, 50, 115), strict=True)
    margins = "".join(f'<w:{side} w:w="{twips}" w:type="dxa"/>' for side, twips in room)
    return parse_xml(
        f"""<w:style {nsdecls("w")} w:type="table" w:{kind}="1" w:styleId="{name}">
        <w:name w:val="{name}"/><w:qFormat/>
        <w:rPr><w:sz w:val="{TABLE * 2}"/><w:szCs w:val="{TABLE * 2}"/></w:rPr>
        <w:tblPr><w:tblInd w:w="0" w:type="dxa"/>
        <w:tblBorders><w:top {rule}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>
        <w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>
        <w:trPr><w:cantSplit/></w:trPr>{"".join(conditions)}</w:style>"""
    )


def bold_part(part: str, fill: str, color: str) -> str:
    """Return the conditional format of a part of a table: bold letters in a colour on a ground."""
    return f"""<w:tblStylePr w:type="{part}"><w:rPr><w:b/><w:bCs/><w:color w:val="{color}"/></w:rPr>
        <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr></w:tblStylePr>"""


def restyle_tables(document: Document) -> None:
    """Replace pandoc's ``Table`` and add ``Nåsituasjon``: red header row, tinted first column."""
    styles = document.styles.element
    styles.remove(document.styles["Table"].element)
    styles.append(table_style("Table", "default", bold_part("firstRow", TINT, INK)))
    parts = (("firstRow", RED, WHITE), ("firstCol", TINT, INK), ("nwCell", RED, WHITE))
    styles.append(table_style("Nåsituasjon", "customStyle", *(bold_part(*part) for part in parts)))


def set_defaults(document: Document) -> None:
    """Set what every style starts from, and Word's present mode, lest it open a plan as one from 2007."""
    fonts = node("rFonts", dict.fromkeys(("ascii", "eastAsia", "hAnsi", "cs"), FONT))
    sizes = [node(tag, {"val": BODY * 2}) for tag in ("sz", "szCs")]
    letters = node("rPrDefault", {}, node("rPr", {}, fonts, *sizes, node("lang", {"val": LANGUAGE})))
    line = node("spacing", {"after": 0, "line": round(LEADING * 240), "lineRule": "auto"})
    document.styles.element.find(qn("w:docDefaults"))[:] = [
        letters,
        node("pPrDefault", {}, node("pPr", {}, line)),
    ]
    link = document.styles["Hyperlink"].element.get_or_add_rPr()
    link[:] = [node("color", {"val": RED}), node("u", {"val": "single"})]
    settings = document.settings.element
    settings.find(qn("w:themeFontLang")).set(qn("w:val"), LANGUAGE)
    uri = "http://schemas.microsoft.com/office/word"
    mode = node("compatSetting", {"name": "compatibilityMode", "uri": uri, "val": 15})
    settings.find(qn("w:rsids")).addprevious(node("compat", {}, mode))


def set_page(document: Document) -> None:
    """Set landscape A4 and the footer «side X av Y»."""
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, A4_LONG, A4_SHORT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    page.header_distance = page.footer_distance = Cm(1)
    footer = page.footer.paragraphs[0]
    footer.style = document.styles["Footer"]
    for text, name in (("side ", "PAGE"), (" av ", "NUMPAGES")):
        footer.add_run(text)
        footer._p.append(node("fldSimple", {"instr": f" {name} "}, footer.add_run("1")._r))


def pack(document: Document) -> bytes:
    """Return the document as a zip file without a trace of when, where or with which zlib it was packed."""
    saved, packed = BytesIO(), BytesIO()
    document.save(saved)
    with zipfile.ZipFile(saved) as source, zipfile.ZipFile(packed, "w", zipfile.ZIP_STORED) as target:
        for name in source.namelist():
            entry = zipfile.ZipInfo(name, FIXED_TIME.timetuple()[:6])
            entry.create_system = 0
            target.writestr(entry, source.read(name))
    return packed.getvalue()


def build() -> bytes:
    """Return the reference document; its text shows every paragraph style to whoever opens it in Word."""
    command = [pypandoc.get_pandoc_path(), "--print-default-data-file", "reference.docx"]
    document = docx.Document(BytesIO(subprocess.run(command, check=True, capture_output=True).stdout))
    set_defaults(document)
    restyle_paragraphs(document)
    restyle_tables(document)
    set_page(document)
    document.element.body[:] = [document.element.body.sectPr]
    for look in LOOKS:
        document.add_paragraph(look.name, style=look.name)
    facts = document.core_properties
    facts.title, facts.author, facts.language = "Referansedokument for hplan", "hplan", LANGUAGE
    facts.created = facts.modified = FIXED_TIME
    return pack(document)


if __name__ == "__main__":
    TARGET.write_bytes(build())
