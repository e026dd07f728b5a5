"""Write down what every report says of the two real plans, in bokmål: `python scripts/golden.py`.

Read the difference before it is committed: each line of it is a claim about a plan that somebody wrote.
"""

import os
import subprocess
import sys
from pathlib import Path

ROOT = Path(__file__).parents[1]
FOLDER = ROOT / "tests/golden"
REPORTS = {
    "check.txt": ("concise",),
    "check-full.txt": ("full",),
    "check-statistics.txt": ("concise", "--statistics"),
    "check.json": ("json",),
    "check-github.txt": ("github",),
    "check-gitlab.json": ("gitlab",),
    "check.sarif": ("sarif",),
    "check-junit.xml": ("junit",),
}


def report(form: str, *options: str) -> str:
    """Return what hplan prints, in a terminal of 80 columns."""
    kept = {name: value for name, value in os.environ.items() if not name.startswith(("LC_", "LANG", "HPLAN", "FORCE"))}
    return subprocess.run(
        [sys.executable, "-m", "hplan", "check", "--output-format", form, *options],
        cwd=ROOT,
        env=kept | {"HPLAN_LANG": "nb", "COLUMNS": "80"},
        capture_output=True,
        encoding="utf-8",
        timeout=60,
        check=False,
    ).stdout


def main() -> None:
    """Write them all."""
    for name, arguments in REPORTS.items():
        (FOLDER / name).write_text(report(*arguments), "utf-8", newline="\n")


if __name__ == "__main__":
    main()
