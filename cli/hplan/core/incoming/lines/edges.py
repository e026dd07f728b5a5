"""The head and the foot of pages: what most of them have alike, and their numbers. No part of the plan, but kept."""

import re
from collections import Counter
from collections.abc import Sequence

from hplan.core.incoming.lines.line import Printed

_EDGE = 0.1  # of a page's height, above and below, in which its head and foot stand
_SAME, _SHARE = 3, 0.6  # pages that have a line there, but for its number, before it is a head or a foot
_BOTH = 2  # pages of a folded sheet, each with the same line at the same place
_LINES = 2  # of a page of a text, above and below
_BEGINS, _LONG = 2, 10  # words, and letters in them, that heads have alike which go on otherwise
_LETTERS = 3  # fewer are a bullet or a sign
_PAGE = re.compile(r"^(?:side|page|s\.)?\s*[-–]?\s*\d{1,3}\s*[-–]?\s*(?:(?:av|of|/)\s*\d{1,3})?$", re.I)


def parted(printed: Sequence[Printed]) -> tuple[list[Printed], list[str]]:
    """Return what stands between the heads and the feet of pages, and what those say, each once."""
    edge = _at_edges(printed)
    pages = len({line.page for line in printed})
    seen = Counter(line for _page, line in {(line.page, _unnumbered(line)) for line in edge})
    same = Counter((line.text, line.left, round(line.top)) for line in edge if line.height != 1)
    least = max(_SAME, pages * _SHARE)
    begun = Counter(how for _page, how in {(line.page, _beginning(line)) for line in edge if line.height != 1})
    gone = {
        line
        for line in edge
        if page_number(line.text)
        or seen[_unnumbered(line)] >= least
        or (pages == _BOTH and same[line.text, line.left, round(line.top)] == pages)
        or (line.height != 1 and _beginning(line)[0] and begun[_beginning(line)] >= least)
    }
    if printed and printed[0].height != 1:
        gone = _outermost(printed, gone)
    kept = [line for line in printed if line not in gone]
    said = dict.fromkeys(line.text for line in printed if line in gone and not page_number(line.text))
    return kept, [*said]


def _at_edges(printed: Sequence[Printed]) -> list[Printed]:
    words = [line for line in printed if line.text]
    if not words or not words[-1].page:
        return []
    if words[0].height != 1:
        first, last = min(line.top for line in words), max(line.top + line.height for line in words)
        band = (last - first) * _EDGE
        found = [line for line in words if line.top < first + band or line.top + line.height > last - band]
    else:
        pages: dict[int, list[Printed]] = {}
        for line in words:
            pages.setdefault(line.page, []).append(line)
        found = [line for lines in pages.values() for line in (*lines[:_LINES], *lines[-_LINES:])]
    return [line for line in found if sum(map(str.isalpha, line.text)) >= _LETTERS or page_number(line.text)]


def _unnumbered(line: Printed) -> tuple[str, int]:
    """A line without its numbers, and where on the page it stands; in a text, the lines before it do not count."""
    return re.sub(r"\d+", "#", line.text), round(line.top / 4) if line.height != 1 else 0


def _beginning(line: Printed) -> tuple[str, int, int]:
    """How a line begins that may go on otherwise on each page, and where it stands."""
    words = line.text.split()
    begins = " ".join(words[:_BEGINS]) if len(words) > _BEGINS and words[0][0].isupper() else ""
    return (begins if len(begins) >= _LONG else ""), round(line.top / 4), round(line.left / 4)


def _outermost(printed: Sequence[Printed], gone: set[Printed]) -> set[Printed]:
    """Of lines that pages have alike, those with no other line between them and the edge of their page."""
    pages: dict[int, list[Printed]] = {}
    for line in printed:
        if line.text:
            pages.setdefault(line.page, []).append(line)
    found: set[Printed] = set()
    for lines in pages.values():
        for inward in (sorted(lines, key=_top), sorted(lines, key=_bottom, reverse=True)):
            for number, line in enumerate(inward):
                if line in gone:
                    found.add(line)
                elif not any(_level(line, near) for near in inward[max(0, number - 6) : number + 7] if near in gone):
                    break
    return found


def _top(line: Printed) -> float:
    return line.top


def _bottom(line: Printed) -> float:
    return line.top + line.height


def _level(line: Printed, other: Printed) -> bool:
    return line.top < other.top + other.height and other.top < line.top + line.height


def page_number(text: str) -> bool:
    """Whether a line is the number of a page."""
    return bool(_PAGE.match(text))
