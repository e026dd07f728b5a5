"""The plan that a returned document was made of, and the document that is made of it now."""

import tempfile
from collections.abc import Sequence
from os.path import relpath
from pathlib import Path

from hplan.core.checking.check import check_bytes
from hplan.core.document.pandoc import Pandoc
from hplan.core.document.render import Order, Source, render_plan
from hplan.core.incoming.reading.begin import DOCX, ODT
from hplan.core.incoming.returned.kept import without_place
from hplan.core.incoming.returned.notes import noted
from hplan.core.incoming.returned.parts import Parts
from hplan.core.incoming.returned.recognise import Document
from hplan.core.incoming.returned.units import Unit
from hplan.core.incoming.returned.yaml_patch import PatchError, patch
from hplan.core.incoming.returned.yaml_spans import Tree
from hplan.core.settings import Settings
from hplan.core.workspace import Workspace, display, read_bytes
from hplan.errors import RefusedError, StopError
from hplan.i18n import N_
from hplan.model.plan import Stage


class Rendered:
    """The plan as it is, and the document that is made of it now."""

    def __init__(self, document: Document, plan: Path, workspace: Workspace, pandoc: Pandoc) -> None:
        content, findings = read_bytes(plan, display(plan))
        if content is None:
            raise StopError(N_("{path}: {problem}"), path=display(plan), problem=findings[0].message)
        self.source, self.plan, self.workspace = content, plan, workspace
        self.identity, self.kind = document.identity, DOCX if document.kind == ODT else document.kind
        self.checked = check_bytes(content, plan, workspace, Settings(grave=True))
        stage = document.identity.stage if document.identity else None
        source = Source(self.checked, plan.stem, plan.parent, workspace)
        with tempfile.TemporaryDirectory(prefix="hplan-") as folder:
            made = render_plan(source, Order((self.kind,), Path(folder), stage), pandoc)
        self.document = made.documents[0]
        self.pictures = {Path(relpath(path, plan.parent)).as_posix(): path.read_bytes() for path in made.pictures}
        text = content.decode("utf-8-sig")
        self.windows = 0 < text.count("\n") == text.count("\r\n")
        self.text = text.replace("\r\n", "\n") if self.windows else text

    def parts(self, tree: Tree) -> Parts:
        """Return what takes the changes of the document."""
        plan, strategy = self.checked.plan, self.checked.strategy
        assert plan and strategy  # noqa: S101, PT018 (it was rendered)
        stage = self.identity.stage if self.identity else plan.stage.value if plan.stage else Stage.DRAFT
        return Parts(plan, strategy, tree, stage, self.identity)

    def patched(self, parts: Parts, before: Sequence[Unit], after: Sequence[Unit]) -> str:
        """Return the plan file with the changes, and with comments. Raises StopError where that cannot be proved."""
        try:
            text = noted(patch(self.text, parts.tree), parts.noted, parts.unplaced, parts.labels)
            lost = list(without_place(before, after, text, parts.labels)) if parts.whole else []
            parts.unplaced += lost
            return noted(text, (), lost, parts.labels)
        except PatchError:
            raise RefusedError(
                N_(
                    "{path} is written in a way that hplan cannot change by itself (anchors, or braces over many lines)"
                ),
                path=display(self.plan),
            ) from None

    def encoded(self, text: str) -> bytes:
        """Return a text as the bytes that the file is written in."""
        mark = b"\xef\xbb\xbf" if self.source.startswith(b"\xef\xbb\xbf") else b""
        return mark + (text.replace("\n", "\r\n") if self.windows else text).encode()
