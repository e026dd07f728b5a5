"""Checks plans: every finding of every rule, and how much of each plan is filled in."""

from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import NamedTuple

from hplan.core.checking.ignores import Ignore, find_ignores
from hplan.core.checking.outcome import Progress
from hplan.core.files import MAX_BYTES
from hplan.core.reading.keys import KEYS
from hplan.core.reading.read_plan import read_plan
from hplan.core.reading.read_strategy import read_strategy
from hplan.core.rules import CHECKING, GRAVE, NEEDS, OPTIONAL_CODES, SIGNS, UNUSUAL, rule
from hplan.core.settings import Settings
from hplan.core.workspace import Workspace, display, is_strategy_file, read_bytes
from hplan.model.finding import Finding
from hplan.model.place import Place
from hplan.model.plan import Plan
from hplan.model.strategy import Area, Strategy
from hplan.model.subject import Subject, line_starts


class Checked(NamedTuple):
    """What the check of one file came to. `plan` and `strategy` are None where they could not be read.

    `named` is the file's name within the workspace. `lines` are the lines that have findings, by their numbers, and
    `ignores` the comments that silence some. `lasting` is false where more than the file's own bytes was looked at.
    """

    path: str
    findings: tuple[Finding, ...]
    plan: Plan | None = None
    strategy: Strategy | None = None
    progress: tuple[Progress, ...] = ()
    named: str = ""
    lines: Mapping[int, str] = MappingProxyType({})
    ignores: tuple[Ignore, ...] = ()
    lasting: bool = False


USUAL = Settings()


def check_file(path: Path, workspace: Workspace, settings: Settings = USUAL) -> Checked:
    """Check one file, a strategy or a plan by its name. Raises nothing that the file could be the reason of."""
    content, findings = read_bytes(path, display(path))
    if content is None:
        return Checked(display(path), tuple(findings))
    return check_bytes(content, path, workspace, settings)


def check_bytes(content: bytes, path: Path, workspace: Workspace, settings: Settings = USUAL) -> Checked:
    """Check what a file holds, or is to hold."""
    return check_named(content, path, display(path), workspace, settings)._replace(named=workspace.named(path))


def check_named(content: bytes, path: Path, name: str, workspace: Workspace, settings: Settings) -> Checked:
    """Check what a file holds; for thousands of files, of which somebody has worked out already how they are called."""
    if is_strategy_file(path):
        return check_strategy(content, name)
    return check_plan(content, name, workspace, path.parent, settings)


def check_plan(
    content: bytes, name: str, workspace: Workspace, folder: Path | None = None, settings: Settings = USUAL
) -> Checked:
    """Check a plan from its bytes; `name` is what findings call it, `folder` where its pictures are named from.

    Every rule is asked but the optional ones that `settings` do not want; whoever shows findings chooses among them.
    """
    plan, findings = read_plan(content, name)
    source = _source(content)
    if plan is None:
        findings = [_with_colon(finding, source, workspace) for finding in findings]
        return _whole(Checked(name, tuple(findings)), source)
    strategy_id = plan.strategy_id.value if plan.strategy_id else workspace.available()[-1]
    strategy, strategy_findings = workspace.strategy(strategy_id)
    if strategy is None or strategy_findings:
        findings.append(_no_strategy(strategy_id, plan, workspace, strategy_findings))
    if strategy is None:
        return _whole(Checked(name, tuple(findings), plan), source)
    subject = Subject(plan, strategy, source, folder, workspace.root, settings.words, settings.lexicons)
    findings += _found(subject, settings)
    progress = tuple(_progress(area, plan) for area in strategy.areas.values())
    whole = _whole(Checked(name, tuple(findings), plan, strategy, progress), source)
    return whole._replace(lasting=whole.lasting and _lasting(subject.prose))  # which may be written with escapes


def _with_colon(finding: Finding, source: str, workspace: Workspace) -> Finding:
    """The finding; where it is a key of this workspace that lacks its colon, with the fix."""
    if finding.code != "HP004":
        return finding
    from hplan.core.rules.hp004_yaml_syntax import with_colon

    return with_colon(finding, source, lambda: _names(workspace))


def _names(workspace: Workspace) -> set[str]:
    """Every key that can stand in a plan here."""
    strategies = filter(None, (workspace.strategy(known)[0] for known in workspace.available()))
    areas = [area for strategy in strategies for area in strategy.areas.values()]
    goals = [goal.id for area in areas for goal in area.goals]
    own = [item.id for area in areas for item in area.strategies]
    return {*KEYS, *goals, *own, *(area.id for area in areas)}


def _found(subject: Subject, settings: Settings) -> Iterator[Finding]:
    """What every rule finds that has something to look for."""
    plan = subject.plan
    present = {*plan.keys, plan.stage.value if plan.stage else ""}
    signs = subject.signs
    present |= {sign for sign in SIGNS if sign[0] in signs and sign[-1] in signs and sign in subject.prose}
    if _unusual(signs):
        present.add(UNUSUAL)
    optional = (module for code, module in OPTIONAL_CODES.items() if settings.wants(code))
    for module in GRAVE if settings.grave else (*CHECKING, *optional):
        needed = NEEDS.get(module)
        if (needed is None or not present.isdisjoint(needed)) and (check := rule(module).check):
            yield from check(subject)


def _unusual(signs: frozenset[str]) -> bool:
    try:
        "".join(signs).encode("cp1252")
    except UnicodeEncodeError:
        return True
    return False


def check_strategy(content: bytes, name: str) -> Checked:
    """Check a strategy from its bytes; `name` is what findings call it."""
    strategy, findings = read_strategy(content, name)
    return _whole(Checked(name, tuple(findings), None, strategy), _source(content))


def _source(content: bytes) -> str:
    """The text of a file, with a sign in the place of what is no text; not all of it where it is too large to read."""
    return content[: MAX_BYTES + 1].decode("utf-8-sig", "replace")


def _whole(checked: Checked, source: str) -> Checked:
    """Findings by place, then by code: the same on every run; the lines they stand on, and what silences some."""
    ignores = find_ignores(source) if checked.plan or checked.strategy else ()  # else there is nothing to silence
    if not checked.findings and not ignores:
        return checked._replace(lasting=_lasting(source))
    starts = line_starts(source)
    last, end = len(starts), len(source) - starts[-1] + 1
    findings = [
        finding if finding.at.line <= last else finding._replace(at=Place(finding.at.path, last, end))
        for finding in checked.findings  # libyaml misses on a line after the last what is to come there
    ]
    findings = [_mendable(finding, source, starts) if finding.fix else finding for finding in findings]
    findings.sort(key=lambda finding: (finding.at.line, finding.at.column, finding.code))
    if "&" in source and "*" in source:
        from hplan.core.reading.aliases import unshared

        findings = unshared(findings, source)
    numbers = {finding.at.line for finding in findings} | {ignore.line for ignore in ignores}
    lines = {number: _line(source, starts, number) for number in numbers}
    return checked._replace(findings=tuple(findings), lines=lines, ignores=ignores, lasting=_lasting(source))


def _lasting(source: str) -> bool:
    return "]" not in source or ("](" not in source and "]:" not in source)  # those lead to other files


def _mendable(finding: Finding, source: str, starts: list[int]) -> Finding:
    """The finding; without its fix where the file is written otherwise than the fix takes it to be, as in quotes."""
    edits = finding.fix.edits if finding.fix else ()
    stand = all(source.startswith(edit.old, starts[edit.at.line - 1] + edit.at.column - 1) for edit in edits)
    return finding if stand else finding._replace(fix=None)


def _line(source: str, starts: list[int], number: int) -> str:
    """A line of the file; of one without end, as much as anybody would look at."""
    start = starts[number - 1]
    end = starts[number] if number < len(starts) else len(source)
    return source[start : min(end, start + 2000)].rstrip("\r\n")


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
