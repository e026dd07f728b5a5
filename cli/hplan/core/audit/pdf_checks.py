"""The checks of a PDF: what PDF/UA-1 asks that a program can see."""

from collections.abc import Iterator

from hplan.core.audit.check import NO_HEADINGS, Register, language
from hplan.core.audit.html_checks import TEMPLATE
from hplan.core.audit.pdf_read import Pdf, read
from hplan.i18n import N_, Message

CHECKS = Register("pdf", read)


@CHECKS("tags", N_("The document has a tree of tags, says so, and every page belongs to it."), TEMPLATE,
        "PDF/UA-1: 7.1 · WCAG 2.2: 1.3.1, 1.3.2")  # fmt: skip
def _tags(pdf: Pdf) -> Iterator[Message]:
    if not pdf.tags:
        yield Message(N_("the document has no tree of tags"))
    if not pdf.marked:
        yield Message(N_("the document does not say that it is tagged"))
    for number, page in enumerate(pdf.pages, 1):
        if pdf.tags and not page.tagged:
            yield Message.of(N_("page {number} does not belong to the tree of tags"), number=number)


@CHECKS("language", N_("The document says that it is in Norwegian or Sámi."), TEMPLATE,
        "PDF/UA-1: 7.2 · WCAG 2.2: 3.1.1 · EN 301 549: 10.3.1.1")  # fmt: skip
def _language(pdf: Pdf) -> Iterator[Message]:
    yield from language(pdf.language)


@CHECKS("title", N_("The document has a title, and its window shows it, not the name of the file."), TEMPLATE,
        "PDF/UA-1: 7.1 · WCAG 2.2: 2.4.2 · EN 301 549: 10.2.4.2")  # fmt: skip
def _title(pdf: Pdf) -> Iterator[Message]:
    if not pdf.title:
        yield Message(N_("there is no title in the properties of the document"))
    if not pdf.shows_title:
        yield Message(N_("the title is not shown in the window (DisplayDocTitle)"))


@CHECKS("identifier", N_("The document says that it keeps to PDF/UA-1."), TEMPLATE, "PDF/UA-1: 5")
def _identifier(pdf: Pdf) -> Iterator[Message]:
    if pdf.ua != "1":
        yield Message(N_("the document does not say that it keeps to PDF/UA-1"))


@CHECKS("headings", N_("Headings begin on level 1 and jump over no level."), TEMPLATE,
        "PDF/UA-1: 7.4.2 · WCAG 2.2: 1.3.1 · EN 301 549: 10.1.3.1")  # fmt: skip
def _headings(pdf: Pdf) -> Iterator[Message]:
    levels = [int(tag.kind[1:]) for tag in pdf.tags if tag.kind[:1] == "H" and tag.kind[1:].isdecimal()]
    if pdf.tags and not levels:
        yield Message(NO_HEADINGS)
    above = 0
    for number, level in enumerate(levels, 1):
        if level > above + 1:
            message = N_("heading number {number} is on level {level}, and the one above it on level {above}")
            yield Message.of(message, number=number, level=level, above=above)
        above = level


@CHECKS("picture-alt", N_("Every picture has a text for whoever does not see it."),
        N_("Describe the picture in the plan, between the brackets: ![what it shows](the-file.png)"),
        "PDF/UA-1: 7.3 · WCAG 2.2: 1.1.1 · EN 301 549: 10.1.1.1")  # fmt: skip
def _picture_alt(pdf: Pdf) -> Iterator[Message]:
    for number, tag in enumerate((tag for tag in pdf.tags if tag.kind == "Figure"), 1):
        if not tag.alt.strip():
            yield Message.of(N_("picture number {number} has no text"), number=number)


@CHECKS("tables", N_("Every table has headings."),
        N_("A table of the plan begins with a line of headings, | what | when |, and a line of dashes, |---|---|."),
        "PDF/UA-1: 7.5 · WCAG 2.2: 1.3.1 · EN 301 549: 10.1.3.1")  # fmt: skip
def _tables(pdf: Pdf) -> Iterator[Message]:
    headed = {tag.table for tag in pdf.tags if tag.kind == "TH"}
    for number in sorted({tag.table for tag in pdf.tags if tag.table} - headed):
        yield Message.of(N_("table number {number} has no headings"), number=number)


@CHECKS("links", N_("Links are described, and the tab key takes them in the order of reading."), TEMPLATE,
        "PDF/UA-1: 7.18.3, 7.18.5 · WCAG 2.2: 2.4.3, 2.4.4")  # fmt: skip
def _links(pdf: Pdf) -> Iterator[Message]:
    for number, page in enumerate(pdf.pages, 1):
        if page.noted and not page.in_order:
            yield Message.of(N_("the tab key does not follow the tags on page {number}"), number=number)
        if not page.described:
            yield Message.of(N_("a link on page {number} is not described"), number=number)


@CHECKS("pages", N_("The document has pages."), TEMPLATE, "")
def _pages(pdf: Pdf) -> Iterator[Message]:
    if not pdf.pages:
        yield Message(N_("the document has no pages"))


@CHECKS("fonts", N_("Every font is in the file, so that the letters are the same everywhere."), TEMPLATE,
        "PDF/UA-1: 7.21.4.1")  # fmt: skip
def _fonts(pdf: Pdf) -> Iterator[Message]:
    for name, embedded in sorted(pdf.fonts.items()):
        if not embedded:
            yield Message.of(N_("the font {name} is not in the file"), name=name)


@CHECKS("runs-nothing", N_("Nothing is run when the document is opened."), TEMPLATE, "")
def _runs_nothing(pdf: Pdf) -> Iterator[Message]:
    for name in pdf.runs:
        yield Message.of(N_("the document runs something when it is opened ({name})"), name=name)
