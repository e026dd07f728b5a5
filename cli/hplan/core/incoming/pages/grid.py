"""The cells of a table, as drawn lines and boxes on a page of a PDF make them."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple

from hplan.core.incoming.lines.line import Printed

_THIN, _NEAR, _SHORT = 3.0, 3.0, 8.0  # points
_MOST = 400  # edges of a page that are looked at


class Box(NamedTuple):
    """A cell on a page: its row, and its edges."""

    row: int
    left: float
    top: float
    right: float
    bottom: float

    def holds(self, x: float, y: float) -> bool:
        """Whether a point is in it."""
        return self.left - 1 <= x <= self.right + 1 and self.top - 1 <= y <= self.bottom + 1


class _Edge(NamedTuple):
    at: float  # how far from the side that it runs along
    start: float
    end: float


def boxes(drawn: Sequence[Printed]) -> list[Box]:
    """Return the cells of the tables of a page, of which none stands alone."""
    across, down = _edges(drawn)
    found = []
    levels = _levels(across)
    for row, (top, bottom) in enumerate(pairwise(levels)):
        if bottom - top < _SHORT:
            continue
        sides = _levels([edge for edge in down if edge.start <= top + _NEAR and edge.end >= bottom - _NEAR])
        for left, right in pairwise(sides):
            if right - left >= _SHORT:
                found.append(Box(row, left, top, right, bottom))
    made = _merged(found, across)
    return [box for box in made if any(_touch(box, other) for other in made if other is not box)]


def _touch(box: Box, other: Box) -> bool:
    """Whether two boxes have an edge in common: one by itself is the ground of a heading, and parts no columns."""
    beside = min(abs(box.right - other.left), abs(other.right - box.left)) <= _NEAR
    below = min(abs(box.bottom - other.top), abs(other.bottom - box.top)) <= _NEAR
    level = box.top < other.bottom - _NEAR and other.top < box.bottom - _NEAR
    over = box.left < other.right - _NEAR and other.left < box.right - _NEAR
    return (beside and level) or (below and over)


def _edges(drawn: Sequence[Printed]) -> tuple[list[_Edge], list[_Edge]]:
    """What runs across the page, and what runs down; a box has two of each."""
    across, down = [], []
    for piece in drawn[:_MOST]:
        top, bottom, tall = piece.top, piece.top + piece.height, piece.height > _THIN
        wide = piece.right - piece.left > _THIN
        if wide:
            across += [_Edge(top, piece.left, piece.right)] + ([_Edge(bottom, piece.left, piece.right)] if tall else [])
        if tall:
            down += [_Edge(piece.left, top, bottom)] + ([_Edge(piece.right, top, bottom)] if wide else [])
    return across, _runs(down)


def _runs(edges: list[_Edge]) -> list[_Edge]:
    """Edges that go on where another ends, as one: cells are often drawn each by itself."""
    found: list[_Edge] = []
    for edge in sorted(edges, key=lambda edge: (round(edge.at / _NEAR), edge.start)):
        last = found[-1] if found else None
        if last and abs(last.at - edge.at) <= _NEAR and edge.start <= last.end + _NEAR:
            found[-1] = _Edge(last.at, last.start, max(last.end, edge.end))
        else:
            found.append(edge)
    return found


def _levels(edges: Sequence[_Edge]) -> list[float]:
    found: list[float] = []
    for at in sorted(edge.at for edge in edges):
        if not found or at - found[-1] > _NEAR:
            found.append(at)
    return found


def _merged(found: list[Box], across: list[_Edge]) -> list[Box]:
    """Boxes with no line between them are one cell, over several rows of their neighbours."""
    done: list[Box] = []
    for box in found:
        for number, above in enumerate(done):
            same = abs(above.left - box.left) <= _NEAR and abs(above.right - box.right) <= _NEAR
            if same and abs(above.bottom - box.top) <= _NEAR and not _drawn(across, box):
                done[number] = above._replace(bottom=box.bottom)
                break
        else:
            done.append(box)
    return done


def _drawn(across: list[_Edge], box: Box) -> bool:
    middle = (box.left + box.right) / 2
    return any(abs(edge.at - box.top) <= _NEAR and edge.start <= middle <= edge.end for edge in across)
