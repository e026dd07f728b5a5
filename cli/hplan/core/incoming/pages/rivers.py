"""Columns of a page, as rivers of white between them show: what is read beneath, and what beside each other.

A river runs down through lines that all keep clear of it. What a heading across the page parts is parted here too, and
where what stands beside each other also begins beside each other, again and again, it is the rows of a table.
"""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping, Sequence
from itertools import pairwise
from types import MappingProxyType
from typing import NamedTuple

from hplan.core.incoming.lines.line import Printed
from hplan.core.incoming.lines.repair import BULLETS

WIDE, _NARROW = 12.0, 3.0  # points of a river: at least, where it is short and where it is long
_LONG, _SHORT = 6, 2  # lines on each side of a river
_ROWS = 3  # that a table has at least
_NEAR = 3.0  # points that what begins alike may be apart
_MOST = 60  # places at which a river is looked for
_DEPTH, _DOWN, _INTO = 600, 3, 100  # how far to go on below each other, and into columns within columns
_TITLE = 1.15  # times as high as most lines: a heading
_CLEAR = 1.7  # times as high as a heading is the room on its right
_STEP = 1.25  # times as far below as most lines: there is something between


Faced = tuple[int, int, int]  # which river, which line beside it, and which column


class Part(NamedTuple):
    """Pieces of a page that belong together; of a table, which one on the page, and the row and column of it.

    `facing` says of its pieces, by their `id`, where they stand if the sides of a river are columns of a table.
    """

    pieces: list[Printed]
    table: int = 0
    row: int = 0
    column: int = 0
    facing: Mapping[int, Faced] = MappingProxyType({})


class _River(NamedTuple):
    start: int
    end: int
    at: float
    weight: float


class Strip(NamedTuple):
    """Pieces on one line."""

    pieces: list[Printed]
    top: float
    bottom: float
    height: float

    @property
    def title(self) -> bool:
        """Whether all of it is bold."""
        return all(piece.bold for piece in self.pieces)


def _median(values: Iterable[float]) -> float:
    """The value in the middle; the module that has it takes longer to load than a page to read."""
    found = sorted(values)
    return found[len(found) // 2]


def strips(pieces: Sequence[Printed]) -> list[Strip]:
    """Return pieces that stand on one line, together, from left to right."""
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
    made = []
    for held in found:
        top, bottom = min(p.top for p in held), max(p.top + p.height for p in held)
        made.append(Strip(sorted(held, key=lambda piece: piece.left), top, bottom, max(p.height for p in held)))
    return made


def parts(pieces: Sequence[Printed]) -> list[Part]:
    """Return the parts of a page in the order of reading."""
    found: list[Part] = []
    facing: dict[int, Faced] = {}
    tables = 0
    for part in _parts(list(pieces), _DEPTH, facing):
        if part.table and not (part.row or part.column):
            tables += 1
        found.append(part._replace(table=tables if part.table else 0, facing=facing))
    return found


def _parts(pieces: list[Printed], depth: int, facing: dict[int, Faced]) -> Iterator[Part]:
    lines = strips(pieces)
    river = _river(lines) if depth > 0 else None
    if river is None:
        if pieces:
            yield Part(pieces)
        return
    yield from _parts(_pieces(lines[: river.start]), depth - _DOWN, facing)
    for run in _between_headings(lines[river.start : river.end], river.at, river.end < len(lines)):
        left = [piece for strip in run for piece in strip.pieces if piece.left < river.at - _NEAR]
        right = [piece for strip in run for piece in strip.pieces if piece.left >= river.at - _NEAR]
        _face(run, facing)
        if cells := _table(run, left, right) if left and right else []:
            yield from cells
        else:
            yield from _parts(left, depth - _INTO, facing) if right else [Part(left)]
            yield from _parts(right, depth - _INTO, facing) if right else []
    yield from _parts(_pieces(lines[river.end :]), depth - _DOWN, facing)


def _face(run: Sequence[Strip], facing: dict[int, Faced]) -> None:
    """Note which line and which column pieces stand in; more room than usual above a line counts as one more."""
    columns = edges(_pieces(run))
    if len(columns) < 2 or all(id(piece) in facing for piece in _pieces(run)):
        return
    number = 1 + max((faced[0] for faced in facing.values()), default=0)
    for row, strip in rows_of(run):
        for piece in strip.pieces:
            column = max(0, sum(edge <= piece.left + _NEAR for edge in columns) - 1)
            facing.setdefault(id(piece), (number, row, column))


def rows_of(run: Sequence[Strip]) -> Iterator[tuple[int, Strip]]:
    """Yield lines with their numbers; more room than usual above one counts as an empty line."""
    steps = sorted(after.bottom - before.bottom for before, after in pairwise(run))
    usual = steps[len(steps) // 4] if steps else 0
    row = 0
    for before, strip in zip([None, *run], run, strict=False):
        if before:
            row += 1 + (strip.bottom - before.bottom > usual * _STEP)
        yield row, strip


def _pieces(lines: Sequence[Strip]) -> list[Printed]:
    return [piece for strip in lines for piece in strip.pieces]


def _river(lines: Sequence[Strip]) -> _River | None:
    """The longest river, where there is one."""
    counts = Counter(round(piece.left) for strip in lines for piece in strip.pieces)
    starts = [left for left, _count in counts.most_common(_MOST)]
    found = [river for left in starts for river in _at(lines, left)]
    return max(found, key=lambda river: river.weight, default=None)


def _at(lines: Sequence[Strip], left: float) -> Iterator[_River]:
    """Rivers to the left of a place: lines on end that keep clear of it."""
    start = 0
    for number in range(len(lines) + 1):
        if number < len(lines) and not _crosses(lines[number], left):
            continue
        if river := _trimmed(lines, start, number, left):
            yield river
        start = number + 1


def _crosses(strip: Strip, left: float) -> bool:
    return any(piece.left < left - _NEAR and piece.right > left - _NARROW for piece in strip.pieces)


def _trimmed(lines: Sequence[Strip], start: int, end: int, left: float) -> _River | None:
    """A river without the lines above it that have nothing on its right; None where it is too short, or too narrow."""
    while start < end and lines[start].pieces[-1].left < left - _NEAR:
        start += 1
    run = lines[start:end]
    before = [piece for strip in run for piece in strip.pieces if piece.left < left - _NEAR]
    after = [piece for strip in run for piece in strip.pieces if piece.left >= left - _NEAR]
    if not before or not after:
        return None
    beside = sum(strip.pieces[0].left < left - _NEAR <= strip.pieces[-1].left - 1e-9 for strip in run)
    one, other = _lines_of(before), _lines_of(after)
    facing = [piece for strip in run if strip.pieces[-1].left >= left - _NEAR for piece in strip.pieces]
    wide = left - max((piece.right for piece in facing if piece.left < left - _NEAR), default=left)
    long = min(one, other) >= _LONG and _overlap(before, after) >= _LONG * _median(piece.height for piece in after)
    short = min(one, other) >= _SHORT and beside >= _SHORT and wide >= WIDE
    points = beside and wide >= WIDE and _all_points(run, left)
    if not (long or short or points) or not _says(after) or not _says(before):
        return None
    return _River(start, end, left, min(one, other) + min(wide, 40) / 100)


def _lines_of(pieces: Sequence[Printed]) -> int:
    return len({round(piece.top + piece.height) // 3 for piece in pieces})


def _overlap(before: Sequence[Printed], after: Sequence[Printed]) -> float:
    """How far down both sides stand beside each other."""
    top = max(min(piece.top for piece in side) for side in (before, after))
    return min(max(piece.top + piece.height for piece in side) for side in (before, after)) - top


def _all_points(run: Sequence[Strip], left: float) -> bool:
    """Whether a point begins on each side of the first line."""
    right = [piece for piece in run[0].pieces if piece.left >= left - _NEAR]
    return all(side and side[0].text[0] in BULLETS for side in (run[0].pieces, right))


def _says(pieces: Sequence[Printed]) -> bool:
    """Whether it is text, and not the numbers of pages or of points."""
    return sum(sum(map(str.isalpha, piece.text)) for piece in pieces) >= 4 * len(pieces)


def _between_headings(run: Sequence[Strip], left: float, ends: bool) -> Iterator[list[Strip]]:
    """A river, parted where a heading stands across it: on the left, nothing beside it, and more of both below.

    Where the river `ends` before the page does, what is below may be what ends it.
    """
    height = _median(strip.height for strip in run)
    facing = [strip.pieces for strip in run if strip.pieces[0].left < left - _NEAR <= strip.pieces[-1].left]
    bold = sum(all(piece.bold for piece in held if piece.left < left - _NEAR) for held in facing)
    plain = bold * 2 <= len(facing)  # else all of the left side is bold, and to be so says nothing
    part: list[Strip] = []
    for number, strip in enumerate(run):
        alone = strip.pieces[-1].left < left - _NEAR
        title = (strip.title and plain) or strip.height > height * _TITLE
        if alone and title and part and _clear(run, number, left, ends):
            yield part
            yield [strip]
            part = []
        else:
            part.append(strip)
    if part:
        yield part


def _clear(run: Sequence[Strip], number: int, left: float, ends: bool) -> bool:
    """Whether there is nothing beside a line, and something on the right further down."""
    strip = run[number]
    near = [one for one in run[max(0, number - 2) : number + 3] if one is not strip]
    right = [piece for one in near for piece in one.pieces if piece.left >= left - _NEAR]
    beside = any(p.top < strip.bottom + 1 and p.top + p.height > strip.top - 1 for p in right)
    over = max((p.top + p.height for p in right if p.top < strip.top), default=float("-inf"))
    under = min((p.top for p in right if p.top > strip.top), default=float("inf"))
    wide = under - over > strip.height * _CLEAR  # else it is room between two paragraphs beside it
    return not beside and wide and (ends or any(one.pieces[-1].left >= left - _NEAR for one in run[number + 1 :]))


def _table(run: Sequence[Strip], left: Sequence[Printed], right: Sequence[Printed]) -> list[Part]:
    """The cells of a table, where what is on the left begins beside what is on the right, row by row."""
    begin, other = _beginnings(left), _beginnings(right)
    beside = [top for top in begin if any(abs(top - one) <= _NEAR for one in other)]
    listed = [sum(piece.text[0] in BULLETS for piece in side) >= _ROWS for side in (left, right)]
    if len(beside) < _ROWS or len(beside) < 0.8 * len(begin) or all(listed):
        return []
    columns = edges([piece for strip in run for piece in strip.pieces])
    cells: dict[tuple[int, int], list[Printed]] = {}
    for piece in sorted(_pieces(run), key=lambda piece: (piece.top, piece.left)):
        row = max(0, sum(top <= piece.top + piece.height + _NEAR for top in begin) - 1)
        column = max(0, sum(edge <= piece.left + _NEAR for edge in columns) - 1)
        cells.setdefault((row, column), []).append(piece)
    first = [Part([], 1, 0, 0)] if (0, 0) not in cells else []
    return first + [Part(cells[place], 1, *place) for place in sorted(cells)]


def _beginnings(pieces: Sequence[Printed]) -> list[float]:
    """The bottoms of lines with more room above them than most have, whichever letters reach up or down."""
    lines = strips(pieces)
    steps = [(after.top - before.top, after.bottom - before.bottom) for before, after in pairwise(lines)]
    height = _median(strip.height for strip in lines)
    usual = min((max(step) for step in steps if min(step) >= 0.8 * height), default=height)
    after_room = [strip for strip, step in zip(lines[1:], steps, strict=True) if min(step) > usual * _STEP]
    return [strip.bottom for strip in (lines[0], *after_room)]


def edges(pieces: Sequence[Printed]) -> list[float]:
    """Return where columns begin: white runs down the whole table before them."""
    found: list[float] = []
    right = float("-inf")
    for piece in sorted(pieces, key=lambda piece: piece.left):
        if piece.left - right > _NARROW:
            found.append(piece.left)
        right = max(right, piece.right)
    return found
