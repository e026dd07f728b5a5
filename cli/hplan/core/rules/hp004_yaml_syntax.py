"""HP004: the file is not YAML; said in the words of one who writes plans, not of one who writes parsers."""

from typing import TYPE_CHECKING

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
    advice=N_("Give the line the same number of spaces in front as the lines that it belongs with."),
    why=N_("Where the form is broken, a program cannot tell what belongs to what."),
)

_INDENT = RULE.advice
_QUOTE = N_("Put the whole text in quotes, or write | after the colon and the text indented on the next line.")
_CLOSE = N_("Close it, or put the text in quotes if the sign is part of it.")
_ADD = N_("Add the one that is missing.")
_SINGLE = N_("Use single quotes instead.")
_SPACES = N_("Replace the tab with spaces.")
_NEXT_LINE = N_("Begin it on the next line.")
_UNKNOWN = N_("the line is not as YAML wants it")
_NO_END_QUOTE = N_("a quotation mark is never closed")
_BACKSLASH = N_("a backslash stands inside double quotes")

# What libyaml says (a part of it) → what is wrong, what to do. The first that fits counts.
_TABLE = (
    ("tab character", N_("there is a tab where spaces should be"), _SPACES),
    (
        "mapping values are not allowed",
        N_("a colon does not fit in here: the text has one in it, or the line above lacks one"),
        _QUOTE,
    ),
    ("cannot start any token", N_("a text begins with a sign that means something else in YAML"), _QUOTE),
    ("found unexpected end of stream", _NO_END_QUOTE, _ADD),
    ("unexpected document indicator", _NO_END_QUOTE, _ADD),
    ("could not find expected ':'", N_("a key has no colon after it, or a text is not indented enough"), _INDENT),
    ("did not find expected key", N_("the line does not fit in with the lines above it"), _INDENT),
    ("expected '-' indicator", N_("a list goes on with something that is not a point in it"), _INDENT),
    ("sequence entries are not allowed", N_("a list begins where it cannot"), _NEXT_LINE),
    ("expected ',' or", N_("a bracket, [ or {{, is never closed"), _CLOSE),
    ("expected alphabetic or numeric", N_("a text begins with * or &"), _QUOTE),
    ("escape character", _BACKSLASH, _SINGLE),
    ("hexdecimal", _BACKSLASH, _SINGLE),
    ("expected comment or line break", N_("the text begins on the line of the | or >"), _NEXT_LINE),
    ("indentation indicator", N_("what stands after the | or > cannot stand there"), N_("Delete it.")),
    ("tag", N_("a text begins with !"), _QUOTE),
    ("expected <document start>", N_("something stands outside the plan’s own keys"), _INDENT),
    ("directive", N_("a line begins with %"), _QUOTE),
)
# What is to be mended where it began, not where the parser gave up.
_AT_THE_START = ("end of stream", "document indicator", "expected ',' or", "alphabetic or numeric", "expected ':'")


def explain(error: "yaml.MarkedYAMLError", source: str, path: str) -> Finding:
    """Make a finding of the parser's error: at the opening sign for what is never closed, else where it gave up."""
    problem = error.problem or ""
    began_it = any(part in problem for part in _AT_THE_START)
    mark = (error.context_mark if began_it else None) or error.problem_mark or error.context_mark
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
    lines = source.splitlines()
    if mark and mark.line < len(lines) and lines[mark.line][: mark.column + 1].endswith("\t"):
        problem = "tab character"
    for part, what, advice in _TABLE:
        if part in problem:
            return RULE.at(place, problem=Message(what), advice=advice)
    return RULE.at(place, problem=Message(_UNKNOWN))
