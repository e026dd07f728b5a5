"""The checks of a document in Markdown."""

import re
from collections.abc import Iterator
from typing import NamedTuple

from markdown_it import MarkdownIt
from markdown_it.token import Token

from hplan.core.audit.check import Register, Unreadable, heading_order, quoted
from hplan.core.audit.html_checks import TEMPLATE
from hplan.core.audit.xml import MAX_BYTES
from hplan.i18n import N_, Message


class Markdown(NamedTuple):
    """A document as a reader of Markdown takes it: its lines, and the tokens they come to."""

    lines: list[str]
    tokens: list[Token]


def read(content: bytes) -> Markdown:
    """Return a document as it is read back. Raises Unreadable."""
    if len(content) > MAX_BYTES:
        raise Unreadable(N_("it is too large"))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError:
        raise Unreadable(N_("it is not text in UTF-8")) from None
    tokens = MarkdownIt("commonmark").enable(["table", "strikethrough"]).parse(text)
    return Markdown(text.split("\n"), tokens)  # as markdown-it counts lines


CHECKS = Register("md", read)


def _headings(document: Markdown) -> list[tuple[int, str]]:
    """The headings, but for those that somebody quotes."""
    found, depth = [], 0
    for token, inside in zip(document.tokens, document.tokens[1:], strict=False):
        depth += token.nesting if token.type.startswith("blockquote") else 0
        if token.type == "heading_open" and not depth:
            found.append((int(token.tag[1]), inside.content))
    return found


@CHECKS("one-h1", N_("The document has one heading on level 1: its title."), TEMPLATE, "WCAG 2.2: 1.3.1, 2.4.2")
def _one_h1(document: Markdown) -> Iterator[Message]:
    count = sum(level == 1 for level, _ in _headings(document))
    if count != 1:
        yield Message.of(N_("the number of headings on level 1 is {count}, and should be 1"), count=count)


@CHECKS("headings", N_("Headings begin on level 1, jump over no level and are not empty."), TEMPLATE,
        "WCAG 2.2: 1.3.1, 2.4.6")  # fmt: skip
def _heading_order(document: Markdown) -> Iterator[Message]:
    yield from heading_order(_headings(document))


@CHECKS("picture-alt", N_("Every picture has a text for whoever does not see it."),
        N_("Describe the picture in the plan, between the brackets: ![what it shows](the-file.png)"),
        "WCAG 2.2: 1.1.1")  # fmt: skip
def _picture_alt(document: Markdown) -> Iterator[Message]:
    for token in document.tokens:
        for part in token.children or []:
            if part.type == "image" and not part.content.strip():
                yield Message.of(N_("the picture “{name}” has no text"), name=part.attrs.get("src", ""))


_SIGNS = " >-*+.)0123456789"  # of lists and quotations, and the number of a point
_DASHES = re.compile(r"\s*\|?(?:\s*:?-+:?\s*\|)+\s*(?::?-+:?)?\s*")


@CHECKS("tables", N_("Tables are tables: each row has as many cells as the first, and none is lost."),
        N_("Use tables with short texts only in the template, handlingsplan.md.j2; give the rest headings."),
        "GitHub Flavored Markdown: 4.10 · WCAG 2.2: 1.3.1")  # fmt: skip
def _tables(document: Markdown) -> Iterator[Message]:
    for token in document.tokens:
        first, end = token.map or (0, 0)
        lines = document.lines[first:end]
        if token.type == "table_open":
            for line in lines:
                if _columns(line) != _columns(lines[0]):
                    yield Message.of(
                        N_("the row “{text}” has another number of cells than its table"), text=quoted(line)
                    )
        elif token.type == "inline":
            for line in lines:
                if line.strip(_SIGNS) == "[TABLE]":
                    yield Message(N_("a table could not be written, and only “[TABLE]” stands in its place"))
                elif _DASHES.fullmatch(line) and token.content.count("\n"):
                    yield Message.of(N_("“{text}” looks like a table, and is none"), text=quoted(lines[0]))


def _columns(line: str) -> int:
    return len(re.findall(r"(?<!\\)\|", line.strip().removeprefix("|").removesuffix("|")))
