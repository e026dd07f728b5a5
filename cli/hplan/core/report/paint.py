"""What the text reports share: colours, and lines broken to a width."""

import re
import textwrap
from functools import cache

from hplan.model.finding import Severity

# Of the 256 colours, those that can be read on white and on black alike: the eight first are as each terminal has them.
RED, YELLOW, GREEN, BLUE = "38;5;161", "38;5;130", "38;5;28", "38;5;63"
BOLD, DIM = "1", "2"
COLOURS = {Severity.UNREADABLE: RED, Severity.ERROR: RED, Severity.WARNING: YELLOW, Severity.HINT: BLUE}


_FIRST_ODD = "\u0300"  # the first sign that takes no column of its own; wide ones come after it


def paint(text: str, *codes: str) -> str:
    """Return a text between ANSI codes; whoever prints it takes them away where they are not wanted."""
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m"


def wrapped(text: str, width: int, first: str = "", rest: str = "") -> str:
    """Return a text in lines of at most `width` columns where words allow; `first` and `rest` are the indentation."""
    if len(first) + len(text) <= width:
        return f"{first}{text}\n"
    head = _line(width - len(first)).match(text)
    end = head.end() if head else 0
    lines = [f"{rest}{line}" for line in _line(width - len(rest)).findall(text, end)]
    return "\n".join([f"{first}{head[1] if head else ''}", *lines]) + "\n"


@cache
def _line(room: int) -> re.Pattern[str]:
    """What goes on a line: as many words as there is room for, or one that is longer. A tenth of `textwrap`'s time."""
    return re.compile(rf"(\S.{{0,{max(room - 1, 0)}}}(?!\S)|\S+)\s*")


def shortened(text: str, width: int) -> str:
    """Return the words of a text that fit in `width` columns, and … where some are left out."""
    return textwrap.shorten(text, width, placeholder=" …").replace("… …", "…")


def readable(width: int) -> int:
    """Return the width to write in: not so narrow that words break, not so wide that the eye loses the line."""
    return max(40, min(width, 120))


def columns(text: str) -> int:
    """Return how many columns of a terminal a text takes: none for a ring set on its a, two for a wide sign."""
    if max(text, default="") < _FIRST_ODD:
        return len(text)
    from unicodedata import combining, east_asian_width

    return sum(0 if combining(sign) else 2 if east_asian_width(sign) in "WF" else 1 for sign in text)
