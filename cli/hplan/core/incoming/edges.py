"""The head and the foot of pages: what most of them have alike, and their numbers. No part of the plan, but kept."""

import re
from collections import Counter
from collections.abc import Sequence

from hplan.core.incoming.line import Printed

_EDGE = 0.1  # of a page's height, above and below, in which its head and foot stand
_SAME, _SHARE = 3, 0.6  # pages that have a line there, but for its number, before it is a head or a foot
_LINES = 2  # of a page of a text, above and below
_LETTERS = 3  # fewer are a bullet or a sign
_PAGE = re.compile(r"^(?:side|page|s\.)?\s*[-–]?\s*\d{1,3}\s*[-–]?\s*(?:(?:av|of|/)\s*\d{1,3})?$", re.I)


def parted(printed: Sequence[Printed]) -> tuple[list[Printed], list[str]]:
    """Return what stands between the heads and the feet of pages, and what those say, each once."""
    edge = _at_edges(printed)
    pages = len({line.page for line in printed})
    seen = Counter(line for _page, line in {(line.page, _unnumbered(line)) for line in edge})
    least = max(_SAME, pages * _SHARE)
    gone = {line for line in edge if page_number(line.text) or seen[_unnumbered(line)] >= least}
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


def page_number(text: str) -> bool:
    """Whether a line is the number of a page."""
    return bool(_PAGE.match(text))
