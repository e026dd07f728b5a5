"""A document as lines, whatever its format: read, repaired, and joined where it was torn."""

from hplan.core.incoming.blocks import lines_of_blocks
from hplan.core.incoming.join import joined
from hplan.core.incoming.line import Line
from hplan.core.incoming.read import PDF, TEXT, Incoming
from hplan.core.incoming.run_in import parted
from hplan.core.incoming.tabs import in_cells
from hplan.core.incoming.targets import Targets


def stream(incoming: Incoming, targets: Targets) -> list[Line]:
    """Return the lines of a document, in the order of reading."""

    def alike(text: str) -> float:
        found = targets.matches(text)
        return found[0].score if found and not found[0].short else 0.0

    if incoming.kind == PDF:
        from hplan.core.incoming.layout import lines_of_pages

        lines = lines_of_pages(incoming.printed)
    elif incoming.kind == TEXT:
        from hplan.core.incoming.text import lines_of_text

        lines = lines_of_text(incoming.printed)
    else:
        lines = in_cells(lines_of_blocks(incoming.blocks), incoming.tabs)
    found = joined(lines, alike, incoming.kind in (PDF, TEXT))
    return [line._replace(place=number, origin=line.place) for number, line in enumerate(parted(found, targets), 1)]
