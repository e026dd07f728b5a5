"""Points whose numbers were typed: «1) Besøke …», «2) Invitere …» under the same goal."""

import re
from collections.abc import Sequence

from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.placing.found import Doing

_TYPED = re.compile(r"[(]?(\d{1,2})([.)])\s+(?=\S)")
_MARKED = re.compile(r"\\?[(]?\d{1,2}\\?[.)]\s+")


def counted(content: Sequence[Line | Doing]) -> list[Line | Doing]:
    """Return what stands under a goal; lines that are counted from one are points, without the number.

    What begins as a date does («1. mai») is not counted, nor is a single line with a stop after its number.
    """
    places = {number: found for number, piece in enumerate(content) if (found := _typed(piece))}
    numbers = [int(found[1]) for found in places.values()]
    stops = any(found[2] == "." for found in places.values())
    if numbers != [*range(1, len(numbers) + 1)] or (stops and len(numbers) < 2):
        return list(content)
    return [
        _point(piece) if number in places and isinstance(piece, Line) else piece for number, piece in enumerate(content)
    ]


def _typed(piece: Line | Doing) -> "re.Match[str] | None":
    if not isinstance(piece, Line) or piece.item or piece.bold or piece.level:
        return None
    found = _TYPED.match(piece.text)
    rest = piece.text[found.end() :] if found else ""
    return found if found and (found[2] == ")" or rest[:1].isupper()) else None


def _point(line: Line) -> Line:
    found = _TYPED.match(line.text)
    text = line.text[found.end() :] if found else line.text
    return line._replace(
        text=text, markdown=_MARKED.sub("", line.markdown, count=1), item=True, depth=max(line.depth, 1)
    )
