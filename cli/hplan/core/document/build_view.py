"""Makes what a template sees: of a plan, its strategy and a stage, the names of view.py and docs/maler.md."""

from collections.abc import Iterable
from datetime import date
from zlib import crc32

from hplan.core.document.fields import NOTHING, Field, Texts
from hplan.core.document.labels import FOLLOW_UP, Labels
from hplan.core.document.progress import progress
from hplan.core.document.view import ActionView, AreaView, GoalView, Item, LogoView, Part, ProgressView, RowView
from hplan.i18n import N_
from hplan.model.place import Text, Value
from hplan.model.plan import Action, Answer, Plan, Stage
from hplan.model.strategy import Area, Goal, NationalStrategy, Strategy, Wording


class ViewBuilder:
    """Makes the variables of a template; `texts` then holds the texts that its markers stand for."""

    def __init__(self, plan: Plan, strategy: Strategy, stage: Stage | None, labels: Labels) -> None:
        self.plan, self.strategy, self.labels = plan, strategy, labels
        self.stage = stage or (plan.stage.value if plan.stage else Stage.DRAFT)
        self.numbered = self.stage is not Stage.DRAFT  # of a draft, points still come and go
        self.texts = Texts()

    def variables(self, logo: LogoView | None = None) -> dict[str, object]:
        """Return every name that a template sees."""
        plan, strategy, labels = self.plan, self.strategy, self.labels
        other = "nb" if labels.language == "nn" else "nn"
        return {
            "_": labels.text,
            "stage": self.stage.value,
            "logo": logo,
            "plan": {
                "name": self.text(plan.name),
                "county": self.text(plan.county),
                "stage": labels.stage(self.stage),
                "annual_meeting": self.when(plan.annual_meeting),
                "introduction": self.text(plan.introduction) or self.wording(strategy.introduction),
                "language": labels.language,
            },
            "strategy": {
                "period": strategy.period,
                "title": self.wording(strategy.title),
                "priorities": self.wording(strategy.priorities),
                "guidance": self.wording(strategy.guidance),
                "language": other if strategy.lacks(labels.language) else labels.language,
            },
            "situation": {
                "title": self.wording(strategy.situation_title) or labels.text(N_("Situation and challenges")),
                "prompt": self.wording(strategy.situation_prompt),
                "rows": self.rows(),
            },
            "areas": tuple(self.area(area) for area in strategy.areas.values()),
            "local_goals": self.local_goals(plan.local_goals, f"{len(strategy.areas) + 1}.", 1),
            "progress": self.progress() if self.stage is Stage.EVALUATION else (),
        }

    def logo(self, file: str, alt: str) -> LogoView | None:
        """Return the logo of a branch that has one. Read aloud, it is the branch's name unless `alt` says otherwise."""
        return LogoView(file, self.texts.field(alt) if alt else self.text(self.plan.name)) if file else None

    def facts(self) -> dict[str, str]:
        """Return what the header of a reference document may name in braces, as plain words."""
        plan, labels = self.plan, self.labels
        meeting = plan.annual_meeting.value if plan.annual_meeting else ""
        return {
            "fagforening": _plain(plan.name),
            "fylkeskrets": _plain(plan.county),
            "fase": labels.stage(self.stage),
            "periode": self.strategy.period,
            "årsmøte": labels.date(meeting) if isinstance(meeting, date) else " ".join(meeting.split()),
            "bilde": labels.text(N_("Picture")),
            "stempel": labels.stage(self.stage).upper() if self.stage is Stage.DRAFT else "",
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
        """Return the field for a national text, marked with its language where that is not the document's."""
        if wording is None:
            return NOTHING
        language = wording.language(self.labels.language)
        text = wording.written(language).value
        return self.texts.field(text, "" if language == self.labels.language else f"{language}-NO")

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
            local_goals=self.local_goals(said.local_goals, f"{area.number}.", len(area.goals) + 1) if said else (),
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
            text_number=self.point(goal.number, 1),
            actions=self.actions(answer, goal.number),
            filled=answer.filled,
            adapted=answer.wording is not None,
            national=self.wording(goal.text),
            omitted=bool(answer.omitted),
            reason=self.text(answer.omitted.reason) if answer.omitted else NOTHING,
        )

    def local_goals(self, answers: Iterable[Answer], lead: str, first: int) -> tuple[GoalView, ...]:
        """Return goals of the branch's own; their numbers go on after the national ones of the area."""
        return tuple(
            GoalView(
                number if self.numbered else "",
                "",
                self.text(goal.wording),
                self.text(goal.text),
                self.point(number, 1),
                self.actions(goal, number),
                True,
            )
            for goal, number in ((goal, f"{lead}{first + n}") for n, goal in enumerate(answers))
        )

    def point(self, goal: str, number: int) -> str:
        """Return the number of a point under a goal, by which a delegate can speak of it."""
        return f"{goal}.{number}" if self.numbered else ""

    def actions(self, answer: Answer, goal: str) -> tuple[ActionView, ...]:
        """Return actions, each with who, by when, how it is measured, what it costs, and what came of it."""
        first = 2 if answer.text else 1
        return tuple(
            ActionView(self.point(goal, first + n), self.text(action.text), self.follow_up(action))
            for n, action in enumerate(answer.actions)
        )

    def progress(self) -> tuple[ProgressView, ...]:
        """Return how far each area has come, and the goals outside of them; nothing where no action is planned."""
        rows = []
        for area in self.strategy.areas.values():
            said = self.plan.areas.get(area.id)
            answers = (*said.goals.values(), *said.local_goals) if said else ()
            rows.append(progress(self.wording(area.title), answers, self.labels))
        if self.plan.local_goals:
            rows.append(progress(Field(self.labels.text(N_("Local goals"))), self.plan.local_goals, self.labels))
        return tuple(rows) if any(row.total for row in rows) else ()

    def follow_up(self, action: Action) -> tuple[Part, ...]:
        """Return what is known of an action, labelled, in the order in which a reader asks."""
        known: dict[str, object] = {
            "responsible": self.text(action.responsible),
            "deadline": self.when(action.deadline),
            "indicator": self.text(action.indicator),
            "cost": self.cost(action.cost),
            "status": self.labels.status(action.status.value) if action.status else "",
            "result": self.text(action.result),
        }
        return tuple(Part(self.labels.text(label), known[name]) for _, label, name in FOLLOW_UP if known[name])


def _plain(text: Text | None) -> str:
    """Return a text on one line, as it is written."""
    return " ".join(text.value.split()) if text else ""


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
