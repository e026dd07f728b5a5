"""Columns of which a page has too few lines to show a river: they begin where those of other pages do."""

from collections.abc import Sequence
from typing import NamedTuple

from hplan.core.incoming.lines.line import Cell

_SAME, _INDENT = 3.0, 24.0  # points that columns begin apart; that lines are moved in
_LEAST = 4  # lines beside each other before columns are known
_FIRST = 50  # the number of such a table on its page; rivers have lower ones


class Row(NamedTuple):
    """A line of a page, or of one column or cell of it; `apart` are its pieces, where room parts them."""

    page: int
    left: float
    right: float
    top: float
    bottom: float
    text: str
    bold: bool
    facing: Cell | None = None  # as lines have it
    apart: tuple["Row", ...] = ()


Rows = list[tuple[Row, Cell | None]]


def again(rows: Rows) -> Rows:
    """Return rows of which those that stand in columns known from elsewhere are taken apart, and face each other."""
    known = _known(rows)
    if not known:
        return rows
    found: Rows = []
    starts: tuple[float, ...] = ()
    number, page = _FIRST, 0
    for row, cell in rows:
        if row.page != page:
            number, page, starts = _FIRST, row.page, ()
        new = next((lefts for lefts in known if _fits(row, lefts)), ())
        if row.facing or cell or not (new or (starts and _column(row, starts) >= 0)):
            found.append((row, cell))
            starts = ()
            continue
        if not starts or (new and new != starts):
            starts, number, count = new, number + 1, 0
        count += 1
        facing = [(piece, _column(piece, starts)) for piece in row.apart or (row,)]
        table = 100 * row.page + number
        found += [(piece._replace(facing=Cell(table, count, column)), None) for piece, column in facing]
    return found


def _known(rows: Rows) -> list[tuple[float, ...]]:
    """Where the columns begin that many lines show."""
    lefts: dict[int, dict[int, float]] = {}
    beside: dict[int, set[int]] = {}
    for row, _cell in rows:
        if row.facing:
            held = lefts.setdefault(row.facing.table, {})
            held[row.facing.column] = min(row.left, held.get(row.facing.column, row.left))
            beside.setdefault(row.facing.table, set()).add(row.facing.row)
    return [
        tuple(held[column] for column in sorted(held))
        for table, held in lefts.items()
        if len(held) > 1 and len(beside[table]) >= _LEAST
    ]


def _fits(row: Row, lefts: Sequence[float]) -> bool:
    """Whether the pieces of a row begin where columns do, one in each."""
    return len(row.apart) == len(lefts) and all(
        abs(piece.left - left) <= _SAME for piece, left in zip(row.apart, lefts, strict=True)
    )


def _column(row: Row, starts: Sequence[float]) -> int:
    """The column that a piece stands in; -1 where it stands in none, or reaches into the next."""
    for number, (left, after) in enumerate(zip(starts, [*starts[1:], float("inf")], strict=True)):
        if left - _SAME <= row.left <= left + _INDENT and row.right < after:
            return number
    return -1
