"""Writes blocks as DOCX in many dresses, the same bytes every time."""

import io
import re
import zipfile
from collections.abc import Callable, Iterable
from copy import deepcopy
from dataclasses import dataclass, field
from datetime import UTC, datetime
from pathlib import Path
from typing import Any

import docx
from docx.document import Document
from docx.enum.section import WD_ORIENT
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Cm, Pt
from docx.table import _Cell
from docx.text.paragraph import Paragraph
from form_blocks import Block

FIXED_TIME = datetime(2026, 1, 20, 12, tzinfo=UTC)
VOWELS = "aeiouyæøåé"
# Consonants that go together at the start of a syllable.
CLUSTERS = re.compile(r"[bdfgkpt]r|[bfgkps]l|[sk]n|s[kmptv]|[kt]v|[fgkst]j|ng|ss|ll|tt|nn|mm")
PICTURE = Path(__file__).resolve().parent.parent / "tests/forms/keys/sor_varanger/amu-vedtak.png"
STYLES = {
    "title": "Title",
    "head1": "Heading 1",
    "head2": "Heading 2",
    "head3": "Heading 3",
    "head4": "Heading 4",
    "para": "Normal",
    "bold": "Normal",
    "quote": "Quote",
    "fields": "Normal",
    "item": "List Bullet",
    "number": "List Number",
}
# Headings that are no headings: paragraphs in bold, as many write them.
BOLD_HEADS = {"title": "Normal", **{f"head{level}": "Normal" for level in (1, 2, 3, 4)}}
# Headings that are larger and not bold, so that a PDF carries one font.
LARGER: dict[str, Any] = {
    "made_styles": (
        ("Stor", "Normal", 16, False), ("Større", "Normal", 20, False), ("Litt større", "Normal", 12, False),
    ),
    "styles": {
        "title": "Større", "head1": "Stor", "head2": "Stor", "head3": "Litt større", "head4": "Litt større",
        "bold": "Litt større", "quote": "Normal",
    },
}  # fmt: skip

TEXT_BOX = """<w:r {ns} xmlns:mc="http://schemas.openxmlformats.org/markup-compatibility/2006"
 xmlns:wps="http://schemas.microsoft.com/office/word/2010/wordprocessingShape" xmlns:v="urn:schemas-microsoft-com:vml">
<mc:AlternateContent><mc:Choice Requires="wps"><w:drawing><wp:inline distT="0" distB="0" distL="0" distR="0">
<wp:extent cx="5486400" cy="457200"/><wp:docPr id="{id}" name="Tekstboks {id}"/><a:graphic>
<a:graphicData uri="http://schemas.microsoft.com/office/word/2010/wordprocessingShape"><wps:wsp><wps:cNvSpPr txBox="1"/>
<wps:spPr><a:xfrm><a:off x="0" y="0"/><a:ext cx="5486400" cy="457200"/></a:xfrm><a:prstGeom prst="rect"><a:avLst/>
</a:prstGeom><a:solidFill><a:srgbClr val="FAECE6"/></a:solidFill></wps:spPr><wps:txbx><w:txbxContent/></wps:txbx>
<wps:bodyPr><a:spAutoFit/></wps:bodyPr></wps:wsp></a:graphicData></a:graphic></wp:inline></w:drawing></mc:Choice>
<mc:Fallback><w:pict><v:shape style="width:432pt;height:36pt"><v:textbox><w:txbxContent/></v:textbox></v:shape></w:pict>
</mc:Fallback></mc:AlternateContent></w:r>"""


@dataclass(frozen=True, kw_only=True)
class Dress:
    """How a document looks: page, styles, what is typed instead of formatted, and what is done to it at last."""

    landscape: bool = False
    text_columns: int = 1
    styles: dict[str, str] = field(default_factory=dict)
    made_styles: tuple[tuple[str, str, float, bool], ...] = ()  # name, base, size, bold
    capitals: tuple[int, ...] = ()
    typed_points: str = ""
    boxes: tuple[int, ...] = ()
    header: str = ""
    footer: str = ""
    soft_hyphens: bool = False
    shade: str = "FAECE6"
    table_style: str = "Table Grid"
    font: str = "Calibri"
    alt: str = "Skannet vedtak fra arbeidsmiljøutvalget"
    finish: Callable[[Document], None] | None = None


def document(blocks: Iterable[Block], dress: Dress) -> bytes:
    """Write a document."""
    return same_every_time(_Writer(dress).write(blocks))


def same_every_time(made: Document) -> bytes:
    """Save a document without the times of day that the container would have."""
    core = made.core_properties
    core.author, core.title, core.created, core.modified = "Sekretæren", "", FIXED_TIME, FIXED_TIME
    core.last_modified_by, core.revision, core.comments = "Sekretæren", 1, ""
    for number, relation in list(made.part.package.rels.items()):
        if relation.reltype.endswith("/thumbnail"):
            del made.part.package.rels[number]
    raw = io.BytesIO()
    made.save(raw)
    return repacked(raw.getvalue())


def repacked(data: bytes, change: Callable[[str, bytes], bytes] = lambda _, content: content) -> bytes:
    """The same ZIP with every file dated alike, and changed on the way."""
    result = io.BytesIO()
    with zipfile.ZipFile(io.BytesIO(data)) as old, zipfile.ZipFile(result, "w") as new:
        for info in old.infolist():
            plain = zipfile.ZipInfo(info.filename, FIXED_TIME.timetuple()[:6])
            plain.compress_type = info.compress_type if info.filename == "mimetype" else zipfile.ZIP_DEFLATED
            new.writestr(plain, change(info.filename, old.read(info)))
    return result.getvalue()


class _Writer:
    def __init__(self, dress: Dress) -> None:
        self.dress, self.boxes = dress, 0
        self.styles = STYLES | dress.styles
        self.made = docx.Document()

    def write(self, blocks: Iterable[Block]) -> Document:
        self.page()
        self.letters()
        for block in blocks:
            self.block(self.made, block)
        if self.dress.finish:
            self.dress.finish(self.made)
        return self.made

    def page(self) -> None:
        dress, section = self.dress, self.made.sections[0]
        section.page_width, section.page_height = Cm(21), Cm(29.7)
        if dress.landscape:
            section.orientation = WD_ORIENT.LANDSCAPE
            section.page_width, section.page_height = Cm(29.7), Cm(21)
        section.left_margin = section.right_margin = Cm(2)
        if dress.text_columns > 1:
            columns = section._sectPr.find(qn("w:cols"))
            columns.set(qn("w:num"), str(dress.text_columns))
        if dress.header:
            section.header.paragraphs[0].text = dress.header
        if dress.footer:
            self.footer(section.footer.paragraphs[0], dress.footer)

    def letters(self) -> None:
        """Make the styles that python-docx's own template lacks, and take one font for all of them."""
        dress = self.dress
        for name, base, size, bold in dress.made_styles:
            style = self.made.styles.add_style(name, WD_STYLE_TYPE.PARAGRAPH)
            style.base_style = self.made.styles[base]
            style.font.size, style.font.bold = Pt(size), bold
        for style in self.made.styles:
            if style.type == WD_STYLE_TYPE.PARAGRAPH and style.font is not None:
                style.font.name = dress.font
                fonts = style.element.rPr.rFonts if style.element.rPr is not None else None
                for attribute in list(fonts.attrib) if fonts is not None else ():
                    if attribute.endswith("Theme"):
                        del fonts.attrib[attribute]

    def footer(self, paragraph: Paragraph, text: str) -> None:
        """A footer with the page's number in a field."""
        before, _, after = text.partition("{page}")
        paragraph.add_run(before)
        paragraph._p.append(
            parse_xml(f'<w:fldSimple {nsdecls("w")} w:instr="PAGE"><w:r><w:t>1</w:t></w:r></w:fldSimple>')
        )
        paragraph.add_run(after)

    def block(self, where: Document | _Cell, block: Block) -> None:
        if block.kind == "table":
            self.table(where, block)
        elif block.kind == "picture":
            run = where.add_paragraph().add_run()
            shape = run.add_picture(str(PICTURE), width=Cm(6))
            shape._inline.docPr.set("descr", self.dress.alt)
        else:
            self.paragraph(where, block)

    def paragraph(self, where: Document | _Cell, block: Block) -> None:
        role, text, dress = block.kind, block.text, self.dress
        if block.kind == "head":
            role = f"head{block.level}"
            text = text.upper() if block.level in dress.capitals else text
        elif block.kind == "para" and block.look:
            role = block.look
        elif block.kind == "item" and dress.typed_points:
            role, text = "para", f"{dress.typed_points}{text}"
        elif block.kind == "item" and block.look == "1.":
            role = "number"
        style = self.made.styles[self.styles[role]]
        empty = isinstance(where, _Cell) and len(where.paragraphs) == 1 and not where.text
        paragraph = where.paragraphs[0] if empty else where.add_paragraph()
        paragraph.style = style
        run = paragraph.add_run(soft(text) if dress.soft_hyphens else text)
        if role.startswith(("bold", "head", "title")) and style.name == "Normal":
            run.bold = True
        if block.kind == "head" and block.level in dress.boxes:
            self.box(paragraph)

    def box(self, paragraph: Paragraph) -> None:
        """Put what a paragraph has into a text box in it: twice, as Word does, for new programs and old."""
        self.boxes += 1
        inner = deepcopy(paragraph._p)
        for run in paragraph.runs:
            paragraph._p.remove(run._r)
        paragraph.style = self.made.styles["Normal"]
        box = parse_xml(TEXT_BOX.format(ns=nsdecls("w", "wp", "a"), id=self.boxes))
        for content in box.iter(qn("w:txbxContent")):
            content.append(deepcopy(inner))
        paragraph._p.append(box)

    def table(self, where: Document | _Cell, block: Block) -> None:
        width = max(len(row) for row in block.rows)
        page = self.made.sections[0]
        space = (page.page_width - page.left_margin - page.right_margin) // self.dress.text_columns
        table = where.add_table(rows=0, cols=width)
        table.style = self.dress.table_style
        for number, row in enumerate(block.rows):
            cells = list(table.add_row().cells)
            for column, content in enumerate(row):
                cell = cells[column]
                cell.width = space // width
                if content is None:
                    cells[column] = table.cell(number - 1, column).merge(cell)
                    continue
                if column == len(row) - 1 and len(row) < width:
                    cell = cell.merge(cells[-1])
                if any(part.kind == "head" for part in content) or not number:
                    self.shade(cell)
                for part in content:
                    self.block(cell, part)

    def shade(self, cell: _Cell) -> None:
        if self.dress.shade:
            shade = f'<w:shd {nsdecls("w")} w:val="clear" w:color="auto" w:fill="{self.dress.shade}"/>'
            cell._tc.get_or_add_tcPr().append(parse_xml(shade))


def soft(text: str) -> str:
    """Soft hyphens in long words, where a reader of Norwegian would not mind them."""
    return re.sub(r"\w{9,}", lambda word: "\u00ad".join(syllables(word[0])), text)


def syllables(word: str) -> list[str]:
    """A long word in pieces: before a consonant that a vowel follows, three letters from either end."""
    places = [
        at
        for at in range(4, len(word) - 3)
        if word[at].lower() not in VOWELS and word[at + 1].lower() in VOWELS and not CLUSTERS.match(word, at - 1)
    ]
    pieces, start = [], 0
    for at in places:
        if at - start >= 3:
            pieces.append(word[start:at])
            start = at
    return [*pieces, word[start:]]
