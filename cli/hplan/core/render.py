"""Renders plans: from a checked plan to documents on disk."""

import tempfile
from pathlib import Path
from typing import NamedTuple

from hplan.core.check import Checked
from hplan.core.document.labels import Labels
from hplan.core.document.outputs import publish
from hplan.core.document.pandoc import Document, Output, Pandoc
from hplan.core.document.pictures import PictureError, Pictures
from hplan.core.document.templates import Templates
from hplan.core.document.view import ViewBuilder, epoch
from hplan.core.workspace import Workspace
from hplan.errors import StopError
from hplan.i18n import N_
from hplan.model.finding import Severity
from hplan.model.plan import Stage

FORMATS = ("docx", "md")
_TEMPLATE = "handlingsplan.md.j2"
_REFERENCE = "reference.docx"


class Source(NamedTuple):
    """A plan to render: what its check came to, its name, the folder its pictures are named from, its workspace."""

    checked: Checked
    slug: str
    folder: Path
    workspace: Workspace


class Order(NamedTuple):
    """What to make of each plan: formats, the folder they go to, and a stage other than the plan's own."""

    formats: tuple[str, ...]
    folder: Path
    stage: Stage | None = None


def render_to_folder(source: Source, order: Order, pandoc: Pandoc, *, force: bool) -> list[Path]:
    """Make the documents of one plan in `order.folder`, and return them. Raises StopError as `render_plan` does.

    `force` replaces documents that somebody has changed.
    """
    documents = render_plan(source, order, pandoc)
    order.folder.mkdir(parents=True, exist_ok=True)
    targets = [order.folder / f"{source.slug}.{to}" for to in order.formats]
    for target, document in zip(targets, documents, strict=True):
        publish(target, document, force=force)
    return targets


def render_plan(source: Source, order: Order, pandoc: Pandoc) -> list[bytes]:
    """Return the document of one plan in each of the formats.

    Raises StopError where something in the plan would be missing from it.
    """
    checked = source.checked
    plan, strategy = checked.plan, checked.strategy
    lost = [finding for finding in checked.findings if finding.severity is not Severity.WARNING]
    if lost or plan is None or strategy is None:
        raise StopError(
            N_("{path} is not rendered: something in it would be missing from the document. See: hplan check {path}"),
            path=checked.path,
        )
    templates = Templates(source.workspace.templates())
    view = ViewBuilder(plan, strategy, order.stage, Labels(plan.written_language))
    markdown = templates.render(_TEMPLATE, view.variables())
    reference = str(templates.find(_REFERENCE).resolve())
    with tempfile.TemporaryDirectory(prefix="hplan-") as scratch:
        outputs = [Output(to, str(Path(scratch, f"document.{to}")), reference) for to in order.formats]
        document = Document(markdown, view.texts.all, f"{plan.written_language}-NO", epoch(plan, strategy), outputs)
        try:
            pandoc.make(document, Pictures(source.folder, source.workspace.root, Path(scratch), order.folder))
        except PictureError as error:
            raise StopError(N_("{path} is not rendered: {problem}"), path=checked.path, problem=error.message) from None
        return [Path(output.file).read_bytes() for output in outputs]
