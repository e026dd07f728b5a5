"""The table of the situation told in lines, whatever its heading and its labels are called.

Name after name the same three labels, or label after label the same names: two of the labels speak of the time that
their column is about, and no goal stands in between.
"""

import re
from collections import Counter
from collections.abc import Collection, Iterator, Sequence
from itertools import pairwise
from typing import NamedTuple

from hplan.core.incoming.known import words_of_plans as parts
from hplan.core.incoming.known.compare import without_number
from hplan.core.incoming.known.targets import ALIKE, AREA, GOAL, STRATEGY, Targets
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.placing.situation import area_of
from hplan.core.incoming.placing.told import LABEL, Labels, label_of, of_situation

HEADING, ROW = "heading", "row"
_LEAST = 2  # rows
_NAME, _STOPS = 14, (".", "!", "?", ",", ";")  # words of a name, and how none ends
_SPOKEN = re.compile(r"(?:[(]?\d{1,2}[.)]\s+)?(?P<label>[A-ZÆØÅ][^:–]{0,60}?)(?::| [–-])\s+(?=\S)")


class _Row(NamedTuple):
    """A row: the line that is its name, and the lines that begin with a label, by column."""

    name: int
    labels: dict[int, int]


def told_in_rows(lines: Sequence[Line], targets: Targets) -> list[Line]:
    """Return lines of which those of such a table say what they are, its rows one after the other."""
    said = [_said(line) for line in lines]
    often = Counter(label for label in said if label)
    again = [label for label in said if label and often[label] >= _LEAST]
    threes = Counter(zip(again, again[1:], again[2:], strict=False))
    for labels, count in threes.items():
        if count >= _LEAST and of_situation(labels, known=True) and (rows := _rows(lines, said, labels, targets)):
            return _marked(lines, rows)
    return _by_label(lines, said, targets)


def _said(line: Line) -> str:
    """The label that a line is or begins with, be it with a colon or a dash."""
    if line.cell or line.holds or line.aside:
        return ""
    if found := _SPOKEN.match(line.text):
        return label_of(line._replace(text=f"{found['label']}: "))
    return label_of(line._replace(text=without_number(line.text)))


def _rows(lines: Sequence[Line], said: Sequence[str], labels: Labels, targets: Targets) -> list[_Row]:
    """The rows that three labels make; none where they come in another order, or among goals."""
    places = [(number, labels.index(label)) for number, label in enumerate(said) if label in labels]
    rows: list[_Row] = []
    last = len(labels)
    for number, column in places:
        if column <= last:
            rows.append(_Row(number - 1, {}))
        rows[-1].labels[column] = number
        last = column
    whole = sum(len(row.labels) == len(labels) for row in rows)
    stopped = sum(lines[row.name].text.endswith(_STOPS) for row in rows)
    if whole < _LEAST or min(whole * 2, (len(rows) - stopped) * 2) < len(rows):
        return []
    if not all(_is_name(lines[row.name]) for row in rows if row.name >= 0) or rows[0].name < 0:
        return []
    known = {number for row in rows for number in (row.name, *row.labels.values())}
    *_others, (_row, end) = _with_ends(lines, rows)
    inside = range(rows[0].name, end + 1)
    headed = any(_looks_so(lines, number, known, targets) for number in inside if number not in known)
    apart = headed or len({_look(lines[row.name]) for row in rows}) > 1
    return [] if apart or _national([lines[number] for number in inside], targets) else rows


def _looks_so(lines: Sequence[Line], number: int, known: Collection[int], targets: Targets) -> bool:
    """Whether a line that is neither name nor label may be a name, or some of one: then no row is sure."""
    line = lines[number]
    if line.level or line.bold or area_of(line.text, targets):
        return True
    if number + 1 not in known or line.item or line.text.endswith(_STOPS[:3]):
        return False
    name = lines[number + 1].text
    torn, whole = targets.best(f"{line.text} {name}", AREA), targets.best(name, AREA)
    better = bool(torn and torn.score >= ALIKE and torn.score > (whole.score if whole else 0))
    return better or number - 1 not in known


def _is_name(line: Line) -> bool:
    short = 0 < len(line.text.split()) <= _NAME and not _SPOKEN.match(line.text)
    return short and not (line.cell or line.holds or line.aside)


def _look(line: Line) -> tuple[bool, bool, int]:
    return line.titled, line.item, line.level


def _national(inside: Sequence[Line], targets: Targets) -> bool:
    """Whether a goal or a strategy stands among lines."""
    best = [targets.matches(line.text)[:1] for line in inside]
    return any(
        match[0].score >= ALIKE and match[0].target.kind in (GOAL, STRATEGY) and not match[0].short
        for match in best
        if match
    )


def _with_ends(lines: Sequence[Line], rows: Sequence[_Row]) -> Iterator[tuple[_Row, int]]:
    """Each row with its last line: that above the next name; of the last one, what no heading and no gap parts."""
    for row, after in pairwise(rows):
        yield row, after.name - 1
    last = max(rows[-1].labels.values())
    first = end = last if _rest(lines[last]) else last + 1
    while end + 1 < len(lines) and lines[end + 1].item and not lines[end + 1].titled:
        if lines[end + 1].depth <= lines[last].depth or not lines[first].item:
            break
        end += 1
    yield rows[-1], min(end, len(lines) - 1)


def _rest(line: Line) -> str:
    """What stands behind the label of a line."""
    found = _SPOKEN.match(line.text)
    return line.text[found.end() :] if found else ""


def _marked(lines: Sequence[Line], rows: Sequence[_Row]) -> list[Line]:
    found = list(lines[: rows[0].name])
    if found and _heads(found[-1]):
        found[-1] = found[-1]._replace(holds=HEADING)
    end = -1
    for row, end in _with_ends(lines, rows):
        found.append(lines[row.name]._replace(holds=ROW))
        places = {number: column for column, number in row.labels.items()}
        column = 0
        for number in range(row.name + 1, end + 1):
            line = lines[number]
            column = places.get(number, column)
            if number in places:
                found += _parted(line, parts.SITUATION_COLUMNS[column])
            else:
                found.append(line._replace(holds=parts.SITUATION_COLUMNS[column]))
    return [*found, *lines[end + 1 :]]


def _heads(line: Line) -> bool:
    """Whether a line may be the heading of the table: that of no other part."""
    short = len(line.text.split()) <= _NAME and not line.text.endswith(_STOPS[:2] + _STOPS[3:])
    return short and not (line.cell or line.holds or line.aside or line.item) and bool(line.text)


def _parted(line: Line, column: str) -> list[Line]:
    """A label, and what stands behind it."""
    rest = _rest(line)
    if not rest:
        return [line._replace(holds=LABEL)]
    count = len(line.text.split(" ")) - len(rest.split(" "))
    return [line.cut(0, count)._replace(holds=LABEL), line.cut(count)._replace(holds=column)]


def _by_label(lines: Sequence[Line], said: Sequence[str], targets: Targets) -> list[Line]:
    """The other way round: below each of three labels the same names, each with what is said of it."""
    heads = [number for number, line in enumerate(lines) if said[number] and not _rest(line) and not line.item]
    for first, second, third in zip(heads, heads[1:], heads[2:], strict=False):
        if not of_situation((said[first], said[second], said[third]), known=True):
            continue
        end = third + 1
        while end < len(lines) and _named(lines[end]) and _look(lines[end]) == _look(lines[third + 1]):
            end += 1
        blocks = [range(first + 1, second), range(second + 1, third), range(third + 1, end)]
        names = [[_named(lines[number]) for number in block] for block in blocks]
        shared = set(names[0]) & set(names[1]) & set(names[2])
        twice = any(len(set(held)) < len(held) or not all(held) for held in names)
        if len(shared) < _LEAST or twice or _national(lines[first:end], targets):
            continue
        found = list(lines[:first])
        if found and _heads(found[-1]):
            found[-1] = found[-1]._replace(holds=HEADING)
        found += [lines[number]._replace(holds=HEADING) for number in (first, second, third)]
        for name in dict.fromkeys(name for held in names for name in held):
            found += _row_named(lines, blocks, name)
        return [*found, *lines[end:]]
    return list(lines)


def _named(line: Line) -> str:
    """The name in front of what is said of it; empty where there is none."""
    found = _SPOKEN.match(line.text) if not (line.cell or line.holds or line.aside) else None
    return found["label"].lower() if found and len(found["label"].split()) <= _NAME else ""


def _row_named(lines: Sequence[Line], blocks: Sequence[Sequence[int]], name: str) -> Iterator[Line]:
    """The row of one name, from each of the columns."""
    mark = ROW
    for column, block in zip(parts.SITUATION_COLUMNS, blocks, strict=True):
        for number in block:
            if _named(lines[number]) == name:
                first, *rest = _parted(lines[number], column)
                yield first._replace(text=without_number(first.text).rstrip(" :–-"), holds=mark)
                yield from rest
                mark = LABEL
