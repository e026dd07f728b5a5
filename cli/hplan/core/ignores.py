"""`# hplan: ignore[HP203] reason`: what somebody who knows better has silenced, on a line or in a block.

A comment at the end of a line silences that line; one on a line of its own silences the block that comes next: its
line, and those further in below it.
"""

import re
from bisect import bisect_right
from functools import cache
from itertools import islice
from typing import NamedTuple

from hplan.core.yaml_nodes import text_spans
from hplan.model.subject import line_starts

MARK = "hplan: ignore"
_MANY = 500  # in one file; who needs more should use hplan.toml


class Ignore(NamedTuple):
    """A comment that silences `codes` from line `first` to line `last`; it stands at `line`, `column` as `written`.

    To be rid of it, `cut` is taken away, which begins at column `cut_from`: the spaces before it too, or its line.
    """

    codes: tuple[str, ...]
    line: int
    column: int
    written: str
    first: int
    last: int
    cut_from: int
    cut: str


@cache
def _pattern() -> re.Pattern[str]:
    return re.compile(r"(?:^|(?<=[ \t\r]))#[ \t]*hplan: ignore\[([^\]\[\r\n]{0,500})\][^\r\n]*", re.MULTILINE)


def find_ignores(source: str) -> tuple[Ignore, ...]:
    """Return what the comments of a YAML file silence."""
    if MARK not in source:
        return ()
    starts, texts, found = line_starts(source), text_spans(source), []
    lines = [source[start:end].rstrip() for start, end in zip(starts, [*starts[1:], len(source)], strict=True)]
    for match in islice(_pattern().finditer(source), _MANY):
        before = bisect_right(texts, (match.start(), len(source)))
        if before and match.start() < texts[before - 1][1]:
            continue
        line = bisect_right(starts, match.start())
        column = match.start() - starts[line - 1] + 1
        codes = tuple(code.strip().upper() for code in match[1].split(","))
        start, written = starts[line - 1], match[0].rstrip()
        before_it = source[start : match.start()].rstrip()
        end = starts[line] if not before_it and line < len(starts) else match.start() + len(written)
        first, last = (line, line) if before_it else _block(lines, line)
        cut = source[start + len(before_it) : end]
        found.append(Ignore(codes, line, column, written, first, last, len(before_it) + 1, cut))
    return tuple(found)


def _block(lines: list[str], above: int) -> tuple[int, int]:
    """The lines of the block below line `above`: the next that says something, and what is further in below it."""
    first = above + 1
    while first <= len(lines) and not _says(lines[first - 1]):
        first += 1
    if first > len(lines):
        return above, above
    indent, item = _indent(lines[first - 1]), lines[first - 1].lstrip().startswith("- ")
    last = first
    for number in range(first + 1, len(lines) + 1):
        line = lines[number - 1]
        if _says(line):
            of_key = not item and _indent(line) == indent and line.lstrip().startswith("- ")
            if _indent(line) <= indent and not of_key:
                break
            last = number
    return first, last


def _says(line: str) -> bool:
    return bool(line.strip()) and not line.lstrip().startswith("#")


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip())
