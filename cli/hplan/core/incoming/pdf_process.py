"""The process that reads a PDF: its lines, with where they stand, as JSON on standard output.

PDFium is a large library in C++, and a PDF can be anything: it runs here, with little memory, and can be stopped.
"""

import ctypes
import json
import sys
from contextlib import suppress
from typing import Any

MAX_PAGES, MAX_LETTERS, MAX_EDGES = 300, 2_000_000, 5_000
MEMORY = 420 << 20


def main() -> int:
    """Read a PDF from standard input."""
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    import pypdfium2

    try:
        document = pypdfium2.PdfDocument(sys.stdin.buffer.read())
    except pypdfium2.PdfiumError as error:
        return _answer({"error": "locked" if "assword" in str(error) else "broken"})
    if not 0 < len(document) <= MAX_PAGES:
        return _answer({"error": "long" if len(document) else "broken"})
    pages: list[Any] = []
    letters = 0
    for number in range(len(document)):
        lines, pictures, edges = _page(document, number)
        letters += sum(len(line[0]) for line in lines)
        if letters > MAX_LETTERS:
            return _answer({"error": "long"})
        pages.append([lines, pictures, edges])
    return _answer({"pages": pages})


def _page(document: Any, number: int) -> tuple[list[list[Any]], int, list[list[float]]]:
    """The pieces of a page's text: what it says, where it stands, how large and how bold it is.

    Beside them, how many pictures it has, and where lines and boxes are drawn: left, top, right, bottom.
    """
    import pypdfium2

    try:
        page = document[number]
    except pypdfium2.PdfiumError:
        return [], 0, []
    text = page.get_textpage()
    height = page.get_height()
    found = []
    for index in range(min(text.count_rects(), MAX_LETTERS)):
        left, bottom, right, top = text.get_rect(index)
        words = text.get_text_bounded(left, bottom, right, top)
        if words.strip():
            found.append([words, left, right, height - top, top - bottom, _weight(text, left, (bottom + top) / 2)])
    pictures = 0
    edges: list[list[float]] = []
    for drawn in page.get_objects(max_depth=3):
        if drawn.type == pypdfium2.raw.FPDF_PAGEOBJ_IMAGE:
            pictures += 1
        elif drawn.type == pypdfium2.raw.FPDF_PAGEOBJ_PATH and len(edges) < MAX_EDGES:
            left, bottom, right, top = drawn.get_bounds()
            edges.append([round(left, 1), round(height - top, 1), round(right, 1), round(height - bottom, 1)])
    return found, pictures, edges


def _weight(text: Any, left: float, middle: float) -> bool:
    """Whether the letter there is of a bold font, by the font's weight or its name."""
    import pypdfium2.raw as raw

    index = raw.FPDFText_GetCharIndexAtPos(text, left + 1, middle, 4, 4)
    if index < 0:
        return False
    if raw.FPDFText_GetFontWeight(text, index) >= 600:
        return True
    name, flags = ctypes.create_string_buffer(128), ctypes.c_int()
    raw.FPDFText_GetFontInfo(text, index, name, 128, flags)
    return b"bold" in name.value.lower()


def _answer(answer: dict[str, Any]) -> int:
    sys.stdout.write(json.dumps(answer))
    return 0


if __name__ == "__main__":
    sys.exit(main())
