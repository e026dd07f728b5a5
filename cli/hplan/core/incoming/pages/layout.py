"""The pages of a PDF as lines in the order of reading: cells within drawn lines, columns beside each other, then lines.

A PDF says where letters stand, not what they are: what follows what is seen from where they stand, as a reader does.
"""

from collections import Counter
from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise

from hplan.core.incoming.known.words_of_plans import column
from hplan.core.incoming.lines.columns import Drawn, Piece, in_columns
from hplan.core.incoming.lines.edges import parted
from hplan.core.incoming.lines.line import Cell, Line, Printed
from hplan.core.incoming.lines.printed import line_of
from hplan.core.incoming.pages.again import Row, again
from hplan.core.incoming.pages.grid import Box, boxes
from hplan.core.incoming.pages.rivers import Strip, edges, parts, rows_of, strips
from hplan.core.incoming.pages.signs import settled

_SPACE = 0.3  # of the height: words are further apart, parts of a word that the page has in pieces are not
_GUTTER = 12  # points between two columns
_STEP = 3.0  # points that lines of a column may begin apart
_MANY = 100  # tables without lines on a page have numbers of their own
_ROWS = 2  # that a table has at least, its heads among them


def lines_of_pages(printed: Sequence[Printed]) -> tuple[list[Line], list[str]]:
    """Return the lines of all pages, and what stands at the head and the foot of them.

    A piece without words is a line or a box that is drawn.
    """
    rows: list[tuple[Row, Cell | None]] = []
    pieces, around = parted([piece for piece in printed if piece.text])
    drawn = [piece for piece in printed if not piece.text]
    table = 0
    for page, group in groupby(pieces, key=lambda piece: piece.page):
        on_page = settled(list(group))
        grid = boxes([piece for piece in drawn if piece.page == page])
        facing: dict[int, Cell] = {}
        for block, cell in _blocks(on_page, grid, table, facing):
            made = list(_celled(block, cell, facing)) if cell else _unlined(block, table, facing)
            rows += made
            table = max([table, *(held.table for _row, held in made if held)])
    return list(_lines(_continued(again(rows)))), around


def _continued(rows: list[tuple[Row, Cell | None]]) -> list[tuple[Row, Cell | None]]:
    """A table that goes on at the top of the next page, in the same columns, is one table."""
    lefts: dict[int, dict[int, float]] = {}
    last: dict[int, int] = {}
    for row, cell in rows:
        if cell:
            columns = lefts.setdefault(cell.table, {})
            columns[cell.column] = min(row.left, columns.get(cell.column, row.left))
            last[cell.table] = max(cell.row, last.get(cell.table, 0))
    meant: dict[int, tuple[int, int]] = {}
    for (before, held), (row, cell) in pairwise(rows):
        if not (held and cell) or held.table == cell.table or row.page != before.page + 1 or column(row.text):
            continue
        one, other = lefts[held.table], lefts[cell.table]
        if len(one) > 1 and one.keys() == other.keys() and all(abs(one[n] - other[n]) < _GUTTER for n in one):
            table, first = meant.get(held.table, (held.table, 0))
            meant[cell.table] = table, first + last[held.table] + 1
    return [(row, _moved(cell, *meant[cell.table]) if cell and cell.table in meant else cell) for row, cell in rows]


def _moved(cell: Cell, table: int, first: int) -> Cell:
    return cell._replace(table=table, row=cell.row + first)


def _blocks(
    pieces: list[Printed], grid: list[Box], tables: int, facing: dict[int, Cell]
) -> Iterator[tuple[list[Printed], Cell | None]]:
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
                yield from _free(above, tables, facing)
                above = []
                tables += _MANY
            box = waiting.pop(0)
            yield inside[box], _cell(box, columns, tables)
        above.append(piece)
    yield from _free(above, tables, facing)
    for box in waiting:
        yield inside[box], _cell(box, columns, tables + _MANY * bool(above))


def _free(pieces: list[Printed], tables: int, facing: dict[int, Cell]) -> Iterator[tuple[list[Printed], Cell | None]]:
    """What stands in no drawn cell, as columns and as tables without lines; what faces what is noted in `facing`."""
    while pieces:
        lines = strips(pieces)
        head = next((number for number, line in enumerate(lines) if _headed([line.pieces])), len(lines))
        end = _below_heads(lines, head)
        if head < len(lines) and end - head < _ROWS:
            yield pieces, None
            return
        yield from _in_columns([piece for line in lines[:head] for piece in line.pieces], tables, facing)
        if head < len(lines):
            yield from _columns_below(lines[head:end], facing)
        pieces, tables = [piece for line in lines[end:] for piece in line.pieces], tables + _MANY


def _in_columns(
    pieces: list[Printed], tables: int, facing: dict[int, Cell]
) -> Iterator[tuple[list[Printed], Cell | None]]:
    number = max((cell.table for cell in facing.values()), default=0)
    for part in parts(pieces):
        page = _MANY * pieces[0].page
        facing |= {one: Cell(page + number + run, row, column) for one, (run, row, column) in part.facing.items()}
        yield part.pieces, Cell(tables + part.table, part.row, part.column) if part.table else None


def _below_heads(lines: list[Strip], head: int) -> int:
    """Where a table ends that begins with its heads: white keeps as many columns apart as there are heads."""
    if head == len(lines):
        return head
    heads, held = len(_apart(lines[head].pieces)), list[Printed]()
    first = lines[head].pieces[0].left
    end = head
    while end < len(lines) and len(edges([*held, *lines[end].pieces])) >= heads:
        held += lines[end].pieces
        end += 1
    second = edges(held)[1] if len(edges(held)) > 1 else first
    while end > head + 1 and lines[end - 1].pieces[-1].left < second and lines[end - 1].title:
        end -= 1  # the heading of what comes next
    return end


def _columns_below(lines: list[Strip], facing: dict[int, Cell]) -> Iterator[tuple[list[Printed], None]]:
    starts = edges([piece for line in lines for piece in line.pieces])
    number = 1 + max((cell.table for cell in facing.values()), default=_MANY * lines[0].pieces[0].page)
    columns: list[list[Printed]] = [[] for _start in starts]
    for row, line in rows_of(lines):
        for piece in line.pieces:
            column = max(0, sum(start <= piece.left + _STEP for start in starts) - 1)
            facing[id(piece)] = Cell(number, row, column)
            columns[column].append(piece)
    yield from ((held, None) for held in columns if held)


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


def _celled(pieces: list[Printed], cell: Cell, facing: dict[int, Cell]) -> Iterator[tuple[Row, Cell | None]]:
    for line in _on_lines(pieces):
        yield _row(line)._replace(facing=facing.get(id(line[0]))), cell


def _on_lines(pieces: list[Printed]) -> list[list[Printed]]:
    """Pieces that stand on one line, together, from left to right."""
    return [strip.pieces for strip in strips(pieces)]


def _unlined(pieces: list[Printed], table: int, facing: dict[int, Cell]) -> list[tuple[Row, Cell | None]]:
    """Text in no drawn cell: a table by its heads alone, if it has such, or else lines."""
    lines = _on_lines(pieces)
    if not _headed(lines):
        return [(_faced(line, facing), None) for line in lines]
    drawn, last = [], 0.0
    usual = _usual([line[0].top + line[0].height for line in lines])
    for number, line in enumerate(lines):
        bottom = line[0].top + line[0].height
        parts = [Piece(held[0].left, held[-1].right, _row(held).text) for held in _apart(line)]
        drawn.append(Drawn(tuple(parts), number, bool(usual and number and bottom - last > usual * 1.25)))
        last = bottom
    found: list[tuple[Row, Cell | None]] = []
    for held in in_columns(drawn, _STEP, table + 1):
        whole = _row(lines[held.number])
        found.append((whole._replace(left=held.piece.left, right=held.piece.right, text=held.piece.text), held.cell))
    return found


def _faced(line: list[Printed], facing: dict[int, Cell]) -> Row:
    """A line with what it faces; with its pieces, where it faces nothing."""
    row, cell = _row(line), facing.get(id(line[0]))
    apart = _apart(line) if len(line) > 1 and not cell else []
    return row._replace(facing=cell, apart=tuple(map(_row, apart)) if len(apart) > 1 else ())


def _headed(lines: list[list[Printed]]) -> bool:
    """Whether a line is the heads of columns."""
    beside = (apart for line in lines if len(line) > 1 and len(apart := _apart(line)) > 1)
    return any(sum(bool(column(_row(held).text)) for held in apart) >= 2 for apart in beside)


def _apart(line: list[Printed]) -> list[list[Printed]]:
    """The pieces of a line, together where no more than a space is between them."""
    found = [[line[0]]]
    for before, piece in pairwise(line):
        if piece.left - before.right > _GUTTER / 2:
            found.append([])
        found[-1].append(piece)
    return found


def _usual(bottoms: list[float]) -> int:
    """How far apart most lines are."""
    steps = Counter(round(after - before) for before, after in pairwise(bottoms) if after > before)
    return steps.most_common(1)[0][0] if steps else 0


def _row(pieces: list[Printed]) -> Row:
    text = pieces[0].text
    for before, piece in pairwise(pieces):
        apart = piece.left - before.right
        text += (
            "   " if apart > _GUTTER else " " if apart > _SPACE * min(before.height, piece.height) or apart < -1 else ""
        ) + piece.text
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
        yield line._replace(cell=cell, facing=row.facing)
        before = row
