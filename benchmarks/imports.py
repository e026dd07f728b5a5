"""Import of one document against those who only read it: `python benchmarks/imports.py` prints the table of README.md.

Whole processes, pair by pair in turn, as in run.py. A DOCX is held against Pandoc alone, reading it to its tree, plus
the interpreter doing nothing; a PDF against a Python process that has PDFium extract the text of all pages. Each import
is of a document never seen, into an empty workspace: the plan file and its schema are written each time.
"""

import compileall
import os
import shutil
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypandoc  # type: ignore[import-untyped]
from run import row

ROOT = Path(__file__).parents[1]
SCRIPTS = Path(sys.executable).parent
SAMPLES = ROOT / "tests/samples"
RUNS = 21
AIM = 2

EXTRACT = """\
import sys, pypdfium2
for page in pypdfium2.PdfDocument(sys.argv[1]):
    page.get_textpage().get_text_bounded()
"""
Commands = list[list[str]]


def peers(path: Path) -> tuple[str, Commands]:
    """Return what a document's import is held against: its name, and the processes whose times are added up."""
    if path.suffix == ".pdf":
        return "pypdfium2, the text of all pages", [[sys.executable, "-c", EXTRACT, str(path)]]
    pandoc = [pypandoc.get_pandoc_path(), str(path), "--to=json", f"--output={os.devnull}"]
    return "Pandoc alone, and the interpreter doing nothing", [pandoc, [sys.executable, "-c", "pass"]]


def seconds(commands: Commands, folder: Path) -> float:
    """Run commands one after another; what they print is read and thrown away."""
    start = time.perf_counter()
    for command in commands:
        subprocess.run(command, cwd=folder, capture_output=True, check=False)
    return time.perf_counter() - start


def imported(path: Path, folder: Path) -> float:
    """Import a document into an empty workspace; return how long it took."""
    shutil.rmtree(folder / "plans", ignore_errors=True)
    (folder / "plans").mkdir()
    taken = seconds([[str(SCRIPTS / "hplan"), "import", str(path)]], folder)
    assert list(folder.glob("plans/*.yaml")), path  # noqa: S101
    return taken


def measure(path: Path, folder: Path) -> str:
    """Return one row of the table."""
    name, commands = peers(path)
    imported(path, folder), seconds(commands, folder)  # the first run of each warms the disk's cache
    taken = [(imported(path, folder), seconds(commands, folder)) for _ in range(RUNS)]
    return row(f"`{path.name}`", name, taken, AIM)


def main() -> None:
    """Print the table."""
    compileall.compile_dir(ROOT / "cli/hplan", quiet=1)  # as pip does with what it installs, and the peers are
    os.environ["HPLAN_LANG"] = "nb"
    print("| `hplan import` of | against | median | peer’s median | ratio | aim |\n|---|---|---|---|---|---|")
    with tempfile.TemporaryDirectory() as folder:
        for path in sorted((*SAMPLES.glob("*.docx"), *SAMPLES.glob("*.pdf"))):
            print(measure(path, Path(folder)), flush=True)


if __name__ == "__main__":
    main()
