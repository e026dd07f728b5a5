"""Reads a PDF as a screen reader does: by its tags, in their order. What is no part of them is decoration."""

import io
import re
from collections.abc import Iterator
from typing import Any, NamedTuple

from pypdf import PageObject, PdfReader


class Tag(NamedTuple):
    """A tag, what is in it, and what it says of itself; `inside` are the tags around it, outermost first."""

    name: str
    text: str
    language: str
    alt: str
    inside: tuple[str, ...]


class Pdf:
    """A PDF that was read. `tags` are in reading order, `artifacts` the text of the pages that has no tag."""

    def __init__(self, content: bytes) -> None:
        self.reader = PdfReader(io.BytesIO(content))
        self.root: Any = self.reader.trailer["/Root"]
        self.texts: dict[int, dict[int, str]] = {}
        self.artifacts = ""
        for page in self.reader.pages:
            assert page.indirect_reference
            marked = marked_texts(page)
            self.artifacts += marked.pop(None, "") + "\n"
            self.texts[page.indirect_reference.idnum] = {
                place: text for place, text in marked.items() if place is not None
            }
        self.xmp = self.root["/Metadata"].get_object().get_data().decode()
        self.tags = list(self._tags(self.root["/StructTreeRoot"]["/K"], 0, str(self.root["/Lang"]), ()))

    def all(self, *names: str) -> list[Tag]:
        """The tags of some names."""
        return [tag for tag in self.tags if tag.name in names]

    @property
    def text(self) -> str:
        """All that is read aloud, in its order, a form feed before each heading; words broken over lines are whole."""
        (document,) = self.all("Document")
        return document.text

    def _tags(self, kids: Any, page: int, language: str, inside: tuple[str, ...]) -> Iterator[Tag]:
        for kid in kids if isinstance(kids, list) else [kids]:
            node = kid.get_object()
            if not isinstance(node, dict) or "/S" not in node:
                continue
            here = node.raw_get("/Pg").idnum if "/Pg" in node else page
            own = str(node.get("/Lang", language))
            name = str(node["/S"])[1:]
            text = re.sub("\u00ad-?\\s*", "", self._text(node.get("/K", []), here))
            yield Tag(name, text, own, str(node.get("/Alt", "")), inside)
            yield from self._tags(node.get("/K", []), here, own, (*inside, name))

    def _text(self, kids: Any, page: int) -> str:
        parts = []
        for kid in kids if isinstance(kids, list) else [kids]:
            node = kid.get_object()
            if isinstance(node, int):
                parts.append(self.texts[page].get(node, ""))
            elif "/S" in node:
                own = node.raw_get("/Pg").idnum if "/Pg" in node else page
                before, after = (
                    ("\f", "\n") if node["/S"] in HEADINGS else ("\n", "\n") if node["/S"] in BLOCKS else ("", "")
                )
                parts.append(before + self._text(node.get("/K", []), own) + after)
            elif "/MCID" in node:
                own = node.raw_get("/Pg").idnum if "/Pg" in node else page
                parts.append(self.texts[own].get(node["/MCID"], ""))
        return "".join(parts)


HEADINGS = {"/H1", "/H2", "/H3", "/H4"}
BLOCKS = {"/P", "/L", "/LI", "/Lbl", "/LBody", "/TR", "/TH", "/TD", "/Note", "/TOCI"}


def marked_texts(page: PageObject) -> dict[int | None, str]:
    """The texts of a page by the numbers of their marks; None has what is an artifact."""
    found: dict[int | None, list[str]] = {}
    marks: list[tuple[int | None, bool]] = []  # number, and whether it is a soft hyphen

    def text(words: str, *_: object) -> None:
        number = next((mark for mark, _ in reversed(marks) if mark is not None), None)
        found.setdefault(number, []).append(words.replace("\n", " "))

    def before(operator: bytes, operands: Any, *_: object) -> None:
        if operator == b"BDC":
            facts = operands[1] if isinstance(operands[1], dict) else {}
            marks.append((facts.get("/MCID"), facts.get("/ActualText") == b"\xfe\xff\x00\xad"))
        elif operator == b"BMC":
            marks.append((None, False))
        elif operator == b"EMC" and marks.pop()[1]:
            text("\u00ad")  # before the hyphen that is shown, which comes when the line is done

    page.extract_text(visitor_operand_before=before, visitor_text=text)
    return {mark: "".join(words) for mark, words in found.items()}
