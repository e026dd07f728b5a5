"""From what was found to what is said: settings and comments silence, the rest is put into the user's language."""

from collections.abc import Iterable

from hplan.core.check import Checked
from hplan.core.ignores import Ignore
from hplan.core.outcome import Outcome, Said
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
    used: set[tuple[Ignore, str]] = set()
    findings = []
    codes = {finding.code for finding in checked.findings}
    wanted = {code for code in codes if settings.wants(code, checked.named)}
    for finding in checked.findings:
        if finding.severity is not Severity.UNREADABLE:
            if finding.code not in wanted:
                continue
            silencing = [ignore for ignore in checked.ignores if _silences(ignore, finding)]
            used |= {(ignore, finding.code) for ignore in silencing}
            if silencing:
                continue
        findings.append(finding)
    if checked.ignores:
        findings += [found for found in _unused(checked, used, settings) if settings.wants(found.code, checked.named)]
        findings.sort(key=lambda finding: (finding.at.line, finding.at.column, finding.code))
    return findings


def _silences(ignore: Ignore, finding: Finding) -> bool:
    return finding.code in ignore.codes and ignore.first <= finding.at.line <= ignore.last


def _unused(checked: Checked, used: set[tuple[Ignore, str]], settings: Settings) -> Iterable[Finding]:
    if any(finding.severity.grave for finding in checked.findings):
        return  # part of the plan was not looked at: what finds nothing there now may well find something again
    for ignore in checked.ignores:
        # A rule that was not asked may well have found something.
        asked = [code for code in ignore.codes if code not in CODES or _asked(code, checked, settings)]
        if idle := [code for code in asked if (ignore, code) not in used]:
            place = Place(checked.path, ignore.line, ignore.column)
            kept = [code for code in ignore.codes if code not in idle]
            head = ignore.written.partition("]")[0]
            edit = Edit(place._replace(column=ignore.cut_from), ignore.cut, "")
            if kept:
                edit = Edit(place, head, f"{head.partition('[')[0]}[{', '.join(kept)}")
            yield rule("hp020_unused_ignore").at(
                place, width=len(ignore.written), fix=Fix((edit,), comment=True), codes=", ".join(idle)
            )


def _asked(code: str, checked: Checked, settings: Settings) -> bool:
    from_pipe = checked.path == "-"  # then there is no folder to look for pictures in
    return settings.wants(code, checked.named) and not (from_pipe and code.startswith("HP6"))


def _said(finding: Finding, checked: Checked) -> Said:
    edits = finding.fix.edits if finding.fix else ()
    return Said(
        finding.code,
        finding.severity,
        finding.at.line,
        finding.at.column,
        finding.width,
        str(finding.message),
        str(finding.advice),
        checked.lines.get(finding.at.line, ""),
        tuple((edit.at.line, edit.at.column, edit.old, edit.new) for edit in edits),
        finding.fix is not None,
    )
