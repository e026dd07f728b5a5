"""Values to YAML text, through ruamel.yaml, which knows what needs quoting and what does not.

What surely needs none is written as ruamel writes it, without loading it: that takes as long as to place a document.
"""

import re
import textwrap
from collections.abc import Mapping, Sequence
from functools import cache
from io import StringIO
from typing import TYPE_CHECKING

from hplan.core.writing.yaml_plain import Data, plain

if TYPE_CHECKING:
    from ruamel.yaml import YAML

_WIDTH = 100  # of comments
# What a plain text or a block cannot hold, or would hold as something else; double quotes can, with escapes.
_UNSAFE = re.compile("\\A[\t ]|[\x00-\x08\x0b-\x1f\x7f-\x9f\u2028\u2029\ufeff\ufffe\uffff]")
_UNHELD = re.compile("[^\t\n\r\x20-\x7e\x85\xa0-\ud7ff\ue000-\ufffd\U00010000-\U0010ffff]")  # not even in a comment


@cache
def round_trip() -> "YAML":
    """Return a ruamel parser that keeps comments, order and quoting, and never breaks a line that was whole."""
    from ruamel.yaml import YAML

    yaml = YAML(typ="rt")
    yaml.width = 1_000_000
    yaml.preserve_quotes = True
    yaml.allow_unicode = True
    yaml.indent(mapping=2, sequence=4, offset=2)
    return yaml


def entry(key: str, value: Data, indent: int = 0) -> str:
    """Return `key: value` as the lines of a block mapping that stands `indent` columns in, without the last newline.

    A text of several lines becomes a block after `|`; None leaves the key empty.
    """
    if value is None:
        return f"{' ' * indent}{key}:"
    lines = plain({key: value})
    if lines is None:
        target = StringIO()
        round_trip().dump({key: _literal(value)}, target)
        lines = target.getvalue().rstrip("\n").split("\n")
    return "\n".join(" " * indent + line if line.strip(" ") else line for line in lines)


def _literal(value: Data) -> Data:
    from ruamel.yaml.scalarstring import DoubleQuotedScalarString, LiteralScalarString

    if isinstance(value, str):
        text = re.sub(r"\A(?:[ \t]*\n)+", "", value).rstrip()  # empty lines around a text say nothing
        if _UNSAFE.search(text):
            quoted: str = DoubleQuotedScalarString(text)
            return quoted
        return LiteralScalarString(f"{text}\n") if "\n" in text else text
    if isinstance(value, Mapping):
        return {key: _literal(item) for key, item in value.items()}
    if isinstance(value, Sequence):
        return [_literal(item) for item in value]
    return value


def comment(text: object, indent: int = 0) -> str:
    """Return a text as comment lines that stand `indent` columns in; a sign that no YAML can hold is shown as �."""
    lead = f"{' ' * indent}# "
    lines = [
        line
        for paragraph in _UNHELD.sub("\ufffd", str(text)).splitlines()
        for line in textwrap.wrap(paragraph, _WIDTH - indent, break_long_words=False, break_on_hyphens=False) or [""]
    ]
    return "\n".join(f"{lead}{line}".rstrip() for line in lines)
