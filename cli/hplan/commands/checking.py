"""What `hplan check` does, once it is known what is asked for."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

from hplan.commands.terminal import boundary, columns, out, out_all, progress, say
from hplan.errors import Exit, StopError
from hplan.i18n import N_, _, ngettext, visible

if TYPE_CHECKING:
    from collections.abc import Iterable, Iterator

    from hplan.core.checking.outcome import Outcome
    from hplan.core.report import Format
    from hplan.core.settings import Settings
    from hplan.core.workspace import Workspace
    from hplan.model.finding import Severity


def check_plainly(paths: list[Path]) -> None:
    """Check plans as without any option. Raises SystemExit."""
    with boundary():
        from hplan.core.report import Format

        asked = Asked([], [], False)
        found = report(results(paths, asked, cached=True), Format.FULL, statistics=False)
        raise SystemExit(exit_code(found, strict=asked.strict))


class Asked:
    """What the command line asks for; called with a workspace, it gives the settings there."""

    def __init__(self, select: list[str], ignore: list[str], strict: bool) -> None:
        from hplan.core.settings import codes_of

        self.select, self.ignore, self.strict = codes_of(select), codes_of(ignore), strict
        if select and not self.select:
            raise StopError(
                N_("--select names no rule. Leave it out to check everything, or write for example: --select HP2")
            )

    def __call__(self, workspace: "Workspace") -> "Settings":
        """Return the settings of a workspace, with what is asked; strict in one of them is strict in all."""
        from hplan.core.settings import read_settings

        settings = read_settings(workspace).asked(self.select, self.ignore, self.strict)
        self.strict = self.strict or settings.strict
        if settings.wants("HP702"):
            from hplan.core.texts.dictionaries import equipped

            settings = equipped(settings, workspace)
        return settings


def _files(paths: list[Path], *, tell: bool = True) -> list[Path]:
    from hplan.commands.plans import plans_of

    return plans_of(paths, "hplan check", strategies=True, tell=tell)


def results(paths: list[Path], asked: Asked, *, cached: bool) -> "Iterable[Outcome]":
    """Return what each file comes to, as it is checked; all of the workspace's where none is named."""
    from hplan.core.checking.batch import check_files

    files = _files(paths)
    if Path("-") in files:
        return [_from_stdin(asked) if str(path) == "-" else next(check_files([path], asked)) for path in files]
    return progress(check_files(files, asked, cached=cached), _("Checking"), len(files))


def report(found_in: "Iterable[Outcome]", form: "Format", *, statistics: bool, mended: bool = False) -> "set[Severity]":
    """Print the report as the results come in; return the severities that were found.

    Once all has been `mended` that can be, nobody is told to do it.
    """
    from hplan.core.report import render

    found: set[Severity] = set()

    def noted() -> "Iterator[Outcome]":
        for result in found_in:
            found.update(finding.severity for finding in result.findings)
            yield _left(result) if mended and form.for_people else result

    out_all(render(noted(), form, columns(), statistics=statistics))
    return found


def _left(result: "Outcome") -> "Outcome":
    """What is left when all has been mended that could be: nothing of it can."""
    return result._replace(findings=tuple(found._replace(fixable=False) for found in result.findings))


def _from_stdin(asked: Asked) -> "Outcome":
    from hplan.core.checking.check import check_plan
    from hplan.core.checking.verdict import outcome
    from hplan.core.files import MAX_BYTES
    from hplan.core.workspace import Workspace

    workspace = Workspace.around(Path.cwd())
    content = sys.stdin.buffer.read(MAX_BYTES + 1)
    settings = asked(workspace)
    return outcome(check_plan(content, "-", workspace, settings=settings), settings)


def mend(paths: list[Path], asked: Asked, *, write: bool) -> Exit:
    """Mend every file, or show how, and say so.

    FINDINGS: there is something left to mend, or a file that hplan will not write; USAGE: a file cannot be mended.
    """
    from hplan.core.checking.mend import mend_file
    from hplan.core.workspace import Workspace

    if Path("-") in paths:
        raise StopError(N_("--fix and --diff are about files; name a file in the place of -"))
    code = Exit.CLEAN
    for path in _files(paths, tell=not write):  # a report follows what is written, and tells
        workspace = Workspace.around(path.parent)
        settings = asked(workspace)
        try:
            done = mend_file(path, workspace, settings, write=write)
        except StopError as error:
            say(_("hplan: {message}").format(message=error))
            code = max(code, error.exit)
            continue
        name, count = visible(done.name), len(done.findings)
        if count and write:
            said = ngettext("{count} finding mended", "{count} findings mended", count)
            say(f"{name}: {said}")
        elif count:
            out(done.diff)
            code = max(code, Exit.FINDINGS)
        if not done.whole:
            say(_("{path}: more is left than one run mends; run --fix once more").format(path=name))
            code = max(code, Exit.FINDINGS)
    return code


def exit_code(found: "set[Severity]", *, strict: bool) -> Exit:
    """Return the exit code for the severities that were found."""
    from hplan.model.finding import Severity

    if Severity.UNREADABLE in found:
        return Exit.USAGE
    counted = found if strict else found - {Severity.HINT}
    return Exit.FINDINGS if counted else Exit.CLEAN
