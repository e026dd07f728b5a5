"""Pandoc's inlines as words, and as Markdown that says the same in a plan file."""

import re
from collections.abc import Iterable
from typing import Any, NamedTuple

from hplan.core.incoming.lines.markdown import escaped

_MARKS = {"Strong": "**", "Emph": "*", "Strikeout": "~~"}
_CHANGES = {"insertion": ("{++", "++}"), "deletion": ("{--", "--}")}  # as CriticMarkup has it


class Words(NamedTuple):
    """What a line says: its text, the same in Markdown, the pictures in it, and whether all of it is emphasised."""

    text: str
    markdown: str
    pictures: tuple[str, ...]
    bold: bool


def lines_of(inlines: Iterable[dict[str, Any]]) -> list[Words]:
    """Return the lines of a paragraph: it has more than one where somebody broke it."""
    writer = _Writer()
    writer.all(inlines, False)
    writer.end()
    return writer.lines


class _Writer:
    def __init__(self) -> None:
        self.lines: list[Words] = []
        self.text: list[str] = []
        self.markdown: list[str] = []
        self.pictures: list[str] = []
        self.notes: list[Any] = []
        self.plain = self.open = ""
        self.bold = 0

    def end(self) -> None:
        text = "".join(self.text)
        if text.strip() or self.pictures:
            letters = sum(not sign.isspace() for sign in text)
            bold = letters > 0 and self.bold >= letters
            self.lines.append(Words(text.strip(), _tidy("".join(self.markdown)), tuple(self.pictures), bold))
        self.text, self.markdown, self.pictures, self.bold = [], [], [], 0
        notes, self.notes = self.notes, []
        for blocks in notes:
            self.note(blocks)

    def note(self, blocks: list[Any]) -> None:
        """A footnote becomes a line of its own, below that which it is about."""
        for block in blocks:
            if isinstance(block.get("c"), list) and block["t"] in ("Para", "Plain"):
                self.all(block["c"], False)
                self.end()

    def all(self, inlines: Iterable[dict[str, Any]], bold: bool) -> None:
        for inline in inlines:
            self.one(inline["t"], inline.get("c"), bold)

    def one(self, kind: str, value: Any, bold: bool) -> None:
        if kind == "Str":
            self.say(value, escaped(value), bold)
        elif kind in ("Space", "SoftBreak"):
            self.say(" ", " ", bold)
        elif kind == "LineBreak" or (kind == "RawInline" and value[0] == "html" and value[1].lower().startswith("<br")):
            self.end()
        elif kind in _MARKS:
            self.marked((_MARKS[kind], _MARKS[kind]), value, bold or kind != "Strikeout")
        elif kind in ("Underline", "SmallCaps", "Superscript", "Subscript"):
            self.all(value, bold or kind == "Underline")  # a heading, where the whole line is so
        elif kind == "Span":
            self.span(set(value[0][1]), value[1], bold)
        elif kind == "Cite":
            self.all(value[1], bold)
        else:
            self.rare(kind, value, bold)

    def rare(self, kind: str, value: Any, bold: bool) -> None:
        if kind in ("Code", "Math"):
            self.say(value[1], f"`{value[1]}`" if "`" not in value[1] else escaped(value[1]), bold)
        elif kind == "Link":
            self.link(value, bold)
        elif kind == "Image":
            self.image(value)
        elif kind == "Note":
            self.notes.append(value)
        elif kind == "Quoted":
            self.say("«", "«", bold)
            self.all(value[1], bold)
            self.say("»", "»", bold)

    def say(self, text: str, markdown: str, bold: bool) -> None:
        self.text.append(text)
        self.markdown.append(markdown)
        if bold:
            self.bold += sum(not sign.isspace() for sign in text)

    def span(self, classes: set[str], value: Any, bold: bool) -> None:
        """Words of a class: where both are wanted, what somebody put in or took out. Comments are read elsewhere."""
        change = next((signs for name, signs in _CHANGES.items() if name in classes), None)
        if change:
            self.marked(change, value, bold)
        elif not classes & {"comment-start", "comment-end"}:
            self.all(value, bold)

    def marked(self, marks: tuple[str, str], value: Any, bold: bool) -> None:
        begin = len(self.markdown)
        before = len(self.lines)
        self.all(value, bold)
        if before != len(self.lines):  # broken inside: the mark cannot reach over two lines
            return
        inside = "".join(self.markdown[begin:])
        if words := inside.strip():
            lead, tail = inside[: len(inside) - len(inside.lstrip())], inside[len(inside.rstrip()) :]
            self.markdown[begin:] = [lead, marks[0], words, marks[1], tail]

    def link(self, value: Any, bold: bool) -> None:
        begin, before = len(self.markdown), len(self.lines)
        self.all(value[1], bold)
        target = value[2][0]
        if before == len(self.lines) and re.match(r"(https?|mailto):[^\s()<>]+$", target):
            words = "".join(self.markdown[begin:])
            self.markdown[begin:] = [f"[{words}]({target})"] if words.strip() else []

    def image(self, value: Any) -> None:
        """A picture: its words stand for it until it has a file."""
        alt = lines_of(value[1])
        words = " ".join(line.text for line in alt)
        self.pictures.append(value[2][0])
        self.markdown.append(f"![{escaped(words)}](<{value[2][0]}>)")


def _tidy(markdown: str) -> str:
    """One space between words, and marks of emphasis that meet taken away."""
    markdown = re.sub(r"(?<!\\)\*\*(\s*)\*\*", r"\1", markdown)
    return " ".join(markdown.split())
