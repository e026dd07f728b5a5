"""For people: each finding with what to do about it, then how much of each plan is filled, area by area."""

import textwrap
from collections.abc import Sequence

from hplan.core.check import Checked, Progress
from hplan.i18n import _, ngettext, visible
from hplan.model.finding import Finding, Severity

_RED, _YELLOW, _GREEN, _BOLD, _DIM = "31", "33", "32", "1", "2"
_COLOURS = {Severity.UNREADABLE: _RED, Severity.ERROR: _RED, Severity.WARNING: _YELLOW}
_BAR = 12


def _paint(text: str, *codes: str) -> str:
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m"


def render(results: Sequence[Checked], width: int) -> str:
    """Return the report, in lines of at most `width` columns where words allow."""
    width = max(40, min(width, 120))
    parts = [_file(checked, width) for checked in results if checked.findings]
    parts += [_summary(checked, width) for checked in results if checked.progress]
    parts.append(_closing(results))
    return "\n".join(parts)


def _file(checked: Checked, width: int) -> str:
    return "\n".join(_finding(finding, width) for finding in checked.findings)


def _finding(finding: Finding, width: int) -> str:
    head = f"{finding.at}: {finding.severity.word} {finding.code} "
    lines = textwrap.wrap(f"{head}{finding.message}", width, subsequent_indent="    ", break_on_hyphens=False)
    text = "\n".join(lines)
    colour = _paint(f"{finding.severity.word} {finding.code}", _COLOURS[finding.severity])
    text = text.replace(f"{finding.severity.word} {finding.code}", colour, 1)
    text = text.replace(str(finding.at), _paint(str(finding.at), _BOLD), 1)
    advice = textwrap.wrap(
        str(finding.advice),
        width,
        initial_indent="    → ",
        subsequent_indent="      ",
        break_on_hyphens=False,
    )
    return text + "\n" + "\n".join(advice) + "\n"


def _summary(checked: Checked, width: int) -> str:
    name = visible(checked.plan.name.value if checked.plan and checked.plan.name else checked.path)
    said = ngettext(
        "{count} of {goals} goals filled in", "{count} of {goals} goals filled in", checked.filled, goals=checked.goals
    )
    if checked.omitted:
        said += ", " + ngettext("{count} left out", "{count} left out", checked.omitted)
    head = f"{_paint(name, _BOLD)}: {said}\n"
    titles = [f"{area.number}. {area.title}" for area in checked.progress]
    room = min(max(map(len, titles)), width - _BAR - 9)
    return head + "".join(_area(area, title, room) for area, title in zip(checked.progress, titles, strict=True))


def _area(area: Progress, title: str, room: int) -> str:
    title = textwrap.shorten(title, room, placeholder=" …")
    answered = area.filled + area.omitted
    cells, answered_cells = (round(_BAR * part / area.goals) if area.goals else 0 for part in (area.filled, answered))
    bar = _paint("█" * cells + "▒" * (answered_cells - cells), _GREEN if answered == area.goals else _YELLOW)
    bar += _paint("░" * (_BAR - answered_cells), _DIM)
    return f"  {title:<{room}}  {bar} {area.filled}/{area.goals}\n"


def _closing(results: Sequence[Checked]) -> str:
    findings = [finding for checked in results for finding in checked.findings]
    files = ngettext("{count} file checked", "{count} files checked", len(results))
    if not findings:
        return f"{files}: " + _paint(_("nothing to remark."), _GREEN) + "\n"
    errors = sum(finding.severity is not Severity.WARNING for finding in findings)
    counts = []
    if errors:
        counts.append(_paint(ngettext("{count} error", "{count} errors", errors), _RED))
    if warnings := len(findings) - errors:
        counts.append(_paint(ngettext("{count} warning", "{count} warnings", warnings), _YELLOW))
    return f"{files}: {', '.join(counts)}\n"
