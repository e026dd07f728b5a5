"""One line for each finding, as editors and grep know it: file:line:column: code message."""

from collections.abc import Sequence

from hplan.core.check import Checked


def render(results: Sequence[Checked], width: int) -> str:
    """Return a line for each finding; `width` is not used, a finding is never broken."""
    lines = [f"{finding.at}: {finding.code} {finding.message}\n" for checked in results for finding in checked.findings]
    return "".join(lines)
