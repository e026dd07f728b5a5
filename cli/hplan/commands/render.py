"""`hplan render`: the document for the annual meeting."""

import sys
from contextlib import ExitStack
from pathlib import Path
from typing import TYPE_CHECKING, Annotated

import typer

from hplan.commands.terminal import boundary, out, progress, say
from hplan.commands.words import chosen
from hplan.errors import Exit, StopError
from hplan.i18n import N_, _

if TYPE_CHECKING:
    from hplan.commands.auditing import Auditor
    from hplan.core.document.pandoc import Pandoc
    from hplan.core.document.render import Order
    from hplan.core.document.render_all import Job
    from hplan.model.plan import Stage

FORMATS = ("docx", "md", "html", "pdf")
_DEFAULT_FORMATS = ("docx", "md")
_LACKING = {
    "nn": N_("not all of strategy plan {strategy} is in nynorsk; what is not, is shown in bokmål and marked as such"),
    "nb": N_("not all of strategy plan {strategy} is in bokmål; what is not, is shown in nynorsk and marked as such"),
}

Paths = Annotated[
    list[Path] | None,
    typer.Argument(metavar=_("[PATH]…"), help=_("Plans; all of the workspace when none is named."), show_default=False),
]
To = Annotated[
    list[str] | None,
    typer.Option(
        "--to",
        metavar=_("FORMAT"),
        help=_("docx, md, html or pdf; can be given more than once. DOCX and Markdown when not given."),
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
        metavar=_("STAGE"),
        help=_("Another stage than the plan’s own: utkast, innstilling, vedtatt or evaluering."),
        show_default=False,
    ),
]
Force = Annotated[
    bool, typer.Option("--force", help=_("Make all documents anew, also those that somebody has changed since."))
]
Audit = Annotated[
    bool, typer.Option("--audit", help=_("Read each document back, and say what its readers would lack."))
]
Portrait = Annotated[bool, typer.Option("--portrait", help=_("Pages that stand upright, in DOCX and PDF."))]

Archive = Annotated[
    bool, typer.Option("--archive", help=_("With --to pdf: a PDF that is PDF/A-2a as well, for archives."))
]


def render(
    paths: Paths = None,
    to: To = None,
    output_dir: OutputDir = None,
    stage: StageOption = None,
    force: Force = False,
    audit: Audit = False,
    portrait: Portrait = False,
    archive: Archive = False,
) -> None:
    """Make documents, and print where they are."""
    with boundary(), ExitStack() as stack:
        formats = tuple(dict.fromkeys(chosen("--to", form, FORMATS) for form in to or _DEFAULT_FORMATS))
        if archive and "pdf" not in formats:
            raise typer.BadParameter(_("--archive is about PDF: add --to pdf"))
        other_stage = _stage(stage) if stage else None
        named = paths if paths and not any(path.is_dir() for path in paths) else None
        pandoc = _warm(stack, len(named)) if named else None  # it gets warm while we import and read
        from hplan.commands.plans import plans_of

        files = plans_of(paths or [], "hplan render")
        pandoc = pandoc or _warm(stack, len(files))
        from hplan.core.document.render import Order

        folder = Path(output_dir) if output_dir and output_dir != "-" else None
        order = Order(formats, folder, other_stage, portrait, archive)
        auditor = _auditor(formats) if audit else None
        if output_dir == "-":
            code = _to_stdout(files, order, pandoc, auditor)
        else:
            code = _to_folder(files, order, pandoc, auditor, force=force)
        raise SystemExit(max(code, auditor.end()) if auditor else code)


def _stage(name: str) -> "Stage":
    from hplan.model.plan import Stage

    return Stage(chosen("--stage", name, tuple(Stage)))


def _auditor(formats: tuple[str, ...]) -> "Auditor":
    from hplan.commands.auditing import Auditor

    return Auditor(formats)


def _warm(stack: ExitStack, plans: int) -> "Pandoc | None":
    """One Pandoc for a few plans; many have their own for each processor."""
    from hplan.core.document.pandoc import FEW, Pandoc

    return stack.enter_context(Pandoc()) if plans <= FEW else None


def _job(path: Path, order: "Order", *, force: bool = False) -> "Job":
    from hplan.core.document.render_all import Job
    from hplan.core.files import MAX_BYTES

    if str(path) == "-":
        return Job(path, "plan", order, force, sys.stdin.buffer.read(MAX_BYTES + 1))
    return Job(path, path.stem, order, force)


def _to_folder(
    files: list[Path], order: "Order", pandoc: "Pandoc | None", auditor: "Auditor | None", *, force: bool
) -> Exit:
    """Render each plan; two of the same name would overwrite each other's documents."""
    from hplan.core.document.render_all import render_all

    jobs = [_job(path, order, force=force) for path in files]
    slugs = [job.slug for job in jobs]
    if twice := next((slug for slug in slugs if slugs.count(slug) > 1), None):
        raise StopError(N_("two of the plans are named {slug}; render them one at a time"), slug=twice)
    code, lacking = Exit.CLEAN, set()
    for rendered in progress(render_all(jobs, pandoc), _("Rendering"), len(jobs)):
        for document in rendered.targets:
            out(f"{document}\n")
            if auditor:
                auditor.look_at(document)
        if rendered.lacking and rendered.lacking not in lacking:
            lacking.add(rendered.lacking)
            _say_lacking(*rendered.lacking)
        for finding in rendered.findings:
            say(finding)
        for problem in rendered.problems:
            say(_("hplan: {message}").format(message=problem))
        code = max(code, rendered.exit)
    return code


def _say_lacking(strategy: str, language: str) -> None:
    say(_("hplan: {message}").format(message=_(_LACKING[language]).format(strategy=strategy)))


def _to_stdout(files: list[Path], order: "Order", pandoc: "Pandoc | None", auditor: "Auditor | None") -> Exit:
    from hplan.core.document.render import render_plan
    from hplan.core.document.render_all import lacking, read

    if len(files) != 1 or len(order.formats) != 1 or not pandoc:
        raise StopError(N_("--output-dir - takes one plan in one format; name the plan, and use --to"))
    source, _content = read(_job(files[0], order))
    document = render_plan(source, order, pandoc).documents[0]
    out(document)
    if auditor:
        auditor.look_into(f"{source.slug}.{order.formats[0]}", document)
    if lack := lacking(source):
        _say_lacking(*lack)
    return Exit.CLEAN
