"""The present situation told within each area: the same three labels in each area, before its goals or after them.

«Slik er det hos oss: …», «Det haster med: …», «Lenger fram: …»: no one of them has to be known. They come again below
one area after the other, always three and in one order, and two of them speak of the time that a column is about.
"""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from hplan.core.incoming.known import words_of_plans as parts
from hplan.core.incoming.known.targets import ALIKE, AREA, GOAL, Targets
from hplan.core.incoming.lines.line import Line

LABEL = "label"
_LEAST, _WORDS = 3, 6  # areas that begin so; words of a label
_WHEN = (
    re.compile(r"\b(?:nå|no|i dag|slik (?:er|har)|situasjon\w*|status|stoda?|hos oss|utgangspunkt\w*)\b", re.I),
    re.compile(r"\b(?:nå|no|kort|snart|straks|først|fyrst|haster|hastar|nærmeste|næraste|i år|neste år)\b", re.I),
    re.compile(
        r"\b(?:lang|lengre|lenger|på sikt|om \w+ år|seinere|senere|seinare|framover|fram|etter (?:hvert|kvart)"
        r"|framtid\w*)\b",
        re.I,
    ),
)
Labels = tuple[str, ...]


def told_by_area(lines: Sequence[Line], targets: Targets) -> list[Line]:
    """Return lines of which those that tell the situation of an area say so, apart from their labels."""
    areas = [*_areas(lines, targets)]
    labels = _three([[[label_of(lines[number]) for number in stretch] for stretch in area] for area in areas])
    if not labels:
        return list(lines)
    held: dict[int, list[Line]] = {}
    for stretch in (stretch for area in areas for stretch in area):
        if [name for number in stretch if (name := label_of(lines[number])) in labels] == list(labels):
            held |= _told(lines, stretch, labels)
    return [piece for number, line in enumerate(lines) for piece in held.get(number, [line])]


def _areas(lines: Sequence[Line], targets: Targets) -> Iterator[list[list[int]]]:
    """The lines of each area that are not known, as goals and headings of parts divide them."""
    stretches: list[list[int]] = []
    for number, line in enumerate(lines):
        if line.holds:
            continue
        best = targets.matches(line.text)[:1]
        known = best[0].target.kind if best and best[0].score >= ALIKE else ""
        if known == AREA and not best[0].short:
            yield from [stretches] if any(stretches) else []
            stretches = [[]]
        elif known in (AREA, GOAL) or line.cell or parts.section(line.text) not in ("", parts.SITUATION):
            stretches += [[]] if stretches else []
        elif stretches:
            stretches[-1].append(number)
    if any(stretches):
        yield stretches


def label_of(line: Line) -> str:
    """Return the label that a line is or begins with; empty where it is too long for one."""
    head, colon, _rest = line.text.partition(":")
    short = 0 < len(head.split()) <= _WORDS and head[:1].isupper()
    return head.strip().lower() if short and (colon or not head.endswith((".", "!", "?"))) else ""


def _three(areas: Sequence[Sequence[Sequence[str]]]) -> Labels:
    """The three labels that stand so in area after area; none where they do not, or may be about something else."""
    often = Counter(name for area in areas for name in {name for stretch in area for name in stretch if name})
    again = {name for name, count in often.items() if count >= _LEAST and count * 2 >= len(areas)}
    threes = Counter[Labels]()
    for area in areas:
        for place, stretch in enumerate(area):
            names = [name for name in stretch if name in again]
            found = [*zip(names, names[1:], names[2:], strict=False)]
            if place and found and stretch[0] == found[0][0]:
                del found[0]  # right below a goal: perhaps what is said to it
            threes.update(found)
    return next((labels for labels, count in threes.most_common() if count >= _LEAST and of_situation(labels)), ())


def of_situation(labels: Labels, *, known: bool = False) -> bool:
    """Return whether two of three labels say which column they are, and the third is none of another table.

    `known` says whether all may be known by their words.
    """
    names = [parts.column(name) for name in labels]
    other = any(name not in ("", column) for name, column in zip(names, parts.SITUATION_COLUMNS, strict=True))
    if other or (all(names) and not known):
        return False
    fitting = sum(bool(name or when.search(label)) for name, when, label in zip(names, _WHEN, labels, strict=True))
    return len({*labels}) == len(parts.SITUATION_COLUMNS) and fitting >= len(parts.SITUATION_COLUMNS) - 1


def _told(lines: Sequence[Line], stretch: Sequence[int], labels: Labels) -> dict[int, list[Line]]:
    """The lines of a stretch that tell the situation. What comes after the last cell, and is no point, does not."""
    held: dict[int, list[Line]] = {}
    column, filled = "", False
    for number in stretch:
        line = lines[number]
        name = label_of(line)
        if name in labels:
            column, filled = parts.SITUATION_COLUMNS[labels.index(name)], False
            count = len(line.text.split(":")[0].split(" "))
            rest = line.cut(count)
            held[number] = [line.cut(0, count)._replace(holds=LABEL)]
            if ":" in line.text and rest.text:
                held[number].append(rest._replace(holds=column))
                filled = True
        elif column and (line.item or not filled or column != parts.SITUATION_COLUMNS[-1]) and not line.level:
            held[number] = [line._replace(holds=column)]
            filled = True
        elif column:
            break
    return held
