"""A line of a document that came by mail: what it says, and all that its look says of it."""

from collections.abc import Sequence
from itertools import pairwise
from typing import NamedTuple


class Cell(NamedTuple):
    """Where in a table something stands: which table, row and column, counted from 0; and how many it takes.

    `span` are its columns, `down` its rows.
    """

    table: int
    row: int
    column: int
    span: int = 1
    down: int = 1


class Printed(NamedTuple):
    """A line as it is printed, in a text or a PDF.

    `left`, `right`, `top` and `height` are in points, or in letters and lines; `page` counts from 1, 0 in a text.
    """

    text: str
    page: int = 0
    left: float = 0
    right: float = 0
    top: float = 0
    height: float = 0
    bold: bool = False


class Line(NamedTuple):
    """A paragraph, a point or a heading; or, where a document was torn, a line as it was printed.

    `text` is its words, and `markdown` the same with what is bold, linked or to be escaped. `level` is that of a
    heading (0: none), `depth` that of a list; `item` says that a point begins here, `number` what was in front.
    `place` counts the lines; `page` and `origin`, the line or paragraph of the document, say where it comes from. `gap`
    says that there is an empty line above, `tab` that it begins a cell of a table that has become text, `leads` that it
    stood in front of the next in the same paragraph, and `left` and `right` from where to where it reaches, where that
    is known. `holds` is the cell of the situation that only its place says it is (`LABEL`: the head of one); `facing`
    is the cell that it stands in if what is beside it on the page are the columns of a table, where each line of the
    page is a row; `aside` says that somebody wrote it around or into a plan that is quoted in a mail.
    """

    text: str
    markdown: str
    place: int = 0
    page: int = 0
    origin: int = 0
    level: int = 0
    bold: bool = False
    depth: int = 0
    item: bool = False
    number: str = ""
    cell: Cell | None = None
    gap: bool = False
    tab: bool = False
    left: float = 0
    right: float = 0
    quote: bool = False
    pictures: tuple[str, ...] = ()
    leads: bool = False
    holds: str = ""
    aside: bool = False
    facing: Cell | None = None

    @property
    def titled(self) -> bool:
        """Whether it looks like a heading, by itself."""
        return bool(self.level or self.bold or self.leads or (self.number and not self.item))

    def cut(self, start: int, end: int | None = None) -> "Line":
        """Return some of its words, as a line."""
        return self._words(self.text.split(" "), self.markdown.split(" "), start, end)

    def cuts(self, edges: Sequence[int]) -> list["Line"]:
        """Return its words from each edge to the next, as lines."""
        words, marked = self.text.split(" "), self.markdown.split(" ")
        return [self._words(words, marked, start, end) for start, end in pairwise(edges) if start < end]

    def _words(self, words: list[str], marked: list[str], start: int, end: int | None) -> "Line":
        text, markdown = " ".join(words[start:end]), " ".join(marked[start:end])
        same = len(words) == len(marked) and markdown.count("**") % 2 == 0
        return self._replace(text=text, markdown=markdown if same else text)
