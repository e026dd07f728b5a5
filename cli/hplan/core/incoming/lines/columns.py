"""Tables without lines: what begins below each other, with room on the left, stands in a column."""

from bisect import bisect_left
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from hplan.core.incoming.lines.line import Cell

_INDENT = 6  # steps: how far lines of a column may be moved in
_LEAST = 3  # lines that begin at a place before it is a column


class Piece(NamedTuple):
    """Words that stand together on a line, from where to where."""

    left: float
    right: float
    text: str


class Drawn(NamedTuple):
    """A line of a page as pieces, which line it is, and whether there is an empty one above it."""

    pieces: tuple[Piece, ...]
    number: int
    gap: bool


class Placed(NamedTuple):
    """A piece with the line that it is of, and the cell that it stands in; None where it is in no table."""

    piece: Piece
    number: int
    gap: bool
    cell: Cell | None


def in_columns(lines: Sequence[Drawn], near: float, first_table: int = 1) -> list[Placed]:
    """Return the pieces of lines in the order of reading. `near` is how far apart beginnings of a column may be."""
    found: list[Placed] = []
    number, table = 0, first_table
    starts = _starts(lines, near)
    while number < len(lines):
        end = _end(lines, number, starts, near)
        if end > number:
            found += _table(lines[number:end], table, starts, near)
            table, number = table + 1, end
        else:
            line = lines[number]
            text = "  ".join(piece.text for piece in line.pieces)
            whole = Piece(line.pieces[0].left, line.pieces[-1].right, text)
            found.append(Placed(whole, line.number, line.gap, None))
            number += 1
    return found


def _starts(lines: Sequence[Drawn], near: float) -> list[float]:
    """Where columns but the first begin: where many pieces do that stand beside others."""
    counts = Counter(round(piece.left / near) for line in lines for piece in line.pieces[1:])
    found: list[float] = []
    for step, _count in sorted(counts.items()):
        around = sum(counts[step + more] for more in (-1, 0, 1))
        if around >= _LEAST and (not found or step * near - found[-1] > _INDENT * near):
            found.append(step * near)
    return found


def _column(piece: Piece, starts: Sequence[float], near: float) -> int:
    """Which column a piece begins in; -1 where it begins in the middle of one."""
    number = bisect_left(starts, piece.left - _INDENT * near)
    if number < len(starts) and starts[number] <= piece.left + 1.5 * near:
        return number + 1
    return 0 if not starts or piece.left < starts[0] - near else -1


def _fits(line: Drawn, starts: Sequence[float], near: float) -> bool:
    """Whether every piece of a line begins in a column, and ends before the next."""
    for piece in line.pieces:
        column = _column(piece, starts, near)
        if column < 0 or (column < len(starts) and piece.right > starts[column]):
            return False
    return True


def _end(lines: Sequence[Drawn], begin: int, starts: Sequence[float], near: float) -> int:
    """The line after a table that begins at a line; the line itself where none does."""
    if not starts or len(lines[begin].pieces) < 2:
        return begin
    end, beside = begin, 0
    for number in range(begin, len(lines)):
        if not _fits(lines[number], starts, near):
            break
        if len(lines[number].pieces) > 1 or _column(lines[number].pieces[0], starts, near) > 0:
            end, beside = number + 1, beside + (len(lines[number].pieces) > 1)
    while begin < end < len(lines) and not lines[end].gap and _fits(lines[end], starts, near):
        end += 1  # the first column goes on below the others
    return end if beside >= 2 else begin


def _table(lines: Sequence[Drawn], table: int, starts: Sequence[float], near: float) -> list[Placed]:
    rows = _rows(lines, starts, near)
    found = []
    for row, held in enumerate(rows):
        columns: dict[int, list[tuple[Piece, int]]] = {}
        for line in held:
            for piece in line.pieces:
                columns.setdefault(_column(piece, starts, near), []).append((piece, line.number))
        span = len(starts) + 1 if columns.keys() == {0} else 1
        for column in sorted(columns):
            cell = Cell(table, row, column, span)
            found += [Placed(piece, number, False, cell) for piece, number in columns[column]]
    return found


def _rows(lines: Sequence[Drawn], starts: Sequence[float], near: float) -> list[list[Drawn]]:
    """Rows, as empty lines part them; without any, a row begins where the first column does again."""
    parted = any(line.gap for line in lines[1:])
    rows: list[list[Drawn]] = [[]]
    for number, line in enumerate(lines):
        first = _column(line.pieces[0], starts, near) == 0
        again = first and number > 0 and _column(lines[number - 1].pieces[0], starts, near) > 0
        if rows[-1] and (line.gap if parted else again):
            rows.append([])
        rows[-1].append(line)
    return rows
