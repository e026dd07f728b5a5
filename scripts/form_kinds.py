"""How a form is made: what lays its plan out, and what makes bytes of that."""

from collections.abc import Callable
from typing import NamedTuple

from form_blocks import Block, Layout, blocks
from form_docx import Dress, document
from form_keys import Plan


class Form(NamedTuple):
    """How a file is made: the layout, and what makes bytes of it. LibreOffice makes what `office` says."""

    layout: Layout
    write: Callable[[list[Block]], bytes]
    office: bool = False
    lay: Callable[[Plan, Layout], list[Block]] = blocks


def word(**dress: object) -> Callable[[list[Block]], bytes]:
    """A DOCX in some dress."""
    return lambda laid: document(laid, Dress(**dress))  # type: ignore[arg-type]


def text(write: Callable[[list[Block]], str], newline: str = "\n") -> Callable[[list[Block]], bytes]:
    """A text in UTF-8."""
    return lambda laid: write(laid).replace("\n", newline).encode()
