"""Markdown as units: a document that hplan rendered, or a text of a plan, whose units know their lines."""

import re
from collections.abc import Iterator, Sequence
from functools import lru_cache
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from hplan.core.incoming.returned.units import Kind, Read, Unit

IDENTITY = re.compile(r"^\[//\]: # \(hplan (.*)\)\s*$", re.MULTILINE)
_BLANKS = re.compile(r"(`+)[^`]+\1(?!`)|[ \t]{20,}")  # nobody typed so much for what is between two words, but in code
# Each begins where the blanks do: from every one of a thousand, it would take the square of them.
_SOFT = re.compile(r"(?:(?<![ \t\\])|(?<=\\[ \t]))[ \t]*\n[ \t]*")
_HARD = re.compile(r"(?:(?<! )  +|\\)\n[ \t]*")
_LEAVES = ("inline", "fence", "code_block", "html_block")


class Line(NamedTuple):
    """A unit of a text, and the lines of the text that it stands on: from `start` up to `stop`."""

    unit: Unit
    start: int
    stop: int


@lru_cache(maxsize=1)
def _parser() -> MarkdownIt:
    return MarkdownIt("commonmark").enable(["table", "strikethrough"])


def read_markdown(text: str) -> Read:
    """Return the units of a document of Markdown; its headings are a level below those of a DOCX, which has a title."""
    return Read(tuple(_as_in_docx(line.unit) for line in lines(text) if line.unit.text != "&nbsp;"))


def _as_in_docx(unit: Unit) -> Unit:
    if unit.kind is not Kind.HEADING:
        return unit
    if unit.level == 1:
        return unit._replace(kind=Kind.PARAGRAPH, level=0, style="Title")
    return unit._replace(level=unit.level - 1)


def lines(text: str) -> list[Line]:
    """Return the units of a text, each with its lines."""
    return list(_walk(_parser().parse(text)))


class _Place:
    """Where in the tree of a text a token stands: how deep in lists and quotes, and the head of its point."""

    def __init__(self) -> None:
        self.lists: list[int | None] = []
        self.quotes, self.fresh = 0, False
        self.heading = 0

    def pass_by(self, token: Token) -> None:
        if token.type in ("bullet_list_open", "ordered_list_open"):
            self.lists.append(int(token.attrs.get("start", 1)) if token.type.startswith("ordered") else None)
        elif token.type in ("bullet_list_close", "ordered_list_close"):
            self.lists.pop()
        elif token.type == "list_item_open":
            self.fresh = True
        elif token.type == "blockquote_open":
            self.quotes += 1
        elif token.type == "blockquote_close":
            self.quotes -= 1
        elif token.type == "heading_open":
            self.heading = int(token.tag[1:])
        elif token.type == "heading_close":
            self.heading = 0

    def unit(self, text: str) -> Unit:
        if self.heading and not self.lists and not self.quotes:
            return Unit(Kind.HEADING, text, self.heading)
        depth, point = len(self.lists), self.fresh and bool(self.lists)
        self.fresh = False
        ordered = self.lists[-1] if point else None
        kind = Kind.POINT if point else Kind.PARAGRAPH
        return Unit(kind, text, depth - 1 if point else depth, ordered=ordered, quote=self.quotes)


def _walk(tokens: Sequence[Token]) -> Iterator[Line]:
    place, at = _Place(), 0
    while at < len(tokens):
        token = tokens[at]
        if token.type == "table_open":
            stop = next(n for n in range(at, len(tokens)) if tokens[n].type == "table_close")
            start, end = token.map or (0, 0)
            yield Line(Unit(Kind.TABLE, "", len(place.lists), cells=tuple(_rows(tokens[at:stop]))), start, end)
            at = stop
        elif token.type in ("bullet_list_open", "ordered_list_open") and place.fresh:
            start = (token.map or (0, 0))[0]
            yield Line(place.unit(""), start, start)  # a point whose text begins with a list of its own
            continue
        elif token.type in _LEAVES:
            start, end = token.map or (0, 0)
            yield Line(place.unit(_inline(token)), start, end)
        elif token.type == "hr":
            start, end = token.map or (0, 0)
            yield Line(place.unit("---"), start, end)
        else:
            place.pass_by(token)
        at += 1


def _inline(token: Token) -> str:
    if token.type == "inline":
        text = _SOFT.sub(" ", _HARD.sub("\\\\\n", token.content))
        return _BLANKS.sub(lambda found: found[0] if found[1] else " ", text).strip()
    return token.content.rstrip("\n")


def _rows(tokens: Sequence[Token]) -> Iterator[tuple[tuple[Unit, ...], ...]]:
    row: list[tuple[Unit, ...]] = []
    for token in tokens:
        if token.type == "tr_open":
            row = []
        elif token.type == "inline":
            text = _inline(token)
            row.append((Unit(Kind.PARAGRAPH, text),) if text else ())
        elif token.type == "tr_close":
            yield tuple(row)
