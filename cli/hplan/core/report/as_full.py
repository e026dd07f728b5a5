"""For people: each finding with its line and what to do about it; then how far each plan has come, area by area."""

import textwrap
from collections.abc import Sequence

from hplan.core.outcome import Outcome, Progress, Said
from hplan.i18n import _, ngettext, visible
from hplan.model.finding import Severity

_RED, _YELLOW, _GREEN, _BLUE, _BOLD, _DIM = "31", "33", "32", "34", "1", "2"
_COLOURS = {Severity.UNREADABLE: _RED, Severity.ERROR: _RED, Severity.WARNING: _YELLOW, Severity.HINT: _BLUE}
_BAR = 12


def _paint(text: str, *codes: str) -> str:
    return f"\x1b[{';'.join(codes)}m{text}\x1b[0m"


def render(results: Sequence[Outcome], width: int) -> str:
    """Return the report, in lines of at most `width` columns where words allow."""
    width = max(40, min(width, 120))
    parts = [_file(result, width) for result in results if result.findings]
    parts += [_summary(result, width) for result in results if result.progress]
    parts.append(_closing(results))
    return "\n".join(parts)


def _file(result: Outcome, width: int) -> str:
    """The findings of one file. The same advice is given once."""
    given: set[str] = set()
    parts = []
    for found in result.findings:
        parts.append(_finding(result.path, found, width))
        if found.advice and found.advice not in given:
            given.add(found.advice)
            parts.append(_wrapped(f"→ {found.advice}", width, "    ", "      "))
    return "".join(parts)


def _finding(path: str, found: Said, width: int) -> str:
    place = f"{path}:{found.line}:{found.column}"
    label = f"{found.severity.word} {found.code}"
    text = _wrapped(f"{place}: {label} {found.message}", width, "", "    ")
    text = text.replace(label, _paint(label, _COLOURS[found.severity]), 1)
    return text.replace(place, _paint(place, _BOLD), 1) + _excerpt(found, width)


def _wrapped(text: str, width: int, first: str, rest: str) -> str:
    lines = textwrap.wrap(text, width, initial_indent=first, subsequent_indent=rest, break_on_hyphens=False)
    return "\n".join(lines) + "\n"


def _excerpt(found: Said, width: int) -> str:
    """The line itself, cut to the width around the finding, with a caret under each letter that it is about."""
    line, start = found.excerpt.rstrip(), found.column - 1
    if start >= len(line):
        return ""
    length = found.width or len(line[start:].split(" ")[0].rstrip(":,]}")) or 1
    gutter = f"{found.line} │ "
    room = width - len(gutter) - 4
    left = max(0, min(start - room // 3, len(line) - room))
    shown = "".join(sign if sign.isprintable() else "·" for sign in line[left : left + room])
    if left:
        shown = "…" + shown[1:]
    if left + room < len(line):
        shown = shown[:-1] + "…"
    carets = "^" * max(1, min(length, len(shown) - (start - left)))
    edge = f"{'':>{len(gutter) - 2}}│ "
    code = _COLOURS[found.severity]
    return (
        f"    {_paint(gutter, _BLUE)}{shown}\n    {_paint(edge, _BLUE)}{' ' * (start - left)}{_paint(carets, code)}\n"
    )


def _summary(result: Outcome, width: int) -> str:
    name = visible(result.name or result.path)
    said = ngettext(
        "{count} of {goals} goals filled in", "{count} of {goals} goals filled in", result.filled, goals=result.goals
    )
    if result.omitted:
        said += ", " + ngettext("{count} left out", "{count} left out", result.omitted)
    head = f"{_paint(name, _BOLD)}: {said}\n"
    titles = [f"{area.number}. {area.title}" for area in result.progress]
    room = min(max(map(len, titles)), width - _BAR - 9)
    return head + "".join(_area(area, title, room) for area, title in zip(result.progress, titles, strict=True))


def _area(area: Progress, title: str, room: int) -> str:
    title = textwrap.shorten(title, room, placeholder=" …")
    answered = area.filled + area.omitted
    cells, answered_cells = (round(_BAR * part / area.goals) if area.goals else 0 for part in (area.filled, answered))
    bar = _paint("█" * cells + "▒" * (answered_cells - cells), _GREEN if answered == area.goals else _YELLOW)
    bar += _paint("░" * (_BAR - answered_cells), _DIM)
    return f"  {title:<{room}}  {bar} {area.filled}/{area.goals}\n"


def _closing(results: Sequence[Outcome]) -> str:
    findings = [found for result in results for found in result.findings]
    files = ngettext("{count} file checked", "{count} files checked", len(results))
    if not findings:
        return f"{files}: " + _paint(_("nothing to remark."), _GREEN) + "\n"
    errors = sum(found.severity.grave for found in findings)
    hints = sum(found.severity is Severity.HINT for found in findings)
    counts = []
    if errors:
        counts.append(_paint(ngettext("{count} error", "{count} errors", errors), _RED))
    if warnings := len(findings) - errors - hints:
        counts.append(_paint(ngettext("{count} warning", "{count} warnings", warnings), _YELLOW))
    if hints:
        counts.append(_paint(ngettext("{count} hint", "{count} hints", hints), _BLUE))
    return f"{files}: {', '.join(counts)}\n"
