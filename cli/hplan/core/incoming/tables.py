"""Tables of several columns: the present situation, and goals with actions and who does them by when."""

from typing import TYPE_CHECKING, NamedTuple

from hplan.core.incoming import words_of_plans as parts
from hplan.core.incoming.found import Doing, LocalGoal, National, Row
from hplan.core.incoming.line import Line
from hplan.core.incoming.situation import COLUMNS, area_of
from hplan.core.incoming.targets import ALIKE, AREA, GOAL
from hplan.core.incoming.walk import LOST

if TYPE_CHECKING:
    from hplan.core.incoming.place import Placer

Numbered = tuple[int, Line]
_FIELDS = (parts.RESPONSIBLE, parts.DEADLINE, parts.COST, parts.INDICATOR, parts.STATUS, parts.RESULT)
_FIRST_ROWS = 4  # in which the heads of the columns are looked for


class _Table(NamedTuple):
    rows: dict[int, dict[int, list[Numbered]]]
    columns: dict[int, str]
    head: int  # the row with the heads; -1 for none
    width: int


def take_table(placer: "Placer", numbered: list[Numbered]) -> bool:
    """Take in a table; return False, and nothing taken, where it only frames lines that follow each other."""
    table = _table(numbered)
    if table.width < 2:
        return False
    names = set(table.columns.values())
    if len(names & set(COLUMNS)) >= 2:
        _situation(placer, table)
        return True
    if placer.zone == parts.SITUATION and table.width == len(COLUMNS) + 1 and table.head < 0:
        _situation(placer, table._replace(columns=dict(enumerate((parts.AREA, *COLUMNS)))))
        return True
    if not names & {parts.GOAL, parts.ACTION} and not _goals_first(placer, table):
        return False
    _plan(placer, table)
    return True


def _table(numbered: list[Numbered]) -> _Table:
    rows: dict[int, dict[int, list[Numbered]]] = {}
    width = 0
    for number, line in numbered:
        assert line.cell  # noqa: S101
        rows.setdefault(line.cell.row, {}).setdefault(line.cell.column, []).append((number, line))
        if line.cell.span < 2 or len(rows) > 1:
            width = max(width, line.cell.column + 1)
    for row in sorted(rows)[:_FIRST_ROWS]:
        named = {column: parts.column(_text(lines)) for column, lines in rows[row].items()}
        if sum(map(bool, named.values())) >= 2:
            return _Table(rows, {column: name for column, name in named.items() if name}, row, width)
    return _Table(rows, {}, -1, width)


def _text(lines: list[Numbered]) -> str:
    return " ".join(line.text for _number, line in lines)


def _goals_first(placer: "Placer", table: _Table) -> bool:
    """Whether goals stand in the first column, with something beside them."""
    beside = [row for row in table.rows.values() if len(row) > 1 and 0 in row]
    goals = sum(_goal(placer, _text(row[0])) is not None for row in beside)
    return goals > 0 and goals * 2 >= len(beside)


def _goal(placer: "Placer", text: str) -> tuple[str, str, float] | None:
    match = placer.targets.best(text, GOAL)
    if not match or match.score < ALIKE:
        return None
    return match.target.area, match.target.id, match.score


def _linear(placer: "Placer", cells: dict[int, list[Numbered]]) -> None:
    for column in sorted(cells):
        for number, line in cells[column]:
            placer.line(number, line)


# The present situation.


def _situation(placer: "Placer", table: _Table) -> None:
    rows: list[Row] = []
    for index in sorted(table.rows):
        cells = table.rows[index]
        if index < table.head:
            _linear(placer, cells)
        elif index == table.head or _text_of_row(cells) == _text_of_row(table.rows.get(table.head, {})):
            _labels(placer, cells)
        else:
            _situation_row(placer, table, cells, rows)
    placer.found.situation += rows
    placer.zone, placer.area, placer.goal = LOST, "", ""


def _situation_row(placer: "Placer", table: _Table, cells: dict[int, list[Numbered]], rows: list[Row]) -> None:
    row, held = Row(), {}
    for column in sorted(cells):
        lines = [line for _number, line in cells[column] if line.text or line.pictures]
        name = table.columns.get(column, parts.AREA if column == 0 else "")
        if name == parts.AREA:
            row.name += lines
        elif name in COLUMNS:
            held[name] = lines
        elif name == parts.NUMBER:
            placer.found.labels += lines
        else:
            placer.spare += lines
    if not row.name and rows:  # a page ended in the middle of a row
        for name, lines in held.items():
            rows[-1].cells.setdefault(name, []).extend(lines)
        return
    row.cells = held
    row.area = area_of(" ".join(line.text for line in row.name), placer.targets)
    rows.append(row)
    placer.settle(" ".join(line.text for line in row.name))


def _labels(placer: "Placer", cells: dict[int, list[Numbered]]) -> None:
    for lines in cells.values():
        placer.found.labels += [line for _number, line in lines]


def _text_of_row(cells: dict[int, list[Numbered]]) -> str:
    return " ".join(_text(cells[column]) for column in sorted(cells))


# Goals, and what is done for them.


def _plan(placer: "Placer", table: _Table) -> None:
    placer.end_situation()
    columns = dict(table.columns)
    if parts.GOAL not in columns.values() and parts.AREA not in columns.values() and 0 not in columns:
        columns[0] = parts.GOAL
    if parts.ACTION not in columns.values() and (free := [c for c in range(table.width) if c not in columns]):
        columns[free[0]] = parts.ACTION
    for index in sorted(table.rows):
        cells = table.rows[index]
        heads = sum(parts.column(_text(lines)) != "" for lines in cells.values()) >= 2
        if index < table.head:
            _linear(placer, cells)
        elif index == table.head or heads:
            _labels(placer, cells)
        elif _across(table, cells):
            _linear(placer, cells)
        else:
            _plan_row(placer, columns, cells)


def _across(table: _Table, cells: dict[int, list[Numbered]]) -> bool:
    """Whether a row is one cell over all columns: a heading, or a list of what is national."""
    if len(cells) != 1:
        return False
    cell = next(iter(cells.values()))[0][1].cell
    return bool(cell and cell.column == 0 and cell.span >= max(table.width, 2))


def _plan_row(placer: "Placer", columns: dict[int, str], cells: dict[int, list[Numbered]]) -> None:
    named: dict[str, list[Numbered]] = {}
    for column in sorted(cells):
        named.setdefault(columns.get(column, ""), []).extend(cells[column])
    if area := named.pop(parts.AREA, None):
        _area(placer, area)
    for _number, line in named.pop(parts.NUMBER, []):
        placer.found.labels.append(line)
    if goal := named.pop(parts.GOAL, None):
        _head(placer, goal, bool(named))
    fields = {name: [line for _n, line in named.pop(name)] for name in _FIELDS if name in named}
    actions = [line for _n, line in named.pop(parts.ACTION, []) if line.text or line.pictures]
    for lines in named.values():  # a column without a name
        actions += [line for _n, line in lines if line.text or line.pictures]
    _actions(placer, actions, fields)


def _area(placer: "Placer", lines: list[Numbered]) -> None:
    match = placer.targets.best(_text(lines), AREA)
    if not match or match.score < ALIKE:
        _linear(placer, {0: lines})
        return
    placer.settle(_text(lines))
    if match.target.area != placer.area:
        placer.area, placer.goal, placer.zone = match.target.area, "", LOST
    placer.found.national += [National(line, match.target.wording) for _number, line in lines]


def _head(placer: "Placer", lines: list[Numbered], beside: bool) -> None:
    """The cell with the goal: a national one, or one of the branch's own where such are to stand."""
    first = lines[0][1]
    whole = first._replace(text=_text(lines), markdown=" ".join(line.markdown for _n, line in lines))
    if found := _goal(placer, whole.text):
        placer.head(found[:2], whole, found[2])
    elif len(lines) > 1 and (found := _goal(placer, first.text)):
        placer.head(found[:2], first, found[2])
        placer.found.answer(found[:2]).content += [line for _n, line in lines[1:]]
    elif placer.overview.area(lines[0][0]) or (len(lines) == 1 and parts.section(first.text)):
        _linear(placer, {0: lines})
    elif placer.zone == parts.LOCAL:
        placer.settle(whole.text)
        placer.found.local.setdefault(placer.area, []).append(LocalGoal(whole))
    elif len(lines) > 1 or not beside:
        _linear(placer, {0: lines})
    else:
        placer.goal, placer.zone = "", LOST
        placer.spare.append(first)


def _actions(placer: "Placer", actions: list[Line], fields: dict[str, list[Line]]) -> None:
    """Put the actions of a row under the goal that it is about; without one, all of the row stays unplaced."""
    made, left = _doings(actions, fields)
    if placer.zone == parts.LOCAL:
        _local(placer, made)
    elif placer.goal:
        placer.found.answer((placer.area, placer.goal)).content += made
    else:
        made, left = [], [*actions, *(line for lines in fields.values() for line in lines)]
    if made:
        placer.settle(_lines(made)[0].text)
    placer.spare += left


def _local(placer: "Placer", made: list[Line | Doing]) -> None:
    """Under a goal of the branch's own in the same row; where there is none, each action is a goal itself."""
    goals = placer.found.local.setdefault(placer.area, [])
    lines = _lines(made)
    if goals and lines and goals[-1].goal.cell and lines[0].cell and goals[-1].goal.cell[:2] == lines[0].cell[:2]:
        goals[-1].content += made
        return
    for piece in made:
        own = _lines([piece])
        if not isinstance(piece, Doing):
            goals.append(LocalGoal(piece))
        elif piece.fields:
            goals.append(LocalGoal(own[0], [piece]))
        else:
            goals.append(LocalGoal(own[0], list(own[1:])))


def _lines(made: list[Line | Doing]) -> list[Line]:
    found: list[Line] = []
    for piece in made:
        if isinstance(piece, Doing):
            found += piece.lines or [line for lines in piece.fields.values() for line in lines]
        else:
            found.append(piece)
    return found


def _doings(actions: list[Line], fields: dict[str, list[Line]]) -> tuple[list[Line | Doing], list[Line]]:
    """The actions of a row with their fields, and what cannot be said to belong to one of them."""
    fields = {name: lines for name, lines in fields.items() if any(line.text for line in lines)}
    if not fields:
        return list(actions), []
    points: list[Doing] = []
    for line in actions:
        if not points or line.item or not any(held.item for held in actions):
            points.append(Doing())
        points[-1].lines.append(line)
    if len(points) < 2:
        return [Doing(actions, fields)], []
    left: list[Line] = []
    for name, lines in fields.items():
        if len(lines) not in (1, len(points)):
            left += lines
            continue
        for number, doing in enumerate(points):
            doing.fields[name] = [lines[number % len(lines)]]
    if left and not any(line.item for line in actions):  # paragraphs of one action
        return [Doing(actions, fields)], []
    return list(points), left
