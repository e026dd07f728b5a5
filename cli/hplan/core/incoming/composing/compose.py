"""The plan file of a document, as `hplan new` writes one: the national wording in comments, nothing lost."""

from collections.abc import Iterable, Sequence
from functools import cached_property
from typing import NamedTuple

from hplan.core.document.labels import Labels
from hplan.core.incoming.composing.answers import answer, content_data, local_data, markdown
from hplan.core.incoming.composing.beside import Beside
from hplan.core.incoming.composing.plan_file import GoalFile, PlanFile
from hplan.core.incoming.known.compare import differing, slips, without_number, words
from hplan.core.incoming.known.targets import AREA, GOAL, STRATEGY, Targets
from hplan.core.incoming.known.words_of_plans import SITUATION_COLUMNS, column, section
from hplan.core.incoming.lines.line import Line
from hplan.core.incoming.placing.found import Found, Row
from hplan.core.incoming.placing.wording import Called, goal_called, strategy_called
from hplan.core.national import every_wording
from hplan.core.schema import plan_schema_name
from hplan.core.writing.yaml_plain import Data
from hplan.i18n import N_
from hplan.model.strategy import Area, Goal, Strategy


class Composed(NamedTuple):
    """A plan file, and what the report says of it."""

    text: str
    goals: list[GoalFile]
    strategies: dict[str, dict[str, Data]]


class Composer:
    """Makes the file of what was found in a document."""

    def __init__(self, found: Found, targets: Targets, beside: Beside, source: str, language: str) -> None:
        self.found, self.targets, self.beside, self.source, self.language = found, targets, beside, source, language
        self.strategy: Strategy = targets.strategy
        self.translated = self.strategy.lacks(language) and not self.as_written()

    def as_written(self) -> bool:
        """Whether most goals have the words of the strategy, whatever language the rest is in."""
        headings = [
            any(not any(differing(without_number(line.text), text.value)) for text in every_wording(goal))
            for area in self.strategy.areas.values()
            for goal in area.goals
            if (answered := self.found.answers.get((area.id, goal.id)))
            and (line := answered.heading or answered.listed)
        ]
        return sum(headings) * 2 > len(headings)

    def compose(self, margin: Sequence[str] = ()) -> Composed:
        """Return the file. `margin` is what was written beside the text."""
        found = self.found
        goals = [self.goal(area, goal) for area in self.strategy.areas.values() for goal in area.goals]
        strategies, strategy_notes = self.strategies(Labels(self.language))
        made = PlanFile(
            source=self.source,
            schema=plan_schema_name(self.strategy.id.value, self.language),
            language=self.language,
            strategy=self.strategy,
            facts=found.facts,
            introduction=self.introduction(),
            situation=[self.row(row) for row in found.situation],
            situation_notes=[note for row in found.situation for note in self.row_notes(row)],
            goals=goals,
            strategies=strategies,
            strategy_notes=strategy_notes,
            local={area: self.local(area) for area in ("", *self.strategy.areas)},
            unplaced=self.unplaced(),
            notes=self.notes(),
            margin=margin,
        )
        return Composed(made.text(), goals, strategies)

    def local(self, area: str) -> list[Data] | None:
        """The goals of the branch's own, in an area or outside of them."""
        return [local_data(goal, self.beside.shown) for goal in self.found.local.get(area, [])] or None

    def introduction(self) -> str | None:
        """The branch's own introduction, with what of the national one stands in it; None where there is none."""
        return markdown(self.found.opening, self.beside.shown) if self.found.introduction else None

    def row(self, row: Row) -> dict[str, Data]:
        """A row of the table of the present situation."""
        name = " ".join(self.beside.shown(line) for line in row.name)
        cells = {key: markdown(row.cells.get(key, []), self.beside.shown) or None for key in SITUATION_COLUMNS}
        return {"område": row.area or name or None, **cells}

    def row_notes(self, row: Row) -> Iterable[str]:
        """What a row is called that stands for an area, where the words are others."""
        name = " ".join(line.text for line in row.name)
        if row.area and self.otherwise(name, row.area):
            yield name

    def otherwise(self, text: str, area: str) -> bool:
        """Whether words differ from the national title of an area, be it by a slip."""
        wordings = [known.target.wording for known in self.targets.known if known.target[:2] == (AREA, area)]
        return all(slips(without_number(text), wording) for wording in wordings)

    def goal(self, area: Area, goal: Goal) -> GoalFile:
        """A goal, with what is said to it."""
        answered = self.found.answers.get((area.id, goal.id))
        if answered is None:
            return GoalFile(area, goal, None, Called(None, []), None)
        called = goal_called(answered, every_wording(goal), self.translated)
        fields = content_data(answered.content, self.beside.shown)
        data = answer(({"ordlyd": called.wording} if called.wording else {}) | fields)
        return GoalFile(area, goal, answered, called, data)

    def strategies(self, labels: Labels) -> tuple[dict[str, dict[str, Data]], dict[str, list[str]]]:
        """The strategies worded anew; and the others that are not written just so, and those that are not there."""
        changed: dict[str, dict[str, Data]] = {}
        notes: dict[str, list[str]] = {}
        for area in self.strategy.areas.values():
            for item in area.strategies:
                line = self.found.strategies.get((area.id, item.id))
                if line is None:
                    if any(key[0] == area.id for key in self.found.strategies):
                        lacking = " ".join(
                            (labels.text(N_("Not in the document:")), item.text.written(self.language).value)
                        )
                        notes.setdefault(area.id, []).append(lacking)
                    continue
                called = strategy_called(line, every_wording(item), self.translated)
                if called.wording:
                    changed.setdefault(area.id, {})[item.id] = {"ordlyd": called.wording}
                notes.setdefault(area.id, []).extend(called.notes)
            if (line := self.found.areas.get(area.id)) and self.otherwise(line.text, area.id):
                notes.setdefault(area.id, []).insert(0, line.text)
        return changed, notes

    def unplaced(self) -> list[dict[str, Data]]:
        """What has no place, with its neighbours."""
        found = []
        for one in self.found.unplaced:
            entry: dict[str, Data] = {"tekst": markdown(one.lines, self.beside.shown)}
            found.append(entry | {key: text for key, text in (("etter", one.after), ("før", one.before)) if text})
        return found

    def notes(self) -> list[str]:
        """What else the document says: titles, and national text that it writes otherwise."""
        kept = [line.text for line in self.found.labels if self.own_words(line)]
        found = self.found
        elsewhere = [line for answered in found.answers.values() for line in (answered.heading, answered.listed)]
        elsewhere += [*found.strategies.values(), *found.areas.values(), *(found.opening if found.introduction else ())]
        spared = set(map(id, elsewhere))
        for national in self.found.national:
            if id(national.line) not in spared and not self.known(national.line, national.wording):
                kept.append(national.line.text)
        return list(dict.fromkeys(kept))

    def own_words(self, line: Line) -> bool:
        """Whether a heading says more than which part of a plan it is."""
        return not (section(line.text) or column(line.text) or not any(map(str.isalnum, line.text)))

    def known(self, line: Line, wording: str) -> bool:
        """Whether a line has no word that the national text does not have just so."""
        text = without_number(line.text)
        return not slips(text, wording) or tuple(sorted(words(text))) in self.around

    @cached_property
    def around(self) -> frozenset[tuple[str, ...]]:
        """The words of all national texts but the goals and the strategies."""
        known = (held.target for held in self.targets.known)
        return frozenset(
            tuple(sorted(words(target.wording))) for target in known if target.kind not in (GOAL, STRATEGY)
        )
