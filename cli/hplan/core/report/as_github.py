"""For GitHub Actions: workflow commands, which the runner shows as annotations on the lines of a pull request.

https://docs.github.com/en/actions/reference/workflow-commands-for-github-actions
"""

from collections.abc import Sequence

from hplan.core.checking.outcome import Outcome
from hplan.model.finding import Severity

_COMMANDS = {
    Severity.UNREADABLE: "error",
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.HINT: "notice",
}
# The runner turns these back; in properties a colon and a comma would end the value.
_DATA = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A"})
_PROPERTY = str.maketrans({"%": "%25", "\r": "%0D", "\n": "%0A", ":": "%3A", ",": "%2C"})


def render(results: Sequence[Outcome], width: int) -> str:
    """Return a command for each finding, on a line of its own; `width` is not used."""
    lines = []
    for result in results:
        for found in result.findings:
            properties: dict[str, object] = {
                "file": result.path,
                "line": found.line,
                "col": found.column,
                "endColumn": found.end_column,
                "title": f"hplan {found.code}",
            }
            said = ",".join(f"{name}={str(value).translate(_PROPERTY)}" for name, value in properties.items())
            text = f"{found.message}\n{found.advice}".strip().translate(_DATA)
            lines.append(f"::{_COMMANDS[found.severity]} {said}::{text}\n")
    return "".join(lines)
