"""What was changed in a returned document, part by part, and the plan file's tree with it.

A part that the document does not change is not touched. One that was changed in the plan since the document was made is
changed by the document only where the document has left it as it was: else the two are in conflict, and nothing is lost.
"""

import re
from collections.abc import Sequence
from copy import deepcopy
from unicodedata import normalize

from hplan.core.document import identity
from hplan.core.document.identity import Identity, digest
from hplan.core.document.labels import Labels
from hplan.core.incoming.returned import raw_answers, sections
from hplan.core.incoming.returned.answers import Returned, owners, returned
from hplan.core.incoming.returned.notes import Noted
from hplan.core.incoming.returned.sections import NEW, Names, Section
from hplan.core.incoming.returned.situation import Situation
from hplan.core.incoming.returned.source_text import Change
from hplan.core.incoming.returned.units import Kind, Unit, align, numbered, plain, words
from hplan.core.incoming.returned.yaml_patch import Tree
from hplan.core.shape import meant_day
from hplan.i18n import N_
from hplan.model.plan import Answer, Plan, Stage
from hplan.model.strategy import Area, Strategy

Path = tuple[str, ...]
_NATIONAL = "Nasjonal tekst"


class Parts:
    """The changes of one document. `tree` is the plan file's, changed; `conflicts` are parts by their numbers."""

    def __init__(self, plan: Plan, strategy: Strategy, tree: Tree, stage: Stage, base: Identity | None) -> None:
        self.plan, self.strategy, self.labels = plan, strategy, Labels(plan.written_language)
        self.names = Names(strategy, self.labels)
        self.tree: dict[str, Tree] = deepcopy(tree) if isinstance(tree, dict) else {}
        self.stage, self.base = stage, base
        self.ours = {name: digest(texts) for name, texts in identity.parts(plan, strategy, self.labels).items()}
        self.conflicts: list[str] = []
        self.noted: list[Noted] = []
        self.unplaced: list[str] = []

    def compare(self, before: Sequence[Unit], after: Sequence[Unit]) -> None:
        """Change the tree by what differs between a document made of the plan as it is, and the one that came."""
        old = {section.name: section for section in sections.sections(before, self.names)}
        known = {plain(part.heading.text): name for name, part in old.items() if part.heading}
        new = sections.sections(after, self.names, known)
        there = {section.name for section in new}
        where = ""
        for section in new:
            where = section.name if section.name in self.names.areas or section.name == sections.OWN else where
            self.comments(section, where)
            if section.name.startswith(NEW):
                if _all(section) not in (_all(part) for part in old.values()):
                    self.new_section(section, where)
            else:
                self.section(section, old.get(section.name, Section(section.name, None, ())))
        for name in old.keys() - there:
            if name in self.names.goals or name in self.names.local or name == sections.OWN:
                self.gone(name)

    def section(self, new: Section, old: Section) -> None:
        if [unit.key for unit in _all(new)] == [unit.key for unit in _all(old)]:
            return
        name = new.name
        if name in self.names.goals:
            self.goal(new, old)
        elif name in self.names.local or name == sections.OWN:
            self.local(new, old)
        elif name in self.names.areas:
            self.national(self.names.areas[name], new, old)
        elif name == sections.INTRODUCTION:
            self.introduction(new, old)
        elif name == sections.SITUATION:
            Situation(self).compare(new, old)
        elif name == sections.FRONT:
            self.front(new, old)
        else:
            self.left(new.units, old.units)

    def open(self, part: str, name: str, theirs: Sequence[str]) -> bool:
        """Whether the document may change a part: the plan has not changed it since, or the document has not."""
        if self.base is None or self.base.parts.get(part, digest([])) == self.ours.get(part, digest([])):
            return True
        if self.base.parts.get(part, digest([])) != digest(theirs):
            self.conflicts.append(name)
        return False

    def left(self, new: Sequence[Unit], old: Sequence[Unit]) -> None:
        """Keep what was written where the plan file has no place for it."""
        was = align(old, new)
        for unit, at in zip(new, was, strict=True):
            if unit.key and (at is None or old[at].key != unit.key):
                self.unplaced.append(unit.key)

    def raw(self, *path: str) -> Tree:
        """Return what the file has at a path."""
        here: Tree = self.tree
        for name in path:
            key = _key(here, name)
            here = here.get(key) if isinstance(here, dict) else None
        return here

    def put(self, value: Tree, *path: str, order: Sequence[str] = ()) -> None:
        """Put a value in the file's tree, in the place of what is there."""
        here = self.tree
        for name in path[:-1]:
            key = _key(here, name)
            if not isinstance(inner := here.get(key), dict):
                inner = here[key] = {}
            here = inner
        key = _key(here, path[-1])
        if key in here or not order:
            here[key] = value
            return
        after = set(order[order.index(path[-1]) + 1 :])
        rest = {name: here.pop(name) for name in list(here) if name in after}
        here[key] = value
        here |= rest

    def take(self, *path: str) -> None:
        """Take a key out of the tree."""
        holder = self.raw(*path[:-1])
        if isinstance(holder, dict):
            holder.pop(_key(holder, path[-1]), None)

    def goal(self, new: Section, old: Section) -> None:
        area, goal = self.names.goals[new.name]
        said = self.plan.areas.get(area.id)
        given = said.goals.get(goal.id) if said else None
        answer = given or Answer(self.plan.at, goal.id)
        before, after = (self.points(part.units, goal.number) for part in (old, new))
        own = owners(before, answer, 0, self.labels) if given else []
        wording = self.wording(new, old, answer)
        if own is None:
            self.unplaced += [unit.key for unit in after if unit.key not in {known.key for known in before}]
            return
        found = returned(before, own, after, 0, raw_answers.labels_of(self.labels))
        path = ("handlingsplan", area.id, goal.id)
        value = raw_answers.answer(self.raw(*path), answer, found, wording, 0, self.labels)
        same = given is not None and value == self.raw(*path)
        if not same and self.open(goal.number, goal.number, ["x", wording or "", *_words(found)]):
            self.put(value, *path, order=[*(goal.id for goal in area.goals), "strategier", "lokale_mål"])

    def wording(self, new: Section, old: Section, answer: Answer) -> str | None:
        """The branch's own wording of a goal: the heading, where that is not the national one."""
        heading, was = (sections.bare(part.heading.text) if part.heading else "" for part in (new, old))
        own = answer.wording.value if answer.wording else None
        if words(heading) == words(was):
            return own
        _, goal = self.names.goals[new.name]
        national = [text.written(self.labels.language).value for text in (goal.row_title, goal.text) if text]
        return None if words(heading) in map(words, national) else heading

    def points(self, units: Sequence[Unit], number: str) -> list[Unit]:
        """Units with the numbers of points set apart, that only a reader needs."""
        if self.stage is Stage.DRAFT:
            return list(units)
        made = []
        for unit in units:
            apart = numbered(unit)
            made.append(apart if apart.number.startswith(f"{number}.") else unit)
        return made

    def gone(self, name: str) -> None:
        """Take out of the plan what the document has no more."""
        if name in self.names.goals:
            area, goal = self.names.goals[name]
            if self.open(goal.number, goal.number, []):
                self.take("handlingsplan", area.id, goal.id)
        elif name in self.names.local:
            area = self.names.local[name]
            if self.open(f"{area.number}l", f"{area.number}", []):
                self.take("handlingsplan", area.id, "lokale_mål")
        elif self.open("l", "lokale_mål", []) and self.plan.local_goals:
            self.put(None, "lokale_mål")

    def local(self, new: Section, old: Section) -> None:
        area = self.names.local.get(new.name)
        said = self.plan.areas.get(area.id) if area else None
        given = (said.local_goals if said else ()) if area else self.plan.local_goals
        number = str(area.number) if area else str(len(self.strategy.areas) + 1)
        path = ("handlingsplan", area.id, "lokale_mål") if area else ("lokale_mål",)
        before, after = (self.points(_points_only(part.units, part is old), number) for part in (old, new))
        raw = self.raw(*path)
        items = raw if isinstance(raw, list) else [raw] if raw is not None else []
        groups = _groups(before, len(given))
        if groups is None or len(items) != len(given):
            self.left(after, before)
            return
        made, letters = self.local_goals(given, items, groups, after)
        if made != items and self.open(f"{area.number}l" if area else "l", number, letters):
            value: Tree = made or None
            if not made and area:
                self.take(*path)
            else:
                order = ["strategier", "lokale_mål"] if area else ["handlingsplan", "lokale_mål"]
                self.put(value, *path, order=order)

    def local_goals(
        self, given: Sequence[Answer], items: list[Tree], groups: list[list[Unit]], after: list[Unit]
    ) -> tuple[list[Tree], list[str]]:
        flat = [unit for group in groups for unit in group]
        heads = [n for n, group in enumerate(groups) for _ in group]
        first = {sum(map(len, groups[:n])): n for n in range(len(groups))}
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
            answer = given[n] if n is not None else Answer(self.plan.at, None)
            old = groups[n] if n is not None else []
            own = owners(old[1:], answer, 1, self.labels) if n is not None else []
            letters.append(units[0].text)
            if own is None:
                made.append(items[n] if n is not None else None)
                self.left(units[1:], old[1:])
                continue
            back = returned(old[1:], own, units[1:], 1, raw_answers.labels_of(self.labels))
            wording = answer.wording.value if answer.wording and old and old[0].key == units[0].key else units[0].text
            letters += _words(back)
            raw = items[n] if n is not None else None
            made.append(raw_answers.answer(raw, answer, back, wording, 1, self.labels))
        return [item for item in made if item is not None], letters

    def new_section(self, section: Section, where: str) -> None:
        """A heading that was not there: a goal of the branch's own, in the area where it stands."""
        if section.heading is None:
            return
        area = self.names.areas.get(where)
        path = ("handlingsplan", area.id, "lokale_mål") if area else ("lokale_mål",)
        back = returned([], [], list(section.units), 0, raw_answers.labels_of(self.labels))
        goal = Answer(self.plan.at, None)
        made = raw_answers.answer(None, goal, back, sections.bare(section.heading.text), 0, self.labels)
        raw = self.raw(*path)
        items = raw if isinstance(raw, list) else [raw] if raw is not None else []
        self.put([*items, made], *path, order=["strategier", "lokale_mål"] if area else ())

    def introduction(self, new: Section, old: Section) -> None:
        national = self.strategy.introduction.written(self.labels.language).value if self.strategy.introduction else ""
        raw = self.raw("innledning")
        before = [unit for unit in old.units if unit.style != "Merknad"]
        was = align(old.units, new.units)
        changes = [
            Change(at, unit)
            for at, unit in zip(was, new.units, strict=True)
            if unit.key and (at is None or at < len(before)) and unit.style != "Merknad"
        ]
        value = raw_answers.text(raw if raw is not None else national, before, changes)
        letters = [change.unit.text for change in changes]
        if value in (raw, national) or not self.open("i", "innledning", letters):
            return
        order = ("innledning", "nåsituasjon", "handlingsplan", "lokale_mål")
        self.put(raw_answers.block(value) if isinstance(value, str) else value, "innledning", order=order)

    def national(self, area: Area, new: Section, old: Section) -> None:
        """The lists of national goals and strategies: a strategy with other words is an adaptation of the branch's."""
        was = align(old.units, new.units)
        points = [n for n, unit in enumerate(old.units) if unit.kind is Kind.POINT]
        strategies = points[len(area.goals) :]
        if len(strategies) != len(area.strategies):
            self.left(new.units, old.units)
            return
        said = {at: new.units[n] for n, at in enumerate(was) if at in strategies and new.units[n].key}
        changes: dict[str, Tree] = {}
        letters: list[str] = []
        for item, at in zip(area.strategies, strategies, strict=True):
            change = self.strategy_change(said.get(at), item.text.written(self.labels.language).value)
            letters += [str(text) for text in change.values() if text != "true"]
            if at not in said or said[at].key != old.units[at].key:
                changes[item.id] = change or None
        path = ("handlingsplan", area.id, "strategier")
        changes = {name: change for name, change in changes.items() if change != self.raw(*path, name)}
        if changes and self.open(f"{area.number}s", f"{area.number}", letters):
            if not isinstance(self.raw(*path), dict):
                self.put({}, *path, order=["strategier", "lokale_mål"])
            for name, change in changes.items():
                if change is None:
                    self.take(*path, name)
                else:
                    self.put(change, *path, name, order=[item.id for item in area.strategies])
            if not self.raw(*path):
                self.take(*path)
        rest = [n for n, at in enumerate(was) if at is None or (at not in strategies and at not in points)]
        self.unplaced += [new.units[n].key for n in rest if new.units[n].key and was[n] is None]

    def strategy_change(self, unit: Unit | None, national: str) -> dict[str, Tree]:
        """What a point of the list of strategies says that the branch did to it; nothing where it is the national one."""
        if unit is None:
            return {"utelatt": "true"}
        if left_out := re.match(r"~~.*~~ ?(?:\*\([^:)]*(?:: (.*?))?\)\*)?\s*(.*)$", unit.text, re.DOTALL):
            change: dict[str, Tree] = {"utelatt": left_out[1] or "true"}
            return change | ({"ordlyd": left_out[2]} if left_out[2] else {})
        said = re.sub(r"\s*\*?\((?:[^()«]*: ?)?«.*»\)\*?\s*$", "", unit.text, flags=re.DOTALL)
        return {} if words(said) == words(national) else {"ordlyd": said}

    def front(self, new: Section, old: Section) -> None:
        """What stands above the introduction: the branch, its county, the day of the meeting, the stage."""
        was = align(old.units, new.units)
        for unit, at in zip(new.units, was, strict=True):
            if at is None or old.units[at].key == unit.key:
                self.unplaced += [unit.key] if at is None and unit.key else []
                continue
            shown, said = words(old.units[at].text), words(unit.text)
            names = [plain(text.value) for text in (self.plan.name, self.plan.county) if text]
            meeting = self.labels.text(N_("Annual meeting"))
            stages = {self.labels.stage(stage).lower(): stage for stage in Stage}
            if shown == " · ".join(names) and said.count(" · ") < 2:
                name, _, county = said.partition(" · ")
                self.put(name, "fagforening", "navn")
                self.put(county or None, "fagforening", "fylkeskrets") if county or self.plan.county else None
            elif shown.startswith(meeting) and (day := _day(said.removeprefix(meeting))):
                self.put(day, "årsmøte", order=("årsmøte", "innledning", "nåsituasjon", "handlingsplan", "lokale_mål"))
            elif shown.lower() in stages and said.lower() in stages:
                self.put(stages[said.lower()].value, "fase")
            else:
                self.unplaced.append(unit.key)

    def comments(self, section: Section, where: str) -> None:
        """Keep comments in the margin, each at the part of the plan that it is about."""
        path: Path = ()
        if section.name in self.names.goals:
            area, goal = self.names.goals[section.name]
            path = ("handlingsplan", area.id, goal.id)
        elif where in self.names.areas:
            path = ("handlingsplan", self.names.areas[where].id)
            path += ("lokale_mål",) if section.name in self.names.local else ()
        elif section.name in (sections.INTRODUCTION, sections.SITUATION, sections.OWN):
            path = (
                {sections.INTRODUCTION: "innledning", sections.SITUATION: "nåsituasjon"}.get(
                    section.name, "lokale_mål"
                ),
            )
        for unit in (*([section.heading] if section.heading else []), *section.units):
            cells = [part for row in unit.cells for cell in row for part in cell]
            for part in (unit, *cells):
                about = plain(part.text)
                short = about if len(about) <= 60 else f"{about[:60].rsplit(' ', 1)[0]} …"
                self.noted += [Noted(path, f"{comment} («{short}»)") for comment in part.comments]


def _all(section: Section) -> list[Unit]:
    return [*([section.heading] if section.heading else []), *section.units]


def _key(tree: Tree, name: str) -> str:
    """The key as the file has it: its letters may be composed otherwise."""
    if isinstance(tree, dict) and name not in tree:
        return next((key for key in tree if normalize("NFC", key) == name), name)
    return name


def _words(found: Returned) -> list[str]:
    """What a document shows of an answer, as `identity.shown` has it."""
    reason = re.sub(r"^\*\*[^*]*\*\*\s*", "", found.omission.text) if found.omission else ""
    said = [reason, *(change.unit.text for change in found.text)]
    for action in found.actions:
        said += [change.unit.text for change in action.text]
        said += [action.follow_up.text] if action.follow_up else []
    return said


def _points_only(units: Sequence[Unit], _old: bool) -> list[Unit]:
    """The units of local goals; a line above them is the document's own."""
    first = next((n for n, unit in enumerate(units) if unit.kind is Kind.POINT), len(units))
    return list(units[first:])


def _groups(units: Sequence[Unit], count: int) -> list[list[Unit]] | None:
    """The units of each local goal, as rendered from the plan; None where that cannot be told."""
    heads = [n for n, unit in enumerate(units) if unit.kind is Kind.POINT and unit.level == 0]
    if len(heads) != count:
        return None
    return [list(units[start:stop]) for start, stop in zip(heads, [*heads[1:], len(units)], strict=True)]


def _day(said: str) -> str | None:
    try:
        day = meant_day(said.strip(" ."))
    except ValueError:
        return None
    return day.isoformat() if day else None
