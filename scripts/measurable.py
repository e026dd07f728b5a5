"""How well HP304 and HP305 agree with the judgements in tests/measurable.yaml: `python scripts/measurable.py`.

Prints the table and the confusions of docs/measurable.md; a test holds the two together.
"""

import sys
from collections.abc import Iterator
from pathlib import Path
from typing import Any

from ruamel.yaml import YAML

from hplan.core.checking.check import check_plan
from hplan.core.texts.measure import unmeasured
from hplan.core.workspace import Workspace, shipped
from hplan.model.subject import Subject

ROOT = Path(__file__).parents[1]
Judgement = dict[str, Any]


def judgements() -> dict[str, list[Judgement]]:
    """Return what was judged by hand: for each plan, and `held_out`, its texts in order."""
    found: dict[str, list[Judgement]] = YAML(typ="safe").load((ROOT / "tests/measurable.yaml").read_text("utf-8"))
    return found


def found_in(source: str) -> tuple[list[str], set[str]]:
    """Return the first line of every text that is judged in a plan, and of those that the rules find."""
    checked = check_plan(source.encode(), "p.yaml", Workspace(shipped(), False))
    if checked.plan is None or checked.strategy is None:
        raise SystemExit("The plan cannot be read.")
    texts = []
    for answer in checked.plan.answers:
        own = answer.wording if answer.id is None else None
        texts += [text.value for text in (own, answer.text, *(action.text for action in answer.actions)) if text]
    subject = Subject(checked.plan, checked.strategy, source, None, ROOT)
    found = {_first_line(item.text.value) for item in unmeasured(subject)}
    return [_first_line(text) for text in texts], found


def source_of(name: str) -> str:
    """Return the plan: a real one, or one made of the held-out actions."""
    if name != "held_out":
        return (ROOT / f"plans/{name}.yaml").read_text("utf-8")
    points = "".join(f"      - {judged['text']!r}\n" for judged in judgements()[name])
    return f"strategiplan: '2026-2027'\nhandlingsplan:\n  heltid:\n    pensjon:\n{points}"


def _first_line(text: str) -> str:
    return text.strip().partition("\n")[0]


def rows() -> Iterator[tuple[str, int, int, int, int, list[Judgement], list[Judgement]]]:
    """Yield for each set: name, texts, not measurable by hand, found, found rightly, false alarms, misses."""
    for name, judged in judgements().items():
        texts, found = found_in(source_of(name))
        if [item["text"] for item in judged] != texts:
            raise SystemExit(f"{name}: judge what is new or changed, in tests/measurable.yaml")
        wrong = [item for item in judged if item["text"] in found and item["measurable"]]
        missed = [item for item in judged if item["text"] not in found and not item["measurable"]]
        hits = sum(item["text"] in found and not item["measurable"] for item in judged)
        yield name, len(judged), sum(not item["measurable"] for item in judged), hits + len(wrong), hits, wrong, missed


def report() -> str:
    """Return the table and the confusions as they stand in the document."""
    lines = ["| set | texts | not measurable | found | rightly | precision | recall |", "|---|--:|--:|--:|--:|--:|--:|"]
    confusions = []
    for name, texts, positive, found, hits, wrong, missed in rows():
        lines.append(
            f"| {name} | {texts} | {positive} | {found} | {hits} | {hits / found:.0%} | {hits / positive:.0%} |"
        )
        confusions += [f"- {name}, false alarm: {_shown(item)}" for item in wrong]
        confusions += [f"- {name}, missed: {_shown(item)}" for item in missed]
    return "\n".join([*lines, "", *confusions])


def _shown(item: Judgement) -> str:
    text = item["text"] if len(item["text"]) <= 80 else item["text"][:80].rpartition(" ")[0] + " …"
    return f"“{text}”" + (f" ({item['why']})" if "why" in item else "")


if __name__ == "__main__":
    sys.stdout.reconfigure(encoding="utf-8")  # type: ignore[union-attr]
    print(report())
