"""A document as a row of units: paragraphs, points and headings in order, whatever they stand in.

Word, LibreOffice and an editor of Markdown each rebuild lists and tables in their own way when a document is saved;
what a paragraph says, and after which it comes, is what they keep.
"""

import re
from collections.abc import Mapping, Sequence
from difflib import SequenceMatcher
from enum import Enum, auto
from types import MappingProxyType
from typing import NamedTuple

_BLANK = re.compile(r"[\s\u00a0\u202f]+")
_NUMBER = re.compile(r"(\d+\.\d+(?:\.\d+)*)(?:[\s\u00a0]+(?=\S)|$)")
_MARKUP = re.compile(r"\\(?=[^\w\s])|(?<!\w)[*_~]+|[*_~]+(?!\w)")


class Kind(Enum):
    """What a unit is."""

    HEADING = auto()
    POINT = auto()
    PARAGRAPH = auto()
    TABLE = auto()


class Unit(NamedTuple):
    """One unit. `text` is Markdown on one line, `number` the number printed before it.

    `level` is a heading's, or how deep in lists the unit is: a point in the first has 0, what follows in it 1.
    `ordered` is the number that the list of the text begins with in which a point is. `cells` are those of a table, row
    by row. `marks` are the bookmarks at a heading. `comments` are what somebody wrote in the margin.
    """

    kind: Kind
    text: str
    level: int = 0
    style: str = ""
    number: str = ""
    ordered: int | None = None
    quote: int = 0
    marks: tuple[str, ...] = ()
    comments: tuple[str, ...] = ()
    cells: tuple[tuple[tuple["Unit", ...], ...], ...] = ()

    @property
    def key(self) -> str:
        """What two units have in common that say the same. LibreOffice writes out what a table's style makes bold, and
        a stroke behind the name of a site."""
        if self.cells:
            cells = ([" ".join(words(unit.text) or unit.key for unit in cell) for cell in row] for row in self.cells)
            return "\n".join("|".join(row) for row in cells)
        return plain(self.text).replace("/)", ")").replace("/>", ">")


class Read(NamedTuple):
    """A document read: its units, and the pictures in it by the names that the units call them."""

    units: tuple[Unit, ...]
    pictures: Mapping[str, bytes] = MappingProxyType({})


def plain(text: str) -> str:
    """Return a text with one kind of space, and none around it."""
    return _BLANK.sub(" ", text.replace("\\\n", " ")).strip()


def words(text: str) -> str:
    """Return a text without its marks of emphasis and its escapes: what a reader reads."""
    return plain(_MARKUP.sub("", text))


def numbered(unit: Unit) -> Unit:
    """Return a unit whose text begins with the number of a point, with the number apart."""
    if unit.number or not (found := _NUMBER.match(unit.text)):
        return unit
    return unit._replace(number=found[1], text=unit.text[found.end() :])


_ALIKE, _MOST = 0.4, 2_500


def align(before: Sequence[Unit], after: Sequence[Unit]) -> list[int | None]:
    """Return, for each unit of `after`, the one of `before` that it was, or None for a new one; their order is kept."""
    found: list[int | None] = [None] * len(after)
    one, other = [unit.key for unit in before], [unit.key for unit in after]
    for how, i1, i2, j1, j2 in SequenceMatcher(None, one, other, autojunk=False).get_opcodes():
        if how == "equal":
            found[j1:j2] = range(i1, i2)
        elif how == "replace":
            for i, j in _pairs(before[i1:i2], after[j1:j2]):
                found[j1 + j] = i1 + i
    return found


def _pairs(before: Sequence[Unit], after: Sequence[Unit]) -> list[tuple[int, int]]:
    """Which of the units between two that stayed are the same with other words: those that are most alike, in order."""
    same_kinds = [unit.kind for unit in before] == [unit.kind for unit in after]
    if same_kinds or len(before) * len(after) > _MOST:
        return [(n, n) for n in range(min(len(before), len(after)))]
    best: list[list[tuple[float, tuple[tuple[int, int], ...]]]] = [[(0.0, ())] * (len(after) + 1)]
    for i, old in enumerate(before):
        row = [(0.0, best[-1][0][1])]
        for j, new in enumerate(after):
            score = likeness(old, new)
            paired = (best[-1][j][0] + score, (*best[-1][j][1], (i, j))) if score > 0 else (0.0, ())
            row.append(max(paired, best[-1][j + 1], row[j], key=lambda found: found[0]))
        best.append(row)
    return list(best[-1][-1][1])


def likeness(old: Unit, new: Unit) -> float:
    """Return how much two units are alike, 0 where they are not the same."""
    compared = SequenceMatcher(None, old.key.split(), new.key.split(), autojunk=False)
    ratio = compared.ratio() if compared.real_quick_ratio() >= _ALIKE else 0.0  # it asks the lengths alone
    return (ratio if ratio >= _ALIKE else 0.0) * (1 if old.kind is new.kind else 0.8)
