"""Stretches of a text in which words stand in columns that nothing but spaces or tabs part."""

from bisect import bisect_right
from collections import Counter
from collections.abc import Iterator, Sequence

from hplan.core.incoming.lines.columns import Drawn, Piece, Placed, in_columns

_AHEAD = 12  # lines in which a column must begin again
_AGAIN, _LEAST = 2, 3  # how often, there and in the whole stretch
_SPACES = 3  # inside a column, after the end of a sentence


def placed(lines: Sequence[Drawn]) -> list[Placed]:
    """Return the pieces of a text in the order of reading, those of each table with its cells.

    Columns are looked for in the whole text and in each stretch of it; the reading with more cells counts.
    """
    found: list[Placed] = []
    table = 1
    for stretch in _stretches(lines):
        pieces = in_columns(_rows_apart(_joined(stretch)), 1, table)
        found += pieces
        table = max((piece.cell.table + 1 for piece in pieces if piece.cell), default=table)
    return max(in_columns(lines, 1), found, key=lambda pieces: sum(piece.cell is not None for piece in pieces))


def _stretches(lines: Sequence[Drawn]) -> Iterator[Sequence[Drawn]]:
    """Divide a text where lines run over what parts the columns above them."""
    begin = number = 0
    while number < len(lines):
        starts = _starts(lines[number : number + _AHEAD], lines[number])
        if not starts:
            number += 1
            continue
        end = number
        while end < len(lines) and not _crosses(lines[end], starts):
            end += 1
        yield lines[begin:number]
        yield lines[number:end]
        begin = number = max(end, number + 1)
    yield lines[begin:]


def _starts(lines: Sequence[Drawn], first: Drawn) -> list[float]:
    """Where pieces of a line begin that stand beside others, and pieces of lines below it do too."""
    counts = Counter(round(piece.left) for line in lines for piece in _beside(line))
    return [piece.left for piece in first.pieces[1:] if _count(counts, piece) > _AGAIN]


def _count(counts: Counter[int], piece: Piece) -> int:
    return sum(counts[round(piece.left) + more] for more in (-1, 0, 1))


def _beside(line: Drawn) -> tuple[Piece, ...]:
    return line.pieces if line.pieces[0].left > _SPACES else line.pieces[1:]


def _crosses(line: Drawn, starts: Sequence[float]) -> bool:
    for piece in line.pieces:
        following = bisect_right(starts, piece.left + 1)
        if following < len(starts) and starts[following] < piece.right:
            return True
    return False


def _joined(lines: Sequence[Drawn]) -> list[Drawn]:
    """Lines whose pieces each begin a column: two spaces after a full stop part none."""
    counts = Counter(round(piece.left) for line in lines for piece in _beside(line))
    found = []
    for line in lines:
        pieces: list[Piece] = []
        for piece in line.pieces:
            stopped = bool(pieces) and pieces[-1].text.endswith((".", "!", "?"))
            column = _count(counts, piece) >= (max(_LEAST, len(lines) / 2) if stopped else _LEAST)
            if pieces and not column and piece.left - pieces[-1].right <= _SPACES:
                pieces[-1] = Piece(pieces[-1].left, piece.right, f"{pieces[-1].text} {piece.text}")
            else:
                pieces.append(piece)
        found.append(line._replace(pieces=tuple(pieces)))
    return found


def _rows_apart(lines: Sequence[Drawn]) -> Sequence[Drawn]:
    """Lines with a gap above each row, where there is none: in a new row, every column begins a sentence."""
    if any(line.gap for line in lines[1:]):
        return lines
    return [
        line._replace(gap=line.gap or (len(line.pieces) > 1 and all(_begins(piece.text) for piece in line.pieces)))
        for line in lines
    ]


def _begins(text: str) -> bool:
    sign = text.lstrip("-–•*(« ")[:1]
    return sign.isupper() or sign.isdigit()
