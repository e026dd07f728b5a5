"""Tables that are forms: each row says in its first cell what the next holds, for a goal or a row of the situation."""

from collections.abc import Collection, Iterator
from typing import NamedTuple

from hplan.core.incoming.known import words_of_plans as parts
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.placing.found import Row
from hplan.core.incoming.placing.placer import Placer
from hplan.core.incoming.placing.plan_table import FIELDS, put_actions, take_area, take_head
from hplan.core.incoming.placing.situation import area_of
from hplan.core.incoming.placing.table_rows import Numbered, Table, labels, linear, words_in
from hplan.core.incoming.placing.walk import LOST

_LEAST = 2  # fields of an action, or cells of the situation, before a table is a form


class _Said(NamedTuple):
    """A row of a form: what its label says that it holds, the label, and what stands beside it."""

    name: str
    label: list[Numbered]
    value: list[Numbered]


def is_form(table: Table, again: Collection[str]) -> bool:
    """Whether each row says in its first cell what the next holds; `again` are the labels that others have too."""
    rows = [row for row in table.rows.values() if 0 in row and (len(row) > 1 or not _across(row[0]))]
    first = [parts.bare(words_in(row[0])) for row in rows]
    known = sum(bool(parts.column(text)) or text.lower() in again for text in first)
    return table.head < 0 and known >= _LEAST and known * 2 >= len(first)


def take_form(placer: Placer, table: Table, again: Collection[str]) -> bool:
    """Take in a form that says more than which goal and which actions; return False, and nothing taken, for another."""
    said = list(_said(table))
    names = {row.name for row in said}
    if len(names & set(parts.SITUATION_COLUMNS)) >= _LEAST:
        _situation(placer, said)
        return True
    of_many = any(not row.name and parts.bare(words_in(row.label)).lower() in again for row in said)
    if len({_in_plan(name) for name in names} & {*FIELDS}) < _LEAST and not of_many:
        return False
    placer.end_situation()
    zone, pending = placer.zone, list[_Said]()  # what says of one action all that is said of it
    for row in _with_actions([row._replace(name=_in_plan(row.name)) for row in said]):
        if row.name not in FIELDS or any(row.name == held.name for held in pending):
            _action(placer, pending)
            pending = []
        if row.name in (parts.ACTION, *FIELDS):
            pending.append(row)
        else:
            _other(placer, row)
    _action(placer, pending)
    if placer.zone == parts.LOCAL != zone:  # one of the branch's own, among others
        placer.zone = LOST
    return True


def _across(cell: list[Numbered]) -> bool:
    return any(line.cell and line.cell.span > 1 for _number, line in cell)


def _said(table: Table) -> Iterator[_Said]:
    for index in sorted(table.rows):
        cells = table.rows[index]
        beside = [held for column in sorted(cells) if column for held in cells[column]]
        label = cells.get(0, [])
        if not beside and _across(label):
            yield _Said("", [], label)
            continue
        name = parts.column(parts.bare(words_in(label)))
        yield _Said(parts.GOAL if not name and beside and _own(label) else name, label, beside)


def _own(label: list[Numbered]) -> bool:
    return parts.section(words_in(label)) == parts.LOCAL


def _in_plan(name: str) -> str:
    """What a label means beside those of an action: how far it has come now, not how things are."""
    return parts.STATUS if name == parts.NOW else name


def _with_actions(said: list[_Said]) -> Iterator[_Said]:
    """The rows of a form; a label that nobody has heard of is that of the actions, where none other is.

    It stands before the first field of each action.
    """
    known = any(row.name == parts.ACTION for row in said)
    for number, row in enumerate(said):
        field = number + 1 < len(said) and said[number + 1].name in FIELDS
        begins = number == 0 or said[number - 1].name in (parts.GOAL, *FIELDS)
        unknown = not row.name and bool(row.label) and not known
        yield row._replace(name=parts.ACTION) if unknown and begins and (field or not row.value) else row


def _other(placer: Placer, row: _Said) -> None:
    """The goal or the area that a form is about, and what is no part of an action."""
    labels(placer, {0: row.label} if row.name else {})
    if row.name == parts.GOAL and row.value:
        if _own(row.label):
            placer.goal, placer.zone = "", parts.LOCAL
        take_head(placer, row.value, beside=True)
    elif row.name == parts.AREA and row.value:
        take_area(placer, row.value)
    else:
        linear(placer, {0: [] if row.name else row.label, 1: row.value})


def _action(placer: Placer, said: list[_Said]) -> None:
    """An action with its fields, each in a row of its own."""
    actions, fields = list[Line](), dict[str, list[Line]]()
    for row in said:
        labels(placer, {0: row.label})
        lines = [line for _number, line in row.value if line.text or line.pictures]
        if row.name == parts.ACTION:
            actions += lines
        elif lines:
            fields[row.name] = lines
    if actions or fields:
        put_actions(placer, actions, fields, together=True)


def _situation(placer: Placer, said: list[_Said]) -> None:
    """Rows of the present situation, each a form or some rows of one."""
    rows: list[Row] = []
    for row in said:
        lines = [line for _number, line in row.value if line.text or line.pictures]
        if row.name == parts.AREA or (not row.name and row.label and not rows):
            labels(placer, {0: row.label})
            rows.append(Row(lines, area_of(" ".join(line.text for line in lines), placer.targets)))
        elif row.name in parts.SITUATION_COLUMNS:
            labels(placer, {0: row.label})
            if not rows or row.name in rows[-1].cells:
                rows.append(Row(area="" if rows else placer.area))
            rows[-1].cells[row.name] = lines
        elif row.label and not row.value:
            rows.append(Row([line for _number, line in row.label], area_of(words_in(row.label), placer.targets)))
        else:
            linear(placer, {0: row.label, 1: row.value})
    placer.found.situation += rows
    placer.settle(words_in([*said[0].label, *said[0].value]))
    placer.zone, placer.goal = LOST, ""
    if any(row.name for row in rows):
        placer.area = ""
