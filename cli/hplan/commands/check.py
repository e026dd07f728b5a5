"""`hplan check`: what is missing or wrong in the plans."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hplan.commands.terminal import NO_PLANS, boundary, out, out_all, progress, say
from hplan.errors import Exit, StopError
from hplan.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable, Iterable, Iterator

    from hplan.core.outcome import Outcome
    from hplan.core.report import Format
    from hplan.core.settings import Settings
    from hplan.core.workspace import Workspace
    from hplan.model.finding import Severity

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar=_("[PATH]…"),
        help=_("Plans or strategies; all of the workspace when none is named."),
        show_default=False,
    ),
]
OutputFormat = Annotated[
    str,
    typer.Option(metavar="full|concise|json|github|gitlab|sarif|junit", help=_("How to print what was found.")),
]
Statistics = Annotated[
    bool, typer.Option("--statistics", help=_("Count the findings of each rule instead of printing them."))
]
Codes = list[str] | None
Select = Annotated[
    Codes,
    typer.Option(metavar=_("CODE"), help=_("Only these rules; HP2 is all that begin so."), show_default=False),
]
Ignore = Annotated[Codes, typer.Option(metavar=_("CODE"), help=_("Not these rules."), show_default=False)]
Fix = Annotated[bool, typer.Option("--fix", help=_("Mend in the files what can be mended without asking."))]
Diff = Annotated[bool, typer.Option("--diff", help=_("Show what --fix would change, and change nothing."))]
Strict = Annotated[bool, typer.Option("--strict", help=_("Exit with 1 for hints too."))]
ExitZero = Annotated[bool, typer.Option("--exit-zero", help=_("Exit with 0 whatever is found in the plans."))]
NoCache = Annotated[bool, typer.Option("--no-cache", help=_("Check again what has not changed since last time."))]
Watch = Annotated[bool, typer.Option("--watch", help=_("Check again each time a file is saved; Ctrl+C ends it."))]


def check(
    paths: Paths = None,
    output_format: OutputFormat = "full",
    statistics: Statistics = False,
    select: Select = None,
    ignore: Ignore = None,
    fix: Fix = False,
    diff: Diff = False,
    strict: Strict = False,
    exit_zero: ExitZero = False,
    no_cache: NoCache = False,
    watch: Watch = False,
) -> None:
    """Check plans; the exit code says whether anything was found."""
    with boundary():
        form = _format(output_format, statistics=statistics)
        asked = _Asked(select or [], ignore or [], strict)

        def report() -> "set[Severity]":
            return _report(_results(paths or [], asked, cached=not no_cache), form, statistics=statistics)

        if watch:
            _watch(paths or [], report, mending=fix or diff)
        if fix or diff:
            changed = _mend(paths or [], asked, write=fix)
            if diff:
                raise typer.Exit(Exit.FINDINGS if changed and not exit_zero else Exit.CLEAN)
        raise typer.Exit(_exit_code(report(), strict=asked.strict, exit_zero=exit_zero))


def _format(value: str, *, statistics: bool) -> "Format":
    from hplan.core.report import Format

    if value not in (choices := list(Format)):
        message = _("“{value}” is not a format; choose one of {choices}.")
        raise typer.BadParameter(message.format(value=value, choices=", ".join(choices)))
    form = Format(value)
    if statistics and not form.for_people:
        raise typer.BadParameter(_("--statistics goes with the formats full and concise"))
    return form


class _Asked:
    """What the command line asks for; called with a workspace, it gives the settings there."""

    def __init__(self, select: list[str], ignore: list[str], strict: bool) -> None:
        from hplan.core.settings import codes_of

        self.select, self.ignore, self.strict = codes_of(select), codes_of(ignore), strict

    def __call__(self, workspace: "Workspace") -> "Settings":
        """Return the settings of a workspace, with what is asked; strict in one of them is strict in all."""
        from hplan.core.settings import read_settings

        settings = read_settings(workspace).asked(self.select, self.ignore, self.strict)
        self.strict = self.strict or settings.strict
        if settings.wants("HP702"):
            from hplan.core.dictionaries import equipped

            settings = equipped(settings, workspace)
        return settings


def _files(paths: list[Path]) -> list[Path]:
    from hplan.core.workspace import Workspace

    workspace = Workspace.around(Path.cwd())
    files = workspace.find(paths) if paths else [*workspace.strategy_files(), *workspace.plans()]
    if not files:
        raise StopError(NO_PLANS)
    return files


def _watch(paths: list[Path], report: "Callable[[], object]", *, mending: bool) -> None:
    if mending:  # an editor and hplan would write the file in turn
        raise typer.BadParameter(_("--watch goes with neither --fix nor --diff"))
    from hplan.commands.watching import follow

    follow(paths, report)


def _results(paths: list[Path], asked: _Asked, *, cached: bool) -> "Iterable[Outcome]":
    from hplan.core.batch import check_files

    files = _files(paths)
    if Path("-") in files:
        return [_from_stdin(asked) if str(path) == "-" else next(check_files([path], asked)) for path in files]
    return progress(check_files(files, asked, cached=cached), _("Checking"), len(files))


def _report(results: "Iterable[Outcome]", form: "Format", *, statistics: bool) -> "set[Severity]":
    """Print the report as the results come in; return the severities that were found."""
    from hplan.core.report import render

    found: set[Severity] = set()

    def noted() -> "Iterator[Outcome]":
        for result in results:
            found.update(finding.severity for finding in result.findings)
            yield result

    out_all(render(noted(), form, shutil.get_terminal_size().columns, statistics=statistics))
    return found


def _from_stdin(asked: _Asked) -> "Outcome":
    from hplan.core.check import check_plan
    from hplan.core.files import MAX_BYTES
    from hplan.core.verdict import outcome
    from hplan.core.workspace import Workspace

    workspace = Workspace.around(Path.cwd())
    content = typer.get_binary_stream("stdin").read(MAX_BYTES + 1)
    settings = asked(workspace)
    return outcome(check_plan(content, "-", workspace, settings=settings), settings)


def _mend(paths: list[Path], asked: _Asked, *, write: bool) -> bool:
    """Mend every file, or show how; tell what was done. Returns whether there was anything."""
    from hplan.core.mend import mend_file
    from hplan.core.workspace import Workspace, display

    mended = 0
    for path in _files(paths):
        workspace = Workspace.around(path.parent)
        settings = asked(workspace)
        try:
            done = mend_file(path, workspace, settings, write=write)
        except StopError as error:
            say(_("hplan: {message}").format(message=error))
            continue
        mended += len(done.findings)
        if done.diff and not write:
            out(done.diff)
        elif done.findings:
            count = ngettext("{count} finding mended", "{count} findings mended", len(done.findings))
            say(f"{display(path)}: {count}")
    return mended > 0


def _exit_code(found: "set[Severity]", *, strict: bool, exit_zero: bool) -> Exit:
    from hplan.model.finding import Severity

    if Severity.UNREADABLE in found:
        return Exit.USAGE
    counted = found if strict else found - {Severity.HINT}
    return Exit.FINDINGS if counted and not exit_zero else Exit.CLEAN
