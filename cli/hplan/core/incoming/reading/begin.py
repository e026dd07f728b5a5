"""Lets Pandoc or PDFium begin with a document, by what it looks like, while all that is needed then is loaded.

So this is the first that an import loads, and it loads little itself.
"""

from hplan.core.incoming.reading.running import Running

MAX_BYTES = 32 << 20  # a plan with pictures has a few
MAX_TEXT = 4 << 20  # of text: a plan has 20 kB
ZIP, PDF_SIGN = b"PK\x03\x04", b"%PDF-"
DOCX, ODT, MARKDOWN, HTML, TEXT, PDF = "docx", "odt", "md", "html", "txt", "pdf"
# How Pandoc is asked to read each. CommonMark is read in a time that grows with the length, whatever is in it.
READERS = {DOCX: "docx+empty_paragraphs", ODT: "odt+empty_paragraphs", MARKDOWN: "commonmark_x", HTML: "html"}


class Begun:
    """A document that a program reads already, as what `kind`; whoever opens it may find that it is another."""

    def __init__(self, content: bytes, kind: str, running: Running) -> None:
        self.content, self.kind, self.running = content, kind, running


def begin(name: str, track_changes: str) -> Begun | None:
    """Start what reads a file, if its look says what that is; whatever is wrong with it, is said when it is read.

    Nothing has looked into it before Pandoc does, but Pandoc has its bounds of time and memory, and its sandbox.
    """
    try:
        with open(name, "rb") as file:  # noqa: PTH123 (see above)
            content = file.read(MAX_BYTES + 1)
    except (OSError, ValueError):
        return None
    kind = _kind(content)
    if not kind or len(content) > MAX_BYTES:
        return None
    running = start(content, kind, track_changes)
    return Begun(content, kind, running) if running else None


def start(content: bytes, kind: str, track_changes: str = "accept") -> Running | None:
    """Start what reads a document of a kind; None where that is not installed."""
    if kind == PDF:
        from hplan.core.incoming.reading import start_pdfium

        return start_pdfium.start(content)
    from hplan.core.incoming.reading import start_pandoc

    return start_pandoc.start(content, READERS[kind], track_changes)


def _kind(content: bytes) -> str:
    """What a document looks like; the names of what is in a ZIP file stand in it just so."""
    if PDF_SIGN in content[:1024]:
        return PDF
    if not content.startswith(ZIP) or b"docProps/custom.xml" in content:  # perhaps our own: Pandoc does not read those
        return ""
    return DOCX if b"word/document.xml" in content else ODT if b"content.xml" in content else ""
