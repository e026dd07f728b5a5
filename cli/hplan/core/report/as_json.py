"""For programs: `{"findings": [...], "plans": [...]}`, with lines and columns counted from 1."""

import json
from collections.abc import Sequence

from hplan.core.check import Checked


def render(results: Sequence[Checked], width: int) -> str:
    """Return one JSON object; its messages are in the user's language, its codes and keys in none."""
    findings = [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "path": finding.at.path,
            "line": finding.at.line,
            "column": finding.at.column,
            "message": str(finding.message),
            "advice": str(finding.advice),
        }
        for checked in results
        for finding in checked.findings
    ]
    plans = [_plan(checked) for checked in results if checked.plan]
    return json.dumps({"findings": findings, "plans": plans}, ensure_ascii=False, indent=2) + "\n"


def _plan(checked: Checked) -> dict[str, object]:
    return {
        "path": checked.path,
        "name": checked.plan.name.value if checked.plan and checked.plan.name else None,
        "goals": checked.goals,
        "filled": checked.filled,
        "omitted": checked.omitted,
        "areas": [
            {"number": area.number, "goals": area.goals, "filled": area.filled, "omitted": area.omitted}
            for area in checked.progress
        ],
    }
