"""Headings that stand in front of what they head, in the same paragraph: «Heltidskultur: Vi krever …»."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

from hplan.core.incoming.known import words_of_plans as parts
from hplan.core.incoming.known.targets import ALIKE, AREA, GOAL, NAMED, Targets
from hplan.core.incoming.lines.line import Line

BOLD, COLON, STOP = "bold", "colon", "stop"
_LEAST = 3  # goals that stand so in a document before others do that are less alike
_MOST, _LABEL = 60, 5  # words of a heading; of the head of a column
_BOLD = re.compile(r"^(\*\*.+?\*\*)\s*[:.–-]?\s+\S")
_SIGNS = ":.–- "


class _Cut(NamedTuple):
    """Where a paragraph may be cut: after how many words, by what sign, and whether a goal stands before it."""

    words: int
    sign: str
    goal: bool
    sure: bool


def parted(lines: Sequence[Line], targets: Targets) -> list[Line]:
    """Return lines of which none has a goal in front of what is said to it."""
    cuts: dict[int, _Cut] = {}
    area = ""
    for number, line in enumerate(lines):
        match = targets.best(line.text, AREA)
        if match and match.score >= ALIKE and (line.titled or not match.short):
            area = match.target.area
        elif cut := _cut(line, targets, area):
            cuts[number] = cut
    goals = Counter(cut.sign for cut in cuts.values() if cut.goal)
    all_of = Counter(cut.sign for cut in cuts.values())
    usual = {sign for sign, count in goals.items() if count >= _LEAST and count * 2 >= all_of[sign]}
    found: list[Line] = []
    for number, line in enumerate(lines):
        cut = cuts.get(number)
        if places := _labels(line):
            found += _pieces(line, places)
        else:
            found += _halves(line, cut.words) if cut and (cut.sure or cut.sign in usual) else [line]
    return found


def _labels(line: Line) -> list[tuple[int, int]]:
    """The words that are heads of the table of the situation, where more than one stands in a paragraph."""
    words = line.text.split(" ")
    found: list[tuple[int, int]] = []
    for end in (number for number, word in enumerate(words, 1) if word.endswith(":")):
        for start in reversed(range(max(end - _LABEL, found[-1][1] if found else 0), end)):
            begins = start == 0 or words[start][:1].isupper()
            if begins and parts.column(" ".join(words[start:end])) in parts.SITUATION_COLUMNS:
                found.append((start, end))
                break
    return found if len(found) > 1 else []


def _pieces(line: Line, places: list[tuple[int, int]]) -> list[Line]:
    """What stands before the labels, each label, and what stands after it."""
    edges = [0, *(edge for place in places for edge in place), len(line.text.split(" "))]
    pieces = line.cuts(edges)
    first = pieces[0]._replace(text=pieces[0].text.rstrip(_SIGNS), leads=True)
    return [first, *(piece._replace(item=False, number="", gap=False) for piece in pieces[1:])]


def _cut(line: Line, targets: Targets, area: str) -> _Cut | None:
    """The best place to cut a paragraph at; None where there is none."""
    whole = targets.best(line.text, GOAL)
    if line.level or line.bold or line.pictures or parts.field(line.text):
        return None
    found: list[_Cut] = []
    for count, sign in _places(line):
        head = " ".join(line.text.split(" ")[:count]).rstrip(_SIGNS)
        if sign == COLON and parts.column(head) in parts.SITUATION_COLUMNS:
            return _Cut(count, sign, False, True)
        if parts.section(head) or parts.column(head):
            continue
        match = targets.best(head, GOAL)
        sure = bool(match and match.score >= max(ALIKE, whole.score if whole else 0) and not match.short)
        goal = sure or (sign != STOP and bool((match and match.short) or _named(head, targets, area)))
        if sure or (sign != STOP and not (whole and whole.score >= ALIKE)):
            found.append(_Cut(count, sign, goal, sure))
    return max(found, key=lambda cut: (cut.sure, cut.goal), default=None)


def _named(text: str, targets: Targets, area: str) -> bool:
    found = targets.mentioned(text, GOAL, area)
    return bool(found and found[1] >= NAMED)


def _places(line: Line) -> list[tuple[int, str]]:
    """After how many words a heading may end, and what says so."""
    words = line.text.split(" ")
    found: list[tuple[int, str]] = []
    if bold := _BOLD.match(line.markdown):
        found.append((len(bold[1].split(" ")), BOLD))
    for count, word in enumerate(words[: min(_MOST, len(words) - 1)], 1):
        sign = COLON if word.endswith(":") else STOP if word.endswith((".", "–")) else ""
        if sign and sign not in (seen for _count, seen in found) and any(map(str.isalpha, " ".join(words[:count]))):
            found.append((count, sign))
    return [(count, sign) for count, sign in found if count < len(words)]


def _halves(line: Line, count: int) -> list[Line]:
    first = line.cut(0, count).text.rstrip(_SIGNS)
    return [
        line._replace(text=first, markdown=first, leads=True),
        line.cut(count)._replace(item=False, number="", gap=False),
    ]
