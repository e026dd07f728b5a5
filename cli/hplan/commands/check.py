"""`hplan check`: what is missing or wrong in the plans."""

from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hplan.commands.checking import Asked, exit_code, mend, report, results
from hplan.commands.terminal import boundary
from hplan.commands.words import chosen
from hplan.errors import Exit
from hplan.i18n import _

if TYPE_CHECKING:
    from collections.abc import Callable

    from hplan.core.report import Format
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
    typer.Option(metavar=_("FORMAT"), help=_("How to print it: full, concise, json, github, gitlab, sarif or junit.")),
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
        if diff and (fix or statistics or form != "full"):  # each would be ignored, and nobody would know
            raise typer.BadParameter(_("--diff goes with neither --fix, --statistics nor --output-format"))
        asked = Asked(select or [], ignore or [], strict)

        def checked() -> "set[Severity]":
            return report(results(paths or [], asked, cached=not no_cache), form, statistics=statistics, mended=fix)

        if watch:
            _watch(paths or [], checked, mending=fix or diff)
        code = mend(paths or [], asked, write=not diff) if fix or diff else Exit.CLEAN
        if not diff:
            code = max(code, exit_code(checked(), strict=asked.strict))
        raise SystemExit(Exit.CLEAN if exit_zero and code is Exit.FINDINGS else code)


def _format(value: str, *, statistics: bool) -> "Format":
    from hplan.core.report import Format

    form = Format(chosen("--output-format", value, Format))
    if statistics and not form.for_people:
        raise typer.BadParameter(_("--statistics goes with the formats full and concise"))
    return form


def _watch(paths: list[Path], report: "Callable[[], object]", *, mending: bool) -> None:
    if mending:  # an editor and hplan would write the file in turn
        raise typer.BadParameter(_("--watch goes with neither --fix nor --diff"))
    from hplan.commands.watching import follow

    follow(paths, report)
