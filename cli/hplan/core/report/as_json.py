"""For programs: one JSON object. docs/json.md says what each key means, docs/check.schema.json holds us to it."""

import json
from collections.abc import Iterable, Iterator
from textwrap import indent

from hplan.core.checking.outcome import Outcome, Said

# Goes up when a key is taken away or comes to mean something else; not when one is added.
VERSION = 1


def parts(results: Iterable[Outcome], width: int) -> Iterator[str]:
    """Yield one JSON object; its messages are in the user's language, its codes and keys in none."""
    plans = []
    yield f'{{\n  "version": {VERSION},\n  "findings": ['
    between = "\n"
    for result in results:
        for found in result.findings:
            yield between + _indented(_finding(result.path, found))
            between = ",\n"
        if result.progress:
            plans.append(_indented(_plan(result)))
    yield ("" if between == "\n" else "\n  ") + '],\n  "plans": ['
    yield "\n" + ",\n".join(plans) + "\n  " if plans else ""
    yield "]\n}\n"


def _indented(item: dict[str, object]) -> str:
    return indent(json.dumps(item, ensure_ascii=False, indent=2), "    ")


def _finding(path: str, found: Said) -> dict[str, object]:
    return {
        "code": found.code,
        "severity": found.severity.value,
        "path": path,
        "line": found.line,
        "column": found.column,
        "end_column": found.end_column,
        "message": found.message,
        "advice": found.advice,
        "fixable": found.fixable,
        "edits": [{"line": line, "column": column, "old": old, "new": new} for line, column, old, new in found.edits],
    }


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
