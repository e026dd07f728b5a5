"""A Word or OpenDocument file as the ZIP that it is, opened within bounds before anything else reads it."""

import re
import zlib
from collections.abc import Collection, Iterator, Mapping
from functools import lru_cache
from io import BytesIO
from pathlib import Path
from typing import NamedTuple
from xml.etree import ElementTree as ET
from zipfile import BadZipFile, ZipFile, ZipInfo

from hplan.errors import StopError
from hplan.i18n import N_, Message

MAX_PARTS = 2_000
MAX_XML = 24 << 20  # of all that is XML, unpacked: the longest plan has one
MAX_PICTURES = 64 << 20
_MAIN = {"word/document.xml": "docx", "content.xml": "odt"}
_DOCTYPE = re.compile(rb"<!DOCTYPE|<\0!\0D\0O\0C\0T|\0<\0!\0D\0O\0C", re.I)
_WORD = "{http://schemas.openxmlformats.org/wordprocessingml/2006/main}"
_EDGE = re.compile(r"word/(?:header|footer)\d*\.xml")


class Package(NamedTuple):
    """What a package holds: its kind, the XML of its parts and its pictures by the names that Pandoc calls them."""

    kind: str
    parts: Mapping[str, bytes]
    pictures: Mapping[str, bytes]
    comments: bool
    notes: tuple[Message, ...]


@lru_cache(maxsize=1)
def open_package(path: Path, content: bytes) -> Package:
    """Return a package. Raises StopError, which names the file."""
    try:
        with ZipFile(BytesIO(content)) as package:
            return _package(path, package)
    except (BadZipFile, zlib.error, EOFError, NotImplementedError, RuntimeError, ValueError, OSError):
        raise broken(path) from None


def _package(path: Path, package: ZipFile) -> Package:
    infos = package.infolist()
    names = {info.filename for info in infos}
    kind = next((kind for name, kind in _MAIN.items() if name in names), "")
    if not kind:
        raise StopError(N_("{path} is a ZIP file, but no document; unpack it, and name what is in it"), path=path)
    if len(infos) > MAX_PARTS:
        raise _too_large(path)
    parts: dict[str, bytes] = {}
    pictures: dict[str, bytes] = {}
    left = [MAX_XML, MAX_PICTURES]
    for info in infos:
        xml = info.filename.endswith((".xml", ".rels"))
        if xml or _pictured(info.filename):
            content = _unpacked(path, package, info, left[not xml])
            left[not xml] -= len(content)
            if xml and _DOCTYPE.search(content):
                raise StopError(N_("{path} declares entities, which no document does; it is not opened"), path=path)
            (parts if xml else pictures)[info.filename.removeprefix("word/") if not xml else info.filename] = content
    if b"encryption-data" in parts.get("META-INF/manifest.xml", b""):
        raise StopError(N_("{path} is locked with a password; save it without one"), path=path)
    notes = [Message(N_("it has macros, which are left behind"))] if any("vbaProject" in name for name in names) else []
    return Package(kind, parts, pictures, "word/comments.xml" in names, tuple(notes))


def _pictured(name: str) -> bool:
    return name.startswith(("word/media/", "Pictures/", "media/"))


def _unpacked(path: Path, package: ZipFile, info: ZipInfo, most: int) -> bytes:
    """A part, as far as it may go: what the package says of its size need not be true."""
    with package.open(info) as part:
        content = part.read(most + 1)
    if len(content) > most:
        raise _too_large(path)
    return content


def _too_large(path: Path) -> StopError:
    return StopError(N_("{path} is far larger when unpacked than any plan; it is not opened"), path=path)


def broken(path: Path) -> StopError:
    """Return what stops the reading of a package that is not as it should be."""
    return StopError(N_("{path} is broken; open it in Word, save it again, and send it anew"), path=path)


def words_around(package: Package, kind: str) -> tuple[str, ...]:
    """Return the texts at the head and the foot of the pages, and the title: what Pandoc leaves out."""
    if kind != "docx":
        return ()
    found = []
    for name, content in package.parts.items():
        if _EDGE.fullmatch(name):
            found += list(_paragraphs(content))
    return tuple(dict.fromkeys(text for text in found if text))


def _paragraphs(content: bytes) -> Iterator[str]:
    try:
        root = ET.fromstring(content)  # noqa: S314 (no DOCTYPE, so no entities)
    except ET.ParseError:
        return
    for paragraph in root.iter(f"{_WORD}p"):  # one in a text box is asked for itself
        said = (part.text or "" for part in walked(paragraph, {f"{_WORD}p"}) if part.tag == f"{_WORD}t")
        yield " ".join("".join(said).split())


def walked(element: ET.Element, closed: Collection[str]) -> Iterator[ET.Element]:
    """Yield what is in an element, but for what is inside of those with `closed` tags: who wants it, asks for it."""
    waiting = [*reversed(element)]
    while waiting:
        part = waiting.pop()
        yield part
        if part.tag not in closed:
            waiting += reversed(part)
