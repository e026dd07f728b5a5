"""What the check of a file came to, in words: what reports print, workers send and the cache keeps."""

from collections.abc import Mapping
from typing import NamedTuple

from hplan.core.check import Checked, Progress
from hplan.model.finding import Finding, Severity


class Said(NamedTuple):
    """A finding in the user's language. `excerpt` is the line it stands on; `edits` mend it: line, column, old, new."""

    code: str
    severity: Severity
    line: int
    column: int
    width: int
    message: str
    advice: str
    excerpt: str
    edits: tuple[tuple[int, int, str, str], ...]
    fixable: bool

    @property
    def end_column(self) -> int:
        """The column after the last character that it is about, on the same line; `column` where nothing stands."""
        line = self.excerpt.rstrip()
        rest = line[self.column - 1 :]
        length = self.width or len(rest.split(" ")[0].rstrip(":,]}")) or 1
        return self.column + min(length, len(rest))


class Outcome(NamedTuple):
    """What was found in one file. `name` is the branch's; `progress` is empty where no plan could be read."""

    path: str
    name: str
    findings: tuple[Said, ...]
    progress: tuple[Progress, ...]

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


def outcome(checked: Checked) -> Outcome:
    """Put what was found into the user's language."""
    name = checked.plan.name.value if checked.plan and checked.plan.name else ""
    findings = tuple(_said(finding, checked.lines) for finding in checked.findings)
    return Outcome(checked.path, name, findings, checked.progress)


def _said(finding: Finding, lines: Mapping[int, str]) -> Said:
    edits = finding.fix.edits if finding.fix else ()
    return Said(
        finding.code,
        finding.severity,
        finding.at.line,
        finding.at.column,
        finding.width,
        str(finding.message),
        str(finding.advice),
        lines.get(finding.at.line, ""),
        tuple((edit.at.line, edit.at.column, edit.old, edit.new) for edit in edits),
        finding.fix is not None,
    )
