"""What Word's own templates put around text: fields to fill in, tables of contents, boxes to tick."""

from collections.abc import Iterable
from copy import deepcopy

from docx.document import Document
from docx.enum.style import WD_STYLE_TYPE
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.oxml.xmlchemy import BaseOxmlElement
from docx.text.paragraph import Paragraph
from form_second import EMPTY

W14 = 'xmlns:w14="http://schemas.microsoft.com/office/word/2010/wordml"'
BOX = """<w:sdt {ns} {w14}><w:sdtPr><w:id w:val="{id}"/><w14:checkbox><w14:checked w14:val="{on}"/>
<w14:checkedState w14:val="2611" w14:font="MS Gothic"/><w14:uncheckedState w14:val="2610" w14:font="MS Gothic"/>
</w14:checkbox></w:sdtPr><w:sdtContent><w:r><w:rPr><w:rFonts w:ascii="MS Gothic" w:hAnsi="MS Gothic"/></w:rPr>
<w:t>{sign}</w:t></w:r></w:sdtContent></w:sdt>"""
FIELD = """<w:sdt {ns}><w:sdtPr><w:alias w:val="{alias}"/><w:tag w:val="felt{id}"/><w:id w:val="{id}"/>{shown}</w:sdtPr>
<w:sdtContent/></w:sdt>"""
CONTENTS = """<w:sdt {ns}><w:sdtPr><w:id w:val="7"/><w:docPartObj><w:docPartGallery w:val="Table of Contents"/>
<w:docPartUnique/></w:docPartObj></w:sdtPr><w:sdtContent/></w:sdt>"""
LINE = """<w:p {ns}><w:pPr><w:pStyle w:val="TOC{level}"/>
<w:tabs><w:tab w:val="right" w:leader="dot" w:pos="9060"/></w:tabs>
</w:pPr><w:hyperlink w:anchor="_Toc{id}" w:history="1"><w:r><w:t xml:space="preserve">{text}</w:t></w:r>
<w:r><w:tab/></w:r>
<w:r><w:fldChar w:fldCharType="begin"/></w:r>
<w:r><w:instrText xml:space="preserve"> PAGEREF _Toc{id} \\h </w:instrText></w:r>
<w:r><w:fldChar w:fldCharType="separate"/></w:r><w:r><w:t>{page}</w:t></w:r><w:r><w:fldChar w:fldCharType="end"/></w:r>
</w:hyperlink></w:p>"""


def boxes(made: Document) -> None:
    """Make what begins with ☐ or ☑ a box to tick."""
    for number, node in enumerate(list(made.element.body.iter(qn("w:p"))), 1):
        run = next(iter(Paragraph(node, made).runs), None)
        if run is None or run.text[:1] not in ("☐", "☑"):
            continue
        sign, run.text = run.text[0], run.text[1:]
        on = int(sign == "☑")
        run._r.addprevious(parse_xml(BOX.format(ns=nsdecls("w"), w14=W14, id=4000 + number, on=on, sign=sign)))


def template(made: Document) -> None:
    """Put what was filled in into content controls, and a table of contents where it says «Innhold»."""
    body = made.element.body
    nodes = [node for node in body if node.tag == qn("w:p")]
    place = next(node for node in nodes if Paragraph(node, made).text == "Innhold")
    _field_in_line(Paragraph(nodes[1], made), 99)
    for number, group in enumerate(_below_headings(made), 100):
        _field_around(group, number, empty=Paragraph(group[0], made).text == EMPTY)
    for number, cell in enumerate(made.tables[0]._tbl.iter(qn("w:tc")), 300):
        if number >= 304:
            _field_around([node for node in cell if node.tag == qn("w:p")], number, empty=False)
    _contents(made, place)


def _below_headings(made: Document) -> Iterable[list[BaseOxmlElement]]:
    """The paragraphs below each heading of the second or a deeper kind, together."""
    group: list[BaseOxmlElement] = []
    inside = False
    for node in list(made.element.body):
        name = _style(node, made) if node.tag == qn("w:p") else ""
        if name.startswith("Heading") or node.tag != qn("w:p"):
            if group:
                yield group
            inside, group = name in ("Heading 1", "Heading 3"), []
        elif inside:
            group.append(node)
    if group:
        yield group


def _style(node: BaseOxmlElement, made: Document) -> str:
    style = Paragraph(node, made).style
    return str(style.name) if style is not None else ""


def _field_around(nodes: list[BaseOxmlElement], number: int, *, empty: bool) -> None:
    shown = "<w:showingPlcHdr/>" if empty else ""
    field = parse_xml(FIELD.format(ns=nsdecls("w"), alias="Fagforeningens svar", id=number, shown=shown))
    nodes[0].addprevious(field)
    for node in nodes:
        field[-1].append(node)


def _field_in_line(paragraph: Paragraph, number: int) -> None:
    run = paragraph.runs[0]._r
    field = parse_xml(FIELD.format(ns=nsdecls("w"), alias="Navn på fagforening", id=number, shown=""))
    run.addprevious(field)
    field[-1].append(run)


def _contents(made: Document, place: BaseOxmlElement) -> None:
    for level in (1, 2, 3):
        style = made.styles.add_style(f"toc {level}", WD_STYLE_TYPE.PARAGRAPH)
        style.base_style, style.element.styleId = made.styles["Normal"], f"TOC{level}"
    Paragraph(place, made).style = made.styles["TOC Heading"]
    contents = parse_xml(CONTENTS.format(ns=nsdecls("w")))
    place.addprevious(contents)
    contents[-1].append(place)
    number = 0
    for node in made.element.body.iter(qn("w:p")):
        paragraph = Paragraph(node, made)
        style = _style(node, made)
        if style.startswith("Heading"):
            number += 1
            text = paragraph.text.replace("&", "&amp;")
            page, level = 1 + number // 7, int(style[-1])
            line = LINE.format(ns=nsdecls("w"), level=level, id=8000 + number, text=text, page=page)
            contents[-1].append(parse_xml(line))
            _bookmark(node, 8000 + number)


def _bookmark(node: BaseOxmlElement, number: int) -> None:
    start, end = OxmlElement("w:bookmarkStart"), OxmlElement("w:bookmarkEnd")
    for mark in (start, end):
        mark.set(qn("w:id"), str(number))
    start.set(qn("w:name"), f"_Toc{number}")
    first = next(child for child in node if child.tag == qn("w:r"))
    first.addprevious(deepcopy(start))
    node.append(end)
