"""Tables of several columns: the present situation, and goals with actions and who does them by when."""

from hplan.core.incoming.known import words_of_plans as parts
from hplan.core.incoming.placing.form_table import is_form, take_form
from hplan.core.incoming.placing.found import Row
from hplan.core.incoming.placing.placer import Placer
from hplan.core.incoming.placing.plan_table import columns_of, take_plan
from hplan.core.incoming.placing.situation import area_of
from hplan.core.incoming.placing.table_rows import Numbered, Table, heading_above, labels, linear, table_of, text_of_row
from hplan.core.incoming.placing.walk import LOST


def take_table(placer: Placer, numbered: list[Numbered]) -> bool:
    """Take in a table; return False, and nothing taken, where it only frames lines that follow each other."""
    table = table_of(numbered)
    if table.width < 2:
        return False
    again = placer.overview.again_in_tables
    if is_form(table, again):
        return take_form(placer, table, again)
    names = set(table.columns.values())
    if len(names & set(parts.SITUATION_COLUMNS)) >= 2:
        heading_above(placer, numbered[0][1])
        _situation(placer, table._replace(columns=_all_named(table)))
        return True
    if placer.zone == parts.SITUATION and table.width == len(parts.SITUATION_COLUMNS) + 1 and table.head < 0:
        _situation(placer, table._replace(columns=dict(enumerate((parts.AREA, *parts.SITUATION_COLUMNS)))))
        return True
    columns = columns_of(placer, table)
    if columns:
        above = placer.lines[numbered[0][0] - 1]
        if parts.GOAL in columns.values() and not placer.overview.heads(above):
            heading_above(placer, numbered[0][1])
        take_plan(placer, table._replace(columns=columns))
    return bool(columns)


# The present situation.


def _all_named(table: Table) -> dict[int, str]:
    """The columns, those without a name by what is lacking, if as many are."""
    free = [column for column in range(table.width) if column not in table.columns]
    lacking = [name for name in (parts.AREA, *parts.SITUATION_COLUMNS) if name not in table.columns.values()]
    return dict(table.columns) | (dict(zip(free, lacking, strict=True)) if len(free) == len(lacking) else {})


def _situation(placer: Placer, table: Table) -> None:
    rows: list[Row] = []
    head = text_of_row(table.rows.get(table.head, {}))
    for index in sorted(table.rows):
        cells = table.rows[index]
        if index < table.head:
            linear(placer, cells)
        elif index == table.head or text_of_row(cells) == head:
            labels(placer, cells)
        else:
            _situation_row(placer, table, cells, rows)
    placer.found.situation += rows
    placer.zone, placer.area, placer.goal = LOST, "", ""


def _situation_row(placer: Placer, table: Table, cells: dict[int, list[Numbered]], rows: list[Row]) -> None:
    row, held = Row(), {}
    for column in sorted(cells):
        lines = [line for _number, line in cells[column] if line.text or line.pictures]
        name = table.columns.get(column, parts.AREA if column == 0 else "")
        if name == parts.AREA:
            row.name += lines
        elif name in parts.SITUATION_COLUMNS:
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
