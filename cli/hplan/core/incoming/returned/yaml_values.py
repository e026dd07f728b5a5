"""Values as they stand in a plan file that somebody has laid out: in the style that was there, as far as it holds."""

import re
from contextlib import suppress
from datetime import date

from hplan.core.incoming.returned.yaml_spans import Tree
from hplan.core.writing.yaml_plain import Data
from hplan.core.writing.yaml_write import entry

_WORDLESS = re.compile(r"\d{4}-\d\d-\d\d|[1-9]\d{0,11}|true")
# What a block cannot hold; other breaks of lines it can, which are none in YAML 1.2.
_CONTROL = re.compile("[\x00-\x08\x0b-\x1f\x7f-\x84\x86-\x9f\ufeff]|[ \t]\n")


def written(value: Tree, style: str, end: str, indent: int) -> str:
    """Return a value as after its key or dash; `indent` is of its further lines, `end` a block's last sign."""
    if style in ("'", '"') and isinstance(value, str) and "\n" not in value:
        import json

        return "'" + value.replace("'", "''") + "'" if style == "'" else json.dumps(value, ensure_ascii=False)
    if style in ("|", ">") and isinstance(value, str) and not value.startswith((" ", "\n", "\t")):
        body = value.split("\n")
        if not _CONTROL.search(f"{value}\n"):
            sign = "|" if len(body) > 1 else style
            return "\n".join([f"{sign}{end}", *(f"{' ' * (indent + 2)}{line}" if line else "" for line in body)])
    if value is None:
        return ""
    lines = lines_of("x", value, indent).split("\n")
    return "\n".join([lines[0].lstrip(" ").removeprefix("x:").lstrip(" "), *lines[1:]])


def lines_of(key: str, value: Tree, indent: int) -> str:
    """Return a key with its value as lines, `indent` columns in."""
    return entry(key, _data(value), indent)


def _data(value: Tree) -> Data:
    """A value for the writer of YAML, which puts in quotes what it takes for a date, an amount or a truth: all is text
    in a plan."""
    if isinstance(value, dict):
        return {key: _data(item) for key, item in value.items()}
    if isinstance(value, list):
        return [_data(item) for item in value]
    if value is None or not _WORDLESS.fullmatch(value):
        return value
    with suppress(ValueError):
        return date.fromisoformat(value) if "-" in value else value == "true" or int(value)
    return value


def item_of(value: Tree, indent: int) -> str:
    """Return an item of a list as lines, its dash `indent` columns in."""
    lines = lines_of("x", [value], 0).split("\n")[1:]
    return "".join(f"{' ' * indent}{line[2:]}\n" if line.strip() else "\n" for line in lines)
