"""Changes to a text of the plan, as it is written there: what stayed in the document stays as it was typed."""

import re
from collections.abc import Collection, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import NamedTuple

from hplan.core.document.as_written import as_written
from hplan.core.incoming.returned.markdown_units import Line, lines
from hplan.core.incoming.returned.units import Kind, Unit
from hplan.core.reading.points import BULLETS

_FOOTNOTE = re.compile(r"^ {0,3}\[\^[^\]\s]+\]:.*(?:\n(?:[ \t]+\S.*|[ \t]*(?=\n[ \t]+\S)))*\n?", re.MULTILINE)
_REFERENCE = re.compile(r"\[\^[^\]\s]+\](?!:)")
_BULLET = re.compile(rf"[ >]*([-*+{BULLETS}])[ \t\xa0]")
_MARGIN = re.compile(r"[ \t>]*(?:#{1,6} )?")
_ESCAPED = re.compile(r"(\d{1,9})\\([.)])(?=\s|$)")
_PREFIX = re.compile(rf"[ \t>]*(?:(?:[-*+{BULLETS}]|\d{{1,9}}[.)])[ \t\xa0]+)*(?:#{{1,6}} )?")
_COMPARED = 4_000_000  # pairs of words; of a text that is longer, none is looked for


class Change(NamedTuple):
    """A unit of the text as it is now, and which of the units it was before; None for a new one."""

    was: int | None
    unit: Unit


def changed(value: str, before: Sequence[Unit], after: Sequence[Change], base: int = 0) -> str:
    """Return a text with what was changed in the document.

    `before` are the units that the document showed of it, and `base` how deep in lists they stand there. Footnotes,
    which it shows elsewhere, stay as long as something refers to them.
    """
    notes = [found[0].strip("\n") for found in _FOOTNOTE.finditer(value)]
    text = _changed(_FOOTNOTE.sub("", value).rstrip() if notes else value, before, after, base)
    kept = [note for note in notes if note.lstrip().partition(":")[0] in text]
    return "\n\n".join([text, "\n".join(kept)]) if kept else text


def _changed(value: str, before: Sequence[Unit], after: Sequence[Change], base: int) -> str:
    old = [line for line in lines(as_written(value)) if line.unit.key] if value else []
    starts = [line.start for line in old]
    units = _in_lists(
        [_typed(change, old, before) for change in after], {n for n, at in enumerate(after) if at.was is None}
    )
    gone = set(range(len(old))) - {change.was for change in after}
    counted = [unit for unit, change in zip(units, after, strict=True) if change.was is None]
    counted += [line.unit for n, line in enumerate(old) if n in gone]
    deeper = any(unit.level > base for unit, change in zip(units, after, strict=True) if change.was is None)
    counted += [line.unit for line in old] if deeper else []  # under a number, texts stand further in
    renumbered = any(unit.ordered is not None for unit in counted)
    if not old or len(old) != len(before) or starts != sorted(set(starts)) or renumbered:
        return rebuilt(units, base)
    return _edited(value.split("\n"), old, before, after, base)


def _in_lists(units: Sequence[Unit], new: Collection[int]) -> list[Unit]:
    """Units of which the new points are in the lists of those above them: Word does not say which lists count."""
    made: list[Unit] = []
    for n, unit in enumerate(units):
        if n in new and unit.kind is Kind.POINT and unit.ordered is None:
            above = next((one for one in reversed(made) if one.level <= unit.level), None)
            if above is not None and above.kind is Kind.POINT and above.level == unit.level:
                unit = unit._replace(ordered=above.ordered)
        made.append(unit)
    return made


def _typed(change: Change, old: Sequence[Line], before: Sequence[Unit]) -> Unit:
    """A unit as it was typed, where it is known and has not changed."""
    if change.was is None or len(old) != len(before):
        return change.unit
    line = old[change.was].unit
    text = respelled(before[change.was].text, change.unit.text, line.text)
    return change.unit._replace(text=text, ordered=line.ordered, quote=line.quote)


class _Piece(NamedTuple):
    """A unit of the new text: which of the old ones it was, its lines, and those between it and the next old one."""

    was: int | None
    unit: Unit
    lines: list[str]
    gap: list[str]


def _edited(source: list[str], old: Sequence[Line], before: Sequence[Unit], after: Sequence[Change], base: int) -> str:
    ends = [*(line.start for line in old[1:]), len(source)]
    made: list[_Piece] = []
    for change in after:
        if change.was is None:
            made.append(_Piece(None, change.unit, _new(change.unit, made, base), []))
            continue
        line, end = old[change.was], ends[change.was]
        body = source[line.start : line.stop]
        while len(body) > 1 and not body[-1].strip(" >"):
            body.pop()
        gap = source[line.start + len(body) : end]
        if before[change.was].key != change.unit.key:
            text = respelled(before[change.was].text, change.unit.text, line.unit.text)
            body = _retyped(body, change.unit._replace(text=text), point=line.unit.kind is Kind.POINT)
        made.append(_Piece(change.was, line.unit, body, gap))
    return _joined(made, old)


def _joined(made: Sequence[_Piece], old: Sequence[Line]) -> str:
    """The units after one another, with what stood between two that still follow each other.

    Points of a list stand close together where others of the text do, all else is set apart.
    """
    points = [one.stop == two.start for one, two in pairwise(old) if one.unit.kind is two.unit.kind is Kind.POINT]
    close = not points or any(points)
    text: list[str] = []
    for n, piece in enumerate(made):
        if n and (last := made[n - 1]):
            if last.was is not None and piece.was == last.was + 1:
                text += last.gap
            elif not (piece.unit.kind is last.unit.kind is Kind.POINT and close):
                text.append(">" if piece.unit.quote and last.unit.quote else "")
        text += piece.lines
    return "\n".join(text)


def _retyped(source: Sequence[str], unit: Unit, *, point: bool) -> list[str]:
    """The lines of a paragraph with other words, under the signs that its first line has."""
    if unit.cells:
        return _table(unit)
    prefix = (_PREFIX if point else _MARGIN).match(source[0])
    lead = prefix[0] if prefix else ""
    following = "".join(sign if sign == ">" else " " for sign in lead)
    text = unit.text.split("\n")
    if len(text) == len(source):
        bare = [source[0][len(lead) :], *(line.lstrip(" >") for line in source[1:])]
        text = [_bare_number(line, was, text[n + 1 :]) for n, (line, was) in enumerate(zip(text, bare, strict=True))]
    return [(following if n else lead) + line for n, line in enumerate(text)]


def _bare_number(line: str, was: str, more: Sequence[str]) -> str:
    """A line that begins with a number, without the escape and the break that `as_written` gives it to be printed."""
    if (number := _ESCAPED.match(line)) and was.startswith(f"{number[1]}{number[2]}"):
        line = line.replace("\\", "", 1)
    following = more and _ESCAPED.match(more[0])
    return line.removesuffix("\\") if following and not was.endswith("\\") else line


def _new(unit: Unit, made: Sequence[_Piece], base: int) -> list[str]:
    """The lines of a new unit, with the signs that its neighbours have."""
    sign = ""
    if unit.kind is Kind.POINT:
        above = _BULLET.match(made[-1].lines[0]) if made and made[-1].unit.kind is Kind.POINT else None
        sign = f"{above[1]} " if above else "- "
    lead = "> " * unit.quote + "  " * max(unit.level - base, 0) + sign
    return _led(lead, unit)


def _led(lead: str, unit: Unit) -> list[str]:
    following = "".join(sign if sign == ">" else " " for sign in lead)
    body = _table(unit) if unit.cells else unit.text.split("\n")
    return [(following if n else lead) + line for n, line in enumerate(body)]


def rebuilt(units: Sequence[Unit], base: int = 0) -> str:
    """Return units as Markdown."""
    made: list[str] = []
    last: Unit | None = None
    lists: dict[int, tuple[int | None, int]] = {}  # those open at each depth: the number they began with, and the next
    margins = [0]  # how far in the text of each depth stands
    for unit in units:
        depth, point = max(unit.level - base, 0), unit.kind is Kind.POINT
        same = point and lists.get(depth, ("", 0))[0] == unit.ordered
        lists = {level: one for level, one in lists.items() if level < depth or (level == depth and same)}
        number = lists[depth][1] if same else unit.ordered or 0
        sign = f"{number}. " if point and unit.ordered is not None else "- " if point else ""
        margins += [margins[-1] + 2] * (depth + 1 - len(margins))
        if point:
            lists[depth] = (unit.ordered, number + 1)
            margins[depth + 1 :] = [margins[depth] + len(sign)]
        if last is not None and not (point and last.kind is Kind.POINT and (same or unit.level > last.level)):
            made.append(">" if unit.quote and last.quote else "")
        made += _led("> " * unit.quote + " " * margins[depth] + sign, unit)
        last = unit
    return "\n".join(made)


def _table(unit: Unit) -> list[str]:
    rows = [
        [" ".join(part.text for part in cell).replace("|", "\\|").replace("\\\n", " ") for cell in row]
        for row in unit.cells
    ]
    rule = ["---"] * max((len(row) for row in rows), default=0)
    return ["| " + " | ".join(row) + " |" for row in [*rows[:1], rule, *rows[1:]]]


def respelled(before: str, after: str, typed: str) -> str:
    """Return `after`, with the words that `before` has too as they were typed: with their escapes and their marks."""
    old, new, source = before.split(" "), after.split(" "), typed.split(" ")
    made: list[str] = []
    if len(old) == len(source) and len(old) * len(new) <= _COMPARED:
        for how, i1, i2, j1, j2 in SequenceMatcher(None, old, new, autojunk=False).get_opcodes():
            made += source[i1:i2] if how == "equal" else new[j1:j2]
    text = " ".join(made) if made else after
    return text + "".join(sign for sign in _REFERENCE.findall(typed) if sign not in text)
