"""Build ``templates/reference.docx``: the look of every handlingsplan that pandoc writes.

Pandoc takes styles, page setup and footer from its reference document and ignores the text in it. This script
opens pandoc's own default, restyles it and saves it, the same bytes every time. Run it after every change:
``python scripts/reference_docx.py``. Templates name the styles in ``custom-style``: never rename one alone.

The header holds names in braces that hplan fills in ({fagforening}, {fase}, {tittel} …), and Word's own
watermark with the word {stempel}, which only a draft keeps.

docx_looks.py has what each style looks like.
"""

import subprocess
import zipfile
from collections.abc import Mapping
from copy import deepcopy
from datetime import datetime
from io import BytesIO
from pathlib import Path
from typing import cast

import docx
import pypandoc  # type: ignore[import-untyped]
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.shared import Cm, Pt, RGBColor
from docx.styles.style import ParagraphStyle
from docx_looks import (
    A4_LONG,
    A4_SHORT,
    BAR,
    BAR_SPACING,
    BARS,
    BODY,
    FRAME,
    INK,
    LEADING,
    LEVEL,
    LOOKS,
    MARGIN,
    POINTS,
    RED,
    RULE,
    SIDES,
    STAMP,
    TABLE,
    TINT,
    WHITE,
    Line,
    Look,
)

TARGET = Path(__file__).resolve().parent.parent / "templates" / "reference.docx"
FIXED_TIME = datetime(2026, 1, 1)
LANGUAGE = "nb-NO"
FONT = "Calibri"


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
    stops = [node("tab", {"val": kind, "leader": leader, "pos": pos}) for kind, leader, pos in look.tabs]
    listed = node("numPr", {}, node("ilvl", {"val": 0}), node("numId", {"val": POINTS}))
    properties[:0] = [
        *([listed] if look.points else []),
        *([node("pBdr", {}, *lines)] if lines else []),
        *ground,
        *([node("tabs", {}, *stops)] if stops else []),
    ]
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
            styles.add_style(look.name, WD_STYLE_TYPE.PARAGRAPH, builtin=look.built_in)
    for look in LOOKS:
        style = cast(ParagraphStyle, styles[look.name])
        style.base_style = styles[look.base] if look.base else None
        style.next_paragraph_style = styles[look.follow]
        style.hidden, style.unhide_when_used, style.quick_style = False, False, True
        set_paragraph(style, look)
        set_letters(style, look)


def table_style(name: str, kind: str, *conditions: str, size: float | None = TABLE, side: int = 115) -> BaseOxmlElement:
    """Return a table style; `side` is the room beside a cell's text in twips.

    Pandoc takes a table's ``custom-style`` for an id, so id and name are one.
    """
    rule = f'w:val="single" w:sz="4" w:space="0" w:color="{RULE}"'
    room = zip(SIDES, (70, side, 50, side), strict=True)
    margins = "".join(f'<w:{side} w:w="{twips}" w:type="dxa"/>' for side, twips in room)
    letters = f'<w:rPr><w:sz w:val="{size * 2}"/><w:szCs w:val="{size * 2}"/></w:rPr>' if size else ""
    return parse_xml(
        f"""<w:style {nsdecls("w")} w:type="table" w:{kind}="1" w:styleId="{name}">
        <w:name w:val="{name}"/><w:qFormat/>
        {letters}
        <w:tblPr><w:tblInd w:w="0" w:type="dxa"/>
        <w:tblBorders><w:top {rule}/><w:bottom {rule}/><w:insideH {rule}/></w:tblBorders>
        <w:tblCellMar>{margins}</w:tblCellMar></w:tblPr>
        {"".join(conditions)}</w:style>"""
    )


def bold_part(part: str, fill: str, color: str) -> str:
    """Return the conditional format of a part of a table: bold letters in a colour on a ground."""
    return f"""<w:tblStylePr w:type="{part}"><w:rPr><w:b/><w:bCs/><w:color w:val="{color}"/></w:rPr>
        <w:tcPr><w:shd w:val="clear" w:color="auto" w:fill="{fill}"/></w:tcPr></w:tblStylePr>"""


def restyle_tables(document: Document) -> None:
    """Replace pandoc's ``Table``; add ``Nåsituasjon``: red header row, tinted first column; and ``Framdrift``."""
    styles = document.styles.element
    styles.remove(document.styles["Table"].element)
    styles.append(table_style("Table", "default", bold_part("firstRow", TINT, INK)))
    parts = (("firstRow", RED, WHITE), ("firstCol", TINT, INK), ("nwCell", RED, WHITE))
    styles.append(table_style("Nåsituasjon", "customStyle", *(bold_part(*part) for part in parts)))
    parts = (("firstRow", TINT, INK), ("firstCol", WHITE, INK), ("nwCell", TINT, INK))
    # No size here: LibreOffice would give it to the bars too.
    styles.append(table_style("Framdrift", "customStyle", *(bold_part(*part) for part in parts), size=None, side=60))


def character_style(name: str, *looks: BaseOxmlElement) -> BaseOxmlElement:
    """Return a style of letters; its id is its name without spaces, as pandoc has it."""
    style = node("style", {"type": "character", "customStyle": 1, "styleId": name.replace(" ", "")})
    style.extend([node("name", {"val": name}), node("basedOn", {"val": "DefaultParagraphFont"}), node("qFormat", {})])
    style.append(node("rPr", {}, *looks))
    return style


def add_letters(document: Document) -> None:
    """Add the styles of letters: numbers of points, and the bars of the evaluation, which are shaded spaces."""
    styles = document.styles.element
    styles.append(character_style("Punktnummer", node("b", {}), node("bCs", {}), node("color", {"val": INK})))
    room = [node("spacing", {"val": BAR_SPACING}), node("sz", {"val": BAR * 2}), node("szCs", {"val": BAR * 2})]
    for name, (color, line) in BARS.items():
        fill = node("shd", {"val": "clear", "color": "auto", "fill": color})
        frame = [node("bdr", {"val": line, "sz": 6, "space": 0, "color": FRAME})] if line else []
        styles.append(character_style(f"Søyle {name}", *deepcopy(room), *frame, fill))


def add_points(document: Document) -> None:
    """Add the list of numbered points: real list paragraphs, whose numbers are written out and so never change."""
    numbering = document.part.numbering_part.element
    levels = []
    for number in range(9):
        indent = node("pPr", {}, node("ind", {"left": (number + 1) * LEVEL, "hanging": LEVEL}))
        facts = {"start": 1, "numFmt": "none", "suff": "nothing", "lvlText": "", "lvlJc": "left"}
        parts = [node(tag, {"val": value}) for tag, value in facts.items()]
        levels.append(node("lvl", {"ilvl": number}, *parts, indent))
    kind = node("multiLevelType", {"val": "multilevel"})
    numbering.insert(0, node("abstractNum", {"abstractNumId": POINTS}, kind, *levels))
    numbering.append(node("num", {"numId": POINTS}, node("abstractNumId", {"val": POINTS})))


WATERMARK = """
<w:r xmlns:v="urn:schemas-microsoft-com:vml" xmlns:o="urn:schemas-microsoft-com:office:office" {namespace}>
<w:rPr><w:noProof/></w:rPr><w:pict>
<v:shapetype id="_x0000_t136" coordsize="21600,21600" o:spt="136" adj="10800"
  path="m@7,l@8,m@5,21600l@6,21600e">
<v:formulas><v:f eqn="sum #0 0 10800"/><v:f eqn="prod #0 2 1"/><v:f eqn="sum 21600 0 @1"/>
<v:f eqn="sum 0 0 @2"/><v:f eqn="sum 21600 0 @3"/><v:f eqn="if @0 @3 0"/><v:f eqn="if @0 21600 @1"/>
<v:f eqn="if @0 0 @2"/><v:f eqn="if @0 @4 21600"/><v:f eqn="mid @5 @6"/><v:f eqn="mid @8 @5"/>
<v:f eqn="mid @7 @8"/><v:f eqn="mid @6 @7"/><v:f eqn="sum @6 0 @5"/></v:formulas>
<v:path textpathok="t" o:connecttype="custom" o:connectlocs="@9,0;@10,10800;@11,21600;@12,10800"
  o:connectangles="270,180,90,0"/><v:textpath on="t" fitshape="t"/>
<v:handles><v:h position="#0,bottomRight" xrange="6629,14971"/></v:handles>
<o:lock v:ext="edit" text="t" shapetype="t"/></v:shapetype>
<v:shape id="PowerPlusWaterMarkObject{number}" o:spid="_x0000_s{spid}" type="#_x0000_t136" alt="{{stempel}}"
  style="{style}" o:allowincell="f" fillcolor="#{color}" stroked="f">
<v:textpath style="font-family:&quot;{font}&quot;;font-size:1pt;font-weight:bold" string="{{stempel}}"/>
</v:shape></w:pict></w:r>"""
WATERMARK_PLACE = (
    "position:absolute;margin-left:0;margin-top:0;width:430pt;height:120pt;rotation:315;z-index:-251658752;"
    "mso-position-horizontal:center;mso-position-horizontal-relative:margin;"
    "mso-position-vertical:center;mso-position-vertical-relative:margin"
)


def watermark(number: int) -> BaseOxmlElement:
    """Return a run with a watermark, as Word's own command makes it."""
    facts = {"namespace": nsdecls("w"), "number": number, "spid": 2048 + number}
    return parse_xml(WATERMARK.format(**facts, style=WATERMARK_PLACE, color=STAMP, font=FONT))


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
    """Set landscape A4, the header, and the footer «side X av Y»; the first page, the cover, has a watermark alone."""
    page = document.sections[0]
    page.orientation, page.page_width, page.page_height = WD_ORIENT.LANDSCAPE, A4_LONG, A4_SHORT
    page.left_margin = page.right_margin = page.top_margin = page.bottom_margin = MARGIN
    page.header_distance = page.footer_distance = Cm(1)
    page.different_first_page_header_footer = True
    for number, part in enumerate((page.header, page.first_page_header), 1):
        part.paragraphs[0].style = document.styles["Header"]
        part.paragraphs[0]._p.append(watermark(number))
    page.first_page_header.paragraphs[0].style = document.styles["Normal"]
    page.header.paragraphs[0].add_run("{fagforening}\t{tittel} · {fase}")
    page.first_page_footer.paragraphs[0].style = document.styles["Footer"]
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
    add_letters(document)
    add_points(document)
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
