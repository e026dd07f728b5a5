"""What of an old plan still fits a strategy: `hplan new --from`."""

from dataclasses import dataclass, field
from datetime import date
from typing import Any

from hplan.core.writing.plan_data import action_data, answer_data, row_data, unplaced_data
from hplan.core.writing.yaml_plain import Data
from hplan.model.place import bare
from hplan.model.plan import Action, Answer, AreaAnswer, Plan, Status
from hplan.model.strategy import Area, Goal, Strategy

_OVER = frozenset({Status.DONE, Status.DROPPED})


@dataclass(slots=True)
class Carried:
    """What goes into a new plan: data by area and goal id. `left` is what did not fit, to be kept as a comment."""

    introduction: str | None = None
    situation: list[dict[str, Data]] = field(default_factory=list)
    goals: dict[tuple[str, str], Data] = field(default_factory=dict)
    strategies: dict[str, dict[str, Data]] = field(default_factory=dict)
    local: dict[str, list[Data]] = field(default_factory=dict)
    local_goals: list[Data] = field(default_factory=list)
    unplaced: list[Data] = field(default_factory=list)
    left: dict[str, Data] = field(default_factory=dict)


def carry(old: Plan, strategy: Strategy) -> Carried:
    """Return what of `old` fits `strategy`.

    In the same period everything does whose goal, strategy or area is there. In another period, actions that are
    done or dropped do not, nor does the status of the others, or a deadline outside the period.
    """
    return _Carrier(old, strategy).carry()


class _Carrier:
    def __init__(self, old: Plan, strategy: Strategy) -> None:
        self.old, self.strategy = old, strategy
        self.old_id = old.strategy_id.value if old.strategy_id else ""
        self.same_period = self.old_id == strategy.id.value
        self.carried = Carried()

    def carry(self) -> Carried:
        carried, old = self.carried, self.old
        carried.introduction = old.introduction.value if old.introduction else None
        carried.situation = [row_data(row, row.area.value if row.area else None) for row in old.situation]
        home = {
            source: (area, goal)
            for area in self.strategy.areas.values()
            for goal in area.goals
            for source in self.sources(area, goal)
        }
        for said in old.areas.values():
            for answer in said.goals.values():
                self.goal(said, answer, home.get((said.id, answer.id or "")))
            self.rest(said, self.strategy.areas.get(said.id))
        carried.local_goals += [self.data(goal, f"lokale_mål[{n}]") for n, goal in enumerate(old.local_goals, 1)]
        carried.unplaced += filter(None, map(unplaced_data, old.unplaced))
        return carried

    def sources(self, area: Area, goal: Goal) -> list[tuple[str, str]]:
        """Where in the old plan an answer to `goal` may stand: under its own id, or one that it replaces."""
        found = [(area.id, goal.id)]
        for text in goal.replaces:
            period, _, path = text.value.partition("/")
            old_area, _, old_goal = path.partition(".")
            if period == self.old_id:
                found.append((old_area, old_goal))
        return found

    def goal(self, said: AreaAnswer, answer: Answer, home: tuple[Area, Goal] | None) -> None:
        name = f"{said.id}.{answer.id}"
        if answer_data(answer) is None:
            return
        if home and (key := (home[0].id, home[1].id)) not in self.carried.goals:
            self.carried.goals[key] = self.data(answer, name)
        else:
            self.carried.left[name] = answer_data(answer)

    def rest(self, said: AreaAnswer, area: Area | None) -> None:
        """The changed strategies and the local goals of an area."""
        local: list[Data] = [
            self.data(goal, f"{said.id}.lokale_mål[{n}]") for n, goal in enumerate(said.local_goals, 1)
        ]
        if area is None:
            self.carried.local_goals += local
        elif local:
            self.carried.local[area.id] = local
        known = {item.id for item in area.strategies} if area else set()
        for change in said.strategies.values():
            if area and change.id in known:
                self.carried.strategies.setdefault(area.id, {})[change.id] = answer_data(change)
            elif (data := answer_data(change)) is not None:
                self.carried.left[f"{said.id}.strategier.{change.id}"] = data

    def data(self, answer: Answer, name: str) -> Data:
        """The answer as data for the new plan; what of it belongs to the old period is left."""
        if self.same_period:
            return answer_data(answer)
        actions, over = [], []
        for action in answer.actions:
            kept = self.still(action)
            if kept is not None:
                actions.append(kept)
            if kept is None:
                over.append(action_data(action))
            elif kept != action:  # only what the new plan lacks
                over.append(action_data(action._replace(**self.unchanged(action, kept))))
        if over:
            self.carried.left[name] = over
        return answer_data(answer._replace(actions=tuple(actions)))

    def unchanged(self, action: Action, kept: Action) -> dict[str, Any]:
        """The fields of an action, but for its words, that went along to the new plan; they need not be kept twice."""
        return {name: None for name in Action._fields[2:] if getattr(action, name) == getattr(kept, name)}

    def still(self, action: Action) -> Action | None:
        if action.status and action.status.value in _OVER:
            return None
        period = self.strategy.start.value, self.strategy.end.value
        due = bare(action.deadline)
        outside = isinstance(due, date) and not period[0] <= due <= period[1]
        return action._replace(status=None, result=None, deadline=None if outside else action.deadline)
