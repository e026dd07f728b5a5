"""Finds things in the texts of a plan, and where they stand in the file: what rules on wording begin with.

Whatever a stranger writes, the time it takes grows with the length of the text, not with its square.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from functools import cache
from typing import NamedTuple

from hplan.model.finding import Edit, Fix
from hplan.model.place import Place, Text
from hplan.model.subject import Subject

_SHOWN = 3  # words that a message names
_AROUND = ".,;:!?()[]«»“”\"'*_"  # signs next to a word that are no part of it
_LONG = 40  # characters of a word on either side that count


class Hit(NamedTuple):
    """What was found in a text, and where in the file; `literal` says that the file has it just so in that place."""

    text: Text
    match: re.Match[str]
    at: Place
    literal: bool

    def edit(self, new: str) -> tuple[Edit, ...]:
        """Return the change that puts `new` in the place of what was found; none where the file writes it otherwise."""
        return (Edit(self.at, self.match[0], new),) if self.literal else ()

    @property
    def word(self) -> str:
        """What was found with the rest of its word."""
        value, (start, end) = self.text.value, self.match.span()
        before = value[max(0, start - _LONG) : start].split()
        after = value[end : end + _LONG].split()
        lead = before[-1] if before and not value[start - 1].isspace() else ""
        rest = after[0] if after and not value[end].isspace() else ""
        return f"{lead.lstrip(_AROUND)}{self.match[0]}{rest.rstrip(_AROUND)}".strip()


def hits(subject: Subject, likely: re.Pattern[str], exact: re.Pattern[str] | None = None) -> Iterator[Hit]:
    """Yield what `exact` finds in the texts, outside of code, in order.

    `likely` rules out what it does not find; it should begin with a sign that is quickly searched for.
    """
    texts, last = subject.texts, None
    for number in _with(likely, subject):
        text = texts[number]
        if text.at != last:  # an alias stands for a text that has been looked at
            after = next((texts[n].at for n in range(number + 1, len(texts)) if texts[n].at > text.at), None)
            yield from _in_text(subject, text, exact or likely, subject.offset(after) if after else len(subject.source))
        last = text.at


def _with(likely: re.Pattern[str], subject: Subject) -> Iterator[int]:
    """The places among the texts of those in which something is found."""
    starts, found = subject.starts, likely.search(subject.prose)
    while found:
        number = bisect_right(starts, found.start()) - 1
        yield number
        found = likely.search(subject.prose, starts[number + 1]) if number + 1 < len(starts) else None


def _in_text(subject: Subject, text: Text, pattern: re.Pattern[str], limit: int) -> Iterator[Hit]:
    """Follow the text and the file side by side, so that every sign is looked at once."""
    value, source = text.value, subject.source
    spans = code(value)
    known, offset, lost = 0, subject.offset(text.at), False
    for match in pattern.finditer(value):
        start, fragment = match.start(), match[0].partition("\n")[0]
        if inside(spans, start):
            continue
        for _ in range(0 if lost else value.count(fragment, known, start) + 1):
            found = source.find(fragment, offset, limit)
            if lost := found < 0:
                break
            offset = found + len(fragment)
        known = start + len(fragment)
        if lost:
            yield Hit(text, match, text.at, False)
        else:
            at = subject.place_at(text.at.path, offset - len(fragment))
            yield Hit(text, match, at, len(fragment) == len(match[0]))


def by_line(found: Iterable[Hit]) -> Iterator[list[Hit]]:
    """Put hits of one line of a text together: what is wrong in the same way is said once a line."""
    line: list[Hit] = []
    for hit in found:
        if line and (line[-1].text is not hit.text or "\n" in hit.text.value[line[-1].match.end() : hit.match.start()]):
            yield line
            line = []
        line.append(hit)
    if line:
        yield line


def words(line: list[Hit]) -> str:
    """Return the first few words that hits stand in, each once, as a message names them."""
    named = list(dict.fromkeys(filter(None, (hit.word for hit in line))))
    return ", ".join(named[:_SHOWN]) + (" …" if len(named) > _SHOWN else "")


def fix(edits: Iterable[tuple[Edit, ...]]) -> Fix | None:
    """Return the fix that makes all the edits; none where one of them cannot be made."""
    made = list(edits)
    return Fix(tuple(edit for part in made for edit in part)) if made and all(made) else None


def address(hit: Hit) -> bool:
    """Whether what was found is part of a web or e-mail address, or of a path."""
    value, start = hit.text.value, hit.match.start()
    token = value[max(0, start - 200) : start].rpartition(" ")[2].rpartition("\n")[2]
    rest = value[hit.match.end() : hit.match.end() + 200].partition(" ")[0].partition("\n")[0]
    return any(sign in token for sign in ("://", "www.", "](", "@", "\\", "_")) or any(sign in rest for sign in "@\\_")


@cache
def pattern(expression: str) -> re.Pattern[str]:
    """Return a compiled pattern; rules name theirs here so that only those that are needed are ever compiled."""
    return re.compile(expression)


@cache
def _quoted() -> re.Pattern[str]:
    """What is quoted, and names and addresses: in « » and the like, block quotes, links, code, italics."""
    return re.compile(
        r"«[^«»]*»|“[^“”]*”|„[^„“”]*[“”]|\"[^\"\n]*\"|`[^`\n]*`|(?<![\w*_])[*_][^*_\n]+[*_](?![\w*_])"
        r"|\]\([^()\n]*\)|<[^<>\n]*>|(?<!\w)\w{1,10}://\S+|^ {0,3}>.*$",
        re.MULTILINE,
    )


def unquoted(text: str) -> str:
    """Return a text with spaces where it quotes or names: the same length, for looking at its own words only."""
    return _quoted().sub(lambda found: " " * len(found[0]), text)


def inside(spans: list[tuple[int, int]], start: int) -> bool:
    """Whether a position is in one of the spans, which are in order."""
    place = bisect_right(spans, (start + 1,)) - 1
    return place >= 0 and start < spans[place][1]


def code(value: str) -> list[tuple[int, int]]:
    """Return where Markdown has code: in fences, and between backticks."""
    fenced = list(_fences(value)) if "```" in value or "~~~" in value else []
    if "`" not in value:
        return fenced
    runs = [found.span() for found in pattern(r"(?<![\\`])`+").finditer(value) if not inside(fenced, found.start())]
    return sorted(fenced + list(_between(value, runs)))


def _fences(value: str) -> Iterator[tuple[int, int]]:
    """Fenced code: from a line of three or more signs to one of as many of the same."""
    opened, start, offset = "", 0, 0
    for line in value.split("\n"):
        fence = pattern(r" {0,3}(`{3,}|~{3,})(.*)").match(line)
        if opened:
            if fence and fence[1].startswith(opened) and not fence[2].strip():
                yield start, offset + len(line)
                opened = ""
        elif fence and "`" not in fence[2] and " " not in fence[2].strip():
            opened, start = fence[1], offset
        offset += len(line) + 1
    if opened:
        yield start, len(value)


def _between(value: str, runs: list[tuple[int, int]]) -> Iterator[tuple[int, int]]:
    """Code between backticks: from a run of them to the next of the same length, in one paragraph."""
    following: dict[int, list[int]] = {}
    for number in range(len(runs) - 1, -1, -1):
        following.setdefault(runs[number][1] - runs[number][0], []).append(number)
    end = 0
    for start, stop in runs:
        same = following[stop - start]
        same.pop()  # the run itself
        if start < end or not same:
            continue
        close = runs[same[-1]]
        if value.find("\n\n", stop, close[0]) < 0:
            end = close[1]
            yield start, end
