"""The table of the present situation: its rows, also where it came in lines."""

import re
from collections.abc import Sequence
from itertools import takewhile

from hplan.core.incoming.known import words_of_plans as parts
from hplan.core.incoming.known.targets import ALIKE, AREA, Targets
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.placing.found import Row

_HEADS = re.compile(r"\bområde\b|\bn[åo]-?\s?situasjon|\bkort sikt\b|\blang sikt\b", re.I)
_TITLE_WORDS, _TITLE_LINES = 14, 3
_LABELS = 2
_ENDS = (".", "!", "?")


def torn_rows(lines: Sequence[Line], targets: Targets) -> tuple[list[Row], list[Line], list[Line]]:
    """Return the rows of a table that came in lines, the heads of its columns, and what could not be told apart."""
    if any(line.tab for line in lines):
        return _tabbed(lines, targets)
    named = {line.place for line in lines if parts.column(line.text) in parts.SITUATION_COLUMNS}
    if len(named) >= _LABELS:
        return _labelled(lines, targets)
    labels = [line for line in lines if line.place in named or len(_HEADS.findall(line.text)) >= 2]
    heads = {line.place for line in labels}
    pieces = [line for line in lines if line.place not in heads and any(map(str.isalnum, line.text))]
    rows: list[Row] = []
    rest: list[Line] = []
    for title, area, cells in _by_area(pieces, targets):
        row = Row([title] if title else [], area=area)
        if title and (three := _three(cells)):
            row.cells = dict(zip(parts.SITUATION_COLUMNS, three, strict=True))
            rows.append(row)
        elif title and not cells:
            rows.append(row)
        else:
            rest += [title, *cells] if title else cells
    return rows, labels, rest


def area_of(text: str, targets: Targets) -> str:
    """Return the area that a row is named after; empty where it has a name of its own."""
    match = targets.best(text, AREA)
    return match.target.area if match and match.score >= ALIKE and not match.short else ""


def _by_area(pieces: Sequence[Line], targets: Targets) -> list[tuple[Line | None, str, list[Line]]]:
    """Pieces, divided where one begins with the title of an area."""
    groups: list[tuple[Line | None, str, list[Line]]] = [(None, "", [])]
    used: set[str] = set()
    headed = any(piece.level or piece.bold for piece in pieces)
    names = [bool(piece.level or piece.bold) if headed else piece.titled for piece in pieces]
    few = sum(names) * 2 < len(pieces)
    for piece, name in zip(pieces, names, strict=True):
        count, area = _title(piece, targets)
        if not count and few and name:  # a name of the branch's own
            groups.append((piece, "", []))
            continue
        if not count or area in used:
            groups[-1][2].append(piece)
            continue
        used.add(area)
        words = piece.text.split(" ")
        groups.append((piece.cut(0, count), area, [piece.cut(count)] if count < len(words) else []))
    return [group for group in groups if group[0] or group[2]]


def _labelled(lines: Sequence[Line], targets: Targets) -> tuple[list[Row], list[Line], list[Line]]:
    """A table in which the head of its column stands above each cell, and the name of the row above the first."""
    rows: list[Row] = []
    labels: list[Line] = []
    cell: list[Line] = []
    rest, last = cell, ""
    for line in lines:
        name = parts.column(line.text)
        if name not in parts.SITUATION_COLUMNS:
            if any(map(str.isalnum, line.text)) or line.pictures:
                cell.append(line)
            continue
        labels.append(line)
        again = rows and name in rows[-1].cells and not (name == last and _same_row(cell))
        title, area = _named(cell, targets)
        if not rows or again or (area and len(title) < len(cell)):
            del cell[len(cell) - len(title) :]
            rows.append(Row(title, area=area))
        cell, last = rows[-1].cells.setdefault(name, []), name
    if len(rows) == 1 and max(map(len, rows[0].cells.values())) > 1 and not rows[0].name:
        rows = _by_column(rows[0], targets)
        heads = set(map(id, labels))
        return rows, labels, rest if rows else [*rest, *(line for line in lines if id(line) not in heads)]
    return rows, labels, rest


def _named(cell: Sequence[Line], targets: Targets) -> tuple[list[Line], str]:
    """The last lines of a cell that are the title of an area, and which; or the last one, if it may be a name."""
    best, count = 0.0, 0
    for some in range(1, min(len(cell), _TITLE_LINES) + 1):
        text = " ".join(line.text for line in cell[-some:])
        match = targets.best(text, AREA)
        sentence = cell[-1].item or text.endswith(_ENDS)
        if match and not sentence and area_of(text, targets) and match.score > best:
            best, count = match.score, some
    if count:
        return list(cell[-count:]), area_of(" ".join(line.text for line in cell[-count:]), targets)
    return list(cell[-1:]) if cell and len(cell[-1].text.split(" ")) <= _TITLE_WORDS else [], ""


def _same_row(cell: Sequence[Line]) -> bool:
    """Whether a label that comes twice running goes on: no name of another row stands above it."""
    return len(cell) == 1 and cell[0].text.endswith(_ENDS)


def _by_column(row: Row, targets: Targets) -> list[Row]:
    """Rows of a table that came column by column, each line with its area in front; none where not all have it."""
    found: dict[str, Row] = {}
    for name, lines in row.cells.items():
        for line in lines:
            count, area = _title(line, targets)
            if not count:
                return []
            held = found.setdefault(area, Row([line.cut(0, count)], area=area))
            held.cells.setdefault(name, []).append(line.cut(count))
    return [*found.values()]


def _title(piece: Line, targets: Targets) -> tuple[int, str]:
    """How many of the first words of a piece are the title of an area."""
    words = piece.text.split(" ")
    best, found = 0.0, (0, "")
    for count in range(1, min(len(words), _TITLE_WORDS) + 1):
        match = targets.best(" ".join(words[:count]), AREA)
        ends = count == len(words) or words[count][:1].isupper()
        if match and ends and not match.short and match.score >= ALIKE and match.score >= best:
            best, found = match.score, (count, match.target.area)
    return found


def _three(cells: Sequence[Line]) -> list[list[Line]] | None:
    """The three cells of a row, as empty lines or sentences divide them; None where they cannot be told apart."""
    if len(cells) == len(parts.SITUATION_COLUMNS):
        typed = all(re.match(rf"[(]?{number}[.)] ", cell.text) for number, cell in enumerate(cells, 1))
        return [[cell.cut(1) if typed else cell] for cell in cells]
    for begins in (_after_gap, _after_stop):
        found: list[list[Line]] = []
        for number, cell in enumerate(cells):
            if number == 0 or begins(cells[number - 1], cell):
                found.append([])
            found[-1].append(cell)
        if len(found) == len(parts.SITUATION_COLUMNS):
            return found
    return None


def _after_gap(_above: Line, cell: Line) -> bool:
    return cell.gap


def _after_stop(above: Line, cell: Line) -> bool:
    return above.text.endswith(_ENDS) and cell.text[:1].isupper()


def _tabbed(lines: Sequence[Line], targets: Targets) -> tuple[list[Row], list[Line], list[Line]]:
    """A table of which each cell begins with a tab: as many cells make a row as it has heads."""
    cells: list[list[Line]] = []
    for line in lines:
        if line.tab or not cells:
            cells.append([])
        if line.text:
            cells[-1].append(line)
    names = [parts.column(" ".join(line.text for line in cell)) for cell in cells]
    first = next((number for number, name in enumerate(names) if name), 0)
    heads = list(takewhile(bool, names[first:]))
    labels = [line for cell in cells[: first + len(heads)] for line in cell]
    if len(heads) < len(parts.SITUATION_COLUMNS):
        return [], [], [line for line in lines if line.text]
    body = cells[first + len(heads) :]
    while body and not body[-1]:
        body.pop()
    rows = [_row(heads, body[start : start + len(heads)], targets) for start in range(0, len(body), len(heads))]
    return rows, labels, []


def _row(heads: Sequence[str], cells: Sequence[list[Line]], targets: Targets) -> Row:
    row = Row()
    for name, cell in zip(heads, cells, strict=False):
        if name == parts.AREA:
            row.name = cell
        else:
            row.cells[name] = cell
    row.area = area_of(" ".join(line.text for line in row.name), targets)
    return row
