"""Whether what a DOCX says can be read: the contrast of its letters, as style upon style comes to it."""

from collections.abc import Iterator, Sequence
from typing import NamedTuple

from hplan.core.audit.colours import BLACK, CONTRAST, WHITE, contrast, hexadecimal, needed, shown
from hplan.core.audit.docx_checks import CHECKS, marked
from hplan.core.audit.docx_read import Cell, Docx, Paragraph, W, on, text_of, value, whole
from hplan.core.audit.xml import Element
from hplan.i18n import N_, Message

__all__ = ["CHECKS"]
_PARTS = ("word/document", "word/header", "word/footer", "word/footnotes", "word/endnotes")


class _Pair(NamedTuple):
    """Letters that stand in the document: the styles they have, their colours, and how large they are."""

    styles: str
    colour: str
    ground: str
    points: float
    bold: bool


@CHECKS("contrast", N_("Letters stand out from their ground: 4.5 to 1, or 3 to 1 where they are large."),
        N_("Change one of the colours of the style in the workspace’s reference.docx."),
        "WCAG 2.2: 1.4.3 · EN 301 549: 10.1.4.3")  # fmt: skip
def _contrast(docx: Docx) -> Iterator[Message]:
    seen = set()
    for part in docx.parts:
        if part.startswith(_PARTS):
            for paragraph in docx.paragraphs_of(part):
                seen |= set(_pairs(docx, paragraph))
    for pair in sorted(seen):
        ratio, enough = contrast(pair.colour, pair.ground), needed(pair.points, bold=pair.bold)
        if ratio < enough:
            facts = {"colour": pair.colour, "ground": pair.ground, "ratio": shown(ratio), "needed": f"{enough:g}"}
            yield Message.of(CONTRAST, where=pair.styles, **facts)


def _pairs(docx: Docx, paragraph: Paragraph) -> Iterator[_Pair]:
    """The pairs of a paragraph: one for each look that its runs have. What is nearest to the letters counts."""
    own = [style.find(f"{W}pPr") for style in docx.chain(paragraph.style)]
    table = list(_of_table(docx, paragraph.cell)) if paragraph.cell else []
    defaults = docx.parts["word/styles.xml"].find(f"{W}docDefaults/{W}rPrDefault")
    around = [_find(style, "rPr") for style in docx.chain(paragraph.style)] + [_find(part, "rPr") for part in table]
    around.append(_find(defaults, "rPr"))
    cell = paragraph.cell.element if paragraph.cell else None
    grounds = [paragraph.element.find(f"{W}pPr"), *own, _find(cell, "tcPr"), *(_find(part, "tcPr") for part in table)]
    for run in paragraph.element.iter(f"{W}r"):
        if not text_of(run).strip():
            continue
        direct = _find(run, "rPr")
        letters = value(_find(direct, "rStyle"))
        near = [direct, *(_find(style, "rPr") for style in docx.chain(letters))]
        looks = [*near, *around]
        ground = _fill(near) or _fill(grounds) or WHITE
        points = whole(value(_first(looks, "sz")), 20) / 2
        names = (docx.styles[style].name for style in (paragraph.style, letters) if style in docx.styles)
        yield _Pair(" + ".join(names), _colour(looks, ground), ground, points, on(_first(looks, "b")))


def _of_table(docx: Docx, cell: Cell) -> Iterator[Element]:
    """What the table's style says of a cell, the nearest first: the corner, the header row, the first column, all."""
    style = value(cell.table.find(f"{W}tblPr/{W}tblStyle"))
    row = cell.row == 0 and marked(cell.table, "firstRow", 0x20)
    column = cell.column == 0 and marked(cell.table, "firstColumn", 0x80)
    wanted = [name for name, holds in (("nwCell", row and column), ("firstCol", column), ("firstRow", row)) if holds]
    for element in docx.chain(style):
        parts = {part.get(f"{W}type"): part for part in element.findall(f"{W}tblStylePr")}
        yield from (parts[name] for name in wanted if name in parts)
        yield element


def _find(element: Element | None, name: str) -> Element | None:
    return None if element is None else element.find(f"{W}{name}")


def _first(looks: Sequence[Element | None], name: str) -> Element | None:
    return next((found for look in looks if (found := _find(look, name)) is not None), None)


def _fill(looks: Sequence[Element | None]) -> str | None:
    """The nearest ground that has a colour; a pattern is as dark as what it is drawn with, at worst."""
    for look in looks:
        shade = _find(look, "shd")
        if shade is not None:
            drawn = shade.get(f"{W}color" if value(shade) == "solid" else f"{W}fill", "")
            if found := hexadecimal(drawn):
                return found
    return None


def _colour(looks: Sequence[Element | None], ground: str) -> str:
    """The colour of letters; where it is left to Word, it takes black or white, whichever stands out."""
    found = hexadecimal(value(_first(looks, "color")))
    return found or max((BLACK, WHITE), key=lambda colour: contrast(colour, ground))
