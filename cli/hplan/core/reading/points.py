"""What was meant as points of a list, and YAML takes for a text: with signs that it does not know, or no space.

Texts that merely wrap have lines like them: “1. mai”, “– og fest”, “-sted”. So a sign that running text has too counts
before a capital, or when another one follows; numbers and letters count when the next of them follows.
"""

import re
from collections.abc import Callable, Iterator, Sequence
from typing import NamedTuple

from hplan.core.reading.nodes import Scalar
from hplan.core.reading.shape import MONTHS
from hplan.core.rules import rule
from hplan.i18n import N_
from hplan.model.finding import Edit, Finding, Fix
from hplan.model.place import Place

BULLETS = "•·●○▪■◦‣⁃∙\uf0b7"  # that documents print as bullets
_SURE = f"{BULLETS}□►➢➤➔➜→⇒▸❖\uf0a7\uf0d8\uf0fc\uf076"
_MARK = re.compile(
    rf"(?P<sure>[{_SURE}])|(?P<dash>-(?=[ \t\xa0]|[^\W\d_])|[–—]|[+*o](?=[ \t\xa0]))"
    r"|\(?(?P<order>\d\d?|[a-zæøå])(?P<end>[.)])(?=[ \t\xa0])"
)
_WORD = re.compile(r"[ \t\xa0]*(\w*)")
_LINE = re.compile(r"[^\r\n]+")
_LAST, _LONG = re.compile(r"\S+"), 50  # the last word of a line, as far as it matters
_STOPS = (".", ":", "!", "?", ";", ",")
_START = re.compile(r"(?:[&!]\S*\s+)*(?:(>)[^\r\n]*|[\"']?)")  # of a text as it is written
_INSIDE = re.compile(rf"(?<=[^\s>][ \t])[-–—+*o{_SURE}](?=[ \t])")  # a sign that sentences have
# Words with which a sentence goes on after a dash.
_ON = frozenset("og eller men samt som så for det også både ikke ikkje dvs f til i på med av fra frå".split())  # noqa: SIM905


class _Mark(NamedTuple):
    """A line that begins as a point does: where, its sign or its number and what follows that, and its first word.

    `joined` is whether YAML joins it to the line above, `above` the last word and sign of that.
    """

    at: int
    sign: str
    number: int
    word: str
    joined: bool
    above: str

    def follows(self, other: "_Mark") -> bool:
        """Whether it can be the next point of a list that has the other, which has the same sign."""
        if self.sign == "1." and self.word.islower() and (other.number > 1 or self.word in (other.word, *MONTHS)):
            return False  # 2. mai, 2. kvartal, 3. ledd
        if self.sign == "1." and self.above.lower() in _ON:
            return False  # 1. nestleder Kari og 2. varamedlem Ola
        return self.number == other.number + (self.sign[0] in "1a")

    @property
    def alone(self) -> bool:
        """Whether it is a point, whatever else there is."""
        if self.sign == "•" or (self.sign[0] not in "1a" and self.word[:1].isupper()):
            return True
        return self.sign == "- " and self.word not in _ON

    @property
    def is_prose(self) -> bool:
        """Whether it may be a dash of the sentence that the line above is of: Toget går Oslo – Bergen."""
        return self.sign in ("–", "—", "-") and not self.above.endswith(_STOPS)


def melted(written: str, *, plain: bool) -> int | None:
    """Return where in a text that YAML folds the first line stands that was most likely meant as a point of its own.

    `written` is the text as the file has it, `plain` whether it is neither quoted nor after `>`.
    """
    last: dict[str, _Mark] = {}
    first: _Mark | None = None
    prose = set(_INSIDE.findall(written))
    start = _START.match(written)
    assert start is not None, "it matches nothing, too"  # noqa: S101
    for mark in _marks(written, start.end(), folds=bool(start[1])):
        if mark is None:
            last, first = {}, None
            continue
        before = last.get(mark.sign)
        follows = before is not None and mark.follows(before)
        if written[mark.at] in prose and before and not (mark.word[:1].isupper() and before.word[:1].isupper()):
            follows = False
        if mark.joined and (follows or (mark.alone and not mark.is_prose and written[mark.at] not in prose)):
            if before and follows and (plain or before.joined):
                return before.at
            return first.at if first and plain and not (first.joined or first.number) else mark.at
        last[mark.sign], first = mark, first or mark
    return None


def begun(text: str) -> Iterator[int]:
    """Yield where in a text lines begin that are points, with no empty line above."""
    last: dict[str, _Mark] = {}
    for mark in _marks(text):
        if mark is None:
            last = {}
            continue
        before = last.get(mark.sign)
        follows = before is not None and mark.follows(before)
        if before and follows and before.joined:
            yield before.at
        if mark.joined and (follows or mark.alone):
            yield mark.at
        last[mark.sign] = mark


def _marks(written: str, position: int = 0, *, folds: bool = False) -> Iterator[_Mark | None]:
    """The lines that begin as points do, and None for an empty line between them."""
    joined, above = False, ""
    lines = [line for line in _LINE.finditer(written, position) if not line[0].isspace()]
    left = min((_indent(line[0]) for line in lines), default=0) if folds else 0
    for line in lines:
        between = written[position : line.start()]
        if between.count("\n") > 1 or between.count("\r") > 1:
            joined = False
            yield None
        indent = _indent(line[0])
        further = folds and indent > left  # YAML leaves it where it is
        if mark := _MARK.match(written, line.start() + indent):
            yield _mark(mark, joined and not further, above)
        position, joined, above = line.end(), not further, _LAST.findall(line[0], max(0, len(line[0]) - _LONG))[-1]


def _mark(found: re.Match[str], joined: bool, above: str) -> _Mark:
    rest = _WORD.match(found.string, found.end())
    word = rest[1] if rest else ""
    if order := found["order"]:
        number, sign = (int(order), "1") if order.isdigit() else (ord(order), "a")
        return _Mark(found.start(), sign + found["end"], number, word, joined, above)
    glued = found[0] == "-" and rest is not None and not found.string[found.end()].isspace()
    sign = "•" if found["sure"] else found[0] if glued or found[0] != "-" else "- "
    return _Mark(found.start(), sign, 0, word, joined, above)


def _indent(line: str) -> int:
    return len(line) - len(line.lstrip(" \t"))


# What a text begins with that was to be a point in the place of a list.
_FIRST = re.compile(rf"[{_SURE}][ \t\xa0]*(?=\S)|-(?=[^\W\d_])|[–—+][ \t\xa0]*(?=[^\W\d_])|o[ \t\xa0]+(?=[A-ZÆØÅ])")
_YAMLS = frozenset("-?:,[]{}#&*!|>'\"%@`~")  # what a text cannot begin with, or not as it is written
_ALONE = N_("Begin each point with a dash and a space, on a line of its own below the key.")


def listed(findings: list[Finding], texts: Sequence[Scalar], source: Callable[[], str]) -> list[Finding]:
    """Return the findings with those of texts that stand in the place of a list, and were meant as its points.

    `texts` are those that stand so without quotes, and `source` is the file's.
    """
    begun = [text for text in texts if _FIRST.match(text.text)]
    if not begun:
        return findings
    shown, lines = rule("hp014_lines_joined"), source().replace("\r\n", "\n").replace("\r", "\n").split("\n")
    # What has an anchor may stand elsewhere, and be meant for that.
    places = {text.at for text in begun if lines[text.at.line - 1][text.at.column - 1] not in "&!"}
    found = [finding for finding in findings if finding.code != shown.code or finding.at not in places]
    for at in sorted(places):
        alone = lines[at.line - 1][: at.column - 1].isspace()
        found.append(shown.at(at, fix=_points(lines, at) if alone else None, advice=None if alone else _ALONE))
    return found


def _points(lines: Sequence[str], at: Place) -> Fix | None:
    """The fix that begins with a dash and a space what begins with another sign, as far as all lines have one."""
    edits: list[Edit] = []
    indent = " " * (at.column - 1)
    for number in range(at.line - 1, len(lines)):
        line = lines[number]
        if not line.startswith(indent) or not line.strip():
            break
        if line[len(indent)].isspace():
            continue
        sign = _FIRST.match(line, len(indent))
        if not sign and not line.startswith("- ", len(indent)):
            return None
        if sign and (sign[0][0] == "o" or line[sign.end()] in _YAMLS):
            return None  # it is a letter, and no fix takes one away; or YAML would read a sign of its own
        if sign:
            edits.append(Edit(Place(at.path, number + 1, at.column), sign[0], "- "))
    return Fix(tuple(edits)) if edits else None
