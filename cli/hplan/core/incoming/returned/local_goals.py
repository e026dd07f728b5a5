"""Goals of the branch's own in a returned document: points of a list, with what belongs to each under it."""

from collections.abc import Sequence
from itertools import accumulate

from hplan.core.incoming.returned import raw_answers, sections
from hplan.core.incoming.returned.answers import owners, returned, said
from hplan.core.incoming.returned.changes import Changes
from hplan.core.incoming.returned.sections import Section
from hplan.core.incoming.returned.units import Kind, Unit, align
from hplan.core.incoming.returned.yaml_spans import Tree
from hplan.model.plan import Answer


class LocalGoals:
    """Compares such goals before and after, and puts what was changed in the tree of a plan file."""

    def __init__(self, changes: Changes) -> None:
        self.changes = changes

    def compare(self, new: Section, old: Section) -> None:
        """Change, take out, put in and move the goals of an area, or those outside of the areas."""
        area = self.changes.names.local.get(new.name)
        said = self.changes.plan.areas.get(area.id) if area else None
        given = (said.local_goals if said else ()) if area else self.changes.plan.local_goals
        number = str(area.number) if area else str(len(self.changes.strategy.areas) + 1)
        path = ("handlingsplan", area.id, "lokale_mål") if area else ("lokale_mål",)
        before, after = (self.changes.points(_points_only(part.units), number) for part in (old, new))
        after = self.changes.answered(after, before)
        raw = self.changes.raw(*path)
        items: list[Tree] = raw if isinstance(raw, list) else [raw] if raw is not None else []
        groups = _groups(before, len(given))
        if groups is None or len(items) != len(given):
            self.changes.left(after, before)
            return
        made, letters = self._goals(given, items, groups, after)
        if made != items and self.changes.open(f"{area.number}l" if area else "l", number, letters):
            value: Tree = made or None
            if not made and area:
                self.changes.take(*path)
            else:
                order = ["strategier", "lokale_mål"] if area else ["handlingsplan", "lokale_mål"]
                self.changes.put(value, *path, order=order)

    def _goals(
        self, given: Sequence[Answer], items: list[Tree], groups: list[list[Unit]], after: list[Unit]
    ) -> tuple[list[Tree], list[str]]:
        flat = [unit for group in groups for unit in group]
        heads = [n for n, group in enumerate(groups) for _ in group]
        first = dict(zip(accumulate(map(len, groups), initial=0), range(len(groups)), strict=False))
        was = align(flat, after)
        found: list[tuple[int | None, list[Unit]]] = []
        for unit, at in zip(after, was, strict=True):
            if not unit.key and at is None:
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
            answer = given[n] if n is not None else Answer(self.changes.plan.at, None)
            old = groups[n] if n is not None else []
            own = owners(old[1:], answer, 1, self.changes.labels) if n is not None else []
            letters.append(units[0].text)
            if own is None:
                made.append(items[n] if n is not None else None)
                self.changes.left(units[1:], old[1:])
                continue
            back = returned(old[1:], own, units[1:], 1, self.changes.labels)
            wording = answer.wording.value if answer.wording and old and old[0].key == units[0].key else units[0].text
            letters += said(back)
            raw = items[n] if n is not None else None
            made.append(raw_answers.answer(raw, answer, back, wording, 1, self.changes.labels))
        return [item for item in made if item is not None], letters

    def added(self, section: Section, where: str) -> None:
        """A heading that was not there: a goal of the branch's own, in the area where it stands."""
        if section.heading is None:
            return
        area = self.changes.names.areas.get(where)
        path = ("handlingsplan", area.id, "lokale_mål") if area else ("lokale_mål",)
        units = self.changes.answered(section.units, ())
        if section.heading.key in self.changes.printed and not units:
            return
        back = returned([], [], units, 0, self.changes.labels)
        goal = Answer(self.changes.plan.at, None)
        made = raw_answers.answer(None, goal, back, sections.bare(section.heading.text), 0, self.changes.labels)
        raw = self.changes.raw(*path)
        if not isinstance(raw, list):
            raw = [raw] if raw is not None else []
            self.changes.put(raw, *path, order=["strategier", "lokale_mål"] if area else ())
        if self.changes.listed[0] is not raw:
            self.changes.listed = raw, set(map(repr, raw))
        if repr(made) not in self.changes.listed[1]:
            self.changes.listed[1].add(repr(made))
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
