"""Reads the text of a PDF, through pdf_process.py: pieces that stand beside each other become lines."""

import json
import subprocess
import sys
import tempfile
from importlib.util import find_spec
from pathlib import Path
from typing import Any

from hplan.core.incoming import pdf_process
from hplan.core.incoming.read import Printed
from hplan.errors import StopError
from hplan.i18n import N_, Message

SECONDS = 20
_MAX_ANSWER = 48 << 20
_WRONG = {
    "locked": N_("{path} is locked with a password; save it without one"),
    "long": N_("{path} is longer than any plan; it is not read"),
    "broken": N_("{path} is broken; ask for it as a Word file"),
}


def read_pdf(path: Path, content: bytes) -> tuple[tuple[Printed, ...], tuple[Message, ...]]:
    """Return the pieces of text of a PDF in the order that they are in it, and what is to be said of it.

    A piece without words is a line or a box that is drawn.

    Raises StopError, which names the file.
    """
    if not find_spec("pypdfium2"):
        raise StopError(N_("to read PDF, install hplan with its extra: pip install 'hplan[pdf]'"))
    pages = _pages(path, content)
    empty = [number for number, (pieces, _pictures, _edges) in enumerate(pages, 1) if not pieces]
    scanned = [number for number in empty if pages[number - 1][1]]
    if len(empty) == len(pages):
        named = ", ".join(map(str, empty[:20]))
        raise StopError(
            N_("{path} has no text, only pictures of it (page {pages}); scan it as text"), path=path, pages=named
        )
    notes = []
    if scanned:
        named = ", ".join(map(str, scanned))
        notes.append(Message.of(N_("page {pages} is only a picture; what it says must be typed"), pages=named))
    drawn = [number for number, (pieces, pictures, _edges) in enumerate(pages, 1) if pieces and pictures]
    if drawn:
        named = ", ".join(map(str, drawn))
        notes.append(Message.of(N_("pictures on page {pages} are not taken along from a PDF"), pages=named))
    printed = [
        Printed(" ".join(words.split()), number, left, right, top, height, bold)
        for number, (pieces, _pictures, _edges) in enumerate(pages, 1)
        for words, left, right, top, height, bold in pieces
    ]
    printed += [
        Printed("", number, left, right, top, bottom - top)
        for number, (_pieces, _pictures, edges) in enumerate(pages, 1)
        for left, top, right, bottom in edges
    ]
    return tuple(printed), tuple(notes)


def _pages(path: Path, content: bytes) -> list[Any]:
    with tempfile.TemporaryFile() as source:
        source.write(content)
        source.seek(0)
        try:
            process = subprocess.run(
                [sys.executable, "-I", pdf_process.__file__],
                stdin=source,
                stdout=subprocess.PIPE,
                stderr=subprocess.DEVNULL,
                timeout=SECONDS,
                check=False,
            )
        except subprocess.TimeoutExpired:
            raise StopError(N_("{path} takes too long or too much memory to read"), path=path) from None
    try:
        answer = json.loads(process.stdout[:_MAX_ANSWER])
    except ValueError:
        raise StopError(N_("{path} takes too long or too much memory to read"), path=path) from None
    if "error" in answer:
        raise StopError(_WRONG[answer["error"]], path=path)
    pages: list[Any] = answer["pages"]
    return pages
