"""Texts that YAML folds: without quotes, in quotes over several lines, or after `>`.

YAML makes a space of a line break and a line break of an empty line, and Markdown makes a space of that: paragraphs
would run together, without a word. So an empty line is read as one, as it is after `|`. Nothing else of what YAML says
is changed: a `\\n` in double quotes, and lines after `>` that stand further in, are as they are written.
"""

import re

import yaml

# Line breaks between lines that do not stand further in; those around others YAML has kept already.
_AFTER_GREATER = re.compile(r"^([^ \t\n].*)(\n+)(?=[^ \t\n])", re.MULTILINE)
_EMPTY_LINES = re.compile(r"(?:(?:\r\n|\r(?!\n)|\n)[ \t]*){2,}")


def paragraphs(value: str, style: str | None, written: str) -> str:
    """Return a text with an empty line wherever the file has one.

    `value` is what YAML says, `style` its sign for how that is written (nothing, a quote, `>` or `|`), and `written`
    how it stands in the file.
    """
    if style == "|" or "\n" not in value:
        return value
    if style == ">":
        return _AFTER_GREATER.sub(r"\1\n\2", value)
    if style != '"' or "\\" not in written:
        return re.sub("\n+", r"\n\g<0>", value)
    # A break may be one of its escapes. With an empty line more where there are some, YAML itself says one more.
    wider = _EMPTY_LINES.sub(r"\n\g<0>", written[written.index('"') :])  # without an anchor or a tag before it
    return str(yaml.load(wider, Loader=getattr(yaml, "CBaseLoader", yaml.BaseLoader)))  # noqa: S506 (texts alone)
