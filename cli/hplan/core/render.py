"""Renders plans: from a checked plan to documents on disk."""

import tempfile
from pathlib import Path
from typing import NamedTuple

from hplan.core import files
from hplan.core.check import Checked
from hplan.core.document.build_view import ViewBuilder, epoch
from hplan.core.document.labels import Labels
from hplan.core.document.outputs import publish
from hplan.core.document.pandoc import Document, Output, Pandoc
from hplan.core.document.pdf import Job, Typst, UnshownError
from hplan.core.document.pictures import PictureError, Pictures
from hplan.core.document.templates import Templates
from hplan.core.document.unshown import describe
from hplan.core.workspace import Workspace, display
from hplan.errors import RefusedError, StopError
from hplan.i18n import N_
from hplan.model.plan import Stage

FORMATS = ("docx", "md", "pdf")
DEFAULT_FORMATS = ("docx", "md")
_WRITTEN = {"pdf": "typst"}  # formats that Pandoc writes another for
_TEMPLATE = "handlingsplan.md.j2"
_REFERENCE = "reference.docx"


class Source(NamedTuple):
    """A plan to render: what its check came to, its name, the folder its pictures are named from, its workspace."""

    checked: Checked
    slug: str
    folder: Path
    workspace: Workspace

    @property
    def build(self) -> Path:
        """The folder that the documents go to when nobody names one."""
        return (self.workspace.root if self.workspace.found else Path.cwd()) / "build"


class Order(NamedTuple):
    """What to make of each plan: formats, the folder for them (None: `build` in the workspace), a stage of choice.

    `portrait` is for a page that stands upright, `archive` for a PDF that is PDF/A as well.
    """

    formats: tuple[str, ...]
    folder: Path | None
    stage: Stage | None = None
    portrait: bool = False
    archive: bool = False


def render_to_folder(source: Source, order: Order, pandoc: Pandoc, *, force: bool) -> list[Path]:
    """Make the documents of one plan, and return where they are. Raises StopError as `render_plan` does.

    `force` replaces documents that somebody has changed.
    """
    folder = order.folder or source.build
    if not order.folder and folder.is_symlink():
        raise RefusedError(files.THROUGH_LINK, path=display(folder))
    documents = render_plan(source, order, pandoc)
    targets = [folder / f"{source.slug}.{to}" for to in order.formats]
    stopped = None
    for target, document in zip(targets, documents, strict=True):
        try:
            publish(target, document, force=force)
        except StopError as error:
            stopped = stopped or error
    if stopped:
        raise stopped
    return targets


def render_plan(source: Source, order: Order, pandoc: Pandoc) -> list[bytes]:
    """Return the document of one plan in each of the formats.

    Raises StopError where something in the plan would be missing from it.
    """
    checked = source.checked
    plan, strategy = checked.plan, checked.strategy
    lost = [finding for finding in checked.findings if finding.severity.grave]
    if plan is None:
        raise StopError(N_("{path} is not rendered: it cannot be read"), path=checked.path)
    if lost or strategy is None:
        raise RefusedError(
            N_("{path} is not rendered: something in it would be missing from the document. See: hplan check {path}"),
            path=checked.path,
        )
    templates = Templates(source.workspace.templates())
    if "pdf" in order.formats:
        _ = pandoc.typst  # it gets warm while Pandoc works
    view = ViewBuilder(plan, strategy, order.stage, Labels(plan.written_language))
    markdown = templates.render(_TEMPLATE, view.variables())
    reference = str(templates.find(_REFERENCE).resolve())
    with tempfile.TemporaryDirectory(prefix="hplan-") as scratch:
        written = [_WRITTEN.get(to, to) for to in order.formats]
        outputs = [Output(to, str(Path(scratch, f"document.{to}")), reference, order.portrait) for to in written]
        lang = f"{plan.written_language}-NO"
        document = Document(markdown, view.texts.all, lang, epoch(plan, strategy), outputs, view.facts())
        try:
            pandoc.make(
                document, Pictures(source.folder, source.workspace.root, Path(scratch), order.folder or source.build)
            )
        except PictureError as error:
            raise RefusedError(
                N_("{path} is not rendered: {problem}"), path=checked.path, problem=error.message
            ) from None
        return [
            _pdf(checked, Job(Path(output.file), Path(scratch), document.epoch, order.archive), pandoc.typst, templates)
            if output.to == "typst"
            else Path(output.file).read_bytes()
            for output in outputs
        ]


def _pdf(checked: Checked, job: Job, typst: Typst, templates: Templates) -> bytes:
    assert checked.plan  # noqa: S101
    assert checked.strategy  # noqa: S101
    try:
        return typst.make(job, templates)
    except UnshownError as error:
        raise RefusedError(
            N_("{path} is not rendered: no font that comes with hplan has {signs}"),
            path=checked.path,
            signs=describe(error.signs, checked.plan, checked.strategy),
        ) from None
