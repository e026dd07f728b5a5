"""A document that hplan rendered and people edited, taken back: its plan file says what the document says now.

The plan is rendered again, as it is, and the two documents are read by the same reader: where they differ, somebody
edited. So whatever is lost on the way into a document is lost in both, and what nobody touched is not touched here.
"""

import re
import tempfile
from collections.abc import Iterable, Mapping
from concurrent.futures import ThreadPoolExecutor
from contextlib import ExitStack
from hashlib import blake2b
from os.path import relpath
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple
from urllib.parse import unquote
from xml.etree import ElementTree as ET

from hplan.core import files
from hplan.core.document import identity
from hplan.core.document.identity import Identity
from hplan.core.incoming.returned.units import Read, Unit
from hplan.core.mend import MendedFile, rewrite
from hplan.core.workspace import Workspace, display
from hplan.errors import RefusedError, StopError
from hplan.i18n import N_, Message

if TYPE_CHECKING:
    from hplan.core.incoming.returned.parts import Parts
    from hplan.core.incoming.returned.yaml_spans import Tree

DOCX, MARKDOWN = "docx", "md"
MAX_BYTES = 32 << 20
_PICTURE = re.compile(r"(!\[(?:[^\]\\]|\\.)*\]\()([^()\s]+)(\))")
_MARKS_OF_GOALS = 3  # so many bookmarks of ours say that a document is ours, even if its properties are gone


class Document(NamedTuple):
    """A document that hplan rendered, and what it says of its plan; `identity` is None where it says nothing."""

    path: Path
    kind: str
    content: bytes
    identity: Identity | None


class Update(NamedTuple):
    """A plan file as it is and as the document says. `notes` are for the user, `pictures` are new, by their files."""

    path: Path
    before: bytes
    after: bytes
    notes: tuple[Message, ...] = ()
    pictures: Mapping[Path, bytes] = {}

    @property
    def diff(self) -> str:
        """The change as a unified diff; nothing where nothing was changed."""
        return MendedFile((), True, display(self.path), self.before, self.after).diff if self.changed else ""

    @property
    def changed(self) -> bool:
        """Whether the document says anything else than the plan file."""
        return self.before != self.after

    def write(self) -> None:
        """Write the plan file, and the pictures that are new. Raises StopError where it cannot be done."""
        made: list[Path] = []
        with ExitStack() as folders:
            try:
                for path, content in self.pictures.items():
                    folders.enter_context(files.folder(path.parent))
                    files.create(path, content)
                    made.append(path)
                rewrite(self.path, self.before, self.after)
            except BaseException:
                for path in made:
                    path.unlink(missing_ok=True)
                raise


def recognised(path: Path) -> Document | None:
    """Return the document in a file where it is one of ours; what cannot be read, is for others to explain."""
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
        return recognise(path, content) if len(content) <= MAX_BYTES else None
    except (OSError, StopError):
        return None


def recognise(path: Path, content: bytes) -> Document | None:
    """Return the document where it is one of ours; None where it is not."""
    if content.startswith(b"PK"):
        return _recognise_docx(path, content)
    from hplan.core.incoming.returned.markdown_units import IDENTITY

    tail = content[-8_000:].decode("utf-8", "replace").replace("\r\n", "\n")
    found = identity.read(IDENTITY.findall(tail))
    return Document(path, MARKDOWN, content, found) if found else None


def _recognise_docx(path: Path, content: bytes) -> Document | None:
    from hplan.core.incoming.packed import open_package
    from hplan.core.incoming.returned.docx_units import properties

    package = open_package(path, content)
    if package.kind != DOCX:
        return None
    try:
        said = properties(package)
    except ET.ParseError:
        said = {}
    found = identity.read([said[name] for name in sorted(said, key=_natural) if name.startswith("hplan-")])
    if found:
        return Document(path, DOCX, content, found)
    marks = len(
        re.findall(
            rb'w:name="(?:innledning|situasjon|strategiplan|handlingsplan)"',
            package.parts.get("word/document.xml", b""),
        )
    )
    return Document(path, DOCX, content, None) if marks >= _MARKS_OF_GOALS else None


def _natural(name: str) -> tuple[int, str]:
    return len(name), name


def plan_of(document: Document, workspace: Workspace, name: str | None = None) -> Path:
    """Return the plan file that a document was made of, or that `name` says. Raises StopError where it is not here."""
    slug = name or (document.identity.plan if document.identity else document.path.stem)
    for path in workspace.plans():
        if path.stem == slug:
            return path
    raise StopError(
        N_("{path} was made of the plan “{plan}”, which is not here; name its plan file with --as"),
        path=display(document.path),
        plan=slug,
    )


def update(document: Document, plan: Path, workspace: Workspace, track_changes: str = "accept") -> Update:
    """Return what a document changes in its plan file.

    Raises StopError where the plan cannot be rendered, or was changed since in another way than the document.
    """
    from hplan.core.document.pandoc import Pandoc
    from hplan.core.incoming.returned.yaml_spans import read

    with ThreadPoolExecutor(1) as other, Pandoc() as pandoc:
        came = other.submit(_read, document.path, document.kind, document.content, track_changes)
        made = _Rendered(document, plan, workspace, pandoc)
        if made.document == document.content:
            return Update(plan, made.source, made.source)
        after = came.result()
    before = _read(document.path, document.kind, made.document, track_changes)
    names = {digest(content): name for name, content in made.pictures.items()}
    parts = made.parts(read(made.text).data)
    parts.compare(*(_linked(read_.units, made.pictures) for read_ in (before, after)))
    if parts.conflicts:
        raise RefusedError(
            N_("{plan} and {path} have both been changed since the document was made: {parts}. Nothing is written."),
            plan=display(plan),
            path=display(document.path),
            parts=", ".join(dict.fromkeys(parts.conflicts)),
        )
    text, pictures = _pictures(made.patched(parts), after, names, plan)
    notes = (
        [
            Message.of(
                N_("{count} passages have no place in the plan file, and stand at its end as comments"),
                count=len(parts.unplaced),
            )
        ]
        if parts.unplaced
        else []
    )
    return Update(plan, made.source, made.encoded(text), tuple(notes), pictures)


def digest(content: bytes) -> str:
    """Return the name that units call a picture."""
    return blake2b(content, digest_size=8).hexdigest()


def _read(path: Path, kind: str, content: bytes, track_changes: str) -> Read:
    if kind == MARKDOWN:
        from hplan.core.incoming.returned.markdown_units import read_markdown

        return read_markdown(content.decode("utf-8-sig", "replace").replace("\r\n", "\n"))
    from hplan.core.incoming.packed import broken, open_package
    from hplan.core.incoming.returned.docx_units import read_docx

    try:
        return read_docx(open_package(path, content), track_changes)
    except (ET.ParseError, ValueError, RecursionError):
        raise broken(path) from None


class _Rendered:
    """The plan as it is, and the document that is made of it now."""

    def __init__(self, document: Document, plan: Path, workspace: Workspace, pandoc: object) -> None:
        from hplan.core.check import check_bytes
        from hplan.core.document.pandoc import Pandoc
        from hplan.core.render import Order, Source, render_plan
        from hplan.core.settings import Settings
        from hplan.core.workspace import read_bytes

        content, findings = read_bytes(plan, display(plan))
        if content is None:
            raise StopError(N_("{path}: {problem}"), path=display(plan), problem=findings[0].message)
        self.source, self.plan, self.workspace = content, plan, workspace
        self.identity = document.identity
        self.checked = check_bytes(content, plan, workspace, Settings(grave=True))
        stage = document.identity.stage if document.identity else None
        source = Source(self.checked, plan.stem, plan.parent, workspace)
        assert isinstance(pandoc, Pandoc)  # noqa: S101
        with tempfile.TemporaryDirectory(prefix="hplan-") as folder:
            made = render_plan(source, Order((document.kind,), Path(folder), stage), pandoc)
        self.document = made.documents[0]
        self.pictures = {Path(relpath(path, plan.parent)).as_posix(): path.read_bytes() for path in made.pictures}
        text = content.decode("utf-8-sig")
        self.windows = 0 < text.count("\n") == text.count("\r\n")
        self.text = text.replace("\r\n", "\n") if self.windows else text

    def parts(self, tree: "Tree") -> "Parts":
        """Return what takes the changes of the document."""
        from hplan.core.incoming.returned.parts import Parts
        from hplan.model.plan import Stage

        plan, strategy = self.checked.plan, self.checked.strategy
        assert plan and strategy  # noqa: S101, PT018 (it was rendered)
        stage = self.identity.stage if self.identity else plan.stage.value if plan.stage else Stage.DRAFT
        return Parts(plan, strategy, tree, stage, self.identity)

    def patched(self, parts: "Parts") -> str:
        """Return the plan file with the changes, and with comments. Raises StopError where that cannot be proved."""
        from hplan.core.incoming.returned.notes import noted
        from hplan.core.incoming.returned.yaml_patch import PatchError, patch

        try:
            text = patch(self.text, parts.tree)
            return noted(text, parts.noted, parts.unplaced, parts.labels)
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


def _linked(units: Iterable[Unit], pictures: Mapping[str, bytes]) -> list[Unit]:
    """Units whose pictures are named as in the plan file, wherever the document lay."""
    known: dict[str, str] = {}
    for file, content in pictures.items():
        known[digest(content)] = known[Path(file).name] = file

    def name(found: re.Match[str]) -> str:
        last = Path(unquote(found[2])).name
        return f"{found[1]}{known.get(last, known.get(Path(last).stem, found[2]))}{found[3]}"

    return [
        unit._replace(
            text=_PICTURE.sub(name, unit.text) if "](" in unit.text else unit.text,
            cells=tuple(tuple(tuple(_linked(cell, pictures)) for cell in row) for row in unit.cells),
        )
        for unit in units
    ]


def _pictures(text: str, after: Read, names: Mapping[str, str], plan: Path) -> tuple[str, dict[Path, bytes]]:
    """Name the pictures that are new after files beside the plan, and return those."""
    made: dict[Path, bytes] = {}
    for name, content in after.pictures.items():
        if f"]({name})" in text and digest(content) not in names:
            folder, number = plan.parent / plan.stem, len(made) + 1
            while (path := folder / f"bilde-{number}{Path(name).suffix}").exists() or path in made:
                number += 1
            made[path] = content
            text = text.replace(f"]({name})", f"]({plan.stem}/{path.name})")
    return text, made
