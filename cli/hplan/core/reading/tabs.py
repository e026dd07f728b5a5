"""Spaces in the place of tabs, where YAML wants spaces and there is no doubt how many were meant.

A tab is two, four or eight columns wide, as the editor likes. Only where the file says the same whichever it is, or can
be read with one of them only, is it known what was meant.
"""

import re
from collections.abc import Iterator

import yaml

from hplan.model.finding import Edit, Fix
from hplan.model.place import Place

_WIDTHS = (2, 4, 8)
_MOST = 100_000  # letters: of what is much longer than any plan, nobody waits for three readings more
_LEAD = re.compile(r"[ \t]*(?:-[ \t]+)*")
_OTHER_BREAKS = str.maketrans("\x85\u2028\u2029", "   ")  # which YAML 1.1 breaks lines at, and we do not
_Events = list[tuple[object, object]]


def untabbed(lines: list[str], first: int, path: str) -> Fix | None:
    """Return the fix that takes the tabs from before the texts, from the line `first` (counted from 0) on.

    Where something else is wrong further down, it reaches as far as the file can be read.
    """
    if sum(map(len, lines)) > _MOST:
        return None
    read = {width: _read([*lines[:first], *(_spaced(line, width) for line in lines[first:])]) for width in _WIDTHS}
    last = max(last for last, _ in read.values())
    best = {width: events for width, (reached, events) in read.items() if reached == last}
    width, said = next(iter(best.items()))
    if last < first or any(events != said for events in best.values()):
        return None
    return Fix(tuple(_edits(lines, first, last, width, path)))


def _spaced(line: str, width: int) -> str:
    """A line with spaces before its text: those that one sees, and one after a dash."""
    if "\t" not in line:
        return line
    if not line.strip():
        return ""
    lead = _LEAD.match(line)
    assert lead is not None, "it matches nothing, too"  # noqa: S101
    indent, dash, rest = lead[0].partition("-")
    return indent.expandtabs(width) + dash + re.sub(r"[ \t]*\t[ \t]*", " ", rest) + line[lead.end() :]


def _read(lines: list[str]) -> tuple[int, _Events]:
    """The last line that something could be read from, and what was read."""
    events: _Events = []
    last = 0
    try:
        for event in yaml.parse("\n".join(lines).translate(_OTHER_BREAKS), getattr(yaml, "CLoader", yaml.Loader)):
            start, end = event.start_mark.line, event.end_mark.line  # type: ignore[union-attr]
            if not getattr(event, "style", "") and any(line.lstrip()[:1] == "-" for line in lines[start + 1 : end + 1]):
                break  # a text of several lines that takes points for part of it: not what anybody meant
            events.append((type(event), getattr(event, "value", None)))
            last = start
        else:
            last = len(lines) - 1
    except yaml.YAMLError:
        return last, events
    return last, events


def _edits(lines: list[str], first: int, last: int, width: int, path: str) -> Iterator[Edit]:
    for number in range(first, last + 1):
        old, new = lines[number], _spaced(lines[number], width)
        if old != new:
            kept = len(_LEAD.sub("", old, count=1))
            yield Edit(Place(path, number + 1), old[: len(old) - kept], new[: len(new) - kept])
