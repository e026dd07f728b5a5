"""A document as lines, whatever its format: read, repaired, and joined where it was torn."""

from collections.abc import Iterable
from itertools import islice

from hplan.core.incoming.known.targets import Targets
from hplan.core.incoming.lines.join import joined
from hplan.core.incoming.lines.ligatures import restored
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.lines.run_in import parted
from hplan.core.incoming.lines.signed import signed
from hplan.core.incoming.placing.told import told_by_area
from hplan.core.incoming.placing.told_rows import told_in_rows
from hplan.core.incoming.reading.begin import PDF, TEXT
from hplan.core.incoming.reading.read import Incoming
from hplan.errors import StopError
from hplan.i18n import N_

_MOST = 12_000  # lines: 200 full pages


def stream(incoming: Incoming, targets: Targets) -> list[Line]:
    """Return the lines of a document, in the order of reading."""

    longest = 2 * max((len(known.folded) for known in targets.known), default=0)

    def alike(text: str) -> float:
        found = targets.matches(text) if len(text) <= longest else ()  # one that is longer is as like none
        return found[0].score if found and not found[0].short else 0.0

    if incoming.kind == PDF:
        lines: Iterable[Line] = incoming.lines
    elif incoming.kind == TEXT:
        from hplan.core.incoming.reading.text import lines_of_text

        lines = lines_of_text(incoming.printed)
    else:
        from hplan.core.incoming.reading.blocks import lines_of_blocks
        from hplan.core.incoming.reading.tabs import in_cells

        lines = in_cells(_bounded(lines_of_blocks(incoming.blocks), incoming), incoming.tabs)
    held = _bounded(lines, incoming)
    if incoming.kind in (PDF, TEXT):
        held = restored(held, (known.target.wording for known in targets.known))
    if incoming.kind == PDF and any(line.facing for line in held):
        from hplan.core.incoming.lines.in_rows import in_rows  # few PDFs have columns

        held = in_rows(held, targets)
    found = joined(held, alike, incoming.kind in (PDF, TEXT))
    pieces = _bounded(parted(signed(found, targets), targets), incoming)
    pieces = told_by_area(told_in_rows(pieces, targets), targets)
    return [line._replace(place=number, origin=line.place) for number, line in enumerate(pieces, 1)]


def _bounded(lines: Iterable[Line], incoming: Incoming) -> list[Line]:
    """Lines, if they are no more than any plan has."""
    held = list(islice(lines, _MOST + 1))
    if len(held) > _MOST:
        raise StopError(N_("{path} is longer than any plan; it is not read"), path=incoming.path)
    return held
