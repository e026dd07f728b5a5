"""One line for each finding, as editors and grep know it: file:line:column: code message."""

from collections.abc import Sequence

from hplan.core.outcome import Outcome
from hplan.i18n import visible


def render(results: Sequence[Outcome], width: int) -> str:
    """Return a line for each finding; `width` is not used, a finding is never broken."""
    return "".join(
        f"{visible(result.path)}:{found.line}:{found.column}: {found.code} {found.message}\n"
        for result in results
        for found in result.findings
    )
