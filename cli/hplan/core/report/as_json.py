"""For programs: `{"findings": [...], "plans": [...]}`, with lines and columns counted from 1."""

import json
from collections.abc import Sequence

from hplan.core.outcome import Outcome


def render(results: Sequence[Outcome], width: int) -> str:
    """Return one JSON object; its messages are in the user's language, its codes and keys in none."""
    findings = [
        {
            "code": finding.code,
            "severity": finding.severity.value,
            "path": result.path,
            "line": finding.line,
            "column": finding.column,
            "message": finding.message,
            "advice": finding.advice,
        }
        for result in results
        for finding in result.findings
    ]
    plans = [_plan(result) for result in results if result.progress]
    return json.dumps({"findings": findings, "plans": plans}, ensure_ascii=False, indent=2) + "\n"


def _plan(result: Outcome) -> dict[str, object]:
    return {
        "path": result.path,
        "name": result.name or None,
        "goals": result.goals,
        "filled": result.filled,
        "omitted": result.omitted,
        "areas": [
            {"number": area.number, "goals": area.goals, "filled": area.filled, "omitted": area.omitted}
            for area in result.progress
        ],
    }
