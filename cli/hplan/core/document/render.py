"""Renders plans: from a checked plan to documents on disk."""

import tempfile
from pathlib import Path
from typing import NamedTuple

from hplan.core import files
from hplan.core.checking.check import Checked
from hplan.core.document import identity
from hplan.core.document.build_view import ViewBuilder, epoch
from hplan.core.document.fill_in import fill_in
from hplan.core.document.labels import Labels
from hplan.core.document.look import read_look
from hplan.core.document.outputs import publish
from hplan.core.document.pandoc import Document, Output, Pandoc
from hplan.core.document.pdf import Job, Typst, UnshownError
from hplan.core.document.pictures import PictureError, Pictures
from hplan.core.document.templates import Templates
from hplan.core.document.unshown import describe
from hplan.core.workspace import Workspace, display
from hplan.errors import RefusedError, StopError
from hplan.i18n import N_
from hplan.model.plan import Plan, Stage
from hplan.model.strategy import Strategy

_WRITTEN = {"pdf": "typst"}  # formats that Pandoc writes another for
_TEMPLATE = "handlingsplan.md.j2"
_LOOKS = {"docx": "reference.docx", "html": "handlingsplan.css"}  # of the formats that have one


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


class Published(NamedTuple):
    """The documents of a plan that are in their places, the pictures they show, and what stopped the others."""

    targets: list[Path]
    pictures: dict[Path, bytes]  # as Pictures.found
    stopped: list[StopError]


class Made(NamedTuple):
    """The documents of a plan, one for each format, and the pictures that they show, as Pictures.found."""

    documents: list[bytes]
    pictures: dict[Path, bytes]


def render_to_folder(source: Source, order: Order, pandoc: Pandoc, *, force: bool) -> Published:
    """Make the documents of one plan, and return where they and their pictures are. Raises StopError as `render_plan`.

    `force` replaces documents that somebody has changed; without it, one of those stops no other.
    """
    folder = order.folder or source.build
    if not order.folder and folder.is_symlink():
        raise RefusedError(files.THROUGH_LINK, path=display(folder))
    documents, pictures = render_plan(source, order, pandoc)
    targets, stopped = list[Path](), list[StopError]()
    for to, document in zip(order.formats, documents, strict=True):
        target = folder / f"{source.slug}.{to}"
        try:
            publish(target, document, force=force)
            targets.append(target)
        except StopError as error:
            stopped.append(error)
    return Published(targets, pictures, stopped)


def render_plan(source: Source, order: Order, pandoc: Pandoc) -> Made:
    """Return the document of one plan in each of the formats.

    Raises StopError where something in the plan would be missing from it.
    """
    plan, strategy = _whole(source.checked)
    if "pdf" in order.formats:
        _ = pandoc.typst  # it gets warm while Pandoc works
    with tempfile.TemporaryDirectory(prefix="hplan-") as scratch:
        document = _document(plan, strategy, source, order, Path(scratch))
        pictures = Pictures(source.folder, source.workspace.root, Path(scratch), order.folder or source.build)
        try:
            pandoc.make(document, pictures)
        except PictureError as error:
            raise RefusedError(
                N_("{path} is not rendered: {problem}"), path=source.checked.path, problem=error.message
            ) from None
        made = [
            _pdf(source, plan, strategy, _job(Path(output.file), document, order), pandoc.typst)
            if output.to == "typst"
            else Path(output.file).read_bytes()
            for output in document.outputs
        ]
        return Made(made, pictures.found)


def _whole(checked: Checked) -> tuple[Plan, Strategy]:
    """The plan and its strategy, of which nothing would be missing from the document. Raises StopError."""
    if checked.plan is None:
        raise StopError(N_("{path} is not rendered: it cannot be read"), path=checked.path)
    if checked.strategy is None or any(finding.severity.grave for finding in checked.findings):
        raise RefusedError(
            N_("{path} is not rendered: something in it would be missing from the document. See: hplan check {path}"),
            path=checked.path,
        )
    return checked.plan, checked.strategy


def _document(plan: Plan, strategy: Strategy, source: Source, order: Order, scratch: Path) -> Document:
    """What Pandoc makes the documents of, in the folder `scratch`."""
    templates, labels = Templates(source.workspace.templates()), Labels(plan.written_language)
    view = ViewBuilder(plan, strategy, order.stage, labels)
    look = read_look(source.workspace)
    look = look._replace(portrait=look.portrait or order.portrait)
    logo = view.logo(look.logo_from(source.folder, source.workspace), look.logo_alt)
    looks = {to: str(templates.find(name).resolve()) for to, name in _LOOKS.items() if to in order.formats}
    return Document(
        markdown=fill_in(templates, _TEMPLATE, view.variables(logo)),
        texts=view.texts.all,
        lang=f"{plan.written_language}-NO",
        epoch=epoch(plan, strategy),
        outputs=[
            Output(_WRITTEN.get(to, to), str(scratch / f"document.{to}"), looks.get(to, ""), look.portrait)
            for to in order.formats
        ],
        words=labels.words(),
        facts=view.facts(),
        look=look.as_request(),
        identity=identity.written(source.slug, plan, strategy, view.stage, labels),
    )


def _job(written: Path, document: Document, order: Order) -> Job:
    return Job(written, written.parent, document.epoch, order.archive, document.look)


def _pdf(source: Source, plan: Plan, strategy: Strategy, job: Job, typst: Typst) -> bytes:
    try:
        return typst.make(job, Templates(source.workspace.templates()))
    except UnshownError as error:
        raise RefusedError(
            N_("{path} is not rendered: no font that comes with hplan has {signs}"),
            path=source.checked.path,
            signs=describe(error.signs, plan, strategy),
        ) from None
