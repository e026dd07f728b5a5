"""The rows of a table, and what the heads of its columns say that these hold."""

from collections.abc import Collection
from typing import NamedTuple

from hplan.core.incoming.known import words_of_plans as parts
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.placing.placer import Placer

Numbered = tuple[int, Line]
_HEADING, _STOPS = 50, (".", "!", "?")  # letters of the heading of a table, and how none ends
_FIRST_ROWS, _HEADS = 4, 2  # in which the heads of columns are looked for, and how many there are at least


class Table(NamedTuple):
    """The cells of each row by column, and the names of the columns."""

    rows: dict[int, dict[int, list[Numbered]]]
    columns: dict[int, str]
    head: int  # the row with the heads; -1 for none
    width: int


def table_of(numbered: list[Numbered]) -> Table:
    """Return the rows of a table."""
    rows: dict[int, dict[int, list[Numbered]]] = {}
    width = 0
    for number, line in numbered:
        assert line.cell  # noqa: S101
        rows.setdefault(line.cell.row, {}).setdefault(line.cell.column, []).append((number, line))
        if line.cell.span < 2 or len(rows) > 1:
            width = max(width, line.cell.column + 1)
    head, columns = -1, dict[int, str]()
    for row in sorted(rows)[:_FIRST_ROWS]:
        named = {column: parts.column(words_in(lines)) for column, lines in rows[row].items() if words_in(lines)}
        if head < 0 and sum(map(bool, named.values())) >= _HEADS:
            head, columns = row, {column: name for column, name in named.items() if name}
        elif head >= 0 and row == head + 1 and named and all(named.values()):  # heads in two rows
            head, columns = row, columns | named
    return Table(rows, columns, head, width)


def words_in(lines: list[Numbered]) -> str:
    """Return the words of a cell."""
    return " ".join(line.text for _number, line in lines)


def shared(
    table: Table, row: int, above: dict[int, list[Numbered]], names: Collection[str]
) -> dict[int, list[Numbered]]:
    """Return the cells of a row with those that reach down to it, where their columns are of these names.

    `above` are the last cells above it, by their columns.
    """
    found = dict(table.rows[row])
    for column, name in table.columns.items():
        cell = above[column][0][1].cell if name in names and column not in found and column in above else None
        if cell and row < cell.row + cell.down:
            found[column] = above[column]
    return found


def heading_above(placer: Placer, first: Line) -> None:
    """Take the heading right above a table that is known for its label, and for nothing else."""
    for held in (placer.spare, placer.found.introduction):
        above = held[-1] if held else None
        if above and above.place == first.place - 1 and not above.cell:
            title = above.titled or above.text.endswith(":")
            if title and len(above.text) <= _HEADING and not above.text.endswith(_STOPS):
                placer.found.labels.append(held.pop())
                placer.found.opening = [line for line in placer.found.opening if line is not above]


def linear(placer: Placer, cells: dict[int, list[Numbered]]) -> None:
    """Take the lines of a row for lines that follow each other."""
    for column in sorted(cells):
        for number, line in cells[column]:
            placer.line(number, line)


def labels(placer: Placer, cells: dict[int, list[Numbered]]) -> None:
    """Take a row for the heads of columns."""
    for lines in cells.values():
        placer.found.labels += [line for _number, line in lines]


def text_of_row(cells: dict[int, list[Numbered]]) -> str:
    """Return the words of a row."""
    return " ".join(words_in(cells[column]) for column in sorted(cells))
