"""The lines of a text, as they are printed: where each begins, and how long it is, in letters."""

from hplan.core.incoming.read import Printed


def printed_lines(text: str) -> tuple[Printed, ...]:
    """Return the lines of a text; empty ones too, which say where a paragraph or a cell ends."""
    found = []
    for number, line in enumerate(text.replace("\f", "\n").split("\n")):
        words = line.strip(" \xa0")
        left = len(line) - len(line.lstrip(" \xa0"))
        found.append(Printed(words, 0, left, left + len(words), number, 1))
    return tuple(found)
