"""The JSON Schema of a plan that answers one strategy, with the areas and goals in their national wording."""

from collections.abc import Iterable, Mapping

from hplan.core.reading.keys import (
    ACTION_KEYS,
    BRANCH_KEYS,
    GOAL_KEYS,
    LOCAL_GOAL_KEYS,
    LOCAL_GOALS,
    PLAN_KEYS,
    SITUATION_KEYS,
    STRATEGIES,
    STRATEGY_KEYS,
    UNPLACED_KEYS,
)
from hplan.core.schema.forms import DRAFT, Forms, Schema
from hplan.i18n import N_
from hplan.model.plan import Language, Stage, Status
from hplan.model.strategy import Area, Goal, NationalStrategy, Strategy, Wording

_HELP = {
    "strategiplan": N_("The strategy that the plan answers. It decides the areas and the goals."),
    "fagforening": N_("The branch whose plan it is."),
    "navn": N_("The name of the branch."),
    "fylkeskrets": N_("The county that it belongs to."),
    "språk": N_("The written language: nb is bokmål, nn is nynorsk. It decides the words that hplan itself prints."),
    "fase": N_(
        "How far the plan has come: utkast, innstilling (the board’s proposal), vedtatt (by the annual meeting) or"
        " evaluering."
    ),
    "årsmøte": N_("The date of the annual meeting that adopts the plan: year-month-day, for example 2026-02-12."),
    "innledning": N_("An introduction of your own. Left empty, the national one is printed."),
    "nåsituasjon": N_("Present situation and challenges: a row for each area, or rows of your own."),
    "handlingsplan": N_("The plan itself: under each national goal, what the branch sets out to do."),
    "lokale_mål": N_(
        "Goals of your own outside the national areas: one a line, after a dash. They become the last area of the"
        " document."
    ),
    "uplassert": N_("What an imported document has that found no place. Move each text to where it belongs."),
    "etter": N_("The words that stood before it in the document."),
    "før": N_("The words that stood after it in the document."),
    "område": N_("The area, by its name in this file; or a name of your own for the row."),
    "nå": N_("How it is now."),
    "kort_sikt": N_("Challenges in the short term."),
    "lang_sikt": N_("Challenges in the long term."),
    "ordlyd": N_("A wording of your own. The document shows the national one beside it."),
    "utelatt": N_("Left out on purpose: write why."),
    "tekst": N_("What the branch wants, as a text. It can have several paragraphs, after |."),
    "mål": N_("The goal itself."),
    "tiltak": N_("Actions: one a line, after a dash."),
    "ansvarlig": N_("Who sees to it."),
    "frist": N_("When it is to be done: year-month-day, for example 2026-10-01."),
    "indikator": N_("How you see that it is done."),
    "kostnad": N_("Whole kroner, digits only, for example 15000."),
    "status": N_("Later: how far it has come."),
    "resultat": N_("Later: what came of it."),
}
_ACTION = N_("What is to be done.")
_STRATEGIES = N_("National strategies that you word anew or leave out. The others are printed as they are.")
_LOCAL_GOALS = N_("Goals of your own in this area: one a line, after a dash.")
_ANSWER = N_("Write actions, one a line after a dash; or a text, after |; or utelatt: and the reason on a line below.")


def plan_schema(strategy: Strategy, language: str) -> Schema:
    """Return the schema of a plan that answers `strategy`, with help in `language` (nb or nn)."""
    return _PlanSchema(strategy, language).schema()


class _PlanSchema(Forms):
    def __init__(self, strategy: Strategy, language: str) -> None:
        super().__init__(language)
        self.strategy, self.language = strategy, language

    def schema(self) -> Schema:
        return {
            "$schema": DRAFT,
            "title": " ".join((self.label(N_("Action plan")), self.strategy.period)),
            "type": "object",
            **self.keys(self.fields(PLAN_KEYS, self.forms_of_plan())),
            "definitions": {
                "text": self.text(),
                "mapping": self.a_mapping(),
                "goal": self.keys(self.fields(GOAL_KEYS, {"tiltak": self.points(_see("action"))})),
                "action": self.action(),
                "local_goal": self.point(self.fields(LOCAL_GOAL_KEYS, {"tiltak": self.points(_see("action"))})),
            },
        }

    def forms_of_plan(self) -> dict[str, Schema]:
        """The fields of a plan that are more than a text."""
        areas = self.strategy.areas
        row = self.mapping(self.fields(SITUATION_KEYS, {"område": self.area_or_name()}))
        return {
            "strategiplan": self.period(self.strategy.id.value),
            "fagforening": self.mapping(self.fields(BRANCH_KEYS)),
            "språk": self.words(Language),
            "fase": self.words(Stage),
            "nåsituasjon": self.items(row),
            "handlingsplan": self.mapping({area.id: self.area(area) for area in areas.values()}),
            LOCAL_GOALS: self.points(_see("local_goal")),
            "uplassert": self.points(self.point(self.fields(UNPLACED_KEYS))),
        }

    def area_or_name(self) -> Schema:
        areas = self.strategy.areas.values()
        ids, titles = [area.id for area in areas], [self.written(area.title) for area in areas]
        return {"anyOf": [{"enum": ids, "enumDescriptions": titles}, _see("text")]}

    def area(self, area: Area) -> Schema:
        fields = {goal.id: self.goal(goal) for goal in area.goals}
        changes = self.mapping({item.id: self.change(item) for item in area.strategies})
        fields[STRATEGIES] = {"description": self.label(_STRATEGIES), **changes}
        fields[LOCAL_GOALS] = {"description": self.label(_LOCAL_GOALS), **self.points(_see("local_goal"))}
        return {"description": f"{area.number}. {self.written(area.title)}", **self.mapping(fields)}

    def goal(self, goal: Goal) -> Schema:
        """A national goal: its number and wording, first the one that the template's row has."""
        said = [f"{goal.number} {goal.heading(self.language)}"]
        if goal.row_title:
            said.append(" ".join((self.label(N_("National goal:")), self.written(goal.text))))
        title = self.label(N_("Goal {number}")).format(number=goal.number)
        # Nothing, a text, a list of actions, or a mapping of everything: any form will do whose parts are right.
        form = {"items": _see("action"), "allOf": [_see("goal")]}
        return {"title": title, "description": "\n\n".join([*said, self.label(_ANSWER)]), **form}

    def change(self, national: NationalStrategy) -> Schema:
        return {"description": self.written(national.text), **self.mapping(self.fields(STRATEGY_KEYS))}

    def action(self) -> Schema:
        what = {"description": self.label(_ACTION), **_a_text()}
        return self.point(self.fields(ACTION_KEYS, {"tiltak": what, "status": self.words(Status)}))

    def fields(self, names: Iterable[str], other: Mapping[str, Schema] | None = None) -> dict[str, Schema]:
        """Fields with their help: texts, where `other` has no form for them."""
        of_names = other or {}
        return {name: {"description": self.label(_HELP[name]), **of_names.get(name, _a_text())} for name in names}

    def mapping(self, properties: Mapping[str, Schema]) -> Schema:
        return {**self.keys(properties), "allOf": [_see("mapping")]}

    def written(self, wording: Wording) -> str:
        return wording.written(self.language).value


def _see(name: str) -> Schema:
    """A definition. It stands by itself: what is beside a $ref does not count."""
    return {"$ref": f"#/definitions/{name}"}


def _a_text() -> Schema:
    return {"anyOf": [_see("text")]}  # an editor completes a key with its colon where it sees anyOf
