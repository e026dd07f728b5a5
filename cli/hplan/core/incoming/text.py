"""A text as lines: bullets, numbers and tabs are all the structure that it has."""

import re
from collections.abc import Sequence

from hplan.core.incoming.inlines import at_start, escaped
from hplan.core.incoming.line import Line
from hplan.core.incoming.read import Printed
from hplan.core.incoming.repair import BULLETS, repaired

_SIGNS = re.escape("".join(sign for sign in BULLETS if sign not in "o*–—-"))
_BULLET = re.compile(rf"^(?:[{_SIGNS}]\s*|[-–—*o]\s+)(?=\S)")
_NUMBER = re.compile(r"^[(]?(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=\S)")
_LETTERED = re.compile(r"^([a-z])\)\s+(?=\S)")
_LEFT_BY_WORD = re.compile(r"\[(?:bookmark|bokmerke):[^\]\n]{0,80}\]")
_RULE = re.compile(r"^[\s=_*~#|+-]{3,}$")
_PAGE = re.compile(r"^(?:side|page|s\.)?\s*[-–]?\s*\d{1,3}\s*[-–]?\s*(?:(?:av|of|/)\s*\d{1,3})?$", re.I)


def printed_lines(text: str) -> tuple[Printed, ...]:
    """Return the lines of a text; empty ones too, which say where a paragraph or a cell ends."""
    found = []
    for number, line in enumerate(text.replace("\f", "\n").split("\n")):
        words = line.strip(" \xa0")
        left = len(line) - len(line.lstrip(" \xa0"))
        found.append(Printed(words, 0, left, left + len(words), number, 1))
    return tuple(found)


def lines_of_text(printed: Sequence[Printed]) -> list[Line]:
    """Return the lines of a text. A line that begins with a tab begins a cell, also where nothing is in it."""
    found: list[Line] = []
    gap = False
    for number, line in enumerate(printed, 1):
        text = _LEFT_BY_WORD.sub("", line.text)
        tab = text.startswith("\t")
        pieces = [piece for piece in text.split("\t") if piece.strip()] or [""]
        for count, piece in enumerate(pieces):
            begins = tab or count > 0
            if not piece.strip() and not begins:
                gap = True
                continue
            found.append(line_of(piece, number, line, gap=gap)._replace(tab=begins))
            gap = False
    return found


def line_of(piece: str, place: int, printed: Printed, *, gap: bool = False) -> Line:
    """Return a printed line with the bullet or the number in front taken for what it is."""
    text = repaired(piece)
    item, number, depth = False, "", 0
    bare = _BULLET.sub("", text, count=1)
    if bare != text:
        item, depth, text = True, 1 + int(printed.left >= 8 and not printed.page), bare
    elif found := _NUMBER.match(text) or _LETTERED.match(text):
        number = found[1]
    if _RULE.match(text):
        text = ""
    return Line(
        text, at_start(escaped(text)), place, page=printed.page, bold=printed.bold, depth=depth, item=item,
        number=number, gap=gap, left=printed.left, right=printed.right,
    )  # fmt: skip


def page_number(text: str) -> bool:
    """Whether a line is the number of a page."""
    return bool(_PAGE.match(text))
