"""A text as lines: bullets, numbers and tabs are all the structure that it has."""

import re
from collections import Counter
from collections.abc import Iterator, Sequence

from hplan.core.incoming.lines.columns import Drawn, Piece
from hplan.core.incoming.lines.edges import parted
from hplan.core.incoming.lines.line import Line, Printed
from hplan.core.incoming.lines.printed import RULE, line_of
from hplan.core.incoming.lines.side_by_side import placed
from hplan.core.incoming.reading.underlined import underlined

_LEFT_BY_WORD = re.compile(r"\[(?:bookmark|bokmerke):[^\]\n]{0,80}\]")
_LEADS, _APART = re.compile(r"\W|o|[(]?\d{1,2}(?:\.\d{1,2})*[.)]?|[a-z]\)"), 4  # a bullet, a number; then spaces
_QUOTED = re.compile(r"^(?:> ?)+")  # in a mail
_BARS = re.compile(r"(?<=\s)\|(?=\s)|^\||\|$")
_TAB = 1000  # letters: where each tab goes to, whatever stands before it
_MOST = 100  # pieces of a line: one with more is no row of a table


def printed_lines(text: str) -> tuple[Printed, ...]:
    """Return the lines of a text; empty ones too, which say where a paragraph or a cell ends."""
    found: list[Printed] = []
    pages = text.split("\f")
    for page, held in enumerate(pages, 1 if len(pages) > 1 else 0):
        for line in held.split("\n"):
            words = line.strip(" \xa0")
            left = len(line) - len(line.lstrip(" \xa0"))
            found.append(Printed(words, page, left, left + len(words), len(found), 1))
    return tuple(found)


def lines_of_text(printed: Sequence[Printed]) -> Iterator[Line]:
    """Yield the lines of a text. A line that begins with a tab begins a cell, also where nothing is in it."""
    drawn: list[Drawn] = []
    printed, _said = parted(printed)
    texts = [_QUOTED.sub("", _LEFT_BY_WORD.sub("", line.text)) for line in printed]
    asides = _asides(printed)
    if any(text.startswith("\t") for text in texts):
        yield from (line._replace(aside=line.place in asides) for line in _tabbed(texts, printed))
        return
    headings, levels = underlined(texts), dict[int, int]()
    gap = False
    for place, (text, line) in enumerate(zip(texts, printed, strict=True)):
        number = int(line.top) + 1
        if heading := headings.get(place):
            if heading.first == place:
                levels[number] = heading.level
                drawn.append(Drawn((Piece(line.left, line.left + len(heading.text), heading.text),), number, gap))
            continue
        pieces = [] if RULE.match(text) else _pieces(_BARS.sub(" ", text), line.left)
        if pieces:
            drawn.append(Drawn(tuple(pieces), number, gap or "\t" in text))
        gap = not pieces
    for held in placed(drawn):
        made = line_of(held.piece.text, held.number, _printed(held.piece), gap=held.gap)
        yield made._replace(cell=held.cell, aside=held.number in asides, level=levels.get(held.number, 0))


def _asides(printed: Sequence[Printed]) -> set[int]:
    """The lines that are quoted less deep than most of a text: what somebody wrote who sent the plan on."""
    signs = {int(line.top) + 1: _signs_of_quote(line.text) for line in printed if line.text}
    deepest = Counter(signs.values()).most_common(1)
    depth, count = deepest[0] if deepest else (0, 0)
    return {number for number, signs in signs.items() if signs < depth} if count * 2 > len(signs) else set()


def _signs_of_quote(text: str) -> int:
    found = _QUOTED.match(text)
    return found[0].count(">") if found else 0


def _printed(piece: Piece) -> Printed:
    return Printed(piece.text, 0, piece.left, piece.right, height=1)


def _pieces(text: str, left: float) -> list[Piece]:
    """What of a line two spaces or a tab part; a bullet or a number belongs to what follows it."""
    found: list[Piece] = []
    begin, at, tabs = left, 0, 0
    for match in re.finditer(r"\S+(?: \S+)*", text):
        if len(found) >= _MOST:
            return [Piece(begin, begin + len(text), text)]
        tabs, at = tabs + text.count("\t", at, match.start()), match.start()
        left = max(left, _TAB * tabs - at)
        start, end = left + match.start(), left + match.end()
        if found and start - found[-1].right <= _APART and _LEADS.fullmatch(found[-1].text):
            found[-1] = Piece(found[-1].left, end, f"{found[-1].text} {match[0]}")
        else:
            found.append(Piece(start, end, match[0]))
    return found


def _tabbed(texts: Sequence[str], printed: Sequence[Printed]) -> Iterator[Line]:
    gap = False
    for text, line in zip(texts, printed, strict=True):
        number = int(line.top) + 1
        pieces = [piece for piece in text.split("\t") if piece.strip()] or [""]
        for count, piece in enumerate(pieces):
            begins = text.startswith("\t") or count > 0
            if not piece.strip() and not begins:
                gap = True
                continue
            yield line_of(piece, number, line, gap=gap)._replace(tab=begins)
            gap = False
