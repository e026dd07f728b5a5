"""The JSON Schema of a national strategy, the same for every one."""

from collections.abc import Iterable

from hplan.core.reading.keys import RESERVED
from hplan.core.reading.read_strategy import AREA_KEYS, GOAL_KEYS, LANGUAGE_KEYS, STRATEGY_KEYS
from hplan.core.reading.shape import SLUG
from hplan.core.schema.forms import DRAFT, Forms, Schema
from hplan.i18n import N_

_FILLED = {"not": {"type": ["array", "object", "null"]}, "pattern": r"\S"}
_DAY = {"type": "string", "pattern": r"^[\r\n]*\d{4}-\d{2}-\d{2}\s*$"}
_HELP = {
    "strategiplan": N_("The period, as the name of the file has it: 2026-2027."),
    "organisasjon": N_("The union whose strategy it is."),
    "periode": N_("The first and the last day: fra and til."),
    "tittel": N_("The title, as it is printed."),
    "innledning": N_("The introduction of a plan that has none of its own."),
    "nåsituasjon": N_("The title and the introduction of the table over the present situation."),
    "prioriteringer": N_("The introduction to the list of areas."),
    "veiledning": N_("The template’s guidance to whoever fills in a plan."),
    "områder": N_("The areas, in their order. Their ids stand in every plan: change none within a period."),
    "mål": N_("The goals of the area, in their order, by ids of their own."),
    "strategier": N_("The strategies of the area, in their order, by ids of their own."),
    "tekst": N_("The goal itself."),
    "radtittel": N_("What stands above the goal’s row in the template, where it is worded otherwise."),
    "erstatter": N_("The goals of earlier periods that this one replaces: 2026-2027/area.goal."),
}


def strategy_schema(language: str) -> Schema:
    """Return the schema of a strategy, with help in `language` (nb or nn)."""
    return _StrategySchema(language).schema()


class _StrategySchema(Forms):
    def schema(self) -> Schema:
        wording = self.wording()
        fields = self.fields(
            STRATEGY_KEYS,
            strategiplan=_FILLED,
            organisasjon=self.text(),
            periode={"type": "object", **self.keys({"fra": _DAY, "til": _DAY}), "required": ["fra", "til"]},
            tittel=self.filled(),
            nåsituasjon={**self.a_mapping(), **self.keys({"tittel": wording, "innledning": wording})},
            prioriteringer={**self.a_mapping(), **self.keys({"innledning": wording})},
            områder={"type": "object", **self.ids(self.area()), "minProperties": 1},
        )
        required = ["strategiplan", "periode", "tittel", "områder"]
        title = self.label(N_("Strategy plan"))
        return {"$schema": DRAFT, "title": title, "type": "object", **self.keys(fields), "required": required}

    def area(self) -> Schema:
        replaced = self.points(self.text())
        goal = self.keys(self.fields(GOAL_KEYS, tekst=self.filled(), erstatter=replaced))
        goals = self.ids({"type": "object", **goal, "required": ["tekst"]})
        fields = self.fields(AREA_KEYS, tittel=self.filled(), mål=goals, strategier=self.ids(self.filled()))
        return {"type": "object", **self.keys(fields), "required": ["tittel"]}

    def fields(self, names: Iterable[str], **other: Schema) -> dict[str, Schema]:
        """Fields with their help: wordings, where `other` has no form for them."""
        return {name: {"description": self.label(_HELP[name]), **other.get(name, self.wording())} for name in names}

    def wording(self) -> Schema:
        """A text, or one in each language, or nothing."""
        return self.point(dict.fromkeys(LANGUAGE_KEYS, self.text()))

    def filled(self) -> Schema:
        """A wording that has words in one of the languages."""
        somewhere = [{"required": [name], "properties": {name: _FILLED}} for name in LANGUAGE_KEYS]
        languages = self.keys(dict.fromkeys(LANGUAGE_KEYS, self.text()))
        return {"not": {"type": ["array", "null"]}, "pattern": r"\S", **languages, "anyOf": somewhere}

    def ids(self, item: Schema) -> Schema:
        """A mapping whose keys are ids."""
        names = {"pattern": f"^{SLUG}$", "not": {"enum": sorted(RESERVED)}}
        return {**self.a_mapping(), "propertyNames": names, "additionalProperties": item}
