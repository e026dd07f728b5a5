"""Columns of a page that are the rows of a table: what stands on the left says so, and where each row begins.

The lines of a page cannot tell it: a table without lines looks as two columns of print do. But where the left one is
national goals and hardly anything else, and what is beside them begins where they do, they are rows.
"""

from collections.abc import Iterator, Sequence
from itertools import groupby, pairwise
from typing import NamedTuple

from hplan.core.incoming.known import words_of_plans as parts
from hplan.core.incoming.known.targets import ALIKE, AREA, GOAL, Targets
from hplan.core.incoming.lines.line import Cell, Line

_NEAR = 12.0  # points that columns of one table begin apart on two pages
_MOST = 9  # lines that a wording is torn into
_LEAST, _SHARE, _FEW = 3, 0.65, 0.1  # goals on the left; how much of it they are, and of what is beside it
_BESIDE = 0.75  # of the goals have nothing beside them, or what begins there
_HEADS = 2  # known heads of columns


class _Group(NamedTuple):
    """Lines that face each other: by column, each from the top down."""

    lines: list[Line]
    columns: dict[int, list[Line]]

    @property
    def lefts(self) -> list[float]:
        return [min(line.left for line in self.columns[number]) for number in sorted(self.columns)]


def in_rows(lines: Sequence[Line], targets: Targets) -> list[Line]:
    """Return lines of which those that are the rows of a table have their cells, row by row."""
    if not any(line.facing for line in lines):
        return list(lines)
    return _Rows(lines, targets).found()


class _Rows:
    def __init__(self, lines: Sequence[Line], targets: Targets) -> None:
        self.targets = targets
        self.groups = [
            _group(list(held)) for _table, held in groupby(lines, lambda line: line.facing.table if line.facing else 0)
        ]
        self.tables = max((line.cell.table for line in lines if line.cell), default=0)
        self.families: list[list[_Group]] = []
        for group in self.groups:
            if len(group.columns) > 1:
                family = next((family for family in self.families if _alike(family[0], group)), None)
                self.families.append([group]) if family is None else family.append(group)

    def found(self) -> list[Line]:
        rows = {id(group) for family in self.families if self.is_table(family) for group in family}
        done: list[Line] = []
        before: _Group | None = None  # the table right above, which may go on
        row = 0
        for group in self.groups:
            headed = _headed(group)
            goes_on = before is not None and not headed and _follows(before, group)
            if not goes_on and (group.lines[0].cell or not (headed or id(group) in rows)):
                below = self.torn(before, group.lines) if before and not group.columns else 0
                cell = Cell(self.tables, row, 0)
                done += [line._replace(cell=cell, facing=cell) for line in group.lines[:below]]
                done += group.lines[below:]
                before = None
                continue
            if not goes_on:
                self.tables, row = self.tables + 1, 0
            cells, row = self.cells(group, row, self.torn(before, group.columns[0]) if goes_on and before else 0)
            done += cells
            before = group
        return _sorted(done)

    def is_table(self, family: Sequence[_Group]) -> bool:
        """Whether groups of lines are rows: goals on the left, none on the right, and both begin beside each other."""
        first = [[*self.pieces(group.columns[0])] for group in family]
        goals = [held for column in first for held, known in column if known]
        national = sum(len(line.text) for held in goals for line in held)
        letters = sum(len(line.text) for group in family for line in group.columns[0])
        others = [line for group in family for number, held in group.columns.items() if number for line in held]
        right = sum(bool(self.best(line.text)) for line in others)
        if len(goals) < _LEAST or national < _SHARE * letters or right > _FEW * len(others):
            return False
        below = [_own(after) for column in first for (_held, known), after in pairwise(column) if known]
        begins = [beside for group in family for beside in self.beside(group)]
        return sum(below) * 2 < len(below) and sum(begins) >= _BESIDE * len(begins)

    def beside(self, group: _Group) -> Iterator[bool]:
        """Of each goal on the left, whether nothing stands beside its first line, or a line that begins a text."""
        at = {line.facing.row: line for line in group.columns[1] if line.facing}
        for held, known in self.pieces(group.columns[0]):
            facing = held[0].facing
            line = at.get(facing.row) if facing else None
            if known and held[0] is not group.columns[0][0]:
                yield line is None or _begins(line)

    def pieces(self, column: Sequence[Line]) -> Iterator[tuple[list[Line], bool]]:
        """The lines of the left side, those of a national wording together, and whether they are one."""
        number = 0
        while number < len(column):
            count = self.national(column[number : number + _MOST])
            yield list(column[number : number + max(count, 1)]), count > 0
            number += max(count, 1)

    def national(self, lines: Sequence[Line]) -> int:
        """How many lines make a national wording; 0 where none do."""
        if not _begins(lines[0]) or parts.column(lines[0].text) or not self.targets.matches(lines[0].text):
            return 0
        best, count, text = 0.0, 0, ""
        for number, line in enumerate(lines, 1):
            text = f"{text} {line.text}".strip()
            score = self.best(text)
            if score > best:
                best, count = score, number
        without = " ".join(line.text for line in lines[1:count])
        return count if count == 1 or self.best(without) < best else 0  # what is above a wording is none of it

    def best(self, text: str) -> float:
        """How like a national goal or area a text is, if it is one."""
        found = self.targets.matches(text)[:1]
        sure = found and not found[0].short and found[0].score >= ALIKE and found[0].target.kind in (GOAL, AREA)
        return found[0].score if sure else 0.0

    def torn(self, before: _Group, lines: Sequence[Line]) -> int:
        """How many lines go on with the goal that a group ends with: on the next page, or with nothing beside them."""
        *_others, (held, _known) = self.pieces(before.columns[0])
        text = " ".join(line.text for line in held)
        best, count = self.best(text), 0
        for number, line in enumerate(lines[: _MOST - 1], 1):
            text = f"{text} {line.text}"
            if (score := self.best(text)) > best and not self.best(line.text):
                best, count = score, number
        return count

    def cells(self, group: _Group, row: int, torn: int) -> tuple[list[Line], int]:
        """The lines of a group with their cells, and the row that the last of them is in."""
        starts = sorted(self.starts(group, torn))
        width = len(group.columns)
        found = []
        for line in group.lines:
            assert line.facing  # noqa: S101
            held = row + sum(start <= line.facing.row for start in starts)
            found.append(line._replace(cell=Cell(self.tables, held, line.facing.column)))
        last = row + len(starts)
        by_row: dict[int, list[Line]] = {}
        for line in found:
            by_row.setdefault(line.cell.row if line.cell else 0, []).append(line)
        alone = {number for number, lines in by_row.items() if self.across(lines)}
        wide = [
            line._replace(cell=line.cell._replace(span=width)) if line.cell and line.cell.row in alone else line
            for line in found
        ]
        return wide, last

    def across(self, row: Sequence[Line]) -> bool:
        """Whether a row is a heading: an area or a part of the plan, and nothing beside it."""
        if any(line.cell and line.cell.column for line in row):
            return False
        text = " ".join(line.text for line in row)
        match = self.targets.best(text, AREA)
        return bool(parts.section(text) or (match and match.score >= ALIKE and (not match.short or row[0].number)))

    def starts(self, group: _Group, torn: int) -> Iterator[int]:
        """The lines of the page at which rows begin, but for those of a goal that is torn over the page."""
        first, others = group.columns[0], [line for number, held in group.columns.items() if number for line in held]
        limit = max(line.right for line in first)
        before: Line | None = None
        after_known = False
        for held, known in self.pieces(first[torn:]):
            line = held[0]
            if line.facing and (known or after_known or _apart(before, line, limit)):
                yield line.facing.row
            before, after_known = held[-1], known
        here = {line.facing.row for line in first if line.facing}
        if len(group.columns) > 2:
            yield from _without_first(others, here)


def _own(piece: tuple[list[Line], bool]) -> bool:
    """Whether a text is the branch's own, and no heading: in columns of print, it stands below most goals."""
    held, known = piece
    return not known and not parts.section(" ".join(line.text for line in held))


def _without_first(others: Sequence[Line], here: set[int]) -> Iterator[int]:
    """Rows of which the first cell is empty: several others begin beside each other."""
    by_row: dict[int, list[Line]] = {}
    for line in others:
        if line.facing and line.facing.row not in here:
            by_row.setdefault(line.facing.row, []).append(line)
    for number, held in by_row.items():
        if len(held) > 1 and all(map(_begins, held)):
            yield number


def _group(lines: list[Line]) -> _Group:
    columns: dict[int, list[Line]] = {}
    for line in lines:
        if line.facing:
            columns.setdefault(line.facing.column, []).append(line)
    for held in columns.values():
        held.sort(key=lambda line: line.facing.row if line.facing else 0)
    return _Group(lines, columns if 0 in columns and sum(map(len, columns.values())) == len(lines) else {})


def _alike(one: _Group, other: _Group) -> bool:
    """Whether the columns of two groups begin at the same places."""
    same = one.columns.keys() == other.columns.keys()
    return same and all(abs(left - right) < _NEAR for left, right in zip(one.lefts, other.lefts, strict=True))


def _follows(one: _Group, other: _Group) -> bool:
    """Whether a group goes on with another at the top of the next page."""
    return bool(other.columns) and _alike(one, other) and one.lines[-1].page + 1 == other.lines[0].page


def _headed(group: _Group) -> bool:
    """Whether the first line of a group is the heads of columns."""
    top = min((held[0].facing.row for held in group.columns.values() if held[0].facing), default=0)
    heads = [held[0] for held in group.columns.values() if held[0].facing and held[0].facing.row == top]
    return sum(bool(parts.column(line.text)) for line in heads) >= _HEADS


def _begins(line: Line) -> bool:
    sign = line.text.lstrip("(«\"'")[:1]
    return bool(line.item or line.number or not sign.islower())


def _apart(before: Line | None, line: Line, limit: float) -> bool:
    """Whether a line on the left begins a text of its own: with room above it, or below a line that was not full."""
    if before is None or not (before.facing and line.facing):
        return _begins(line)
    if line.facing.row > before.facing.row + 1:
        return _begins(line)
    wide = (before.right - before.left) / max(len(before.text), 1)
    return _begins(line) and before.right + wide * (len(line.text.split(" ")[0]) + 1) < limit


def _sorted(lines: Sequence[Line]) -> list[Line]:
    """Lines with those of each table row by row, and each row cell by cell."""
    found: list[Line] = []
    for table, held in groupby(lines, lambda line: line.cell.table if line.cell and line.facing else 0):
        group = list(held)
        found += sorted(group, key=lambda line: line.cell[1:3] if line.cell else (0, 0)) if table else group
    return [line._replace(facing=None) for line in found]
