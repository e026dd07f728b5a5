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
_QUOTE = N_("Put the whole text in quotes, or write | after the key and the text indented on the next line.")
_CLOSE = N_("Close it, or put the text in quotes if the sign is part of it.")

# What libyaml says (a part of it) → what is wrong, what to do. The first that fits counts.
_TABLE = (
    ("mapping values are not allowed", N_("a text has a colon and a space in the middle"), _QUOTE),
    ("tab character", N_("there is a tab where spaces should be"), N_("Replace the tab with spaces.")),
    (
        "cannot start any token",
        N_("a text begins with a sign that means something else in YAML, or a tab"),
        _QUOTE,
    ),
    (
        "found unexpected end of stream",
        N_("a quotation mark is never closed"),
        N_("Add the one that is missing."),
    ),
    (
        "unexpected document indicator",
        N_("a quotation mark is never closed"),
        N_("Add the one that is missing."),
    ),
    (
        "could not find expected ':'",
        N_("a key has no colon after it, or a text is not indented enough"),
        _INDENT,
    ),
    ("did not find expected key", N_("the line does not fit in with the lines above it"), _INDENT),
    ("expected '-' indicator", N_("a list goes on with something that is not a point in it"), _INDENT),
    (
        "sequence entries are not allowed",
        N_("a list begins where it cannot"),
        N_("Begin the list on the next line."),
    ),
    ("expected ',' or", N_("a bracket, [ or {{, is never closed"), _CLOSE),
    ("expected alphabetic or numeric", N_("a text begins with * or &"), _QUOTE),
    ("escape character", N_("a backslash stands inside double quotes"), N_("Use single quotes instead.")),
    ("hexdecimal", N_("a backslash stands inside double quotes"), N_("Use single quotes instead.")),
    (
        "expected comment or line break",
        N_("the text begins on the line of the | or >"),
        N_("Begin it on the next line."),
    ),
    (
        "indentation indicator",
        N_("the text begins on the line of the | or >"),
        N_("Begin it on the next line."),
    ),
    ("tag", N_("a text begins with !"), _QUOTE),
    ("expected <document start>", N_("something stands outside the plan’s own keys"), _INDENT),
    ("directive", N_("a line begins with %"), _QUOTE),
)


def explain(error: "yaml.MarkedYAMLError", path: str) -> Finding:
    """Make a finding of the parser's error: at the opening sign for what is never closed, else where it gave up."""
    problem = error.problem or ""
    opened = "end of stream" in problem or "expected ',' or" in problem or "document indicator" in problem
    mark = (error.context_mark if opened else None) or error.problem_mark or error.context_mark
    place = Place(path, mark.line + 1, mark.column + 1) if mark else Place(path)
    for part, what, advice in _TABLE:
        if part in problem:
            return RULE.at(place, problem=Message(what), advice=advice)
    return RULE.at(place, problem=problem, advice=_INDENT)
