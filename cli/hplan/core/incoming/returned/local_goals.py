"""Goals of the branch's own in a returned document: points of a list, with what belongs to each under it."""

from collections.abc import Sequence
from itertools import accumulate
from typing import TYPE_CHECKING

from hplan.core.incoming.returned import raw_answers, sections
from hplan.core.incoming.returned.answers import owners, returned, said
from hplan.core.incoming.returned.sections import Section
from hplan.core.incoming.returned.units import Kind, Unit, align
from hplan.core.incoming.returned.yaml_spans import Tree
from hplan.model.plan import Answer

if TYPE_CHECKING:
    from hplan.core.incoming.returned.parts import Parts


class LocalGoals:
    """Compares such goals before and after, and puts what was changed in the tree of a plan file."""

    def __init__(self, parts: "Parts") -> None:
        self.parts = parts

    def compare(self, new: Section, old: Section) -> None:
        """Change, take out, put in and move the goals of an area, or those outside of the areas."""
        area = self.parts.names.local.get(new.name)
        said = self.parts.plan.areas.get(area.id) if area else None
        given = (said.local_goals if said else ()) if area else self.parts.plan.local_goals
        number = str(area.number) if area else str(len(self.parts.strategy.areas) + 1)
        path = ("handlingsplan", area.id, "lokale_mål") if area else ("lokale_mål",)
        before, after = (self.parts.points(_points_only(part.units), number) for part in (old, new))
        after = self.parts.answered(after, before)
        raw = self.parts.raw(*path)
        items: list[Tree] = raw if isinstance(raw, list) else [raw] if raw is not None else []
        groups = _groups(before, len(given))
        if groups is None or len(items) != len(given):
            self.parts.left(after, before)
            return
        made, letters = self._goals(given, items, groups, after)
        if made != items and self.parts.open(f"{area.number}l" if area else "l", number, letters):
            value: Tree = made or None
            if not made and area:
                self.parts.take(*path)
            else:
                order = ["strategier", "lokale_mål"] if area else ["handlingsplan", "lokale_mål"]
                self.parts.put(value, *path, order=order)

    def _goals(
        self, given: Sequence[Answer], items: list[Tree], groups: list[list[Unit]], after: list[Unit]
    ) -> tuple[list[Tree], list[str]]:
        flat = [unit for group in groups for unit in group]
        heads = [n for n, group in enumerate(groups) for _ in group]
        first = dict(zip(accumulate(map(len, groups), initial=0), range(len(groups)), strict=False))
        was = align(flat, after)
        found: list[tuple[int | None, list[Unit]]] = []
        for unit, at in zip(after, was, strict=True):
            if not unit.key:
                continue
            head = first.get(at) if at is not None else None
            if head is not None or not found or (at is None and unit.kind is Kind.POINT and unit.level == 0):
                found.append((head, [unit]))
            elif at is not None and heads[at] != found[-1][0] and unit.kind is Kind.POINT and unit.level == 0:
                found.append((None, [unit]))
            else:
                found[-1][1].append(unit)
        there = {n for n, _ in found}
        gone = {group[0].key: n for n, group in enumerate(groups) if n not in there}
        made: list[Tree] = []
        letters: list[str] = []
        for n, units in found:
            n = gone.pop(units[0].key, None) if n is None else n
            answer = given[n] if n is not None else Answer(self.parts.plan.at, None)
            old = groups[n] if n is not None else []
            own = owners(old[1:], answer, 1, self.parts.labels) if n is not None else []
            letters.append(units[0].text)
            if own is None:
                made.append(items[n] if n is not None else None)
                self.parts.left(units[1:], old[1:])
                continue
            back = returned(old[1:], own, units[1:], 1, self.parts.labels)
            wording = answer.wording.value if answer.wording and old and old[0].key == units[0].key else units[0].text
            letters += said(back)
            raw = items[n] if n is not None else None
            made.append(raw_answers.answer(raw, answer, back, wording, 1, self.parts.labels))
        return [item for item in made if item is not None], letters

    def added(self, section: Section, where: str) -> None:
        """A heading that was not there: a goal of the branch's own, in the area where it stands."""
        if section.heading is None:
            return
        area = self.parts.names.areas.get(where)
        path = ("handlingsplan", area.id, "lokale_mål") if area else ("lokale_mål",)
        units = self.parts.answered(section.units, ())
        if section.heading.key in self.parts.printed and not units:
            return
        back = returned([], [], units, 0, self.parts.labels)
        goal = Answer(self.parts.plan.at, None)
        made = raw_answers.answer(None, goal, back, sections.bare(section.heading.text), 0, self.parts.labels)
        raw = self.parts.raw(*path)
        if not isinstance(raw, list):
            raw = [raw] if raw is not None else []
            self.parts.put(raw, *path, order=["strategier", "lokale_mål"] if area else ())
        if self.parts.listed[0] is not raw:
            self.parts.listed = raw, set(map(repr, raw))
        if repr(made) not in self.parts.listed[1]:
            self.parts.listed[1].add(repr(made))
            raw.append(made)


def _points_only(units: Sequence[Unit]) -> list[Unit]:
    """The units of local goals; a line above them is the document's own."""
    first = next((n for n, unit in enumerate(units) if unit.kind is Kind.POINT), len(units))
    return list(units[first:])


def _groups(units: Sequence[Unit], count: int) -> list[list[Unit]] | None:
    """The units of each local goal, as rendered from the plan; None where that cannot be told."""
    heads = [n for n, unit in enumerate(units) if unit.kind is Kind.POINT and unit.level == 0]
    if len(heads) != count:
        return None
    if not heads:
        return []
    return [list(units[start:stop]) for start, stop in zip(heads, [*heads[1:], len(units)], strict=True)]
