"""What was changed in a returned document, part by part."""

import re
from collections.abc import Sequence

from hplan.core.document.identity import digest
from hplan.core.incoming.returned import raw_answers, sections
from hplan.core.incoming.returned.answers import owners, returned, said
from hplan.core.incoming.returned.around import comments, front
from hplan.core.incoming.returned.changes import Changes
from hplan.core.incoming.returned.local_goals import LocalGoals
from hplan.core.incoming.returned.sections import NEW, Section
from hplan.core.incoming.returned.situation import Situation
from hplan.core.incoming.returned.source_text import Change
from hplan.core.incoming.returned.units import Kind, Unit, align, plain, words
from hplan.core.incoming.returned.yaml_spans import Tree
from hplan.i18n import N_
from hplan.model.plan import Answer
from hplan.model.strategy import Area

_SEE = re.compile(r"\s*\*?\([^()]*\)\*?\s*$")  # what the list of national goals says of an answer


class Parts(Changes):
    """Finds the changes of one document: each part, as it is and as it came."""

    def compare(self, before: Sequence[Unit], after: Sequence[Unit]) -> None:
        """Change the tree by what differs between a document made of the plan as it is, and the one that came."""
        old = {section.name: section for section in sections.sections(before, self.names)}
        known = {name: plain(part.heading.text) for name, part in old.items() if part.heading}
        new = sections.sections(after, self.names, known)
        there = {section.name for section in new}
        self.front = new[0].units
        self.printed = {unit.key for name, part in old.items() if name in self.names.areas for unit in _all(part)}
        noted = {text for unit in before for part in _with_cells(unit) for text in part.comments}
        where = ""
        for section in new:
            where = section.name if section.name in self.names.areas or section.name == sections.OWN else where
            self.noted += comments(self.names, section, where, noted)
            if section.name.startswith(NEW):
                if _all(section) not in (_all(part) for part in old.values()):
                    LocalGoals(self).added(section, where)
            else:
                self.section(section, old.get(section.name, Section(section.name, None, ())))
        for name in old.keys() - there:
            if name in self.names.goals or name in self.names.local or name == sections.OWN:
                self.gone(name)

    def section(self, new: Section, old: Section) -> None:
        """Change the part that a section is."""
        if [unit.key for unit in _all(new)] == [unit.key for unit in _all(old)]:
            return
        name = new.name
        if name not in self.names.goals and new.heading and old.heading:
            self.left([new.heading], [old.heading])
        if name in self.names.goals:
            self.goal(new, old)
        elif name in self.names.local or name == sections.OWN:
            LocalGoals(self).compare(new, old)
        elif name in self.names.areas:
            self.national(self.names.areas[name], new, old)
        elif name == sections.INTRODUCTION:
            self.introduction(new, old)
        elif name == sections.SITUATION:
            Situation(self).compare(new, old)
        elif name == sections.FRONT:
            front(self, new, old)
        else:
            first = 0 if old.units else 1  # the row of headings is news to nobody
            self.left(
                [unit for unit in self.lettered(new, first) if not self.said_above(unit, old)], self.lettered(old)
            )

    def lettered(self, section: Section, first: int = 0) -> list[Unit]:
        """What a section says that the plan has no part for; of the table that counts, the cells that have words."""
        if section.name != sections.PROGRESS:
            return list(section.units)
        titles = tuple(area.title.written(self.labels.language).value for area in self.names.areas.values())
        cells = (part for unit in section.units for part in _with_cells(unit._replace(cells=unit.cells[first:])))
        lettered = (cell for cell in cells if re.search(r"[^\W\d_]", cell.text))
        return [cell for cell in lettered if not words(cell.text).startswith(titles)]

    def said_above(self, unit: Unit, old: Section) -> bool:
        """Whether a unit only says once more what stands under the title: who adopted the plan, and when."""
        opening = self.labels.text(N_("Adopted by the annual meeting of {branch}, {date}.")).partition("{")[0]
        if old.name != sections.RESOLUTION or not unit.key.startswith(opening):
            return False
        since = self.base is not None and self.base.parts.get("f") != self.ours.get("f")
        known = {word for other in (*old.units, *self.front) for word in other.key.split()}
        return since or {word.strip(".,") for word in unit.key.split()} <= {word.strip(".,") for word in known}

    def goal(self, new: Section, old: Section) -> None:
        """Change the answer to a national goal."""
        area, goal = self.names.goals[new.name]
        answers = self.plan.areas.get(area.id)
        given = answers.goals.get(goal.id) if answers else None
        answer = given or Answer(self.plan.at, goal.id)
        before, after = (self.points(part.units, goal.number) for part in (old, new))
        after = self.answered(after, before)
        own = owners(before, answer, 0, self.labels) if given else []
        wording = self.wording(new, old, answer)
        if own is None:
            if self.open(goal.number, goal.number, ["x", wording or "", *(unit.text for unit in after)]):
                self.left(after, before)
            return
        found = returned(before, own, after, 0, self.labels)
        path = ("handlingsplan", area.id, goal.id)
        value = raw_answers.answer(self.raw(*path), answer, found, wording, 0, self.labels)
        same = given is not None and value == self.raw(*path)
        if not same and self.open(goal.number, goal.number, ["x", wording or "", *said(found)]):
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

    def introduction(self, new: Section, old: Section) -> None:
        """Change the introduction; the national one, edited, becomes the branch's own."""
        introduction = self.strategy.introduction
        national = introduction.written(self.labels.language).value.rstrip() if introduction else ""
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
        letters = [] if digest(letters) == digest([national]) else letters
        if value in (raw, national) or not self.open("i", "innledning", letters):
            return
        order = ("innledning", "nåsituasjon", "handlingsplan", "lokale_mål")
        self.put(value, "innledning", order=order)

    def national(self, area: Area, new: Section, old: Section) -> None:
        """The lists of national goals and strategies: a strategy with other words is an adaptation of the branch's."""
        was = align(old.units, new.units)
        points = [n for n, unit in enumerate(old.units) if unit.kind is Kind.POINT]
        strategies = points[len(area.goals) :]
        if len(strategies) != len(area.strategies):
            self.left(new.units, old.units)
            return
        now = {at: new.units[n] for n, at in enumerate(was) if at in strategies and new.units[n].key}
        changes: dict[str, dict[str, Tree] | None] = {}
        letters: list[str] = []
        for item, at in zip(area.strategies, strategies, strict=True):
            change = self.strategy_change(now.get(at), item.text.written(self.labels.language).value)
            letters += [str(change[key]) for key in ("ordlyd", "utelatt") if change.get(key, "true") != "true"]
            if at not in now or now[at].key != old.units[at].key:
                changes[item.id] = change or None
        if len(now) * 2 < len(strategies):  # a list that is gone as a whole was lost with its heading, not left out
            return
        path = ("handlingsplan", area.id, "strategier")
        changes = {name: change for name, change in changes.items() if change != self.raw(*path, name)}
        if changes and self.open(f"{area.number}s", f"{area.number}", letters):
            if not isinstance(self.raw(*path), dict):
                self.put({}, *path, order=["strategier", "lokale_mål"])
            for name, new_change in changes.items():
                if new_change is None:
                    self.take(*path, name)
                else:
                    self.put({**new_change}, *path, name, order=[item.id for item in area.strategies])
            if not self.raw(*path):
                self.take(*path)
        national = {old.units[at].key for at in points[: len(area.goals)]}
        national |= {goal.text.written(self.labels.language).value for goal in area.goals}
        rest = [unit for unit, at in zip(new.units, was, strict=True) if at not in strategies]
        kept = {words(_SEE.sub("", text)) for text in (*national, *(unit.key for unit in old.units))}
        self.unplaced += [unit.key for unit in rest if unit.key and words(_SEE.sub("", unit.key)) not in kept]

    def strategy_change(self, unit: Unit | None, national: str) -> dict[str, Tree]:
        """What a point of the list says that the branch did to a strategy; nothing where it is the national one."""
        if unit is None:
            return {"utelatt": "true"}
        if left_out := re.match(r"~~.*~~ ?(?:\*\([^:)]*(?:: (.*?))?\)\*)?\s*(.*)$", unit.text, re.DOTALL):
            change: dict[str, Tree] = {"utelatt": left_out[1] or "true"}
            return change | ({"ordlyd": left_out[2]} if left_out[2] else {})
        said = unit.text
        if said.rstrip().endswith(("»)", "»)*")):
            said = re.sub(r"\s*\*?\((?:[^()«]*: ?)?«.*»\)\*?\s*$", "", said, flags=re.DOTALL)
        return {} if words(said) in ("", words(national)) else {"ordlyd": said}


def _with_cells(unit: Unit) -> list[Unit]:
    return [unit, *(part for row in unit.cells for cell in row for part in cell)]


def _all(section: Section) -> list[Unit]:
    return [*([section.heading] if section.heading else []), *section.units]
