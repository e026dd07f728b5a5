"""Lets Pandoc or PDFium begin with a document, by what it looks like, while all that is needed then is loaded."""

from pathlib import Path
from typing import NamedTuple

from hplan.core.incoming.running import Running
from hplan.errors import StopError

MAX_BYTES = 32 << 20  # a plan with pictures has a few
ZIP, PDF_SIGN = b"PK\x03\x04", b"%PDF-"
DOCX, ODT, MARKDOWN, HTML, TEXT, PDF = "docx", "odt", "md", "html", "txt", "pdf"
# How Pandoc is asked to read each. CommonMark is read in a time that grows with the length, whatever is in it.
READERS = {DOCX: "docx+empty_paragraphs", ODT: "odt+empty_paragraphs", MARKDOWN: "commonmark_x", HTML: "html"}


class Begun(NamedTuple):
    """A document that a program reads already, as what `kind`; whoever opens it may find that it is another."""

    path: Path
    content: bytes
    kind: str
    running: Running


def begin(path: Path, track_changes: str) -> Begun | None:
    """Start what reads a document, if its look says what that is; whatever is wrong with it, is said when it is read.

    Nothing has looked into it before Pandoc does, but Pandoc has its bounds of time and memory, and its sandbox.
    """
    try:
        with path.open("rb") as file:
            content = file.read(MAX_BYTES + 1)
    except OSError:
        return None
    kind = _kind(content)
    if not kind or len(content) > MAX_BYTES:
        return None
    try:
        return Begun(path, content, kind, start(content, kind, track_changes))
    except StopError:
        return None


def start(content: bytes, kind: str, track_changes: str) -> Running:
    """Start what reads a document of a kind. Raises StopError where that is not installed."""
    if kind == PDF:
        from hplan.core.incoming import pdf

        return pdf.start(content)
    from hplan.core.incoming import ask_pandoc

    return ask_pandoc.start(content, READERS[kind], track_changes)


def _kind(content: bytes) -> str:
    """What a document looks like; the names of what is in a ZIP file stand in it just so."""
    if PDF_SIGN in content[:1024]:
        return PDF
    if not content.startswith(ZIP) or b"docProps/custom.xml" in content:  # perhaps our own: Pandoc does not read those
        return ""
    return DOCX if b"word/document.xml" in content else ODT if b"content.xml" in content else ""
