"""Pandoc's blocks as lines, in the order of reading, with what structure says of each."""

import html
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from hplan.core.incoming.lines.line import Cell, Line
from hplan.core.incoming.lines.markdown import escaped
from hplan.core.incoming.lines.repair import BULLETS, repaired
from hplan.core.incoming.reading.inlines import Words, lines_of

_NUMBER = re.compile(r"^(?:\(?\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z]\))(?=\s)")
# What is not closed goes on to the end, so that nobody looks for its end again and again.
_MARKS = re.compile(r"(?s)<!--.*?(-->|\Z)|<(script|style)\b.*?(</\2>|\Z)|<[^<>]*>")
_MARK = re.compile(r"<[^<>]*>")
_COLUMNS = 100  # of a table: what stands to the right of them, stands in the last
_TYPED = re.compile(rf"^(?:[{re.escape(BULLETS.replace('o', '').replace('*', ''))}]|[*o](?=\s))\s*(?=\S)")


def _unmarked(found: re.Match[str]) -> str:
    """What a reader sees of a mark: nothing; of one that is not closed, all that it would hide to the end."""
    return _MARK.sub("\n", found[0]) if "" in (found[1], found[3]) else "\n"


class _Where(NamedTuple):
    depth: int = 0
    item: bool = False
    number: str = ""
    cell: Cell | None = None
    quote: bool = False


def lines_of_blocks(blocks: tuple[dict[str, Any], ...]) -> Iterator[Line]:
    """Return the lines of a document."""
    return _Reader().blocks(blocks, _Where())


class _Reader:
    def __init__(self) -> None:
        self.tables = 0
        self.place = 0
        self.gap = False

    def blocks(self, blocks: Any, where: _Where) -> Iterator[Line]:
        for number, block in enumerate(blocks):
            first = where if number == 0 else where._replace(item=False, number="")
            yield from self.block(block["t"], block.get("c"), first)

    def block(self, kind: str, value: Any, where: _Where) -> Iterator[Line]:
        if kind in ("Para", "Plain"):
            yield from self.paragraph(value, where, 0)
        elif kind == "LineBlock":
            for line in value:
                yield from self.paragraph(line, where, 0)
        elif kind == "Header":
            yield from self.paragraph(value[2], where, value[0])
        elif kind in ("BulletList", "OrderedList"):
            begin, items = (value[0][0], value[1]) if kind == "OrderedList" else (0, value)
            for number, item in enumerate(items, begin):
                named = str(number) if kind == "OrderedList" else ""
                yield from self.blocks(item, where._replace(depth=where.depth + 1, item=True, number=named))
        elif kind == "Table":
            yield from self.table(value, where)
        else:
            yield from self.other(kind, value, where)

    def other(self, kind: str, value: Any, where: _Where) -> Iterator[Line]:
        if kind == "DefinitionList":
            for term, definitions in value:
                yield from self.paragraph(term, where, 0)
                for definition in definitions:
                    yield from self.blocks(definition, where)
        elif kind == "BlockQuote":
            yield from self.blocks(value, where._replace(quote=True))
        elif kind in ("Div", "Figure"):
            yield from self.blocks(value[-1], where)
        elif kind == "CodeBlock":
            for text in value[1].split("\n"):
                yield from self.words([Words(text.strip(), escaped(text.strip()), (), False)], where, 0)
        elif kind == "RawBlock" and value[0] == "html":
            for text in _MARKS.sub(_unmarked, value[1]).split("\n"):
                said = html.unescape(text).strip()
                yield from self.words([Words(said, escaped(said), (), False)], where, 0)

    def paragraph(self, inlines: Any, where: _Where, level: int) -> Iterator[Line]:
        lines = lines_of(inlines)
        if not lines:
            self.gap = True
        yield from self.words(lines, where, level)

    def words(self, lines: list[Words], where: _Where, level: int) -> Iterator[Line]:
        for count, line in enumerate(lines):
            if not (line.text or line.pictures):
                continue
            self.place += 1
            yield _line(
                line, where if count == 0 else where._replace(item=False, number=""), level, self.place, self.gap
            )
            self.gap = False

    def table(self, value: Any, where: _Where) -> Iterator[Line]:
        _attributes, caption, _columns, head, bodies, foot = value
        yield from self.blocks(caption[1] or [], where)
        number = self.tables = self.tables + 1
        rows = [*head[1], *(row for body in bodies for row in (*body[2], *body[3])), *foot[1]]
        taken: dict[int, int] = {}  # columns that a cell above reaches down into, and the first row that is free
        for count, (_row, cells) in enumerate(rows):
            column = 0
            for _cell, _align, down, across, content in cells:
                while taken.get(column, 0) > count:
                    column += 1
                column = min(column, _COLUMNS)
                yield from self.blocks(content, _Where(cell=Cell(number, count, column, across, down)))
                for spanned in range(column, min(column + across, _COLUMNS)):
                    taken[spanned] = count + down
                column += across


def _line(words: Words, where: _Where, level: int, place: int, gap: bool) -> Line:
    text, markdown = repaired(words.text), repaired(words.markdown)
    item, number, depth = where.item, where.number, where.depth
    if not level and (typed := _TYPED.match(text)) and not words.bold:
        text, item, depth = text[typed.end() :], True, max(depth, 1)
        markdown = re.sub(rf"^\\?{re.escape(typed[0].strip())}\s*", "", markdown)
    elif not number and (found := _NUMBER.match(text)) and len(text) > found.end():
        number = found[0].strip("().")
    return Line(
        text, markdown, place, level=level, bold=words.bold, depth=depth, item=item, number=number,
        cell=where.cell, gap=gap, quote=where.quote, pictures=words.pictures,
    )  # fmt: skip
