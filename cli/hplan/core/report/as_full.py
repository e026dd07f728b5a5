"""For people: each finding with its line and what to do about it; then how far each plan has come, area by area."""

from collections import Counter
from collections.abc import Iterable, Iterator

from hplan.core.checking.outcome import Outcome, Progress, Said
from hplan.core.report.paint import (
    BLUE,
    BOLD,
    COLOURS,
    DIM,
    GREEN,
    RED,
    YELLOW,
    columns,
    paint,
    readable,
    shortened,
    wrapped,
)
from hplan.i18n import _, ngettext, visible
from hplan.model.finding import Severity

_BAR = 12


def parts(results: Iterable[Outcome], width: int) -> Iterator[str]:
    """Yield the report, in lines of at most `width` columns where words allow."""
    width = readable(width)
    summaries, counts, files = [], Counter[str](), 0
    for result in results:
        files += 1
        counts.update(found.severity for found in result.findings)
        counts["fixable"] += sum(found.fixable for found in result.findings)
        if result.findings:
            yield _file(result, width) + "\n"
        if result.progress:
            summaries.append(_summary(result, width))
    for summary in summaries:
        yield summary + "\n"
    yield _closing(files, counts)


def _file(result: Outcome, width: int) -> str:
    """The findings of one file, with an empty line between. The same advice, or line of the file, is shown once."""
    given: set[str] = set()
    parts = []
    shown = None
    for found in result.findings:
        text = _finding(result.where(found), found, width)
        if shown != (shown := (found.line, found.column, found.end_column)):
            text += _excerpt(found, width)
        if found.advice and found.advice not in given:
            given.add(found.advice)
            text += wrapped(f"→ {found.advice}", width, "    ", "      ")
        parts.append(text)
    return "\n".join(parts)


def _finding(place: str, found: Said, width: int) -> str:
    label = f"{found.severity.word} {found.code}"
    text = wrapped(f"{place}: {label} {found.message}", width, "", "    ")
    text = text.replace(label, paint(label, COLOURS[found.severity]), 1)
    return text.replace(place, paint(place, BOLD), 1)


def _excerpt(found: Said, width: int) -> str:
    """The line itself, cut to the width around the finding, with a caret under each letter that it is about."""
    line, start = found.excerpt.rstrip(), found.column - 1
    if start >= len(line):
        return ""
    gutter = f"{found.line} │ "
    room = width - len(gutter) - 4
    left = max(0, min(start - room // 3, len(line) - room))
    shown = line[left : left + room]
    if not shown.isprintable():
        shown = "".join(sign if sign.isprintable() else "·" for sign in shown)
    if left:
        shown = "…" + shown[1:]
    if left + room < len(line):
        shown = shown[:-1] + "…"
    before, about = shown[: start - left], shown[start - left : found.end_column - 1 - left]
    carets = paint("^" * max(1, columns(about)), COLOURS[found.severity])
    edge = f"{'':>{len(gutter) - 2}}│ "
    return f"    {paint(gutter, BLUE)}{shown}\n    {paint(edge, BLUE)}{' ' * columns(before)}{carets}\n"


def _summary(result: Outcome, width: int) -> str:
    name = visible(result.name or result.path)
    said = ngettext(
        "{count} of {goals} goals filled in", "{count} of {goals} goals filled in", result.filled, goals=result.goals
    )
    if result.omitted:
        said += ", " + ngettext("{count} left out", "{count} left out", result.omitted)
    head = f"{paint(name, BOLD)}: {said}\n"
    titles = [f"{area.number}. {area.title}" for area in result.progress]
    room = min(max(map(len, titles)), width - _BAR - 9)
    return head + "".join(_area(area, title, room) for area, title in zip(result.progress, titles, strict=True))


def _area(area: Progress, title: str, room: int) -> str:
    title = shortened(title, room)
    answered = area.filled + area.omitted
    cells, answered_cells = (round(_BAR * part / area.goals) if area.goals else 0 for part in (area.filled, answered))
    bar = paint("█" * cells + "▒" * (answered_cells - cells), GREEN if answered == area.goals else YELLOW)
    bar += paint("░" * (_BAR - answered_cells), DIM)
    return f"  {title:<{room}}  {bar} {area.filled}/{area.goals}\n"


def _closing(files: int, counts: "Counter[str]") -> str:
    """How many files, and how many findings of each severity; `counts` has the "fixable" among them too."""
    said = ngettext("{count} file checked", "{count} files checked", files)
    found = []
    if errors := counts[Severity.UNREADABLE] + counts[Severity.ERROR]:
        found.append(paint(ngettext("{count} error", "{count} errors", errors), RED))
    if warnings := counts[Severity.WARNING]:
        found.append(paint(ngettext("{count} warning", "{count} warnings", warnings), YELLOW))
    if hints := counts[Severity.HINT]:
        found.append(paint(ngettext("{count} hint", "{count} hints", hints), BLUE))
    nothing = paint(_("nothing to remark."), GREEN)
    closing = f"{said}: {', '.join(found) or nothing}\n"
    if fixable := counts["fixable"]:
        closing += ngettext("{count} can be mended with --fix", "{count} can be mended with --fix", fixable) + "\n"
    return closing
