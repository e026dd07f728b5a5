"""The text of a plan file that a document has become: what `hplan new` writes, with the answers in it."""

from collections.abc import Iterator, Mapping, Sequence
from typing import NamedTuple

from hplan.core.document.labels import Labels
from hplan.core.incoming.placing.found import Answered
from hplan.core.incoming.placing.wording import Called
from hplan.core.writing.yaml_plain import Data
from hplan.core.writing.yaml_write import comment, entry
from hplan.i18n import N_
from hplan.model.strategy import Area, Goal, Strategy


class GoalFile(NamedTuple):
    """A goal in the file: what is called what, what is said to it, and how it was found."""

    area: Area
    goal: Goal
    answered: Answered | None
    called: Called
    data: Data

    @property
    def absent(self) -> bool:
        """Whether the document does not have it, but perhaps in a list of national goals."""
        return self.answered is None or not (self.answered.heading or self.answered.content)


class PlanFile(NamedTuple):
    """All that the file says. Notes are kept as comments; what has the id of an area is by it."""

    source: str
    schema: str
    language: str
    strategy: Strategy
    facts: Mapping[str, str]
    introduction: str | None
    situation: Sequence[Mapping[str, Data]]
    situation_notes: Sequence[str]
    goals: Sequence[GoalFile]
    strategies: Mapping[str, Mapping[str, Data]]
    strategy_notes: Mapping[str, Sequence[str]]
    local: Mapping[str, Data]
    unplaced: Sequence[Mapping[str, Data]]
    notes: Sequence[str]
    margin: Sequence[str]

    def text(self) -> str:
        """Return the file."""
        labels = Labels(self.language)
        parts = (self._head(labels), self._opening(labels), self._plan(labels), self._end(labels))
        return "".join(f"{line}\n" for part in parts for line in part)

    def _head(self, labels: Labels) -> Iterator[str]:
        facts, plan = self.facts, labels.text(N_("Action plan"))
        title = f"{plan} {self.strategy.period}"
        yield f"# yaml-language-server: $schema={self.schema}"
        yield ""
        yield comment(f"{title}: {facts['navn']}" if facts.get("navn") else title)
        imported = N_("Imported from {file}. Lines that begin with # are explanations, and are not printed.")
        yield comment(labels.text(imported).format(file=self.source))
        yield "#"
        yield comment(labels.text(N_("See what is missing: hplan check. Make the document: hplan render.")))
        yield ""
        yield entry("strategiplan", str(self.strategy.id.value))
        yield "fagforening:"
        yield entry("navn", facts.get("navn") or None, 2)
        yield entry("fylkeskrets", facts.get("fylkeskrets") or None, 2)
        yield f"språk: {self.language}"
        yield f"fase: {facts.get('fase') or 'utkast'}"
        yield f"årsmøte: {facts.get('årsmøte', '')}".rstrip()
        yield ""

    def _opening(self, labels: Labels) -> Iterator[str]:
        if not self.introduction:
            own = N_(
                "The introduction is the national one. To write your own: put | after the colon, and the text on the "
                "lines below, two spaces in."
            )
            yield comment(labels.text(own))
        yield entry("innledning", self.introduction or None)
        yield ""
        if self.situation_notes:
            yield comment(labels.text(N_("In the document, rows are called:")))
            yield from map(comment, self.situation_notes)
        yield entry("nåsituasjon", list(self.situation) or None)
        yield ""

    def _plan(self, labels: Labels) -> Iterator[str]:
        yield "handlingsplan:"
        for area in self.strategy.areas.values():
            yield ""
            yield comment(f"{area.number}. {area.title.written(self.language).value}", 2)
            yield f"  {area.id}:"
            for found in self.goals:
                if found.area is area:
                    yield from self._goal(found, labels)
            yield from self._around(area, labels)
        yield ""
        yield entry("lokale_mål", self.local.get(""))

    def _goal(self, found: GoalFile, labels: Labels) -> Iterator[str]:
        goal, wording = found.goal, found.called.wording
        yield ""
        yield comment(f"{goal.number} {goal.heading(self.language)}", 4)
        if goal.row_title:
            national = labels.text(N_("National goal:"))
            yield comment(f"{national} {goal.text.written(self.language).value}", 4)
        there = labels.text(N_("In the document:"))
        for note in (*found.called.notes, *([wording] if found.absent and wording else ())):
            yield comment(f"{there} {note}", 4)
        if not found.absent:
            yield entry(goal.id, found.data, 4)
            return
        absent = N_(
            "The document has nothing under this goal, nor its heading. If it is left out on purpose, write the reason:"
        )
        yield comment(labels.text(absent), 4)
        yield comment(f"{goal.id}: {{utelatt: …}}", 4)

    def _around(self, area: Area, labels: Labels) -> Iterator[str]:
        if notes := self.strategy_notes.get(area.id):
            yield ""
            yield comment(labels.text(N_("In the document, headings and strategies are written:")), 4)
            for note in notes:
                yield comment(note, 4)
        if strategies := self.strategies.get(area.id):
            yield ""
            yield entry("strategier", strategies, 4)
        if local := self.local.get(area.id):
            yield ""
            yield entry("lokale_mål", local, 4)

    def _end(self, labels: Labels) -> Iterator[str]:
        if self.unplaced:
            loose = N_(
                "This stood in the document, and has no sure place. Move each text to where it belongs, then delete it "
                "here; until then the plan cannot be rendered. It stood after (etter) and before (før) the words named."
            )
            yield ""
            yield comment(labels.text(loose))
            yield entry("uplassert", list(self.unplaced))
        rest = N_("This stood in the document too, and is no part of the plan:")
        for said, notes in ((rest, self.notes), (N_("Comments in the margin:"), self.margin)):
            if notes:
                yield ""
                yield comment(labels.text(said))
                yield from map(comment, notes)
