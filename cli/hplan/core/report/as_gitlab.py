"""For GitLab: a Code Quality report, which merge requests show. https://docs.gitlab.com/ci/testing/code_quality/."""

import json
from collections.abc import Sequence

from hplan.core.checking.outcome import Outcome
from hplan.core.report.fingerprint import fingerprints
from hplan.model.finding import Severity

_SEVERITIES = {
    Severity.UNREADABLE: "blocker",
    Severity.ERROR: "critical",
    Severity.WARNING: "major",
    Severity.HINT: "info",
}


def render(results: Sequence[Outcome], width: int) -> str:
    """Return a JSON list with an object for each finding; `width` is not used."""
    issues = [
        {
            "description": f"{found.code}: {found.message}",
            "check_name": found.code,
            "fingerprint": fingerprint,
            "severity": _SEVERITIES[found.severity],
            "location": {"path": result.path, "lines": {"begin": found.line}},
        }
        for result, found, fingerprint in fingerprints(results)
    ]
    return json.dumps(issues, ensure_ascii=False, indent=2) + "\n"
