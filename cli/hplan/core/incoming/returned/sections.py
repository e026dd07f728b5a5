"""A returned document in sections, each under the heading that it is known by: the bookmark that hplan gave it.

Word and LibreOffice keep the bookmarks of headings that stay; where one is gone, or in Markdown, which has none, the
heading's words, its number and its place among the others say which it is.
"""

import re
from collections import Counter
from collections.abc import Iterable, Mapping, Sequence
from typing import NamedTuple

from hplan.core.document.build_view import bookmark
from hplan.core.document.labels import Labels
from hplan.core.incoming.returned.units import Kind, Unit, plain, words
from hplan.i18n import N_
from hplan.model.strategy import Area, Goal, Strategy

FRONT, INTRODUCTION, SITUATION, OWN, NEW = "front", "innledning", "situasjon", "lokale_mal", "?"
PROGRESS, RESOLUTION = "framdrift", "vedtak"
_NUMBER = re.compile(r"(\d+(?:\.\d+)*)\.?(?:\s+|$)")


class Section(NamedTuple):
    """A heading and what stands under it. `name` is its bookmark; that of a new one begins with `NEW`."""

    name: str
    heading: Unit | None
    units: tuple[Unit, ...]


class Names:
    """The names that sections have in the documents of a strategy, and the headings by which they are known."""

    def __init__(self, strategy: Strategy, labels: Labels) -> None:
        text, language = labels.text, labels.language
        situation = strategy.situation_title
        self.areas: dict[str, Area] = {bookmark(area.id): area for area in strategy.areas.values()}
        self.local = {f"{bookmark(area.id)}_lokale": area for area in strategy.areas.values()}
        self.goals: dict[str, tuple[Area, Goal]] = {
            bookmark(area.id, goal.id): (area, goal) for area in strategy.areas.values() for goal in area.goals
        }
        self.numbers = {str(area.number): name for name, area in self.areas.items()}
        self.numbers |= {str(len(self.areas) + 1): OWN}
        self.numbers |= {goal.number: name for name, (_, goal) in self.goals.items()}
        self.local_heading = text(N_("Local goals for the period"))
        self.first = {
            text(N_("Introduction")): INTRODUCTION,
            text(N_("How far we have come")): PROGRESS,
            situation.written(language).value if situation else text(N_("Situation and challenges")): SITUATION,
            strategy.title.written(language).value: "strategiplan",
            text(N_("Action plan")): "handlingsplan",
            text(N_("Amendments to the board’s proposal")): "endringsforslag",
            text(N_("Resolution")): RESOLUTION,
        }
        self.first = {words(heading): name for heading, name in self.first.items()}
        self.all = {*self.first.values(), *self.areas, *self.local, *self.goals, OWN}

    def marked(self, unit: Unit) -> str:
        """Return the name that a heading's bookmarks say."""
        return next((mark for mark in reversed(unit.marks) if mark in self.all), "")

    def worded(self, unit: Unit, area: str) -> str:
        """Return the name that a heading's level, number and words say; `area` is the one that it stands in."""
        if unit.level == 1:
            return self.first.get(words(unit.text), "")
        if number := _NUMBER.match(unit.text):
            name = self.numbers.get(number[1], "")
            return name if (unit.level == 2) == ("." not in number[1]) else ""
        return f"{area}_lokale" if area in self.areas and words(unit.text) == self.local_heading else ""


def bare(heading: str) -> str:
    """Return a heading without its number."""
    found = _NUMBER.match(heading)
    return heading[found.end() :] if found else heading


def sections(units: Iterable[Unit], names: Names, known: Mapping[str, str] | None = None) -> list[Section]:
    """Return the sections of a document. `known` are headings by their names, those of the document before editing."""
    parts: list[tuple[Unit | None, list[Unit]]] = [(None, [])]
    own: list[str] = [FRONT]
    area, claimed = "", set[str]()
    exact = _exact(units := _restyled(list(units), known or {}, names), known or {})
    for unit in units:
        if unit.kind is not Kind.HEADING or (own[-1] == SITUATION and unit.level > 1):
            parts[-1][1].append(unit)
            continue
        found = (exact.get(id(unit), ""), names.marked(unit), names.worded(unit, area))
        taken = claimed | (set(exact.values()) - {found[0]})
        name = next((name for name in found if name and name not in taken), "")
        claimed.add(name)
        area = name if name in names.areas else area if unit.level > 2 else ""
        own.append(name)
        parts.append((unit, []))
    if known:
        _by_place(own, [heading for heading, _ in parts], list(known), names)
    return [
        Section(name or f"{NEW}{n}", heading, tuple(under))
        for n, (name, (heading, under)) in enumerate(zip(own, parts, strict=True))
    ]


def _restyled(units: list[Unit], known: Mapping[str, str], names: Names) -> list[Unit]:
    """Units with the headings that somebody gave another style: known by their words, and a bookmark or a number."""
    fewer = Counter(map(words, known.values()))
    fewer.subtract(words(unit.text) for unit in units if unit.kind is Kind.HEADING)
    lost = {name: said for name, heading in known.items() if fewer[said := words(heading)] > 0}
    made = []
    for unit in units:
        said = words(unit.text) if lost and unit.kind in (Kind.PARAGRAPH, Kind.POINT) else ""
        same = (name for name in lost if lost[name] == said and (name in unit.marks or _NUMBER.match(said)))
        if name := next(same, ""):
            level = 3 if name in names.goals or name in names.local else 2 if name in {*names.areas, OWN} else 1
            unit = unit._replace(kind=Kind.HEADING, level=level, text=lost.pop(name))
        made.append(unit)
    return made


def _exact(units: Sequence[Unit], known: Mapping[str, str]) -> dict[int, str]:
    """The names of headings that have the same words as before, each once; not of those that several areas have."""
    several = Counter(known.values())
    once = {heading: name for name, heading in known.items() if several[heading] == 1}
    found: dict[int, str] = {}
    for unit in units:
        if unit.kind is Kind.HEADING and (name := once.pop(plain(unit.text), "")):
            found[id(unit)] = name
    return found


def _by_place(own: list[str], headings: Sequence[Unit | None], before: Sequence[str], names: Names) -> None:
    """Name a heading that nothing else does, where one alone is missing between the same two as before."""
    for n in range(1, len(own)):
        heading = headings[n]
        if own[n] or heading is None or own[n - 1] not in before:
            continue
        start = before.index(own[n - 1]) + 1
        following = own[n + 1] if n + 1 < len(own) else None
        stop = before.index(following) if following in before else len(before) if following is None else start
        missing = [name for name in before[start:stop] if name not in own]
        level = 3 if missing and (missing[0] in names.goals or missing[0] in names.local) else 2
        if len(missing) == 1 and heading.level == level:
            own[n] = missing[0]
