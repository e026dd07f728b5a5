"""Hundreds of documents: `python benchmarks/documents.py [PLANS]` prints the table of README.md.

Whole processes in turn, on the same generated plans. The peers are Pandoc, one process for each document, as many at a
time as there are processors (`xargs -P`), on the Markdown that hplan makes of the same plans; and LibreOffice, which
makes PDF of the DOCX in one call (it is left out where it is not installed).
"""

import compileall
import os
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path

import pypandoc  # type: ignore[import-untyped]
from scale import ROOT, SCRIPTS, Run, generate, run

ROUNDS = 3


def xargs(folder: Path) -> list[str]:
    """Return what makes DOCX of all Markdown with Pandoc alone."""
    command = f"ls md/*.md | xargs -P{os.cpu_count()} -I@ {pypandoc.get_pandoc_path()} @ -o peer/@.docx"
    (folder / "peer/md").mkdir(parents=True, exist_ok=True)
    return ["sh", "-c", command]


def one_round(folder: Path) -> dict[str, Run]:
    """Run everything once, one after another."""
    render = [str(SCRIPTS / "hplan"), "render", "--to"]
    taken = {
        "docx": run([*render, "docx", "--force"], folder),
        "docx, nothing changed": run([*render, "docx"], folder),
        "pandoc": run(xargs(folder), folder),
        "pdf": run([*render, "pdf", "--force"], folder),
    }
    made = len(list((folder / "build").glob("*.pdf")))
    if soffice := shutil.which("soffice"):
        shutil.rmtree(folder / "office", ignore_errors=True)
        files = sorted(str(path) for path in (folder / "build").glob("*.docx"))
        profile = f"-env:UserInstallation={(folder / 'profile').as_uri()}"
        taken["soffice"] = run(
            [soffice, profile, "--headless", "--convert-to", "pdf", "--outdir", "office", *files], folder
        )
        if (converted := len(list((folder / "office").glob("*.pdf")))) != made:
            print(
                f"LibreOffice made {converted} of {made} documents, and its time counts for as many.", file=sys.stderr
            )
            slower = taken["soffice"].seconds * made / max(converted, 1)
            taken["soffice"] = taken["soffice"]._replace(seconds=slower)
    return taken


def memory(folder: Path, form: str) -> int:
    """Return the most MB that a run and all the processes it started held at one time; looked at ten times a second."""
    command = [str(SCRIPTS / "hplan"), "render", "--to", form, "--force"]
    most = 0
    with subprocess.Popen(command, cwd=folder, stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL) as process:
        while process.poll() is None:
            listed = subprocess.check_output(["ps", "-eo", "pid=,ppid=,rss="], text=True).splitlines()  # noqa: S607
            rows = [tuple(map(int, line.split())) for line in listed]
            family = {process.pid}
            while more := {pid for pid, parent, _ in rows if parent in family} - family:
                family |= more
            most = max(most, sum(rss for pid, _, rss in rows if pid in family) // 1024)
            time.sleep(0.1)
    return most


def main() -> None:
    """Print the table."""
    compileall.compile_dir(ROOT / "cli/hplan", quiet=1)  # as pip does with what it installs, and the peers are
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 300
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "work")
        os.environ |= {"HPLAN_LANG": "nb", "HPLAN_CACHE_DIR": str(Path(name, "cache"))}
        generate(folder, count)
        run([str(SCRIPTS / "hplan"), "render", "--to", "md", "--output-dir", "md"], folder)
        rounds = [one_round(folder) for _ in range(ROUNDS)]
        held = {form: memory(folder, form) for form in ("docx", "pdf")}
        generate(Path(name, "few"), count // 4)
        few = {form: memory(Path(name, "few"), form) for form in held}
    table(count, rounds)
    print("\nMost memory of all processes together, for as many plans and for a fourth of them: ", end="")
    print(", ".join(f"{form} {held[form]} and {few[form]} MB" for form in held) + ".")


def table(count: int, rounds: list[dict[str, Run]]) -> None:
    """Print a row for each comparison; the ratio is the median of the ratios round by round."""
    rows = (
        ("docx", "pandoc", "≤ 0.75"),
        ("docx, nothing changed", "pandoc", "≤ 0.02"),
        ("pdf", "soffice", "≤ 0.33"),
    )
    peers = {"pandoc": f"`xargs -P{os.cpu_count()} pandoc`", "soffice": "LibreOffice in one call"}
    print(f"| {count} plans | seconds | against | seconds | ratio | aim |\n|---|---|---|---|---|---|")
    for ours, peer, aim in rows:
        taken = [(these[ours], these[peer]) for these in rounds if peer in these]
        if taken:
            first, second = (statistics.median(pair[n].seconds for pair in taken) for n in (0, 1))
            ratio = statistics.median(one.seconds / other.seconds for one, other in taken)
            print(
                f"| `hplan render --to {ours}` | {first:.2f} | {peers[peer]} | {second:.2f} | **{ratio:.3f}** | {aim} |"
            )


if __name__ == "__main__":
    main()
