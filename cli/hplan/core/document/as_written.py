"""What Markdown would swallow, kept: texts are written by people who do not think of Markdown.

CommonMark counts a numbered list anew from its first number, takes `[Ansvarlig]: Kari` for the target of a link and
prints nothing of it, and knows no bullets but its own. Here such lines are made to print as they were written.
"""

import re
from bisect import bisect_right
from itertools import accumulate

from hplan.core.reading.points import BULLETS, begun

_FENCE = re.compile(r" {0,3}(`{3,}|~{3,})(.*)")
_NUMBER = re.compile(r"^( *)(\d{1,9})([.)])(?=\s|$)")
# Bullets as Word and PDF files have them.
_BULLET = re.compile(rf"^( *)[{BULLETS}][ \t\xa0]+")
_OF_MARKDOWN = re.compile(r" *(?:[-*+]|\d{1,9}[.)])(?=\s)")
_BREAK = re.compile(r"(?<!\\)(?:\\\\)*\\$")  # how a line ends with a hard break
_DEFINITION = re.compile(r"^( {0,3}(?:> ?)*)\[([^\]\n]+)\]:")
_MONTH = re.compile(
    r" (januar|februar|mars|april|mai|juni|juli|august|september|oktober|november|desember)\b", re.IGNORECASE
)


def as_written(text: str) -> str:
    """Return Markdown that prints every word and number of `text`; what is in code fences is left alone."""
    lines = text.split("\n")
    free = list(_outside_fences(lines))
    for number in free:
        lines[number] = _BULLET.sub(r"\1- ", lines[number])
    if len(lines) > 1:
        _keep_lines(lines, free)
    _keep_numbers(lines, free)
    _keep_definitions(lines, free)
    return "\n".join(lines)


def _outside_fences(lines: list[str]) -> list[int]:
    """The lines that are in no code fence; a fence with words behind its opening is none, and is escaped."""
    free, opened = [], ""
    for number, line in enumerate(lines):
        fence = _FENCE.match(line)
        if opened:
            if fence and fence[1].startswith(opened) and not fence[2].strip():
                opened = ""
        elif fence and " " not in fence[2].strip() and "`" not in fence[2]:
            opened = fence[1]
        else:
            if fence:
                lines[number] = line.replace(fence[1], "\\" + "\\".join(fence[1]), 1)
            free.append(number)
    return free


def _keep_lines(lines: list[str], free: list[int]) -> None:
    """Let points stay on lines of their own whose signs CommonMark does not know: “a)”, a dash, “-Møte”."""
    starts, outside = list(accumulate((len(line) + 1 for line in lines), initial=0)), set(free)
    for number in {bisect_right(starts, at) - 1 for at in begun("\n".join(lines))}:
        if number not in outside or number - 1 not in outside:
            continue
        if not _OF_MARKDOWN.match(lines[number]) and not _BREAK.search(lines[number - 1]):
            lines[number - 1] = lines[number - 1].rstrip() + "  "


def _keep_numbers(lines: list[str], free: list[int]) -> None:
    """Escape numbers that do not count up by one, that stand alone, or that are the day of a date."""
    for numbers in _runs(lines, free):
        found = [match for number in numbers if (match := _NUMBER.match(lines[number]))]
        values = [int(match[2]) for match in found]
        counts = len(values) > 1 and values == list(range(values[0], values[0] + len(values)))
        same_sign = len({match[3] for match in found}) == 1
        dates = any(_MONTH.match(lines[number], match.end()) for number, match in zip(numbers, found, strict=True))
        if counts and same_sign and not dates:
            continue
        for number in numbers:
            lines[number] = _NUMBER.sub(r"\1\2\\\3", lines[number])
            if number and lines[number - 1].strip():
                lines[number - 1] = lines[number - 1].rstrip() + "  "  # it stood on a line of its own


def _runs(lines: list[str], free: list[int]) -> list[list[int]]:
    """The lines that begin with a number, those of one list together: a paragraph between them ends the list."""
    runs: list[list[int]] = []
    current: dict[str, list[int]] = {}
    for number in free:
        line = lines[number]
        if found := _NUMBER.match(line):
            if found[1] not in current:
                runs.append(current.setdefault(found[1], []))
            current[found[1]].append(number)
        elif line.strip() and not (number and lines[number - 1].strip()):
            indent = len(line) - len(line.lstrip(" "))
            current = {lead: run for lead, run in current.items() if len(lead) < indent}
    return runs


def _keep_definitions(lines: list[str], free: list[int]) -> None:
    """Escape definitions of links and footnotes that nothing above them refers to, and references below them.

    So a footnote holds no other, and none that it is itself in.
    """
    above: set[str] = set()
    defined: set[str] = set()
    notes = False
    for number in free:
        line = lines[number]
        found = _DEFINITION.match(line)
        label = found[2].lower() if found else ""
        if found and label in above and label not in defined:
            defined.add(label)
            notes = notes or label.startswith("^")
            lead, rest = line[: found.end()], line[found.end() :]
        else:
            lead, rest = (f"{found[1]}\\[", line[len(found[1]) + 1 :]) if found else ("", line)
            names = (piece.partition("[")[2] for piece in rest.split("]")[:-1])
            above.update(name.lower() for name in names if name)
        lines[number] = lead + (rest.replace("[^", "\\[^") if notes else rest)
