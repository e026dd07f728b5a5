"""Thousands of plans: `python benchmarks/scale.py [PLANS]` prints the table of README.md.

Whole processes in turn, on the same generated plans: the two real ones with their actions shuffled. The peers are
yamllint and check-jsonschema (`pip install check-jsonschema`), which together see a part of what `hplan check` sees.
"""

import compileall
import os
import random
import re
import shutil
import statistics
import subprocess
import sys
import tempfile
import time
from pathlib import Path
from typing import NamedTuple

ROOT = Path(__file__).parents[1]
SCRIPTS = Path(sys.executable).parent
ROUNDS = 3


class Run(NamedTuple):
    """What a process took: seconds, and the most memory in MB."""

    seconds: float
    megabytes: float


def generate(folder: Path, count: int) -> None:
    """Write `count` plans of about 11 kB, the same on every run."""
    seeds = [path.read_text("utf-8") for path in sorted((ROOT / "plans").glob("*.yaml"))]
    chance = random.Random(2026)  # noqa: S311
    (folder / "plans").mkdir(parents=True)
    shutil.copy(ROOT / "strategiplan-2026-2027.yaml", folder)
    for number in range(count):
        text = re.sub(r"!\[([^\]]*)\]\([^)]*\)", r"\1", seeds[number % len(seeds)])  # pictures are not copied along
        lines = text.replace("navn: Fagforbundet", f"navn: Fagforbundet {number}", 1).split("\n")
        places = [n for n, line in enumerate(lines) if re.match(r"      +- [^&*{}:]*$", line)]
        shuffled = [lines[n].strip() for n in places]
        chance.shuffle(shuffled)
        for n, line in zip(places, shuffled, strict=True):
            lines[n] = lines[n][: len(lines[n]) - len(lines[n].lstrip())] + line
        (folder / f"plans/plan{number:05}.yaml").write_text("\n".join(lines), "utf-8")


def run(command: list[str], folder: Path) -> Run:
    """Run a command; what it prints is thrown away, what it finds does not matter."""
    start = time.perf_counter()
    with Path(os.devnull).open("w") as nowhere:
        process = subprocess.Popen(command, cwd=folder, stdout=nowhere, stderr=nowhere)
        _, status, usage = os.wait4(process.pid, 0)
    seconds = time.perf_counter() - start
    if os.waitstatus_to_exitcode(status) not in {0, 1}:
        raise SystemExit(f"{command} ended with {status}")
    return Run(seconds, usage.ru_maxrss / 1024)


def main() -> None:
    """Print the table."""
    compileall.compile_dir(ROOT / "cli/hplan", quiet=1)  # as pip does with what it installs, and the peers are
    count = int(sys.argv[1]) if len(sys.argv) > 1 else 1000
    with tempfile.TemporaryDirectory() as name:
        folder = Path(name, "work")
        os.environ |= {"HPLAN_LANG": "nb", "HPLAN_CACHE_DIR": str(Path(name, "cache"))}
        generate(folder, count)
        schema = Path(name, "schema.json")
        schema.write_bytes(subprocess.check_output([SCRIPTS / "hplan", "schema", "plan"], cwd=ROOT))
        taken: dict[str, list[Run]] = {}
        for turn in range(ROUNDS):
            for kind, result in one_round(folder, Path(name, "cache"), schema, turn):
                taken.setdefault(kind, []).append(result)
    table(count, {kind: statistics.median(run.seconds for run in runs) for kind, runs in taken.items()}, taken)


def one_round(folder: Path, cache: Path, schema: Path, turn: int) -> "list[tuple[str, Run]]":
    """Run everything once, one after another."""
    files = sorted(str(path) for path in (folder / "plans").iterdir())
    check = [str(SCRIPTS / "hplan"), "check", "--output-format", "concise"]
    shutil.rmtree(cache, ignore_errors=True)
    results = [("cold", run(check, folder)), ("warm", run(check, folder))]
    with Path(files[turn]).open("a", encoding="utf-8") as file:
        file.write(f"# endret {turn}\n")
    results.append(("one plan changed", run(check, folder)))
    results.append(("yamllint", run([str(SCRIPTS / "yamllint"), "plans"], folder)))
    results.append(
        ("check-jsonschema", run([str(SCRIPTS / "check-jsonschema"), "--schemafile", str(schema), *files], folder))
    )
    return results


def table(count: int, median: dict[str, float], taken: dict[str, list[Run]]) -> None:
    """Print a row for each kind of run."""
    peers = median["yamllint"] + median["check-jsonschema"]
    aims = {"cold": "≥ 30", "warm": "≥ 250"}
    print(f"| {count} plans | seconds | times faster than both peers together | aim | most memory of a process |")
    print("|---|---|---|---|---|")
    for kind, seconds in median.items():
        ours = kind not in {"yamllint", "check-jsonschema"}
        name, faster = (f"`hplan check`, {kind}", f"**{peers / seconds:.1f}**") if ours else (f"`{kind}`", "")
        memory = max(run.megabytes for run in taken[kind])
        print(f"| {name} | {seconds:.2f} | {faster} | {aims.get(kind, '')} | {memory:.0f} MB |")
    ratio = median["one plan changed"] / median["warm"]
    print(f"\nWith one plan changed it takes **{ratio:.2f}** times the unchanged run (aim: ≤ 1.3).")


if __name__ == "__main__":
    main()
