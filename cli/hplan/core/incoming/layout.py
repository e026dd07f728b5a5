"""The pages of a PDF as lines in the order of reading: cells within drawn lines, columns beside each other, then lines.

A PDF says where letters stand, not what they are: what follows what is seen from where they stand, as a reader does.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from hplan.core.incoming.grid import Box, boxes
from hplan.core.incoming.line import Cell, Line
from hplan.core.incoming.read import Printed
from hplan.core.incoming.text import line_of, page_number

_EDGE = 0.1  # of a page's height, above and below, in which its head and foot stand
_SAME = 3  # pages that have a line there, but for its number, before it is a head or a foot
_GUTTER = 12  # points between two columns
_TALL = 8  # lines that columns have at least


class Row(NamedTuple):
    """A line of a page, or of one column or cell of it."""

    page: int
    left: float
    right: float
    top: float
    bottom: float
    text: str
    bold: bool


def lines_of_pages(printed: Sequence[Printed]) -> list[Line]:
    """Return the lines of all pages."""
    rows: list[tuple[Row, Cell | None]] = []
    pieces = _without_edges([piece for piece in printed if piece.text])
    drawn = [piece for piece in printed if not piece.text]
    table = 0
    for page, group in groupby(pieces, key=lambda piece: piece.page):
        on_page = list(group)
        grid = boxes([piece for piece in drawn if piece.page == page])
        for block, cell in _blocks(on_page, grid, table):
            rows += [(row, cell) for row in _rows(block)]
            table = cell.table if cell else table
    return list(_lines(rows))


def _without_edges(pieces: Sequence[Printed]) -> list[Printed]:
    """Leave out the head and the foot that pages share, and their numbers."""
    tops = [piece.top for piece in pieces]
    bottoms = [piece.top + piece.height for piece in pieces]
    first, last = min(tops, default=0), max(bottoms, default=0)
    band = (last - first) * _EDGE
    edge = [piece for piece in pieces if piece.top < first + band or piece.top + piece.height > last - band]
    pages = len({piece.page for piece in pieces})
    seen = Counter(line for _page, line in {(piece.page, _unnumbered(piece)) for piece in edge})
    shared = {key for key, count in seen.items() if count >= max(_SAME, pages * 0.6)}
    at_edge = set(edge)
    return [
        piece
        for piece in pieces
        if piece not in at_edge or not (page_number(piece.text) or _unnumbered(piece) in shared)
    ]


def _unnumbered(piece: Printed) -> tuple[str, int]:
    return re.sub(r"\d+", "#", piece.text), round(piece.top / 4)


def _blocks(pieces: list[Printed], grid: list[Box], tables: int) -> Iterator[tuple[list[Printed], Cell | None]]:
    """What belongs together on a page, in the order of reading: cells of tables, and what stands between them."""
    inside: dict[Box, list[Printed]] = {}
    free: list[Printed] = []
    for piece in pieces:
        middle = piece.left + min(4, (piece.right - piece.left) / 2), piece.top + piece.height / 2
        box = next((box for box in grid if box.holds(*middle)), None)
        (inside.setdefault(box, []) if box else free).append(piece)
    columns = _columns_of(list(inside))
    waiting = sorted(inside, key=lambda box: (box.row, box.left))
    tables += 1
    above: list[Printed] = []
    for piece in sorted(free, key=lambda piece: piece.top):
        while waiting and waiting[0].top < piece.top:
            if above:
                yield from ((column, None) for column in _columns(above))
                above = []
                tables += 1
            box = waiting.pop(0)
            yield inside[box], _cell(box, columns, tables)
        above.append(piece)
    yield from ((column, None) for column in _columns(above))
    for box in waiting:
        yield inside[box], _cell(box, columns, tables + bool(above))


def _columns_of(grid: list[Box]) -> list[float]:
    """Where the columns of the tables of a page begin."""
    found: list[float] = []
    for left in sorted({box.left for box in grid}):
        if not found or left - found[-1] > _GUTTER / 2:
            found.append(left)
    return found


def _cell(box: Box, columns: list[float], table: int) -> Cell:
    starts = [number for number, left in enumerate(columns) if box.left - 3 <= left < box.right - 3]
    return Cell(table, box.row, starts[0] if starts else 0, max(1, len(starts)))


def _columns(pieces: list[Printed]) -> list[list[Printed]]:
    """Text in columns, from left to right; a line over all of them stands above what follows it."""
    if not pieces:
        return []
    gutter = _gutter(pieces)
    if gutter is None:
        return [pieces]
    found: list[list[Printed]] = [[]]
    left: list[Printed] = []
    right: list[Printed] = []
    for piece in sorted(pieces, key=lambda piece: piece.top):
        if piece.right <= gutter:
            left.append(piece)
        elif piece.left >= gutter:
            right.append(piece)
        else:
            found += [left, right, [piece]]
            left, right = [], []
    return [block for block in (*found, left, right) if block]


def _gutter(pieces: list[Printed]) -> float | None:
    """The middle of the empty strip between two columns, if there is one that most lines keep clear of."""
    lefts = sorted({round(piece.left) for piece in pieces})
    for left in lefts[1:]:
        after = [piece for piece in pieces if piece.left >= left - 2]
        before = [piece for piece in pieces if piece.right <= left - _GUTTER]
        across = len(pieces) - len(after) - len(before)
        beside = sum(any(abs(one.top - other.top) < one.height for other in after) for one in before)
        if min(len(after), len(before)) >= _TALL and across <= len(pieces) * 0.1 and beside >= len(before) * 0.6:
            return left - _GUTTER / 2
    return None


def _rows(pieces: list[Printed]) -> list[Row]:
    """Pieces that stand on one line, together."""
    found: list[list[Printed]] = []
    for piece in sorted(pieces, key=lambda piece: piece.top + piece.height):
        middle = piece.top + piece.height / 2
        held = found[-1] if found else []
        if held and any(
            one.top <= middle <= one.top + one.height or abs(one.top + one.height - piece.top - piece.height) < 2
            for one in held
        ):
            held.append(piece)
        else:
            found.append([piece])
    return [_row(sorted(held, key=lambda piece: piece.left)) for held in found]


def _row(pieces: list[Printed]) -> Row:
    text = pieces[0].text
    for before, piece in pairwise(pieces):
        apart = piece.left - before.right
        text += ("   " if apart > _GUTTER else " " if apart > 0.12 * piece.height or apart < -1 else "") + piece.text
    bold = sum(len(piece.text) for piece in pieces if piece.bold) * 2 > sum(len(piece.text) for piece in pieces)
    right, bottom = max(piece.right for piece in pieces), max(piece.top + piece.height for piece in pieces)
    return Row(pieces[0].page, pieces[0].left, right, min(p.top for p in pieces), bottom, " ".join(text.split()), bold)


def _lines(rows: Sequence[tuple[Row, Cell | None]]) -> Iterator[Line]:
    """Rows as lines; more space above than between most of them is an empty line."""
    steps = Counter(
        round(row.bottom - before.bottom)
        for (before, one), (row, other) in pairwise(rows)
        if one == other and before.page == row.page and row.bottom > before.bottom
    )
    usual = steps.most_common(1)[0][0] if steps else 0
    before: Row | None = None
    for place, (row, cell) in enumerate(rows, 1):
        step = row.bottom - before.bottom if before and before.page == row.page else 0
        gap = bool(usual and step > usual * 1.4 + 1)
        line = line_of(row.text, place, Printed(row.text, row.page, row.left, row.right, bold=row.bold), gap=gap)
        yield line._replace(cell=cell)
        before = row
