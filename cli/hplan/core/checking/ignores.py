"""`# hplan: ignore[HP203] reason`: what somebody who knows better has silenced, on a line or in a block.

A comment at the end of a line silences that line, and all of a text that begins or ends there; one on a line of its
own silences the block that comes next: its line, and those further in below it.
"""

import re
from bisect import bisect_right
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from hplan.core.reading.yaml_nodes import text_spans
from hplan.model.subject import line_starts

MARK = "hplan: ignore"
_BLANK = " \t\r\n"  # as YAML sees it; Python strips more, which is part of a comment


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


@cache
def _opening() -> re.Pattern[str]:
    """Match what stands before a comment where a text begins that is written below: `beskrivelse: |  # …`."""
    return re.compile(r"(?:[&!]\S*[ \t]+)*[|>][-+\d]*[ \t]+")


def find_ignores(source: str) -> tuple[Ignore, ...]:
    """Return what the comments of a YAML file silence."""
    if MARK not in source:
        return ()
    starts, found = line_starts(source), []
    lines = [source[start:end].rstrip(_BLANK) for start, end in zip(starts, [*starts[1:], len(source)], strict=True)]
    blocks = _Blocks(lines)
    for match, text in _comments(source):
        line = bisect_right(starts, match.start())
        start, written = starts[line - 1], match[0].rstrip(_BLANK)
        column = match.start() - start + 1
        codes = tuple(code.strip().upper() for code in match[1].split(","))
        before_it = source[start : match.start()].rstrip(_BLANK)
        end = starts[line] if not before_it and line < len(starts) else match.start() + len(written)
        if not before_it:
            first, last = blocks.below(line)
        elif text[1] > start:
            first, last = bisect_right(starts, text[0]), max(line, bisect_right(starts, text[1] - 1))
        else:
            first, last = line, line
        cut = source[start + len(before_it) : end]
        found.append(Ignore(codes, line, column, written, first, last, len(before_it) + 1, cut))
    return tuple(found)


def _comments(source: str) -> Iterator[tuple[re.Match[str], tuple[int, int]]]:
    """Yield each comment that silences something, and from where to where the last text goes that begins before it."""
    texts, last = text_spans(source), -1
    for match in _pattern().finditer(source):
        at, seen = bisect_right(texts, (match.start(), len(source))) - 1, last
        text, last = texts[at] if at >= 0 else (0, 0), at
        # What lies in a text is part of it, but for the first: that may stand behind the sign that opens a block.
        if match.start() >= text[1] or (at != seen and _opening().fullmatch(source, text[0], match.start())):
            yield match, text


class _Blocks:
    """Which lines hang together: each that says something, and those further in below it."""

    def __init__(self, lines: list[str]) -> None:
        self.saying = [number for number, line in enumerate(lines, 1) if line.lstrip(_BLANK)[:1] not in ("", "#")]
        # Where in `saying` the block of each ends: at the next that is as far out. The items of a list belong to
        # the key above them even when they are no further in.
        self.ends = [len(self.saying)] * len(self.saying)
        depths: list[int] = []
        open_blocks: list[int] = []
        for at, number in enumerate(self.saying):
            text = lines[number - 1].lstrip(_BLANK)
            depths.append(2 * (len(lines[number - 1]) - len(text)) + (text == "-" or text.startswith("- ")))
            while open_blocks and depths[open_blocks[-1]] >= depths[at]:
                self.ends[open_blocks.pop()] = at
            open_blocks.append(at)

    def below(self, line: int) -> tuple[int, int]:
        """Return the first and the last line of the block that comes next after `line`; `line` where there is none."""
        at = bisect_right(self.saying, line)
        if at == len(self.saying):
            return line, line
        return self.saying[at], self.saying[self.ends[at] - 1]
