"""What headings look like in a document: those that are known by their words say it of the others."""

from collections import Counter
from collections.abc import Iterable, Sequence, Set
from typing import NamedTuple

from hplan.core.incoming.known.compare import without_number
from hplan.core.incoming.lines.line import Line

_LEAST = 3  # headings that look alike before their look says anything
_SHARE = 0.4  # of the headings of a document
_SURE = 0.6  # of the lines that look so are headings
_STOPS = (".", "!", ":", ",")


class Look(NamedTuple):
    """What a line looks like. `numbered` counts the numbers in front: 2 in “1.2”; `called` is a word as in “Mål B:”."""

    level: int
    bold: bool
    item: bool
    depth: int
    numbered: int
    called: bool
    leads: bool
    column: int
    gap: bool
    over: bool  # whether points begin right below it

    @property
    def stands_out(self) -> bool:
        """Whether hardly anything but a heading looks so."""
        return bool(self.level or self.bold or self.numbered > 1 or self.called or self.leads)


def look(line: Line, gaps: bool = False, below: Line | None = None) -> Look:
    """Return what a line looks like; whether there is an empty line above counts with `gaps` only.

    Whether points begin `below` counts where that line is given.
    """
    numbered = line.number.count(".") + 1 if line.number[:1].isdigit() else 0
    called = not line.number and without_number(line.text) != line.text
    column = line.cell.column if line.cell else -1
    points = below and not below.gap and (below.item or below.number == "1")
    over = bool(points and not line.item and not line.text.endswith(_STOPS))
    gap = gaps and line.gap
    return Look(line.level, line.bold, line.item, line.depth, numbered, called, line.leads, column, gap, over)


class Looks:
    """How the headings of one kind look, where they do so alike and as little else does."""

    def __init__(self, lines: Sequence[Line], theirs: Iterable[int], sure: Set[int], known: Set[int]) -> None:
        """Learn it from the lines that are `theirs`, `sure` headings of any kind, and those `known` for something."""
        self.lines, self.theirs, self.sure, self.known = lines, [*theirs], sure, known
        for self.gaps, self.below in ((False, False), (True, False), (True, True)):
            self.looks = self._learnt()
            if self.looks:
                break

    def _look(self, line: Line, after: int) -> Look:
        below = self.lines[after] if self.below and after < len(self.lines) else None
        return look(line, self.gaps, below)

    def _learnt(self) -> frozenset[Look]:
        looks = [self._look(line, number) for number, line in enumerate(self.lines, 1)]
        theirs = Counter(looks[number] for number in self.theirs)
        sure = Counter(looks[number] for number in self.sure)
        others = Counter(found for number, found in enumerate(looks) if number not in self.known)
        least = max(_LEAST, _SHARE * len(self.theirs))
        return frozenset(
            found
            for found, count in theirs.items()
            if count >= least and sure[found] >= (0.5 if found.stands_out else _SURE) * (sure[found] + others[found])
        )

    def has(self, line: Line) -> bool:
        """Whether a line looks as the headings do."""
        return self._look(line, line.place) in self.looks
