"""Reads a document that somebody sent, within bounds: Word, OpenDocument, Markdown, HTML, text or PDF.

What a file is, its first bytes say, not its name. Nothing is read but the file itself, and nothing is written.
"""

import re
from collections.abc import Iterator, Mapping
from pathlib import Path
from types import MappingProxyType
from typing import TYPE_CHECKING, Any, NamedTuple

from hplan.core.incoming.lines.line import Line, Printed
from hplan.core.incoming.reading.begin import (
    DOCX,
    HTML,
    MARKDOWN,
    MAX_BYTES,
    MAX_TEXT,
    ODT,
    PDF,
    PDF_SIGN,
    TEXT,
    ZIP,
    Begun,
    begin,
    start,
)  # fmt: skip
from hplan.core.incoming.reading.running import Running
from hplan.core.reading.keys import OPENING
from hplan.core.rules.hp001_no_access import reason
from hplan.errors import StopError
from hplan.i18n import N_, Message

if TYPE_CHECKING:
    from hplan.core.incoming.reading.comments import Comment
    from hplan.core.incoming.reading.packed import Package

_MAX_LINES = 60_000  # of it, empty ones too
_OLE = b"\xd0\xcf\x11\xe0\xa1\xb1\x1a\xe1"
_PROGRAMS = (b"MZ", b"\x7fELF", b"\xcf\xfa\xed\xfe", b"\xca\xfe\xba\xbe")
_PICTURES = (b"\x89PNG", b"\xff\xd8\xff", b"GIF8", b"BM", b"II*\x00", b"MM\x00*")
_OF_A_PLAN = re.compile(rf"^(?:{OPENING}):", re.M)  # what hplan’s own files begin with
_LOCKED = "EncryptedPackage".encode("utf-16-le")  # what Word calls the stream of a document with a password
_BOMS = ((b"\xef\xbb\xbf", "utf-8-sig"), (b"\xff\xfe", "utf-16"), (b"\xfe\xff", "utf-16"))


class Incoming(NamedTuple):
    """A document as it is read. `blocks` are Pandoc's; a text has `printed` lines in their place, a PDF `lines`.

    `pictures` are by the name that the blocks call them. `notes` are what is said to the user of how it was read.
    """

    path: Path
    kind: str
    blocks: tuple[dict[str, Any], ...] = ()
    printed: tuple[Printed, ...] = ()
    lines: tuple[Line, ...] = ()
    pictures: Mapping[str, bytes] = MappingProxyType({})
    comments: tuple["Comment", ...] = ()
    notes: tuple[Message, ...] = ()
    tabs: Mapping[str, tuple[str, ...]] = MappingProxyType({})  # what tabs part a line into, by its words
    names: tuple[str, ...] = ()  # texts of the head and the foot of its pages, and of its properties


def read(path: Path, track_changes: str = "accept", begun: Begun | None = None) -> Incoming:
    """Return a document. `track_changes` is Pandoc's: accept, reject or all. Raises StopError, which names the file.

    `begun` is what has begun to read it, if anything has.
    """
    begun = begun or begin(str(path), track_changes)
    try:
        content = begun.content if begun else _bytes(path)
        kind = _kind(path, content)
        if begun and begun.kind != kind:
            begun.running.stop()
            begun = None
        return _read(path, content, kind, track_changes, begun.running if begun else None)
    finally:
        if begun:
            begun.running.stop()


def _read(path: Path, content: bytes, kind: str, track_changes: str, running: Running | None) -> Incoming:
    if kind == PDF:
        from hplan.core.incoming.reading.pdf import read_pdf

        pages = read_pdf(path, running or _start(content, kind, track_changes))
        return Incoming(path, kind, lines=pages.lines, notes=pages.notes, names=pages.names)
    if kind in (DOCX, ODT):
        from hplan.core.incoming.reading.packed import open_package, words_around
        from hplan.core.incoming.reading.tabs import tabbed

        running = running or _start(content, kind, track_changes)
        package = open_package(path, content)
        names = words_around(package, kind)
        blocks = _pandoc(path, kind, running)
        incoming = Incoming(path, kind, blocks, pictures=package.pictures, notes=package.notes, names=names)
        tabs = tabbed(package.parts.get("word/document.xml", b""))
        return _with_margin(incoming._replace(tabs=tabs), content, package, track_changes)
    text = _text(path, content)
    if kind == TEXT:
        if len(set(_OF_A_PLAN.findall(text))) > (path.suffix.lower() not in (".yaml", ".yml")):
            raise StopError(N_("{path} is a plan file already; put it in plans/ and check it there"), path=path)
        from hplan.core.incoming.reading.text import printed_lines

        return Incoming(path, kind, printed=printed_lines(text))
    return Incoming(path, kind, _pandoc(path, kind, _start(text.encode(), kind, track_changes)))


def _start(content: bytes, kind: str, track_changes: str) -> Running:
    if running := start(content, kind, track_changes):
        return running
    if kind == PDF:
        raise StopError(N_('to read PDF, install hplan with its extra: pip install "hplan[pdf]"'))
    raise StopError(N_("Pandoc is not installed; install hplan again with pip"))


def _bytes(path: Path) -> bytes:
    try:
        if not path.is_dir():
            with path.open("rb") as file:
                content = file.read(MAX_BYTES + 1)
        else:
            raise StopError(N_("{path} is a folder; name the documents in it"), path=path)
    except OSError as error:
        raise StopError(N_("{path} cannot be read: {problem}"), path=path, problem=reason(error)) from None
    if len(content) > MAX_BYTES:
        raise StopError(N_("{path} is larger than {size} MB, which no plan is"), path=path, size=MAX_BYTES >> 20)
    if not content.strip(b"\0 \t\r\n"):
        raise StopError(N_("{path} is empty"), path=path)
    return content


def _kind(path: Path, content: bytes) -> str:
    if content.startswith(ZIP):
        from hplan.core.incoming.reading.packed import open_package

        return open_package(path, content).kind
    if content.startswith(_OLE):
        if _LOCKED in content:
            raise StopError(N_("{path} is locked with a password; save it without one"), path=path)
        raise StopError(N_("{path} is an old Word file; save it as .docx in Word or LibreOffice"), path=path)
    if PDF_SIGN in content[:1024]:
        return PDF
    if content.startswith(_PROGRAMS):
        raise StopError(N_("{path} is a program, not a document; do not open it"), path=path)
    if content.startswith(_PICTURES):
        raise StopError(N_("{path} is a picture; its text must be typed, or scanned again as text"), path=path)
    if content.startswith(b"{\\rtf"):
        raise StopError(N_("{path} is an RTF file; save it as .docx in Word or LibreOffice"), path=path)
    suffix = path.suffix.lower()
    if suffix in (".docx", ".docm", ".odt", ".pdf"):
        raise StopError(N_("{path} is not what its name says; open it and save it again"), path=path)
    if suffix in (".md", ".markdown"):
        return MARKDOWN
    page = suffix in (".html", ".htm", ".xhtml") or re.match(rb"\s*<(!doctype html|html)\b", content[:200], re.I)
    return HTML if page else TEXT


def _text(path: Path, content: bytes) -> str:
    """The letters of a text: UTF-8, UTF-16 where it says so, or what Windows wrote before."""
    encoding = next((name for mark, name in _BOMS if content.startswith(mark)), "utf-8")
    try:
        text = content.decode(encoding)
    except UnicodeDecodeError:
        text = content.decode("cp1252", "replace")
    control = len(re.findall("[\x00-\x08\x0e-\x1f]", text[:MAX_TEXT]))
    if "\0" in text or control * 50 > len(text):
        raise StopError(N_("{path} is no text, and no document that hplan knows"), path=path)
    if len(text) > MAX_TEXT:
        raise StopError(N_("{path} is larger than {size} MB, which no plan is"), path=path, size=MAX_TEXT >> 20)
    text = text.replace("\r\n", "\n").replace("\r", "\n")
    if text.count("\n") + text.count("\f") > _MAX_LINES:
        raise StopError(N_("{path} is longer than any plan; it is not read"), path=path)
    return text


def _pandoc(path: Path, kind: str, running: Running) -> tuple[Any, ...]:
    from hplan.core.incoming.reading.ask_pandoc import tree

    found = tree(path, running)
    top = _titles(found["meta"]) if kind == DOCX else ()
    return (*top, *found["blocks"])


def _titles(meta: dict[str, Any]) -> Iterator[dict[str, Any]]:
    """The paragraphs that Pandoc takes from the top of a Word document by their styles, as the paragraphs they were."""
    for name in ("title", "subtitle", "author", "date", "abstract"):
        found = meta.get(name, {})
        for value in found["c"] if found.get("t") == "MetaList" else [found]:
            if value.get("t") == "MetaInlines":
                yield {"t": "Para", "c": value["c"]}
            elif value.get("t") == "MetaBlocks":
                yield from value["c"]


def _with_margin(incoming: Incoming, content: bytes, package: "Package", track_changes: str) -> Incoming:
    """A document with its comments, and what is said of its tracked changes."""
    if package.kind == DOCX:
        return incoming._replace(comments=_comments(incoming.path, content, package))
    from hplan.core.incoming.reading.odt_margin import TRACKED, comments

    notes = incoming.notes
    if track_changes != "accept" and TRACKED in package.parts["content.xml"]:
        notes += (Message(N_("tracked changes of an ODT are taken as accepted; save it as .docx to choose")),)
    return incoming._replace(comments=tuple(comments(package)), notes=notes)


def _comments(path: Path, content: bytes, package: "Package") -> "tuple[Comment, ...]":
    """The comments of a Word document: only where all is shown does Pandoc say what they are about."""
    if not package.comments:
        return ()
    from hplan.core.incoming.reading.ask_pandoc import tree
    from hplan.core.incoming.reading.comments import comments

    return tuple(comments(tree(path, _start(content, DOCX, "all"))["blocks"]))
