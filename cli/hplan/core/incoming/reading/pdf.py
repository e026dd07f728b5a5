"""Reads the text of a PDF, through pdf_process.py: pieces that stand beside each other become lines."""

import json
from pathlib import Path
from typing import Any, NamedTuple

from hplan.core.incoming.lines.line import Cell, Line
from hplan.core.incoming.reading.running import Running
from hplan.errors import StopError
from hplan.i18n import N_, Message

_MAX_ANSWER = 48 << 20
_WRONG = {
    "locked": N_("{path} is locked with a password; save it without one"),
    "long": N_("{path} is longer than any plan; it is not read"),
    "broken": N_("{path} is broken; ask for it as a Word file"),
}


class Pages(NamedTuple):
    """The pages of a PDF: their lines, what their heads and feet say, and what is to be said of them."""

    lines: tuple[Line, ...]
    names: tuple[str, ...]
    notes: tuple[Message, ...]


def read_pdf(path: Path, running: Running) -> Pages:
    """Return the lines of a PDF in the order of reading. Raises StopError, which names the file."""
    said, _code = running.answer(_MAX_ANSWER)
    try:
        answer: dict[str, Any] = json.loads(said)
    except ValueError:
        raise StopError(N_("{path} takes too long or too much memory to read"), path=path) from None
    if "error" in answer:
        raise StopError(_WRONG[answer["error"]], path=path)
    if len(answer["empty"]) == answer["pages"]:
        named = ", ".join(map(str, answer["empty"][:20]))
        raise StopError(
            N_("{path} has no text, only pictures of it (page {pages}); scan it as text"), path=path, pages=named
        )
    notes = []
    if answer["scanned"]:
        named = ", ".join(map(str, answer["scanned"]))
        notes.append(Message.of(N_("page {pages} is only a picture; what it says must be typed"), pages=named))
    if answer["pictures"]:
        named = ", ".join(map(str, answer["pictures"]))
        notes.append(Message.of(N_("pictures on page {pages} are not taken along from a PDF"), pages=named))
    return Pages(tuple(map(_line, answer["lines"])), tuple(answer["names"]), tuple(notes))


def _line(fields: list[Any]) -> Line:
    line = Line(*fields)
    facing = Cell(*line.facing) if line.facing else None
    return line._replace(cell=Cell(*line.cell) if line.cell else None, facing=facing, pictures=())
