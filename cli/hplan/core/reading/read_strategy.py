"""Reads the national strategy."""

import re
from pathlib import Path

from hplan.core.reading.keys import RESERVED, STRATEGY_FILE
from hplan.core.reading.nodes import Field, Mapping
from hplan.core.reading.shape import SLUG, Shape
from hplan.core.reading.yaml_nodes import UnreadableError, parse
from hplan.core.rules import rule
from hplan.core.rules.hp111_bad_id import RESERVED as RESERVED_ID
from hplan.model.finding import Finding
from hplan.model.place import Place, Text, Value
from hplan.model.strategy import Area, Goal, NationalStrategy, Strategy, Wording

STRATEGY_KEYS = (
    "strategiplan",
    "organisasjon",
    "periode",
    "tittel",
    "innledning",
    "nåsituasjon",
    "prioriteringer",
    "veiledning",
    "områder",
)
AREA_KEYS = ("tittel", "mål", "strategier")
GOAL_KEYS = ("tekst", "radtittel", "erstatter")
LANGUAGE_KEYS = ("nb", "nn")


def read_strategy(content: bytes, path: str) -> tuple[Strategy | None, list[Finding]]:
    """Read a strategy from the bytes of a file; `path` is what findings call it.

    Returns the strategy, and every finding. The strategy is None where it lacks something that no plan can do without.
    """
    try:
        node, findings = parse(content, path)
    except UnreadableError as error:
        return None, [error.finding]
    reader = _StrategyReader(Shape(findings))
    strategy = reader.strategy(Field(path, node.at, node))
    named = Path(path).stem.removeprefix(STRATEGY_FILE)
    if strategy and Path(path).name.startswith(STRATEGY_FILE) and strategy.id.value != named:
        place, said = strategy.id.at, strategy.id.value
        reader.shape.findings.append(rule("hp114_other_period").at(place, strategy=said, named=named))
    return strategy, reader.shape.findings


class _StrategyReader:
    def __init__(self, shape: Shape) -> None:
        self.shape = shape

    def strategy(self, top: Field) -> Strategy | None:
        shape, fields = self.shape, self.shape.known(top, STRATEGY_KEYS)
        period = self.part(fields, "periode", ("fra", "til"))
        situation = self.part(fields, "nåsituasjon", ("tittel", "innledning"))
        priorities = self.part(fields, "prioriteringer", ("innledning",))
        areas = self.areas(fields.get("områder"))
        start, end = shape.day(period.get("fra")), shape.day(period.get("til"))
        strategy_id, title = shape.text(fields.get("strategiplan")), self.wording(fields.get("tittel"))
        required = {"strategiplan": strategy_id, "periode.fra": start, "periode.til": end, "tittel": title}
        for name, value in (required | {"områder": areas or None}).items():
            if value is None:
                self.lacks(Place(top.at.path), name)
        if not (strategy_id and start and end and title and areas):
            return None
        return Strategy(
            id=strategy_id,
            organisation=shape.text(fields.get("organisasjon")) or Value("", top.at),
            start=start,
            end=end,
            title=title,
            introduction=self.wording(fields.get("innledning")),
            situation_title=self.wording(situation.get("tittel")),
            situation_prompt=self.wording(situation.get("innledning")),
            priorities=self.wording(priorities.get("innledning")),
            guidance=self.wording(fields.get("veiledning")),
            areas=areas,
        )

    def lacks(self, at: Place, name: str) -> None:
        self.shape.findings.append(rule("hp112_strategy_incomplete").at(at, field=name))

    def part(self, fields: dict[str, Field], name: str, keys: tuple[str, ...]) -> dict[str, Field]:
        return self.shape.known(fields[name], keys) if name in fields else {}

    def ids(self, entry: Field | None) -> dict[str, Field]:
        """The fields of a mapping whose keys are ids."""
        fields = self.shape.mapping(entry) if entry else {}
        for name, other in fields.items():
            if name in RESERVED or not re.fullmatch(SLUG, name):
                advice = RESERVED_ID if name in RESERVED else None
                self.shape.findings.append(rule("hp111_bad_id").at(other.at, advice=advice, id=name))
        return fields

    def wording(self, entry: Field | None) -> Wording | None:
        """A text, or a mapping from language to text."""
        if entry is None:
            return None
        if not isinstance(entry.node, Mapping):
            text = self.shape.text(entry)
            return Wording(text) if text else None
        written = {name: self.shape.text(text) for name, text in self.shape.known(entry, LANGUAGE_KEYS).items()}
        return Wording(written.get("nb"), written.get("nn")) if any(written.values()) else None

    def areas(self, entry: Field | None) -> dict[str, Area]:
        areas = (self.area(field, number) for number, field in enumerate(self.ids(entry).values(), 1))
        return {area.id: area for area in areas if area}

    def area(self, entry: Field, number: int) -> Area | None:
        fields = self.shape.known(entry, AREA_KEYS)
        goals = (
            self.goal(field, f"{number}.{place}") for place, field in enumerate(self.ids(fields.get("mål")).values(), 1)
        )
        strategies = (self.national_strategy(field) for field in self.ids(fields.get("strategier")).values())
        area_goals = tuple(goal for goal in goals if goal)
        area_strategies = tuple(strategy for strategy in strategies if strategy)
        title = self.wording(fields.get("tittel"))
        if title is None:
            self.lacks(entry.at, f"{entry.name}.tittel")
            return None
        return Area(entry.name, number, title, area_goals, area_strategies, entry.at)

    def goal(self, entry: Field, number: str) -> Goal | None:
        fields = self.shape.known(entry, GOAL_KEYS)
        text = self.wording(fields.get("tekst"))
        if text is None:
            self.lacks(entry.at, f"{entry.name}.tekst")
            return None
        row_title = self.wording(fields.get("radtittel"))
        return Goal(entry.name, number, text, row_title, self.replaces(fields.get("erstatter")), entry.at)

    def replaces(self, entry: Field | None) -> tuple[Text, ...]:
        texts = (self.shape.text(item) for item in self.shape.items(entry))
        return tuple(text for text in texts if text)

    def national_strategy(self, entry: Field) -> NationalStrategy | None:
        text = self.wording(entry)
        if text is None:
            self.lacks(entry.at, entry.name)
            return None
        return NationalStrategy(entry.name, text, entry.at)
