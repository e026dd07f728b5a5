"""What a template sees of a plan. docs/maler.md describes these names for those who write templates.

Texts of the plan and of the strategy are `Field`s. Printing one yields a marker, not the text itself unless it is a
line of plain words, so that nothing a stranger wrote in a plan can take part in the Markdown around it.
"""

import re
from datetime import date
from typing import NamedTuple
from zlib import crc32

from hplan.core.document.as_written import as_written
from hplan.core.document.labels import Labels
from hplan.i18n import N_
from hplan.model.place import Text, Value
from hplan.model.plan import Action, Answer, Plan, Stage
from hplan.model.strategy import Area, Goal, NationalStrategy, Strategy, Wording

# A line of words that means itself in any Markdown, wherever it stands. Most texts are such lines, and need no marker.
_WORDS = re.compile(r"(?!\w+[.)](?: |$))[^\W\d_](?:[^\W_]|[ ,;/%()–-]|\.(?!\.))*")
_NOT_WORDS = re.compile(r"--|www\.|  ", re.IGNORECASE)


class Texts:
    """The texts of one document, in the order in which the view was made of them; a marker is a place in it."""

    def __init__(self) -> None:
        self.all: list[str] = []

    def field(self, text: str) -> "Field":
        """Keep a text and return what stands for it in a template."""
        if _WORDS.fullmatch(text) and not _NOT_WORDS.search(text):
            return Field(text)
        self.all.append(as_written(text))
        return Field(f"[]{{t={len(self.all)}}}")


class Field:
    """A text of the plan. A template can print it and ask whether it is there, and nothing else."""

    __slots__ = ("_printed",)

    def __init__(self, printed: str = "") -> None:
        self._printed = printed

    def __str__(self) -> str:
        return self._printed

    def __bool__(self) -> bool:
        return bool(self._printed)


NOTHING = Field()


class Item(NamedTuple):
    """A national goal or strategy in the list above the answers."""

    number: str
    text: Field
    adapted: Field = NOTHING
    omitted: bool = False
    reason: Field = NOTHING


class Part(NamedTuple):
    """One part of an action's follow-up: "Ansvarlig" and who."""

    label: str
    value: object


class ActionView(NamedTuple):
    """An action."""

    text: Field
    follow_up: tuple[Part, ...]


class GoalView(NamedTuple):
    """A goal and the branch's answer. `national` is the goal's own wording where `adapted` is true."""

    number: str
    bookmark: str
    heading: Field
    text: Field
    actions: tuple[ActionView, ...]
    filled: bool
    adapted: bool = False
    national: Field = NOTHING
    omitted: bool = False
    reason: Field = NOTHING


class AreaView(NamedTuple):
    """An area with its national goals and strategies, the branch's answers, and its local goals."""

    number: int
    bookmark: str
    title: Field
    national_goals: tuple[Item, ...]
    strategies: tuple[Item, ...]
    goals: tuple[GoalView, ...]
    local_goals: tuple[GoalView, ...]


class RowView(NamedTuple):
    """A row of the situation table; `own` where the branch named it itself."""

    area: Field
    own: bool
    now: Field
    short_term: Field
    long_term: Field


class ViewBuilder:
    """Makes the variables of a template; `texts` then holds the texts that its markers stand for."""

    def __init__(self, plan: Plan, strategy: Strategy, stage: Stage | None, labels: Labels) -> None:
        self.plan, self.strategy, self.stage, self.labels = plan, strategy, stage, labels
        self.texts = Texts()

    def variables(self) -> dict[str, object]:
        """Return every name that a template sees."""
        plan, strategy, labels = self.plan, self.strategy, self.labels
        return {
            "_": labels.text,
            "plan": {
                "name": self.text(plan.name),
                "county": self.text(plan.county),
                "stage": labels.stage(self.stage or (plan.stage.value if plan.stage else Stage.DRAFT)),
                "annual_meeting": self.when(plan.annual_meeting),
                "introduction": self.text(plan.introduction) or self.wording(strategy.introduction),
                "language": labels.language,
            },
            "strategy": {
                "period": strategy.period,
                "title": self.wording(strategy.title),
                "priorities": self.wording(strategy.priorities),
            },
            "situation": {
                "title": self.wording(strategy.situation_title) or labels.text(N_("Situation and challenges")),
                "prompt": self.wording(strategy.situation_prompt),
                "rows": self.rows(),
            },
            "areas": tuple(self.area(area) for area in strategy.areas.values()),
            "local_goals": self.local_goals(plan.local_goals),
        }

    def text(self, text: Text | None) -> Field:
        """Return the field for a text of the plan."""
        return self.texts.field(text.value) if text else NOTHING

    def when(self, day: Value[date | str] | None) -> object:
        """Return a date in full; words that are no date are printed as they are."""
        if day is None:
            return NOTHING
        return self.labels.date(day.value) if isinstance(day.value, date) else self.texts.field(day.value)

    def cost(self, cost: Value[int | str] | None) -> object:
        """Return an amount in kroner; words that are no amount are printed as they are."""
        if cost is None:
            return NOTHING
        return self.labels.amount(cost.value) if isinstance(cost.value, int) else self.texts.field(cost.value)

    def wording(self, wording: Wording | None) -> Field:
        """Return the field for a national text."""
        return self.text(wording.written(self.labels.language) if wording else None)

    def rows(self) -> tuple[RowView, ...]:
        """Return the situation table; an area's id is printed as its title."""
        rows = []
        for row in self.plan.situation:
            area = self.strategy.areas.get(row.area.value) if row.area else None
            name = self.wording(area.title) if area else self.text(row.area)
            rows.append(
                RowView(name, area is None, self.text(row.now), self.text(row.short_term), self.text(row.long_term))
            )
        return tuple(rows)

    def area(self, area: Area) -> AreaView:
        """Return an area. A goal of which the plan says nothing is in the list of national goals alone."""
        said = self.plan.areas.get(area.id)
        answers = [(goal, said.goals.get(goal.id) if said else None) for goal in area.goals]
        changes = [(item, said.strategies.get(item.id) if said else None) for item in area.strategies]
        return AreaView(
            number=area.number,
            bookmark=bookmark(area.id),
            title=self.wording(area.title),
            national_goals=tuple(self.item(goal, answer) for goal, answer in answers),
            strategies=tuple(self.item(item, change) for item, change in changes),
            goals=tuple(self.goal(area, goal, answer) for goal, answer in answers if answer),
            local_goals=self.local_goals(said.local_goals) if said else (),
        )

    def item(self, national: Goal | NationalStrategy, answer: Answer | None) -> Item:
        """Return a national goal or strategy, with what the branch did to it."""
        number = national.number if isinstance(national, Goal) else ""
        if answer is None:
            return Item(number, self.wording(national.text))
        reason = self.text(answer.omitted.reason) if answer.omitted else NOTHING
        return Item(number, self.wording(national.text), self.text(answer.wording), bool(answer.omitted), reason)

    def goal(self, area: Area, goal: Goal, answer: Answer) -> GoalView:
        """Return the answer to a national goal."""
        heading = self.text(answer.wording) or self.wording(goal.row_title or goal.text)
        return GoalView(
            number=goal.number,
            bookmark=bookmark(area.id, goal.id),
            heading=heading,
            text=self.text(answer.text),
            actions=self.actions(answer.actions),
            filled=answer.filled,
            adapted=answer.wording is not None,
            national=self.wording(goal.text),
            omitted=bool(answer.omitted),
            reason=self.text(answer.omitted.reason) if answer.omitted else NOTHING,
        )

    def local_goals(self, answers: tuple[Answer, ...]) -> tuple[GoalView, ...]:
        """Return goals of the branch's own."""
        return tuple(
            GoalView("", "", self.text(goal.wording), self.text(goal.text), self.actions(goal.actions), True)
            for goal in answers
        )

    def actions(self, actions: tuple[Action, ...]) -> tuple[ActionView, ...]:
        """Return actions, each with who, by when, how it is measured, what it costs, and what came of it."""
        return tuple(ActionView(self.text(action.text), self.follow_up(action)) for action in actions)

    def follow_up(self, action: Action) -> tuple[Part, ...]:
        """Return what is known of an action, labelled, in the order in which a reader asks."""
        labels = self.labels
        parts: tuple[tuple[str, object], ...] = (
            (N_("Responsible"), self.text(action.responsible)),
            (N_("Deadline"), self.when(action.deadline)),
            (N_("Indicator"), self.text(action.indicator)),
            (N_("Cost"), self.cost(action.cost)),
            (N_("Status"), labels.status(action.status.value) if action.status else ""),
            (N_("Result"), self.text(action.result)),
        )
        return tuple(Part(labels.text(label), value) for label, value in parts if value)


def bookmark(*ids: str) -> str:
    """Return the name under which Word finds a place again: at most 40 letters, digits and underscores."""
    name = "_".join(ids)
    return name if len(name) <= 40 else f"{name[:31]}_{crc32(name.encode()):08x}"


def epoch(plan: Plan, strategy: Strategy) -> int:
    """Return the time that a document of this plan bears, in seconds since 1970: the meeting's, or the period's."""
    meeting = plan.annual_meeting.value if plan.annual_meeting else None
    day = meeting if isinstance(meeting, date) else strategy.start.value
    day = min(max(day, date(1980, 1, 1)), date(2107, 1, 1))  # what a zip file, as a DOCX is, can say
    return (day - date(1970, 1, 1)).days * 86_400
