"""What is done to a DOCX when it is written: tracked changes, comments in the margin, colours."""

from collections.abc import Callable, Iterable
from copy import deepcopy

from docx.document import Document
from docx.oxml import OxmlElement, parse_xml
from docx.oxml.ns import nsdecls, qn
from docx.shared import Pt, RGBColor
from docx.text.paragraph import Paragraph


def tracked(inserted: dict[str, str], deleted: dict[str, str], gone: dict[str, str]) -> Callable[[Document], None]:
    """Tracked changes: words of the final text as inserted, others before it as deleted, and paragraphs that are gone.

    What was inserted has a comment in the margin where `inserted` says one.
    """

    def finish(made: Document) -> None:
        mark = f'{nsdecls("w")} w:author="Berit Nilsen" w:date="2026-01-14T09:30:00Z"'
        number = 100
        for paragraph in list(_paragraphs(made)):
            for anchor in gone:
                if paragraph.text.startswith(anchor):
                    _delete(paragraph, gone[anchor], mark)
        for paragraph in list(_paragraphs(made)):
            for text, change in [*((t, "ins") for t in inserted), *((t, "del") for t in deleted)]:
                if text not in paragraph.text or not paragraph.runs:
                    continue
                number += 1
                before, _, after = paragraph.text.partition(text)
                first = paragraph.runs[0]
                rest = deepcopy(first._r)
                wrap = parse_xml(f'<w:{change} {mark} w:id="{number}"/>')
                moved = deepcopy(first._r)
                if change == "ins":
                    _retext(first._r, before), _retext(moved, text), _retext(rest, after)
                else:
                    _retext(first._r, before), _retext(moved, deleted[text], "w:delText"), _retext(rest, text + after)
                wrap.append(moved)
                first._r.addnext(rest)
                first._r.addnext(wrap)
                break
        _comments(made, inserted)

    return finish


def _delete(before: Paragraph, text: str, mark: str) -> None:
    """Put a paragraph there that is deleted, its end too."""
    paragraph = deepcopy(before._p)
    copy = Paragraph(paragraph, before._parent)
    _retext(copy.runs[0]._r, text, "w:delText")
    deletion = parse_xml(f'<w:del {mark} w:id="90"/>')
    copy.runs[0]._r.addprevious(deletion)
    deletion.append(copy.runs[0]._r)
    paragraph.get_or_add_pPr().append(parse_xml(f'<w:rPr {nsdecls("w")}><w:del {mark} w:id="91"/></w:rPr>'))
    before._p.addnext(paragraph)


def _comments(made: Document, anchors: dict[str, str]) -> None:
    for paragraph in _paragraphs(made):
        text = "".join(node.text or "" for node in paragraph._p.iter(qn("w:t")))
        for anchor, comment in anchors.items():
            if comment and anchor in text:
                said = made.add_comment(paragraph.runs, text=comment, author="Berit Nilsen", initials="BN")
                said._comment_elm.set(qn("w:date"), "2026-01-14T09:31:00Z")


def _retext(run: object, text: str, tag: str = "w:t") -> None:
    for node in list(run.iter(qn("w:t"))):  # type: ignore[attr-defined]
        run.remove(node)  # type: ignore[attr-defined]
    node = OxmlElement(tag)
    node.text = text
    node.set(qn("xml:space"), "preserve")
    run.append(node)  # type: ignore[attr-defined]


def _paragraphs(made: Document) -> Iterable[Paragraph]:
    for node in made.element.body.iter(qn("w:p")):
        yield Paragraph(node, made)


def red(made: Document) -> None:
    """Give what is in bold a colour, as if that made it a heading."""
    for paragraph in _paragraphs(made):
        for run in paragraph.runs:
            if run.bold:
                run.font.color.rgb, run.font.size = RGBColor(0xB3, 0x12, 0x1D), Pt(13)
