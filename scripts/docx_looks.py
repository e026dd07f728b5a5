"""What every style of ``templates/reference.docx`` looks like; reference_docx.py makes the document of it.

Word shades a paragraph from its leftmost line out to its borders. A coloured block therefore has borders in
its own colour that stand as far out as its text is indented: every block reaches both margins, bullets too.
"""

from collections.abc import Mapping
from dataclasses import dataclass, field

from docx.enum.text import WD_ALIGN_PARAGRAPH
from docx.shared import Cm

# Colours; tests/test_docx.py measures the contrast of each pair that the styles make
RED = "B3121D"  # the union's: headings, bands, header rows
WHITE = "FFFFFF"
TINT = "FAECE6"  # ground of the national text and of a table's first column
YELLOW = "FFF6D6"  # ground of the guidance in a draft
SAND = "B98A5E"  # rule beside an adaptation
RULE = "D9C7BE"  # thin lines in tables, rule beside a quotation
FRAME = "808080"  # frame of a white field, rule beside an omission
INK = "3D3835"  # national text, notes, small lines
GREY = "666666"  # footer, text in a white field
STAMP = "EBEBEB"  # watermark of a draft
# Bars of the evaluation, each with the kind of its frame: what is done is darkest, and what is as yet nothing is light
# with a frame, so that each can be told from its neighbour without its colour.
BARS = {
    "gjennomført": ("14532D", ""),
    "pågår": ("C97A00", ""),
    "ikke startet": ("D9D2CD", "single"),
    "utgår": ("96897F", ""),
    "ukjent": (WHITE, "single"),
    "tom": (WHITE, "dotted"),
}

# Sizes in points
BODY, NATIONAL, TABLE, LABEL, SMALL, TINY = 11, 10.5, 10, 10, 9.5, 9
TITLE, SUBTITLE, DATE, STAGE, H1, H2, H3, H4 = 36, 18, 14, 14, 20, 15, 13, 11
LEADING = 1.15
INSET = 10  # from the edge of a coloured block to its text
COVER_INSET = 24  # the same on the cover
BULLET = 18  # from the margin to pandoc's bullets (360 twips; their text stands at 720)
BAR, BAR_SPACING = 13, 34  # size of a bar in points; what each of its 30 signs is widened by, in twips
WRITING_ROOM = 31  # empty room under the text of a white field; 31 is the most Word allows
COVER = 130  # from the top of the cover to its title
LEVEL = 720  # twips that pandoc indents the text of a list for each level; a numbered point hangs as far
POINTS = 1  # number of the list of numbered points; pandoc leaves what is below 990 alone
MARGIN, A4_LONG, A4_SHORT = Cm(2), Cm(29.7), Cm(21)
TEXT = round((A4_LONG - 2 * MARGIN) / 635)  # twips between the margins; hplan changes it where the page is portrait

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
    tabs: tuple[tuple[str, str, int], ...] = ()  # kind, leader and twips from the margin
    points: bool = False  # whether its paragraphs are points of the list of numbered points
    built_in: bool = False  # whether it is Word's own, though pandoc's default lacks it


def block(color: str, *, left: int = INSET, top: int = 0, bottom: int = 0) -> dict[str, Line]:
    """Return borders in the block's own colour, which take its shading out to the margins."""
    spaces = zip(SIDES, (top, left, bottom, INSET), strict=True)
    return {side: Line(color, space=space) for side, space in spaces if space}


LOOKS = (
    Look(name="Normal", base=None, follow="Normal", space=(0, 4)),
    Look(name="Body Text", base="Normal", space=(0, 6)),
    Look(name="First Paragraph"),
    Look(name="Med neste", base="Body Text", space=(6, 3), keep="next lines"),
    Look(name="Compact", follow="Compact", space=(0, 2)),
    # The cover
    Look(name="Title", base="Normal", size=TITLE, bold=True, color=WHITE, space=(COVER, 0), leading=1.0,
         indent=(COVER_INSET, INSET), fill=RED, borders=block(RED, left=COVER_INSET, top=WRITING_ROOM, bottom=4),
         keep="next lines"),
    Look(name="Subtitle", base="Normal", size=SUBTITLE, color=WHITE, space=(0, 24), leading=1.0,
         indent=(COVER_INSET, INSET), fill=RED, borders=block(RED, left=COVER_INSET, top=4, bottom=WRITING_ROOM),
         keep="next lines"),
    Look(name="Author", base="Normal", color=INK, space=(0, 0), keep="next"),
    Look(name="Date", base="Normal", size=DATE, color=INK, space=(0, 6), indent=(COVER_INSET, None), keep="next"),
    Look(name="Fase", size=STAGE, bold=True, color=RED, space=(0, 14), indent=(COVER_INSET, None), keep="lines"),
    # The table of contents
    Look(name="TOC Heading", base="Normal", size=H1, bold=True, color=RED, space=(0, 8), leading=1.0,
         keep="next lines"),
    Look(name="toc 1", built_in=True, base="Normal", follow="toc 1", bold=True, space=(6, 3),
         tabs=(("right", "dot", TEXT),)),
    Look(name="toc 2", built_in=True, base="Normal", follow="toc 2", space=(0, 3), indent=(BULLET, None),
         tabs=(("right", "dot", TEXT),)),
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
         indent=(BULLET, INSET), fill=TINT, borders=block(TINT, left=BULLET, bottom=6), keep="lines"),
    # The branch's answer
    Look(name="Utelatt", size=SMALL, color=INK, space=(6, 8), indent=(INSET, INSET), keep="lines",
         borders={"left": Line(FRAME, 2.25, 8)}),
    Look(name="Tilpasning", base="Utelatt", keep="next lines", borders={"left": Line(SAND, 2.25, 8)}),
    Look(name="Hvitt felt", size=TINY, color=GREY, space=(8, 12), indent=(6, 6), fill=WHITE, keep="lines",
         borders={side: Line(FRAME, 0.75, WRITING_ROOM if side == "bottom" else 6) for side in SIDES}),
    Look(name="Tiltak", follow="Oppfølging", space=(0, 1), keep="next lines"),
    Look(name="Punkt", space=(0, 4), points=True),
    Look(name="Oppfølging", size=SMALL, color=INK, space=(0, 8), keep="lines"),
    Look(name="Block Text", color=INK, indent=(BULLET, BULLET), borders={"left": Line(RULE, 3, 10)}),
    # What one stage has of its own
    Look(name="Veiledning", size=SMALL, color=INK, space=(6, 8), indent=(INSET, INSET), fill=YELLOW,
         borders=block(YELLOW, top=4, bottom=4), keep="lines"),
    Look(name="Merknad", size=SMALL, color=INK, space=(4, 8), indent=(INSET, INSET), keep="lines",
         borders={"left": Line(FRAME, 2.25, 8)}),
    Look(name="Framdrift tekst", follow="Framdrift tekst", size=TINY, space=(0, 2), leading=1.0),
    Look(name="Linje", color=INK, space=(16, 4), tabs=(("right", "underscore", TEXT),), keep="next lines"),
    Look(name="Valg", space=(12, 8), tabs=(("left", "none", 3400), ("left", "none", 6800)), keep="next lines"),
    Look(name="Signatur", size=SMALL, color=INK, space=(44, 6), tabs=(("left", "underscore", 4500),),
         keep="next lines"),
    # The rest of pandoc's own
    Look(name="Table Caption", base="Normal", bold=True, color=INK, space=(6, 6), keep="next lines"),
    Look(name="Image Caption", base="Normal", size=SMALL, color=INK, space=(2, 8)),
    Look(name="Footnote Text", base="Normal", follow="Footnote Text", size=TINY),
    Look(name="Header", built_in=True, base="Normal", follow="Header", size=TINY, color=GREY, space=(0, 0),
         tabs=(("right", "none", TEXT),), borders={"bottom": Line(RULE, 0.5, 4)}),
    Look(name="Footer", built_in=True, base="Normal", follow="Footer", size=TINY, color=GREY, space=(0, 0),
         align=WD_ALIGN_PARAGRAPH.RIGHT),
)  # fmt: skip
