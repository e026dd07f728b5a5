"""From what was found to what is said: settings and comments silence, the rest is put into the user's language."""

from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterable
from itertools import accumulate

from hplan.core.checking.check import Checked
from hplan.core.checking.ignores import Ignore
from hplan.core.checking.outcome import Outcome, Said
from hplan.core.rules import CODES, rule
from hplan.core.settings import Settings
from hplan.model.finding import Edit, Finding, Fix, Severity
from hplan.model.place import Place


def outcome(checked: Checked, settings: Settings) -> Outcome:
    """Return what is to be said of a file."""
    name = checked.plan.name.value if checked.plan and checked.plan.name else ""
    findings = tuple(_said(finding, checked) for finding in heard(checked, settings))
    return Outcome(checked.path, name, findings, checked.progress, checked.lasting)


def heard(checked: Checked, settings: Settings) -> list[Finding]:
    """Return the findings that nothing silences, and one for each comment that silences nothing.

    What makes a file unreadable cannot be silenced: nothing could be said of the rest.
    """
    codes = {finding.code for finding in checked.findings}
    wanted = {code for code in codes if settings.wants(code, checked.named)}
    findings = [
        finding for finding in checked.findings if finding.code in wanted or finding.severity is Severity.UNREADABLE
    ]
    if not checked.ignores:
        return findings
    silenced = _silenced(checked.ignores)
    findings = [finding for finding in findings if finding.severity is Severity.UNREADABLE or not silenced(finding)]
    findings += [found for found in _unused(checked, settings) if settings.wants(found.code, checked.named)]
    findings.sort(key=lambda finding: (finding.at.line, finding.at.column, finding.code))
    return findings


def _silenced(ignores: Iterable[Ignore]) -> Callable[[Finding], bool]:
    """Return what says whether some comment silences a finding; there may be thousands of both."""
    spans: dict[str, list[tuple[int, int]]] = {}
    for ignore in ignores:
        for code in ignore.codes:
            spans.setdefault(code, []).append((ignore.first, ignore.last))
    reach = {}
    for code, those in spans.items():
        those.sort()
        reach[code] = [first for first, _ in those], list(accumulate((last for _, last in those), max))

    def silenced(finding: Finding) -> bool:
        firsts, lasts = reach.get(finding.code, ([], []))
        at = bisect_right(firsts, finding.at.line)  # of the comments that begin above, the one that goes furthest
        return at > 0 and finding.at.line <= lasts[at - 1]

    return silenced


def _unused(checked: Checked, settings: Settings) -> Iterable[Finding]:
    if any(finding.severity.grave for finding in checked.findings):
        return  # part of the plan was not looked at: what finds nothing there now may well find something again
    lines: dict[str, list[int]] = {}
    for finding in checked.findings:  # in the order of the file
        lines.setdefault(finding.code, []).append(finding.at.line)
    for ignore in checked.ignores:
        # A rule that was not asked may well have found something.
        asked = [code for code in ignore.codes if code not in CODES or _asked(code, checked, settings)]
        idle = dict.fromkeys(code for code in asked if not _any_between(lines.get(code, []), ignore.first, ignore.last))
        if idle:
            place = Place(checked.path, ignore.line, ignore.column)
            kept = [code for code in ignore.codes if code not in idle]
            head = ignore.written.partition("]")[0]
            edit = Edit(place._replace(column=ignore.cut_from), ignore.cut, "")
            if kept:
                edit = Edit(place, head, f"{head.partition('[')[0]}[{', '.join(kept)}")
            yield rule("hp020_unused_ignore").at(
                place, width=len(ignore.written), fix=Fix((edit,), comment=True), codes=", ".join(idle)
            )


def _any_between(lines: list[int], first: int, last: int) -> bool:
    at = bisect_left(lines, first)
    return at < len(lines) and lines[at] <= last


def _asked(code: str, checked: Checked, settings: Settings) -> bool:
    from_pipe = checked.path == "-"  # then there is no folder to look for pictures in
    return settings.wants(code, checked.named) and not (from_pipe and code.startswith("HP6"))


def _said(finding: Finding, checked: Checked) -> Said:
    edits = (
        tuple((edit.at.line, edit.at.column, edit.old, edit.new) for edit in finding.fix.edits) if finding.fix else ()
    )
    return Said(
        finding.code,
        finding.severity,
        finding.at.line,
        finding.at.column,
        finding.width,
        str(finding.message),
        str(finding.advice),
        checked.lines.get(finding.at.line, ""),
        edits,
        finding.fix is not None,
    )
