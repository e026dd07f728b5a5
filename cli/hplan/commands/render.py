"""`hplan render`: the document for the annual meeting."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hplan.commands.terminal import NO_PLANS, boundary, out, progress, say
from hplan.errors import Exit, StopError
from hplan.i18n import N_, _

if TYPE_CHECKING:
    from hplan.core.document.pandoc import Pandoc
    from hplan.core.render import Order, Source

Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar=_("[PATH]…"), help=_("Plans; all of the workspace when none is named."), show_default=False),
]
To = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        metavar="docx|md|pdf",
        help=_("A format; can be given more than once. DOCX and Markdown when none is given."),
        show_default=False,
    ),
]
OutputDir = Annotated[
    str | None,
    typer.Option(
        metavar=_("DIR"),
        help=_("Where the documents go; build in the workspace when not given."),
        show_default=False,
    ),
]
StageOption = Annotated[
    str | None,
    typer.Option(
        "--stage",
        metavar="utkast|innstilling|vedtatt|evaluering",
        help=_("Another stage than the plan’s own."),
        show_default=False,
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help=_("Also replace documents that were changed after hplan made them."))
]
Portrait = Annotated[bool, typer.Option("--portrait", help=_("Pages that stand upright, in DOCX and PDF."))]

Archive = Annotated[bool, typer.Option("--archive", help=_("A PDF that is PDF/A-2a as well, for archives."))]


def render(
    paths: Paths = None,
    to: To = None,
    output_dir: OutputDir = None,
    stage: StageOption = None,
    force: Force = False,
    portrait: Portrait = False,
    archive: Archive = False,
) -> None:
    """Make documents, and print where they are."""
    with boundary():
        from hplan.core.document.pandoc import Pandoc

        with Pandoc() as pandoc:  # it gets warm while we import and read
            from hplan.core.render import DEFAULT_FORMATS, FORMATS, Order
            from hplan.model.plan import Stage

            formats = tuple(dict.fromkeys(_choice("--to", form, FORMATS) for form in to or DEFAULT_FORMATS))
            other_stage = Stage(_choice("--stage", stage, tuple(Stage))) if stage else None
            sources = _sources(paths or [])
            if output_dir == "-":
                code = _to_stdout(sources, Order(formats, Path.cwd(), other_stage, portrait, archive), pandoc)
            else:
                folder = Path(output_dir) if output_dir else None
                code = _render_all(sources, Order(formats, folder, other_stage, portrait, archive), pandoc, force=force)
        raise SystemExit(code)


def _choice(option: str, value: str, choices: tuple[str, ...]) -> str:
    if value not in choices:
        message = _("“{value}” cannot be used for {option}; choose one of {choices}.")
        raise typer.BadParameter(message.format(value=value, option=option, choices=", ".join(choices)))
    return value


def _sources(paths: list[Path]) -> "list[Source]":
    """Check each plan; two of the same name would overwrite each other's documents."""
    from hplan.core.check import check_file, check_plan
    from hplan.core.files import MAX_BYTES
    from hplan.core.render import Source
    from hplan.core.settings import Settings
    from hplan.core.workspace import Workspace

    here, grave = Workspace.around(Path.cwd()), Settings(grave=True)
    sources = []
    for path in here.find(paths) if paths else here.plans():
        if str(path) == "-":
            content = sys.stdin.buffer.read(MAX_BYTES + 1)
            sources.append(Source(check_plan(content, "-", here, settings=grave), "plan", Path.cwd(), here))
        else:
            workspace = Workspace.around(path.parent)
            sources.append(Source(check_file(path, workspace, grave), path.stem, path.parent, workspace))
    if not sources:
        raise StopError(NO_PLANS)
    slugs = [source.slug for source in sources]
    if twice := next((slug for slug in slugs if slugs.count(slug) > 1), None):
        raise StopError(N_("two of the plans are named {slug}; render them one at a time"), slug=twice)
    return sources


def _render_all(sources: "list[Source]", order: "Order", pandoc: "Pandoc", *, force: bool) -> Exit:
    from hplan.core.render import render_to_folder
    from hplan.core.workspace import display

    code = Exit.CLEAN
    for source in progress(sources, _("Rendering"), len(sources)):
        try:
            for document in render_to_folder(source, order, pandoc, force=force):
                out(f"{display(document)}\n")
        except StopError as error:
            for finding in source.checked.findings:
                if finding.severity.grave:
                    say(f"{finding.at}: {finding.code} {finding.message}")
            say(_("hplan: {message}").format(message=error))
            code = max(code, error.exit)
    return code


def _to_stdout(sources: "list[Source]", order: "Order", pandoc: "Pandoc") -> Exit:
    from hplan.core.render import render_plan

    if len(sources) != 1 or len(order.formats) != 1:
        raise StopError(N_("--output-dir - takes one plan in one format; name the plan, and use --to"))
    sys.stdout.buffer.write(render_plan(sources[0], order, pandoc)[0])
    return Exit.CLEAN
