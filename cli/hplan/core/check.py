"""Checks plans: every finding of every rule, and how much of each plan is filled in."""

from pathlib import Path
from typing import NamedTuple

from hplan.core.read_plan import read_plan
from hplan.core.read_strategy import read_strategy
from hplan.core.rules import CHECKING, rule
from hplan.core.workspace import Workspace, display, read_bytes
from hplan.model.finding import Finding, Severity
from hplan.model.plan import Plan
from hplan.model.strategy import Area, Strategy


class Progress(NamedTuple):
    """How far one area has come: of its `goals`, how many are `filled`, and how many `omitted` on purpose."""

    number: int
    title: str
    goals: int
    filled: int
    omitted: int


class Checked(NamedTuple):
    """What the check of one file came to. `plan` and `strategy` are None where they could not be read."""

    path: str
    findings: tuple[Finding, ...]
    plan: Plan | None = None
    strategy: Strategy | None = None
    progress: tuple[Progress, ...] = ()

    @property
    def worst(self) -> Severity | None:
        """The gravest severity found; None where nothing was."""
        found = {finding.severity for finding in self.findings}
        return next((severity for severity in Severity if severity in found), None)

    @property
    def goals(self) -> int:
        """How many national goals there are to answer."""
        return sum(area.goals for area in self.progress)

    @property
    def filled(self) -> int:
        """How many of them the plan answers."""
        return sum(area.filled for area in self.progress)

    @property
    def omitted(self) -> int:
        """How many of them the plan leaves out on purpose."""
        return sum(area.omitted for area in self.progress)


def check_plan_file(path: Path, workspace: Workspace) -> Checked:
    """Check one plan file, whatever it holds. Raises nothing that the file could be the reason of."""
    name = display(path)
    content, findings = read_bytes(path, name)
    return check_plan(content, name, workspace) if content is not None else Checked(name, tuple(findings))


def check_plan(content: bytes, name: str, workspace: Workspace) -> Checked:
    """Check a plan from its bytes; `name` is what findings call it."""
    plan, findings = read_plan(content, name)
    if plan is None:
        return Checked(name, _sorted(findings))
    strategy_id = plan.strategy_id.value if plan.strategy_id else workspace.available()[-1]
    strategy, strategy_findings = workspace.strategy(strategy_id)
    if strategy is None or strategy_findings:
        findings.append(_no_strategy(strategy_id, plan, workspace, strategy_findings))
    if strategy is None:
        return Checked(name, _sorted(findings), plan)
    for module in CHECKING:
        if check := rule(module).check:
            findings.extend(check(plan, strategy))
    progress = tuple(_progress(area, plan) for area in strategy.areas.values())
    return Checked(name, _sorted(findings), plan, strategy, progress)


def check_strategy_file(path: Path, workspace: Workspace) -> Checked:
    """Check one strategy file."""
    name = display(path)
    content, findings = read_bytes(path, name)
    strategy, findings = read_strategy(content, name) if content is not None else (None, findings)
    return Checked(name, _sorted(findings), None, strategy)


def _no_strategy(wanted: str, plan: Plan, workspace: Workspace, broken: list[Finding]) -> Finding:
    place = plan.strategy_id.at if plan.strategy_id else plan.place("strategiplan")
    if broken:  # it is there; what is wrong with it stands under its own name
        return rule("hp113_broken_strategy").at(place, strategy=wanted, path=broken[0].at.path)
    return rule("hp106_unknown_period").at(place, strategy=wanted, known=", ".join(workspace.available()))


def _progress(area: Area, plan: Plan) -> Progress:
    said = plan.areas.get(area.id)
    answers = [answer for goal in area.goals if said and (answer := said.goals.get(goal.id))]
    filled = sum(answer.filled for answer in answers)
    omitted = sum(bool(answer.omitted) and not answer.filled for answer in answers)
    title = area.title.written(plan.written_language).value
    return Progress(area.number, title, len(area.goals), filled, omitted)


def _sorted(findings: list[Finding]) -> tuple[Finding, ...]:
    """By place in the file, then by code: the same on every run."""
    return tuple(sorted(findings, key=lambda finding: (finding.at.line, finding.at.column, finding.code)))
