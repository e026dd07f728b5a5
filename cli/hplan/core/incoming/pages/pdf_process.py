"""The process that reads a PDF: its lines in the order of reading, as JSON on standard output.

PDFium is a large library in C++, and a PDF can be anything: it runs here, with little memory, and can be stopped. It is
started without the folders of packages; those that it needs are its arguments.
"""

import gc
import json
import sys
from contextlib import suppress
from typing import Any

MEMORY = 420 << 20


def main() -> None:
    """Read a PDF from standard input."""
    gc.set_threshold(50_000)  # see hplan.__main__
    sys.path[:0] = sys.argv[1:]
    with suppress(ImportError, ValueError, OSError):
        import resource

        resource.setrlimit(resource.RLIMIT_AS, (MEMORY, MEMORY))
    sys.stdout.write(json.dumps(_read(sys.stdin.buffer.read())) + "\n")
    sys.stdout.flush()


def _read(content: bytes) -> dict[str, Any]:
    from hplan.core.incoming.pages.layout import lines_of_pages
    from hplan.core.incoming.pages.pdf_pages import PdfError, pages_of

    try:
        pages = list(pages_of(content))
    except PdfError as error:
        return {"error": error.args[0]}
    empty = [number for number, page in enumerate(pages, 1) if not page.texts]
    lines, names = lines_of_pages([piece for page in pages for piece in (*page.texts, *page.drawn)])
    return {
        "pages": len(pages),
        "empty": empty,
        "scanned": [number for number in empty if pages[number - 1].pictures],
        "pictures": [number for number, page in enumerate(pages, 1) if page.texts and page.pictures],
        "lines": lines,
        "names": names,
    }


if __name__ == "__main__":
    main()
