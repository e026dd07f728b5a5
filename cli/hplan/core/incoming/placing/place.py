"""Where in a plan everything in a document belongs: the rows of tables, and the lines, one by one."""

from collections.abc import Sequence
from itertools import groupby

from hplan.core.incoming.known.targets import Targets
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.placing.found import Found
from hplan.core.incoming.placing.placer import Placer


def place(lines: Sequence[Line], targets: Targets) -> Found:
    """Return where each line of a document belongs."""
    placer = Placer(lines, targets)
    for table, group in groupby(enumerate(placer.lines), key=lambda pair: pair[1].cell.table if pair[1].cell else 0):
        numbered = list(group)
        if table and _is_taken(placer, numbered):
            continue
        for number, line in numbered:
            placer.line(number, line)
    placer.end_situation()
    placer.end_told()
    placer.settle("")
    return placer.found


def _is_taken(placer: Placer, numbered: list[tuple[int, Line]]) -> bool:
    from hplan.core.incoming.placing.tables import take_table  # a document without tables needs none of it

    return take_table(placer, numbered)
