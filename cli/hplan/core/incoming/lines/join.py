"""Joins lines that a printer, a PDF or a copy tore apart."""

import re
from collections.abc import Callable, Sequence

from hplan.core.incoming.known.compare import FUNCTION, words
from hplan.core.incoming.known.words_of_plans import field
from hplan.core.incoming.lines.line import Line

_ENDS = (".", "!", "?", ":", ";", "…", "»", '"')
_LONG = 60  # letters: a paragraph this long that does not end is torn
_TORN = 0.12  # of the lines of a document begin in the middle of a sentence: the rest is torn too
_MOVED = 8  # points: how far in the lines of a point begin
_MOST = 4  # lines that a national wording is torn into
_LONGEST = 8_000  # letters of a paragraph: what would make it longer is another
_LETTERED = re.compile(r"\(?[a-zæøå][.)]\s+[A-ZÆØÅ]")  # b. Øke …
_AMOUNT = re.compile(r"\d{1,2} (?:[a-zæøå]|%)")  # 54 flere …: a number of things, and of no point
Alike = Callable[[str], float]


def joined(lines: Sequence[Line], alike: Alike, printed: bool) -> list[Line]:
    """Return lines of which no paragraph is torn. `alike` says how much a text is like a national one.

    `printed` says that lines end where the page does, as in a text or a PDF.
    """
    limits = _limits(lines) if printed else {}
    torn = printed or sum(_goes_on(line) for line in lines) > _TORN * max(len(lines), 1)
    found: list[Line] = []
    number = 0
    while number < len(lines):
        line, number = lines[number], number + 1
        count = _national(line, lines[number : number + _MOST], alike, torn)
        for following in lines[number : number + count]:
            line = together(line, following)
        number += count
        while not count and number < len(lines) and len(line.text) < _LONGEST:
            if not _belongs(line, lines[number - 1 : number + 1], torn, alike, limits):
                break
            line = together(line, lines[number])
            number += 1
        found.append(line)
    return found


def _goes_on(line: Line) -> bool:
    return _within(line.text) and not line.item and not line.level


def _within(text: str) -> bool:
    """Whether a text begins as the middle of a sentence does, and not as a point with a letter."""
    return text[:1].islower() and not _LETTERED.match(text)


def _open(line: Line, following: Line) -> bool:
    """Whether nothing says that another paragraph begins; an empty line does not, in the middle of a sentence."""
    gap = following.gap and not (_within(following.text) and len(line.text) >= _LONG and not line.text.endswith(_ENDS))
    apart = following.item or following.level or gap or following.tab or following.pictures
    apart = apart or line.aside != following.aside
    return not apart and line.cell == following.cell and not (line.level and not _within(following.text))


def _national(line: Line, following: Sequence[Line], alike: Alike, torn: bool) -> int:
    """How many of the next lines make a national wording of this one."""
    best, count, text = alike(line.text), 0, line.text
    for number, after in enumerate(following, 1):
        if not _open(line, after) or after.bold != line.bold or (after.number and after.number != line.number):
            break
        before, text = alike(text), f"{text} {after.text}"
        likeness = alike(text)
        if likeness < before or alike(after.text) > likeness - 0.03:  # a wording is more alike with each of its lines
            break
        if likeness >= 0.85 and likeness > best + (0 if _within(after.text) else 0.03):
            best, count = likeness, number
    return count if torn or count <= 1 else 0


def _limits(lines: Sequence[Line]) -> dict[tuple[int, int], float]:
    """How far lines reach, on the page and in each column of a table; nothing where they do not end alike."""
    rights: dict[tuple[int, int], list[float]] = {}
    for line in lines:
        if line.right:
            rights.setdefault(_column(line), []).append(line.right)
    found = {}
    for column, reached in rights.items():
        edge = max(reached)
        if sum(right > edge * 0.92 for right in reached) >= max(3, len(reached) * 0.04):
            found[column] = edge
    return found


def _column(line: Line) -> tuple[int, int]:
    return (line.cell.table, line.cell.column) if line.cell else (0, 0)


def _full(line: Line, following: Line, limits: dict[tuple[int, int], float]) -> bool:
    """Whether the first word of the next line would not have fitted in: the line ends because the page does."""
    limit = limits.get(_column(line))
    if not limit or not line.text:
        return False
    wide = max((line.right - line.left) / len(line.text), 0.5)
    return line.right + wide * (len(following.text.split(" ")[0]) + 1) > limit


def _belongs(line: Line, pair: Sequence[Line], torn: bool, alike: Alike, limits: dict[tuple[int, int], float]) -> bool:
    last, following = pair
    if not _open(line, following) or not (torn or len(last.text) >= _LONG):
        return False
    text, after = last.text.rstrip(), following.text
    if text.endswith(("-", "–")) and len(text) > 1 and not text[-2].isspace() and after[:1].isalnum():
        return True
    if ":" in after and field(after):
        return False
    counts = bool(_AMOUNT.match(after))
    if text.endswith(_ENDS) or following.bold != last.bold or (following.number and not counts):
        return False
    if (_within(after) or counts) and alike(line.text) < 0.97:
        return True
    if line.item and last.right and following.left >= line.left + (_MOVED if line.page else 1):  # below its point
        return True
    if _full(last, following, limits) and alike(line.text) < 0.9:
        return True
    final = words(text)[-1:] if torn else []
    return text.endswith(",") or bool(final and final[0] in FUNCTION and alike(line.text) < 0.9)


def together(line: Line, following: Line) -> Line:
    """Return two lines as one; a hyphen that only the end of the line asked for is taken away."""
    text, markdown = _glued(line.text, following.text), _glued(line.markdown, following.markdown)
    bold = line.bold and following.bold
    if bold:
        markdown = markdown.replace("** **", " ")
    return line._replace(text=text, markdown=markdown, bold=bold, right=following.right)


def _glued(one: str, other: str) -> str:
    if one.endswith("–") and one[-2:-1].isdigit() and other[:1].isdigit():
        return f"{one}{other}"
    if not one.endswith("-") or one.endswith(" -"):
        return f"{one} {other}"
    before, after = one[:-1].split(" ")[-1], other.split(" ")[0]
    if words(other)[:1] and words(other)[0] in {"og", "eller", "samt", "til"}:
        return f"{one} {other}"
    kept = before.isupper() or after[:1].isupper() or before[-1:].isdigit() or after[:1].isdigit()
    return f"{one}{other}" if kept else f"{one[:-1]}{other}"
