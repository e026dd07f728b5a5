"""The pages of a PDF as PDFium sees them: pieces of text with where they stand, and what is drawn."""

import ctypes
from collections.abc import Iterator
from functools import cache
from typing import Any, NamedTuple

from hplan.core.incoming.lines.line import Printed
from hplan.core.incoming.pages.pdfium import pdfium

MAX_PAGES, MAX_LETTERS, MAX_EDGES = 300, 2_000_000, 5_000
_USUAL = 1 << 10  # letters of a piece of text, and more than most have
_DEPTH = 3  # forms within forms
_BOLD = 600
_PATH, _IMAGE, _FORM = 2, 3, 5  # what it calls the kinds of what is on a page
_LOCKED = 4  # what it calls the error of a password


# Signs that steer: a font without a table of letters has its ligatures there. The second is PDFium's hyphen.
_UNKNOWN = {code: 0xE100 + code for code in range(1, 32) if code != 2}


class PdfError(Exception):
    """Why a PDF is not read: it is locked, long, or broken."""


class Page(NamedTuple):
    """A page: its text in pieces, the lines and boxes on it (pieces without words), and how many pictures it has."""

    texts: list[Printed]
    drawn: list[Printed]
    pictures: int


def pages_of(content: bytes) -> Iterator[Page]:
    """Yield the pages of a PDF. Raises PdfError."""
    pdfium.FPDF_InitLibrary()
    document = pdfium.FPDF_LoadMemDocument64(content, len(content), None)
    if not document:
        raise PdfError("locked" if pdfium.FPDF_GetLastError() == _LOCKED else "broken")
    count = pdfium.FPDF_GetPageCount(document)
    if not 0 < count <= MAX_PAGES:
        raise PdfError("long" if count > 0 else "broken")
    letters = 0
    for number in range(count):
        page = _page(document, number)
        letters += sum(len(piece.text) for piece in page.texts)
        if letters > MAX_LETTERS:
            raise PdfError("long")
        yield page


def _page(document: Any, number: int) -> Page:
    page = pdfium.FPDF_LoadPage(document, number)
    if not page:
        return Page([], [], 0)
    height = pdfium.FPDF_GetPageHeightF(page)
    text = pdfium.FPDFText_LoadPage(page)
    texts = list(_texts(text, number + 1, height)) if text else []
    drawn: list[Printed] = []
    pictures = 0
    for kind, item in _objects(page, pdfium.FPDFPage_CountObjects, pdfium.FPDFPage_GetObject):
        if kind == _IMAGE:
            pictures += 1
        elif kind == _PATH and len(drawn) < MAX_EDGES:
            drawn.append(_edge(item, number + 1, height))
    if text:
        pdfium.FPDFText_ClosePage(text)
    pdfium.FPDF_ClosePage(page)
    return Page(texts, drawn, pictures)


def _objects(holder: Any, count: Any, get: Any, depth: int = 1) -> Iterator[tuple[int, Any]]:
    for index in range(count(holder)):
        item = get(holder, index)
        kind = pdfium.FPDFPageObj_GetType(item)
        yield kind, item
        if kind == _FORM and depth < _DEPTH:
            yield from _objects(item, pdfium.FPDFFormObj_CountObjects, pdfium.FPDFFormObj_GetObject, depth + 1)


def _edge(item: Any, page: int, height: float) -> Printed:
    left, bottom, right, top = (ctypes.c_float() for _ in range(4))
    pdfium.FPDFPageObj_GetBounds(item, left, bottom, right, top)
    high, low = round(height - top.value, 1), round(height - bottom.value, 1)
    return Printed("", page, round(left.value, 1), round(right.value, 1), high, low - high)


def _texts(text: Any, page: int, height: float) -> Iterator[Printed]:
    """The pieces of a page's text: what it says, where it stands, how large and how bold it is."""
    left, top, right, bottom = (ctypes.c_double() for _ in range(4))
    for index in range(min(pdfium.FPDFText_CountRects(text, 0, -1), MAX_LETTERS)):
        pdfium.FPDFText_GetRect(text, index, left, top, right, bottom)
        sides = left.value, top.value, right.value, bottom.value
        raw = _words(text, sides)
        if words := " ".join(raw.split()).translate(_UNKNOWN):
            if (
                raw[-1].isspace() and words[-1].isalpha()
            ):  # the space belongs to the piece, however near the next one is
                words += " "
            high, low = height - sides[1], height - sides[3]
            bold = _bold(text, sides[0], (sides[1] + sides[3]) / 2)
            yield Printed(words, page, sides[0], sides[2], high, low - high, bold)


def _words(text: Any, sides: tuple[float, float, float, float]) -> str:
    length = _USUAL
    while (found := pdfium.FPDFText_GetBoundedText(text, *sides, buffer := _buffer(length), length)) == length:
        length *= 8  # it had more to say: what it says in full ends with a zero
    return bytes(buffer)[: 2 * max(found - 1, 0)].decode("utf-16-le", "ignore")


@cache
def _buffer(length: int) -> Any:
    return (ctypes.c_ushort * length)()


def _bold(text: Any, left: float, middle: float) -> bool:
    """Whether the letter there is of a bold font, by the font's weight or its name."""
    index = pdfium.FPDFText_GetCharIndexAtPos(text, left + 1, middle, 4, 4)
    if index < 0:
        return False
    if pdfium.FPDFText_GetFontWeight(text, index) >= _BOLD:
        return True
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    pdfium.FPDFText_GetFontInfo(text, index, name, 128, flags)
    return b"bold" in name.value.lower()
