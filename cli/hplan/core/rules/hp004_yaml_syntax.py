"""HP004: the file is not YAML; said in the words of one who writes plans, not of one who writes parsers."""

import re
from collections.abc import Callable, Container
from typing import TYPE_CHECKING

from hplan.core.reading.yaml_mistakes import INDENT, QUOTE, Lines, guess, indent
from hplan.i18n import N_, Message
from hplan.model.finding import Edit, Finding, Fix, Rule, Severity
from hplan.model.place import Place

if TYPE_CHECKING:
    import yaml

RULE = Rule(
    code="HP004",
    name="yaml-syntax",
    severity=Severity.UNREADABLE,
    message=N_("The file cannot be understood from here on: {problem}"),
    advice=INDENT,
    why=N_("Where the form is broken, a program cannot tell what belongs to what."),
    failing="""\
lokale_mål:
  - "Møte" om lønn
""",
    passing="""\
lokale_mål:
  - '"Møte" om lønn'
""",
)

_CLOSE = N_("Close it, or put the text in quotes if the sign is part of it.")
_ADD = N_("Add the one that is missing.")
_SINGLE = N_("Use single quotes instead.")
_NEXT_LINE = N_("Begin it on the next line.")
_UNKNOWN = N_("the line is not as YAML wants it")
_NO_END_QUOTE = N_("a quotation mark is never closed")
_BACKSLASH = N_("a backslash stands inside double quotes")

# What libyaml says (a part of it) → what is wrong, what to do. The first that fits counts.
_TABLE = (
    (
        "mapping values are not allowed",
        N_("a colon does not fit in here: the text has one in it, or the line above lacks one"),
        QUOTE,
    ),
    ("cannot start any token", N_("a text begins with a sign that means something else in YAML"), QUOTE),
    ("found unexpected end of stream", _NO_END_QUOTE, _ADD),
    ("unexpected document indicator", _NO_END_QUOTE, _ADD),
    ("could not find expected ':'", N_("a key has no colon after it, or a text is not indented enough"), INDENT),
    ("did not find expected key", N_("the line does not fit in with the lines above it"), INDENT),
    ("expected '-' indicator", N_("a list goes on with something that is not a point in it"), INDENT),
    ("sequence entries are not allowed", N_("a list begins where it cannot"), _NEXT_LINE),
    ("expected ',' or", N_("a bracket, [ or {{, is never closed"), _CLOSE),
    ("expected alphabetic or numeric", N_("a text begins with * or &"), QUOTE),
    ("escape character", _BACKSLASH, _SINGLE),
    ("hexdecimal", _BACKSLASH, _SINGLE),
    ("expected comment or line break", N_("the text begins on the line of the | or >"), _NEXT_LINE),
    ("indentation indicator", N_("what stands after the | or > cannot stand there"), N_("Delete it.")),
    ("tag", N_("a text begins with !"), QUOTE),
    ("expected <document start>", N_("something stands outside the plan’s own keys"), INDENT),
    ("directive", N_("a line begins with %"), QUOTE),
)
# What is to be mended where it began, not where the parser gave up.
_AT_THE_START = ("end of stream", "document indicator", "expected ',' or", "alphabetic or numeric", "expected ':'")


# What a line looks like where YAML only misses a colon: the mistakes that people make most.
_NO_SPACE, _NO_COLON = N_("there is no space after the colon"), N_("a key has no colon after it")
_LOOKS = (
    (r"\s*-[^\s-]", N_("a point has no space after its dash"), N_("Write a space after the dash.")),
    (r"\s*[\w ]+:\S", _NO_SPACE, N_("Write a space after the colon.")),
    (
        r"\s*\xa0",
        N_("the line begins with a hard space"),
        N_("Replace it with ordinary spaces; it often comes along from Word or the web."),
    ),
    (r"\s*\w+\s*$", _NO_COLON, N_("Write a colon after it.")),
)


def explain(error: "yaml.MarkedYAMLError", source: str, path: str) -> Finding:
    """Make a finding of the parser's error: at the opening sign for what is never closed, else where it gave up."""
    problem = error.problem or ""
    began_it = any(part in problem for part in _AT_THE_START)
    mark = (error.context_mark if began_it else None) or error.problem_mark or error.context_mark
    line, column = (mark.line, mark.column) if mark else (0, 0)
    lines = Lines(source, path)
    line = min(line, len(lines.all) - 1)
    if found := guess(problem, lines, line, column):
        at = Place(path, found.line + 1, found.column + 1)
        return RULE.at(at, problem=found.problem, width=found.width, fix=found.fix)._replace(advice=found.advice)
    if "expected ':'" in problem and (finding := _looks_like(path, line, lines.all[line])):
        return finding
    if ("mapping values" in problem or "expected key" in problem) and ": " not in lines.all[line][:column]:
        above = lines.above(line)
        if above is not None and (finding := _looks_like(path, above, lines.all[above])):
            return finding
    for part, what, advice in _TABLE:
        if part in problem:
            return RULE.at(Place(path, line + 1, column + 1), problem=Message(what), advice=advice)
    return RULE.at(Place(path, line + 1, column + 1), problem=Message(_UNKNOWN))


def _looks_like(path: str, line: int, text: str) -> Finding | None:
    """Make a finding of a line that has one of the common mistakes, at its first sign."""
    for look, what, advice in _LOOKS:
        if re.match(look, text):
            at = Place(path, line + 1, indent(text) + 1)
            fix = Fix((Edit(at, "-", "- "),)) if re.match(r" *-[^\W\d_]", text) else None
            return RULE.at(at, problem=Message(what), advice=advice, fix=fix)
    return None


def with_colon(finding: Finding, source: str, names: Callable[[], Container[str]]) -> Finding:
    """Return the finding, with the fix where it is one of `names` that lacks its colon, or the space after that."""
    lines = Lines(source, finding.at.path)
    problem = dict(finding.message.values).get("problem")
    if problem == Message(_TABLE[0][1]):
        return _above(lines, finding.at.line - 1, names) or finding
    if problem not in (Message(_NO_SPACE), Message(_NO_COLON)):
        return finding
    typed = re.match(r"(\w+)(?::(?=\S)|\s*$)", lines.all[finding.at.line - 1][finding.at.column - 1 :])
    if not typed or typed[1] not in names():
        return finding
    old, new = (typed[0], f"{typed[0]} ") if typed[0].endswith(":") else (typed[1], f"{typed[1]}:")
    return finding._replace(fix=Fix((Edit(finding.at, old, new),)))


def _above(lines: Lines, line: int, names: Callable[[], Container[str]]) -> Finding | None:
    """The finding of a key without its colon, which has taken its points and the key at `line` for one text."""
    column, above = indent(lines.all[line]), lines.above(line)
    while above is not None and indent(lines.all[above]) > column:
        above = lines.above(above)
    text = lines.all[above].strip() if above is not None else ""
    if above is None or indent(lines.all[above]) != column or not text.isidentifier() or text not in names():
        return None
    at = Place(lines.path, above + 1, column + 1)
    advice = next(advice for _, what, advice in _LOOKS if what == _NO_COLON)
    return RULE.at(at, problem=Message(_NO_COLON), advice=advice, fix=Fix((Edit(at, text, f"{text}:"),)))
