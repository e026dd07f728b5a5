"""Which documents are ours: those that hplan rendered, whatever people have done to them since."""

import re
from pathlib import Path
from typing import TYPE_CHECKING, NamedTuple

from hplan.core.incoming.reading.begin import DOCX, MARKDOWN, MAX_BYTES, ODT
from hplan.core.workspace import Workspace, display
from hplan.errors import StopError
from hplan.i18n import N_

if TYPE_CHECKING:
    from hplan.core.document.identity import Identity

_TAIL = 8_000  # bytes at the end of a Markdown file, in which it says what it was made of
_MARKS_OF_OURS = 3  # so many bookmarks of ours say that a document is ours, even if its properties are gone
_MARK = re.compile(rb':name="(?:innledning|situasjon|strategiplan|handlingsplan)"')
_TEXTS = {DOCX: "word/document.xml", ODT: "content.xml"}
_PROPERTIES = {DOCX: "docProps/custom.xml", ODT: "meta.xml"}


class Document(NamedTuple):
    """A document that hplan rendered, and what it says of its plan; `identity` is None where it says nothing."""

    path: Path
    kind: str
    content: bytes
    identity: "Identity | None"


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
        return _package(path, content)
    if b"hplan " not in content[-_TAIL:]:  # as in most documents: then what reads Markdown need not be loaded
        return None
    from hplan.core.incoming.returned.markdown_units import IDENTITY

    tail = content[-_TAIL:].decode("utf-8", "replace").replace("\r\n", "\n")
    found = _identity(IDENTITY.findall(tail))
    return Document(path, MARKDOWN, content, found) if found else None


def _package(path: Path, content: bytes) -> Document | None:
    """A DOCX, or what LibreOffice and Word make of one that is saved as ODT: properties and bookmarks are in both."""
    from hplan.core.incoming.reading.packed import open_package

    package = open_package(path, content)
    if package.kind not in _TEXTS:
        return None
    said = _properties(package.parts.get(_PROPERTIES[package.kind]))
    found = _identity([said[name] for name in sorted(said, key=_natural) if name.startswith("hplan-")])
    marks = len(_MARK.findall(package.parts.get(_TEXTS[package.kind], b"")))
    return Document(path, package.kind, content, found) if found or marks >= _MARKS_OF_OURS else None


def _identity(lines: list[str]) -> "Identity | None":
    if not lines:
        return None
    from hplan.core.document import identity

    return identity.read(lines)


def _properties(content: bytes | None) -> dict[str, str]:
    """The properties that were added to a document, by their names; none where none of them is ours."""
    if not content or b"hplan-" not in content:  # as in most documents: then what reads XML need not be loaded
        return {}
    from xml.etree import ElementTree as ET

    try:
        entries = list(ET.fromstring(content).iter())  # noqa: S314 (packed.py: no entities)
    except ET.ParseError:
        return {}
    names = ((value, entry) for entry in entries for key, value in entry.items() if key.rpartition("}")[2] == "name")
    return {
        name: "".join(part.text or "" for part in (entry, *entry)) for name, entry in names if name.startswith("hplan-")
    }


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
