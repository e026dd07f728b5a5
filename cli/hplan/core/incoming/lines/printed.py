"""A line as it is printed, on a page or in a text: the bullet or the number in front taken for what it is."""

import re

from hplan.core.incoming.lines.line import Line, Printed
from hplan.core.incoming.lines.markdown import at_start, escaped
from hplan.core.incoming.lines.repair import BULLETS, repaired

_SIGNS = re.escape("".join(sign for sign in BULLETS if sign not in "o*–—-"))
_BULLET = re.compile(rf"^(?:[{_SIGNS}]\s*|[-–—*o]\s+)(?=\S)")
_NUMBER = re.compile(r"^[(]?(\d{1,2}(?:\.\d{1,2})*)[.)]?\s+(?=\S)")
_LETTERED = re.compile(r"^([a-z])\)\s+(?=\S)")
RULE = re.compile(r"^[\s=_*~#|+-]{3,}$")  # drawn with signs


def line_of(piece: str, place: int, printed: Printed, *, gap: bool = False) -> Line:
    """Return a printed line with the bullet or the number in front taken for what it is."""
    text = repaired(piece)
    item, number, depth = False, "", 0
    bare = _BULLET.sub("", text, count=1)
    if bare != text:
        item, depth, text = True, 1 + int(printed.left >= 8 and printed.height == 1), bare
    elif found := _NUMBER.match(text) or _LETTERED.match(text):
        number = found[1]
    if RULE.match(text):
        text = ""
    return Line(
        text, at_start(escaped(text)), place, page=printed.page, bold=printed.bold, depth=depth, item=item,
        number=number, gap=gap, left=printed.left, right=printed.right,
    )  # fmt: skip
