"""Write the verdicts of tests/false_alarms.yaml into docs/false_alarms.md: `python scripts/false_alarms.py`.

A test holds the verdicts, the document and what the tool says together.
"""

from collections import Counter
from pathlib import Path

from ruamel.yaml import YAML

from hplan.core.checking.check import check_file
from hplan.core.checking.verdict import heard
from hplan.core.settings import Settings
from hplan.core.workspace import Workspace

ROOT = Path(__file__).parents[1]
DOCUMENT = ROOT / "docs/false_alarms.md"
MARK = "<!-- From here on, written by scripts/false_alarms.py. -->\n"
SEVERITIES, VERDICTS = ("error", "warning", "hint"), ("right", "doubtful", "wrong")
Judged = tuple[int, str, str, str, str]


def verdicts() -> dict[str, list[Judged]]:
    """Return what was judged by hand: for each plan, its findings in order."""
    read = YAML(typ="safe").load((ROOT / "tests/false_alarms.yaml").read_text("utf-8"))
    return {name: [tuple(row) for row in rows] for name, rows in read.items()}


def findings(name: str) -> list[tuple[int, str, str]]:
    """Return line, code and severity of what the tool finds in a plan."""
    found = heard(check_file(ROOT / name, Workspace(ROOT, True)), Settings())
    return [(finding.at.line, finding.code, finding.severity.value) for finding in found]


def report() -> str:
    """Return the counts and the tables, as Markdown."""
    judged = verdicts()
    counted = Counter((row[2], row[3]) for rows in judged.values() for row in rows)
    lines = ["## Counts", "", f"| | {' | '.join(VERDICTS)} |", "|---|--:|--:|--:|"]
    lines += [f"| {kind} | {' | '.join(str(counted[kind, verdict]) for verdict in VERDICTS)} |" for kind in SEVERITIES]
    lines += ["", "## Every finding", ""]
    for name, rows in judged.items():
        lines += [f"### {name}", ""]
        lines += (
            ["| line | rule | severity | verdict | why |", "|--:|---|---|---|---|"] if rows else ["Nothing is found."]
        )
        lines += [
            f"| {line} | [{code}](rules/{code}.md) | {severity} | {verdict} | {why[:1].upper()}{why[1:]} |"
            for line, code, severity, verdict, why in rows
        ]
        lines.append("")
    return "\n".join(lines).rstrip() + "\n"


def main() -> None:
    """Write the report below the mark."""
    text = DOCUMENT.read_text("utf-8")
    DOCUMENT.write_text(text.partition(MARK)[0] + MARK + "\n" + report(), "utf-8")


if __name__ == "__main__":
    main()
