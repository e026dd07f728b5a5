"""Checks plans: every finding of every rule, and how much of each plan is filled in."""

from collections.abc import Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from hplan.core.read_plan import read_plan
from hplan.core.read_strategy import read_strategy
from hplan.core.rules import CHECKING, rule
from hplan.core.workspace import Workspace, display, read_bytes
from hplan.core.yaml_nodes import MAX_BYTES
from hplan.model.finding import Finding
from hplan.model.plan import Plan
from hplan.model.strategy import Area, Strategy
from hplan.model.subject import Subject, line_starts


class Progress(NamedTuple):
    """How far one area has come: of its `goals`, how many are `filled`, and how many `omitted` on purpose."""

    number: int
    title: str
    goals: int
    filled: int
    omitted: int


class Checked(NamedTuple):
    """What the check of one file came to. `plan` and `strategy` are None where they could not be read.

    `lines` are the lines that have findings, by their numbers.
    """

    path: str
    findings: tuple[Finding, ...]
    plan: Plan | None = None
    strategy: Strategy | None = None
    progress: tuple[Progress, ...] = ()
    lines: Mapping[int, str] = MappingProxyType({})


def check_plan_file(path: Path, workspace: Workspace) -> Checked:
    """Check one plan file, whatever it holds. Raises nothing that the file could be the reason of."""
    name = display(path)
    content, findings = read_bytes(path, name)
    return check_plan(content, name, workspace, path.parent) if content is not None else Checked(name, tuple(findings))


def check_plan(content: bytes, name: str, workspace: Workspace, folder: Path | None = None) -> Checked:
    """Check a plan from its bytes; `name` is what findings call it, `folder` where its pictures are named from."""
    plan, findings = read_plan(content, name)
    if plan is None:
        return _checked(name, findings, content)
    strategy_id = plan.strategy_id.value if plan.strategy_id else workspace.available()[-1]
    strategy, strategy_findings = workspace.strategy(strategy_id)
    if strategy is None or strategy_findings:
        findings.append(_no_strategy(strategy_id, plan, workspace, strategy_findings))
    if strategy is None:
        return _checked(name, findings, content, plan)
    subject = Subject(plan, strategy, content.decode("utf-8-sig"), folder, workspace.root)
    for module in CHECKING:
        if check := rule(module).check:
            findings.extend(check(subject))
    progress = tuple(_progress(area, plan) for area in strategy.areas.values())
    return _checked(name, findings, content, plan, strategy, progress)


def check_strategy_file(path: Path, workspace: Workspace) -> Checked:
    """Check one strategy file."""
    name = display(path)
    content, findings = read_bytes(path, name)
    if content is None:
        return Checked(name, tuple(findings))
    strategy, findings = read_strategy(content, name)
    return _checked(name, findings, content, None, strategy)


def _checked(
    name: str,
    findings: list[Finding],
    content: bytes,
    plan: Plan | None = None,
    strategy: Strategy | None = None,
    progress: tuple[Progress, ...] = (),
) -> Checked:
    """Findings by place in the file, then by code: the same on every run; and the lines that they stand on."""
    findings.sort(key=lambda finding: (finding.at.line, finding.at.column, finding.code))
    lines = {}
    if findings:
        source = content[: MAX_BYTES + 1].decode("utf-8-sig", "replace")
        starts = line_starts(source)
        lines = {at.line: source[starts[at.line - 1] :].partition("\n")[0] for at in {f.at for f in findings}}
    return Checked(name, tuple(findings), plan, strategy, progress, lines)


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
