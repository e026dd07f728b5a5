"""Headings of a text, as typed where nothing is bold: a line of signs stands right below the words."""

import re
from collections import Counter
from collections.abc import Sequence
from typing import NamedTuple

_RULE = re.compile(r"\s*([=~*#+-])\1{2,}\s*")
_AGAIN, _LINES, _LETTERS = 2, 5, 240  # headings of a document; lines and letters of one
_ENDS = (".", ",", ";")
_POINT = re.compile(r"\s*(?:[-–—•*]\s|[(]?\d{1,2}\)\s|>)")


class Underlined(NamedTuple):
    """A heading: its first line, its words, and its level, by the signs below it."""

    first: int
    text: str
    level: int


def underlined(texts: Sequence[str]) -> dict[int, Underlined]:
    """Return the headings of a text by each of their lines; none where only one line is underlined."""
    found: dict[int, tuple[int, str, str]] = {}
    for number, text in enumerate(texts):
        rule = _RULE.fullmatch(text)
        if rule and (heading := _above(texts, number)) is not None:
            found[number] = (heading, " ".join(text.strip() for text in texts[heading:number]), rule[1])
    often = Counter(sign for _first, _text, sign in found.values())
    if sum(often.values()) < _AGAIN:
        return {}
    levels = {sign: level for level, sign in enumerate(often, 1)}
    return {
        line: Underlined(first, text, levels[sign])
        for number, (first, text, sign) in found.items()
        for line in range(first, number)
    }


def _above(texts: Sequence[str], number: int) -> int | None:
    """The first line of the heading that a rule is below; None where it is below none."""
    first = number
    while first and texts[first - 1].strip() and not _RULE.fullmatch(texts[first - 1]):
        first -= 1
    words = " ".join(texts[first:number])
    if not 0 < number - first <= _LINES or len(words) > _LETTERS or words.rstrip().endswith(_ENDS):
        return None
    if any(_POINT.match(text) or "  " in text.strip() or "\t" in text for text in texts[first:number]):
        return None
    return first
