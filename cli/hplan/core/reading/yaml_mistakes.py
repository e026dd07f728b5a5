"""What somebody most likely meant by a line that YAML cannot read: told from how the line looks.

Each guess is given the lines, and where the parser gave up; it answers with what is wrong and how to mend it, or None.
"""

import re
from typing import NamedTuple

from hplan.core.reading.keys import ACTION_KEYS, GOAL_KEYS, LOCAL_GOAL_KEYS, PLAN_KEYS, SITUATION_KEYS
from hplan.core.reading.tabs import untabbed
from hplan.i18n import N_, Message
from hplan.model.finding import Edit, Fix
from hplan.model.place import Place

QUOTE = N_("Put the whole text in quotes, or write | after the colon and the text indented on the next line.")
INDENT = N_("Give the line the same number of spaces in front as the lines that it belongs with.")
_QUOTE_ALL = N_("Put the whole text in quotes; around a text that has double quotes in it, single ones.")

# What stands before a text: spaces and dashes, and the text's key.
_LEAD = re.compile(r"( *(?:- +)*)(?:(\w+): +)?")
_KEY = re.compile(r" *(\w+):(?: |$)")
_BLOCK = re.compile(r"(?:^|[ -])[|>][-+\d]*\s*(?:#.*)?$")
_CLOSED_BY = {'"': '"', "'": "'", "[": "]", "{": "}"}


class Mistake(NamedTuple):
    """What is wrong at a line and column (from 0), over how many characters, in words; what to do, and the mending."""

    line: int
    column: int
    width: int
    problem: Message
    advice: Message
    fix: Fix | None = None


class Lines:
    """The lines of a file."""

    def __init__(self, source: str, path: str) -> None:
        self.path = path
        self.all = [*source.replace("\r\n", "\n").replace("\r", "\n").split("\n"), ""]

    def above(self, line: int) -> int | None:
        """Return the nearest line above that is neither empty nor a comment."""
        return next((n for n in range(line - 1, -1, -1) if self.all[n].strip() and self.all[n].strip()[0] != "#"), None)

    def edit(self, line: int, column: int, old: str, new: str) -> Edit:
        """Return the change of `old` at this place to `new`."""
        return Edit(Place(self.path, line + 1, column + 1), old, new)

    def quoting(self, line: int, start: int) -> Fix | None:
        """Return the fix that puts quotes around the text from `start` to the end of the line.

        None where it is not plain that the text ends there: it goes on below, or may have a comment behind it.
        """
        lead, text = _lead(self.all[line]), self.all[line][start:].rstrip()
        if start == lead.end() and lead[2]:
            parent = lead.end(1)
        elif start == lead.end(1) and lead[1].strip():
            parent = lead[1].rindex("-")
        else:
            return None
        below = next((other for other in self.all[line + 1 :] if other.strip()), "")
        if not text or " #" in text or "\t" in text or indent(below) > parent:
            return None
        return Fix((self.edit(line, start, text, quoted(text)),))


def indent(line: str) -> int:
    """Return how many spaces a line begins with."""
    return len(line) - len(line.lstrip(" "))


def quoted(text: str) -> str:
    """Return a text of one line as YAML in quotes."""
    return f'"{text}"' if '"' not in text and "\\" not in text else "'" + text.replace("'", "''") + "'"


def _lead(line: str) -> re.Match[str]:
    found = _LEAD.match(line)
    assert found is not None, "it matches nothing, too"  # noqa: S101
    return found


def versions_met(lines: Lines, line: int, _column: int) -> Mistake | None:
    """Two versions of the file that Git could not put together."""
    if not lines.all[line].startswith(("<<<<<<< ", "=======", ">>>>>>> ")):
        return None
    problem = N_("two versions of the file meet here, and nobody has chosen between them")
    advice = N_("Keep what is to stand of both, and delete the lines with <<<<<<<, ======= and >>>>>>>.")
    return Mistake(line, 0, 7, Message(problem), Message(advice))


def tab(lines: Lines, line: int, column: int) -> Mistake | None:
    """A tab before the text."""
    text = lines.all[line]
    at = text.find("\t", 0, len(text) - len(text.lstrip()))
    if at < 0 and not text[: column + 1].endswith("\t"):
        return None
    at = at if at >= 0 else column
    problem, advice = N_("there is a tab where spaces should be"), N_("Replace the tab with spaces.")
    return Mistake(line, at, 1, Message(problem), Message(advice), untabbed(lines.all, line, lines.path))


def star(lines: Lines, line: int, _column: int) -> Mistake | None:
    """Points that begin with a star; those right below, too."""
    found = re.match(r"( *)\* +(?![-*#&!|>\[{@`%\"'])\S", lines.all[line])
    above = lines.above(line)
    if not found or above is None or _KEY.match(lines.all[line], found.end() - 1):
        return None
    before, lead = lines.all[above], found[1]
    edits = []
    if before.startswith(f"{lead}- ") or (
        indent(before) <= len(lead) and before.partition(" #")[0].rstrip()[-1:] == ":"
    ):
        for number in range(line, len(lines.all)):
            if not lines.all[number].startswith(f"{lead}* "):
                break
            edits.append(lines.edit(number, len(lead), "*", "-"))
    problem, advice = N_("the point begins with a star"), N_("Begin each point with a dash and a space.")
    return Mistake(line, len(lead), 1, Message(problem), Message(advice), Fix(tuple(edits)) if edits else None)


def sign(lines: Lines, line: int, column: int) -> Mistake | None:
    """A text that begins with a sign that means something else."""
    text = lines.all[line]
    if column != _lead(text).end() or text[column : column + 1] not in set("@`%*&"):
        return None
    problem = Message.of(N_("the text begins with {sign}, which means something else in YAML"), sign=text[column])
    return Mistake(line, column, 1, problem, Message(QUOTE), lines.quoting(line, column))


def after_the_end(lines: Lines, line: int, column: int) -> Mistake | None:
    """A text that begins with a quotation mark or a bracket and goes on after it is closed."""
    text = lines.all[line]
    start = _lead(text).end()
    before = text[start:column].rstrip()
    if len(before) < 2 or _CLOSED_BY.get(before[0]) != before[-1] or column >= len(text):
        return None
    if before[0] in "\"'":
        problem = Message(N_("the text goes on after the quotation mark that ends it"))
    else:
        problem = Message.of(N_("the text begins with {sign}, which means something else in YAML"), sign=before[0])
    return Mistake(line, start, len(before), problem, Message(_QUOTE_ALL), lines.quoting(line, start))


def key_under_text(lines: Lines, line: int, column: int) -> Mistake | None:
    """A key under a point that is a text, or under a field that has its text already."""
    key, above = _KEY.match(lines.all[line]), lines.above(line)
    if not key or above is None or key.end(1) < column or indent(lines.all[above]) >= key.start(1):
        return None
    lead = _lead(lines.all[above])
    text = lines.all[above][lead.end() :].rstrip()
    if lead[2] or not lead[1].strip():
        if not text or ": " in text:
            return None
        problem = Message(N_("the line stands further in than the one above, which has its text already"))
        return Mistake(line, key.start(1), len(key[1]), problem, Message(INDENT))
    if not (name := _name_of_the_point(key[1])):
        return None
    problem = Message.of(N_("“{key}:” stands under a point that has no key before its text"), key=key[1])
    advice = Message.of(N_("Write {name}: before the text of the point: - {name}: …"), name=name)
    plain = above == line - 1 and len(lead[0]) == key.start(1) and ": " not in text and " #" not in text
    fix = Fix((lines.edit(above, lead.end(), text, f"{name}: {text}"),)) if plain else None
    return Mistake(line, key.start(1), len(key[1]), problem, advice, fix)


def _name_of_the_point(key: str) -> str:
    """The key of what a point says, where it has `key` beside it: of an action, or of a goal of the branch's own."""
    own = (keys[0] for keys in (ACTION_KEYS, LOCAL_GOAL_KEYS) if key in keys[1:])
    return next(own, "")


def colon_in_text(lines: Lines, line: int, column: int) -> Mistake | None:
    """A second colon on a line: what stands before it was taken for a key."""
    text = lines.all[line]
    lead = _lead(text)
    if ": " not in text[:column]:
        return None
    keys = {"innledning", *ACTION_KEYS, *GOAL_KEYS, *LOCAL_GOAL_KEYS, *SITUATION_KEYS}
    start = lead.end() if lead[2] in keys else lead.end(1)
    inner = text[start:column].strip()
    safe = inner not in {*keys, *PLAN_KEYS}
    problem = Message(N_("there is a colon in the text, and what stands before it is taken for a key"))
    return Mistake(line, column, 1, problem, Message(QUOTE), lines.quoting(line, start) if safe else None)


def block_left(lines: Lines, line: int, _column: int) -> Mistake | None:
    """A line of a text under | or > that is not indented as far as the text."""
    text = lines.all[line]
    if not text.strip() or re.match(r"\s*(?:- +)?\w+:(?:\s|$)", text):
        return None
    above = lines.above(line)
    if above is None:
        return None
    left = indent(lines.all[above]) + 1
    for number in range(above, -1, -1):
        other = lines.all[number]
        if other.strip() and indent(other) < left:
            left = indent(other)
            if _BLOCK.search(other):
                problem = N_("the line belongs to the text above, but does not stand as far in")
                return Mistake(line, indent(text), 0, Message(problem), Message(INDENT))
    return None


def beside_points(lines: Lines, line: int, _column: int) -> Mistake | None:
    """A key where the next point of a list should be."""
    key = _KEY.match(lines.all[line])
    if not key:
        return None
    problem = Message.of(N_("a list goes on with “{key}:”, which is not a point in it"), key=key[1])
    advice = Message(N_("Put two more spaces in front of it if it belongs to the point above."))
    return Mistake(line, key.start(1), len(key[1]), problem, advice)


# A part of what libyaml says → the guesses that could explain it. The first that does, counts.
GUESSES = (
    ("", (versions_met,)),
    ("token", (tab, sign)),
    ("tab character", (tab,)),
    ("alphabetic or numeric", (star, sign)),
    ("expected '-' indicator", (tab, after_the_end, beside_points)),
    ("expected key", (tab, after_the_end, block_left)),
    ("expected <document start>", (after_the_end,)),
    ("mapping values", (tab, key_under_text, colon_in_text)),
    ("expected ':'", (tab, block_left)),
)


def guess(problem: str, lines: Lines, line: int, column: int) -> Mistake | None:
    """Return what somebody most likely did at the place where the parser gave up with `problem`."""
    for part, guesses in GUESSES:
        if part in problem:
            for each in guesses:
                if found := each(lines, line, column):
                    return found
    return None
