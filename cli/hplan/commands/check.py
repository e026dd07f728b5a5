"""`hplan check`: what is missing or wrong in the plans."""

import shutil
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hplan.commands.terminal import NO_PLANS, boundary, out
from hplan.errors import Exit, StopError
from hplan.i18n import _

if TYPE_CHECKING:
    from hplan.core.outcome import Outcome

Paths = Annotated[
    list[Path] | None,
    typer.Argument(
        metavar=_("[PATH]…"),
        help=_("Plans or strategies; all of the workspace when none is named."),
        show_default=False,
    ),
]
OutputFormat = Annotated[str, typer.Option(metavar="full|concise|json", help=_("How to print what was found."))]

Watch = Annotated[bool, typer.Option("--watch", help=_("Check again each time a file is saved; Ctrl+C ends it."))]


def check(paths: Paths = None, output_format: OutputFormat = "full", watch: Watch = False) -> None:
    """Check plans; the exit code says whether anything was found."""
    with boundary():
        from hplan.core.report import Format, render

        try:
            form = Format(output_format)
        except ValueError:
            choices = ", ".join(Format)
            raise typer.BadParameter(
                _("“{value}” is not a format; choose one of {choices}.").format(value=output_format, choices=choices)
            ) from None

        def report() -> Exit:
            results = _results(paths or [])
            out(render(results, form, shutil.get_terminal_size().columns))
            return _exit_code(results)

        if watch:
            from hplan.commands.watching import follow

            follow(paths or [], report)
        raise typer.Exit(report())


def _results(paths: list[Path]) -> "list[Outcome]":
    from hplan.core.check import check_plan, check_plan_file, check_strategy_file
    from hplan.core.outcome import outcome
    from hplan.core.workspace import Workspace, is_strategy_file
    from hplan.core.yaml_nodes import MAX_BYTES

    workspace = Workspace.around(Path.cwd())
    files = workspace.find(paths) if paths else [*workspace.strategy_files(), *workspace.plans()]
    if not files:
        raise StopError(NO_PLANS)
    results = []
    for path in files:
        if str(path) == "-":
            results.append(check_plan(typer.get_binary_stream("stdin").read(MAX_BYTES + 1), "-", workspace))
        elif is_strategy_file(path):
            results.append(check_strategy_file(path, workspace))
        else:
            results.append(check_plan_file(path, Workspace.around(path.parent)))
    return [outcome(result) for result in results]


def _exit_code(results: "list[Outcome]") -> Exit:
    from hplan.model.finding import Severity

    found = {finding.severity for result in results for finding in result.findings}
    if Severity.UNREADABLE in found:
        return Exit.USAGE
    return Exit.FINDINGS if found - {Severity.HINT} else Exit.CLEAN
