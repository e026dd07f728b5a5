"""`hplan import`: documents that came by mail become plans."""

from pathlib import Path
from typing import Annotated

import typer

from hplan.commands.importing import import_files
from hplan.commands.returning import Changes, Wishes
from hplan.commands.terminal import boundary
from hplan.commands.words import chosen
from hplan.errors import StopError
from hplan.i18n import N_, _

Files = Annotated[
    list[Path],
    typer.Argument(metavar=_("FILE…"), help=_("Word, PDF, OpenDocument, Markdown, HTML or text."), show_default=False),
]
As = Annotated[
    str | None,
    typer.Option(
        "--as", metavar=_("FILENAME"), help=_("The name of the plan’s file, without .yaml."), show_default=False
    ),
]
DryRun = Annotated[bool, typer.Option("--dry-run", help=_("Say what would be done, and write nothing."))]
Yes = Annotated[bool, typer.Option("--yes", help=_("Write without asking."))]
TrackChanges = Annotated[
    str,
    typer.Option(
        "--track-changes",
        metavar=_("HOW"),
        help=_("Tracked changes in Word: accept takes them as accepted, reject as rejected, all keeps both."),
    ),
]


def import_(
    files: Files, slug: As = None, dry_run: DryRun = False, yes: Yes = False, changes: TrackChanges = "accept"
) -> None:
    """Make plans of documents; each is told of, and none stops the others."""
    with boundary():
        if slug and len(files) > 1:
            raise StopError(N_("--as names one plan; import the documents one at a time"))
        tracked = Changes(chosen("--track-changes", changes, Changes))
        import_files(files, Wishes(slug, dry_run, yes, tracked))
