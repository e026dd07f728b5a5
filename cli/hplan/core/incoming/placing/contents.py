"""The table of contents of a document: lines that come again as headings, each with the number of its page."""

import re
from collections.abc import Sequence

from hplan.core.incoming.known.compare import words
from hplan.core.incoming.lines.line import Line

_LEAST = 3  # entries
_COMES = 0.6  # of them stand again below
_LONG = 4  # figures, which no number of a page has
_BETWEEN = ".…·_ \t\xa0"  # what leads from the words to the number


def contents(lines: Sequence[Line]) -> frozenset[int]:
    """Return the numbers of the lines that are the entries of a table of contents."""
    entries = _entries(lines)
    if len(entries) < _LEAST:
        return frozenset()
    where = {_said(line.text): number for number, line in enumerate(lines)}  # the last time
    found, run, page = set[int](), list[tuple[str, list[int]]](), 0
    for text, number, numbers in [*entries, ("", 0, [])]:
        follows = run and numbers and numbers[0] == run[-1][1][-1] + 1 and number >= page
        if not follows:
            found.update(_sure(run, where))
            run = []
        if text:
            run.append((text, numbers))
        page = number
    return frozenset(found)


def _entries(lines: Sequence[Line]) -> list[tuple[str, int, list[int]]]:
    """What may be entries: their words, their pages, and the lines that they are."""
    found = []
    for number, line in enumerate(lines):
        after = lines[number + 1] if number + 1 < len(lines) else line
        same = line.cell and after.cell and after.cell[:2] == line.cell[:2] and not line.cell.column
        if (same or line.leads) and after.text.isdecimal() and len(after.text) < _LONG:
            found.append((line.text, int(after.text), [number, number + 1]))
        elif not line.cell and (held := _parted(line.text)):
            found.append((*held, [number]))
    return found


def _parted(text: str) -> tuple[str, int] | None:
    """The words of a line and the number at its end, where blanks or dots lead there."""
    before = text.rstrip("0123456789")
    said = before.rstrip(_BETWEEN)
    page, led = text[len(before) :], before[len(said) :]
    if not 0 < len(page) < _LONG or not any(map(str.isalnum, said)):
        return None
    return (said, int(page)) if len(led) > 1 or led.isspace() else None


def _sure(run: Sequence[tuple[str, list[int]]], where: dict[str, int]) -> list[int]:
    """The lines of a run of entries, if most of them stand again below it."""
    if len(run) < _LEAST:
        return []
    last = run[-1][1][-1]
    again = sum(where.get(_said(text), -1) > last for text, _numbers in run)
    return [number for _text, numbers in run for number in numbers] if again >= _COMES * len(run) else []


def _said(text: str) -> str:
    """The words of a line, without the number in front, which Word may make itself."""
    return " ".join(words(re.sub(r"^[\d.]+\s+", "", text)))
