"""HP004: the file is not YAML; said in the words of one who writes plans, not of one who writes parsers."""

import re
from typing import TYPE_CHECKING

from hplan.core.reading.yaml_mistakes import INDENT, QUOTE, Lines, guess, indent
from hplan.i18n import N_, Message
from hplan.model.finding import Finding, Rule, Severity
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
_LOOKS = (
    (r"\s*-[^\s-]", N_("a point has no space after its dash"), N_("Write a space after the dash.")),
    (r"\s*[\w ]+:\S", N_("there is no space after the colon"), N_("Write a space after the colon.")),
    (
        r"\s*\xa0",
        N_("the line begins with a hard space"),
        N_("Replace it with ordinary spaces; it often comes along from Word or the web."),
    ),
    (r"\s*\w+\s*$", N_("a key has no colon after it"), N_("Write a colon after it.")),
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
            return RULE.at(Place(path, line + 1, indent(text) + 1), problem=Message(what), advice=advice)
    return None
