"""Writes blocks as text: Markdown, HTML as Word saves it, plain text, mail, and what a PDF's pages give."""

import textwrap
from collections.abc import Iterable
from html import escape

from form_blocks import Block, Cell
from form_docx import syllables
from form_keys import BROKEN

MSO_POINT = (
    "<p class=MsoListParagraph style='text-indent:-18.0pt;mso-list:l0 level1 lfo1'><![if !supportLists]>"
    "<span style='font-family:Symbol'>·<span style='font:7.0pt \"Times New Roman\"'>&nbsp;&nbsp;&nbsp; </span></span>"
    "<![endif]>{text}<o:p></o:p></p>"
)


def markdown(blocks: Iterable[Block], *, bold_heads: bool = False) -> str:
    """Write Markdown, tables as pipe tables."""
    lines: list[str] = []
    number = 0
    for block in blocks:
        number = number + 1 if block.kind == "item" and block.look == "1." else 0
        if block.kind == "item":
            if lines and not _is_point(lines[-1]):
                lines.append("")
            lines.append(f"{number}. {block.text}" if number else f"* {block.text}")
            continue
        lines.append("")
        if block.kind in ("title", "head"):
            level = block.level + 1 if block.kind == "head" else 1
            lines.append(f"**{block.text}**" if bold_heads and level > 2 else f"{'#' * level} {block.text}")
        elif block.kind == "table":
            lines += _pipe_table(block)
        elif block.kind == "para":
            lines.append({"bold": "**{}**", "quote": "> {}"}.get(block.look, "{}").format(block.text))
    return "\n".join(lines).strip() + "\n"


def _is_point(line: str) -> bool:
    return line.startswith("* ") or line.split(".")[0].isdigit()


def _pipe_table(block: Block) -> list[str]:
    width = max(len(row) for row in block.rows)
    rows = []
    for row in block.rows:
        cells = ["<br>".join(part.text for part in cell or []) for cell in row]
        rows.append("| " + " | ".join(cells + [""] * (width - len(cells))) + " |")
    return [rows[0], "|" + "---|" * width, *rows[1:]]


def word_html(blocks: Iterable[Block], charset: str) -> bytes:
    """Write HTML as Word saves a page for the web: points that are paragraphs, and a class on everything."""
    body = "\n".join(_html(block) for block in blocks)
    page = (
        '<html xmlns:o="urn:schemas-microsoft-com:office:office" xmlns:w="urn:schemas-microsoft-com:office:word">\n'
        f'<head><meta http-equiv=Content-Type content="text/html; charset={charset}">\n'
        '<meta name=Generator content="Microsoft Word 15 (filtered)">\n<style><!-- p.MsoNormal {margin:0cm} --></style>'
        f"</head>\n<body lang=NO-BOK><div class=WordSection1>\n{body}\n</div></body></html>\n"
    )
    return page.replace("\n", "\r\n").encode(charset, "xmlcharrefreplace")


def _html(block: Block) -> str:
    text = escape(block.text, quote=False)
    if block.kind == "title":
        return f"<p class=MsoTitle>{text}</p>"
    if block.kind == "head":
        return f"<h{block.level}><a name=_Toc{sum(block.text.encode()):06}></a>{text}</h{block.level}>"
    if block.kind == "item":
        return MSO_POINT.format(text=text)
    if block.kind == "table":
        return _html_table(block)
    look = {"bold": f"<b>{text}</b>", "quote": f"<i>{text}</i>"}.get(block.look, text)
    return f"<p class=MsoNormal>{look}<o:p></o:p></p>"


def _html_table(block: Block) -> str:
    width, lines = max(len(row) for row in block.rows), ["<table class=MsoTableGrid border=1 cellspacing=0>"]
    for number, row in enumerate(block.rows):
        lines.append("<tr>")
        for column, cell in enumerate(row):
            if cell is None:
                continue
            below = 1
            while number + below < len(block.rows) and _goes_on(block.rows[number + below], column):
                below += 1
            span = width - column if column == len(row) - 1 else 1
            size = (f" rowspan={below}" if below > 1 else "") + (f" colspan={span}" if span > 1 else "")
            lines.append(f"<td{size} valign=top>{''.join(_html(part) for part in cell) or '<p>&nbsp;</p>'}</td>")
        lines.append("</tr>")
    return "\n".join([*lines, "</table>"])


def _goes_on(row: tuple[Cell, ...], column: int) -> bool:
    return column < len(row) and row[column] is None


def plain(blocks: Iterable[Block], *, width: int = 76, rule: str = "=-", point: str = "- ", caps: bool = False) -> str:
    """Write plain text: headings underlined, points typed, every line broken at the width."""
    lines: list[str] = []
    number = 0
    for block in blocks:
        number = number + 1 if block.kind == "item" and block.look == "1." else 0
        if block.kind == "item":
            mark = f"{number}) " if number else point
            lines += textwrap.wrap(block.text, width, initial_indent=mark, subsequent_indent=" " * len(mark))
            continue
        text = block.text.upper() if caps and block.kind in ("title", "head") and block.level < 3 else block.text
        wrapped = textwrap.wrap(text, width)
        lines += ["", *wrapped]
        if rule and block.kind in ("title", "head") and block.level < 3:
            lines.append(rule[min(block.level, len(rule) - 1)] * min(len(text), width))
        if block.kind == "table":
            lines += _spelled_out(block, width)
    return "\n".join(lines).strip() + "\n"


def _spelled_out(block: Block, width: int) -> list[str]:
    """A table as people type one: the row's first cell, then each cell under the name of its column."""
    names = ["".join(part.text for part in cell or []) for cell in block.rows[0]]
    lines: list[str] = []
    for row in block.rows[1:]:
        for number, cell in enumerate(row):
            for part in cell or []:
                text = part.text if not number else f"  {names[number]}: {part.text}"
                lines += ["", text] if not number else textwrap.wrap(text, width, subsequent_indent="  ")
    return lines


def mail(text: str, head: str, answer: str) -> str:
    """The text as somebody answered it: a head, a line on top, and the plan quoted below."""
    quoted = "\n".join(f"> {line}".rstrip() for line in text.rstrip().split("\n"))
    return f"{head}\n\n{answer}\n\n{quoted}\n"


def torn(
    blocks: Iterable[Block], *, width: int, page: int, header: str, footer: str, hyphens: bool, broken: int
) -> str:
    """What a text extractor makes of a PDF: lines as they were on the page, columns side by side, pages by form feeds.

    `broken` says how many words in ten have letters that the font table turned into others.
    """
    lines: list[str] = []
    for block in blocks:
        if block.kind == "table":
            lines += ["", *_columns(block, width, hyphens), ""]
        elif block.kind == "item":
            lines += ["\uf0b7 " + line if not n else line for n, line in enumerate(_wrap(block.text, width, hyphens))]
        elif block.kind != "picture":
            lines += ([""] if block.kind != "para" else []) + _wrap(block.text, width, hyphens)
            lines += [""] if block.kind == "para" else []
    lines = [spoil(line, broken, number) for number, line in enumerate(lines)]
    pages = [lines[at : at + page] for at in range(0, len(lines), page)]
    return "\f".join(
        "\n".join([header, "", *body, "", footer.format(n=n, all=len(pages)), ""]) for n, body in enumerate(pages, 1)
    )


def _wrap(text: str, width: int, hyphens: bool) -> list[str]:
    """Break a text into lines, words in two where that fills the line."""
    lines, line = [], ""
    for word in text.split():
        if len(line) + len(word) + 1 <= width:
            line = f"{line} {word}".strip()
            continue
        room, parts = width - len(line) - 2, syllables(word) if hyphens and word.isalpha() else [word]
        taken = 0
        while taken < len(parts) - 1 and len("".join(parts[: taken + 1])) <= room:
            taken += 1
        if taken:
            lines.append(f"{line} {''.join(parts[:taken])}-".strip())
        else:
            lines.append(line)
        line = "".join(parts[taken:])
    return [one for one in [*lines, line] if one]


def _columns(block: Block, width: int, hyphens: bool) -> list[str]:
    """The rows of a table line by line, cell beside cell."""
    count = max(len(row) for row in block.rows)
    each, lines = width // count - 3, []
    for row in block.rows:
        cells: list[list[str]] = []
        for number, cell in enumerate(row):
            wide = width if number == len(row) - 1 and len(row) < count else each
            texts = [
                ("\uf0b7 " if part.kind == "item" else "") + part.text for part in cell or [] if part.kind != "picture"
            ]
            cells.append([line for text in texts for line in _wrap(text, wide, hyphens)])
        for number in range(max(len(cell) for cell in cells)):
            line = "   ".join((cell[number] if number < len(cell) else "").ljust(each) for cell in cells)
            lines.append(line.rstrip())
        lines.append("")
    return lines


def spoil(line: str, broken: int, seed: int) -> str:
    """Put the wrong letters into some of the words."""
    ligatures = {right: wrong for wrong, right in sorted(BROKEN.items(), key=lambda pair: -len(pair[1]))}
    ligatures |= {"fi": "ﬁ", "fl": "ﬂ"}
    words = line.split(" ")
    for number, word in enumerate(words):
        if (len(word) * 7 + number * 3 + seed) % 10 < broken:
            for right, wrong in ligatures.items():
                word = word.replace(right, wrong)
            words[number] = word
    return " ".join(words)
