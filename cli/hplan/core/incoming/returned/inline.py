"""The words of a paragraph of Word or LibreOffice as Markdown: those marked alike together, its signs escaped."""

import re
from collections.abc import Iterator, Sequence
from hashlib import blake2b
from itertools import groupby
from typing import NamedTuple

_SPECIAL = re.compile(r"[*`\\]|(?<!\w)_|_(?!\w)|<(?=[A-Za-z/!?])|~~")
_BLANK = re.compile(r"\s{20,}")  # nobody typed so much for what is between two words
_AT_START = re.compile(r"(?=[#>]|[-+]\s)")
_FIGURES = re.compile(r"\s*(\d+(?:\.\d+)*)(?!\d)\s*")
MARKS = (("b", "**"), ("i", "*"), ("strike", "~~"))
CODE, NUMBER = "Verbatim Char", "Punktnummer"  # styles of words
BREAK = "\\\n"


class Piece(NamedTuple):
    """Words, the first letters of the `MARKS` that they have, and where they lead; Markdown already where `raw`."""

    text: str
    marks: str = ""
    link: str = ""
    raw: bool = False


def inline(pieces: Sequence[Piece]) -> str:
    """Return pieces as Markdown: those that are marked alike together, the marks set around their words."""
    text = "".join(map(_marked, _joined(pieces)))
    text = BREAK.join(line.strip() for line in text.split(BREAK))
    return _AT_START.sub("\\\\", text, count=1) if _AT_START.match(text) else text


def numbered_text(pieces: Sequence[Piece]) -> tuple[str, str]:
    """Return a point's number, and its text; words typed right behind the number look in Word as the number does."""
    said = "".join(piece.text for piece in pieces if NUMBER in piece.marks)
    found = _FIGURES.match(said)
    number, typed = (found[1], said[found.end() :]) if found else ("", said)
    text = inline([Piece(typed), *(piece for piece in pieces if NUMBER not in piece.marks)])
    return number, re.sub(" {2,}", " ", text) if typed else text


def tracked(pieces: Sequence[Piece], *, deleted: bool) -> Iterator[Piece]:
    """Yield pieces that somebody put in or took out, marked as CriticMarkup does; the number of a point stays that."""
    sign = "--" if deleted else "++"
    yield from (piece for piece in pieces if NUMBER in piece.marks)
    pieces = [piece for piece in pieces if NUMBER not in piece.marks]
    inner, words = inline(pieces), "".join(piece.text for piece in pieces)
    before, after = words[: len(words) - len(words.lstrip())], words[len(words.rstrip()) :]
    yield Piece(f"{before}{{{sign}{inner}{sign}}}{after}" if inner else words, raw=True)


def picture(content: bytes, file: str, alt: str) -> tuple[str, Piece]:
    """Return the name of a picture, which its content says, and what stands for it in the text."""
    name = f"{blake2b(content, digest_size=8).hexdigest()}{file[file.rfind('.') :]}"
    return name, Piece(f"![{_shown(' '.join(alt.split()))}]({name})", raw=True)


def _joined(pieces: Sequence[Piece]) -> Iterator[Piece]:
    said = (piece for piece in pieces if piece.text)
    for (marks, link, raw), alike in groupby(said, key=lambda piece: piece[1:]):
        text = "".join(piece.text for piece in alike)
        yield Piece(text if raw or marks == CODE else _BLANK.sub(" ", text), marks, link, raw)


def _shown(text: str) -> str:
    """Words as Markdown that shows them just so; a bracket is escaped where a link would begin with it."""
    pieces = _SPECIAL.sub(_escaped, text).split("]")
    for n, following in enumerate(pieces[1:]):
        if following.startswith(("(", "[", ":")):
            pieces[n] = pieces[n].replace("[", "\\[")
    return "]".join(pieces)


def _escaped(found: re.Match[str]) -> str:
    return "".join(f"\\{sign}" for sign in found[0])


def _marked(piece: Piece) -> str:
    text = piece.text
    if piece.raw:
        return text
    before, after = text[: len(text) - len(text.lstrip())], text[len(text.rstrip()) :]
    if not (inner := text.strip()):
        return text
    if piece.marks == "`":
        inner = f"`{inner}`"
    else:
        inner = _shown(inner)
        for name, sign in MARKS:
            if name[0] in piece.marks:
                inner = f"{sign}{inner}{sign}"
    if piece.link:
        inner = f"<{piece.link}>" if inner == piece.link else f"[{inner}]({piece.link})"
    return before + inner + after
