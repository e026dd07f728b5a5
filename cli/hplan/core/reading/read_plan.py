"""Reads a branch's plan: keys are the template's own Norwegian words, texts are Markdown."""

from types import MappingProxyType

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
from hplan.core.reading.nodes import Field, Mapping, Scalar, Sequence
from hplan.core.reading.shape import Shape
from hplan.core.reading.yaml_nodes import UnreadableError, parse
from hplan.core.rules import rule
from hplan.core.rules.hp101_unknown_key import AREA_AT_TOP, TEXT_WITH_COLON, quoting
from hplan.core.rules.hp102_wrong_shape import LIST_OF_AREAS, LIST_UNDER_AREA
from hplan.core.rules.hp103_not_a_date import in_words
from hplan.i18n import N_, Message
from hplan.model.finding import Finding
from hplan.model.place import Place, Text
from hplan.model.plan import Action, Answer, AreaAnswer, Language, Omission, Plan, SituationRow, Stage, Status, Unplaced


def read_plan(content: bytes, path: str) -> tuple[Plan | None, list[Finding]]:
    """Read a plan from the bytes of a file; `path` is what findings call it.

    Returns the plan, and every finding about its form. The plan is None where the file cannot be read at all.
    """
    try:
        node, findings = parse(content, path)
    except UnreadableError as error:
        return None, [error.finding]
    if not isinstance(node, Mapping):
        found = Message(N_("empty") if isinstance(node, Scalar) and node.empty else N_("a text or a list"))
        return None, [rule("hp015_no_plan").at(Place(path), found=found)]
    reader = _PlanReader(Shape(findings))
    plan = reader.plan(Field(path, node.at, node))
    findings = quoting(reader.shape.findings, lambda: content.decode("utf-8-sig"))
    if begun := [
        one for one in reader.shape.single if one.plain and (one.text[:1] == "o" or not one.text[:1].isalnum())
    ]:
        from hplan.core.reading.points import listed

        findings = listed(findings, begun, lambda: content.decode("utf-8-sig"))
    return plan, findings


class _PlanReader:
    def __init__(self, shape: Shape) -> None:
        self.shape = shape

    def plan(self, top: Field) -> Plan:
        shape, fields = self.shape, self.shape.known(top, PLAN_KEYS, nested=AREA_AT_TOP)
        branch = shape.known(fields["fagforening"], BRANCH_KEYS) if "fagforening" in fields else {}
        everything = fields | {f"fagforening.{name}": entry for name, entry in branch.items()}
        areas, garbled = self.areas(top, fields.get("handlingsplan"))
        plan = Plan(
            at=Place(top.at.path),
            places=MappingProxyType({name: entry.at for name, entry in everything.items()}),
            written=frozenset(name for name, entry in everything.items() if not entry.empty),
            strategy_id=self.period(fields.get("strategiplan")),
            name=shape.text(branch.get("navn")),
            county=shape.text(branch.get("fylkeskrets")),
            language=shape.choice(fields.get("språk"), Language),
            stage=shape.choice(fields.get("fase"), Stage),
            annual_meeting=shape.day_or_words(fields.get("årsmøte")),
            introduction=shape.text(fields.get("innledning")),
            situation=tuple(self.row(item) for item in shape.items(fields.get("nåsituasjon"), texts=False)),
            areas={area.name: self.area(area) for area in areas.values()},
            local_goals=self.local_goals(fields.get(LOCAL_GOALS)),
            unplaced=tuple(self.unplaced(item) for item in shape.items(fields.get("uplassert"))),
        )
        return plan._replace(keys=frozenset(shape.keys), meant=frozenset(shape.meant), garbled=garbled)

    def areas(self, top: Field, entry: Field | None) -> tuple[dict[str, Field], bool]:
        """The areas, and whether they were written, but cannot be taken in: in a list, or under an unknown key."""
        areas = self.shape.mapping(entry, LIST_OF_AREAS) if entry else {}
        if areas or not isinstance(top.node, Mapping):
            return areas, False
        elsewhere = (field.node for field in top.node.items.values() if field.name not in PLAN_KEYS)
        written = entry is not None and not entry.empty and not isinstance(entry.node, Mapping)
        return areas, written or any(not isinstance(node, Scalar) for node in elsewhere)

    def period(self, entry: Field | None) -> Text | None:
        """The strategy's id; a dash between the years is as good as a hyphen."""
        text = self.shape.text(entry)
        return text and text._replace(value=text.value.replace("–", "-").replace(" ", ""))

    def row(self, item: Field) -> SituationRow:
        before = len(self.shape.findings)
        cells = self.shape.known(item, SITUATION_KEYS)
        area, now, short_term, long_term = (self.shape.text(cells.get(key)) for key in SITUATION_KEYS)
        return SituationRow(item.at, area, now, short_term, long_term, self.lost(before))

    def unplaced(self, item: Field) -> Unplaced:
        if not isinstance(item.node, Mapping):
            return Unplaced(item.at, self.shape.text(item))
        fields = self.shape.known(item, UNPLACED_KEYS, TEXT_WITH_COLON)
        return Unplaced(item.at, *(self.shape.text(fields.get(key)) for key in UNPLACED_KEYS))

    def area(self, entry: Field) -> AreaAnswer:
        before = len(self.shape.findings)
        fields = self.shape.mapping(entry, LIST_UNDER_AREA)
        garbled = self.lost(before)
        local_goals = self.local_goals(fields.pop(LOCAL_GOALS, None))
        strategies = fields.pop(STRATEGIES, None)
        return AreaAnswer(
            at=entry.at,
            id=entry.name,
            goals={goal.name: self.goal(goal) for goal in fields.values()},
            strategies={item.name: self.strategy(item) for item in self.shape.mapping(strategies).values()}
            if strategies
            else {},
            local_goals=local_goals,
            garbled=garbled,
        )

    def goal(self, entry: Field) -> Answer:
        before = len(self.shape.findings)
        return self.garbled(self.goal_as_written(entry), before)

    def garbled(self, answer: Answer, before: int) -> Answer:
        """The answer, marked if something of it could not be taken in since there were `before` findings."""
        return answer._replace(garbled=True) if self.lost(before) else answer

    def lost(self, before: int) -> bool:
        """Whether something could not be taken in since there were `before` findings."""
        findings = self.shape.findings
        return len(findings) > before and any(found.severity.grave for found in findings[before:])

    def goal_as_written(self, entry: Field) -> Answer:
        """Nothing, a text, a list of actions, or a mapping of everything."""
        if isinstance(entry.node, Scalar):
            self.shape.single.append(entry.node)
            text = self.shape.text(entry)
            if text and text.value.lower() == "utelatt":
                self.shape.keys.add("utelatt")
                return Answer(entry.at, entry.name, omitted=Omission(text.at, None))
            return Answer(entry.at, entry.name, text=text)
        if isinstance(entry.node, Sequence):
            return Answer(entry.at, entry.name, actions=self.actions(entry))
        fields = self.shape.known(entry, GOAL_KEYS)
        return self.answer(entry, entry.name, "ordlyd", fields)

    def strategy(self, entry: Field) -> Answer:
        return self.answer(entry, entry.name, "ordlyd", self.shape.known(entry, STRATEGY_KEYS))

    def local_goals(self, entry: Field | None) -> tuple[Answer, ...]:
        """A list of texts, or of mappings where a goal has text and actions under it."""
        return tuple(self.local_goal(item) for item in self.shape.items(entry))

    def local_goal(self, item: Field) -> Answer:
        if isinstance(item.node, Scalar):
            return Answer(item.at, None, wording=self.shape.text(item))
        before = len(self.shape.findings)
        answer = self.answer(item, None, "mål", self.shape.known(item, LOCAL_GOAL_KEYS, TEXT_WITH_COLON))
        return self.garbled(answer, before)

    def answer(self, entry: Field, goal_id: str | None, wording: str, fields: dict[str, Field]) -> Answer:
        return Answer(
            at=entry.at,
            id=goal_id,
            wording=self.shape.text(fields.get(wording)),
            omitted=self.omission(fields.get("utelatt")),
            text=self.shape.text(fields.get("tekst")),
            actions=self.actions(fields.get("tiltak")),
        )

    def omission(self, entry: Field | None) -> Omission | None:
        if entry is None or entry.empty:
            return None
        said = self.shape.truth(entry)
        if said is None:
            return Omission(entry.at, self.shape.text(entry))
        return Omission(entry.at, None) if said else None

    def actions(self, entry: Field | None) -> tuple[Action, ...]:
        return tuple(self.action(item) for item in self.shape.items(entry))

    def action(self, item: Field) -> Action:
        shape = self.shape
        if not isinstance(item.node, Mapping):
            return Action(item.at, shape.text(item))
        fields = shape.known(item, ACTION_KEYS, TEXT_WITH_COLON)
        return Action(
            at=item.at,
            text=shape.text(fields.get("tiltak")),
            responsible=shape.text(fields.get("ansvarlig")),
            deadline=shape.day_or_words(fields.get("frist"), in_words),
            indicator=shape.text(fields.get("indikator")),
            cost=shape.amount(fields.get("kostnad")),
            status=shape.choice(fields.get("status"), Status),
            result=shape.text(fields.get("resultat")),
        )
