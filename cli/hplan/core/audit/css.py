"""What a style sheet says of colours: the pairs of letters and ground that one rule sets together.

A pair that comes about where two rules meet is for a browser to find: only it knows the whole cascade.
"""

import re
from collections.abc import Iterator
from typing import NamedTuple

from hplan.core.audit.colours import BLACK, WHITE, hexadecimal

_DEPTH = 20  # of a property that is said by another, and that by another
_NAMES = {"white": WHITE, "black": BLACK}
_VARIABLE = re.compile(r"var\(\s*(--[\w-]+)\s*(?:,\s*([^()]*))?\)")


class Pair(NamedTuple):
    """Letters and ground of a rule, and where: its selector, and the scheme."""

    where: str
    colour: str
    ground: str


class _Rule(NamedTuple):
    media: str
    selector: str
    said: dict[str, str]


def pairs(style: str) -> Iterator[Pair]:
    """Yield the pairs of a style sheet, in the light scheme and in the dark; on paper there is only the light."""
    rules = list(_rules(style))
    for dark in (False, True):
        known = _properties(rules, dark=dark)
        for rule in rules:
            if ("print" in rule.media or ": light" in rule.media) if dark else "dark" in rule.media:
                continue
            colour = _resolved(rule.said.get("color", ""), known)
            ground = _resolved(rule.said.get("background", rule.said.get("background-color", "")), known)
            if colour and ground:
                yield Pair(f"{rule.selector} (dark)" if dark else rule.selector, colour, ground)


def _properties(rules: list[_Rule], *, dark: bool) -> dict[str, str]:
    """The custom properties of the root in a scheme."""
    known: dict[str, str] = {}
    for rule in rules:
        if rule.selector == ":root" and (not rule.media or (dark and "dark" in rule.media)):
            known |= {name: value for name, value in rule.said.items() if name.startswith("--")}
    return known


def _resolved(value: str, known: dict[str, str]) -> str | None:
    for _ in range(_DEPTH):
        found = _VARIABLE.search(value)
        if not found:
            break
        value = f"{value[: found.start()]}{known.get(found[1], found[2] or '')}{value[found.end() :]}"
    value = value.replace("!important", "").strip().lower()
    return _NAMES.get(value) or (hexadecimal(value) if value.startswith("#") else None)


def _rules(style: str) -> Iterator[_Rule]:
    """Cut a style sheet into its rules; `@media` may hold them, and each other."""
    style = re.sub(r"(?s)/\*.*?\*/", "", style)
    media: list[str] = []
    text = ""
    for part in re.split(r"([{}])", style):
        if part == "{":
            media.append(" ".join(text.rpartition(";")[2].split()))
            text = ""
        elif part == "}":
            selector = media.pop() if media else ""
            if not selector.startswith("@"):
                yield _Rule(" ".join(media), selector, _declarations(text))
            text = ""
        else:
            text = part


def _declarations(text: str) -> dict[str, str]:
    found = (declaration.partition(":") for declaration in text.split(";"))
    return {name.strip().lower(): value.strip() for name, sign, value in found if sign}
