"""Tables with goals, and what is done for them: which column holds what, and whose each row is."""

from collections.abc import Callable

from hplan.core.incoming.known import words_of_plans as parts
from hplan.core.incoming.known.targets import ALIKE, AREA, GOAL, NAMED, Match
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.placing.facts import is_day
from hplan.core.incoming.placing.found import Doing, LocalGoal, National
from hplan.core.incoming.placing.placer import Placer
from hplan.core.incoming.placing.table_rows import Numbered, Table, labels, linear, shared, words_in
from hplan.core.incoming.placing.walk import LOST

FIELDS = (parts.RESPONSIBLE, parts.DEADLINE, parts.COST, parts.INDICATOR, parts.STATUS, parts.RESULT)


def columns_of(placer: Placer, table: Table) -> dict[int, str]:
    """Return what each column of a plan holds, by its head or by what stands in it; nothing for another table."""
    columns = dict(table.columns)
    named = set(columns.values())
    goals = _column(table, lambda text: _goal(placer, text) is not None)
    if not named & {parts.GOAL, parts.ACTION} and goals is None:
        return {}
    if parts.GOAL not in named and goals is not None and goals not in columns:
        columns[goals] = parts.GOAL
    areas = _column(table, lambda text: _area_match(placer, text) is not None)
    if parts.AREA not in columns.values() and areas is not None and areas not in columns:
        columns[areas] = parts.AREA
    if not {parts.GOAL, parts.AREA} & set(columns.values()) and 0 not in columns:
        columns[0] = parts.GOAL
    deadlines = _column(table, is_day)
    if parts.DEADLINE not in columns.values() and deadlines is not None and deadlines not in columns:
        columns[deadlines] = parts.DEADLINE
    free = [column for column in range(table.width) if column not in columns]
    after = [column for column in free if column > next((n for n, name in columns.items() if name == parts.GOAL), -1)]
    if parts.ACTION not in columns.values() and free:
        columns[(after or free)[0]] = parts.ACTION
    return columns


def _column(table: Table, holds: Callable[[str], bool]) -> int | None:
    """The column of which most cells hold something, where other cells stand beside them."""
    found: dict[int, int] = {}
    cells: dict[int, list[str]] = {}
    for row in table.rows.values():
        for column in row if len(row) > 1 else ():
            if column < table.width and (text := words_in(row[column])):
                cells.setdefault(column, []).append(text)
    for column in sorted(cells):
        count = sum(map(holds, cells[column]))
        if count and count * 2 >= len(cells[column]):
            found[column] = count
    return max(found, key=lambda column: found[column], default=None)


def _goal(placer: Placer, text: str) -> tuple[str, str, float] | None:
    match = placer.targets.best(text, GOAL)
    if not match or match.score < ALIKE:
        return None
    return match.target.area, match.target.id, match.score


def _area_match(placer: Placer, text: str) -> Match | None:
    match = placer.targets.best(text, AREA)
    if match and match.score >= ALIKE:
        return match
    named = placer.targets.mentioned(text, AREA)
    return Match(named[0], named[1], short=True) if named and named[1] >= NAMED else None


def take_plan(placer: Placer, table: Table) -> None:
    """Take in a table of goals and actions."""
    placer.end_situation()
    first, above = min(table.rows), dict[int, list[Numbered]]()
    for index in sorted(table.rows):
        cells = table.rows[index]
        heads = sum(parts.column(words_in(lines)) != "" for lines in cells.values()) >= 2
        if index < table.head:
            linear(placer, cells)
        elif index == table.head or heads or (index == first and _heads_nothing_known(placer, table, cells)):
            labels(placer, cells)
        elif _across(table, cells):
            _across_all(placer, cells)
        else:
            _plan_row(placer, table.columns, shared(table, index, above, FIELDS))
        above |= cells


def _heads_nothing_known(placer: Placer, table: Table, cells: dict[int, list[Numbered]]) -> bool:
    """Whether the first row is the heads of columns that nobody has heard of: all bold, and no other row is."""

    def bold(row: dict[int, list[Numbered]]) -> bool:
        return len(row) > 1 and all(line.bold or not line.text for lines in row.values() for _n, line in lines)

    known = any(_goal(placer, words_in(lines)) or _area_match(placer, words_in(lines)) for lines in cells.values())
    return table.head < 0 and not known and bold(cells) and sum(map(bold, table.rows.values())) == 1


def _across(table: Table, cells: dict[int, list[Numbered]]) -> bool:
    """Whether a row is one cell over all columns: a heading, or a list of what is national."""
    if len(cells) != 1:
        return False
    cell = next(iter(cells.values()))[0][1].cell
    return bool(cell and cell.column == 0 and cell.span >= max(table.width, 2))


def _across_all(placer: Placer, cells: dict[int, list[Numbered]]) -> None:
    """A row over all columns; after goals of the branch's own, one that looks like an area ends the area."""
    (number, line), *others = next(iter(cells.values()))
    unknown = not placer.overview.area(number) and not parts.section(line.text)
    if placer.zone == parts.LOCAL and not others and unknown and placer.overview.heads_area(line):
        placer.area, placer.goal, placer.zone = "", "", LOST
        placer.apart(line)
    else:
        linear(placer, cells)


def _plan_row(placer: Placer, columns: dict[int, str], cells: dict[int, list[Numbered]]) -> None:
    named: dict[str, list[Numbered]] = {}
    for column in sorted(cells):
        named.setdefault(columns.get(column, ""), []).extend(cells[column])
    if area := named.pop(parts.AREA, None):
        take_area(placer, area)
    for _number, line in named.pop(parts.NUMBER, []):
        placer.found.labels.append(line)
    if goal := named.pop(parts.GOAL, None):
        take_head(placer, goal, bool(named))
    fields = {name: [line for _n, line in named.pop(name)] for name in FIELDS if name in named}
    actions = [line for _n, line in named.pop(parts.ACTION, []) if line.text or line.pictures]
    for lines in named.values():  # a column without a name
        actions += [line for _n, line in lines if line.text or line.pictures]
    put_actions(placer, actions, fields)


def take_area(placer: Placer, lines: list[Numbered]) -> None:
    """The cell with the area: a national one, or the part with goals of the branch's own."""
    match = _area_match(placer, words_in(lines))
    if not match:
        if parts.section(words_in(lines)) == parts.LOCAL:
            placer.area = ""
        linear(placer, {0: lines})
        return
    placer.settle(words_in(lines))
    if match.target.area != placer.area:
        placer.area, placer.goal, placer.zone = match.target.area, "", LOST
    placer.found.national += [National(line, match.target.wording) for _number, line in lines]


def take_head(placer: Placer, lines: list[Numbered], beside: bool) -> None:
    """The cell with the goal: a national one, or one of the branch's own where such are to stand."""
    first = lines[0][1]
    whole = _one(lines)
    if count := parts.own_goal(first.text):
        placer.goal, placer.zone = "", parts.LOCAL
        placer.found.labels.append(first.cut(0, count))
        lines = [(lines[0][0], first.cut(count)), *lines[1:]]
        whole = _one(lines)
    if found := _goal(placer, whole.text):
        placer.head(found[:2], whole, found[2])
    elif len(lines) > 1 and (found := _goal(placer, first.text)):
        placer.head(found[:2], first, found[2])
        placer.found.answer(found[:2]).content += [line for _n, line in lines[1:]]
    elif placer.overview.area(lines[0][0]) or (len(lines) == 1 and parts.section(first.text)):
        linear(placer, {0: lines})
    elif match := _likely(placer, whole) if placer.zone != parts.LOCAL else None:
        key = (match.target.area, match.target.id)
        placer.found.answer(key).named |= match.short
        placer.head(key, whole, match.score)
    elif placer.zone == parts.LOCAL:
        placer.settle(whole.text)
        placer.found.local.setdefault(placer.area, []).append(LocalGoal(whole))
    elif len(lines) > 1 or not beside:
        linear(placer, {0: lines})
    else:
        placer.goal, placer.zone = "", LOST
        placer.spare.append(first)


def _one(lines: list[Numbered]) -> Line:
    return lines[0][1]._replace(text=words_in(lines), markdown=" ".join(line.markdown for _n, line in lines))


def _likely(placer: Placer, line: Line) -> Match | None:
    """The goal that a cell in the column of goals is about, worded anew, named by a few words or by its number."""
    taken = {key for key, answered in placer.found.answers.items() if answered.heading}
    above = (placer.area, placer.goal) if placer.goal else None
    return placer.overview.likely.goal(line, placer.area, taken, (above, None))


def put_actions(placer: Placer, actions: list[Line], fields: dict[str, list[Line]], *, together: bool = False) -> None:
    """Put the actions of a row under the goal that it is about; without one, all of the row stays unplaced.

    Where they stand `together`, the fields are those of one action.
    """
    made, left = _doings(actions, fields)
    if together and fields:
        made, left = [Doing(actions, fields)], []
    if placer.zone == parts.LOCAL:
        _local(placer, made, together)
    elif placer.goal:
        placer.found.answer((placer.area, placer.goal)).content += made
    else:
        made, left = [], [*actions, *(line for lines in fields.values() for line in lines)]
    if made:
        placer.settle(_lines(made)[0].text)
    placer.spare += left


def _local(placer: Placer, made: list[Line | Doing], together: bool) -> None:
    """Under a goal of the branch's own in the row, or above the table; without one, each action is a goal itself."""
    same = 1 if together else 2
    goals = placer.found.local.setdefault(placer.area, [])
    lines = _lines(made)
    if goals and lines and goals[-1].goal.cell is None and _above(placer, lines[0]) == goals[-1].goal.place:
        goals[-1].content += made
        return
    if goals and lines and goals[-1].goal.cell and lines[0].cell and goals[-1].goal.cell[:same] == lines[0].cell[:same]:
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


def _above(placer: Placer, line: Line) -> int:
    """The place of the line above the table that a line stands in."""
    table = line.cell.table if line.cell else 0
    known, place = placer.above_table
    if known != table or not known:
        place = line.place
        while place and (cell := placer.lines[place - 1].cell) and cell.table == table:
            place -= 1
        placer.above_table = table, place
    return place


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
