"""Reads a PDF back with pypdf: what is said of the document, its tree of tags, its pages and fonts."""

from collections.abc import Iterator
from io import BytesIO
from typing import Any, NamedTuple

from pypdf import PdfReader

from hplan.core.audit.check import Unreadable
from hplan.core.audit.xml import parse
from hplan.i18n import N_

_MAX_NODES, _MAX_PAGES, _MAX_ROLES = 1_000_000, 10_000, 20
_UA = "{http://www.aiim.org/pdfua/ns/id/}part"
_DC_TITLE = "{http://purl.org/dc/elements/1.1/}title"


class Tag(NamedTuple):
    """An element of the tree of tags: what it is, after the map of roles; its text for who does not see; its table."""

    kind: str
    alt: str
    table: int  # which of the tables it stands in, from 1; 0 for none


class Page(NamedTuple):
    """A page: whether it belongs to the tree of tags; whether it has links or notes, in what order the tab key takes
    them, and whether every link is described.
    """

    tagged: bool
    noted: bool
    in_order: bool
    described: bool


class Pdf(NamedTuple):
    """What is read back of a PDF."""

    language: str
    title: str
    shows_title: bool
    marked: bool
    ua: str
    tags: list[Tag]
    pages: list[Page]
    fonts: dict[str, bool]  # by name: whether the font is in the file
    runs: list[str]


def read(content: bytes) -> Pdf:
    """Return a PDF as it is read back. Raises Unreadable."""
    try:
        return _read(PdfReader(BytesIO(content)))
    except Unreadable:
        raise
    except Exception as error:  # a broken file breaks the library in any way
        raise Unreadable(N_("it is not a PDF that can be read ({fault})"), fault=type(error).__name__) from None


def _read(reader: PdfReader) -> Pdf:
    root = _of(reader.trailer["/Root"])
    if len(reader.pages) > _MAX_PAGES:
        raise Unreadable(N_("it is too large"))
    about = _of(root.get("/Metadata"))
    xmp = parse(about.get_data(), "XMP") if about is not None else None
    ua = titled = ""
    for element in xmp.iter() if xmp is not None else ():
        ua = ua or element.get(_UA, "") or ((element.text or "").strip() if element.tag == _UA else "")
        titled = titled or ("".join(element.itertext()).strip() if element.tag == _DC_TITLE else "")
    shown = _of(root.get("/ViewerPreferences")) or {}
    marks = _of(root.get("/MarkInfo")) or {}
    return Pdf(
        language=str(root.get("/Lang", "")),
        title=titled,
        shows_title=bool(_of(shown.get("/DisplayDocTitle"))),
        marked=bool(_of(marks.get("/Marked"))),
        ua=ua,
        tags=list(_tags(_of(root.get("/StructTreeRoot")))),
        pages=[_page(page) for page in reader.pages],
        fonts=_fonts(reader),
        runs=[name for name in ("/OpenAction", "/AA") if _acts(root.get(name))],
    )


def _of(value: Any) -> Any:
    """What a reference leads to."""
    return value.get_object() if hasattr(value, "get_object") else value


def _acts(value: Any) -> bool:
    """Whether something is done when the document is opened; to show a page is nothing."""
    action = _of(value)
    return isinstance(action, dict) and action.get("/S") != "/GoTo"


def _tags(root: Any) -> Iterator[Tag]:
    """The elements of the tree, in the order of reading."""
    if not isinstance(root, dict):
        return
    roles = _of(root.get("/RoleMap")) or {}
    waiting: list[tuple[Any, int]] = [(root.get("/K"), 0)]
    tables = count = 0
    while waiting:
        value, table = waiting.pop()
        node = _of(value)
        count += 1
        if count > _MAX_NODES:
            raise Unreadable(N_("it is too large"))
        if isinstance(node, list):
            waiting += [(child, table) for child in reversed(node)]
        elif isinstance(node, dict) and "/S" in node:
            kind = _role(str(node["/S"]), roles)
            if kind == "Table":
                table = tables = tables + 1
            yield Tag(kind, str(_of(node.get("/Alt")) or _of(node.get("/ActualText")) or ""), table)
            waiting.append((node.get("/K"), table))


def _role(kind: str, roles: Any) -> str:
    for _ in range(_MAX_ROLES):
        if kind not in roles:
            break
        kind = str(roles[kind])
    return kind.removeprefix("/")


def _page(page: Any) -> Page:
    notes = [_of(note) for note in _of(page.get("/Annots")) or []]
    links = [note for note in notes if note.get("/Subtype") == "/Link"]
    described = all(note.get("/Contents") for note in links)
    return Page("/StructParents" in page, bool(notes), page.get("/Tabs") == "/S", described)


def _fonts(reader: PdfReader) -> dict[str, bool]:
    """The fonts of the pages and of the pictures drawn on them."""
    found: dict[str, bool] = {}
    seen: set[int] = set()
    waiting = [_of(page.get("/Resources")) for page in reader.pages]
    while waiting:
        resources = waiting.pop()
        if not isinstance(resources, dict) or id(resources) in seen:
            continue
        seen.add(id(resources))
        for font in (_of(resources.get("/Font")) or {}).values():
            held = _of(font)
            found[str(held.get("/BaseFont") or held.get("/Name") or "?").removeprefix("/")] = _embedded(held)
        waiting += [_of(_of(drawn).get("/Resources")) for drawn in (_of(resources.get("/XObject")) or {}).values()]
    return found


def _embedded(font: Any) -> bool:
    if font.get("/Subtype") == "/Type3":  # its letters are drawn in the file itself
        return True
    if font.get("/Subtype") == "/Type0":
        font = _of(_of(font["/DescendantFonts"])[0])
    facts = _of(font.get("/FontDescriptor")) or {}
    return any(name in facts for name in ("/FontFile", "/FontFile2", "/FontFile3"))
