"""Whole processes against named peers, in turn, in one run: `python benchmarks/run.py` prints the table of README.md.

Each pair runs A B A B …; what counts is the median of the ratios pair by pair, which holds when the machine's speed
drifts. A figure above its aim is printed like any other.
"""

import compileall
import os
import statistics
import subprocess
import sys
import tempfile
import time
from collections.abc import Sequence
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SCRIPTS = Path(sys.executable).parent
RUNS = 21

SMALLEST_TYPER = """\
import typer
app = typer.Typer()
@app.command()
def one(): pass
@app.command()
def two(): pass
app()
"""
CONVERT = "import pypandoc, sys; pypandoc.convert_file(sys.argv[1], 'docx', outputfile=sys.argv[2])"


class Pair(NamedTuple):
    """What is measured, against what, and the ratio that is aimed at (None where there is no aim)."""

    name: str
    ours: list[str]
    peer_name: str
    peer: list[str]
    aim: float | None


def pairs(folder: Path) -> list[Pair]:
    """Return the pairs; `folder` takes what they write."""
    python, hplan = sys.executable, str(SCRIPTS / "hplan")
    plan = "plans/aas.yaml"
    (folder / "smallest.py").write_text(SMALLEST_TYPER, "utf-8")
    subprocess.run(
        [hplan, "render", plan, "--to", "md", "--output-dir", str(folder)], cwd=ROOT, check=True, capture_output=True
    )
    nothing = [python, "-c", "pass"]
    convert = [python, "-c", CONVERT, str(folder / "aas.md"), str(folder / "peer.docx")]
    render = [hplan, "render", plan, "--to", "docx", "--force", "--output-dir", str(folder)]
    return [
        Pair("`hplan --help`", [hplan, "--help"], "the interpreter doing nothing", nothing, None),
        Pair(
            "`hplan --help`",
            [hplan, "--help"],
            "`--help` of the smallest typer program",
            [python, str(folder / "smallest.py"), "--help"],
            1.1,
        ),
        Pair("`hplan check` of one plan", [hplan, "check", plan], "the interpreter doing nothing", nothing, None),
        Pair("`hplan check` of one plan", [hplan, "check", plan], "`yamllint` of it", [yamllint(), plan], 1.0),
        Pair("`hplan render` of one DOCX", render, "`pypandoc.convert_file` of the same Markdown", convert, 1.25),
    ]


def yamllint() -> str:
    """Return the yamllint of this environment."""
    return str(SCRIPTS / "yamllint")


def seconds(command: list[str]) -> float:
    """Run a command once; what it prints is read and thrown away."""
    start = time.perf_counter()
    subprocess.run(command, cwd=ROOT, capture_output=True, check=False)
    return time.perf_counter() - start


def measure(pair: Pair) -> str:
    """Return one row of the table."""
    seconds(pair.ours), seconds(pair.peer)  # the first run of each warms the disk's cache
    taken = [(seconds(pair.ours), seconds(pair.peer)) for _ in range(RUNS)]
    return row(pair.name, pair.peer_name, taken, pair.aim)


def row(name: str, peer_name: str, taken: Sequence[tuple[float, float]], aim: float | None) -> str:
    """Return one row of a table from the seconds of pairs: ours, and the peer's."""
    ours, peers = zip(*taken, strict=True)
    ratio = statistics.median(one / other for one, other in taken)
    times = f"{statistics.median(ours) * 1000:.0f} ms | {statistics.median(peers) * 1000:.0f} ms"
    return f"| {name} | {peer_name} | {times} | **{ratio:.2f}** | {f'≤ {aim}' if aim else ''} |"


def main() -> None:
    """Print the table."""
    compileall.compile_dir(ROOT / "cli/hplan", quiet=1)  # as pip does with what it installs, and the peers are
    os.environ["HPLAN_LANG"] = "nb"
    print("| measured | against | median | peer’s median | ratio | aim |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for pair in pairs(Path(folder)):
            print(measure(pair), flush=True)


if __name__ == "__main__":
    main()
