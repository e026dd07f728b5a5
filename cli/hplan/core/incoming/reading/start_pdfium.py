"""Starts the process that reads a PDF."""

import sys
from importlib.util import find_spec
from os.path import dirname, join

from hplan.core.incoming.reading.running import Running

SECONDS = 20
_INCOMING = dirname(dirname(__file__))  # noqa: PTH120 (see begin.py)


def start(content: bytes) -> Running | None:
    """Start what reads a PDF; None where PDFium is not installed."""
    library = find_spec("pypdfium2_raw")  # found, not imported: it is a process of its own that needs it
    if not library or not library.origin:
        return None
    alone = ["-I", "-S", *(["-B"] if sys.dont_write_bytecode else [])]
    paths = [dirname(dirname(dirname(_INCOMING))), dirname(dirname(library.origin))]  # noqa: PTH120
    return Running([sys.executable, *alone, join(_INCOMING, "pages", "pdf_process.py"), *paths], content, SECONDS)  # noqa: PTH118
