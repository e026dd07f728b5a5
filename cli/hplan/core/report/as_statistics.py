"""How many findings each rule has, the most frequent first: what `--statistics` prints in the place of the findings."""

from collections import Counter
from collections.abc import Sequence

from hplan.core.checking.explain import explain
from hplan.core.checking.outcome import Outcome
from hplan.core.report.paint import BOLD, COLOURS, DIM, GREEN, paint, readable, shortened
from hplan.i18n import _

_MARK = "[*]"


def render(results: Sequence[Outcome], width: int) -> str:
    """Return a line for each rule: how many, which, and what it says; by number, then by code."""
    findings = [found for result in results for found in result.findings]
    if not findings:
        return paint(_("nothing to remark."), GREEN) + "\n"
    counts = Counter(found.code for found in findings)
    fixable = {found.code for found in findings if found.fixable}
    digits = len(str(max(counts.values())))
    lines = []
    for code, count in sorted(counts.items(), key=lambda item: (-item[1], item[0])):
        rule = explain(code)
        mark = "".ljust(len(_MARK) + 2) if code not in fixable else paint(f"{_MARK}  ", GREEN)
        room = readable(width) - digits - len(code) - 4 - (len(_MARK) + 2 if fixable else 0)
        says = shortened(rule.says, room)
        label = paint(code, COLOURS[rule.severity])
        lines.append(f"{paint(f'{count:>{digits}}', BOLD)}  {label}  {mark if fixable else ''}{says}\n")
    if fixable:
        lines.append(paint(_("{mark} can be mended with --fix").format(mark=_MARK), DIM) + "\n")
    return "".join(lines)
