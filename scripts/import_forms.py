"""Measures `hplan import` on the samples and the forms: how many words come to their place, and where the others go.

    python scripts/import_forms.py            prints the table
    python scripts/import_forms.py --write    puts it into docs/import.md
    python scripts/import_forms.py --show aas-epost.txt

A word is in its place where the key has it in the same place (a goal, a cell of the table, the introduction).
"""

import sys
import tempfile
from collections import Counter
from pathlib import Path
from typing import Any, NamedTuple

import form_keys
import yaml

from hplan.core.incoming.arrive import arrive
from hplan.core.incoming.known.targets import Targets
from hplan.core.incoming.reading.read import read
from hplan.core.workspace import Workspace
from hplan.errors import StopError

ROOT = Path(__file__).resolve().parent.parent
FORMS = ROOT / "tests/forms"
TABLE = ROOT / "docs/import.md"
BEGIN, END = "<!-- forms -->\n", "<!-- /forms -->\n"


class Measured(NamedTuple):
    """Of the words of a key, in percent: in their place, in another, unplaced, in a comment at most."""

    name: str
    words: int
    placed: float
    misplaced: float
    unplaced: float
    lost: float
    detail: dict[str, tuple[Counter[str], Counter[str]]]


def measure(path: Path, key: dict[str, Any], targets: Targets, *, translated: bool = False) -> Measured:
    """Import a document, and hold it against its key."""
    with tempfile.TemporaryDirectory() as folder:
        (Path(folder) / "plans").mkdir()
        try:
            text = arrive(read(path), Workspace.around(Path(folder)), targets, "plan").composed.text
        except StopError as error:
            print(path.name, error, file=sys.stderr)
            text = "{}"
    plan = yaml.safe_load(text)
    if translated:
        _without_wordings(plan)
        _without_wordings(key)
    wanted, got = form_keys.said(key), form_keys.said(plan)
    loose = Counter(word for one in plan.get("uplassert") or () for word in form_keys.words(one["tekst"]))
    total = sum(map(len, wanted.values()))
    detail, right, wrong = {}, 0, Counter[str]()
    missing = Counter[str]()
    for place in wanted.keys() | got.keys():
        want, have = Counter(wanted.get(place, [])), Counter(got.get(place, []))
        right += sum((want & have).values())
        wrong += have - want
        missing += want - have
        if want != have:
            detail[place] = (want - have, have - want)
    elsewhere = missing & wrong
    unplaced = (missing - elsewhere) & loose
    lost = missing - elsewhere - unplaced
    share = [
        100 * count / max(total, 1)
        for count in (right, sum(elsewhere.values()), sum(unplaced.values()), sum(lost.values()))
    ]
    return Measured(path.name, total, *share, detail)


def _without_wordings(value: object) -> None:
    if isinstance(value, dict):
        value.pop("ordlyd", None)
    for inner in value.values() if isinstance(value, dict) else value if isinstance(value, list) else ():
        _without_wordings(inner)


def samples(targets: Targets) -> list[Measured]:
    """The samples, held against the plans that were entered by hand."""
    found = []
    for plan in ("sor_varanger", "aas"):
        for path in sorted((ROOT / "tests/samples").glob(f"{plan.replace('_', '-')}.*")):
            found.append(measure(path, yaml.safe_load((ROOT / f"plans/{plan}.yaml").read_text("utf-8")), targets))
    return found


def forms(targets: Targets) -> list[Measured]:
    """The forms, held against their keys."""
    return [
        measure(FORMS / name, form_keys.key(name), targets, translated=bool(form.get("translated")))
        for name, form in form_keys.forms().items()
    ]


def table(measured: list[Measured]) -> str:
    """Return the table in Markdown."""
    lines = [
        "| document | words | in place | in another place | unplaced | not in the plan |",
        "|---|--:|--:|--:|--:|--:|",
    ]
    for one in measured:
        shares = " | ".join(f"{share:.1f} %" for share in (one.placed, one.misplaced, one.unplaced, one.lost))
        mark = " \\*" if form_keys.forms().get(one.name, {}).get("seen") else ""
        lines.append(f"| `{one.name}`{mark} | {one.words} | {shares} |")
    lines += ["", "\\* seen: somebody has tuned the importer to it, or looked into it; it counts no longer."]
    return "".join(f"{line}\n" for line in lines)


def main() -> None:
    """Measure."""
    targets = Targets(Workspace.around(ROOT).usable())
    if "--show" in sys.argv:
        names = sys.argv[sys.argv.index("--show") + 1 :]
        for one in [*samples(targets), *forms(targets)]:
            if one.name in names:
                for place, (missing, more) in sorted(one.detail.items()):
                    print(place, "\n   -", " ".join(missing.elements()), "\n   +", " ".join(more.elements()))
        return
    made = table(samples(targets) + forms(targets))
    if "--write" in sys.argv:
        text = TABLE.read_text("utf-8")
        before, rest = text.split(BEGIN)
        TABLE.write_text(f"{before}{BEGIN}\n{made}\n{END}{rest.split(END)[1]}", "utf-8")
    else:
        print(made)


if __name__ == "__main__":
    main()
