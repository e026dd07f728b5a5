"""The present situation told within each area: the same three labels below the headings of areas, before the goals.

«Slik er det hos oss: …», «Det haster med: …», «Lenger fram: …»: no one of them has to be known. They come again below
one area after the other, always three and in one order, and two of them speak of the time that a column is about.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from hplan.core.incoming import words_of_plans as parts
from hplan.core.incoming.line import Line
from hplan.core.incoming.situation import COLUMNS
from hplan.core.incoming.targets import ALIKE, AREA, GOAL, Targets

LABEL = "label"
_LEAST, _WORDS = 3, 6  # areas that begin so; words of a label
_WHEN = (
    re.compile(r"\b(?:nå|no|i dag|slik er|situasjon\w*|status|stoda?|hos oss|utgangspunkt\w*)\b", re.I),
    re.compile(r"\b(?:nå|no|kort|snart|straks|først|fyrst|haster|hastar|nærmeste|næraste|i år)\b", re.I),
    re.compile(
        r"\b(?:lang|lengre|lenger|seinere|senere|seinare|framover|fram|etter hvert|etter kvart|framtid\w*)\b", re.I
    ),
)
Labels = tuple[str, ...]


def told_by_area(lines: Sequence[Line], targets: Targets) -> list[Line]:
    """Return lines of which those that tell the situation of an area say so, apart from their labels."""
    sections = [*_sections(lines, targets)]
    labels = _three([[_label(lines[number]) for number in section] for section in sections])
    if not labels:
        return list(lines)
    held: dict[int, list[Line]] = {}
    for section in sections:
        if [name for number in section if (name := _label(lines[number])) in labels] == list(labels):
            held |= _told(lines, section, labels)
    return [piece for number, line in enumerate(lines) for piece in held.get(number, [line])]


def _sections(lines: Sequence[Line], targets: Targets) -> Iterator[list[int]]:
    """The lines below the heading of each area, as far as nothing is known of them."""
    section: list[int] | None = None
    for number, line in enumerate(lines):
        best = targets.matches(line.text)[:1]
        known = bool(best and best[0].score >= ALIKE and best[0].target.kind in (AREA, GOAL))
        if known or line.cell or parts.section(line.text) not in ("", parts.SITUATION):
            if section:
                yield section
            section = [] if known and best[0].target.kind == AREA and not best[0].short else None
        elif section is not None:
            section.append(number)
    if section:
        yield section


def _label(line: Line) -> str:
    """The label that a line is or begins with; empty where it is too long for one."""
    head, colon, _rest = line.text.partition(":")
    short = 0 < len(head.split()) <= _WORDS and head[:1].isupper()
    return head.strip().lower() if short and (colon or not head.endswith((".", "!", "?"))) else ""


def _three(sections: Sequence[Sequence[str]]) -> Labels:
    """The three labels that areas begin with; none where they do not come again, or may be about something else."""
    often = Counter(name for section in sections for name in {*section} if name)
    again = {name for name, count in often.items() if count >= _LEAST and count * 2 >= len(sections)}
    orders = Counter(tuple(name for name in section if name in again) for section in sections)
    orders.pop((), None)
    labels, count = orders.most_common(1)[0] if orders else ((), 0)
    if len(labels) != len(COLUMNS) or len({*labels}) != len(COLUMNS) or count < _LEAST:
        return ()
    if any(parts.column(name) for name in labels):  # known by their words, or the labels of something else
        return ()
    fitting = sum(bool(when.search(name)) for when, name in zip(_WHEN, labels, strict=True))
    return labels if fitting >= len(COLUMNS) - 1 else ()


def _told(lines: Sequence[Line], section: Sequence[int], labels: Labels) -> dict[int, list[Line]]:
    """The lines of a section that tell the situation. What comes after the last cell, and is no point, does not."""
    held: dict[int, list[Line]] = {}
    column, filled = "", False
    for number in section:
        line = lines[number]
        name = _label(line)
        if name in labels:
            column, filled = COLUMNS[labels.index(name)], False
            count = len(line.text.split(":")[0].split(" "))
            rest = line.cut(count)
            held[number] = [line.cut(0, count)._replace(holds=LABEL)]
            if ":" in line.text and rest.text:
                held[number].append(rest._replace(holds=column))
                filled = True
        elif column and (line.item or not filled or column != COLUMNS[-1]) and not line.level:
            held[number] = [line._replace(holds=column)]
            filled = True
        elif column:
            break
    return held
