"""Paragraphs of a Word document that tabs part, as if they were tables. Pandoc makes spaces of them."""

import re
from collections.abc import Iterator, Mapping, Sequence
from itertools import groupby
from typing import TYPE_CHECKING

from hplan.core.incoming.lines.line import Cell, Line
from hplan.core.incoming.lines.repair import repaired
from hplan.core.incoming.reading.packed import walked

if TYPE_CHECKING:
    from xml.etree import ElementTree as ET

_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_LEADS = re.compile(r"\W|o|[(]?\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z][.)]")  # a bullet or a number, before a tab of its own
_LEAST = 3  # lines of a document that tabs part, before they are the rows of tables
_FIRST = 10_000  # the number of the first such table; others are counted from 1


def tabbed(document: bytes) -> dict[str, tuple[str, ...]]:
    """Return what tabs part each line of a document into that has any, by the words of the line."""
    if b"<w:tab/>" not in document:
        return {}
    from xml.etree import ElementTree as ET  # few documents have tabs

    try:
        root = ET.fromstring(document)  # noqa: S314 (no DOCTYPE, so no entities)
    except ET.ParseError:
        return {}
    found: dict[str, tuple[str, ...]] = {}
    for paragraph in root.iter(f"{_WORD}p"):
        for line in "".join(_said(paragraph)).split("\n"):
            pieces = [repaired(piece) for piece in line.split("\t")]
            if len(pieces) > 2 and _LEADS.fullmatch(pieces[0]):
                pieces[:2] = [f"{pieces[0]} {pieces[1]}"]
            if len(pieces) > 1 and any(pieces[1:]) and not _LEADS.fullmatch(pieces[0]):
                found[" ".join(filter(None, pieces))] = tuple(pieces)
    return found


def _said(paragraph: "ET.Element") -> Iterator[str]:
    for run in walked(paragraph, {f"{_WORD}p"}):
        for part in run if run.tag == f"{_WORD}r" else ():
            if part.tag == f"{_WORD}t":
                yield (part.text or "").replace("\n", " ").replace("\t", " ")
            elif part.tag == f"{_WORD}tab":
                yield "\t"
            elif part.tag in (f"{_WORD}br", f"{_WORD}cr"):
                yield "\n"


def in_cells(lines: Sequence[Line], tabs: Mapping[str, tuple[str, ...]]) -> Iterator[Line]:
    """Yield lines of which those that tabs part stand in cells, where several do below each other."""
    if sum(bool(pieces[0]) for pieces in tabs.values()) < _LEAST:
        yield from lines
        return
    table = _FIRST
    for parted, group in groupby(lines, key=lambda line: line.cell is None and not line.level and line.text in tabs):
        held = list(group)
        rows = [tabs[line.text] for line in held] if parted else []
        if not any(row[0] for row in rows):
            yield from held
            continue
        table += 1
        counted = not any("" in row[1:] and row[0] for row in rows)  # else several tabs lead to one column
        for number, (line, row) in enumerate(zip(held, rows, strict=True)):
            yield from _cells(line, row, Cell(table, number, 0), counted=counted)


def _cells(line: Line, row: tuple[str, ...], cell: Cell, *, counted: bool) -> Iterator[Line]:
    edges, columns, column = [0], list[int](), 0
    for number, piece in enumerate(row):
        if piece:
            edges.append(edges[-1] + len(piece.split(" ")))
            columns.append(number if counted else column)
        column += bool(piece) or number == 0
    for part, held in zip(line.cuts(edges), columns, strict=True):
        yield part._replace(cell=cell._replace(column=held))
