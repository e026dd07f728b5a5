"""`hplan check`: what is missing or wrong in the plans."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hplan.commands.terminal import NO_PLANS, boundary, out, progress, say
from hplan.errors import Exit, StopError
from hplan.i18n import _, ngettext

if TYPE_CHECKING:
    from collections.abc import Callable

    from hplan.core.outcome import Outcome
    from hplan.core.settings import Settings
    from hplan.core.workspace import Workspace

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar=_("[PATH]…"),
        help=_("Plans or strategies; all of the workspace when none is named."),
        show_default=False,
    ),
]
OutputFormat = Annotated[str, typer.Option(metavar="full|concise|json", help=_("How to print what was found."))]
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


def check(
    paths: Paths = None,
    output_format: OutputFormat = "full",
    select: Select = None,
    ignore: Ignore = None,
    fix: Fix = False,
    diff: Diff = False,
    strict: Strict = False,
    exit_zero: ExitZero = False,
    no_cache: NoCache = False,
) -> None:
    """Check plans; the exit code says whether anything was found."""
    with boundary():
        from hplan.core.report import Format, render
        from hplan.core.settings import codes_of, read_settings

        try:
            form = Format(output_format)
        except ValueError:
            choices = ", ".join(Format)
            raise typer.BadParameter(
                _("“{value}” is not a format; choose one of {choices}.").format(value=output_format, choices=choices)
            ) from None
        chosen, left = codes_of(select or []), codes_of(ignore or [])
        strictly = strict

        def settings_of(workspace: "Workspace") -> "Settings":
            nonlocal strictly
            settings = read_settings(workspace).asked(chosen, left, strict)
            strictly = strictly or settings.strict
            return settings

        if fix or diff:
            changed = _mend(paths or [], settings_of, write=fix)
            if diff:
                raise typer.Exit(Exit.FINDINGS if changed and not exit_zero else Exit.CLEAN)
        results = _results(paths or [], settings_of, cached=not no_cache)
        out(render(results, form, shutil.get_terminal_size().columns))
        raise typer.Exit(_exit_code(results, strict=strictly, exit_zero=exit_zero))


def _files(paths: list[Path]) -> list[Path]:
    from hplan.core.workspace import Workspace

    workspace = Workspace.around(Path.cwd())
    files = workspace.find(paths) if paths else [*workspace.strategy_files(), *workspace.plans()]
    if not files:
        raise StopError(NO_PLANS)
    return files


def _results(paths: list[Path], settings_of: "Callable[[Workspace], Settings]", *, cached: bool) -> "list[Outcome]":
    from hplan.core.batch import check_files

    files = _files(paths)
    if Path("-") in files:
        return [
            _from_stdin(settings_of) if str(path) == "-" else next(check_files([path], settings_of)) for path in files
        ]
    return list(progress(check_files(files, settings_of, cached=cached), _("Checking"), len(files)))


def _from_stdin(settings_of: "Callable[[Workspace], Settings]") -> "Outcome":
    from hplan.core.check import check_plan
    from hplan.core.files import MAX_BYTES
    from hplan.core.verdict import outcome
    from hplan.core.workspace import Workspace

    workspace = Workspace.around(Path.cwd())
    content = typer.get_binary_stream("stdin").read(MAX_BYTES + 1)
    return outcome(check_plan(content, "-", workspace), settings_of(workspace))


def _mend(paths: list[Path], settings_of: "Callable[[Workspace], Settings]", *, write: bool) -> bool:
    """Mend every file, or show how; tell what was done. Returns whether there was anything."""
    from hplan.core.mend import mend_file
    from hplan.core.workspace import Workspace, display

    mended = 0
    for path in _files(paths):
        workspace = Workspace.around(path.parent)
        try:
            done = mend_file(path, workspace, settings_of(workspace), write=write)
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


def _exit_code(results: "list[Outcome]", *, strict: bool, exit_zero: bool) -> Exit:
    from hplan.model.finding import Severity

    found = {finding.severity for result in results for finding in result.findings}
    if Severity.UNREADABLE in found:
        return Exit.USAGE
    counted = found if strict else found - {Severity.HINT}
    return Exit.FINDINGS if counted and not exit_zero else Exit.CLEAN
